import type { Phrase } from '../../core/codes/code';
import { alternatives, listed, show } from '../../core/show';
import { nearest } from '../../core/suggest';
import { refused } from './rule-facts';

const jobs = 'https://kubernetes.io/docs/concepts/workloads/controllers/job/';
const cronJobs = 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/';
const deployments = 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/';

/** What the API server says about workloads, besides their pods. */
export const apiWorkloadCodes = {
  'rollout/stuck': refused<{ limit: Phrase; surge: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'A rollout may neither stop a pod before a new one is there, nor start a new one before.',
    why: 'It could never begin.',
    see: `${deployments}#rolling-update-deployment`,
    message: ({ limit, surge }) => `${limit} and ${surge} are both 0`,
    help: ({ surge }) => `set ${surge} to 1`,
    example: { wrong: 'maxSurge: 0\nmaxUnavailable: 0', right: 'maxSurge: 1\nmaxUnavailable: 0' },
  }),
  'rollout/stuck-daemons': refused<Record<string, never>>({
    reason: 'FieldValueRequired',
    title: 'A rollout of daemons may neither stop a pod before a new one is there, nor start a new one before.',
    why: 'It could never begin.',
    see: 'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/',
    message: () => 'maxUnavailable and maxSurge are both 0',
    help: () => 'set maxUnavailable to 1',
  }),
  'rollout/deadline': refused<{ found: number; minReadySeconds: number }>({
    reason: 'FieldValueInvalid',
    title: 'A rollout has no more time than a single pod needs to count as available.',
    why: 'Every rollout would count as failed.',
    see: `${deployments}#progress-deadline-seconds`,
    message: ({ found, minReadySeconds }) => `expected more than minReadySeconds (${minReadySeconds}), found ${found}`,
    help: ({ minReadySeconds }) => `set it to more than ${minReadySeconds}`,
    example: { wrong: 'minReadySeconds: 600\nprogressDeadlineSeconds: 600', right: 'minReadySeconds: 30\nprogressDeadlineSeconds: 600' },
  }),
  'pod-group/policy': refused<{ both: boolean }>({
    reason: 'FieldValueInvalid',
    title: 'A group of pods is to be scheduled in no way, or in two.',
    why: 'Pods of a group are scheduled one by one (basic), or all together or none (gang).',
    see: 'https://kubernetes.io/docs/concepts/workloads/workload-api/',
    message: ({ both }) => (both ? 'only one of "basic" and "gang" can be given' : '"basic" or "gang" is missing'),
    help: ({ both }) => (both ? 'keep one of them' : 'set basic or gang'),
  }),
  'pod-group/template': refused<Record<string, never>>({
    reason: 'FieldValueInvalid',
    title: 'A group of pods refers to a template of nothing.',
    why: 'Templates of groups are in workloads.',
    see: 'https://kubernetes.io/docs/concepts/workloads/workload-api/',
    message: () => '"workload" is missing',
    help: () => 'set workload, with the names of the workload and of its template',
  }),
  'job/restarts': refused<{ found: string }>({
    reason: 'FieldValueRequired',
    title: 'The pods of a job would be restarted for ever.',
    why: 'A job ends when its pods end. Pods are always restarted unless their template says otherwise.',
    see: `${jobs}#pod-template`,
    message: ({ found }) => `expected "OnFailure" or "Never" as restart policy, found ${found === '' ? 'none' : show(found)}`,
    help: () => 'set restartPolicy to "OnFailure" or "Never"',
    example: { wrong: 'template:\n  spec:\n    containers: []', right: 'template:\n  spec:\n    restartPolicy: Never\n    containers: []' },
  }),
  'job/generated-label': refused<{ found: string; key: string }>({
    reason: 'FieldValueInvalid',
    title: 'A label of a job\'s pods is one that the server sets itself.',
    why: 'By these labels a job finds its pods.',
    see: `${jobs}#specifying-your-own-pod-selector`,
    message: ({ found, key }) => `the server sets the label ${show(key)} itself, found ${show(found)}`,
    help: () => 'remove the label',
  }),
  'job/generated-selector': refused<Record<string, never>>({
    reason: 'FieldValueInvalid',
    title: 'A job has a selector of its own, although the server makes one.',
    why: 'A selector that others fulfil, too, would let the job take over foreign pods.',
    see: `${jobs}#specifying-your-own-pod-selector`,
    message: () => 'the selector is made by the server',
    help: () => 'remove the selector; set manualSelector only to take over pods of another job',
    example: { wrong: 'selector:\n  matchLabels:\n    app: import', right: 'template:\n  metadata:\n    labels:\n      app: import' },
  }),
  'job/name-as-label': refused<{ found: string; length: number; max: number }>({
    reason: 'FieldValueInvalid',
    title: 'The name of a job cannot be the value of a label.',
    why: 'The pods of a job have its name in a label, of 63 characters at most.',
    see: `${jobs}#writing-a-job-spec`,
    message: ({ found, length, max }) => (length > max ? `expected at most ${max} characters, found ${length}` : `${show(found)} cannot be the value of the label job-name`),
    help: ({ max }) => `use a name of lower-case letters, digits and "-", ${max} characters at most`,
  }),
  'job/host-name': refused<{ found: string; last: string }>({
    reason: 'FieldValueInvalid',
    title: 'The name of an indexed job leaves no room for the index in host names.',
    why: 'Each pod has the name of the job and its index as host name, which must be a DNS label.',
    see: `${jobs}#completion-mode`,
    message: ({ last }) => `the pod of the last index would have the host name ${show(last)}, which is no DNS label`,
    help: () => 'shorten the name, and use lower-case letters, digits and "-"',
  }),
  'job/unknown-container': refused<{ found: string; known: readonly string[] }>({
    reason: 'FieldValueInvalid',
    title: 'A pod failure policy speaks of a container that the pod does not have.',
    why: 'The rule could never apply.',
    see: `${jobs}#pod-failure-policy`,
    message: ({ found, known }) => `there is no container ${show(found)}, only ${listed(known)}`,
    help: ({ found, known }) => {
      const near = nearest(found, known);
      return near === undefined ? `use ${alternatives(known)}` : `did you mean ${show(near)}?`;
    },
  }),
  'job/fail-index': refused<Record<string, never>>({
    reason: 'FieldValueInvalid',
    title: 'A pod failure policy fails an index of a job that has no limit for each index.',
    why: 'Indexes fail one by one only where backoffLimitPerIndex is set.',
    see: `${jobs}#backoff-limit-per-index`,
    message: () => 'the action FailIndex needs backoffLimitPerIndex',
    help: () => 'set backoffLimitPerIndex, or use another action',
  }),
  'job/failure-condition': refused<{ both: boolean }>({
    reason: 'FieldValueInvalid',
    title: 'A rule of a pod failure policy has no condition, or two.',
    why: 'Each rule applies to exit codes or to conditions of the pod.',
    see: `${jobs}#pod-failure-policy`,
    message: ({ both }) => (both ? 'only one of onExitCodes and onPodConditions can be given' : 'onExitCodes or onPodConditions is missing'),
    help: ({ both }) => (both ? 'make two rules of it' : 'set one of the two'),
  }),
  'job/indexes': refused<{ found: string; expected: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'A text is no list of indexes of a job.',
    why: 'The API server refuses the object.',
    see: `${jobs}#success-policy`,
    message: ({ found, expected }) => `expected ${expected}, found ${show(found)}`,
    help: () => 'write it as in "0,2-4"',
    example: { wrong: 'succeededIndexes: "4-2"', right: 'succeededIndexes: "2-4"' },
  }),
  'cron-job/schedule': refused<{ found: string; rule: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'The schedule of a CronJob cannot be read.',
    why: 'The job would never run.',
    see: `${cronJobs}#schedule-syntax`,
    message: ({ found, rule }) => `${show(found)} is no schedule: ${rule}`,
    help: () => 'write five fields, as in "30 3 * * *", or a word such as "@daily"',
    example: { wrong: 'schedule: "0 25 * * *"', right: 'schedule: "0 23 * * *"' },
  }),
  'cron-job/time-zone': refused<{ found: string; rule: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'The time zone of a CronJob is not known.',
    why: 'Nobody could tell when the job is to run.',
    see: `${cronJobs}#time-zones`,
    message: ({ found, rule }) => `${show(found)} is no time zone: ${rule}`,
    help: () => 'use a name such as Europe/Berlin or Etc/UTC',
    example: { wrong: 'timeZone: CEST', right: 'timeZone: Europe/Berlin' },
  }),
  'cron-job/name-too-long': refused<{ found: string; length: number; max: number }>({
    reason: 'FieldValueInvalid',
    title: 'The name of a CronJob leaves no room for the names of its jobs.',
    why: 'Each job has the name of the CronJob and 11 characters behind it, and must stay within 63.',
    see: `${cronJobs}#cron-job-limitations`,
    message: ({ length, max }) => `expected at most ${max} characters, found ${length}`,
    help: ({ max }) => `shorten the name to ${max} characters`,
  }),
};

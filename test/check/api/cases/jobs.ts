import { type Fields, kindOfSpec, labels, long, type ObjectCases, pods } from './given';

const ending = pods({ restartPolicy: 'Never' });
const job = kindOfSpec('batch/v1', 'Job', { template: ending });
const indexed = (spec: Fields): Fields => job({ completionMode: 'Indexed', completions: 10, ...spec });
const failing = (...rules: readonly object[]): Fields => job({ podFailurePolicy: { rules } });
const exit = (values: readonly number[], operator = 'In'): object => ({ operator, values });
const succeeding = (...rules: readonly object[]): Fields => indexed({ successPolicy: { rules } });
const cronJob = kindOfSpec('batch/v1', 'CronJob', { schedule: '0 3 * * *', jobTemplate: { spec: { template: ending } } });

export const jobCases: ObjectCases = [
  ['a Job', { given: job(), want: [] }],
  ['a Job whose pods never end', { given: job({ template: pods() }), want: ['job/restarts /spec/template/spec/restartPolicy'] }],
  ['a Job of less than nothing', {
    given: job({ parallelism: -1, completions: -1, activeDeadlineSeconds: -1, backoffLimit: -1, ttlSecondsAfterFinished: -1 }),
    want: [
      'api/negative /spec/parallelism', 'api/negative /spec/completions', 'api/negative /spec/activeDeadlineSeconds', 'api/negative /spec/backoffLimit',
      'api/negative /spec/ttlSecondsAfterFinished',
    ],
  }],
  ['a Job with a selector of its own', { given: job({ manualSelector: true, selector: { matchLabels: labels } }), want: [] }],
  ['a Job with a selector that is not its own', {
    given: job({ manualSelector: true, selector: { matchLabels: { app: 'b' } } }),
    want: ['selector/mismatch /spec/template/metadata/labels'],
  }],
  ['a Job with a selector that the server makes', { given: job({ selector: { matchLabels: labels } }), want: ['job/generated-selector /spec/selector'] }],
  ['a Job that somebody else runs', { given: job({ managedBy: 'example.com/a' }), want: [] }],
  ['a Job that nobody known runs', { given: job({ managedBy: 'a' }), want: ['api/domain-path /spec/managedBy'] }],
  ['a Job that replaces pods in an unknown way', { given: job({ podReplacementPolicy: 'Never' }), want: ['api/not-supported /spec/podReplacementPolicy'] }],
  ['a Job of numbered pods', { given: indexed({ parallelism: 100_000, backoffLimitPerIndex: 1, maxFailedIndexes: 10 }), want: [] }],
  ['a Job of numbered pods without number', {
    given: indexed({ completions: undefined, parallelism: 100_001 }),
    want: ['api/required /spec/completions', 'api/out-of-range /spec/parallelism'],
  }],
  ['a Job of pods without numbers', {
    given: job({ backoffLimitPerIndex: 1, maxFailedIndexes: 1 }),
    want: ['api/not-allowed /spec/backoffLimitPerIndex', 'api/not-allowed /spec/maxFailedIndexes'],
  }],
  ['a Job that fails with more pods than it has', {
    given: indexed({ maxFailedIndexes: 11 }),
    want: ['api/required /spec/backoffLimitPerIndex', 'api/greater-than /spec/maxFailedIndexes'],
  }],
  ['a Job of very many numbered pods', {
    given: indexed({ completions: 100_001, parallelism: 10_001, backoffLimitPerIndex: 1 }),
    want: ['api/required /spec/maxFailedIndexes', 'api/out-of-range /spec/parallelism'],
  }],
  ['a Job in an unknown mode', { given: job({ completionMode: 'Numbered' }), want: ['api/not-supported /spec/completionMode'] }],

  ['a Job that tells failures apart', {
    given: failing({ action: 'FailJob', onExitCodes: exit([1, 2]) }, { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }),
    want: [],
  }],
  ['a Job that tells failures apart and restarts containers', {
    given: job({ template: pods({ restartPolicy: 'OnFailure' }), podFailurePolicy: { rules: [] } }),
    want: ['api/choice /spec/template/spec/restartPolicy'],
  }],
  ['a Job that takes success for failure', {
    given: failing({ action: 'Count', onExitCodes: exit([0]) }),
    want: ['api/invalid /spec/podFailurePolicy/rules/0/onExitCodes/values/0'],
  }],
  ['a Job that knows exit codes in no order', {
    given: failing({ action: 'Count', onExitCodes: exit([2, 1]) }, { action: 'Count', onExitCodes: exit([1, 1], 'Not') }, { action: 'Count', onExitCodes: exit([]) }),
    want: [
      'api/invalid /spec/podFailurePolicy/rules/0/onExitCodes/values', 'api/not-supported /spec/podFailurePolicy/rules/1/onExitCodes/operator',
      'api/duplicate /spec/podFailurePolicy/rules/1/onExitCodes/values/1', 'api/invalid /spec/podFailurePolicy/rules/2/onExitCodes/values',
    ],
  }],
  ['a Job that does what nobody knows', {
    given: failing({ action: 'Fail' }, { onExitCodes: exit([1]) }, { action: 'FailIndex', onExitCodes: exit([1]) }),
    want: [
      'api/not-supported /spec/podFailurePolicy/rules/0/action', 'job/failure-condition /spec/podFailurePolicy/rules/0',
      'api/required /spec/podFailurePolicy/rules/1/action', 'job/fail-index /spec/podFailurePolicy/rules/2/action',
    ],
  }],
  ['a Job that looks at a container that is not there', {
    given: failing({ action: 'Count', onExitCodes: { containerName: 'x', ...exit([1]) } }),
    want: ['job/unknown-container /spec/podFailurePolicy/rules/0/onExitCodes/containerName'],
  }],
  ['a Job that looks at codes and conditions', {
    given: failing({ action: 'Count', onExitCodes: exit([1]), onPodConditions: [{ type: 'a b', status: 'Yes' }] }),
    want: [
      'api/label-key /spec/podFailurePolicy/rules/0/onPodConditions/0/type', 'api/not-supported /spec/podFailurePolicy/rules/0/onPodConditions/0/status',
      'job/failure-condition /spec/podFailurePolicy/rules/0',
    ],
  }],
  ['a Job with too many rules', {
    given: failing(...Array.from({ length: 21 }, () => ({ action: 'Count', onExitCodes: exit([1]) }))),
    want: ['api/too-many /spec/podFailurePolicy/rules'],
  }],

  ['a Job that can be done early', { given: succeeding({ succeededIndexes: '0,2-4', succeededCount: 3 }), want: [] }],
  ['a Job that can be done early without numbers', { given: job({ successPolicy: { rules: [{ succeededCount: 1 }] } }), want: ['api/not-allowed /spec/successPolicy'] }],
  ['a Job that is done when nothing is', { given: succeeding({}), want: ['api/one-needed /spec/successPolicy/rules/0'] }],
  ['a Job that is done without rules', { given: succeeding(), want: ['api/required /spec/successPolicy/rules'] }],
  ['a Job that is done with more pods than it has', {
    given: succeeding({ succeededCount: 11 }, { succeededIndexes: '10' }, { succeededIndexes: '0-1', succeededCount: 3 }),
    want: [
      'api/greater-than /spec/successPolicy/rules/0/succeededCount', 'job/indexes /spec/successPolicy/rules/1/succeededIndexes',
      'api/greater-than /spec/successPolicy/rules/2/succeededCount',
    ],
  }],
  ['a Job that is done with pods in no order', {
    given: succeeding({ succeededIndexes: '3,1' }, { succeededIndexes: '3-1' }, { succeededIndexes: 'a' }, { succeededIndexes: '1-2-3' }),
    want: [
      'job/indexes /spec/successPolicy/rules/0/succeededIndexes', 'job/indexes /spec/successPolicy/rules/1/succeededIndexes',
      'job/indexes /spec/successPolicy/rules/2/succeededIndexes', 'job/indexes /spec/successPolicy/rules/3/succeededIndexes',
    ],
  }],

  ['a CronJob', { given: cronJob({ timeZone: 'Europe/Berlin', concurrencyPolicy: 'Forbid' }), want: [] }],
  ['a CronJob at no time', { given: cronJob({ schedule: '' }), want: ['api/required /spec/schedule'] }],
  ['a CronJob at an impossible time', { given: cronJob({ schedule: '61 3 * * *' }), want: ['cron-job/schedule /spec/schedule'] }],
  ['a CronJob with its time zone in the schedule', { given: cronJob({ schedule: 'TZ=UTC 0 3 * * *' }), want: ['cron-job/schedule /spec/schedule'] }],
  ['a CronJob in no time zone', { given: cronJob({ timeZone: 'Europe/Nowhere' }), want: ['cron-job/time-zone /spec/timeZone'] }],
  ['a CronJob with a name of 52 characters', { given: cronJob({}, { name: long(52) }), want: [] }],
  ['a CronJob with a longer name', { given: cronJob({}, { name: long(53) }), want: ['cron-job/name-too-long /metadata/name'] }],
  ['a CronJob that runs in an unknown way', {
    given: cronJob({ concurrencyPolicy: 'Skip', startingDeadlineSeconds: -1, successfulJobsHistoryLimit: -1, failedJobsHistoryLimit: -1 }),
    want: [
      'api/not-supported /spec/concurrencyPolicy', 'api/negative /spec/startingDeadlineSeconds', 'api/negative /spec/successfulJobsHistoryLimit',
      'api/negative /spec/failedJobsHistoryLimit',
    ],
  }],
  ['a CronJob that makes the selectors of its jobs', {
    given: cronJob({ jobTemplate: { spec: { selector: { matchLabels: labels }, manualSelector: true, template: ending } } }),
    want: ['api/not-allowed /spec/jobTemplate/spec/selector', 'api/not-supported /spec/jobTemplate/spec/manualSelector'],
  }],
  ['a CronJob whose jobs never end', {
    given: cronJob({ jobTemplate: { spec: { backoffLimit: -1, template: pods() } } }),
    want: ['job/restarts /spec/jobTemplate/spec/template/spec/restartPolicy', 'api/negative /spec/jobTemplate/spec/backoffLimit'],
  }],
];

import { bare, listed, listedBare, show } from '../show';
import { didYouMean, doubtful, notable, type Phrase, wrong } from './code';

/** Workloads: rollout, replicas, identity, jobs. */
export const workloadCodes = {
  'rollout/not-rolling': wrong<{ field: string; strategy: string }>({
    title: 'A field of rolling updates is given for another strategy.',
    message: ({ field, strategy }) => `${show(field)} belongs to RollingUpdate, the strategy is ${show(strategy)}`,
    help: ({ field }) => `remove ${show(field)} or use strategy: 'RollingUpdate'`,
  }),
  'rollout/not-of-kind': wrong<{ field: string; kind: Phrase }>({
    title: 'A field that this kind of workload does not have.',
    message: ({ field, kind }) => `a ${kind} has no ${show(field)}`,
    help: () => 'a Deployment has it: leave out "workload"',
  }),
  'rollout/cannot-progress': wrong<{ kind: Phrase; surge: unknown; unavailable: unknown }>({
    title: 'A rolling update may neither add a pod nor miss one, so it can never start.',
    message: ({ kind, surge, unavailable }) =>
      `${kind === 'StatefulSet' ? '' : `maxSurge is ${show(surge)} and `}maxUnavailable is ${show(unavailable)}: no pod could ever be replaced`,
    help: ({ kind }) => (kind === 'StatefulSet' ? 'let maxUnavailable be at least 1' : 'let one of them be at least 1'),
  }),
  'rollout/surge-and-unavailable': wrong<{ surge: unknown; unavailable: unknown }>({
    title: 'A DaemonSet either surges or misses pods during an update, not both.',
    message: ({ surge, unavailable }) => `maxSurge is ${show(surge)} and maxUnavailable is ${show(unavailable)}: a DaemonSet takes one of them`,
    help: () => 'with maxSurge, set maxUnavailable: 0',
  }),
  'rollout/surge-host-port': doubtful<{ port: string }>({
    title: 'The pods of a DaemonSet use a port of the node, and an update would run two of them on one node.',
    message: ({ port }) => `port ${show(port)} is one of the node: with maxSurge the new pod waits for the old one to give it up, and the old one for the new one`,
    help: () => 'let pods be missing instead: leave out maxSurge, or set maxUnavailable',
  }),
  'rollout/deadline-too-short': wrong<{ deadline: number; minReadySeconds: number }>({
    title: 'An update would be reported as failed before a pod can count as available.',
    message: ({ deadline, minReadySeconds }) => `progressDeadlineSeconds is ${deadline}, minReadySeconds is ${minReadySeconds}: expected the deadline to be greater`,
    help: ({ minReadySeconds }) => `set progressDeadlineSeconds to ${minReadySeconds + 1} or more (without it, Kubernetes uses 600), or lower minReadySeconds`,
  }),
  'workload/legacy': doubtful<{ kind: Phrase }>({
    title: 'ReplicationController, which ReplicaSet and Deployment have replaced.',
    message: ({ kind }) => `a ${kind} replaces no pods when its template changes, and is kept for old systems only; a Deployment does, and is recommended`,
    help: () => 'leave out "workload", unless a system is adopted as it is',
  }),
  'workload/no-rollout': notable<{ kind: Phrase }>({
    title: 'A ReplicaSet on its own keeps the pods that it has when its template changes.',
    message: ({ kind }) => `a ${kind} replaces no pods when its template changes; a Deployment does, and is recommended`,
    help: () => 'leave out "workload", unless a system is adopted as it is',
  }),
  'workload/no-service': wrong<{ kind: Phrase; name: string; wanted: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'A host name or service is asked of an app that has no such Service.',
    message: ({ kind, name, wanted, known }) =>
      `${kind} ${bare(name)} has no Service ${show(wanted)}${known.length === 0 ? ', so that it has no host name' : `; it has ${listed(known)}`}`,
    help: ({ known, nearest }) => didYouMean(nearest, known.length === 0 ? 'give it a port, or service: {}' : 'add it under "services", or ask for one of those that there are'),
  }),
  'workload/unknown-port': wrong<{ port: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'A port is asked for that the app does not declare.',
    message: ({ port, known }) => `there is no port ${show(port)}; there ${known.length === 1 ? 'is' : 'are'} ${listedBare(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'declare it in "ports"'),
  }),
  'job/not-indexed': wrong<{ field: string }>({
    title: 'A field of indexed jobs is given for a job that is not indexed.',
    message: ({ field }) => `${show(field)} needs completionMode: 'Indexed'`,
    help: ({ field }) => `add completionMode: 'Indexed' and "completions", or remove ${show(field)}`,
  }),
  'job/restart-policy': wrong<{ field: string; found: unknown }>({
    title: 'A field of a job asks for another restart policy.',
    message: ({ field, found }) => `${show(field)} needs restartPolicy: 'Never', found ${show(found)}`,
    help: ({ field }) => `remove restartPolicy (jobs have 'Never' by themselves), or remove ${show(field)}`,
  }),
  'cron/invalid': wrong<{ found: unknown; rule: Phrase; nearest?: string | undefined }>({
    title: 'A schedule is not written as cron reads it.',
    message: ({ found, rule }) => `schedule ${show(found)}: ${rule}`,
    help: ({ nearest }) => didYouMean(nearest, 'five fields: minute hour day-of-month month day-of-week, for example "15 3 * * *"'),
  }),
  'cron/never': doubtful<{ found: string }>({
    title: 'A schedule names a day that none of its months has.',
    message: ({ found }) => `schedule ${show(found)} never comes: no month that it names has such a day`,
    help: () => 'name a day that there is: 28 is in every month',
  }),
  'cron/time-zone': wrong<{ found: unknown; rule: Phrase }>({
    title: 'A time zone is not one of the IANA time zone database, or stands in the schedule.',
    message: ({ found, rule }) => `time zone ${show(found)}: ${rule}`,
    help: () => "use timeZone: 'Etc/UTC' or a name such as 'Europe/Berlin'",
  }),
};

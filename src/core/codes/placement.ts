import { show } from '../show';
import { didYouMean, doubtful, type Phrase, wrong } from './code';

/** Where pods run, what they may do, and their settings besides containers. */
export const placementCodes = {
  'selector/values': wrong<{ operator: Phrase; expected: Phrase; count: number }>({
    title: 'A condition of a selector has values where its operator takes none, or lacks them.',
    message: ({ operator, expected, count }) => `operator ${operator} takes ${expected}, found ${count}`,
    help: () => 'In and NotIn compare with values; Exists and DoesNotExist ask for the key alone',
  }),
  'selector/syntax': wrong<{ found: string; part: string }>({
    title: 'A selector given as text cannot be read.',
    message: ({ found, part }) => (part === found.trim() ? `cannot read the selector ${show(found)}` : `cannot read ${show(part)} in the selector ${show(found)}`),
    help: () => 'write it as kubectl --selector takes it: app=web,tier in (front,back),release!=old,host,!legacy',
  }),
  'toleration/syntax': wrong<{ found: string }>({
    title: 'A toleration given as text cannot be read.',
    message: ({ found }) => `cannot read the taint ${show(found)}`,
    help: () => 'write it as kubectl taint does: key=value:NoSchedule, key:NoExecute or key',
  }),
  'toleration/comparison': doubtful<{ operator: Phrase }>({
    title: 'A toleration compares numbers, which API servers refuse unless a feature gate is on.',
    message: ({ operator }) => `operator ${operator} needs Kubernetes 1.35 or later with the feature gate TaintTolerationComparisonOperators`,
    help: () => 'turn the feature gate on in the cluster, or use Equal or Exists',
  }),
  'pod/conflict': wrong<{ field: string; with: Phrase; why: Phrase }>({
    title: 'Two settings of a pod exclude each other.',
    message: ({ field, with: other, why }) => `${show(field)} cannot stand together with ${other}: ${why}`,
    help: () => 'keep one and remove the other',
  }),
  'pod/wrong-os': wrong<{ field: string; os: string }>({
    title: 'A setting that pods of this operating system do not have.',
    message: ({ field, os }) => `${show(field)} cannot be set for a pod with os ${show(os)}`,
    help: ({ os }) => `remove it, or leave out os: ${show(os)}`,
  }),
  'dns/too-many': wrong<{ what: Phrase; max: number; found: number }>({
    title: 'More entries than the resolver of a pod takes.',
    message: ({ what, max, found }) => `expected at most ${max} ${what}, found ${found}`,
    help: () => 'keep those that are needed: resolvers ignore or refuse any more',
  }),
  'security/profile': wrong<{ profile: string; place: Phrase; expected: Phrase; found: unknown }>({
    title: 'A pod does what its own security profile does not allow.',
    message: ({ profile, place, expected, found }) =>
      `the profile ${show(profile)} wants ${place} to be ${expected}, found ${found === undefined ? 'nothing' : show(found)}`,
    help: ({ profile, found }) =>
      `${found === undefined ? 'add it' : 'change it'}, or choose the profile ${profile === 'restricted' ? '"baseline" or "default"' : '"default"'}`,
  }),
  'security/escalation': wrong<{ because: Phrase }>({
    title: 'Privilege escalation is denied to a container whose other privileges include it.',
    message: ({ because }) => `allowPrivilegeEscalation: false cannot stand together with ${because}: the API server refuses the pair`,
    help: ({ because }) => `remove ${because}, or leave out allowPrivilegeEscalation`,
  }),
  'security/root-user': wrong<{ field: Phrase }>({
    title: 'A container is to run as root and must not.',
    message: ({ field }) => `${field} is 0 (root) and runAsNonRoot is true: the kubelet would not start the container`,
    help: () => 'give runAsUser another number, or set runAsNonRoot: false',
  }),
  'security/capability': doubtful<{ found: string; nearest?: string | undefined }>({
    title: 'The name of a capability that Linux does not have.',
    message: ({ found }) => `there is no capability ${show(found)}; names are upper-case and have no prefix "CAP_"`,
    help: ({ nearest }) => didYouMean(nearest, 'see https://man7.org/linux/man-pages/man7/capabilities.7.html'),
  }),
  'security/host-process': wrong<{ expected: Phrase; found: unknown }>({
    title: 'A Windows pod mixes host processes with what they cannot stand beside.',
    message: ({ expected, found }) => `host processes need ${expected}, found ${show(found)}`,
    help: () => 'see https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/',
  }),
};

import type { Phrase } from '../../core/codes/code';
import { show } from '../../core/show';
import { refused } from './rule-facts';

const concepts = 'https://kubernetes.io/docs/concepts';
const security = 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/';
const dns = `${concepts}/services-networking/dns-pod-service/`;

/** What the API server says about pods as a whole: security, scheduling, names of hosts. */
export const apiPodCodes = {
  'api/privilege-escalation': refused<{ given: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'A container must not gain privileges, and has all of them.',
    why: 'allowPrivilegeEscalation: false says nothing for a process that can do everything from the start.',
    see: security,
    message: ({ given }) => `allowPrivilegeEscalation: false and ${given} contradict each other`,
    help: ({ given }) => `remove ${given}`,
    example: { wrong: 'securityContext:\n  allowPrivilegeEscalation: false\n  privileged: true', right: 'securityContext:\n  allowPrivilegeEscalation: false' },
  }),
  'api/sysctl': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A name is none of a kernel parameter.',
    why: 'Such names are parts of lower-case letters, digits, "-" and "_", with "." or "/" between.',
    see: 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
    message: ({ found }) => `expected the name of a kernel parameter, found ${show(found)}`,
    help: () => 'use a name such as net.core.somaxconn',
    example: { wrong: 'sysctls:\n  - name: Net.Core.Somaxconn\n    value: "1024"', right: 'sysctls:\n  - name: net.core.somaxconn\n    value: "1024"' },
  }),
  'api/sysctl-of-node': refused<{ found: string; field: 'hostNetwork' | 'hostIPC' }>({
    reason: 'FieldValueInvalid',
    title: 'A pod changes a kernel parameter that it shares with its node.',
    why: 'It would be changed for the node and everything on it.',
    see: 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
    message: ({ found, field }) => `${show(found)} cannot be set with ${field}: true`,
    help: ({ field }) => `remove it, or ${field}`,
    example: { wrong: 'hostNetwork: true\nsecurityContext:\n  sysctls:\n    - name: net.core.somaxconn\n      value: "1024"', right: 'securityContext:\n  sysctls:\n    - name: net.core.somaxconn\n      value: "1024"' },
  }),
  'api/profile-annotation': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'An annotation names no profile for seccomp or AppArmor.',
    why: 'The annotations were there before the fields, and are still read.',
    see: 'https://kubernetes.io/docs/reference/labels-annotations-taints/',
    message: ({ found }) => `expected "runtime/default", "unconfined" or "localhost/" and a name, found ${show(found)}`,
    help: () => 'use seccompProfile and appArmorProfile of the securityContext instead',
    example: { wrong: 'seccomp.security.alpha.kubernetes.io/pod: default', right: 'securityContext:\n  seccompProfile:\n    type: RuntimeDefault' },
  }),
  'api/annotated-container': refused<{ container: string }>({
    reason: 'FieldValueInvalid',
    title: 'An annotation is about a container that the pod does not have.',
    why: 'The name of the container is the part behind the "/".',
    see: 'https://kubernetes.io/docs/tutorials/security/apparmor/',
    message: ({ container }) => `there is no container ${show(container)} in the pod`,
    help: () => 'use the name of a container of the pod, or remove the annotation',
  }),
  'api/profile-differs': refused<{ field: string; annotation: string }>({
    reason: 'FieldValueForbidden',
    title: 'A field and an annotation name different profiles for one container.',
    why: 'The annotation was there before the field: where both are given, they must say the same.',
    see: 'https://kubernetes.io/docs/tutorials/security/seccomp/',
    message: ({ field, annotation }) => `${field} differs from the annotation, which says ${show(annotation)}`,
    help: () => 'remove the annotation',
  }),
  'api/windows-user': refused<{ found: string; rule: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'A name is none of a user of Windows.',
    why: 'The name is that of a user, or of a domain and a user with a backslash between.',
    see: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/#windows-username-limitations',
    message: ({ found, rule }) => `expected ${rule}, found ${show(found)}`,
    help: () => 'use a name such as ContainerUser or DOMAIN\\user',
    example: { wrong: 'runAsUserName: "a:b"', right: 'runAsUserName: ContainerUser' },
  }),
  'api/host-process': refused<{ problem: 'some' | 'network' }>({
    reason: 'FieldValueInvalid',
    title: 'Containers run on the node itself in a pod that does not.',
    why: 'On Windows, either all containers of a pod are processes of the node, or none, and they are in its network.',
    see: 'https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/',
    message: ({ problem }) => (problem === 'some' ? 'expected hostProcess of all containers or of none' : 'expected hostNetwork: true, since containers are processes of the node'),
    help: ({ problem }) => (problem === 'some' ? 'set hostProcess in the securityContext of the pod' : 'set hostNetwork: true'),
  }),
  'api/toleration': refused<{ problem: keyof typeof tolerationProblems }>({
    reason: 'FieldValueInvalid',
    title: 'The parts of a toleration do not fit together.',
    why: 'The API server could not say which taints are meant.',
    see: `${concepts}/scheduling-eviction/taint-and-toleration/`,
    message: ({ problem }) => tolerationProblems[problem],
    help: ({ problem }) => tolerationHelp[problem],
    example: { wrong: 'tolerations:\n  - operator: Equal\n    value: gpu', right: 'tolerations:\n  - key: kind\n    operator: Equal\n    value: gpu' },
  }),
  'api/toleration-annotation': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'An annotation holds no tolerations.',
    why: 'The annotation was there before the field, and is still read.',
    see: `${concepts}/scheduling-eviction/taint-and-toleration/`,
    message: ({ found }) => `expected a list of tolerations as JSON, found ${show(found)}`,
    help: () => 'remove the annotation, and use spec.tolerations',
  }),
  'api/one-value': refused<{ operator: string; count: number }>({
    reason: 'FieldValueRequired',
    title: 'A condition on a node has several values, or none, where it compares with one.',
    why: 'Gt and Lt compare with one number; a name of a node is compared with one name.',
    see: `${concepts}/scheduling-eviction/assign-pod-node/#operators`,
    message: ({ operator, count }) => `expected one value with the operator ${operator}, found ${count}`,
    help: () => 'give one value',
    example: { wrong: 'operator: Gt\nvalues: ["1", "2"]', right: 'operator: Gt\nvalues: ["1"]' },
  }),
  'api/label-key-twice': refused<{ found: string; other: string }>({
    reason: 'FieldValueInvalid',
    title: 'A key of matchLabelKeys stands elsewhere in the same condition.',
    why: 'matchLabelKeys asks for the value that the pod itself has: another condition on the key could only contradict it.',
    see: `${concepts}/scheduling-eviction/topology-spread-constraints/#topologyspreadconstraints-field`,
    message: ({ found, other }) => `${show(found)} is in ${other} too`,
    help: ({ found, other }) => `remove ${show(found)} from ${other} or from matchLabelKeys`,
    example: {
      wrong: 'matchLabelKeys:\n  - app\nlabelSelector:\n  matchLabels:\n    app: web',
      right: 'matchLabelKeys:\n  - pod-template-hash\nlabelSelector:\n  matchLabels:\n    app: web',
    },
  }),
  'api/search-domain': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A domain to search in is none.',
    why: 'It is put behind names that are looked up.',
    see: `${dns}#pod-dns-config`,
    message: ({ found }) => `expected lower-case letters, digits, "-" and "_", in parts with "." between, found ${show(found)}`,
    help: () => 'use a domain such as svc.example.com',
    example: { wrong: 'searches:\n  - Example.com', right: 'searches:\n  - example.com' },
  }),
  'api/dns-limit': refused<{ what: Phrase; count: number; max: number }>({
    reason: 'FieldValueInvalid',
    title: 'There are more name servers or search domains than a pod can have.',
    why: 'The libraries that look names up do not read more.',
    see: `${dns}#dns-search-domain-list-limits`,
    message: ({ what, count, max }) => `expected at most ${max} ${what}, found ${count}`,
    help: () => 'keep those that matter most',
  }),
  'api/mirror-pod': refused<Record<string, never>>({
    reason: 'FieldValueInvalid',
    title: 'A pod says that a node runs it by itself, and not which node.',
    why: 'The annotation kubernetes.io/config.mirror is for nodes, which show the pods that they run by themselves.',
    see: 'https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/',
    message: () => 'kubernetes.io/config.mirror needs spec.nodeName',
    help: () => 'remove the annotation',
  }),
  'api/deletion-cost': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'What it costs to delete a pod is no whole number of 32 bits.',
    why: 'Of several pods, those of the lowest cost are deleted first.',
    see: `${concepts}/workloads/controllers/replicaset/#pod-deletion-cost`,
    message: ({ found }) => `expected a whole number without "+" and without zeros before it, found ${show(found)}`,
    help: () => 'use a number such as "100" or "-100"',
    example: { wrong: 'controller.kubernetes.io/pod-deletion-cost: high', right: 'controller.kubernetes.io/pod-deletion-cost: "100"' },
  }),
};

const tolerationProblems = {
  key: 'without a key, only the operator Exists makes sense',
  value: 'the operator Exists compares with no value',
  seconds: 'tolerationSeconds needs the effect NoExecute: other effects end nothing',
} as const;

const tolerationHelp = {
  key: 'set the key, or the operator Exists',
  value: 'remove the value, or use the operator Equal',
  seconds: 'set the effect to NoExecute, or remove tolerationSeconds',
} as const;

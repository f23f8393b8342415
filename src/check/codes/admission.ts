import type { Phrase } from '../../core/codes/code';
import { formatObjectId, type ObjectId } from '../../core/object-id';
import { bare, listedBare, show } from '../../core/show';
import { admissionExamples } from './examples/admission';
import { broken, fragile } from './rule-facts';

const quotas = 'https://kubernetes.io/docs/concepts/policy/resource-quotas/';
const limits = 'https://kubernetes.io/docs/concepts/policy/limit-range/';
const podSecurity = 'https://kubernetes.io/docs/concepts/security/pod-security-admission/';
const priority = 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass';
const runtimeClasses = 'https://kubernetes.io/docs/concepts/containers/runtime-class/';

/** What admission refuses in the light of other objects: workloads are accepted, and their pods are not. */
export const admissionCodes = {
  'quota/exceeded': broken<{ quota: string; resource: string; hard: string; wanted: string; users: readonly string[] }>({
    title: 'The objects of a namespace want more than its ResourceQuota allows.',
    why: 'The API server refuses what goes beyond it: workloads exist and miss pods.',
    see: quotas,
    message: ({ quota, resource, hard, wanted, users }) =>
      `${bare(resource)}: ResourceQuota ${bare(quota)} allows ${bare(hard)}, ${listedBare(users)} ${users.length === 1 ? 'wants' : 'want'} ${bare(wanted)}`,
    help: () => 'ask for less, run fewer, or raise the quota',
    example: admissionExamples.quotaExceeded,
  }),
  'quota/requests-missing': broken<{ quota: string; resources: readonly string[]; container: string }>({
    title: 'A ResourceQuota counts what a container does not ask for.',
    why: 'Where processor or memory has a quota, the API server refuses pods of which a container does not say how much it wants.',
    see: `${quotas}#compute-resource-quota`,
    message: ({ quota, resources, container }) => `ResourceQuota ${bare(quota)} wants ${listedBare(resources)} of container ${show(container)}, found none`,
    help: () => 'set resources of the container, or define a LimitRange with defaults',
    example: admissionExamples.quotaRequests,
  }),
  'limit-range/outside': broken<{ limitRange: string; type: Phrase; resource: string; expected: string; found: string }>({
    title: 'A container, pod or claim is outside of what the LimitRange of its namespace allows.',
    why: 'The API server refuses it: of a workload, every pod.',
    see: limits,
    message: ({ limitRange, type, resource, expected, found }) => `LimitRange ${bare(limitRange)} wants ${bare(resource)} of each ${type} ${expected}, found ${found}`,
    help: () => 'ask for an amount within the bounds, or change the LimitRange',
    example: admissionExamples.limitRange,
  }),
  'pod-security/refused': broken<{ level: Phrase; namespace: string; violations: readonly string[]; more: number }>({
    title: 'The Pod Security level of the namespace refuses the pods.',
    why: 'Admission refuses each of them: a Deployment exists then, and none of its pods does.',
    see: podSecurity,
    message: ({ level, namespace, violations, more }) =>
      `namespace ${show(namespace)} enforces "${level}": ${violations.map(bare).join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
    help: ({ level }) => (level === 'restricted' ? 'set the fields, or move the app to a namespace of level baseline' : 'remove the fields, or move the app to a namespace of level privileged'),
    example: admissionExamples.podSecurity,
  }),
  'pod-security/warned': fragile<{ level: Phrase; namespace: string; violations: readonly string[]; more: number }>({
    title: 'The API server warns of pods that the namespace may refuse one day.',
    why: 'The namespace warns at a stricter level than it enforces.',
    see: podSecurity,
    message: ({ level, namespace, violations, more }) =>
      `namespace ${show(namespace)} warns of all that is not "${level}": ${violations.map(bare).join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
    help: () => 'set the fields as the level wants them',
    example: admissionExamples.podSecurityWarned,
  }),
  'pod-security/label': broken<{ label: string; found: unknown; expected: Phrase }>({
    title: 'A label for Pod Security has no level or version.',
    why: 'Admission refuses the Namespace; where it exists already, everything in it is held to the level restricted.',
    see: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces',
    message: ({ label, found, expected }) => `label ${bare(label)} is ${show(found)}, expected ${expected}`,
    help: () => 'correct the label',
    example: admissionExamples.podSecurityLabel,
  }),
  'priority-class/value': broken<{ field: Phrase; found: unknown; expected: unknown; priorityClass?: string | undefined }>({
    title: 'Pods say another priority than their PriorityClass.',
    why: 'Admission refuses the pods: the class decides.',
    see: priority,
    message: ({ field, found, expected, priorityClass }) =>
      `${field} is ${show(found)}, ${priorityClass === undefined ? 'and pods without a PriorityClass have' : `PriorityClass ${bare(priorityClass)} has`} ${show(expected)}`,
    help: ({ field }) => `leave ${field} out`,
    example: admissionExamples.priority,
  }),
  'priority-class/two-defaults': broken<{ other: string }>({
    title: 'Two PriorityClasses are both the default one.',
    why: 'Admission refuses the second.',
    see: priority,
    message: ({ other }) => `PriorityClass ${bare(other)} has globalDefault: true as well`,
    help: () => 'keep globalDefault on one of them',
    example: admissionExamples.twoDefaults,
  }),
  'runtime-class/conflict': broken<{ field: string; found: string; expected: string; runtimeClass?: ObjectId | undefined }>({
    title: 'Pods say something else than their RuntimeClass.',
    why: 'Admission refuses the pods.',
    see: `${runtimeClasses}#scheduling`,
    message: ({ field, found, expected, runtimeClass }) =>
      `${bare(field)} is ${bare(found)}, ${runtimeClass === undefined ? 'and without a RuntimeClass there is none' : `${formatObjectId(runtimeClass)} has ${bare(expected)}`}`,
    help: ({ field }) => `leave ${bare(field)} out, or set it as the class has it`,
    example: admissionExamples.runtimeClass,
  }),
};

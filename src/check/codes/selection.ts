import { didYouMean, type Phrase } from '../../core/codes/code';
import { formatObjectId, type ObjectId } from '../../core/object-id';
import { listed, listedBare, show, showPath } from '../../core/show';
import { selectionExamples } from './examples/selection';
import { findTarget, type MissingTarget, notHere } from './missing';
import { broken, fragile, noteworthy } from './rule-facts';

const services = 'https://kubernetes.io/docs/concepts/services-networking/service/';
const statefulSets = 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/';

/** Which pods an object finds by their labels, and the ports and host names that they have then. */
export const selectionCodes = {
  'selector/overlap': broken<{ other: ObjectId; count: number }>({
    title: 'The selector of a workload matches the pods of another one.',
    why: 'Both take the pods for theirs: they count, scale and replace pods of the other, and autoscalers measure them.',
    see: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
    message: ({ other, count }) => `the selector matches the pods of ${formatObjectId(other)}${count > 1 ? ` and of ${count - 1} more` : ''} as well`,
    help: () => 'give the pods of each workload a label of their own, and select by it',
    example: selectionExamples.overlap,
  }),
  'service/no-pods': fragile<{ selector: string; nearest?: ObjectId | undefined }>({
    title: 'A Service selects no pods.',
    why: 'It has no endpoints then: connections to it fail.',
    see: `${services}#defining-a-service`,
    message: ({ selector }) => `no pods of this bundle have ${showPath(selector)}`,
    help: ({ nearest }) => (nearest === undefined ? 'select by the labels of the pod template' : `compare it with the labels of the pods of ${formatObjectId(nearest)}`),
    example: selectionExamples.noPods,
  }),
  'service/several-workloads': fragile<{ workloads: readonly string[] }>({
    title: 'A Service selects the pods of several workloads.',
    why: 'Each connection goes to any of them, which is right for a canary and wrong for a database and its web server.',
    see: `${services}#defining-a-service`,
    message: ({ workloads }) => `the selector matches the pods of ${listedBare(workloads)}`,
    help: () => 'select by a label that only one of them has, unless they serve the same',
    example: selectionExamples.severalWorkloads,
  }),
  'service/target-port-missing': broken<{ port: string; protocol: string; workload: ObjectId; known: readonly string[]; nearest?: string | undefined }>({
    title: 'A Service leads to a named port that the pods do not declare.',
    why: 'Pods without a port of that name and protocol become no endpoints of it: connections fail.',
    see: `${services}#field-spec-ports`,
    message: ({ port, protocol, workload, known }) => `the pods of ${formatObjectId(workload)} declare no ${protocol} port ${show(port)}; they have ${listed(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'declare it among the ports of a container, or give the number'),
    example: selectionExamples.targetPortMissing,
  }),
  'service/target-port-undeclared': noteworthy<{ port: number; workload: ObjectId; known: readonly string[] }>({
    title: 'A Service leads to a port number that no container declares.',
    why: 'That works when the program listens there: ports need not be declared. A wrong number is not found by anyone else.',
    see: `${services}#field-spec-ports`,
    message: ({ port, workload, known }) => `no container of ${formatObjectId(workload)} declares port ${port}; declared are ${listedBare(known)}`,
    help: () => 'declare it under ports of the container, or correct targetPort',
    example: selectionExamples.targetPortUndeclared,
  }),
  'service/protocol': fragile<{ port: number; protocol: string; found: string; workload: ObjectId }>({
    title: 'A Service and the pods that it selects speak different protocols on one port.',
    why: 'Packets of the one protocol reach a port on which the program listens for the other.',
    see: 'https://kubernetes.io/docs/reference/networking/service-protocols/',
    message: ({ port, protocol, found, workload }) => `port ${port} is ${protocol} here, and ${found} in the pods of ${formatObjectId(workload)}`,
    help: ({ found }) => `set protocol: ${found}, or declare the port of the container with the other one`,
    example: selectionExamples.protocol,
  }),
  'stateful-set/service-missing': broken<MissingTarget>({
    title: 'A StatefulSet names a Service that is not there.',
    why: 'Its pods run, and nothing finds them by their host names: there is no DNS name `<pod>.<service>`.',
    see: `${statefulSets}#stable-network-id`,
    message: notHere,
    help: (args) => findTarget(args, 'define a headless Service (clusterIP: None) that selects its pods, or declare it under "external"'),
    example: selectionExamples.serviceMissing,
  }),
  'stateful-set/service-not-headless': fragile<{ service: ObjectId }>({
    title: 'A StatefulSet names a Service that is not headless.',
    why: 'Without clusterIP: None the pods get no host names of their own.',
    see: `${services}#headless-services`,
    message: ({ service }) => `${formatObjectId(service)} has a cluster IP, expected a headless Service`,
    help: () => 'set clusterIP: None, or name a headless Service beside it',
    example: selectionExamples.notHeadless,
  }),
  'stateful-set/service-selector': broken<{ service: ObjectId }>({
    title: 'A StatefulSet names a Service that does not select its pods.',
    why: 'The host names of pods are made for the pods that the Service selects.',
    see: `${statefulSets}#stable-network-id`,
    message: ({ service }) => `${formatObjectId(service)} does not select the pods of this StatefulSet`,
    help: () => 'select by labels of the pod template',
    example: selectionExamples.serviceSelector,
  }),
  'stateful-set/service-name': broken<{ found: string; rule: Phrase }>({
    title: 'A StatefulSet names a Service by a name that no Service can have.',
    why: 'Servers before Kubernetes 1.33 accept it, and the pods get no host names; later ones refuse it.',
    see: statefulSets,
    message: ({ found, rule }) => `serviceName ${show(found)} is not valid: ${rule}`,
    help: () => 'name a headless Service that selects the pods',
    example: selectionExamples.serviceName,
  }),
  'stateful-set/template': broken<{ problem: string }>({
    title: 'The pod template or a claim template of a StatefulSet is not valid.',
    why: 'Servers before Kubernetes 1.34 accept it: the StatefulSet exists, and each pod or claim that it makes is refused.',
    see: `${statefulSets}#pod-template`,
    message: ({ problem }) => `accepted here, refused for every pod and claim made of it: ${problem}`,
    help: () => 'mend it as the message says',
    example: selectionExamples.template,
  }),
};

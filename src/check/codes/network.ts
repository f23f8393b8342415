import { didYouMean } from '../../core/codes/code';
import { formatObjectId, type ObjectId } from '../../core/object-id';
import { bare, listed, show } from '../../core/show';
import { networkExamples } from './examples/network';
import { findTarget, type MissingTarget, notHere } from './missing';
import { broken, fragile } from './rule-facts';

const ingress = 'https://kubernetes.io/docs/concepts/services-networking/ingress/';
const policies = 'https://kubernetes.io/docs/concepts/services-networking/network-policies/';
const services = 'https://kubernetes.io/docs/concepts/services-networking/service/';
const routes = 'https://gateway-api.sigs.k8s.io/reference/spec/#backendref';

/** A port that something leads to and that its Service does not have. */
export interface MissingPort {
  readonly service: ObjectId;
  readonly port: string;
  readonly known: readonly string[];
  readonly nearest?: string | undefined;
}

const portWords = {
  message: ({ service, port, known }: MissingPort) => `${formatObjectId(service)} has no port ${bare(port)}; it has ${listed(known)}`,
  help: ({ nearest }: MissingPort) => didYouMean(nearest, 'name one of its ports, or add this one'),
};

/** How requests come in, and what may speak with what. */
export const bundleNetworkCodes = {
  'ingress/service-missing': broken<MissingTarget>({
    title: 'An Ingress leads to a Service that is not there.',
    why: 'Requests are answered with 503, and some controllers pass over the whole Ingress.',
    see: `${ingress}#the-ingress-resource`,
    message: notHere,
    help: (args) => findTarget(args),
    example: networkExamples.serviceMissing,
  }),
  'ingress/port-missing': broken<MissingPort>({
    title: 'An Ingress leads to a port that its Service does not have.',
    why: 'Requests are answered with 503: the port is one of the Service, not of the container.',
    see: `${ingress}#the-ingress-resource`,
    ...portWords,
    example: networkExamples.portMissing,
  }),
  'ingress/secret-missing': fragile<MissingTarget>({
    title: 'An Ingress takes its certificate from a Secret that is not there.',
    why: 'The controller answers with a certificate of its own, which browsers refuse.',
    see: `${ingress}#tls`,
    message: notHere,
    help: (args) => findTarget(args, 'define it, let cert-manager make it, or declare it under "external"'),
    example: networkExamples.secretMissing,
  }),
  'ingress/secret-type': broken<{ secret: ObjectId; found: string }>({
    title: 'An Ingress takes its certificate from a Secret that is not one of a certificate.',
    why: 'Controllers look for a Secret of type kubernetes.io/tls, with tls.crt and tls.key.',
    see: `${ingress}#tls`,
    message: ({ secret, found }) => `${formatObjectId(secret)} has type ${show(found)}, expected "kubernetes.io/tls"`,
    help: () => 'set type: kubernetes.io/tls, with the keys tls.crt and tls.key',
    example: networkExamples.secretType,
  }),
  'ingress/duplicate-path': fragile<{ host: string; path: string; other: ObjectId }>({
    title: 'Two rules are for one host and path.',
    why: 'Which of them serves the requests is up to the controller.',
    see: `${ingress}#name-based-virtual-hosting`,
    message: ({ host, path, other }) => `${bare(host)}${bare(path)} is served by ${formatObjectId(other)} as well`,
    help: () => 'remove one of them, or give it another path',
    example: networkExamples.duplicatePath,
  }),
  'route/service-missing': broken<MissingTarget>({
    title: 'A route leads to a Service that is not there.',
    why: 'Requests are answered with 500: the route reports BackendNotFound.',
    see: routes,
    message: notHere,
    help: (args) => findTarget(args),
    example: networkExamples.routeService,
  }),
  'route/port-missing': broken<MissingPort>({
    title: 'A route leads to a port that its Service does not have.',
    why: 'Requests are answered with 500: the port is one of the Service, not of the container.',
    see: routes,
    ...portWords,
    example: networkExamples.routePort,
  }),
  'route/not-granted': broken<{ service: ObjectId; from: string }>({
    title: 'A route leads into a namespace that does not allow it.',
    why: 'Requests are answered with 500: a ReferenceGrant in the namespace of the Service must name the kind and namespace of the route.',
    see: 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/',
    message: ({ service, from }) => `no ReferenceGrant lets routes of namespace ${show(from)} lead to ${formatObjectId(service)}`,
    help: () => 'define a ReferenceGrant in the namespace of the Service, or move the route there',
  }),
  'webhook/service-missing': fragile<MissingTarget>({
    title: 'The API server is told to call a Service that is not there.',
    why: 'Every request that the webhook is for is refused, unless its failurePolicy is Ignore.',
    see: 'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference',
    message: notHere,
    help: (args) => findTarget(args),
    example: networkExamples.webhook,
  }),
  'network-policy/no-pods': fragile<Record<string, never>>({
    title: 'A NetworkPolicy applies to no pods.',
    why: 'Those that it was meant for are as open as before.',
    see: `${policies}#networkpolicy-resource`,
    message: () => 'podSelector matches no pods of this bundle',
    help: () => 'select by the labels of the pod template; an empty podSelector matches all pods of the namespace',
    example: networkExamples.policyNoPods,
  }),
  'network-policy/no-dns': fragile<{ workload?: ObjectId | undefined }>({
    title: 'Pods may send to no name server.',
    why: 'They find no other service by its name: nearly every connection that they open fails.',
    see: `${policies}#default-deny-all-egress-traffic`,
    message: ({ workload }) => `no rule lets ${workload === undefined ? 'the pods' : `the pods of ${formatObjectId(workload)}`} send to port 53`,
    help: () => 'allow egress to UDP and TCP port 53, as a rule to any destination or to namespace kube-system',
    example: networkExamples.policyNoDns,
  }),
  'probe/port-missing': broken<{ port: string; container: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'A probe or a lifecycle handler names a port that its container does not declare.',
    why: 'It fails each time: the container never becomes ready, or is restarted again and again.',
    see: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port',
    message: ({ port, container, known }) => `container ${show(container)} declares no port ${show(port)}; it declares ${listed(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'declare the port in this container, or give the number'),
    example: networkExamples.probePort,
  }),
  'host-port/clash': fragile<{ port: string; other: ObjectId }>({
    title: 'Pods of two workloads want one port of their node.',
    why: 'They never run on one node: some stay Pending when there are too few nodes.',
    see: 'https://kubernetes.io/docs/concepts/configuration/overview/#services',
    message: ({ port, other }) => `port ${bare(port)} of the node is wanted by ${formatObjectId(other)} as well`,
    help: () => 'use a Service, or choose another port',
    example: networkExamples.hostPort,
  }),
  'node-port/taken': broken<{ port: number; other: ObjectId }>({
    title: 'Two Services want one node port.',
    why: 'The API server refuses the second: the port is already allocated.',
    see: `${services}#type-nodeport`,
    message: ({ port, other }) => `node port ${port} is taken by ${formatObjectId(other)}`,
    help: () => 'leave nodePort out, or choose another one',
    example: networkExamples.nodePortTaken,
  }),
  'node-port/range': fragile<{ port: number }>({
    title: 'A node port is outside of the range that clusters have, unless they were told otherwise.',
    why: 'The API server refuses the Service: the port is not in the range of valid ports.',
    see: `${services}#type-nodeport`,
    message: ({ port }) => `expected a node port from 30000 to 32767, found ${port}`,
    help: () => 'leave nodePort out, or choose one of the range',
    example: networkExamples.nodePortRange,
  }),
  'cluster-ip/taken': broken<{ address: string; other: ObjectId }>({
    title: 'Two Services want one cluster IP.',
    why: 'The API server refuses the second: the address is already allocated.',
    see: `${services}#choosing-your-own-ip-address`,
    message: ({ address, other }) => `cluster IP ${bare(address)} is taken by ${formatObjectId(other)}`,
    help: () => 'leave clusterIP out',
    example: networkExamples.clusterIpTaken,
  }),
};

import type { Service, ServiceSpec } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkInteger, checkMap, checkOneOf, isPlainMap, type PlainMap } from '../core/checks';
import { checkCidr, checkIp, parseIp } from '../core/ip-address';
import { checkLabels } from '../core/labels';
import { type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import { brokenQualifiedName, checkName, dnsLabelWithLetter, dnsSubdomain } from '../core/names';
import { isPodOwner, type PodOwner } from '../core/pod-set';
import type { PortModel } from '../core/port-model';
import type { Problems } from '../core/problems';
import { type Check, checkNotEmpty, isNothing, readField, readList } from '../core/read-field';
import type { Consumer, Target } from '../core/references';
import type { Writable } from '../core/writable';
import { checkNodePort, normalizeServicePorts, servicePortFields, type ServicePortModel, type ServicePortsInput } from './service-ports';
import { ServiceRef } from './service-ref';

/** How a Service is reached. @see https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types */
export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';

/**
 * A Service: a stable name and address for a set of pods.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export interface ServiceProps<P extends string = string> extends MetadataProps {
  /** How it is reached. @default 'ClusterIP', which is then not written */
  readonly type?: ServiceType | undefined;
  /**
   * Without an address of its own: its name gives the addresses of all ready pods, and each pod of a StatefulSet a name.
   * @default false
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#headless-services
   */
  readonly headless?: boolean | undefined;
  /** Ports. @default - all ports of the pods, under the same names and numbers */
  readonly ports?: ServicePortsInput<P> | undefined;
  /** Fixed address inside of the cluster. @default - the cluster picks one */
  readonly clusterIP?: string | undefined;
  /** Host name that an ExternalName Service stands for. @default - none; needed by type ExternalName */
  readonly externalName?: string | undefined;
  /**
   * Addresses outside of the cluster, led to the nodes by somebody else. Deprecated in Kubernetes 1.36.
   * @default - none
   */
  readonly externalIPs?: readonly string[] | undefined;
  /** Who provides the load balancer. @default - the one of the cluster */
  readonly loadBalancerClass?: string | undefined;
  /** Requested address of the load balancer. Deprecated since Kubernetes 1.24: most providers use annotations. @default - none */
  readonly loadBalancerIP?: string | undefined;
  /** Client address ranges that a load balancer lets in. @default - everybody */
  readonly loadBalancerSourceRanges?: readonly string[] | undefined;
  /** Whether a load balancer gets ports on the nodes. @default true */
  readonly allocateLoadBalancerNodePorts?: boolean | undefined;
  /**
   * `Local` keeps the client's address and drops what arrives at nodes without a pod.
   * @default 'Cluster'
   * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local' | undefined;
  /** Node port for health checks of a load balancer with `externalTrafficPolicy: 'Local'`. @default - the cluster picks one */
  readonly healthCheckNodePort?: number | undefined;
  /** `Local` leads only to pods of the client's own node. @default 'Cluster' */
  readonly internalTrafficPolicy?: 'Cluster' | 'Local' | undefined;
  /**
   * Which pods to prefer. Kubernetes before 1.34 knows `PreferClose` only; later it is an old name of `PreferSameZone`.
   * @default - no preference
   * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-distribution
   */
  readonly trafficDistribution?: 'PreferClose' | 'PreferSameZone' | 'PreferSameNode' | undefined;
  /**
   * Whether a client keeps its pod: `ClientIP`, or with the time after which it may change (seconds, 1-86400).
   * @default 'None'
   * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity
   */
  readonly sessionAffinity?: 'None' | 'ClientIP' | { readonly clientIP: { readonly timeoutSeconds: number } } | undefined;
  /** Address families, the preferred one first. @default - those of the cluster */
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[] | undefined;
  /** @default 'SingleStack' */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack' | undefined;
  /** Whether pods are found by name before they are ready, as peers of a cluster need it. @default false */
  readonly publishNotReadyAddresses?: boolean | undefined;
}

/** A Service that stands for itself, with the pods that it leads to. */
export interface FreeServiceProps<P extends string = string> extends ServiceProps<P> {
  /**
   * The pods: an app, or the labels that they have. A Service of type ExternalName has none.
   * @default - none: somebody else writes the EndpointSlices
   */
  readonly pods?: PodOwner | { readonly [label: string]: string } | undefined;
}

/** The pods that a Service leads to. */
export interface ServicePods {
  /** @default - none: somebody else writes the EndpointSlices */
  readonly selector?: { readonly [key: string]: string } | undefined;
  /** @default - not known */
  readonly ports?: readonly PortModel[] | undefined;
}

/** A Service after normalization. */
export interface ServiceModel {
  readonly type: ServiceType;
  /** Whether somebody said the type: then it is written even where a cluster would take the same. */
  readonly typeSaid?: true | undefined;
  readonly headless: boolean;
  readonly ports: readonly ServicePortModel[];
  readonly selector?: { readonly [key: string]: string } | undefined;
  /** The fields that need nothing but a check. */
  readonly rest: ServiceSpec;
  readonly metadata: MetadataProps;
}

/** Every field of `ServiceProps`. */
export const serviceFieldNames: ReadonlySet<string> = new Set([
  'type', 'headless', 'ports', 'clusterIP', 'externalName', 'externalIPs', 'loadBalancerClass', 'loadBalancerIP', 'loadBalancerSourceRanges',
  'allocateLoadBalancerNodePorts', 'externalTrafficPolicy', 'healthCheckNodePort', 'internalTrafficPolicy', 'trafficDistribution',
  'sessionAffinity', 'ipFamilies', 'ipFamilyPolicy', 'publishNotReadyAddresses', 'labels', 'annotations', 'finalizers', 'ownerReferences',
]);

const commonFields: ReadonlySet<string> = new Set(['type', 'headless', 'ports', 'pods', 'name', 'labels', 'annotations']);

/** The rule for names of Services in every supported release. */
export const serviceNameRule = dnsLabelWithLetter;

/** Types that have each field; other types refuse it or leave it aside. */
const typesOf: readonly (readonly [field: keyof FreeServiceProps, types: readonly ServiceType[]])[] = [
  ['externalName', ['ExternalName']],
  ['loadBalancerClass', ['LoadBalancer']],
  ['loadBalancerIP', ['LoadBalancer']],
  ['loadBalancerSourceRanges', ['LoadBalancer']],
  ['allocateLoadBalancerNodePorts', ['LoadBalancer']],
  ['healthCheckNodePort', ['LoadBalancer']],
  ['pods', ['ClusterIP', 'NodePort', 'LoadBalancer']],
  ['clusterIP', ['ClusterIP', 'NodePort', 'LoadBalancer']],
  ['externalIPs', ['ClusterIP', 'NodePort', 'LoadBalancer']],
  ['ipFamilies', ['ClusterIP', 'NodePort', 'LoadBalancer']],
  ['ipFamilyPolicy', ['ClusterIP', 'NodePort', 'LoadBalancer']],
  ['sessionAffinity', ['ClusterIP', 'NodePort', 'LoadBalancer']],
];

const checkType = oneOf(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const);
const checkPolicy = oneOf(['Cluster', 'Local'] as const);
const checkDistribution = oneOf(['PreferClose', 'PreferSameZone', 'PreferSameNode'] as const);
const checkFamily = oneOf(['IPv4', 'IPv6'] as const);
const checkFamilyPolicy = oneOf(['SingleStack', 'PreferDualStack', 'RequireDualStack'] as const);
const affinityFields: ReadonlySet<string> = new Set(['clientIP']);
const clientIpFields: ReadonlySet<string> = new Set(['timeoutSeconds']);

/**
 * Brings a Service into its full form and reports what the API server refuses.
 * @param pods the pods that it leads to
 */
export function normalizeService(
  input: ServiceProps | undefined, pods: ServicePods, problems: Problems, known: ReadonlySet<string> = serviceFieldNames,
): ServiceModel {
  if (input === undefined || (isPlainMap(input) && isNothing(input))) return plainService(pods, problems);
  const props: PlainMap = checkMap(problems, input) ? input : {};
  checkFields(problems, props, known);
  const type = readField(problems, props, 'type', checkType) ?? 'ClusterIP';
  const headless = readField(problems, props, 'headless', checkBoolean) ?? false;
  if (headless && type !== 'ClusterIP') problems.at('headless').report('service/headless-type', { type });
  checkTypes(problems, props, type);
  const ports = type === 'ExternalName' && props['ports'] === undefined ? [] : normalizeServicePorts(props['ports'], pods.ports, problems.at('ports'));
  checkPorts(problems.at('ports'), props, type, headless, ports, pods.ports);
  return {
    type,
    typeSaid: props['type'] === undefined ? undefined : true,
    headless,
    ports,
    selector: type === 'ExternalName' ? undefined : pods.selector,
    rest: saysMore(props) ? restOf(problems, props, type, headless) : nothing,
    metadata: input,
  };
}

const nothing = {};

/** The Service of which nothing is said, or only that it is headless. */
export function plainService({ ports, selector }: ServicePods, problems: Problems, headless = false): ServiceModel {
  if ((ports === undefined || ports.length === 0) && !headless) problems.at('ports').report('service/no-ports', {});
  return { type: 'ClusterIP', headless, ports: normalizeServicePorts(undefined, ports, problems), selector, rest: nothing, metadata: nothing };
}

/** What a Service that stands for itself knows of its pods. */
export function servicePodsOf(problems: Problems, pods: unknown, consumer: Consumer): ServicePods {
  if (pods === undefined) return {};
  if (isPodOwner(pods)) {
    const { target, selector, ports } = pods.podSet;
    return consumer.use(problems, target, { why: 'a Service leads to pods of its own namespace' }) ? { selector, ports } : {};
  }
  return checkLabels(problems, pods) ? { selector: pods } : {};
}

/** The specification of a Service. */
export function serviceFields(model: ServiceModel): { readonly spec: ServiceSpec } {
  const { type, typeSaid, headless, ports, selector, rest } = model;
  const spec: Writable<ServiceSpec> = {};
  if (type !== 'ClusterIP' || typeSaid === true) spec.type = type;
  if (headless) spec.clusterIP = 'None';
  if (rest !== nothing) Object.assign(spec, rest);
  if (selector !== undefined) spec.selector = selector;
  if (ports.length > 0) spec.ports = servicePortFields(ports);
  return { spec };
}

/** The Service of a model. */
export function serviceObject(
  model: ServiceModel,
  identity: Identity,
  problems: Problems,
  inherited?: { readonly labels?: { readonly [key: string]: string } },
): Service {
  const { spec } = serviceFields(model);
  return { apiVersion: 'v1', kind: 'Service', metadata: metadataFields(identity, model.metadata, problems, inherited), spec };
}

/** The reference by which others use the Service of a model. */
export function serviceRefOf(model: ServiceModel, target: Target): ServiceRef {
  return new ServiceRef(target, model.ports);
}

/** Brings a Service that stands for itself into its full form. */
export function normalizeFreeService(props: FreeServiceProps, problems: Problems, consumer: Consumer): ServiceModel {
  const pods: unknown = (props as Partial<FreeServiceProps> | undefined)?.pods;
  return normalizeService(props, servicePodsOf(problems.at('pods'), pods, consumer), problems, freeServiceFieldNames);
}

/** Every field of `FreeServiceProps`. */
const freeServiceFieldNames: ReadonlySet<string> = new Set([...serviceFieldNames, 'pods', 'name', 'override']);

function oneOf<W extends string>(words: readonly W[]): Check<W> {
  return (problems, value): value is W => checkOneOf(problems, value, words);
}

function checkTypes(problems: Problems, props: PlainMap, type: ServiceType): void {
  for (const [field, having] of typesOf) {
    if (props[field] !== undefined && !having.includes(type)) problems.at(field).report('service/type-only', { field, types: having, type });
  }
  if (type === 'ExternalName' && props['externalName'] === undefined) problems.at('externalName').report('value/missing', { field: 'externalName' });
}

function checkPorts(
  problems: Problems,
  props: PlainMap,
  type: ServiceType,
  headless: boolean,
  ports: readonly ServicePortModel[],
  podPorts: readonly PortModel[] | undefined,
): void {
  if (ports.length === 0 && isNothing(props['ports']) && !headless && type !== 'ExternalName') problems.report('service/no-ports', {});
  for (const { name, port, targetPort, nodePort } of ports) {
    if (nodePort !== undefined && type !== 'NodePort' && type !== 'LoadBalancer') {
      problems.at(name, 'nodePort').report('service/type-only', { field: 'nodePort', types: ['NodePort', 'LoadBalancer'], type });
    }
    if (type === 'LoadBalancer' && port === 10250) problems.at(name).report('service/kubelet-port', {});
    const number = typeof targetPort === 'number' ? targetPort : podPorts?.find((pod) => pod.name === targetPort)?.port;
    if (headless && number !== undefined && number !== port) {
      problems.at(name).report('service/headless-port', { port, targetPort: targetPort!, number });
    }
  }
}

/** Whether there is a field besides those that most Services have. */
function saysMore(props: PlainMap): boolean {
  for (const field in props) if (!commonFields.has(field)) return true;
  return false;
}

function restOf(problems: Problems, props: PlainMap, type: ServiceType, headless: boolean): ServiceSpec {
  const read = <T>(field: string, check: Check<T>): T | undefined => readField(problems, props, field, check);
  const ipFamilies = readList(problems, props, 'ipFamilies', checkFamily);
  checkFamilies(problems.at('ipFamilies'), ipFamilies);
  checkNotEmpty(problems.at('loadBalancerSourceRanges'), props['loadBalancerSourceRanges'], 'every address');
  const spec: Writable<ServiceSpec> = {
    externalName: read('externalName', checkExternalName),
    clusterIP: read('clusterIP', checkClusterIp),
    externalIPs: readList(problems, props, 'externalIPs', checkExternalIp),
    loadBalancerClass: read('loadBalancerClass', checkLoadBalancerClass),
    loadBalancerIP: read('loadBalancerIP', checkIp),
    loadBalancerSourceRanges: readList(problems, props, 'loadBalancerSourceRanges', checkCidr),
    allocateLoadBalancerNodePorts: read('allocateLoadBalancerNodePorts', checkBoolean),
    externalTrafficPolicy: read('externalTrafficPolicy', checkPolicy),
    healthCheckNodePort: read('healthCheckNodePort', checkNodePort),
    internalTrafficPolicy: read('internalTrafficPolicy', checkPolicy),
    trafficDistribution: read('trafficDistribution', checkDistribution),
    ...sessionAffinityFields(problems.at('sessionAffinity'), props['sessionAffinity']),
    ipFamilies,
    ipFamilyPolicy: read('ipFamilyPolicy', checkFamilyPolicy),
    publishNotReadyAddresses: read('publishNotReadyAddresses', checkBoolean),
  };
  const outside = type === 'NodePort' || type === 'LoadBalancer' || (type === 'ClusterIP' && (spec.externalIPs?.length ?? 0) > 0);
  if (spec.externalTrafficPolicy !== undefined && !outside) {
    problems.at('externalTrafficPolicy').report('service/type-only', { field: 'externalTrafficPolicy', types: ['LoadBalancer', 'NodePort'], type });
  }
  if (spec.healthCheckNodePort !== undefined && type === 'LoadBalancer' && spec.externalTrafficPolicy !== 'Local') {
    problems.at('healthCheckNodePort').report('value/needs-other', { field: 'healthCheckNodePort', needs: 'externalTrafficPolicy "Local"' });
  }
  if (headless && spec.sessionAffinity === 'ClientIP') problems.at('sessionAffinity').report('service/headless-affinity', {});
  if (headless && spec.clusterIP !== undefined) problems.at('clusterIP').report('value/exclusive', { fields: ['headless', 'clusterIP'] });
  const family = spec.clusterIP === undefined ? undefined : parseIp(spec.clusterIP)?.family;
  if (family !== undefined && ipFamilies?.[0] !== undefined && ipFamilies[0] !== family) {
    problems.at('clusterIP').report('address/invalid', { expected: `an ${ipFamilies[0]} address, as "ipFamilies" says`, found: spec.clusterIP });
  }
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined));
}

function checkFamilies(problems: Problems, ipFamilies: readonly string[] | undefined): void {
  if (ipFamilies !== undefined && new Set(ipFamilies).size < ipFamilies.length) {
    problems.report('value/duplicate', { what: 'address family', name: ipFamilies[0]! });
  }
}

function sessionAffinityFields(problems: Problems, value: unknown): Pick<ServiceSpec, 'sessionAffinity' | 'sessionAffinityConfig'> | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return checkOneOf(problems, value, ['None', 'ClientIP'] as const) ? { sessionAffinity: value } : undefined;
  if (!checkMap(problems, value, '"None", "ClientIP" or { clientIP: { timeoutSeconds } }')) return undefined;
  checkFields(problems, value, affinityFields);
  const { clientIP } = value;
  const place = problems.at('clientIP');
  if (!checkMap(place, clientIP, 'a map with timeoutSeconds')) return undefined;
  checkFields(place, clientIP, clientIpFields);
  const { timeoutSeconds } = clientIP;
  if (!checkInteger(place.at('timeoutSeconds'), timeoutSeconds, 1, 86_400)) return undefined;
  return { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds } } };
}

function checkExternalName(problems: Problems, value: unknown): value is string {
  const name = typeof value === 'string' ? value.replace(/\.$/, '') : value;
  if (!checkName(problems, dnsSubdomain, 'host name', name)) return false;
  if (parseIp(name) === undefined) return true;
  problems.report('address/invalid', {
    expected: 'a host name: DNS takes no address as the other name of a Service', found: value, hint: 'leave "type" and "pods" out, and write an EndpointSlice with the address',
  });
  return false;
}

function checkClusterIp(problems: Problems, value: unknown): value is string {
  if (value !== 'None') return checkIp(problems, value);
  problems.report('address/invalid', { expected: 'an IP address', found: value, hint: 'for a Service without one, set headless: true' });
  return false;
}

/** Ranges that no Service may take for its own, by family: prefix and its length. */
function checkExternalIp(problems: Problems, value: unknown): value is string {
  if (!checkIp(problems, value)) return false;
  const { family, value: number } = parseIp(value)!;
  const special = family === 'IPv4' ? specialIpv4(number) : specialIpv6(number);
  if (!special) return true;
  problems.report('address/invalid', { expected: 'an address that is neither unspecified nor loopback, link-local or link-local multicast', found: value });
  return false;
}

function specialIpv4(address: bigint): boolean {
  return address === 0n || address >> 24n === 127n || address >> 16n === 0xa9fen || address >> 8n === 0xe00000n;
}

function specialIpv6(address: bigint): boolean {
  return address <= 1n || address >> 118n === 0x3fan || (address >> 120n === 0xffn && ((address >> 112n) & 0xfn) === 2n);
}

function checkLoadBalancerClass(problems: Problems, value: unknown): value is string {
  const rule = typeof value === 'string' ? brokenQualifiedName(value) : 'expected a text such as example.com/internal';
  if (rule === undefined) return true;
  problems.report('name/invalid', { what: 'loadBalancerClass', found: value, rule });
  return false;
}

import type { Service, ServicePort, ServiceSpec } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, each, fields, given, needs, numbers, objects, oneOf, type Rule } from '../../rule/rules';
import { cidr, ip, readIp } from '../shared/ip';
import { kind } from '../shared/kind';
import { unique } from '../shared/lists';
import { labels } from '../shared/metadata';
import { dns1035Label, dnsLabel, dnsSubdomain, labelKey, type TextRule } from '../shared/names';
import { portNumber } from '../shared/numbers';
import { portNumberOrName, protocol } from '../shared/ports';
import { reachableIp } from './addresses';
import { clusterIps, clusterIpsOf, isHeadless } from './service-cluster-ips';

/** A name of a Service: one that starts with a digit is a name from Kubernetes 1.36 on. */
export const serviceName: TextRule = Object.assign(
  ((found, at) => nameRule(at.minor)(found, at)) as Rule<string>,
  { accepts: dnsLabel.accepts, acceptsIn: (text: string, minor: number) => nameRule(minor).accepts(text), code: dnsLabel.code },
);

function nameRule(minor: number): TextRule {
  return minor >= 36 ? dnsLabel : dns1035Label;
}

const port: Rule<ServicePort> = all(
  fields<ServicePort>({ name: given(dnsLabel), targetPort: portNumberOrName, appProtocol: labelKey }),
  numbers<ServicePort>({ port: portNumber }),
  needs<ServicePort>({ protocol }),
);

const ports: Rule<ServiceSpec> = (spec, at) => {
  const { ports: list = [], type } = spec;
  if (list.length === 0 && !isHeadless(spec) && type !== 'ExternalName') at.reportAt('ports', 'api/required', { field: 'ports' });
  list.forEach((item, index) => {
    if (list.length > 1 && (item.name ?? '') === '') at.reportAt(['ports', index, 'name'], 'api/required', { field: 'name', when: 'when there are several ports' });
    // Before 1.33 the server kept the kubelet's own port out of load balancers.
    if (at.minor < 33 && type === 'LoadBalancer' && item.port === 10_250) at.reportAt(['ports', index], 'service/kubelet-port', {});
    if (type === 'ClusterIP' && (item.nodePort ?? 0) !== 0) {
      at.reportAt(['ports', index, 'nodePort'], 'api/forbidden', { field: 'nodePort', when: 'with the type ClusterIP' });
    }
  });
};

const portList: Rule<readonly ServicePort[]> = all(
  each(port),
  unique<ServicePort>(({ name = '' }) => (name === '' ? undefined : name), 'name'),
  unique<ServicePort>(({ nodePort = 0, protocol: of }) => (nodePort === 0 ? undefined : `${nodePort}/${of}`), 'nodePort'),
  unique<ServicePort>(({ port: number = 0, protocol: of }) => `${number}/${of}`),
);

const externalName: Rule<ServiceSpec> = (spec, at) => {
  if (spec.type !== 'ExternalName') return;
  const when = 'with the type ExternalName';
  if (clusterIpsOf(spec).length > 0) at.reportAt('clusterIPs', 'api/forbidden', { field: spec.clusterIPs === undefined ? 'clusterIP' : 'clusterIPs', when });
  if ((spec.ipFamilies ?? []).length > 0) at.reportAt('ipFamilies', 'api/forbidden', { field: 'ipFamilies', when });
  if (spec.ipFamilyPolicy !== undefined) at.reportAt('ipFamilyPolicy', 'api/forbidden', { field: 'ipFamilyPolicy', when });
  const name = (spec.externalName ?? '').replace(/\.$/, '');
  at.enter('externalName');
  if (name === '') at.report('api/required', { field: 'externalName', when });
  else dnsSubdomain(name, at);
  at.leave();
};

const sessionAffinity: Rule<ServiceSpec> = ({ sessionAffinity: affinity, sessionAffinityConfig: config }, at) => {
  const place = ['sessionAffinityConfig', 'clientIP', 'timeoutSeconds'];
  if (affinity === 'None' && config !== undefined) {
    at.reportAt('sessionAffinityConfig', 'api/forbidden', { field: 'sessionAffinityConfig', when: 'with the session affinity None' });
  }
  if (affinity !== 'ClientIP') return;
  const seconds = config?.clientIP?.timeoutSeconds;
  const missing = config === undefined ? 1 : config.clientIP === undefined ? 2 : 3;
  if (seconds === undefined) at.reportAt(place.slice(0, missing), 'api/required', { field: place[missing - 1]!, when: 'with the session affinity ClientIP' });
  else if (seconds <= 0 || seconds > 86_400) at.reportAt(place, 'api/out-of-range', { found: seconds, min: 1, max: 86_400 });
};

const onlyLoadBalancers = 'without the type LoadBalancer';
const rangesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** The server writes the name of the field with a capital letter. */
const sourceRanges: Rule<Service> = ({ spec = {}, metadata }, at) => {
  const ranges = spec.loadBalancerSourceRanges ?? [];
  const annotation = metadata?.annotations?.[rangesAnnotation];
  const isBalancer = spec.type === 'LoadBalancer';
  const path = ['spec', 'LoadBalancerSourceRanges'];
  const written = ['spec', 'loadBalancerSourceRanges'];
  if (ranges.length > 0) {
    if (!isBalancer) at.reportAt(path, 'api/forbidden', { field: 'loadBalancerSourceRanges', when: onlyLoadBalancers }, written);
    ranges.forEach((range, index) => checkedRange(range.trim(), [...path, index], [...written, index], at));
  } else if (annotation !== undefined) {
    const place = ['metadata', 'annotations', rangesAnnotation];
    if (!isBalancer) at.reportAt(place, 'api/forbidden', { field: rangesAnnotation, when: onlyLoadBalancers });
    if (annotation.trim() !== '') for (const range of annotation.trim().split(',')) checkedRange(range.trim(), place, place, at);
  }
};

function checkedRange(range: string, place: readonly (string | number)[], written: readonly (string | number)[], at: Context): void {
  const before = at.reported.length;
  cidr(range, at);
  if (at.reported.length === before) return;
  const { args } = at.reported.pop()!;
  at.reportAt(place, 'api/cidr', args as { found: string }, written);
}

const loadBalancer: Rule<ServiceSpec> = (spec, at) => {
  const { type, loadBalancerClass, allocateLoadBalancerNodePorts } = spec;
  if (type === 'LoadBalancer') {
    if (loadBalancerClass !== undefined && !labelKey.accepts(loadBalancerClass)) at.reportAt('loadBalancerClass', 'api/label-key', { found: loadBalancerClass });
    return;
  }
  if (loadBalancerClass !== undefined) at.reportAt('loadBalancerClass', 'api/forbidden', { field: 'loadBalancerClass', when: onlyLoadBalancers });
  if (allocateLoadBalancerNodePorts !== undefined) {
    at.reportAt('allocateLoadBalancerNodePorts', 'api/forbidden', { field: 'allocateLoadBalancerNodePorts', when: onlyLoadBalancers });
  }
};

const policies = ['Cluster', 'Local'] as const;

/** The port of the health check is the server's to choose, when there is none. */
const trafficPolicy: Rule<ServiceSpec> = (spec, at) => {
  const { type, externalTrafficPolicy: policy, healthCheckNodePort = 0 } = spec;
  const fromOutside = type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && (spec.externalIPs ?? []).length > 0);
  at.enter('externalTrafficPolicy');
  if (!fromOutside) {
    if (policy !== undefined && (policy as string) !== '') at.report('api/not-allowed', { field: 'externalTrafficPolicy', when: 'for a Service that cannot be reached from outside' });
  } else if (policy === undefined || (policy as string) === '') at.report('api/required', { field: 'externalTrafficPolicy' });
  else oneOf(...policies)(policy, at);
  at.leave();
  if (healthCheckNodePort === 0) return;
  if (type === 'LoadBalancer' && policy === 'Local') {
    if (healthCheckNodePort < 1 || healthCheckNodePort > 65_535) at.reportAt('healthCheckNodePort', 'api/port-range', { found: healthCheckNodePort });
  } else {
    at.reportAt('healthCheckNodePort', 'api/not-allowed', { field: 'healthCheckNodePort', when: 'without the type LoadBalancer and the external traffic policy Local' });
  }
};

/** The first address of a Service of these types is never "None". */
const headless: Rule<ServiceSpec> = (spec, at) => {
  if ((spec.type === 'LoadBalancer' || spec.type === 'NodePort') && isHeadless(spec)) at.reportAt(['clusterIPs', 0], 'service/headless', { type: spec.type }, ['clusterIP']);
};

const topologyMode = 'service.kubernetes.io/topology-mode';
const topologyHints = 'service.kubernetes.io/topology-aware-hints';

const topology: Rule<Service> = ({ metadata }, at) => {
  const mode = metadata?.annotations?.[topologyMode];
  const hints = metadata?.annotations?.[topologyHints];
  if (mode !== undefined && hints !== undefined && mode !== hints) {
    at.reportAt(['metadata', 'annotations', topologyMode], 'api/must-equal', { found: mode, expected: hints, as: `in the annotation ${topologyHints}` });
  }
};

/** What came with which release: https://kubernetes.io/docs/concepts/services-networking/service/#traffic-distribution */
const distribution: Rule<string> = (found, at) => {
  const known = at.minor >= 34 ? ['PreferClose', 'PreferSameZone', 'PreferSameNode'] : ['PreferClose'];
  if (!known.includes(found)) at.report('api/not-supported', { found, known });
};

const spec: Rule<ServiceSpec> = all(
  ports, headless, externalName, sessionAffinity, clusterIps, loadBalancer, trafficPolicy,
  needs<ServiceSpec>({ type: oneOf('ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'), sessionAffinity: oneOf('ClientIP', 'None') }),
  fields<ServiceSpec>({
    ports: portList,
    selector: labels,
    externalIPs: each<string>((found, at) => {
      const before = at.reported.length;
      ip(found, at);
      if (at.reported.length === before && readIp(found) !== undefined) reachableIp(found, at);
    }),
    internalTrafficPolicy: oneOf(...policies),
    trafficDistribution: distribution,
  }),
);

/** @see https://kubernetes.io/docs/concepts/services-networking/service/ */
export const service: Rule<Service> = kind(serviceName, objects<Service>({ spec }), sourceRanges, topology);

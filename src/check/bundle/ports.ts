import type { Container, LifecycleHandler, Probe, Service } from '../../../generated/kubernetes';
import type { ObjectNode } from '../graph/node';
import { eachContainer, type PodSource } from '../graph/pods';
import { each, type Fields, fields, list, text } from '../graph/read';
import type { Bundle } from './bundle';
import { nodeConflict, podNodeTerms } from './node-terms';

const handlers = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** Names of ports in probes and lifecycle handlers: those of the container alone. */
export function probePortRule(bundle: Bundle): void {
  for (const pods of bundle.graph.pods) {
    eachContainer(pods, (container, pointer) => {
      for (const field of handlers) checkHandler(bundle, pods.node, container, container[field], `${pointer}/${field}`);
      const lifecycle = fields(container.lifecycle);
      for (const field of ['postStart', 'preStop'] as const) checkHandler(bundle, pods.node, container, lifecycle[field], `${pointer}/lifecycle/${field}`);
    });
  }
}

type Handler = Probe | LifecycleHandler | undefined;

function checkHandler(bundle: Bundle, node: ObjectNode, container: Fields<Container>, handler: Handler, pointer: string): void {
  if (handler === undefined || handler === null) return;
  for (const kind of ['httpGet', 'tcpSocket'] as const) {
    const { port } = fields(handler[kind]);
    if (typeof port !== 'string' || port === '' || /^\d+$/.test(port)) continue;
    const known: string[] = [];
    each(container.ports, ({ name }) => typeof name === 'string' && name !== '' && known.push(name));
    if (known.includes(port)) continue;
    const args = { port, container: text(container.name) ?? '', known: known.slice(0, 20), nearest: bundle.nearest(port, () => known) };
    bundle.report(node, 'probe/port-missing', args, `${pointer}/${kind}/port`);
  }
}

/** How many workloads of one port are compared with each other: more of them are one mistake. */
const mostCompared = 50;

/** Ports of nodes that the pods of several workloads want. */
export function hostPortRule(bundle: Bundle): void {
  const seen = new Map<string, HostPort[]>();
  for (const pods of bundle.graph.pods) {
    if (pods.kind.startsWith('batch/')) continue;
    eachContainer(pods, ({ ports }, pointer, role) => {
      if (role === 'init' || role === 'ephemeral') return;
      each(ports, ({ hostPort, containerPort, hostIP, protocol = 'TCP' }, index) => {
        const port = hostPort || (pods.spec.hostNetwork === true ? containerPort : undefined);
        if (typeof port !== 'number' || port === 0) return;
        checkHostPort(bundle, pods, `${port}/${protocol}`, text(hostIP) ?? '0.0.0.0', `${pointer}/ports/${index}/${hostPort ? 'hostPort' : 'containerPort'}`, seen);
      });
    });
  }
}

/** Who wants a port of the node, and of which of its addresses. */
interface HostPort {
  readonly pods: PodSource;
  readonly address: string;
}

const allAddresses: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

function checkHostPort(bundle: Bundle, pods: PodSource, port: string, address: string, pointer: string, seen: Map<string, HostPort[]>): void {
  const others = seen.get(port) ?? [];
  // A port of all addresses clashes with that of each; two single addresses do not.
  const clashes = (other: string): boolean => other === address || allAddresses.has(other) || allAddresses.has(address);
  const other = others.find((one) => one.pods !== pods && clashes(one.address) && mayMeet(one.pods, pods));
  if (other !== undefined) bundle.report(pods.node, 'host-port/clash', { port, other: other.pods.node.id }, pointer);
  if (others.length < mostCompared) seen.set(port, [...others, { pods, address }]);
}

/** Whether pods may run on one node. */
function mayMeet(one: PodSource, other: PodSource): boolean {
  const [some, others] = [podNodeTerms(one.spec), podNodeTerms(other.spec)];
  if (one.spec.nodeName !== undefined && other.spec.nodeName !== undefined && one.spec.nodeName !== other.spec.nodeName) return false;
  return some === undefined || others === undefined || nodeConflict(some, others) === undefined;
}

/** What the API server gives to one Service alone: node ports and addresses. */
export function allocationRule(bundle: Bundle): void {
  const ports = new Map<number, ObjectNode>();
  const addresses = new Map<string, ObjectNode>();
  for (const [node, { spec }] of bundle.ofKind<Service>('/Service')) {
    const service = fields(spec);
    // A Service without addresses of its own gets no ports of nodes either.
    if (service.type === 'ExternalName') continue;
    each(service.ports, ({ nodePort }, index) => {
      if (typeof nodePort === 'number' && nodePort !== 0) checkNodePort(bundle, node, nodePort, `/spec/ports/${index}/nodePort`, ports);
    });
    if (typeof service.healthCheckNodePort === 'number' && service.healthCheckNodePort !== 0) {
      checkNodePort(bundle, node, service.healthCheckNodePort, '/spec/healthCheckNodePort', ports);
    }
    const given = list<string>(service.clusterIPs).length > 0 ? list<string>(service.clusterIPs) : [service.clusterIP];
    for (const address of given) {
      if (typeof address !== 'string' || address === '' || address === 'None') continue;
      const other = addresses.get(address);
      if (other === undefined) addresses.set(address, node);
      else if (other !== node) bundle.report(node, 'cluster-ip/taken', { address, other: other.id }, '/spec/clusterIP');
    }
  }
}

function checkNodePort(bundle: Bundle, node: ObjectNode, port: number, pointer: string, taken: Map<number, ObjectNode>): void {
  if (port < 30_000 || port > 32_767) bundle.report(node, 'node-port/range', { port }, pointer);
  const other = taken.get(port);
  if (other === undefined) taken.set(port, node);
  else if (other !== node) bundle.report(node, 'node-port/taken', { port, other: other.id }, pointer);
}

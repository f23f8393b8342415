import type { Service, ServicePort } from '../../../generated/kubernetes';
import type { ObjectNode } from '../graph/node';
import { eachContainer, type PodSource } from '../graph/pods';
import { each, type Fields, fields } from '../graph/read';
import type { Bundle } from './bundle';
import { podsOfService } from './selection';

/** A port that a container declares. */
export interface DeclaredPort {
  readonly name: string | undefined;
  readonly number: number;
  readonly protocol: string;
}

const noted = new WeakMap<PodSource, readonly DeclaredPort[]>();

/** The ports that the containers of pods declare, which keep running. */
export function declaredPorts(pods: PodSource): readonly DeclaredPort[] {
  let found = noted.get(pods);
  if (found === undefined) {
    const ports: DeclaredPort[] = [];
    eachContainer(pods, (container, _pointer, role) => {
      if (role === 'init' || role === 'ephemeral') return;
      each(container.ports, ({ name, containerPort, protocol }) => {
        if (typeof containerPort === 'number') ports.push({ name: typeof name === 'string' ? name : undefined, number: containerPort, protocol: protocol ?? 'TCP' });
      });
    });
    noted.set(pods, (found = ports));
  }
  return found;
}

/** The ports of Services against those that the selected pods declare. */
export function servicePortRule(bundle: Bundle): void {
  for (const [node, { spec }] of bundle.ofKind<Service>('/Service')) {
    const pods = podsOfService(bundle, node);
    if (pods === undefined) continue;
    each(fields(spec).ports, (port, index) => checkPort(bundle, node, port, `/spec/ports/${index}`, pods));
  }
}

/** Of many pods, the first ones without the port are named: the rest have the same cause. */
function checkPort(bundle: Bundle, node: ObjectNode, port: Fields<ServicePort>, pointer: string, pods: readonly PodSource[]): void {
  const { targetPort = port.port, protocol = 'TCP' } = port;
  const at = port.targetPort === undefined ? `${pointer}/port` : `${pointer}/targetPort`;
  if (typeof targetPort === 'string') checkNamedPort(bundle, node, targetPort, protocol, at, pods);
  else if (typeof targetPort === 'number') checkNumberedPort(bundle, node, targetPort, protocol, at, pods);
}

function checkNamedPort(bundle: Bundle, node: ObjectNode, name: string, protocol: string, pointer: string, pods: readonly PodSource[]): void {
  const declares = (one: PodSource): boolean => declaredPorts(one).some((port) => port.name === name && port.protocol === protocol);
  const without = pods.find((one) => !declares(one));
  if (without === undefined) return;
  const declared = declaredPorts(without).filter((port) => port.name !== undefined);
  const known = declared.map((port) => (port.protocol === protocol ? port.name! : `${port.name!} (${port.protocol})`)).slice(0, 20);
  const near = bundle.nearest(name, () => declared.filter((port) => port.protocol === protocol).map((port) => port.name!));
  bundle.report(node, 'service/target-port-missing', { port: name, protocol, workload: without.node.id, known, nearest: near }, pointer, {
    // Those that have no such port are left out: it may be what is meant, as of a port for metrics.
    severity: pods.some(declares) ? 'warning' : undefined,
  });
}

function checkNumberedPort(bundle: Bundle, node: ObjectNode, number: number, protocol: string, pointer: string, pods: readonly PodSource[]): void {
  for (const one of pods) {
    const declared = declaredPorts(one);
    const same = declared.filter((port) => port.number === number);
    if (same.some((port) => port.protocol === protocol)) continue;
    if (same.length > 0) {
      bundle.report(node, 'service/protocol', { port: number, protocol, found: same[0]!.protocol, workload: one.node.id }, pointer);
      return;
    }
    const known = declared.map((port) => String(port.number)).slice(0, 20);
    bundle.report(node, 'service/target-port-undeclared', { port: number, workload: one.node.id, known }, pointer);
    return;
  }
}

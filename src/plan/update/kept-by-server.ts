import type { Manifest } from '../../core/manifest';
import { sameData } from '../../schema/plain-data';
import { at, listAt, textAt } from './update';

/** Fields of a Service that the cluster fills in, and keeps when a manifest leaves them out. */
const ALLOCATED = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'healthCheckNodePort'] as const;

/**
 * The new object with what the server fills in by itself and keeps when a manifest leaves it out: the address and node ports of a
 * Service, the volume that a claim is bound to. A change of type lets go of what the new type does not have.
 */
export function keptByServer(from: Manifest, to: Manifest): Manifest {
  if (to.apiVersion === 'v1' && to.kind === 'Service') return keptOfService(from, to);
  // Of an object of a cluster; a manifest that named the volume and names it no longer takes it back.
  const bound = to.apiVersion === 'v1' && to.kind === 'PersistentVolumeClaim' && at(from, 'metadata', 'uid') !== undefined;
  if (bound) return withSpec(from, to, ['volumeName']);
  return to;
}

function withSpec(from: Manifest, to: Manifest, fields: readonly string[]): Manifest {
  const kept = fields.filter((field) => (at(to, 'spec', field) ?? '') === '' && at(from, 'spec', field) !== undefined);
  if (kept.length === 0) return to;
  const spec = { ...(at(to, 'spec') as object), ...Object.fromEntries(kept.map((field) => [field, at(from, 'spec', field)])) };
  return { ...to, spec } as Manifest;
}

function keptOfService(from: Manifest, to: Manifest): Manifest {
  if (typeOf(from) === 'ExternalName' || typeOf(to) === 'ExternalName') return to;
  // A manifest that asks for no address may not take back that there is none.
  const headless = at(from, 'spec', 'clusterIP') === 'None';
  return withSpec(from, to, headless ? ['ipFamilies', 'ipFamilyPolicy'] : ALLOCATED);
}

/** The new Service with the address that it keeps, where a manifest names only the list of its addresses. */
export function withAddress(from: Manifest, to: Manifest): Manifest {
  if (to.apiVersion !== 'v1' || to.kind !== 'Service' || typeOf(from) === 'ExternalName' || typeOf(to) === 'ExternalName') return to;
  return listAt(to, 'spec', 'clusterIPs').length > 0 ? withSpec(from, to, ['clusterIP']) : to;
}

/**
 * The new Service without what the old one has from its type and the new type knows nothing of: the server drops it, unless it was
 * changed as well.
 */
export function withoutLeftovers(from: Manifest, to: Manifest): Manifest {
  if (to.apiVersion !== 'v1' || to.kind !== 'Service') return to;
  const [before, after] = [typeOf(from), typeOf(to)];
  const open = (type: string): boolean => type === 'NodePort' || type === 'LoadBalancer';
  const left: string[] = [];
  if (before !== 'ExternalName' && after === 'ExternalName') left.push('clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy');
  if (isReachedFromOutside(from) && !isReachedFromOutside(to)) left.push('externalTrafficPolicy');
  if (needsHealthPort(from) && !needsHealthPort(to)) left.push('healthCheckNodePort');
  if (before === 'LoadBalancer' && after !== 'LoadBalancer') left.push('allocateLoadBalancerNodePorts', 'loadBalancerClass');
  const gone = left.filter((field) => at(to, 'spec', field) !== undefined && sameData(at(from, 'spec', field), at(to, 'spec', field)));
  const ports = listAt(to, 'spec', 'ports');
  const nodePorts = (of: Manifest): unknown[] => listAt(of, 'spec', 'ports').map((port) => at(port, 'nodePort') ?? 0);
  const freed = open(before) && !open(after) && sameData(nodePorts(from), nodePorts(to)) && ports.some((port) => at(port, 'nodePort') !== undefined);
  if (gone.length === 0 && !freed) return to;
  const spec: { [field: string]: unknown } = { ...(at(to, 'spec') as object) };
  for (const field of gone) delete spec[field];
  if (freed) spec['ports'] = ports.map((port) => ({ ...(port as object), nodePort: undefined }));
  return { ...to, spec } as Manifest;
}

function typeOf(service: Manifest): string {
  return textAt(service, 'spec', 'type') ?? 'ClusterIP';
}

function isReachedFromOutside(service: Manifest): boolean {
  const type = typeOf(service);
  return type === 'NodePort' || type === 'LoadBalancer' || (type === 'ClusterIP' && listAt(service, 'spec', 'externalIPs').length > 0);
}

function needsHealthPort(service: Manifest): boolean {
  return typeOf(service) === 'LoadBalancer' && at(service, 'spec', 'externalTrafficPolicy') === 'Local';
}

import type { Manifest } from '../../core/manifest';
import { at } from './update';

/** Fields of a Service that the cluster fills in, and keeps when a manifest leaves them out. */
const ALLOCATED = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'healthCheckNodePort'] as const;

/**
 * The new object with what the server fills in by itself and keeps when a manifest leaves it out: the address and node ports of a
 * Service, the volume that a claim is bound to. A change of type lets go of what the new type does not have.
 */
export function keptByServer(from: Manifest, to: Manifest): Manifest {
  if (to.apiVersion === 'v1' && to.kind === 'Service') return service(from, to);
  if (to.apiVersion === 'v1' && to.kind === 'PersistentVolumeClaim') return withSpec(from, to, ['volumeName']);
  return to;
}

function withSpec(from: Manifest, to: Manifest, fields: readonly string[]): Manifest {
  const kept = fields.filter((field) => at(to, 'spec', field) === undefined && at(from, 'spec', field) !== undefined);
  if (kept.length === 0) return to;
  const spec = { ...(at(to, 'spec') as object), ...Object.fromEntries(kept.map((field) => [field, at(from, 'spec', field)])) };
  return { ...to, spec } as Manifest;
}

function service(from: Manifest, to: Manifest): Manifest {
  const [before, after] = [from, to].map((object) => at(object, 'spec', 'type') ?? 'ClusterIP');
  if (before === 'ExternalName' || after === 'ExternalName') return to;
  // A manifest that asks for no address may not take back that there is none.
  const headless = at(from, 'spec', 'clusterIP') === 'None';
  const kept = withSpec(from, to, headless ? ['ipFamilies', 'ipFamilyPolicy'] : ALLOCATED);
  return kept;
}

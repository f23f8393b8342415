import type { IConstruct } from 'constructs';
import { groupOf } from '../core/object-id';
import type { PlacedObject } from './placed-object';

/**
 * What must be there first: who applies a file from top to bottom finds every object after those that it refers to.
 * Kinds that are not named here are workloads or custom resources and stand with them.
 */
const stages: readonly (readonly string[])[] = [
  ['CustomResourceDefinition'],
  ['Namespace'],
  ['PriorityClass', 'StorageClass', 'VolumeSnapshotClass', 'VolumeAttributesClass', 'RuntimeClass', 'IngressClass', 'GatewayClass', 'DeviceClass', 'CSIDriver'],
  ['ResourceQuota', 'LimitRange'],
  ['PersistentVolume'],
  ['PersistentVolumeClaim'],
  ['ConfigMap', 'Secret', 'ExternalSecret', 'SealedSecret'],
  ['ServiceAccount'],
  ['ClusterRole', 'Role'],
  ['ClusterRoleBinding', 'RoleBinding'],
  ['Service', 'Endpoints', 'EndpointSlice'],
  [],
  ['HorizontalPodAutoscaler', 'PodDisruptionBudget', 'Ingress', 'Gateway', 'HTTPRoute', 'NetworkPolicy'],
];
const workloads = stages.findIndex((kinds) => kinds.length === 0);
const stageOf = new Map(stages.flatMap((kinds, stage) => kinds.map((kind) => [kind, stage] as const)));
/** Groups whose kinds bear names of the list above with another meaning. */
const foreignServices = /(^|\.)(knative\.dev|istio\.io)$/;

function stageIndex({ manifest }: PlacedObject): number {
  const { kind, apiVersion } = manifest;
  if ((kind === 'Service' || kind === 'Ingress' || kind === 'Gateway') && foreignServices.test(groupOf(apiVersion))) return workloads;
  return stageOf.get(kind) ?? workloads;
}

/** Sorts by stage, in a stage by definition; dependencies between constructs (`node.addDependency`) come before both. */
export function orderObjects(objects: readonly PlacedObject[]): PlacedObject[] {
  const buckets: PlacedObject[][] = stages.map(() => []);
  for (const object of objects) buckets[stageIndex(object)]!.push(object);
  const sorted = buckets.flat();
  return hasDependencies(objects) ? dependenciesFirst(sorted) : sorted;
}

/** Whether an object, or a construct around one, depends on something. The objects of one definition stand together. */
function hasDependencies(objects: readonly PlacedObject[]): boolean {
  const scopes = new Set<IConstruct>();
  let last: IConstruct | undefined;
  for (const { origin } of objects) {
    if (origin === last) continue;
    last = origin;
    if (origin.node.dependencies.length > 0) return true;
    for (let { scope } = origin.node; scope !== undefined && !scopes.has(scope); { scope } = scope.node) {
      if (scope.node.dependencies.length > 0) return true;
      scopes.add(scope);
    }
  }
  return false;
}

function dependenciesFirst(sorted: readonly PlacedObject[]): PlacedObject[] {
  const byOrigin = new Map<IConstruct, PlacedObject[]>();
  for (const object of sorted) {
    // An object belongs to every construct around it: a dependency on a scope is one on all that it holds.
    for (const scope of object.origin.node.scopes) {
      const list = byOrigin.get(scope);
      if (list === undefined) byOrigin.set(scope, [object]);
      else list.push(object);
    }
  }
  const result: PlacedObject[] = [];
  const seen = new Set<PlacedObject>();
  const visit = (object: PlacedObject): void => {
    if (seen.has(object)) return;
    seen.add(object);
    for (const scope of object.origin.node.scopes) {
      for (const dependency of scope.node.dependencies) {
        const inside = object.origin.node.scopes.includes(dependency);
        if (!inside) for (const before of byOrigin.get(dependency) ?? []) visit(before);
      }
    }
    result.push(object);
  };
  for (const object of sorted) visit(object);
  return result;
}

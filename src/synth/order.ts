import { groupOf } from '../core/object-id';
import { dependenciesFirst } from './dependencies-first';
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
  return dependenciesFirst(buckets.flat());
}

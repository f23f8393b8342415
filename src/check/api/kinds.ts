import type { Manifest } from '../../core/manifest';
import { groupOf } from '../../core/object-id';
import type { Rule } from '../rule/rules';
import { clusterRole, role } from './access/role';
import { clusterRoleBinding, roleBinding } from './access/role-binding';
import { limitRange } from './cluster/limit-range';
import { namespace } from './cluster/namespace';
import { priorityClass } from './cluster/priority-class';
import { resourceQuota } from './cluster/resource-quota';
import { configMap } from './config/config-map';
import { secret } from './config/secret';
import { endpointSlice } from './network/endpoint-slice';
import { endpoints } from './network/endpoints';
import { ingress } from './network/ingress';
import { ingressClass } from './network/ingress-class';
import { networkPolicy } from './network/network-policy';
import { service } from './network/service';
import { autoscaler, autoscalerV1 } from './scaling/autoscaler';
import { disruptionBudget } from './scaling/disruption-budget';
import { kind } from './shared/kind';
import { dnsSubdomain } from './shared/names';
import { claim } from './storage/claim';
import { csiDriver, csiNode, csiStorageCapacity } from './storage/csi';
import { storageClass, volumeAttributesClass } from './storage/storage-class';

/** What is checked of each kind, by kind and group, in all of its versions unless one is named. */
const kinds: { readonly [kind: string]: Rule<never> } = {
  'ConfigMap': configMap,
  'Endpoints': endpoints,
  'LimitRange': limitRange,
  'Namespace': namespace,
  'PersistentVolumeClaim': claim,
  'ResourceQuota': resourceQuota,
  'Secret': secret,
  'Service': service,
  'ServiceAccount': kind(dnsSubdomain),

  'HorizontalPodAutoscaler.autoscaling': autoscaler,
  'HorizontalPodAutoscaler.autoscaling/v1': autoscalerV1,

  'EndpointSlice.discovery.k8s.io': endpointSlice,
  'Ingress.networking.k8s.io': ingress,
  'IngressClass.networking.k8s.io': ingressClass,
  'NetworkPolicy.networking.k8s.io': networkPolicy,

  'PodDisruptionBudget.policy': disruptionBudget,

  'ClusterRole.rbac.authorization.k8s.io': clusterRole,
  'ClusterRoleBinding.rbac.authorization.k8s.io': clusterRoleBinding,
  'Role.rbac.authorization.k8s.io': role,
  'RoleBinding.rbac.authorization.k8s.io': roleBinding,

  'PriorityClass.scheduling.k8s.io': priorityClass,

  'CSIDriver.storage.k8s.io': csiDriver,
  'CSINode.storage.k8s.io': csiNode,
  'CSIStorageCapacity.storage.k8s.io': csiStorageCapacity,
  'StorageClass.storage.k8s.io': storageClass,
  'VolumeAttributesClass.storage.k8s.io': volumeAttributesClass,
};

/** What the API server checks of a kind, after decoding and defaulting; `undefined` for a kind without rules. */
export function rulesOf(apiVersion: string, kind: string): Rule<Manifest> | undefined {
  const group = groupOf(apiVersion);
  const name = group === '' ? kind : `${kind}.${group}`;
  return (kinds[`${name}/${apiVersion.slice(apiVersion.indexOf('/') + 1)}`] ?? kinds[name]) as Rule<Manifest> | undefined;
}

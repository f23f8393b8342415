import type { Manifest } from '../../core/manifest';
import { groupOf } from '../../core/object-id';
import type { Rule } from '../rule/rules';
import { clusterRole, role } from './access/role';
import { clusterRoleBinding, roleBinding } from './access/role-binding';
import { limitRange } from './cluster/limit-range';
import { namespace } from './cluster/namespace';
import { priorityClass } from './cluster/priority-class';
import { resourceQuota } from './cluster/resource-quota';
import { runtimeClass } from './cluster/runtime-class';
import { configMap } from './config/config-map';
import { secret } from './config/secret';
import { endpointSlice } from './network/endpoint-slice';
import { endpoints } from './network/endpoints';
import { ingress } from './network/ingress';
import { ingressClass } from './network/ingress-class';
import { networkPolicy } from './network/network-policy';
import { service } from './network/service';
import { podRules, podTemplateObjectRules } from './pod/pod';
import { autoscaler, autoscalerV1 } from './scaling/autoscaler';
import { disruptionBudget } from './scaling/disruption-budget';
import { kind } from './shared/kind';
import { dnsSubdomain } from './shared/names';
import { volumeAttachment } from './storage/attachment';
import { claim } from './storage/claim';
import { csiDriver, csiNode, csiStorageCapacity } from './storage/csi';
import { storageClass, volumeAttributesClass } from './storage/storage-class';
import { volume } from './storage/volume';
import { cronJob } from './workloads/cron-job';
import { daemonSet } from './workloads/daemon-set';
import { deployment, replicaSet, replicationController } from './workloads/deployment';
import { job } from './workloads/job';
import { statefulSet } from './workloads/stateful-set';

/** What is checked of each kind, by kind and group, in all of its versions unless one is named. */
const kinds: { readonly [kind: string]: Rule<never> } = {
  'ConfigMap': configMap,
  'Endpoints': endpoints,
  'LimitRange': limitRange,
  'Namespace': namespace,
  'Pod': podRules,
  'PodTemplate': podTemplateObjectRules,
  'PersistentVolume': volume,
  'PersistentVolumeClaim': claim,
  'ReplicationController': replicationController,
  'ResourceQuota': resourceQuota,
  'Secret': secret,
  'Service': service,
  'ServiceAccount': kind(dnsSubdomain),

  'DaemonSet.apps': daemonSet,
  'Deployment.apps': deployment,
  'ReplicaSet.apps': replicaSet,
  'StatefulSet.apps': statefulSet,

  'CronJob.batch': cronJob,
  'Job.batch': job,

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

  'RuntimeClass.node.k8s.io': runtimeClass,

  'PriorityClass.scheduling.k8s.io': priorityClass,

  'CSIDriver.storage.k8s.io': csiDriver,
  'CSINode.storage.k8s.io': csiNode,
  'CSIStorageCapacity.storage.k8s.io': csiStorageCapacity,
  'StorageClass.storage.k8s.io': storageClass,
  'VolumeAttachment.storage.k8s.io': volumeAttachment,
  'VolumeAttributesClass.storage.k8s.io': volumeAttributesClass,
};

/** What the API server checks of a kind, after decoding and defaulting; `undefined` for a kind without rules. */
export function rulesOf(apiVersion: string, kind: string): Rule<Manifest> | undefined {
  const group = groupOf(apiVersion);
  const name = group === '' ? kind : `${kind}.${group}`;
  return (kinds[`${name}/${apiVersion.slice(apiVersion.indexOf('/') + 1)}`] ?? kinds[name]) as Rule<Manifest> | undefined;
}

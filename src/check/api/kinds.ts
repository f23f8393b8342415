import type { Manifest } from '../../core/manifest';
import { groupOf } from '../../core/object-id';
import type { Rule } from '../rule/rules';
import { clusterRole, role } from './access/role';
import { clusterRoleBinding, roleBinding } from './access/role-binding';
import { limitRange } from './cluster/limit-range';
import { namespace } from './cluster/namespace';
import { node } from './cluster/node';
import { priorityClass } from './cluster/priority-class';
import { resourceQuota } from './cluster/resource-quota';
import { runtimeClass } from './cluster/runtime-class';
import { configMap } from './config/config-map';
import { secret } from './config/secret';
import {
  mutatingPolicy, mutatingPolicyBinding, validatingPolicy, validatingPolicyBinding,
} from './control-plane/admission-policy';
import { apiService } from './control-plane/api-service';
import { clusterTrustBundle, signingRequest } from './control-plane/certificates';
import { coreEvent, event } from './control-plane/event';
import { flowSchema } from './control-plane/flow-schema';
import { lease, leaseCandidate } from './control-plane/lease';
import { priorityLevel } from './control-plane/priority-level';
import { storageVersion, storageVersionMigration } from './control-plane/storage-version';
import { mutatingWebhooks, validatingWebhooks } from './control-plane/webhook-configuration';
import { customResourceDefinition } from './definitions/definition';
import { resourceClaim, resourceClaimTemplate } from './devices/claim';
import { deviceClass, deviceTaintRule } from './devices/class';
import { resourceSlice } from './devices/slice';
import { endpointSlice } from './network/endpoint-slice';
import { endpoints } from './network/endpoints';
import { ingress } from './network/ingress';
import { ingressClass } from './network/ingress-class';
import { networkPolicy } from './network/network-policy';
import { service } from './network/service';
import { ipAddress, serviceCidr } from './network/service-addresses';
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
import { controllerRevision } from './workloads/controller-revision';
import { cronJob } from './workloads/cron-job';
import { daemonSet } from './workloads/daemon-set';
import { deployment, replicaSet, replicationController } from './workloads/deployment';
import { job } from './workloads/job';
import { podGroup, workload } from './workloads/pod-group';
import { statefulSet } from './workloads/stateful-set';

/**
 * What is checked of each kind, by kind and group, in all of its versions unless one is named. Functions, since a run meets few
 * kinds, and need not load the rules of the others.
 */
const kinds: { readonly [kind: string]: () => Rule<never> } = {
  'ConfigMap': () => configMap,
  'Endpoints': () => endpoints,
  'Event': () => coreEvent,
  'LimitRange': () => limitRange,
  'Namespace': () => namespace,
  'Pod': () => podRules,
  'PodTemplate': () => podTemplateObjectRules,
  'Node': () => node,
  'PersistentVolume': () => volume,
  'PersistentVolumeClaim': () => claim,
  'ReplicationController': () => replicationController,
  'ResourceQuota': () => resourceQuota,
  'Secret': () => secret,
  'Service': () => service,
  'ServiceAccount': () => kind(dnsSubdomain),

  'MutatingAdmissionPolicy.admissionregistration.k8s.io': () => mutatingPolicy,
  'MutatingAdmissionPolicyBinding.admissionregistration.k8s.io': () => mutatingPolicyBinding,
  'MutatingWebhookConfiguration.admissionregistration.k8s.io': () => mutatingWebhooks,
  'ValidatingAdmissionPolicy.admissionregistration.k8s.io': () => validatingPolicy,
  'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io': () => validatingPolicyBinding,
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io': () => validatingWebhooks,

  'CustomResourceDefinition.apiextensions.k8s.io': () => customResourceDefinition,

  'APIService.apiregistration.k8s.io': () => apiService,

  'ControllerRevision.apps': () => controllerRevision,
  'DaemonSet.apps': () => daemonSet,
  'Deployment.apps': () => deployment,
  'ReplicaSet.apps': () => replicaSet,
  'StatefulSet.apps': () => statefulSet,

  'CronJob.batch': () => cronJob,
  'Job.batch': () => job,

  'HorizontalPodAutoscaler.autoscaling': () => autoscaler,
  'HorizontalPodAutoscaler.autoscaling/v1': () => autoscalerV1,

  'CertificateSigningRequest.certificates.k8s.io': () => signingRequest,
  'ClusterTrustBundle.certificates.k8s.io': () => clusterTrustBundle,

  'Lease.coordination.k8s.io': () => lease,
  'LeaseCandidate.coordination.k8s.io': () => leaseCandidate,

  'EndpointSlice.discovery.k8s.io': () => endpointSlice,
  'Event.events.k8s.io': () => event,

  'FlowSchema.flowcontrol.apiserver.k8s.io': () => flowSchema,
  'PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io': () => priorityLevel,

  'StorageVersion.internal.apiserver.k8s.io': () => storageVersion,

  'IPAddress.networking.k8s.io': () => ipAddress,
  'Ingress.networking.k8s.io': () => ingress,
  'IngressClass.networking.k8s.io': () => ingressClass,
  'NetworkPolicy.networking.k8s.io': () => networkPolicy,
  'ServiceCIDR.networking.k8s.io': () => serviceCidr,

  'PodDisruptionBudget.policy': () => disruptionBudget,

  'ClusterRole.rbac.authorization.k8s.io': () => clusterRole,
  'ClusterRoleBinding.rbac.authorization.k8s.io': () => clusterRoleBinding,
  'Role.rbac.authorization.k8s.io': () => role,
  'RoleBinding.rbac.authorization.k8s.io': () => roleBinding,

  'RuntimeClass.node.k8s.io': () => runtimeClass,

  'DeviceClass.resource.k8s.io': () => deviceClass,
  'DeviceTaintRule.resource.k8s.io': () => deviceTaintRule,
  'ResourceClaim.resource.k8s.io': () => resourceClaim,
  'ResourceClaimTemplate.resource.k8s.io': () => resourceClaimTemplate,
  'ResourceSlice.resource.k8s.io': () => resourceSlice,
  // Requests and devices of older versions have another form; what they are is on in no release.
  'ResourceClaim.resource.k8s.io/v1alpha3': () => kind(dnsSubdomain),
  'ResourceClaim.resource.k8s.io/v1beta1': () => kind(dnsSubdomain),
  'ResourceClaimTemplate.resource.k8s.io/v1alpha3': () => kind(dnsSubdomain),
  'ResourceClaimTemplate.resource.k8s.io/v1beta1': () => kind(dnsSubdomain),
  'ResourceSlice.resource.k8s.io/v1alpha3': () => kind(dnsSubdomain),
  'ResourceSlice.resource.k8s.io/v1beta1': () => kind(dnsSubdomain),

  'PodGroup.scheduling.k8s.io': () => podGroup,
  'PriorityClass.scheduling.k8s.io': () => priorityClass,
  'Workload.scheduling.k8s.io': () => workload,
  'Workload.scheduling.k8s.io/v1alpha1': () => kind(dnsSubdomain),

  'CSIDriver.storage.k8s.io': () => csiDriver,
  'CSINode.storage.k8s.io': () => csiNode,
  'CSIStorageCapacity.storage.k8s.io': () => csiStorageCapacity,
  'StorageClass.storage.k8s.io': () => storageClass,
  'VolumeAttachment.storage.k8s.io': () => volumeAttachment,
  'VolumeAttributesClass.storage.k8s.io': () => volumeAttributesClass,

  'StorageVersionMigration.storagemigration.k8s.io': () => storageVersionMigration,
};

/** What the API server checks of a kind, after decoding and defaulting; `undefined` for a kind without rules. */
export function rulesOf(apiVersion: string, kindName: string): Rule<Manifest> | undefined {
  const group = groupOf(apiVersion);
  const name = group === '' ? kindName : `${kindName}.${group}`;
  const ofVersion = `${name}/${apiVersion.slice(apiVersion.indexOf('/') + 1)}`;
  const key = [ofVersion, name].find((one) => Object.hasOwn(kinds, one));
  return key === undefined ? undefined : (kinds[key]!() as Rule<unknown>);
}

/**
 * The SDK: definitions, the values that they are made of, and the pure builders behind them.
 * @module kubeloom
 */

// The program: what holds definitions, and what is written of them.
export { App, type AppProps } from './synth/app';
export { Bundle, type BundleProps } from './synth/bundle';
export { Definition, type DefinitionProps } from './synth/definition';
export { KubeObject, type ObjectFields } from './synth/kube-object';
export type { ObjectMeta } from '../generated/kubernetes';
export { ManifestFile, type ManifestFileProps } from './apps/manifest-file';
export type { Built } from './core/built';
export type { Manifest, ManifestMetadata } from './core/manifest';
export type { Identity, MetadataProps } from './core/metadata';
export type { ObjectId } from './core/object-id';
export type { Target } from './core/references';
export type { Referable, Targeted } from './core/targeted';
export type { JsonPatchOperation } from './schema/json-patch';
export type { Override, OverrideDirective, OverrideOf } from './schema/override-type';

// Apps.
export { buildStatelessApp, StatelessApp, type StatelessAppProps, type StatelessKinds } from './apps/stateless-app';
export { buildStatefulApp, StatefulApp, type StatefulAppProps, type StatefulKinds } from './apps/stateful-app';
export { type AgentKinds, buildNodeAgent, NodeAgent, type NodeAgentProps } from './apps/node-agent';
export { buildCronJob, buildJob, CronJob, type CronJobProps, type CronKinds, Job, type JobKinds, type JobProps } from './apps/job';
export { buildPod, Pod, type PodKinds, type SinglePodProps } from './apps/pod';
export { type AllowOptions, WorkloadApp } from './apps/workload-app';
export type { AppOverrides, AppProps as WorkloadAppProps, CommonKinds, ReplicatedKinds } from './apps/app-model';
export type { AppScaleProps } from './apps/app-scale';
export type { AppServiceProps, AppServicesProps } from './apps/app-services';
export type { AppIdentityProps } from './workload/app-identity';
export type { CronOptions } from './workload/cron';
export type { JobOptions } from './workload/job-options';
export type { CountOrPercent, DaemonSetRollout, DeploymentRollout, StatefulSetRollout } from './workload/rollout';
export type { StatefulSetOptions } from './workload/stateful-set';
export type { PodOwner, PodSet } from './core/pod-set';
export type { PortModel } from './core/port-model';
export type { LabelOperator, LabelRequirement, LabelSelectorInput, LabelSelectorProps } from './core/label-selector';

// Inside of a pod.
export type { CommandWord, ContainerProps, MainContainerProps, ResizeRestartPolicy } from './pod/container';
export type { ContainerMap, PodProps } from './pod/pod';
export type { PodOptionsProps, PodResourceClaimProps, RestartPolicy } from './pod/pod-options';
export type { EnvProps, EnvValue } from './pod/env';
export { env, type EnvReference, text, type Text, type TextPart } from './pod/text';
export {
  type EnvFieldPath, field, type FieldRef, type FileFieldPath, resource, type ResourceFieldOptions, type ResourceFieldPath, type ResourceRef,
} from './pod/downward';
export { envFile, type EnvFileKey, type EnvFileOptions } from './pod/env-file';
export type { EnvFromInput, EnvSource, Mountable, TextSource } from './core/pod-inputs';
export type { PortOptions, PortProps } from './pod/ports';
export {
  exec, type ExecHandler, type ExecWord, grpc, type GrpcHandler, type GrpcProbeOptions, type HealthProps, http, type HttpHandler,
  type HttpProbeOptions, type Probe, type ProbeTimings, tcp, type TcpHandler, type TcpProbeOptions,
} from './pod/health';
export { type LifecycleHandler, type LifecycleProps, sleep, type SleepHandler } from './pod/lifecycle';
export type { ClaimUse, ResourceAmounts, ResourceProps } from './pod/resources';
export type { MountOptions, MountProps, VolumeInput } from './pod/mounts';
export { type DownwardFile, downwardFiles, type DownwardFiles, type DownwardFilesOptions } from './pod/downward-files';
export { projected, type ProjectedOptions, type ProjectedVolume, type ProjectionSource } from './pod/projected';
export { serviceAccountToken, type ServiceAccountToken, type ServiceAccountTokenProps } from './pod/service-account-token';
export {
  clusterTrustBundle, type ClusterTrustBundle, type ClusterTrustBundleProps, podCertificate, type PodCertificate, type PodCertificateKeyType,
  type PodCertificateProps,
} from './pod/certificates';
export type { ContainerSecurityInput, ContainerSecurityProps, SecurityInput, SecurityProfile, SecurityProps } from './pod/security';
export type { ContainerSecurityContextProps, PodSecurityContextProps, SharedSecurityContextProps } from './pod/security-context';
export type { SysctlsInput } from './pod/sysctls';
export type { SchedulingProps } from './pod/scheduling';
export type { NodeAffinityProps, NodeOperator, NodePreference, NodeRequirement, NodeRequirements } from './pod/node-selection';
export type { PodAffinityProps, PodAffinityTermProps, WeightedPodAffinityTermProps } from './pod/affinity';
export type { SpreadInput, SpreadProps, TopologySpreadProps } from './pod/spread';
export type { TopologyInput, TopologyProps } from './pod/topology';
export type { TolerationInput, TolerationProps } from './pod/tolerations';
export type { DnsConfigProps, HostAliasesInput } from './pod/dns';

// Configuration and secret data.
export { buildConfigMap, ConfigMapData, type ConfigMapDataProps } from './apps/config-map-data';
export {
  buildExternalSecret, buildSealedSecret, buildSecret, type ExternalSecretDataProps, type SealedSecretDataProps, SecretData, type SecretDataProps,
} from './apps/secret-data';
export type { ForeignOptions } from './apps/foreign-data';
export type { ForeignObject } from './apps/foreign-object';
export type { ConfigMapProps } from './config/config-map';
export type { SecretProps, ServiceAccountReference } from './config/secret';
export type { ExternalSecret, ExternalSecretProps, RemoteReference, RemoteSelection } from './config/external-secret';
export type { SealedSecret, SealedSecretProps, SealingScope } from './config/sealed-secret';
export type { ExistingConfigMapProps, ExistingSecretProps } from './config/existing';
export type { BuiltInSecretType, SecretType } from './config/secret-types';
export type { SecretTemplate } from './config/secret-template';
export { type FileContent, type FolderContent, type FolderOptions, fromFile, fromFolder } from './config/file-content';
export { dockerConfigJson, type RegistryLogin } from './config/docker-config';
export { fromEnvironment, fromSecretFile, type SecretOptions, unsafeLiteral } from './config/secret-sources';
export type { SecretValue } from './config/secret-value';
export type { DataReferences, KeyedData, KeyRefs } from './config/keyed-data';
export type { AllKeysOptions, AllKeysRef, KeyOptions, KeyRef } from './config/key-references';
export type { FileOptions, FileRef, FilesOptions, FilesRef, KeyPath } from './config/files-reference';

// Storage.
export { buildPersistentVolume, PersistentVolume, type PersistentVolumeProps } from './apps/persistent-volume';
export {
  buildPersistentVolumeClaim, type Claim, type ExistingClaimProps, PersistentVolumeClaim, type PersistentVolumeClaimProps,
} from './apps/persistent-volume-claim';
export { buildStorageClass, StorageClass, type StorageClassProps } from './apps/storage-class';
export type { PersistentVolumeProps as PersistentVolumeFields, VolumeReclaimPolicy } from './storage/persistent-volume';
export type { PersistentVolumeClaimProps as PersistentVolumeClaimFields } from './storage/claim';
export type { StorageClassProps as StorageClassFields } from './storage/storage-class';
export type { ClaimRetention, ClaimRetentionPolicy, StorageProps, StorageSpec } from './storage/claim-template';
export type { ClaimSpecProps } from './storage/claim-spec';
export { type DataSource, type DataSourceInput, snapshot, type Snapshot } from './storage/data-source';
export type { AccessMode, AccessModes } from './storage/access-modes';
export type { VolumeMode } from './storage/volume-mode';
export type { VolumeNodeAffinityInput } from './storage/node-affinity';
export type { VolumeFacts } from './core/volume-fit';
export type { BindableVolume } from './storage/volume-facts';
export type { NameOrReference, Reference } from './storage/references';
export type { VolumeBackend } from './storage/volume-backend';
export type { HostInput } from './storage/host';
export type { TextMap } from './storage/read-fields';
export { awsEbs, type AwsEbsProps } from './storage/backends/aws-ebs';
export { azureDisk, type AzureDiskProps } from './storage/backends/azure-disk';
export { azureFile, type AzureFileProps, type AzureFileVolumeProps } from './storage/backends/azure-file';
export { cephfs, type CephfsProps, cephRbd, type CephRbdProps } from './storage/backends/ceph';
export { cinder, type CinderProps } from './storage/backends/cinder';
export { csi, type CsiEphemeralProps, type CsiProps } from './storage/backends/csi';
export { emptyDir, type EmptyDirProps } from './storage/backends/empty-dir';
export { ephemeral, type EphemeralProps } from './storage/backends/ephemeral';
export { fc, type FcProps } from './storage/backends/fc';
export { gcePd, type GcePdProps } from './storage/backends/gce-pd';
export { glusterfs, type GlusterfsProps } from './storage/backends/glusterfs';
export { hostPath, type HostPathOptions, type HostPathType } from './storage/backends/host-path';
export { imageVolume, type ImageVolumeOptions } from './storage/backends/image-volume';
export { iscsi, type IscsiProps } from './storage/backends/iscsi';
export { local, type LocalOptions } from './storage/backends/local';
export { nfs, type NfsProps } from './storage/backends/nfs';
export { portworx, type PortworxProps } from './storage/backends/portworx';
export { vsphere, type VsphereProps } from './storage/backends/vsphere';

// Network.
export { buildService, type ExistingServiceProps, Service, ServiceDefinition, type ServiceProps } from './apps/service';
export type { ForeignServiceOptions } from './apps/foreign-service';
export type { KnownServicePorts } from './apps/service-port-facts';
export { buildIngress, Ingress, type IngressProps } from './apps/ingress';
export { buildHttpRoute, HttpRoute, type HttpRouteProps } from './apps/http-route';
export { buildNetworkPolicy, NetworkPolicy, type NetworkPolicyProps } from './apps/network-policy';
export type { FreeServiceProps as ServiceFields, ServiceProps as ServiceOptions, ServiceType } from './network/service';
export type { NamedServicePort, ServicePortProps, ServicePortsInput } from './network/service-ports';
export type { HostRef, ServiceOwner, ServicePortFacts, ServicePortRef, ServiceRef } from './network/service-ref';
export type {
  IngressBackendInput, IngressHostInput, IngressPathProps, IngressProps as IngressFields, IngressTlsProps, PathType, TlsSecretInput,
} from './network/ingress';
export type { BackendInput, ServiceBackendProps } from './network/backend';
export type { ExposeByGateway, ExposeByIngress, ExposeProps } from './network/expose';
export type { GatewayInput, HttpRouteProps as HttpRouteFields, HttpRouteRuleProps, WeightedBackendProps } from './network/http-route';
export type { HttpRouteFilter, HttpRouteFilterProps } from './network/http-route-filters';
export type { HttpRouteMatchProps, RouteComparison, RouteValueInput } from './network/http-route-match';
export type { AllowFromProps, AllowToProps, NetworkPolicyProps as NetworkPolicyFields, NetworkRulesProps } from './network/network-policy';
export type { AddressesPeer, NamespacesInput, PodsPeer, PolicyPeerInput, PolicyPortInput } from './network/policy-peers';

// Scaling and limits.
export { buildHorizontalPodAutoscaler, HorizontalPodAutoscaler, type HorizontalPodAutoscalerProps } from './apps/horizontal-pod-autoscaler';
export { buildPodDisruptionBudget, PodDisruptionBudget, type PodDisruptionBudgetProps } from './apps/pod-disruption-budget';
export { buildLimitRange, LimitRange, type LimitRangeProps } from './apps/limit-range';
export { buildResourceQuota, ResourceQuota, type ResourceQuotaProps } from './apps/resource-quota';
export { buildPriorityClass, PriorityClass, type PriorityClassProps } from './apps/priority-class';
export type {
  AutoscalerProps, HorizontalPodAutoscalerProps as HorizontalPodAutoscalerFields, ScaleTarget, ScalingPolicyProps, ScalingRulesProps,
} from './scaling/autoscaler';
export type {
  ExternalMetricProps, MetricGoal, MetricProps, ObjectMetricProps, PodsMetricProps, ResourceGoal, ResourceMetricProps,
} from './scaling/metrics';
export type { DisruptionBudgetProps, PodDisruptionBudgetProps as PodDisruptionBudgetFields } from './scaling/disruption-budget';
export type { Amounts, ClaimLimitsProps, ContainerLimitsProps, LimitRangeProps as LimitRangeFields, PodLimitsProps } from './scaling/limit-range';
export type { QuotaScope, QuotaScopeProps, ResourceQuotaProps as ResourceQuotaFields } from './scaling/quota';
export type { PriorityClassProps as PriorityClassFields } from './scaling/priority-class';
export type { Quantity } from './core/quantity';

// Namespaces and access.
export { buildNamespace, Namespace, type NamespaceProps } from './apps/namespace';
export {
  type Account, type AccountKinds, buildServiceAccount, type ExistingServiceAccountProps, ServiceAccount, type ServiceAccountProps,
} from './apps/service-account';
export { buildClusterRole, buildRole, ClusterRole, type ClusterRoleProps, Role, type RoleProps } from './apps/role';
export {
  buildClusterRoleBinding, buildRoleBinding, ClusterRoleBinding, type ClusterRoleBindingProps, RoleBinding, type RoleBindingProps,
} from './apps/role-binding';
export type { NamespaceProps as NamespaceFields, PodSecurityLevel, PodSecurityProps } from './access/namespace';
export type { AccessObject, BindOptions, RoleInput, ServiceAccountProps as ServiceAccountFields } from './access/service-account';
export type { GrantOptions, GrantProps, ResourceInput, Verb } from './access/grants';
export type { ClusterRoleProps as ClusterRoleFields, RoleProps as RoleFields, RoleRule } from './access/role';
export type { BindingProps, SubjectInput, SubjectProps } from './access/role-binding';

// What is wrong with definitions.
export type { Diagnostic, Layer, Severity } from './core/diagnostic';
export type { Code } from './core/codes';
export { DiagnosticsError } from './core/diagnostics-error';
export { formatDiagnostic, formatDiagnostics } from './core/format-diagnostic';
export type { SourceLocation } from './core/source';

// What a cluster would say.
export {
  type BaselineEntry, check, type CheckCode, type CheckInput, type CheckLayer, type CheckOptions, type CheckProfile, type CheckReport,
  type CheckSummary, defaulted, type EdgeType, type ExternalObject, type Finding, graph, type GraphEdge, type GraphNode, type GraphOptions,
  type InputProblem, inputsOf, type InputSource, type NodeOrigin, type ObjectGraph, type ReferenceTarget, type UnresolvedReference,
} from './check';
export {
  type Acknowledgement, type Consequence, type ConsequenceCode, type Effect, type OrderStep, plan, type Plan, type PlanChange, type PlanOptions,
  type Reason, type ReasonCode, type RunbookStep,
} from './plan';
export type { KubernetesRelease } from './schema/releases';
export { KubeloomValidation, type ValidationContext, type ValidationProperties } from './validation';

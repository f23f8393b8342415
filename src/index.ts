export { App, type AppProps } from './synth/app';
export { Bundle, type BundleProps } from './synth/bundle';
export { Definition, type DefinitionKind, type DefinitionProps } from './synth/definition';
export { KubeObject, type ObjectFields } from './synth/kube-object';

export { CronJob, type CronJobProps, Job, type JobProps, buildCronJob, buildJob } from './apps/job';
export { ManifestFile, type ManifestFileProps } from './apps/manifest-file';
export { NodeAgent, type NodeAgentProps, buildNodeAgent } from './apps/node-agent';
export { Pod, type SinglePodProps, buildPod } from './apps/pod';
export { StatefulApp, type StatefulAppProps, buildStatefulApp } from './apps/stateful-app';
export { StatelessApp, type StatelessAppProps, buildStatelessApp } from './apps/stateless-app';
export { WorkloadApp } from './apps/workload-app';

export { ConfigMapData, type ConfigMapDataProps } from './apps/config-map-data';
export { SecretData } from './apps/secret-data';
export { fromFile, fromFolder } from './config/file-content';
export { dockerConfigJson } from './config/docker-config';
export { fromEnvironment, fromSecretFile, unsafeLiteral } from './config/secret-sources';

export { PersistentVolume, type PersistentVolumeProps } from './apps/persistent-volume';
export { PersistentVolumeClaim, type PersistentVolumeClaimProps } from './apps/persistent-volume-claim';
export { StorageClass, type StorageClassProps } from './apps/storage-class';
export { awsEbs } from './storage/backends/aws-ebs';
export { azureDisk } from './storage/backends/azure-disk';
export { azureFile } from './storage/backends/azure-file';
export { cephfs, cephRbd } from './storage/backends/ceph';
export { cinder } from './storage/backends/cinder';
export { csi } from './storage/backends/csi';
export { emptyDir } from './storage/backends/empty-dir';
export { ephemeral } from './storage/backends/ephemeral';
export { fc } from './storage/backends/fc';
export { gcePd } from './storage/backends/gce-pd';
export { glusterfs } from './storage/backends/glusterfs';
export { hostPath } from './storage/backends/host-path';
export { imageVolume } from './storage/backends/image-volume';
export { iscsi } from './storage/backends/iscsi';
export { local } from './storage/backends/local';
export { nfs } from './storage/backends/nfs';
export { portworx } from './storage/backends/portworx';
export { vsphere } from './storage/backends/vsphere';
export type { VolumeBackend } from './storage/volume-backend';

export { exec, grpc, http, tcp } from './pod/health';
export { sleep } from './pod/lifecycle';
export { projected } from './pod/projected';
export { env, text } from './pod/text';

export { type Diagnostic, type Layer, type Severity } from './core/diagnostic';
export { DiagnosticsError } from './core/diagnostics-error';
export { formatDiagnostic, formatDiagnostics } from './core/format-diagnostic';

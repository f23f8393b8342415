import type { CronJobProps } from '../../apps/job';
import type { JobProps } from '../../apps/job';
import type { NodeAgentProps } from '../../apps/node-agent';
import type { StatefulAppProps } from '../../apps/stateful-app';
import type { StatelessAppProps } from '../../apps/stateless-app';

/** A field of a definition: the compiler knows whether there is such a one. */
type FieldOf<P> = Extract<keyof P, string>;
type Beginning<F extends string> = F | `${F}.${string}`;
type AppField = Beginning<FieldOf<StatelessAppProps<string, string>> | FieldOf<StatefulAppProps<string, string>>>;

/** What the field of a container, of a pod or of a workload is in the definition of an app. */
const inApps: { readonly [field: string]: AppField } = {
  'core.v1.Container.args': 'args',
  'core.v1.Container.command': 'command',
  'core.v1.Container.env': 'env',
  'core.v1.Container.envFrom': 'envFrom',
  'core.v1.Container.image': 'image',
  'core.v1.Container.imagePullPolicy': 'imagePullPolicy',
  'core.v1.Container.lifecycle': 'lifecycle',
  'core.v1.Container.livenessProbe': 'health.liveness',
  'core.v1.Container.name': 'containerName',
  'core.v1.Container.ports': 'ports',
  'core.v1.Container.readinessProbe': 'health.readiness',
  'core.v1.Container.resizePolicy': 'resizePolicy',
  'core.v1.Container.resources': 'resources',
  'core.v1.Container.restartPolicyRules': 'restartPolicyRules',
  'core.v1.Container.securityContext': 'security',
  'core.v1.Container.startupProbe': 'health.startup',
  'core.v1.Container.stdin': 'stdin',
  'core.v1.Container.stdinOnce': 'stdinOnce',
  'core.v1.Container.terminationMessagePath': 'terminationMessagePath',
  'core.v1.Container.terminationMessagePolicy': 'terminationMessagePolicy',
  'core.v1.Container.tty': 'tty',
  'core.v1.Container.volumeDevices': 'devices',
  'core.v1.Container.volumeMounts': 'mounts',
  'core.v1.Container.workingDir': 'workingDir',

  'core.v1.PodSpec.activeDeadlineSeconds': 'activeDeadlineSeconds',
  'core.v1.PodSpec.affinity': 'scheduling',
  'core.v1.PodSpec.automountServiceAccountToken': 'security.automountServiceAccountToken',
  'core.v1.PodSpec.containers': 'containers',
  'core.v1.PodSpec.dnsConfig': 'dnsConfig',
  'core.v1.PodSpec.dnsPolicy': 'dnsPolicy',
  'core.v1.PodSpec.enableServiceLinks': 'enableServiceLinks',
  'core.v1.PodSpec.hostAliases': 'hostAliases',
  'core.v1.PodSpec.hostIPC': 'security.hostIPC',
  'core.v1.PodSpec.hostNetwork': 'security.hostNetwork',
  'core.v1.PodSpec.hostPID': 'security.hostPID',
  'core.v1.PodSpec.hostUsers': 'security.hostUsers',
  'core.v1.PodSpec.hostname': 'hostname',
  'core.v1.PodSpec.hostnameOverride': 'hostnameOverride',
  'core.v1.PodSpec.imagePullSecrets': 'imagePullSecrets',
  'core.v1.PodSpec.initContainers': 'initContainers',
  'core.v1.PodSpec.nodeName': 'scheduling.nodeName',
  'core.v1.PodSpec.nodeSelector': 'scheduling.nodeSelector',
  'core.v1.PodSpec.os': 'os',
  'core.v1.PodSpec.overhead': 'overhead',
  'core.v1.PodSpec.preemptionPolicy': 'scheduling.preemptionPolicy',
  'core.v1.PodSpec.priorityClassName': 'scheduling.priorityClass',
  'core.v1.PodSpec.readinessGates': 'readinessGates',
  'core.v1.PodSpec.resourceClaims': 'resourceClaims',
  'core.v1.PodSpec.resources': 'podResources',
  'core.v1.PodSpec.restartPolicy': 'restartPolicy',
  'core.v1.PodSpec.runtimeClassName': 'scheduling.runtimeClass',
  'core.v1.PodSpec.schedulerName': 'scheduling.schedulerName',
  'core.v1.PodSpec.schedulingGates': 'scheduling.schedulingGates',
  'core.v1.PodSpec.securityContext': 'security',
  'core.v1.PodSpec.serviceAccountName': 'serviceAccount',
  'core.v1.PodSpec.setHostnameAsFQDN': 'setHostnameAsFQDN',
  'core.v1.PodSpec.shareProcessNamespace': 'shareProcessNamespace',
  'core.v1.PodSpec.subdomain': 'subdomain',
  'core.v1.PodSpec.terminationGracePeriodSeconds': 'terminationGracePeriodSeconds',
  'core.v1.PodSpec.tolerations': 'scheduling.tolerations',
  'core.v1.PodSpec.topologySpreadConstraints': 'scheduling.topologySpread',
  'core.v1.PodSpec.volumes': 'volumes',
  'core.v1.Affinity.nodeAffinity': 'scheduling.nodeAffinity',
  'core.v1.Affinity.podAffinity': 'scheduling.podAffinity',
  'core.v1.Affinity.podAntiAffinity': 'scheduling.podAntiAffinity',
  'core.v1.SecurityContext.capabilities': 'security.capabilities',
  'core.v1.SecurityContext.privileged': 'security.privileged',
  'core.v1.SecurityContext.readOnlyRootFilesystem': 'security.readOnlyRootFilesystem',
  'core.v1.SecurityContext.runAsGroup': 'security.runAsGroup',
  'core.v1.SecurityContext.runAsNonRoot': 'security.runAsNonRoot',
  'core.v1.SecurityContext.runAsUser': 'security.runAsUser',
  'core.v1.PodSecurityContext.fsGroup': 'security.fsGroup',
  'core.v1.PodSecurityContext.supplementalGroups': 'security.supplementalGroups',
  'core.v1.PodSecurityContext.sysctls': 'security.pod.sysctls',
  'core.v1.PodTemplateSpec.metadata': 'podLabels',
  'core.v1.ResourceRequirements.limits': 'resources.limits',
  'core.v1.ResourceRequirements.requests': 'resources.requests',
  'core.v1.Lifecycle.postStart': 'lifecycle.postStart',
  'core.v1.Lifecycle.preStop': 'lifecycle.preStop',
  'core.v1.Lifecycle.stopSignal': 'lifecycle.stopSignal',

  'apps.v1.DeploymentSpec.minReadySeconds': 'rollout.minReadySeconds',
  'apps.v1.DeploymentSpec.paused': 'rollout.paused',
  'apps.v1.DeploymentSpec.progressDeadlineSeconds': 'rollout.progressDeadlineSeconds',
  'apps.v1.DeploymentSpec.replicas': 'replicas',
  'apps.v1.DeploymentSpec.revisionHistoryLimit': 'rollout.revisionHistoryLimit',
  'apps.v1.DeploymentSpec.selector': 'selector',
  'apps.v1.DeploymentSpec.strategy': 'rollout.strategy',
  'apps.v1.RollingUpdateDeployment.maxSurge': 'rollout.maxSurge',
  'apps.v1.RollingUpdateDeployment.maxUnavailable': 'rollout.maxUnavailable',
  'apps.v1.StatefulSetSpec.minReadySeconds': 'rollout.minReadySeconds',
  'apps.v1.StatefulSetSpec.ordinals': 'ordinals',
  'apps.v1.StatefulSetSpec.persistentVolumeClaimRetentionPolicy': 'claimRetention',
  'apps.v1.StatefulSetSpec.podManagementPolicy': 'podManagementPolicy',
  'apps.v1.StatefulSetSpec.replicas': 'replicas',
  'apps.v1.StatefulSetSpec.revisionHistoryLimit': 'rollout.revisionHistoryLimit',
  'apps.v1.StatefulSetSpec.selector': 'selector',
  'apps.v1.StatefulSetSpec.serviceName': 'service.name',
  'apps.v1.StatefulSetSpec.updateStrategy': 'rollout',
  'apps.v1.StatefulSetSpec.volumeClaimTemplates': 'storage',
  'apps.v1.RollingUpdateStatefulSetStrategy.maxUnavailable': 'rollout.maxUnavailable',
  'apps.v1.RollingUpdateStatefulSetStrategy.partition': 'rollout.partition',
  'apps.v1.DaemonSetSpec.minReadySeconds': 'rollout.minReadySeconds',
  'apps.v1.DaemonSetSpec.revisionHistoryLimit': 'rollout.revisionHistoryLimit',
  'apps.v1.DaemonSetSpec.selector': 'selector',
  'apps.v1.DaemonSetSpec.updateStrategy': 'rollout',
  'apps.v1.RollingUpdateDaemonSet.maxSurge': 'rollout.maxSurge',
  'apps.v1.RollingUpdateDaemonSet.maxUnavailable': 'rollout.maxUnavailable',
};

type JobField = Beginning<FieldOf<JobProps<string, string>> | FieldOf<CronJobProps<string, string>> | FieldOf<NodeAgentProps<string, string>>>;

/** The same of jobs. */
const inJobs: { readonly [field: string]: JobField } = {
  'batch.v1.JobSpec.activeDeadlineSeconds': 'activeDeadlineSeconds',
  'batch.v1.JobSpec.backoffLimit': 'backoffLimit',
  'batch.v1.JobSpec.backoffLimitPerIndex': 'backoffLimitPerIndex',
  'batch.v1.JobSpec.completionMode': 'completionMode',
  'batch.v1.JobSpec.completions': 'completions',
  'batch.v1.JobSpec.managedBy': 'managedBy',
  'batch.v1.JobSpec.maxFailedIndexes': 'maxFailedIndexes',
  'batch.v1.JobSpec.parallelism': 'parallelism',
  'batch.v1.JobSpec.podFailurePolicy': 'podFailurePolicy',
  'batch.v1.JobSpec.podReplacementPolicy': 'podReplacementPolicy',
  'batch.v1.JobSpec.successPolicy': 'successPolicy',
  'batch.v1.JobSpec.ttlSecondsAfterFinished': 'ttlSecondsAfterFinished',
  'batch.v1.CronJobSpec.concurrencyPolicy': 'concurrencyPolicy',
  'batch.v1.CronJobSpec.failedJobsHistoryLimit': 'failedJobsHistoryLimit',
  'batch.v1.CronJobSpec.schedule': 'schedule',
  'batch.v1.CronJobSpec.startingDeadlineSeconds': 'startingDeadlineSeconds',
  'batch.v1.CronJobSpec.successfulJobsHistoryLimit': 'successfulJobsHistoryLimit',
  'batch.v1.CronJobSpec.suspend': 'suspend',
  'batch.v1.CronJobSpec.timeZone': 'timeZone',
};

/** What defines a kind: the first of them is the usual way. */
const definers: { readonly [kind: string]: readonly string[] } = {
  ConfigMap: ['ConfigMapData'], CronJob: ['CronJob'], DaemonSet: ['NodeAgent'], Deployment: ['StatelessApp'], ExternalSecret: ['SecretData.externalSecret'],
  HorizontalPodAutoscaler: ['replicas of StatelessApp', 'HorizontalPodAutoscaler'], HTTPRoute: ['expose of StatelessApp', 'HttpRoute'],
  Ingress: ['expose of StatelessApp', 'Ingress'], Job: ['Job'], LimitRange: ['LimitRange'], Namespace: ['Namespace'],
  NetworkPolicy: ['network of StatelessApp', 'NetworkPolicy'], PersistentVolume: ['PersistentVolume'], PersistentVolumeClaim: ['PersistentVolumeClaim'],
  Pod: ['Pod'], PodDisruptionBudget: ['disruptionBudget of StatelessApp', 'PodDisruptionBudget'], PriorityClass: ['PriorityClass'],
  Role: ['can of ServiceAccount', 'Role'], RoleBinding: ['can of ServiceAccount', 'RoleBinding'], ClusterRole: ['can of ServiceAccount', 'ClusterRole'],
  ClusterRoleBinding: ['can of ServiceAccount', 'ClusterRoleBinding'],
  ReplicaSet: ['StatelessApp'], ReplicationController: ['StatelessApp'], ResourceQuota: ['ResourceQuota'], SealedSecret: ['SecretData.sealed'],
  Secret: ['SecretData'], Service: ['ports of StatelessApp', 'Service'], ServiceAccount: ['ServiceAccount'], StatefulSet: ['StatefulApp'], StorageClass: ['StorageClass'],
};

/** Which definition makes objects of a kind; any kind can be had by `KubeObject` and by `ManifestFile`. */
export function definersOf(kind: string): readonly string[] {
  return definers[kind] ?? ['KubeObject'];
}

/** What a field is in our definitions; none where only `override` reaches it. */
export function definitionField(type: string, field: string): string | undefined {
  return inApps[`${type}.${field}`] ?? inJobs[`${type}.${field}`];
}

/** Every field that has a name in our definitions. */
export function namedFields(): readonly (readonly [field: string, name: string])[] {
  return [...Object.entries(inApps), ...Object.entries(inJobs)];
}

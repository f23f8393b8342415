/** Of a field that no release keeps unless somebody switches its feature on. */
export const never = 1000;

/**
 * Fields that a release accepts and drops without a word, since the feature that they belong to is off there. By type, the minor
 * version from which on they are kept.
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
 */
export const gatedFields: { readonly [type: string]: { readonly [field: string]: number } } = {
  'core.v1.PodSpec': { hostUsers: 33, resources: 34, resourceClaims: 34, hostnameOverride: 35, schedulingGroup: never, workloadRef: never },
  'core.v1.PodSecurityContext': { supplementalGroupsPolicy: 33, seLinuxChangePolicy: 33 },
  'core.v1.Container': { resizePolicy: 33, restartPolicyRules: 35 },
  'core.v1.EphemeralContainer': { resizePolicy: 33, restartPolicyRules: 35 },
  'core.v1.ResourceRequirements': { claims: 34 },
  'core.v1.Lifecycle': { stopSignal: never },
  'core.v1.EnvVarSource': { fileKeyRef: 35 },
  'core.v1.VolumeProjection': { clusterTrustBundle: never, podCertificate: never },
  'core.v1.PersistentVolumeSpec': { volumeAttributesClassName: 34 },
  'apps.v1.RollingUpdateStatefulSetStrategy': { maxUnavailable: never },
  'autoscaling.v2.HPAScalingRules': { tolerance: 35 },
  'coordination.v1.LeaseSpec': { preferredHolder: never, strategy: never },
  'discovery.v1.EndpointHints': { forNodes: 34 },
  'storage.v1.CSIDriverSpec': { nodeAllocatableUpdatePeriodSeconds: 35, preventPodSchedulingIfMissing: never },
};

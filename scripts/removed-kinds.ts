/**
 * Kinds that a release still defines, in a group version that it knows, but that its API server no longer serves.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const REMOVED_IN: { readonly [groupVersion: string]: { readonly [kind: string]: string } } = {
  'admissionregistration.k8s.io/v1alpha1': { ValidatingAdmissionPolicy: '1.32', ValidatingAdmissionPolicyBinding: '1.32' },
  'admissionregistration.k8s.io/v1beta1': {
    MutatingWebhookConfiguration: '1.22',
    ValidatingWebhookConfiguration: '1.22',
    ValidatingAdmissionPolicy: '1.34',
    ValidatingAdmissionPolicyBinding: '1.34',
  },
  'certificates.k8s.io/v1beta1': { CertificateSigningRequest: '1.22' },
  'coordination.k8s.io/v1beta1': { Lease: '1.22' },
  'flowcontrol.apiserver.k8s.io/v1beta1': { FlowSchema: '1.26', PriorityLevelConfiguration: '1.26' },
  'flowcontrol.apiserver.k8s.io/v1beta2': { FlowSchema: '1.29', PriorityLevelConfiguration: '1.29' },
  'flowcontrol.apiserver.k8s.io/v1beta3': { FlowSchema: '1.32', PriorityLevelConfiguration: '1.32' },
  'networking.k8s.io/v1beta1': { Ingress: '1.22', IngressClass: '1.22' },
  'storage.k8s.io/v1beta1': {
    CSIDriver: '1.22', CSINode: '1.22', StorageClass: '1.22', VolumeAttachment: '1.22', CSIStorageCapacity: '1.27',
  },
  'storage.k8s.io/v1alpha1': { VolumeAttachment: '1.24', CSIStorageCapacity: '1.24', VolumeAttributesClass: '1.35' },
};

export function isRemovedKind(groupVersion: string, kind: string, release: string): boolean {
  const since = REMOVED_IN[groupVersion]?.[kind];
  return since !== undefined && minor(since) <= minor(release);
}

function minor(release: string): number {
  return Number(release.split('.')[1]);
}

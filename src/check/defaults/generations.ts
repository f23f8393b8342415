/** Kinds whose objects the server counts the changes of, and since which minor version. */
export const countedKinds: { readonly [type: string]: number } = {
  'apps.v1.DaemonSet': 0, 'apps.v1.Deployment': 0, 'apps.v1.ReplicaSet': 0, 'apps.v1.StatefulSet': 0, 'batch.v1.CronJob': 0, 'batch.v1.Job': 0, 'core.v1.Pod': 33,
  'core.v1.PodTemplate': 0, 'core.v1.ReplicationController': 0, 'discovery.v1.EndpointSlice': 0, 'networking.v1.Ingress': 0, 'networking.v1.IngressClass': 0,
  'networking.v1.NetworkPolicy': 0, 'policy.v1.PodDisruptionBudget': 0, 'scheduling.v1.PriorityClass': 0,
  'admissionregistration.v1.MutatingAdmissionPolicy': 0, 'admissionregistration.v1.MutatingAdmissionPolicyBinding': 0,
  'admissionregistration.v1.MutatingWebhookConfiguration': 0, 'admissionregistration.v1.ValidatingAdmissionPolicy': 0,
  'admissionregistration.v1.ValidatingAdmissionPolicyBinding': 0, 'admissionregistration.v1.ValidatingWebhookConfiguration': 0,
  'flowcontrol.v1.FlowSchema': 0, 'flowcontrol.v1.PriorityLevelConfiguration': 0, 'resource.v1.DeviceClass': 0, 'resource.v1.ResourceSlice': 0,
};

/** Whether the server counts the changes of objects of a type, whatever generation they say they are of. */
export function isCounted(type: string, minor: number): boolean {
  return minor >= (countedKinds[type] ?? Infinity);
}

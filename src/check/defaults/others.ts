import type {
  CSIDriverSpec, IngressClassSpec, LimitRangeItem, Namespace, NetworkPolicyPort, NetworkPolicySpec, PersistentVolumeSpec, ServicePort,
  ServiceSpec, StorageClass, Subject,
} from '../../../generated/kubernetes';
import { type Defaulter, type Defaulters, fill, map, set, withMissing } from './fill';

const rbac = 'rbac.authorization.k8s.io';

const port = (value: ServicePort): ServicePort =>
  (value.targetPort === undefined || value.targetPort === 0 || value.targetPort === '' ? set(value, { targetPort: value.port }) : value);

const service: Defaulter<ServiceSpec> = (spec) => {
  const { type = 'ClusterIP', sessionAffinity = 'None', sessionAffinityConfig } = spec;
  const balanced = type === 'LoadBalancer';
  const external = balanced || type === 'NodePort' || (type === 'ClusterIP' && spec.externalIPs !== undefined);
  const timed = sessionAffinityConfig?.clientIP?.timeoutSeconds !== undefined;
  return set(spec, {
    type,
    clusterIPs: spec.clusterIPs ?? (spec.clusterIP === undefined ? undefined : [spec.clusterIP]),
    sessionAffinity,
    sessionAffinityConfig: sessionAffinity === 'ClientIP' && !timed ? { clientIP: { timeoutSeconds: 10800 } } : sessionAffinity === 'None' ? undefined : sessionAffinityConfig,
    ports: map(spec.ports, port),
    externalTrafficPolicy: spec.externalTrafficPolicy ?? (external ? 'Cluster' : undefined),
    internalTrafficPolicy: spec.internalTrafficPolicy ?? (['ClusterIP', 'NodePort', 'LoadBalancer'].includes(type) ? 'Cluster' : undefined),
    allocateLoadBalancerNodePorts: spec.allocateLoadBalancerNodePorts ?? (balanced ? true : undefined),
  });
};

const limits: Defaulter<LimitRangeItem> = (item) => {
  if (item.type !== 'Container') return item;
  const standard = withMissing(item.default, item.max);
  const requests = withMissing(withMissing(item.defaultRequest, standard), item.min);
  return set(item, { default: isEmpty(standard) ? undefined : standard, defaultRequest: isEmpty(requests) ? undefined : requests });
};

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

const namespace: Defaulter<Namespace> = (value) => {
  const { metadata } = value;
  const { name, labels } = metadata ?? {};
  const label = 'kubernetes.io/metadata.name';
  if (name === undefined || name === '' || labels?.[label] === name) return value;
  return set(value, { metadata: { ...metadata, labels: { ...labels, [label]: name } } });
};

const policy: Defaulter<NetworkPolicySpec> = (spec) => {
  if (spec.policyTypes !== undefined) return spec;
  return set(spec, { policyTypes: spec.egress === undefined ? ['Ingress'] : ['Ingress', 'Egress'] });
};

const subject: Defaulter<Subject> = (value) => {
  if (value.apiGroup !== undefined || (value.kind !== 'User' && value.kind !== 'Group')) return value;
  return set(value, { apiGroup: rbac });
};

const roleRef = fill<{ apiGroup?: string }>({ apiGroup: rbac });

const csiDriver = fill<CSIDriverSpec>({
  attachRequired: true, podInfoOnMount: false, storageCapacity: false, fsGroupPolicy: 'ReadWriteOnceWithFSType', volumeLifecycleModes: ['Persistent'],
  requiresRepublish: false, seLinuxMount: false,
});

/** Defaults of services, policies, storage and access, by type. */
export const otherDefaulters: Defaulters = {
  'core.v1.ServiceSpec': service,
  'core.v1.Secret': fill<{ type?: string }>({ type: 'Opaque' }),
  'core.v1.LimitRangeItem': limits,
  'core.v1.Namespace': namespace,
  'core.v1.NamespaceStatus': fill<{ phase?: string }>({ phase: 'Active' }),
  'core.v1.EndpointPort': fill<{ protocol?: string }>({ protocol: 'TCP' }),
  'core.v1.PersistentVolumeSpec': fill<PersistentVolumeSpec>({ persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' }),
  'core.v1.PersistentVolumeStatus': fill<{ phase?: string }>({ phase: 'Pending' }),
  'core.v1.PersistentVolumeClaimSpec': fill<{ volumeMode?: string }>({ volumeMode: 'Filesystem' }),
  'core.v1.PersistentVolumeClaimStatus': fill<{ phase?: string }>({ phase: 'Pending' }),
  'discovery.v1.EndpointPort': fill<{ name?: string; protocol?: string }>({ name: '', protocol: 'TCP' }),
  'networking.v1.NetworkPolicyPort': fill<NetworkPolicyPort>({ protocol: 'TCP' }),
  'networking.v1.NetworkPolicySpec': policy,
  'networking.v1.IngressClassSpec': (spec: IngressClassSpec) =>
    (spec.parameters === undefined || spec.parameters.scope !== undefined ? spec : set(spec, { parameters: { ...spec.parameters, scope: 'Cluster' } })),
  'rbac.v1.RoleRef': roleRef,
  'rbac.v1.Subject': subject,
  'scheduling.v1.PriorityClass': fill<{ preemptionPolicy?: string }>({ preemptionPolicy: 'PreemptLowerPriority' }),
  'storage.v1.StorageClass': fill<StorageClass>({ reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  'storage.v1.CSIDriverSpec': csiDriver,
};

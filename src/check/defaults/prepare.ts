import type {
  DaemonSet, EndpointSlice, Job, Namespace, ObjectMeta, PersistentVolume, Secret, ServiceAccount, StatefulSet,
} from '../../../generated/kubernetes';
import { isClusterScoped } from '../../core/cluster-scoped';
import type { Manifest } from '../../core/manifest';
import type { ObjectReader } from '../decode/reader';
import { countedKinds, isCounted } from './generations';
import { type Defaulters, map, set } from './fill';
import { preparePod } from './prepare-pod';

/** What happens to objects of a kind on their way to the storage. */
type Preparation<T> = (object: T, minor: number) => T;

/** Kinds of which clients cannot set the status when they create an object. */
const withoutStatus: ReadonlySet<string> = new Set([
  ...Object.keys(countedKinds), 'autoscaling.v1.HorizontalPodAutoscaler', 'autoscaling.v2.HorizontalPodAutoscaler', 'core.v1.PersistentVolume',
  'core.v1.PersistentVolumeClaim', 'core.v1.ResourceQuota', 'core.v1.Service',
]);

/** What the server does to an object that it creates, beside defaults: fields of its own, and fields that clients cannot set. */
export function prepareForStorage(object: Manifest, { name: type, fields }: ObjectReader, minor: number): Manifest {
  const ofStatus = fields.get('status');
  ofStatus?.resolve();
  const status = ofStatus?.reader;
  const bare = status?.type === 'object' && withoutStatus.has(type) ? { ...object, status: Object.fromEntries(status.standard) } : object;
  const prepared = Object.hasOwn(preparations, type) ? (preparations[type] as (object: object, minor: number) => Manifest)(bare, minor) : bare;
  const { uid, resourceVersion, creationTimestamp, ...metadata } = (prepared.metadata ?? {}) as ObjectMeta;
  void [uid, resourceVersion, creationTimestamp];
  const generation = isCounted(type, minor) ? 1 : metadata.generation;
  const namespace = isClusterScoped(object.apiVersion, object.kind) ? undefined : metadata.namespace ?? 'default';
  return { ...prepared, metadata: set(metadata, { generation, namespace }) };
}

const daemonSet: Preparation<DaemonSet> = (object) => {
  const key = 'deprecated.daemonset.template.generation';
  const annotations = { ...object.metadata?.annotations };
  annotations[key] ??= '1';
  return set(object, { metadata: set(object.metadata ?? {}, { annotations }) });
};

/** A Job selects its pods by the uid that it gets; all other labels that it gives them are known before. */
const job: Preparation<Job> = (object) => {
  if (object.spec === undefined || object.spec.manualSelector === true) return object;
  const name = object.metadata?.name ?? '';
  const { template } = object.spec;
  const labels = { ...template.metadata?.labels };
  for (const key of ['job-name', 'batch.kubernetes.io/job-name']) labels[key] ??= name;
  return set(object, { spec: set(object.spec, { template: set(template, { metadata: set(template.metadata ?? {}, { labels }) }) }) });
};

const secret: Preparation<Secret> = (object) => {
  if (object.stringData === undefined) return object;
  const encoded = Object.entries(object.stringData).map(([key, text]) => [key, Buffer.from(text).toString('base64')] as const);
  return set(object, { data: { ...object.data, ...Object.fromEntries(encoded) }, stringData: undefined });
};

const namespace: Preparation<Namespace> = (object) => {
  const finalizers = object.spec?.finalizers ?? [];
  const status = { phase: 'Active' } as const;
  if (finalizers.includes('kubernetes')) return set(object, { status });
  return set(object, { status, spec: set(object.spec ?? {}, { finalizers: [...finalizers, 'kubernetes'] }) });
};

const serviceAccount: Preparation<ServiceAccount> = (object) =>
  set(object, { secrets: map(object.secrets, ({ name }) => (name === undefined ? {} : { name })) });

const endpointSlice: Preparation<EndpointSlice> = (object) =>
  set(object, { endpoints: map(object.endpoints, (endpoint) => set(endpoint, { deprecatedTopology: undefined }))! });

const volume: Preparation<PersistentVolume> = (object) => set(object, { status: { phase: 'Pending' } });

const statefulSet: Preparation<StatefulSet> = (object) => {
  const { spec } = object;
  if (spec?.volumeClaimTemplates === undefined) return object;
  const volumeClaimTemplates = map(spec.volumeClaimTemplates, (template) => set(template, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' }))!;
  return set(object, { spec: set(spec, { volumeClaimTemplates }) });
};

const preparations: Defaulters = {
  'core.v1.Pod': preparePod,
  'apps.v1.DaemonSet': daemonSet,
  'apps.v1.StatefulSet': statefulSet,
  'batch.v1.Job': job,
  'core.v1.Secret': secret,
  'core.v1.Namespace': namespace,
  'core.v1.PersistentVolume': volume,
  'core.v1.ServiceAccount': serviceAccount,
  'discovery.v1.EndpointSlice': endpointSlice,
};

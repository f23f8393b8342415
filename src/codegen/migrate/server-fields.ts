import type { Manifest } from '../../core/manifest';
import { groupOf } from '../../core/object-id';
import { isPlainMap, type PlainMap } from '../../core/plain-map';

/** An object without what a server had set, or why it is no part of a program at all. */
export type Cleaned = { readonly manifest: Manifest; readonly removed: readonly string[] } | { readonly leftOut: string };

/** Fields of `metadata` that only a server sets. */
const metadataOfServers = [
  'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'selfLink', 'managedFields', 'deletionTimestamp', 'deletionGracePeriodSeconds',
];
/** Annotations that commands and controllers write. The first one holds the whole object, values of Secrets included. */
const annotationsOfServers: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration', 'deployment.kubernetes.io/revision', 'deprecated.daemonset.template.generation',
  'pv.kubernetes.io/bind-completed', 'pv.kubernetes.io/bound-by-controller', 'volume.kubernetes.io/storage-provisioner',
  'volume.beta.kubernetes.io/storage-provisioner', 'volume.kubernetes.io/selected-node', 'control-plane.alpha.kubernetes.io/leader',
  'endpoints.kubernetes.io/last-change-trigger-time', 'autoscaling.alpha.kubernetes.io/conditions', 'autoscaling.alpha.kubernetes.io/current-metrics',
  'batch.kubernetes.io/job-tracking',
]);
/** Kinds that say what happens, not what should be. */
const kindsOfServers: ReadonlySet<string> = new Set([
  '/Event', 'events.k8s.io/Event', 'apps/ControllerRevision', 'coordination.k8s.io/Lease', 'metrics.k8s.io/PodMetrics', 'metrics.k8s.io/NodeMetrics',
  '/ComponentStatus', 'storage.k8s.io/VolumeAttachment', 'storage.k8s.io/CSINode',
]);
const jobLabels = ['controller-uid', 'batch.kubernetes.io/controller-uid', 'job-name', 'batch.kubernetes.io/job-name'];

/** Takes what a server had set out of an object. The object itself stays as it is. */
export function withoutServerFields(given: Manifest): Cleaned {
  const metadata = isPlainMap(given.metadata) ? given.metadata : {};
  const live = metadata['uid'] !== undefined || metadata['resourceVersion'] !== undefined || metadata['managedFields'] !== undefined;
  const why = reasonToLeaveOut(given, metadata, live);
  if (why !== undefined) return { leftOut: why };
  const removed: string[] = [];
  const copy = structuredClone(given) as unknown as { [field: string]: unknown };
  if (isPlainMap(copy['metadata'])) {
    cleanMetadata(copy['metadata'], 'metadata', removed);
    if (live) cleanLiveMetadata(given.kind, copy['metadata'], removed);
  }
  if (copy['status'] !== undefined && !isPartOfSpec(given)) {
    delete copy['status'];
    removed.push('status');
  }
  if (given.kind === 'Secret' && given.apiVersion === 'v1') mergeStringData(copy, removed);
  const spec = copy['spec'];
  if (isPlainMap(spec)) {
    cleanParts(spec, removed);
    if (live) cleanLiveSpec(given.kind, spec, metadata, removed);
    if (Object.keys(spec).length === 0 && given.kind === 'Namespace') delete copy['spec'];
  }
  if (live && given.kind === 'ServiceAccount' && groupOf(given.apiVersion) === '') remove(copy, 'secrets', 'secrets', removed);
  return { manifest: copy as unknown as Manifest, removed };
}

/** As the server does it: what was written as text is data like any other, and wins. */
function mergeStringData(secret: Mutable, removed: string[]): void {
  const { stringData, data } = secret;
  if (!isPlainMap(stringData) || !Object.values(stringData).every((text) => typeof text === 'string')) return;
  const encoded = Object.entries(stringData).map(([key, text]) => [key, Buffer.from(text as string).toString('base64')]);
  secret['data'] = { ...(isPlainMap(data) ? data : undefined), ...(Object.fromEntries(encoded) as PlainMap) };
  remove(secret, 'stringData', 'stringData of Secrets, which stands in data now', removed);
}

type Mutable = { [field: string]: unknown };

/** A kind of somebody else's may well have a `status` that people write; then there is no `spec` that a controller works on. */
function isPartOfSpec({ apiVersion, ...given }: Manifest): boolean {
  const group = groupOf(apiVersion);
  return group.includes('.') && !group.endsWith('.k8s.io') && (given as Mutable)['spec'] === undefined;
}

function reasonToLeaveOut({ apiVersion, kind, ...rest }: Manifest, metadata: PlainMap, live: boolean): string | undefined {
  const group = groupOf(apiVersion);
  if (kindsOfServers.has(`${group}/${kind}`) && (live || kind === 'Event')) return 'a server writes it';
  const { ownerReferences: owners, annotations, labels } = metadata;
  const owner: unknown = Array.isArray(owners) ? owners.find((one) => isPlainMap(one) && one['controller'] === true) : undefined;
  if (isPlainMap(owner)) return `its controller makes it: ${String(owner['kind'])} ${String(owner['name'])}`;
  if (group === 'kustomize.config.k8s.io') return 'it is for kustomize alone: migrate what kustomize build prints';
  if (kind === 'ConfigMap' && group === '' && metadata['name'] === 'kube-root-ca.crt') return 'every namespace gets it';
  const { type } = rest as Mutable;
  if (kind === 'Secret' && group === '' && type === 'helm.sh/release.v1') return 'it holds the history of a Helm release';
  if (!live) return undefined;
  const notes = isPlainMap(annotations) ? annotations : {};
  if (kind === 'Secret' && type === 'kubernetes.io/service-account-token' && notes['kubernetes.io/service-account.uid'] !== undefined) return 'a controller fills it';
  if (kind === 'ServiceAccount' && group === '' && metadata['name'] === 'default') return 'every namespace gets it';
  if (kind === 'Service' && group === '' && metadata['name'] === 'kubernetes' && metadata['namespace'] === 'default') return 'every cluster has it';
  if (kind === 'Node' && group === '') return 'it says of itself what it is';
  if (kind === 'PersistentVolume' && notes['pv.kubernetes.io/provisioned-by'] !== undefined) return 'it is provisioned for a claim';
  if (kind === 'Endpoints' || (kind === 'EndpointSlice' && isPlainMap(labels) && labels['endpointslice.kubernetes.io/managed-by'] !== undefined)) {
    return 'it is made for a Service';
  }
  return undefined;
}

function cleanMetadata(metadata: Mutable, path: string, removed: string[]): void {
  for (const field of metadataOfServers) remove(metadata, field, `${path}.${field}`, removed);
  const { annotations } = metadata;
  if (!isPlainMap(annotations)) return;
  for (const key of Object.keys(annotations)) {
    if (annotationsOfServers.has(key)) remove(annotations, key, `annotation ${key}`, removed);
  }
  if (Object.keys(annotations).length === 0) delete metadata['annotations'];
}

/** Templates hold objects of their own. */
function cleanParts(spec: Mutable, removed: string[]): void {
  const jobTemplate = spec['jobTemplate'];
  if (isPlainMap(jobTemplate)) {
    dropNullTime(jobTemplate, removed);
    if (isPlainMap(jobTemplate['spec'])) cleanParts(jobTemplate['spec'], removed);
  }
  if (isPlainMap(spec['template'])) dropNullTime(spec['template'], removed);
  const claims = spec['volumeClaimTemplates'];
  if (!Array.isArray(claims)) return;
  for (const claim of claims) {
    if (!isPlainMap(claim)) continue;
    dropNullTime(claim, removed);
    remove(claim, 'status', 'spec.volumeClaimTemplates[].status', removed);
  }
}

function dropNullTime(part: Mutable, removed: string[]): void {
  const { metadata } = part;
  if (!isPlainMap(metadata) || !('creationTimestamp' in metadata)) return;
  remove(metadata, 'creationTimestamp', 'metadata.creationTimestamp of a template', removed);
  if (Object.keys(metadata).length === 0) delete part['metadata'];
}

/** What keeps an object from going before a controller has tidied up, and the label by which namespaces are selected. */
const finalizersOfServers: ReadonlySet<string> = new Set([
  'kubernetes.io/pvc-protection', 'kubernetes.io/pv-protection', 'service.kubernetes.io/load-balancer-cleanup', 'foregroundDeletion', 'orphan',
  'batch.kubernetes.io/job-tracking', 'snapshot.storage.kubernetes.io/pvc-as-source-protection',
]);
const nameLabel = 'kubernetes.io/metadata.name';

function cleanLiveMetadata(kind: string, metadata: Mutable, removed: string[]): void {
  const { finalizers, labels } = metadata;
  if (Array.isArray(finalizers) && finalizers.some((one) => finalizersOfServers.has(String(one)))) {
    for (const one of finalizers) if (finalizersOfServers.has(String(one))) removed.push(`finalizer ${String(one)}`);
    const rest = finalizers.filter((one) => !finalizersOfServers.has(String(one)));
    if (rest.length === 0) delete metadata['finalizers'];
    else metadata['finalizers'] = rest;
  }
  if (kind !== 'Namespace' || !isPlainMap(labels)) return;
  remove(labels, nameLabel, `label ${nameLabel}`, removed);
  if (Object.keys(labels).length === 0) delete metadata['labels'];
}

/** The specification of the pods that an object makes. */
function podSpecOf(kind: string, spec: Mutable): Mutable | undefined {
  if (kind === 'Pod') return spec;
  const job = kind === 'CronJob' && isPlainMap(spec['jobTemplate']) ? spec['jobTemplate']['spec'] : spec;
  const template = isPlainMap(job) ? job['template'] : undefined;
  return isPlainMap(template) && isPlainMap(template['spec']) ? template['spec'] : undefined;
}

/** The name of the account under its old name, and what admission and the scheduler give to a pod. */
function cleanPodSpec(kind: string, spec: Mutable, removed: string[]): void {
  if (spec['serviceAccount'] !== undefined && spec['serviceAccount'] === spec['serviceAccountName']) remove(spec, 'serviceAccount', 'spec.serviceAccount', removed);
  if (kind !== 'Pod') return;
  for (const field of ['nodeName', 'priority']) remove(spec, field, `spec.${field}`, removed);
  if (spec['priorityClassName'] === undefined && spec['preemptionPolicy'] === 'PreemptLowerPriority') remove(spec, 'preemptionPolicy', 'spec.preemptionPolicy', removed);
  if (spec['serviceAccountName'] === 'default') remove(spec, 'serviceAccountName', 'spec.serviceAccountName', removed);
  keep(spec, 'tolerations', (one) => !isOfAdmission(one), 'spec.tolerations of nodes that are not ready', removed);
  keep(spec, 'volumes', (one) => !isTokenVolume(one), 'spec.volumes of tokens', removed);
  for (const containers of [spec['containers'], spec['initContainers']]) {
    if (!Array.isArray(containers)) continue;
    for (const container of containers) if (isPlainMap(container)) keep(container, 'volumeMounts', (one) => !isTokenVolume(one), 'volumeMounts of tokens', removed);
  }
}

const notReady: ReadonlySet<unknown> = new Set(['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']);

function isOfAdmission(toleration: unknown): boolean {
  return isPlainMap(toleration) && notReady.has(toleration['key']) && toleration['operator'] === 'Exists' && toleration['tolerationSeconds'] === 300;
}

function isTokenVolume(given: unknown): boolean {
  return isPlainMap(given) && typeof given['name'] === 'string' && /^kube-api-access-[a-z0-9]{5}$/.test(given['name']);
}

function keep(owner: Mutable, field: string, isKept: (item: unknown) => boolean, named: string, removed: string[]): void {
  const items: unknown = owner[field];
  if (!Array.isArray(items) || items.every(isKept)) return;
  const rest = items.filter(isKept);
  if (rest.length === 0) delete owner[field];
  else owner[field] = rest;
  removed.push(named);
}

/** What the server filled in while the object lived. */
function cleanLiveSpec(kind: string, spec: Mutable, { annotations }: PlainMap, removed: string[]): void {
  const pod = podSpecOf(kind, spec);
  if (pod !== undefined) cleanPodSpec(kind, pod, removed);
  if (kind === 'Service') {
    if (spec['clusterIP'] !== 'None') remove(spec, 'clusterIP', 'spec.clusterIP', removed);
    remove(spec, 'clusterIPs', 'spec.clusterIPs', removed);
    // Of one family there is the one that the cluster has.
    if (spec['ipFamilyPolicy'] === 'SingleStack') for (const field of ['ipFamilyPolicy', 'ipFamilies']) remove(spec, field, `spec.${field}`, removed);
  } else if (kind === 'Namespace') remove(spec, 'finalizers', 'spec.finalizers', removed);
  else if (kind === 'PersistentVolumeClaim' && isPlainMap(annotations) && annotations['pv.kubernetes.io/bound-by-controller'] === 'yes') {
    remove(spec, 'volumeName', 'spec.volumeName', removed);
  } else if (kind === 'PersistentVolume' && isPlainMap(spec['claimRef'])) {
    for (const field of ['uid', 'resourceVersion']) remove(spec['claimRef'], field, `spec.claimRef.${field}`, removed);
  } else if (kind === 'Job' && spec['manualSelector'] !== true) cleanJob(spec, removed);
}

function cleanJob(spec: Mutable, removed: string[]): void {
  remove(spec, 'selector', 'spec.selector of a Job', removed);
  const { template } = spec;
  const metadata = isPlainMap(template) ? template['metadata'] : undefined;
  const labels = isPlainMap(metadata) ? metadata['labels'] : undefined;
  if (!isPlainMap(labels)) return;
  for (const label of jobLabels) remove(labels, label, `label ${label}`, removed);
  if (Object.keys(labels).length === 0) delete (metadata as Mutable)['labels'];
}

function remove(owner: Mutable, field: string, named: string, removed: string[]): void {
  if (!Object.hasOwn(owner, field)) return;
  delete owner[field];
  removed.push(named);
}

import type { PersistentVolume, StatefulSet, StorageClass, Volume } from '../../../generated/kubernetes';
import { formatObjectId } from '../../core/object-id';
import { removedProvisioners, removedVolumes } from './removed-volumes';
import type { ObjectNode } from '../graph/node';
import { eachContainer, type PodSource } from '../graph/pods';
import { each, type Fields, fields, isMap, list, text } from '../graph/read';
import { type Bundle, read } from './bundle';
import { bindings } from './claim-binding';
import { workloadSize } from './workload-size';

/** Kinds of volumes, and provisioners, that are no more. */
export function removedVolumeRule(bundle: Bundle): void {
  for (const { node, spec, pointer } of bundle.graph.pods) {
    each(spec.volumes, (volume, index) => checkSource(bundle, node, volume, `${pointer}/volumes/${index}`));
  }
  for (const [node, { spec }] of bundle.ofKind<PersistentVolume>('/PersistentVolume')) checkSource(bundle, node, fields(spec), '/spec');
  for (const [node, { provisioner }] of bundle.ofKind<StorageClass>('storage.k8s.io/StorageClass')) {
    const removed = typeof provisioner === 'string' ? removedProvisioners.get(provisioner) : undefined;
    if (removed === undefined || bundle.minor < removed.minor) continue;
    bundle.report(node, 'storage-class/provisioner-removed', { provisioner: String(provisioner), release: `1.${removed.minor}` }, '/provisioner');
  }
}

function checkSource(bundle: Bundle, node: ObjectNode, volume: object, pointer: string): void {
  for (const field of Object.keys(volume)) {
    const removed = removedVolumes.get(field);
    if (removed === undefined || bundle.minor < removed.minor || !isMap((volume as { readonly [field: string]: unknown })[field])) continue;
    bundle.report(node, 'volume/removed', { volume: removed.title, release: `1.${removed.minor}`, instead: removed.instead }, `${pointer}/${field}`);
  }
}

/** Claim templates that nobody mounts, and those that take the place of a volume. */
export function claimTemplateRule(bundle: Bundle): void {
  for (const [node, { spec }] of bundle.ofKind<StatefulSet>('apps/StatefulSet')) {
    const pods = bundle.graph.podsOf(node);
    const templates = fields(spec).volumeClaimTemplates;
    if (pods === undefined || list(templates).length === 0) continue;
    const mounted = new Set<unknown>();
    eachContainer(pods, ({ volumeMounts, volumeDevices }) => {
      each(volumeMounts, ({ name }) => mounted.add(name));
      each(volumeDevices, ({ name }) => mounted.add(name));
    });
    const volumes = new Set(list(pods.spec.volumes).map((volume) => fields(volume).name));
    each(templates, ({ metadata }, index) => {
      const name = text(fields(metadata).name);
      if (name === undefined) return;
      const pointer = `/spec/volumeClaimTemplates/${index}/metadata/name`;
      if (!mounted.has(name)) bundle.report(node, 'claim-template/not-mounted', { template: name }, pointer);
      if (volumes.has(name)) bundle.report(node, 'claim-template/hides-volume', { name }, pointer);
    });
  }
}

/** Data that ends with a pod or stays on a node. */
export function podDataRule(bundle: Bundle): void {
  for (const pods of bundle.graph.pods) {
    each(pods.spec.volumes, (volume, index) => {
      const pointer = `${pods.pointer}/volumes/${index}`;
      if (isMap(volume.hostPath)) checkHostPath(bundle, pods, volume, pointer);
      else if (isMap(volume.emptyDir)) checkEmptyDir(bundle, pods, volume, pointer);
    });
  }
}

/** Where the node keeps what is its own: sockets, devices, logs, what its programs know. */
const ofTheNode = ['/boot', '/dev', '/etc', '/lib', '/lib64', '/opt/cni', '/proc', '/run', '/sys', '/usr', '/var/lib/cni', '/var/lib/containerd', '/var/lib/docker', '/var/lib/kubelet', '/var/log', '/var/run'];
const specialFiles: ReadonlySet<unknown> = new Set(['Socket', 'CharDevice', 'BlockDevice']);

function checkHostPath(bundle: Bundle, pods: PodSource, { name, hostPath }: Fields<Volume>, pointer: string): void {
  const { path, type } = fields(hostPath);
  if (typeof path !== 'string' || path === '/' || specialFiles.has(type) || ofTheNode.some((folder) => isWithin(path, folder))) return;
  if (pods.kind.startsWith('batch/') || isPinned(pods) || !isWritten(pods, name)) return;
  const { atMost: count } = workloadSize(bundle, pods);
  if (count > 1) bundle.report(pods.node, 'volume/node-local', { volume: String(name), path, count }, `${pointer}/hostPath`);
}

/** Whether the pods may run on some nodes only. */
function isPinned({ spec }: PodSource): boolean {
  const { requiredDuringSchedulingIgnoredDuringExecution: required } = fields(fields(spec.affinity).nodeAffinity);
  return text(spec.nodeName) !== undefined || Object.keys(fields(spec.nodeSelector)).length > 0 || isMap(required);
}

function isWritten(pods: PodSource, volume: unknown): boolean {
  let written = false;
  eachContainer(pods, ({ volumeMounts }) => each(volumeMounts, ({ name, readOnly }) => (written ||= name === volume && readOnly !== true)));
  return written;
}

/** Where the images of databases keep their data. */
const dataFolders = [
  '/bitnami/mariadb', '/bitnami/mongodb', '/bitnami/mysql', '/bitnami/postgresql', '/data/db', '/opt/couchdb/data', '/usr/share/elasticsearch/data',
  '/usr/share/opensearch/data', '/var/lib/cassandra', '/var/lib/clickhouse', '/var/lib/elasticsearch', '/var/lib/etcd', '/var/lib/influxdb', '/var/lib/influxdb2',
  '/var/lib/kafka', '/var/lib/mongodb', '/var/lib/mysql', '/var/lib/neo4j', '/var/lib/postgresql', '/var/lib/rabbitmq', '/var/lib/zookeeper', '/var/opt/mssql',
  '/var/solr',
];

function checkEmptyDir(bundle: Bundle, pods: PodSource, { name }: Fields<Volume>, pointer: string): void {
  if (pods.kind.startsWith('batch/')) return;
  let path: string | undefined;
  eachContainer(pods, ({ volumeMounts }, _pointer, role) => each(volumeMounts, (mount) => {
    if (role === 'init' || mount.name !== name || typeof mount.mountPath !== 'string' || mount.readOnly === true) return;
    const folder = mount.mountPath.replace(/(?<=.)\/$/, '');
    if (dataFolders.some((data) => isWithin(folder, data))) path ??= folder;
  }));
  if (path !== undefined) bundle.report(pods.node, 'volume/empty-dir-data', { path, volume: String(name) }, `${pointer}/emptyDir`);
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Volumes that go away with their claims, or are emptied for the next one. */
export function reclaimRule(bundle: Bundle): void {
  const users = usersOfClasses(bundle);
  for (const [node, { reclaimPolicy, provisioner }] of bundle.ofKind<StorageClass>('storage.k8s.io/StorageClass')) {
    const found = users.get(node.id.name);
    if (found === undefined || (reclaimPolicy ?? 'Delete') !== 'Delete' || provisioner === 'kubernetes.io/no-provisioner') continue;
    bundle.report(node, 'volume/reclaim-delete', { users: found }, reclaimPolicy === undefined ? '' : '/reclaimPolicy');
  }
  const { takers } = bindings(bundle);
  for (const [node, { spec }] of bundle.ofKind<PersistentVolume>('/PersistentVolume')) {
    const policy = fields(spec).persistentVolumeReclaimPolicy;
    if (policy === 'Recycle') bundle.report(node, 'volume/recycle', { volume: node.id.name }, '/spec/persistentVolumeReclaimPolicy');
    const taker = takers.get(node);
    if (policy === 'Delete' && taker !== undefined) {
      bundle.report(node, 'volume/reclaim-delete', { users: [formatObjectId(taker.node.id)] }, '/spec/persistentVolumeReclaimPolicy');
    }
  }
}

/** The first few claims and StatefulSets of each class. */
function usersOfClasses({ graph }: Bundle): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const { kind, name, from } of graph.references('uses-class')) {
    if (kind !== 'storage.k8s.io/StorageClass' || (from.key !== '/PersistentVolumeClaim' && from.key !== 'apps/StatefulSet')) continue;
    const known = users.get(name) ?? [];
    if (known.length < 10) known.push(formatObjectId(from.id));
    users.set(name, known);
  }
  return users;
}

/** Claims of a class that nothing here makes volumes of. */
export function storageClassRule(bundle: Bundle): void {
  const offered = new Set<unknown>();
  for (const node of bundle.graph.index.ofKind('/PersistentVolume')) offered.add(fields(read<PersistentVolume>(node).spec).storageClassName);
  const said = new Set<string>();
  for (const reference of bundle.graph.references('uses-class')) {
    const { kind, name, from, to, pointer, optional } = reference;
    if (kind !== 'storage.k8s.io/StorageClass' || to !== undefined || optional || offered.has(name)) continue;
    // Said once for each class: it is the cluster that has it or not.
    if (said.has(name)) continue;
    said.add(name);
    const missing = bundle.missing(reference);
    if (missing !== undefined) bundle.report(from, 'storage-class/missing', missing.args, pointer, missing);
  }
}

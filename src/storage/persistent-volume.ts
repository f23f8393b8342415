import type { ObjectMeta, ObjectReference, PersistentVolume, PersistentVolumeSpec } from '../../generated/kubernetes';
import type { Identity, MetadataProps } from '../core/metadata';
import type { Problems } from '../core/problems';
import type { Quantity } from '../core/quantity';
import type { Consumer } from '../core/references';
import type { VolumeFacts } from '../core/volume-fit';
import type { Writable } from '../core/writable';
import { type AccessMode, type AccessModes, accessModes } from './access-modes';
import { readMetadata } from './metadata';
import { nodeAffinity, nodesWith, type VolumeNodeAffinityInput } from './node-affinity';
import { definitionFields, type Fields, listOf, needed, oneOf, optional, type Read, readFields, text } from './read-fields';
import { claimAnywhere, type NameOrReference, type Reference, storageClass, volumeAttributesClass } from './references';
import { size } from './size';
import type { PersistentSource, VolumeBackend } from './volume-backend';
import { type VolumeMode, volumeMode } from './volume-mode';

/**
 * What becomes of a volume when its claim is deleted: it keeps its data and waits for a person (`Retain`), or goes away
 * together with its data (`Delete`). `Recycle` is deprecated.
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming
 */
export type VolumeReclaimPolicy = 'Retain' | 'Delete' | 'Recycle';

/**
 * A volume that exists, for the use by one claim.
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/
 */
export interface PersistentVolumeProps extends MetadataProps {
  /** Where the data is: `nfs({ … })`, `hostPath('/data')`, `awsEbs({ … })` … */
  readonly source: VolumeBackend;
  /** How much it holds: `8Gi`. */
  readonly capacity: Quantity;
  /**
   * How it may be used.
   * @default 'ReadWriteOnce'
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
   */
  readonly accessModes?: AccessModes | undefined;
  /**
   * The class of claims that it is for; it need not exist as an object.
   * @default - no class: for claims without one (`storageClass: ''`)
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class
   */
  readonly storageClass?: NameOrReference<'StorageClass'> | undefined;
  /** What becomes of it when its claim is deleted. @default - Kubernetes uses Retain */
  readonly reclaimPolicy?: VolumeReclaimPolicy | undefined;
  /** Whether it is a file system or a raw block device. @default 'Filesystem' */
  readonly volumeMode?: VolumeMode | undefined;
  /**
   * Options of `mount`, such as `nfsvers=4.1`. They are not checked: a wrong one keeps pods from starting.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#mount-options
   */
  readonly mountOptions?: readonly string[] | undefined;
  /**
   * Nodes that reach it; pods that use it are scheduled there. It cannot be changed once it is set.
   * @default - those that the source names, otherwise all
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#node-affinity
   */
  readonly nodeAffinity?: VolumeNodeAffinityInput | undefined;
  /**
   * The VolumeAttributesClass that it was made with, for volumes of a CSI driver.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/
   */
  readonly volumeAttributesClass?: NameOrReference<'VolumeAttributesClass'> | undefined;
  /**
   * The claim that it is reserved for, where that is not defined here; a claim that is defined here says `{ volume }`.
   * @default - none: any claim that it fits
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume
   */
  readonly claim?: Required<Pick<Reference, 'name' | 'namespace'>> | undefined;
}

const source: Read<PersistentSource> = (problems, value, consumer) => {
  if (isBackend(value)) return value.persistentSource(problems, consumer);
  problems.report('value/wrong-type', { expected: "a volume, such as nfs({ … }) or hostPath('/data')", found: value });
  return undefined;
};

function isBackend(value: unknown): value is VolumeBackend {
  return typeof value === 'object' && value !== null && typeof (value as Partial<VolumeBackend>).persistentSource === 'function';
}

const shape = {
  source: needed(source),
  capacity: needed(size),
  accessModes: optional(accessModes),
  storageClass: optional(storageClass),
  reclaimPolicy: optional(oneOf<VolumeReclaimPolicy>(['Retain', 'Delete', 'Recycle'])),
  volumeMode: optional(volumeMode),
  mountOptions: optional(listOf(text, 0)),
  nodeAffinity: optional(nodeAffinity),
  volumeAttributesClass: optional(volumeAttributesClass),
  claim: optional(claimAnywhere),
  ...definitionFields,
};

type Given = Fields<typeof shape>;

/** A PersistentVolume after normalization. */
export interface PersistentVolumeModel {
  readonly metadata: ObjectMeta;
  readonly spec: PersistentVolumeSpec;
  /** What it offers to claims. */
  readonly facts: VolumeFacts;
  /** The claim that it is reserved for by its own definition. */
  readonly claim: { readonly name: string; readonly namespace: string } | undefined;
}

const readWriteOnce: readonly AccessMode[] = ['ReadWriteOnce'];

/** Brings a PersistentVolume into its full form. */
export function normalizePersistentVolume(
  { name }: Identity, props: unknown, problems: Problems, consumer: Consumer,
): PersistentVolumeModel | undefined {
  const metadata = readMetadata({ name }, props, problems);
  const read = readFields(problems, props, shape, consumer);
  if (read === undefined) return undefined;
  const { source: from, claim } = read;
  const modes = read.accessModes ?? readWriteOnce;
  checkSource(problems, from, read, modes);
  const nodes = read.nodeAffinity ?? nodesOf(from);
  if (from.traits.needsNodes === true && nodes === undefined) problems.report('storage/needs-node-affinity', { backend: from.traits.backend });
  const facts: VolumeFacts = {
    capacity: read.capacity,
    accessModes: modes,
    volumeMode: read.volumeMode ?? 'Filesystem',
    storageClass: read.storageClass ?? '',
    volumeAttributesClass: read.volumeAttributesClass,
  };
  return { metadata, spec: specOf(read, modes, nodes), facts, claim };
}

function specOf(
  { source: from, capacity, storageClass: storageClassName, reclaimPolicy, volumeMode: mode, mountOptions, volumeAttributesClass: attributes }: Given,
  modes: readonly AccessMode[],
  nodes: PersistentVolumeSpec['nodeAffinity'],
): PersistentVolumeSpec {
  const spec: Writable<PersistentVolumeSpec> = { capacity: { storage: capacity }, accessModes: modes };
  if (storageClassName !== undefined) spec.storageClassName = storageClassName;
  if (reclaimPolicy !== undefined) spec.persistentVolumeReclaimPolicy = reclaimPolicy;
  if (mode !== undefined) spec.volumeMode = mode;
  if (mountOptions !== undefined) spec.mountOptions = mountOptions;
  Object.assign(spec, from.fields);
  if (nodes !== undefined) spec.nodeAffinity = nodes;
  if (attributes !== undefined) spec.volumeAttributesClassName = attributes;
  return spec;
}

function nodesOf({ nodes }: PersistentSource): PersistentVolumeSpec['nodeAffinity'] {
  return nodes === undefined ? undefined : nodesWith([{ key: nodes.label, operator: 'In', values: nodes.values }]);
}

/** Reports what is asked of a volume and its backend cannot do. */
function checkSource(problems: Problems, { traits, fields }: PersistentSource, asked: Given, modes: readonly AccessMode[]): void {
  const { backend } = traits;
  if (asked.reclaimPolicy === 'Recycle') checkRecycle(problems.at('reclaimPolicy'), traits, fields);
  if (asked.volumeMode === 'Block' && traits.block === false) problems.at('volumeMode').report('storage/block-unsupported', { backend });
  if (asked.mountOptions !== undefined && traits.mountOptions === false) {
    problems.at('mountOptions').report('storage/mount-options-unsupported', { backend });
  }
  if (asked.volumeAttributesClass !== undefined && fields.csi === undefined) {
    problems.at('volumeAttributesClass').report('storage/needs-csi', { field: 'volumeAttributesClass', backend });
  }
  if (modes.includes('ReadWriteOncePod') && fields.csi === undefined) {
    problems.at('accessModes').report('storage/needs-csi', { field: 'ReadWriteOncePod', backend });
  }
  if (traits.oneNode === true && asked.volumeMode !== 'Block' && modes.includes('ReadWriteMany')) {
    problems.at('accessModes').report('storage/access-mode-unsupported', { backend, mode: 'ReadWriteMany' });
  }
}

function checkRecycle(problems: Problems, traits: PersistentSource['traits'], { hostPath }: PersistentSource['fields']): void {
  if (traits.recycle !== true) problems.report('storage/recycle-unsupported', { backend: traits.backend });
  else if (hostPath?.path.replace(/\/+/g, '/') === '/') problems.report('storage/recycle-root', {});
  else problems.report('storage/recycle-deprecated', {});
}

/** The PersistentVolume as Kubernetes has it. `claim` is the one that it is reserved for. */
export function persistentVolumeObject(model: PersistentVolumeModel, claim: Reference | undefined = model.claim): PersistentVolume {
  const claimRef = claimReference(claim);
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: model.metadata,
    spec: claimRef === undefined ? model.spec : { ...model.spec, claimRef },
  };
}

/** A claim without a namespace cannot be referred to: it has one only when it is applied. */
function claimReference(claim: Reference | undefined): ObjectReference | undefined {
  if (claim?.namespace === undefined) return undefined;
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: claim.namespace, name: claim.name };
}

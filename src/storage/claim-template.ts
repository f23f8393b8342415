import type { ObjectMeta, StatefulSetSpec } from '../../generated/kubernetes';
import { checkMap, eachEntry } from '../core/checks';
import { checkAnnotations, checkLabels } from '../core/labels';
import { checkName, dnsLabel } from '../core/names';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import type { Writable } from '../core/writable';
import { type ClaimSpecModel, claimShape, claimSpecFields, type ClaimSpecProps, completeClaimSpec } from './claim-spec';
import { innerPath, mountPath, nodePath } from './paths';
import { as, flag, oneOf, optional, readFields } from './read-fields';

/** Storage that each pod of a StatefulSet has for itself, and finds again wherever it is started. */
export interface StorageSpec extends ClaimSpecProps {
  /**
   * Path at which the main container sees it.
   * @default - none: the volume is mounted by its name, under `mounts` of whichever container wants it
   */
  readonly mountPath?: string | undefined;
  /** Path of the device at which the main container sees it, for `volumeMode: 'Block'`. @default - none: under `devices` */
  readonly devicePath?: string | undefined;
  /** Path within the volume that is mounted at `mountPath` instead of its root. @default - the root of the volume */
  readonly subPath?: string | undefined;
  /** Whether it is mounted at `mountPath` for reading only. @default false */
  readonly readOnly?: boolean | undefined;
  /** Labels of the claims. @default - none */
  readonly labels?: { readonly [key: string]: string } | undefined;
  /** Annotations of the claims. @default - none */
  readonly annotations?: { readonly [key: string]: string } | undefined;
}

/**
 * Storage of each pod, by the name of its volume; the claims are named `<name>-<app>-<number>`. They outlive the pods, and
 * the StatefulSet too, unless `claimRetention` says otherwise. The list can never change once the StatefulSet exists.
 * @typeParam V names of the volumes
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates
 */
export type StorageProps<V extends string = string> = { readonly [N in V]?: StorageSpec | undefined };

/** What happens to the claims of a StatefulSet: they stay, or go with the pods. */
export type ClaimRetentionPolicy = 'Retain' | 'Delete';

/**
 * What happens to the claims of a StatefulSet. `Delete` deletes data, if the reclaim policy of the volumes is `Delete` as well.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
 */
export interface ClaimRetention {
  /** When the StatefulSet is deleted. @default 'Retain' */
  readonly whenDeleted?: ClaimRetentionPolicy | undefined;
  /** When there are fewer replicas than before: for the claims of the pods that go. @default 'Retain' */
  readonly whenScaled?: ClaimRetentionPolicy | undefined;
}

/** The storage of each pod under one name, after normalization. */
export interface StorageModel {
  /** Name of the template, and so of the volume. */
  readonly name: string;
  readonly claim: ClaimSpecModel;
  readonly mountPath?: string;
  readonly devicePath?: string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
}

const shape = {
  ...claimShape,
  mountPath: optional(mountPath), devicePath: optional(nodePath), subPath: optional(innerPath), readOnly: optional(flag),
  labels: optional(as(checkLabels)), annotations: optional(as(checkAnnotations)),
};

/** Brings the storage of each pod into its full form, in the order in which it was given. */
export function normalizeStorage(storage: StorageProps | undefined, problems: Problems, consumer: Consumer): StorageModel[] {
  if (storage === undefined || !checkMap(problems, storage, 'a map from volume to { size, mountPath, … }')) return [];
  const models: StorageModel[] = [];
  eachEntry(problems, storage, (name, spec, place) => {
    const named = checkName(place, dnsLabel, 'name of the volume', name);
    const fields = readFields(place, spec, shape, consumer);
    if (!named || fields === undefined) return;
    checkMount(place, fields, fields.volumeMode ?? 'Filesystem');
    const model: Writable<StorageModel> = { name, claim: completeClaimSpec(fields, place) };
    if (fields.mountPath !== undefined) model.mountPath = fields.mountPath;
    if (fields.devicePath !== undefined) model.devicePath = fields.devicePath;
    if (fields.subPath !== undefined) model.subPath = fields.subPath;
    if (fields.readOnly !== undefined) model.readOnly = fields.readOnly;
    if (fields.labels !== undefined) model.labels = fields.labels;
    if (fields.annotations !== undefined) model.annotations = fields.annotations;
    models.push(model);
  });
  return models;
}

/** Options that say something of the mount. */
const ofMountPath = ['subPath', 'readOnly'];

function checkMount(problems: Problems, mount: { readonly [field: string]: unknown }, volumeMode: 'Filesystem' | 'Block'): void {
  const [right, wrong] = volumeMode === 'Block' ? ['devicePath', 'mountPath'] : ['mountPath', 'devicePath'];
  if (mount[wrong] !== undefined) problems.at(wrong).report('storage/wrong-place', { field: wrong, volumeMode, instead: right });
  for (const field of ofMountPath) {
    if (mount[field] !== undefined && mount['mountPath'] === undefined) problems.at(field).report('value/needs-other', { field, needs: 'a "mountPath"' });
  }
}

/** `spec.volumeClaimTemplates` of a StatefulSet, with what the server would add: a later comparison finds no difference. */
export function claimTemplates(storage: readonly StorageModel[]): NonNullable<StatefulSetSpec['volumeClaimTemplates']> {
  return storage.map(({ name, claim, labels, annotations }) => {
    const metadata: Writable<ObjectMeta> = { name };
    if (labels !== undefined) metadata.labels = labels;
    if (annotations !== undefined) metadata.annotations = annotations;
    return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: claimSpecFields(claim) };
  });
}

const retentionShape = {
  whenDeleted: optional(oneOf<ClaimRetentionPolicy>(['Retain', 'Delete'])),
  whenScaled: optional(oneOf<ClaimRetentionPolicy>(['Retain', 'Delete'])),
};

/** Checks what happens to claims; without an answer Kubernetes keeps them. */
export function normalizeClaimRetention(retention: ClaimRetention | undefined, problems: Problems, consumer: Consumer): ClaimRetention | undefined {
  return retention === undefined ? undefined : readFields(problems, retention, retentionShape, consumer);
}

/** The fields of a StatefulSet that are about storage. */
export function storageFields(
  storage: readonly StorageModel[],
  retention: ClaimRetention | undefined,
): Pick<StatefulSetSpec, 'volumeClaimTemplates' | 'persistentVolumeClaimRetentionPolicy'> {
  const fields: Writable<ReturnType<typeof storageFields>> = {};
  if (storage.length > 0) fields.volumeClaimTemplates = claimTemplates(storage);
  if (retention !== undefined) fields.persistentVolumeClaimRetentionPolicy = retention;
  return fields;
}

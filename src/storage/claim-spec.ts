import type { PersistentVolumeClaimSpec } from '../../generated/kubernetes';
import { labelSelectorFields, type LabelSelectorInput, normalizeLabelSelector } from '../core/label-selector';
import type { Problems } from '../core/problems';
import type { Quantity } from '../core/quantity';
import type { Writable } from '../core/writable';
import { type AccessMode, type AccessModes, accessModes } from './access-modes';
import { dataSource, type DataSourceInput } from './data-source';
import { type Fields, needed, optional, type Read } from './read-fields';
import { type NameOrReference, storageClass, volumeAttributesClass } from './references';
import { size } from './size';
import { type VolumeMode, volumeMode } from './volume-mode';

/** What any claim can ask for: one of its own, one of a StatefulSet's template, one that lives with its pod. */
export interface ClaimSpecProps {
  /** How much at least: `8Gi`. It can be made larger later, where the class allows it, and never smaller. */
  readonly size: Quantity;
  /**
   * How the volume may be used.
   * @default 'ReadWriteOnce'
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
   */
  readonly accessModes?: AccessModes | undefined;
  /**
   * The class that provisions the volume, by name or as `StorageClass`. `''` means none: a volume that exists is used.
   * @default - the cluster's default class; `''` with a selector
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1
   */
  readonly storageClass?: NameOrReference<'StorageClass'> | undefined;
  /** Whether it is a file system or a raw block device. @default 'Filesystem' */
  readonly volumeMode?: VolumeMode | undefined;
  /** Labels that the PersistentVolume must have: only volumes that exist are used then. @default - any volume */
  readonly selector?: LabelSelectorInput | undefined;
  /** What the volume is filled with at first: a snapshot, another claim … @default - nothing */
  readonly dataSource?: DataSourceInput | undefined;
  /**
   * The VolumeAttributesClass with the volume's performance; it can be changed while the volume is in use.
   * On by default from Kubernetes 1.34 on.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/
   */
  readonly volumeAttributesClass?: NameOrReference<'VolumeAttributesClass'> | undefined;
}

const selector: Read<NonNullable<PersistentVolumeClaimSpec['selector']>> = (problems, value) =>
  labelSelectorFields(normalizeLabelSelector(value as LabelSelectorInput, problems));

/** How the fields that all claims have are read. */
export const claimShape = {
  size: needed(size),
  accessModes: optional(accessModes),
  storageClass: optional(storageClass),
  volumeMode: optional(volumeMode),
  selector: optional(selector),
  dataSource: optional(dataSource),
  volumeAttributesClass: optional(volumeAttributesClass),
};

/** The fields of a claim that were given. */
export type ClaimSpecGiven = Fields<typeof claimShape>;

/** What a claim asks for, after normalization. */
export interface ClaimSpecModel extends TakenFromVolume {
  readonly size: Quantity;
  readonly accessModes: readonly AccessMode[];
  readonly selector: ClaimSpecGiven['selector'] | undefined;
  readonly dataSource: ClaimSpecGiven['dataSource'] | undefined;
}

/** What a claim takes over from the volume that it is bound to, where it does not say it. */
export interface TakenFromVolume {
  readonly accessModes?: readonly AccessMode[] | undefined;
  readonly storageClass?: string | undefined;
  readonly volumeMode?: VolumeMode | undefined;
  readonly volumeAttributesClass?: string | undefined;
}

/**
 * Adds what is not said, and reports what does not go together.
 * @param taken what its volume says. @default - it is bound to none
 */
export function completeClaimSpec(fields: ClaimSpecGiven, problems: Problems, taken: TakenFromVolume = {}): ClaimSpecModel {
  const { selector: labels } = fields;
  const className = fields.storageClass ?? taken.storageClass;
  if (labels !== undefined && className !== undefined && className !== '') {
    problems.at('selector').report('storage/selector-with-class', { storageClass: className });
  }
  return {
    size: fields.size,
    accessModes: fields.accessModes ?? taken.accessModes ?? ['ReadWriteOnce'],
    storageClass: className ?? (labels === undefined ? undefined : ''),
    volumeMode: fields.volumeMode ?? taken.volumeMode,
    selector: labels,
    dataSource: fields.dataSource,
    volumeAttributesClass: fields.volumeAttributesClass ?? taken.volumeAttributesClass,
  };
}

/** `spec` of a claim. */
export function claimSpecFields(model: ClaimSpecModel): PersistentVolumeClaimSpec {
  const { size: storage, accessModes: modes, storageClass: storageClassName, volumeMode: mode, volumeAttributesClass: attributes } = model;
  const spec: Writable<PersistentVolumeClaimSpec> = { accessModes: modes };
  if (storageClassName !== undefined) spec.storageClassName = storageClassName;
  if (mode !== undefined) spec.volumeMode = mode;
  spec.resources = { requests: { storage } };
  if (model.selector !== undefined) spec.selector = model.selector;
  if (model.dataSource !== undefined) Object.assign(spec, model.dataSource);
  if (attributes !== undefined) spec.volumeAttributesClassName = attributes;
  return spec;
}

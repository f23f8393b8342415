import type { ObjectMeta, PersistentVolumeClaim, PersistentVolumeClaimSpec } from '../../generated/kubernetes';
import type { MetadataProps } from '../core/metadata';
import { formatObjectId, type ObjectId } from '../core/object-id';
import type { Problems } from '../core/problems';
import type { Consumer, Target } from '../core/references';
import { misfits, type VolumeFacts } from '../core/volume-fit';
import type { Writable } from '../core/writable';
import { type ClaimSpecModel, claimShape, claimSpecFields, type ClaimSpecProps, completeClaimSpec, type TakenFromVolume } from './claim-spec';
import { readMetadata } from './metadata';
import { definitionFields, optional, readFields } from './read-fields';
import { type NameOrReference, persistentVolumeName } from './references';
import type { BindableVolume } from './volume-facts';

/**
 * A claim to storage.
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export interface PersistentVolumeClaimProps extends Omit<ClaimSpecProps, 'size'>, MetadataProps {
  /**
   * How much at least: `8Gi`. It can be made larger later, where the class allows it, and never smaller.
   * @default - the capacity of `volume`; without a definition of the volume it must be given
   */
  readonly size?: ClaimSpecProps['size'] | undefined;
  /**
   * The volume that the claim is bound to: the two name each other, so that neither is bound to anything else. Of a
   * definition, size, access modes, class and volume mode are taken over where they are not given; a name alone is bound
   * in one direction, without a class.
   * @default - any volume that fits, or a new one
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume
   */
  readonly volume?: NameOrReference<'PersistentVolume'> | BindableVolume | undefined;
}

/** A claim after normalization. */
export interface PersistentVolumeClaimModel {
  readonly metadata: ObjectMeta;
  readonly spec: ClaimSpecModel;
  /** @default - not bound to a particular volume */
  readonly volumeName: string | undefined;
}

interface Bound {
  readonly name: string;
  /** @default - the volume is known by its name only */
  readonly facts: VolumeFacts | undefined;
  /** Whether its definition has errors, so that nothing can be said of how it fits. */
  readonly broken: boolean;
}

const shape = {
  ...claimShape,
  size: optional(claimShape.size.read),
  volume: optional<unknown>((_, value) => value),
  ...definitionFields,
};

/** Brings a claim into its full form, and binds it to its volume. `self` is the claim. */
export function normalizeClaim(props: unknown, problems: Problems, consumer: Consumer, self: Target): PersistentVolumeClaimModel | undefined {
  const metadata = readMetadata(self, props, problems);
  const given = readFields(problems, props, shape, consumer);
  if (given === undefined) return undefined;
  const { volume, size } = given;
  const bound = volume === undefined ? undefined : bindTo(problems.at('volume'), volume, consumer, self);
  const facts = bound?.facts;
  const known = size ?? facts?.capacity;
  if (known === undefined) {
    // A volume whose own errors are reported would have told the size.
    const hidden = volume !== undefined && (bound === undefined || bound.broken);
    if ((props as PersistentVolumeClaimProps).size === undefined && !hidden) problems.at('size').report('value/missing', { field: 'size' });
    return undefined;
  }
  const spec = completeClaimSpec({ ...given, size: known }, problems, takenFrom(bound));
  if (facts !== undefined) checkFit(problems, spec, facts, (volume as BindableVolume).target);
  return { metadata, spec, volumeName: bound?.name };
}

/** What a claim that is bound to a volume takes over from it. */
function takenFrom(bound: Bound | undefined): TakenFromVolume | undefined {
  if (bound === undefined) return undefined;
  const { facts } = bound;
  if (facts === undefined) return { storageClass: '' };
  const { accessModes, storageClass, volumeMode, volumeAttributesClass } = facts;
  return { accessModes, storageClass, volumeMode: volumeMode === 'Block' ? volumeMode : undefined, volumeAttributesClass };
}

function bindTo(problems: Problems, volume: unknown, consumer: Consumer, self: Target): Bound | undefined {
  const name = persistentVolumeName(problems, volume, consumer);
  if (name === undefined) return undefined;
  if (!isBindable(volume)) return { name, facts: undefined, broken: false };
  const facts = volume.reserveFor(self, problems);
  return { name, facts, broken: facts === undefined };
}

function isBindable(volume: unknown): volume is BindableVolume {
  return typeof volume === 'object' && volume !== null && typeof (volume as Partial<BindableVolume>).reserveFor === 'function';
}

function checkFit(problems: Problems, spec: ClaimSpecModel, facts: VolumeFacts, volume: ObjectId): void {
  for (const { what, wanted, found } of misfits(factsOfClaim(spec), facts)) {
    problems.at(what.replace(/ ./, (letters) => letters.slice(1).toUpperCase())).report('storage/claim-does-not-fit', { volume: formatObjectId(volume), what, wanted, found });
  }
}

function factsOfClaim({ size, accessModes, storageClass, volumeMode }: ClaimSpecModel): Parameters<typeof misfits>[0] {
  return { size, accessModes, storageClass: storageClass ?? '', volumeMode: volumeMode ?? 'Filesystem' };
}

/** The claim as Kubernetes has it. */
export function claimObject({ metadata, spec: model, volumeName }: PersistentVolumeClaimModel): PersistentVolumeClaim {
  const spec: Writable<PersistentVolumeClaimSpec> = claimSpecFields(model);
  if (volumeName !== undefined) spec.volumeName = volumeName;
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec };
}

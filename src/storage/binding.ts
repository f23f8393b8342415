import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../generated/kubernetes';
import { type LabelSelectorModel, selectorMatches } from '../core/label-selector';
import { compareQuantities, quantityValue } from '../core/quantity';
import { type Misfit, misfits, type VolumeFacts } from './volume-facts';

/** What becomes of one claim among the volumes of a bundle. */
export interface ClaimBinding {
  readonly claim: PersistentVolumeClaim;
  /** The class that it has, its own or the default one; the empty text: none. */
  readonly storageClass: string;
  /** The volumes that it fits, those that it gets first standing first. */
  readonly candidates: readonly PersistentVolume[];
  /** The one that it gets. @default - none: it waits, or its class provisions one */
  readonly volume: PersistentVolume | undefined;
  /** Why it cannot get the others. */
  readonly misfits: ReadonlyMap<PersistentVolume, readonly Misfit[]>;
}

const defaultClassAnnotation = 'storageclass.kubernetes.io/is-default-class';

/**
 * Which claim is bound to which volume, as Kubernetes decides it when the volumes are there before the claims: in the order
 * of the claims, each gets the free volume that it fits with the fewest access modes, of several the smallest. (A class
 * that waits for the first pod looks at the size alone.) Where nodes can use a volume is not looked at.
 * @param classes the classes that are known, of which one may be the default
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
 */
export function bindClaims(
  claims: readonly PersistentVolumeClaim[], volumes: readonly PersistentVolume[], classes: readonly StorageClass[] = [],
): readonly ClaimBinding[] {
  const bySize = [...volumes].sort(bySmallness);
  const byModes = [...bySize].sort((a, b) => modeCount(a) - modeCount(b));
  const defaultClass = classes.findLast(isDefault)?.metadata?.name ?? '';
  const late = new Set(classes.filter((one) => one.volumeBindingMode === 'WaitForFirstConsumer').map((one) => one.metadata?.name));
  const taken = new Set<PersistentVolume>();
  return claims.map((claim) => {
    const storageClass = claim.spec?.storageClassName ?? defaultClass;
    const ordered = late.has(storageClass) ? bySize : byModes;
    const reasons = new Map<PersistentVolume, readonly Misfit[]>();
    const candidates: PersistentVolume[] = [];
    for (const volume of ordered) {
      const found = claimMisfits(claim, volume, storageClass);
      if (found.length === 0) candidates.push(volume);
      else reasons.set(volume, found);
    }
    const free = candidates.filter((volume) => !taken.has(volume));
    // Among volumes with the same access modes, one that names the claim goes first.
    const volume = free.find((one) => isReservedFor(one, claim) && modeCount(one) === modeCount(free[0]!)) ?? free[0];
    if (volume !== undefined) taken.add(volume);
    return { claim, storageClass, candidates, volume, misfits: reasons };
  });
}

/**
 * What a claim wants of a volume and does not get; nothing means that the two can be bound. Two that name each other are
 * bound whatever they say, and a volume that names its claim may be of another class.
 * @param storageClass the class that the claim has. @default - its own, or none
 */
export function claimMisfits(
  claim: PersistentVolumeClaim, volume: PersistentVolume, storageClass: string = claim.spec?.storageClassName ?? '',
): readonly Misfit[] {
  const { spec: wanted, metadata } = claim;
  const reserved = volume.spec?.claimRef;
  const volumeName = wanted?.volumeName;
  const reservedForIt = isReservedFor(volume, claim);
  if (reserved !== undefined && !reservedForIt) {
    return [{ what: 'claim', wanted: fullName(metadata), found: fullName(reserved) }];
  }
  if (volumeName !== undefined && volumeName !== volume.metadata?.name) {
    return [{ what: 'volume', wanted: volumeName, found: volume.metadata?.name ?? '' }];
  }
  if (reservedForIt && volumeName !== undefined) return [];
  const size = wanted?.resources?.requests?.['storage'];
  const facts = factsOf(volume);
  if (size === undefined || quantityValue(size) === undefined || facts === undefined) {
    return [{ what: 'size', wanted: String(size ?? 'none'), found: String(facts?.capacity ?? 'none') }];
  }
  const found = misfits({ size, accessModes: wanted?.accessModes ?? [], volumeMode: wanted?.volumeMode ?? 'Filesystem', storageClass }, facts);
  const [attributes, offered] = [wanted?.volumeAttributesClassName ?? '', volume.spec?.volumeAttributesClassName ?? ''];
  if (attributes !== offered) found.push({ what: 'attributes class', wanted: attributes || 'none', found: offered || 'none' });
  if (reservedForIt) return found.filter(({ what }) => what !== 'storage class');
  if (volumeName !== undefined) return found;
  const { matchLabels = {}, matchExpressions = [] } = wanted?.selector ?? {};
  if (!selectorMatches({ matchLabels, matchExpressions } as LabelSelectorModel, volume.metadata?.labels ?? {})) {
    found.push({ what: 'labels', wanted: JSON.stringify(wanted?.selector), found: JSON.stringify(volume.metadata?.labels ?? {}) });
  }
  return found;
}

function factsOf({ spec }: PersistentVolume): VolumeFacts | undefined {
  const capacity = spec?.capacity?.['storage'];
  if (capacity === undefined || quantityValue(capacity) === undefined) return undefined;
  return {
    capacity, accessModes: spec?.accessModes ?? [], volumeMode: spec?.volumeMode ?? 'Filesystem', storageClass: spec?.storageClassName ?? '',
  };
}

function bySmallness(a: PersistentVolume, b: PersistentVolume): number {
  const [left, right] = [factsOf(a)?.capacity, factsOf(b)?.capacity];
  return left === undefined || right === undefined ? 0 : compareQuantities(left, right);
}

function modeCount({ spec }: PersistentVolume): number {
  return new Set(spec?.accessModes).size;
}

function isDefault({ metadata }: StorageClass): boolean {
  return metadata?.annotations?.[defaultClassAnnotation] === 'true';
}

function isReservedFor({ spec }: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean {
  const reserved = spec?.claimRef;
  if (reserved === undefined || reserved.name !== metadata?.name) return false;
  return metadata?.namespace === undefined || reserved.namespace === metadata.namespace;
}

function fullName(named: { readonly name?: string | undefined; readonly namespace?: string | undefined } | undefined): string {
  return named?.namespace === undefined ? (named?.name ?? '') : `${named.namespace}/${named.name}`;
}

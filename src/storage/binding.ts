import type { PersistentVolume, PersistentVolumeClaim } from '../../generated/kubernetes';
import { type LabelSelectorModel, selectorMatches } from '../core/label-selector';
import { compareQuantities, quantityValue } from '../core/quantity';
import { type Misfit, misfits, type VolumeFacts } from './volume-facts';

/** What becomes of one claim among the volumes of a bundle. */
export interface ClaimBinding {
  readonly claim: PersistentVolumeClaim;
  /** The volumes that it fits, the smallest first. */
  readonly candidates: readonly PersistentVolume[];
  /** The one that it gets. @default - none: it waits, or its class provisions one */
  readonly volume: PersistentVolume | undefined;
  /** Why it does not get one of the others. */
  readonly misfits: ReadonlyMap<PersistentVolume, readonly Misfit[]>;
}

/**
 * Which claim is bound to which volume, as the controller of Kubernetes decides it: first those that name each other, then
 * each claim gets the smallest volume that it fits and that is still free, in the order in which they are given.
 * @param defaultClass class of the claims that name none. @default - none: the cluster has no default class
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
 */
export function bindClaims(
  claims: readonly PersistentVolumeClaim[], volumes: readonly PersistentVolume[], defaultClass = '',
): readonly ClaimBinding[] {
  const bySize = [...volumes].sort(smallerFirst);
  const free = new Set(volumes);
  const bindings = new Map<PersistentVolumeClaim, ClaimBinding>();
  const named = claims.filter((claim) => bySize.some((volume) => isNamed(claim, volume)));
  for (const claim of new Set([...named, ...claims])) {
    const reasons = new Map(bySize.map((volume) => [volume, claimMisfits(claim, volume, defaultClass)]));
    const candidates = bySize.filter((volume) => reasons.get(volume)!.length === 0);
    const volume = candidates.find((one) => free.has(one) && isNamed(claim, one)) ?? candidates.find((one) => free.has(one));
    if (volume !== undefined) free.delete(volume);
    bindings.set(claim, { claim, candidates, volume, misfits: new Map([...reasons].filter(([, found]) => found.length > 0)) });
  }
  return claims.map((claim) => bindings.get(claim)!);
}

/** What a claim wants of a volume and does not get; nothing means that the two can be bound. */
export function claimMisfits(claim: PersistentVolumeClaim, volume: PersistentVolume, defaultClass = ''): readonly Misfit[] {
  const wanted = claim.spec;
  const size = wanted?.resources?.requests?.['storage'];
  const facts = factsOf(volume);
  if (size === undefined || quantityValue(size) === undefined || facts === undefined) return [{ what: 'size', wanted: 'a size', found: 'none' }];
  const found = misfits({
    size,
    accessModes: wanted?.accessModes ?? [],
    volumeMode: wanted?.volumeMode ?? 'Filesystem',
    storageClass: wanted?.storageClassName ?? defaultClass,
  }, facts);
  const { matchLabels = {}, matchExpressions = [] } = wanted?.selector ?? {};
  if (!selectorMatches({ matchLabels, matchExpressions } as LabelSelectorModel, volume.metadata?.labels ?? {})) {
    found.push({ what: 'labels', wanted: JSON.stringify(wanted?.selector), found: JSON.stringify(volume.metadata?.labels ?? {}) });
  }
  const reserved = volume.spec?.claimRef;
  if (reserved !== undefined && !isReservedFor(volume, claim)) {
    found.push({ what: 'claim', wanted: nameOf(claim), found: `${reserved.namespace ?? ''}/${reserved.name ?? ''}` });
  }
  if (wanted?.volumeName !== undefined && wanted.volumeName !== volume.metadata?.name) {
    found.push({ what: 'claim', wanted: wanted.volumeName, found: volume.metadata?.name ?? '' });
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

function smallerFirst(a: PersistentVolume, b: PersistentVolume): number {
  const [left, right] = [factsOf(a)?.capacity, factsOf(b)?.capacity];
  return left === undefined || right === undefined ? 0 : compareQuantities(left, right);
}

function isNamed(claim: PersistentVolumeClaim, volume: PersistentVolume): boolean {
  return isReservedFor(volume, claim) || (claim.spec?.volumeName !== undefined && claim.spec.volumeName === volume.metadata?.name);
}

function isReservedFor({ spec }: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean {
  const reserved = spec?.claimRef;
  if (reserved === undefined || reserved.name !== metadata?.name) return false;
  return metadata?.namespace === undefined || reserved.namespace === metadata.namespace;
}

function nameOf({ metadata }: PersistentVolumeClaim): string {
  return `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}

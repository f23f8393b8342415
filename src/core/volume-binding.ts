import type { ObjectReference, PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../generated/kubernetes';
import { selectorMatches } from './label-selector';
import { isPlainMap } from './plain-map';
import { compareQuantities, isQuantity, type Quantity } from './quantity';
import { type Misfit, misfits, type VolumeFacts } from './volume-fit';

/** What becomes of one claim among the volumes of a bundle. */
export interface ClaimBinding {
  readonly claim: PersistentVolumeClaim;
  /** The class that it has, its own or the default one; the empty text: none. */
  readonly storageClass: string;
  /** The one that it gets. @default - none: it waits, or its class provisions one */
  readonly volume: PersistentVolume | undefined;
  /** Whether nobody looked, since there are far too many claims and volumes. */
  readonly undecided: boolean;
  /** The volumes that it fits, those that it gets first standing first; looked for when first asked. */
  readonly candidates: readonly PersistentVolume[];
  /** Why it cannot get the others; looked for when first asked. */
  readonly misfits: ReadonlyMap<PersistentVolume, readonly Misfit[]>;
}

const defaultClassAnnotation = 'storageclass.kubernetes.io/is-default-class';
const olderDefaultClassAnnotation = 'storageclass.beta.kubernetes.io/is-default-class';
const olderClassAnnotation = 'volume.beta.kubernetes.io/storage-class';

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
  const shelf = new Shelf(volumes);
  const defaultClass = classes.findLast(isDefaultClass)?.metadata?.name ?? '';
  const late = new Set(classes.filter((one) => one.volumeBindingMode === 'WaitForFirstConsumer').map((one) => one.metadata?.name));
  return claims.map((claim) => {
    const storageClass = classOf(claim) ?? defaultClass;
    return new Binding(claim, storageClass, shelf, late.has(storageClass));
  });
}

class Binding implements ClaimBinding {
  readonly volume: PersistentVolume | undefined;
  readonly undecided: boolean;
  private found: { candidates: PersistentVolume[]; misfits: Map<PersistentVolume, readonly Misfit[]> } | undefined;

  constructor(
    readonly claim: PersistentVolumeClaim,
    readonly storageClass: string,
    private readonly shelf: Shelf,
    private readonly late: boolean,
  ) {
    this.volume = shelf.take(claim, storageClass, late);
    this.undecided = this.volume === undefined && shelf.isExhausted;
  }

  get candidates(): readonly PersistentVolume[] {
    return this.compared.candidates;
  }

  get misfits(): ReadonlyMap<PersistentVolume, readonly Misfit[]> {
    return this.compared.misfits;
  }

  private get compared(): { candidates: PersistentVolume[]; misfits: Map<PersistentVolume, readonly Misfit[]> } {
    if (this.found !== undefined) return this.found;
    this.found = { candidates: [], misfits: new Map<PersistentVolume, readonly Misfit[]>() };
    for (const volume of this.shelf.all(this.late)) {
      const found = claimMisfits(this.claim, volume, this.storageClass);
      if (found.length === 0) this.found.candidates.push(volume);
      else this.found.misfits.set(volume, found);
    }
    return this.found;
  }
}

/** How often claims are compared with volumes at most, for input that was made to have no end. */
const mostComparisons = 1_000_000;

/** Volumes, by what claims ask for: those that are reserved by the name of their claim, all others by their class. */
class Shelf {
  private readonly byModes: readonly PersistentVolume[];
  private readonly bySize: readonly PersistentVolume[];
  private readonly byName = new Map<string, PersistentVolume>();
  private readonly reserved = new Map<string, PersistentVolume[]>();
  private readonly ofClass: { readonly modes: Map<string, PersistentVolume[]>; readonly size: Map<string, PersistentVolume[]> };
  private readonly taken = new Set<PersistentVolume>();
  private comparisons = 0;

  constructor(volumes: readonly PersistentVolume[]) {
    this.bySize = [...volumes].sort(bySmallness);
    this.byModes = [...this.bySize].sort((a, b) => modeCount(a) - modeCount(b));
    const free = (volume: PersistentVolume): boolean => reservationOf(volume) === undefined;
    this.ofClass = { modes: groupBy(this.byModes.filter(free), classOfVolume), size: groupBy(this.bySize.filter(free), classOfVolume) };
    for (const volume of this.byModes) {
      if (volume.metadata?.name !== undefined) this.byName.set(volume.metadata.name, volume);
    }
    this.reserved = groupBy(this.byModes.filter((volume) => !free(volume)), (volume) => reservationOf(volume)?.name ?? '');
  }

  get isExhausted(): boolean {
    return this.comparisons > mostComparisons;
  }

  all(late: boolean): readonly PersistentVolume[] {
    return late ? this.bySize : this.byModes;
  }

  /** The volume that a claim gets, which no other claim gets then. */
  take(claim: PersistentVolumeClaim, storageClass: string, late: boolean): PersistentVolume | undefined {
    const volume = this.choose(claim, storageClass, late);
    if (volume !== undefined) this.taken.add(volume);
    return volume;
  }

  private choose(claim: PersistentVolumeClaim, storageClass: string, late: boolean): PersistentVolume | undefined {
    const suits = (volume: PersistentVolume): boolean =>
      !this.taken.has(volume) && ++this.comparisons <= mostComparisons && claimMisfits(claim, volume, storageClass).length === 0;
    const wanted = claim.spec?.volumeName;
    if (typeof wanted === 'string' && wanted !== '') {
      const named = this.byName.get(wanted);
      return named !== undefined && suits(named) ? named : undefined;
    }
    const own = this.reserved.get(claim.metadata?.name ?? '')?.find(suits);
    if (own !== undefined && late) return own;
    const other = (late ? this.ofClass.size : this.ofClass.modes).get(storageClass)?.find(suits);
    // Among volumes with as many access modes, one that names the claim goes first.
    return own !== undefined && (other === undefined || modeCount(own) <= modeCount(other)) ? own : other;
  }
}

function groupBy(volumes: readonly PersistentVolume[], key: (volume: PersistentVolume) => string): Map<string, PersistentVolume[]> {
  const groups = new Map<string, PersistentVolume[]>();
  for (const volume of volumes) {
    const group = groups.get(key(volume));
    if (group === undefined) groups.set(key(volume), [volume]);
    else group.push(volume);
  }
  return groups;
}

/**
 * What a claim wants of a volume and does not get; nothing means that the two can be bound. Two that name each other are
 * bound whatever they say, and a volume that names its claim may be of another class.
 * @param storageClass the class that the claim has. @default - its own, or none
 */
export function claimMisfits(
  claim: PersistentVolumeClaim, volume: PersistentVolume, storageClass: string = classOf(claim) ?? '',
): readonly Misfit[] {
  const { spec: wanted, metadata } = claim;
  const reserved = reservationOf(volume);
  const volumeName = wanted?.volumeName || undefined;
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
  if (!isQuantity(size) || facts === undefined) {
    return [{ what: 'size', wanted: String(size ?? 'none'), found: String(facts?.capacity ?? 'none') }];
  }
  const accessModes = Array.isArray(wanted?.accessModes) ? wanted.accessModes : [];
  const found = misfits({ size, accessModes, volumeMode: wanted?.volumeMode ?? 'Filesystem', storageClass }, facts);
  const [attributes, offered] = [wanted?.volumeAttributesClassName ?? '', volume.spec?.volumeAttributesClassName ?? ''];
  if (attributes !== offered) found.push({ what: 'attributes class', wanted: attributes || 'none', found: offered || 'none' });
  if (reservedForIt) return found.filter(({ what }) => what !== 'storage class');
  if (volumeName !== undefined) return found;
  const { matchLabels, matchExpressions } = wanted?.selector ?? {};
  const selector = { matchLabels: matchLabels ?? {}, matchExpressions: Array.isArray(matchExpressions) ? matchExpressions : [] };
  if (!selectorMatches(selector, volume.metadata?.labels ?? {})) {
    found.push({ what: 'labels', wanted: JSON.stringify(wanted?.selector), found: JSON.stringify(volume.metadata?.labels ?? {}) });
  }
  return found;
}

/** The class that a claim names, in its field or in the annotation from before there was one; `undefined`: the default class. */
export function classOf({ metadata, spec }: PersistentVolumeClaim): string | undefined {
  return metadata?.annotations?.[olderClassAnnotation] ?? spec?.storageClassName;
}

/** The class of a volume; the empty text: none. */
export function classOfVolume({ metadata, spec }: PersistentVolume): string {
  return metadata?.annotations?.[olderClassAnnotation] ?? spec?.storageClassName ?? '';
}

/** Whether a class is that of claims which name none. */
export function isDefaultClass({ metadata }: StorageClass): boolean {
  return metadata?.annotations?.[defaultClassAnnotation] === 'true' || metadata?.annotations?.[olderDefaultClassAnnotation] === 'true';
}

function factsOf(volume: PersistentVolume): VolumeFacts | undefined {
  const { spec } = volume;
  const capacity = capacityOf(volume);
  if (capacity === undefined) return undefined;
  return {
    capacity,
    accessModes: Array.isArray(spec?.accessModes) ? spec.accessModes : [],
    volumeMode: spec?.volumeMode ?? 'Filesystem',
    storageClass: classOfVolume(volume),
  };
}

function capacityOf({ spec }: PersistentVolume): Quantity | undefined {
  const capacity = spec?.capacity?.['storage'];
  return isQuantity(capacity) ? capacity : undefined;
}

function bySmallness(a: PersistentVolume, b: PersistentVolume): number {
  const [left, right] = [capacityOf(a), capacityOf(b)];
  return left === undefined || right === undefined ? 0 : compareQuantities(left, right);
}

function modeCount({ spec }: PersistentVolume): number {
  return Array.isArray(spec?.accessModes) ? new Set(spec.accessModes).size : 0;
}

/** What a volume says of the claim that it is for. */
function reservationOf({ spec }: PersistentVolume): ObjectReference | undefined {
  return isPlainMap(spec?.claimRef) ? spec.claimRef : undefined;
}

function isReservedFor(volume: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean {
  const reserved = reservationOf(volume);
  if (reserved === undefined || reserved.name !== metadata?.name) return false;
  return metadata?.namespace === undefined || reserved.namespace === metadata.namespace;
}

function fullName(named: { readonly name?: string | undefined; readonly namespace?: string | undefined } | undefined): string {
  return named?.namespace === undefined ? (named?.name ?? '') : `${named.namespace}/${named.name}`;
}

import type { Problems } from '../core/problems';
import { compareQuantities, type Quantity } from '../core/quantity';
import type { Target } from '../core/references';
import type { AccessMode } from './access-modes';
import type { VolumeMode } from './volume-mode';

/** What a PersistentVolume offers. */
export interface VolumeFacts {
  /** Its size. */
  readonly capacity: Quantity;
  /** How it can be mounted. */
  readonly accessModes: readonly AccessMode[];
  /** A file system or a block device. */
  readonly volumeMode: VolumeMode;
  /** The empty text: no class. */
  readonly storageClass: string;
  /** @default - none */
  readonly volumeAttributesClass?: string | undefined;
}

/** A PersistentVolume that a claim can be bound to in both directions. */
export interface BindableVolume {
  /** `metadata.name`. */
  readonly name: string;
  /** The object. */
  readonly target: Target;
  /**
   * Binds the volume to a claim, so that no other claim gets it; reports to the claim's problems when it is taken.
   * @returns what it offers; `undefined` when its own definition has errors
   * @internal
   */
  reserveFor(claim: Target, problems: Problems): VolumeFacts | undefined;
}

/** One thing that a claim wants and a volume does not offer. */
export interface Misfit {
  readonly what: 'size' | 'access modes' | 'storage class' | 'volume mode' | 'labels' | 'attributes class' | 'claim' | 'volume';
  readonly wanted: string;
  readonly found: string;
}

/** What a claim wants of a volume and does not get. */
export function misfits(
  claim: Omit<VolumeFacts, 'capacity'> & { readonly size: Quantity },
  volume: VolumeFacts,
): Misfit[] {
  const found: Misfit[] = [];
  if (compareQuantities(claim.size, volume.capacity) > 0) {
    found.push({ what: 'size', wanted: String(claim.size), found: String(volume.capacity) });
  }
  if (!claim.accessModes.every((mode) => volume.accessModes.includes(mode))) {
    found.push({ what: 'access modes', wanted: claim.accessModes.join(', '), found: volume.accessModes.join(', ') });
  }
  if (claim.storageClass !== volume.storageClass) {
    found.push({ what: 'storage class', wanted: className(claim.storageClass), found: className(volume.storageClass) });
  }
  if (claim.volumeMode !== volume.volumeMode) found.push({ what: 'volume mode', wanted: claim.volumeMode, found: volume.volumeMode });
  return found;
}

function className(name: string): string {
  return name === '' ? 'none' : JSON.stringify(name);
}

import { compareQuantities, type Quantity } from './quantity';

/** Who may use a volume at the same time, and how. */
export type AccessMode = 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';

/**
 * How a volume appears in a container: as a folder (`Filesystem`) or as a device (`Block`).
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-mode
 */
export type VolumeMode = 'Filesystem' | 'Block';

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

/** One thing that a claim wants and a volume does not offer. */
export interface Misfit {
  readonly what: 'size' | 'access modes' | 'storage class' | 'volume mode' | 'labels' | 'attributes class' | 'claim' | 'volume';
  readonly wanted: string;
  readonly found: string;
}

/** What a claim wants of a volume and does not get. */
export function misfits(claim: Omit<VolumeFacts, 'capacity'> & { readonly size: Quantity }, volume: VolumeFacts): Misfit[] {
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

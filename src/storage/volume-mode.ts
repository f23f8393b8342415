import { oneOf } from './read-fields';

/**
 * How a volume appears in a container: as a folder (`Filesystem`) or as a device (`Block`).
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-mode
 */
export type VolumeMode = 'Filesystem' | 'Block';

/** Reads a volume mode. */
export const volumeMode = oneOf<VolumeMode>(['Filesystem', 'Block']);

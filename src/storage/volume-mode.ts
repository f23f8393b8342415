import type { VolumeMode } from '../core/volume-fit';
import { oneOf } from './read-fields';

export type { VolumeMode };

/** Reads a volume mode. */
export const volumeMode = oneOf<VolumeMode>(['Filesystem', 'Block']);

import type { VolumeProjection } from '../../generated/kubernetes';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';

/** Anything that can be one of the sources of a projected volume, besides what can be mounted by itself. */
export interface ProjectionSource {
  volumeProjection(problems: Problems, consumer: Consumer): VolumeProjection | undefined;
}

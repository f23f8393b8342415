import type { VolumeProjection } from '../../generated/kubernetes';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';

/** Anything that can be one of the sources of a projected volume. */
export interface ProjectionSource {
  /**
   * As in `projected.sources[]`; what is wrong is reported, and then there is none.
   * @internal
   */
  volumeProjection(problems: Problems, consumer: Consumer): VolumeProjection | undefined;
}

import type { Problems } from '../core/problems';
import type { Target } from '../core/references';
import type { VolumeFacts } from '../core/volume-fit';

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

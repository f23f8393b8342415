import type { ObjectId } from '../../core/object-id';
import type { Effect } from '../effect';

/** What is known of a reason for an effect. */
export interface ReasonFacts<A> {
  readonly effect: Effect;
  /** What the code means, in one sentence, for its documentation. */
  readonly title: string;
  /** Page of the Kubernetes documentation that tells more. */
  readonly see: string;
  /** What happens, in one sentence. */
  message(args: A): string;
  /** What to do: steps in their order, commands as they are typed. None where there is nothing to do. */
  remedy(args: A): readonly string[];
}

/** The object that a reason is about. */
export interface About {
  readonly id: ObjectId;
}

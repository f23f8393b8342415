import type { PodSpec, Toleration } from '../../generated/kubernetes';
import type { Problems } from '../core/problems';

/**
 * Lets pods onto nodes with a matching taint.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export interface TolerationProps {
  /** Key of the taint. @default - every taint; `operator` must be `Exists` then */
  readonly key?: string | undefined;
  /**
   * `Equal` compares the taint's value with `value`, `Exists` accepts each. `Lt` and `Gt` compare whole numbers and need
   * Kubernetes 1.35 with the feature gate TaintTolerationComparisonOperators.
   * @default 'Equal'
   */
  readonly operator?: 'Equal' | 'Exists' | 'Lt' | 'Gt' | undefined;
  /** Value of the taint. @default - the empty value */
  readonly value?: string | undefined;
  /** Effect of the taint. @default - every effect */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute' | undefined;
  /** How long a pod stays on a node that gets the taint, in seconds; only with `NoExecute`. @default - for ever */
  readonly tolerationSeconds?: number | undefined;
}

/**
 * A toleration, or a taint as `kubectl taint` writes it: `dedicated=gpu:NoSchedule`, `example.com/broken:NoExecute`
 * (whatever value the taint has), `dedicated` (whatever value and effect).
 */
export type TolerationInput = TolerationProps | string;

/** Reports what the API server refuses, and gives each toleration its full form. */
export function normalizeTolerations(input: readonly TolerationInput[] | undefined, problems: Problems): readonly Toleration[] {
  void problems;
  return (input ?? []) as readonly Toleration[];
}

/** The pod's `tolerations`. */
export function tolerationFields(model: readonly Toleration[]): Pick<PodSpec, 'tolerations'> {
  return model.length === 0 ? {} : { tolerations: model };
}

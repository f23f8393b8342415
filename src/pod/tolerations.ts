import type { PodSpec, Toleration } from '../../generated/kubernetes';
import { checkFields, checkInteger, checkMap, checkOneOf, reportWrongType } from '../core/checks';
import { checkLabelKey, checkLabelValue } from '../core/label-selector';
import type { Problems } from '../core/problems';
import { itemsOf } from '../core/read-field';

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

const fields: ReadonlySet<string> = new Set(['key', 'operator', 'value', 'effect', 'tolerationSeconds']);
const operators = ['Equal', 'Exists', 'Lt', 'Gt'] as const;
const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;
const taint = /^([^=:]+)(?:=([^=:]*))?(?::([^=:]+))?$/;
const decimal = /^(0|-?[1-9]\d*)$/;
const int64 = 1n << 63n;

/** Reports what the API server refuses, and gives each toleration its full form. */
export function normalizeTolerations(input: readonly TolerationInput[] | undefined, problems: Problems): readonly Toleration[] {
  return itemsOf(problems, input).flatMap(([item, at]) => normalizeToleration(item, at));
}

function normalizeToleration(input: unknown, problems: Problems): Toleration[] {
  if (typeof input === 'string') return parseTaint(input, problems);
  if (!checkMap(problems, input, 'a toleration (a map, or a text such as "dedicated=gpu:NoSchedule")')) return [];
  checkFields(problems, input, fields);
  const { key, operator, effect, tolerationSeconds } = input as TolerationProps;
  const well = [
    key === undefined || key === '' || checkLabelKey(problems.at('key'), key),
    operator === undefined || checkOneOf(problems.at('operator'), operator, operators),
    effect === undefined || checkOneOf(problems.at('effect'), effect, effects),
    tolerationSeconds === undefined || checkSeconds(problems, tolerationSeconds, effect),
  ].every(Boolean) && checkValue(problems, input);
  return well ? [input] : [];
}

function checkSeconds(problems: Problems, seconds: unknown, effect: unknown): boolean {
  // Zero and less are accepted, and evict at once.
  if (!checkInteger(problems.at('tolerationSeconds'), seconds, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)) return false;
  if (effect === 'NoExecute') return true;
  problems.at('tolerationSeconds').report('value/needs-other', { field: 'tolerationSeconds', needs: 'effect: "NoExecute"' });
  return false;
}

function checkValue(problems: Problems, { key = '', operator = 'Equal', value }: TolerationProps): boolean {
  if (key === '' && operator !== 'Exists') {
    problems.report('value/needs-other', { field: 'operator', needs: 'a key; without one it must be "Exists", which tolerates every taint' });
    return false;
  }
  switch (operator) {
    case 'Exists':
      if (value === undefined || value === '') return true;
      problems.at('value').report('pod/conflict', { field: 'value', with: 'operator: "Exists"', why: 'it accepts every value' });
      return false;
    case 'Equal':
      return value === undefined || checkLabelValue(problems.at('value'), key, value);
    case 'Lt': case 'Gt':
      problems.at('operator').report('toleration/comparison', { operator });
      if (typeof value === 'string' && decimal.test(value) && BigInt(value) >= -int64 && BigInt(value) < int64) return true;
      reportWrongType(problems.at('value'), 'a whole number as a text, such as "10"', value);
      return false;
  }
}

function parseTaint(text: string, problems: Problems): Toleration[] {
  const match = taint.exec(text.trim());
  if (match === null) {
    problems.report('toleration/syntax', { found: text });
    return [];
  }
  const [, key, value, effect] = match as unknown as [string, string, string?, string?];
  return normalizeToleration({
    key,
    operator: value === undefined ? 'Exists' : 'Equal',
    ...(value === undefined ? undefined : { value }),
    ...(effect === undefined ? undefined : { effect: effect as 'NoSchedule' }),
  }, problems);
}

/** The pod's `tolerations`. */
export function tolerationFields(model: readonly Toleration[]): Pick<PodSpec, 'tolerations'> {
  return model.length === 0 ? {} : { tolerations: model };
}

import type { LabelSelector, PodSchedulingGate, Toleration, TopologySpreadConstraint } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, anything, before, each, fields, given, needs, numbers, oneOf, type Rule, since, texts } from '../../rule/rules';
import { labelKey, labelValue } from '../shared/names';
import { positive } from '../shared/numbers';
import { labelSelector } from '../shared/selector';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** The server names the operator where it means the value. */
const operatorAndValue: Rule<Toleration> = ({ key = '', operator = '', value = '', effect = '', tolerationSeconds }, at) => {
  const notExists = operator !== 'Exists';
  if (key === '' && notExists) at.reportAt('operator', 'api/toleration', { problem: 'key' });
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') at.reportAt('effect', 'api/toleration', { problem: 'seconds' });
  if (operator === '' || operator === 'Equal') {
    if (!labelValue.accepts(value)) at.reportAt('operator', 'api/label-value', { found: value }, ['value']);
  } else if (notExists) at.reportAt('operator', 'api/not-supported', { found: operator, known: ['Equal', 'Exists'] });
  else if (value !== '') at.reportAt('operator', 'api/toleration', { problem: 'value' }, ['value']);
};

/** Which taints of nodes a pod puts up with. */
export const tolerations: Rule<readonly Toleration[]> = each(
  fields<Toleration>({ key: given(labelKey), effect: given(oneOf(...effects)) }),
  operatorAndValue,
);

/** Names of what keeps a pod from being scheduled, each once. */
export const schedulingGates: Rule<readonly PodSchedulingGate[]> = (list, at) => {
  const names = new Set<string>();
  list.forEach(({ name = '' }, index) => {
    if (!labelKey.accepts(name)) at.reportAt(index, 'api/label-key', { found: name }, [index, 'name']);
    if (names.has(name)) at.reportAt(index, 'api/duplicate', { found: name }, [index, 'name']);
    names.add(name);
  });
};

interface WithLabelKeys {
  readonly labelSelector?: LabelSelector | undefined;
  readonly matchLabelKeys?: readonly string[] | undefined;
  readonly mismatchLabelKeys?: readonly string[] | undefined;
}

/** Keys whose values a pod has itself, besides a selector; the server has put those that a pod has into the selector. */
export const labelKeys: Rule<WithLabelKeys> = (value, at) => {
  const { labelSelector: selector, matchLabelKeys = [], mismatchLabelKeys = [] } = value;
  if (matchLabelKeys.length === 0 && mismatchLabelKeys.length === 0) return;
  keysOf('matchLabelKeys', matchLabelKeys, selector, at);
  keysOf('mismatchLabelKeys', mismatchLabelKeys, selector, at);
  if (selector !== undefined) {
    const selected = new Set(Object.keys(selector.matchLabels ?? {}));
    for (const { key = '' } of selector.matchExpressions ?? []) {
      const index = matchLabelKeys.lastIndexOf(key);
      if (index >= 0 && selected.has(key)) at.reportAt(index, 'api/label-key-twice', { found: key, other: 'labelSelector' }, ['matchLabelKeys', index]);
      selected.add(key);
    }
  }
  matchLabelKeys.forEach((key, index) => {
    if (mismatchLabelKeys.includes(key)) at.reportAt(['matchLabelKeys', index], 'api/label-key-twice', { found: key, other: 'mismatchLabelKeys' });
  });
};

function keysOf(field: 'matchLabelKeys' | 'mismatchLabelKeys', keys: readonly string[], selector: LabelSelector | undefined, at: Context): void {
  if (keys.length === 0) return;
  if (selector === undefined) at.reportAt(field, 'api/forbidden', { field, when: 'without a labelSelector' });
  else {
    keys.forEach((key, index) => {
      if (!labelKey.accepts(key)) at.reportAt([field, index], 'api/label-key', { found: key });
    });
  }
}

/** The same before Kubernetes 1.34, where the keys of a topology spread stayed beside the selector. */
const separateLabelKeys: Rule<TopologySpreadConstraint> = ({ labelSelector: selector, matchLabelKeys = [] }, at) => {
  if (matchLabelKeys.length === 0) return;
  if (selector === undefined) at.reportAt('matchLabelKeys', 'api/forbidden', { field: 'matchLabelKeys', when: 'without a labelSelector' });
  const selected = new Set([...Object.keys(selector?.matchLabels ?? {}), ...(selector?.matchExpressions ?? []).map(({ key }) => key)]);
  matchLabelKeys.forEach((key, index) => {
    if (!labelKey.accepts(key)) at.reportAt(['matchLabelKeys', index], 'api/label-key', { found: key });
    if (selected.has(key)) at.reportAt(['matchLabelKeys', index], 'api/label-key-twice', { found: key, other: 'labelSelector' });
  });
};

const inclusion: Rule<string> = oneOf('Honor', 'Ignore');

const minDomains: Rule<TopologySpreadConstraint> = ({ minDomains: found, whenUnsatisfiable }, at) => {
  if (found === undefined) return;
  if (found <= 0) at.reportAt('minDomains', 'api/not-positive', { found });
  if (whenUnsatisfiable !== 'DoNotSchedule') at.reportAt('minDomains', 'api/not-allowed', { field: 'minDomains', when: 'without whenUnsatisfiable: DoNotSchedule' });
};

/** One pair of topology and reaction can stand once; the server says it of the first. */
const pairs: Rule<readonly TopologySpreadConstraint[]> = (list, at) => {
  list.forEach(({ topologyKey, whenUnsatisfiable }, index) => {
    const again = list.slice(index + 1).some((other) => other.topologyKey === topologyKey && other.whenUnsatisfiable === whenUnsatisfiable);
    if (again) at.reportAt([index, '{topologyKey, whenUnsatisfiable}'], 'api/duplicate', { found: `${topologyKey ?? ''}, ${whenUnsatisfiable ?? ''}` }, [index]);
  });
};

/** How evenly pods are spread. */
export const topologySpread: Rule<readonly TopologySpreadConstraint[]> = all(
  each(
    numbers<TopologySpreadConstraint>({ maxSkew: positive }),
    needs<TopologySpreadConstraint>({ topologyKey: anything }),
    texts<TopologySpreadConstraint>({ whenUnsatisfiable: oneOf('DoNotSchedule', 'ScheduleAnyway') }),
    fields<TopologySpreadConstraint>({ nodeAffinityPolicy: inclusion, nodeTaintsPolicy: inclusion, labelSelector }),
    minDomains,
    before(34, separateLabelKeys),
    since(34, labelKeys),
  ),
  pairs,
);

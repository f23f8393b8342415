import type { LabelSelector, LabelSelectorRequirement } from '../../../../generated/kubernetes';
import { type LabelOperator, selectorMatches } from '../../../core/label-selector';
import { all, each, fields, type Rule, texts } from '../../rule/rules';
import { labels } from './metadata';
import { labelKey, labelValue } from './names';

type StringMap = { readonly [key: string]: string };

const operators: readonly LabelOperator[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** `In` and `NotIn` compare with values, the others ask for the key alone. */
const operatorAndValues: Rule<LabelSelectorRequirement> = ({ operator = '', values = [] }, at) => {
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) at.reportAt('values', 'api/required', { field: 'values', when: `with the operator ${operator}` });
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) at.reportAt('values', 'api/forbidden', { field: 'values', when: `with the operator ${operator}` });
  } else at.reportAt('operator', 'api/choice', { found: operator, known: operators });
};

const requirement: Rule<LabelSelectorRequirement> = all(operatorAndValues, texts<LabelSelectorRequirement>({ key: labelKey }));

/** A label selector whose values can be anything: fields that took bad values once do so for ever. */
export const lenientLabelSelector: Rule<LabelSelector> = fields<LabelSelector>({ matchLabels: labels, matchExpressions: each(requirement) });

/** A label selector. */
export const labelSelector: Rule<LabelSelector> = fields<LabelSelector>({
  matchLabels: labels,
  matchExpressions: each(requirement, fields<LabelSelectorRequirement>({ values: each<string>(labelValue) })),
});

/** Whether a selector has no condition, so that it selects everything. */
export function selectsAll(selector: LabelSelector): boolean {
  for (const _key in selector.matchLabels ?? {}) return false;
  return (selector.matchExpressions ?? []).length === 0;
}

/** Whether the server can make something of a selector; one that it cannot read matches nothing. */
export function isReadable(selector: LabelSelector): boolean {
  const map = selector.matchLabels ?? {};
  for (const key in map) {
    if (!labelKey.accepts(key) || !labelValue.accepts(map[key] ?? '')) return false;
  }
  return (selector.matchExpressions ?? []).every(({ key = '', operator = '', values = [] }) => {
    if (!labelKey.accepts(key) || !values.every((value) => labelValue.accepts(value))) return false;
    return operator === 'In' || operator === 'NotIn' ? values.length > 0 : (operator === 'Exists' || operator === 'DoesNotExist') && values.length === 0;
  });
}

/** Whether a readable selector selects objects with these labels. */
export function selects(selector: LabelSelector, map: StringMap): boolean {
  return selectorMatches(
    { matchLabels: selector.matchLabels ?? {}, matchExpressions: (selector.matchExpressions ?? []) as Parameters<typeof selectorMatches>[0]['matchExpressions'] },
    map,
  );
}

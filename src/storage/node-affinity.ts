import type { NodeSelector, NodeSelectorRequirement, NodeSelectorTerm, VolumeNodeAffinity } from '../../generated/kubernetes';
import { checkFields, checkMap, checkOneOf, entriesOf, isPlainMap, type PlainMap } from '../core/checks';
import { checkLabelKey, checkLabelValue } from '../core/label-selector';
import { checkName, dnsSubdomain } from '../core/names';
import type { Problems } from '../core/problems';
import { itemsOf } from '../core/read-field';
import type { Read } from './read-fields';

/**
 * The nodes that reach a volume: a map from label to the value or values that a node must have, all of them; or Kubernetes'
 * own shape, where one of several terms must hold.
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#node-affinity
 */
export type VolumeNodeAffinityInput = { readonly [label: string]: string | readonly string[] } | { readonly required: NodeSelector };

type Operator = NodeSelectorRequirement['operator'];

const operators: readonly Operator[] = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];
const affinityFields: ReadonlySet<string> = new Set(['required']);
const selectorFields: ReadonlySet<string> = new Set(['nodeSelectorTerms']);
const termFields: ReadonlySet<string> = new Set(['matchExpressions', 'matchFields']);
const requirementFields: ReadonlySet<string> = new Set(['key', 'operator', 'values']);

/** Reads node affinity in either form. */
export const nodeAffinity: Read<VolumeNodeAffinity> = (problems, value) => {
  if (!checkMap(problems, value, 'a map of node labels, or { required: { nodeSelectorTerms } }')) return undefined;
  if (isPlainMap(value['required'])) return readSelector(problems, value, value['required']);
  const matchExpressions = entriesOf(problems, value).map(([key, values]) => readValues(problems.at(key), key, values));
  if (matchExpressions.length === 0) problems.report('value/wrong-type', { expected: 'a map of node labels that is not empty', found: value });
  const good = matchExpressions.filter((expression) => expression !== undefined);
  return good.length === matchExpressions.length && good.length > 0 ? nodesWith(good) : undefined;
};

/** Affinity to the nodes that fulfil all requirements. */
export function nodesWith(matchExpressions: readonly NodeSelectorRequirement[]): VolumeNodeAffinity {
  return { required: { nodeSelectorTerms: [{ matchExpressions }] } };
}

function readValues(problems: Problems, key: string, given: unknown): NodeSelectorRequirement | undefined {
  const values: unknown[] = Array.isArray(given) ? given : [given];
  const places = values.map((_, index) => (Array.isArray(given) ? problems.at(index) : problems));
  if (values.length === 0) problems.report('value/wrong-type', { expected: 'a value or a list of values', found: given });
  const well = checkLabelKey(problems, key) && values.map((value, index) => checkLabelValue(places[index]!, key, value)).every(Boolean);
  return well && values.length > 0 ? { key, operator: 'In', values: values as string[] } : undefined;
}

function readSelector(problems: Problems, affinity: PlainMap, selector: PlainMap): VolumeNodeAffinity | undefined {
  checkFields(problems, affinity, affinityFields);
  const within = problems.at('required');
  checkFields(within, selector, selectorFields);
  const terms = itemsOf(within.at('nodeSelectorTerms'), selector['nodeSelectorTerms']);
  if (terms.length === 0) within.report('value/missing', { field: 'nodeSelectorTerms' });
  const nodeSelectorTerms = terms.map(([term, place]) => readTerm(place, term)).filter((term) => term !== undefined);
  return nodeSelectorTerms.length === terms.length && terms.length > 0 ? { required: { nodeSelectorTerms } } : undefined;
}

function readTerm(problems: Problems, term: unknown): NodeSelectorTerm | undefined {
  if (!checkMap(problems, term, 'a map with matchExpressions or matchFields')) return undefined;
  checkFields(problems, term, termFields);
  const expressions = itemsOf(problems.at('matchExpressions'), term['matchExpressions']);
  const fields = itemsOf(problems.at('matchFields'), term['matchFields']);
  // The server accepts an empty term, and then no node matches it.
  if (expressions.length + fields.length === 0) problems.report('value/needs-one-of', { fields: [...termFields] });
  const well = [
    ...expressions.map(([requirement, place]) => isRequirement(place, requirement)),
    ...fields.map(([requirement, place]) => isFieldRequirement(place, requirement)),
  ];
  return well.length > 0 && well.every(Boolean) ? term : undefined;
}

function isRequirement(problems: Problems, requirement: unknown): boolean {
  if (!checkMap(problems, requirement, 'a map with key, operator and values')) return false;
  checkFields(problems, requirement, requirementFields);
  const { key, operator } = requirement;
  if (![checkLabelKey(problems.at('key'), key), checkOneOf(problems.at('operator'), operator, operators)].every(Boolean)) return false;
  const values = itemsOf(problems.at('values'), requirement['values']);
  const [wanted, expected] = valueCount(operator as Operator, values.length);
  if (!wanted) problems.at('values').report('selector/values', { operator: operator as Operator, expected, count: values.length });
  return values.map(([value, place]) => checkLabelValue(place, key as string, value)).every(Boolean) && wanted;
}

function valueCount(operator: Operator, count: number): [boolean, string] {
  switch (operator) {
    case 'In': case 'NotIn': return [count > 0, 'at least one value'];
    case 'Exists': case 'DoesNotExist': return [count === 0, 'no values'];
    case 'Gt': case 'Lt': return [count === 1, 'exactly one value'];
  }
}

function isFieldRequirement(problems: Problems, requirement: unknown): boolean {
  if (!checkMap(problems, requirement, 'a map with key, operator and values')) return false;
  checkFields(problems, requirement, requirementFields);
  const { key, operator } = requirement;
  const values = itemsOf(problems.at('values'), requirement['values']);
  const well = [
    checkOneOf(problems.at('key'), key, ['metadata.name']),
    checkOneOf(problems.at('operator'), operator, ['In', 'NotIn']),
    ...values.map(([value, place]) => checkName(place, dnsSubdomain, 'node name', value)),
  ];
  if (values.length === 1) return well.every(Boolean);
  problems.at('values').report('selector/values', { operator: String(operator), expected: 'exactly one node name', count: values.length });
  return false;
}

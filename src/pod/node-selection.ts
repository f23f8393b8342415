import type { NodeAffinity, NodeSelector, NodeSelectorRequirement, NodeSelectorTerm, PreferredSchedulingTerm } from '../../generated/kubernetes';
import { checkExclusive, checkFields, checkInteger, checkMap, checkOneOf, entriesOf, reportWrongType } from '../core/checks';
import { checkLabelKey, checkLabelValue, parseRequirements } from '../core/label-selector';
import { checkName, dnsSubdomain } from '../core/names';
import type { Problems } from '../core/problems';
import { itemsOf } from '../core/read-field';

/** What a node requirement can ask of a node's label. */
export type NodeOperator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';

/** One condition on one label of a node. */
export interface NodeRequirement {
  /** Key of the node's label, such as `topology.kubernetes.io/zone`. */
  readonly key: string;
  /** `In` and `NotIn` compare with `values`, `Gt` and `Lt` with a single whole number, `Exists` and `DoesNotExist` ask for the key alone. */
  readonly operator: NodeOperator;
  /** Values to compare with. @default - none */
  readonly values?: readonly string[] | undefined;
}

/**
 * Conditions that all must hold: as a list, as a map from label key to the value or values that are accepted, or as text
 * (`disktype=ssd, topology.kubernetes.io/zone in (a,b), !spot`).
 */
export type NodeRequirements = readonly NodeRequirement[] | { readonly [key: string]: string | readonly string[] } | string;

/** A wish: nodes that fulfil it are preferred. */
export interface NodePreference extends NodeRequirement {
  /** How much it counts against the other wishes, 1-100. @default 100 */
  readonly weight?: number | undefined;
}

/**
 * Which nodes pods may or should run on: short forms for what is needed most, and Kubernetes' own shape for all else.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
 */
export interface NodeAffinityProps {
  /** Conditions that a node must fulfil, all of them. @default - none */
  readonly required?: NodeRequirements | undefined;
  /** Wishes, each with a weight. @default - none */
  readonly preferred?: readonly (NodePreference | PreferredSchedulingTerm)[] | undefined;
  /** The same as `required` in Kubernetes' own shape, where any one of several terms may hold. @default - none */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector | undefined;
  /** The same as `preferred` in Kubernetes' own shape. @default - none */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PreferredSchedulingTerm[] | undefined;
}

const affinityFields: ReadonlySet<string> = new Set<keyof NodeAffinityProps>([
  'required', 'preferred', 'requiredDuringSchedulingIgnoredDuringExecution', 'preferredDuringSchedulingIgnoredDuringExecution',
]);
const requirementFields: ReadonlySet<string> = new Set(['key', 'operator', 'values']);
const preferenceFields: ReadonlySet<string> = new Set(['key', 'operator', 'values', 'weight']);
const termFields: ReadonlySet<string> = new Set(['matchExpressions', 'matchFields']);
const operators: readonly NodeOperator[] = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];
const wholeNumber = /^\d+$/;

/** Reports what the API server refuses, and gives Kubernetes' own shape. */
export function normalizeNodeAffinity(input: NodeAffinityProps | undefined, problems: Problems): NodeAffinity | undefined {
  if (input === undefined || !checkMap(problems, input, 'a map with required and preferred')) return undefined;
  const props = input as NodeAffinityProps;
  checkFields(problems, props, affinityFields);
  checkExclusive(problems, props, ['required', 'requiredDuringSchedulingIgnoredDuringExecution']);
  checkExclusive(problems, props, ['preferred', 'preferredDuringSchedulingIgnoredDuringExecution']);
  const required = props.required === undefined
    ? normalizeTerms(props.requiredDuringSchedulingIgnoredDuringExecution, problems.at('requiredDuringSchedulingIgnoredDuringExecution'))
    : terms(normalizeNodeRequirements(props.required, problems.at('required')));
  const preferredField = props.preferred === undefined ? 'preferredDuringSchedulingIgnoredDuringExecution' : 'preferred';
  const preferred = itemsOf(problems.at(preferredField), props[preferredField]).flatMap(([wish, at]) => normalizePreference(wish, at));
  if (required === undefined && preferred.length === 0) return undefined;
  return {
    ...(required === undefined ? undefined : { requiredDuringSchedulingIgnoredDuringExecution: required }),
    ...(preferred.length === 0 ? undefined : { preferredDuringSchedulingIgnoredDuringExecution: preferred }),
  };
}

/** Conditions in any of their forms as a list; what is wrong is reported and left out. */
export function normalizeNodeRequirements(input: NodeRequirements, problems: Problems): NodeSelectorRequirement[] {
  if (typeof input === 'string') {
    return parseRequirements(input, problems).filter((requirement) => checkRequirement(requirement, problems));
  }
  if (Array.isArray(input)) {
    return itemsOf(problems, input).flatMap(([requirement, at]) => goodRequirement(requirement, requirementFields, at));
  }
  if (!checkMap(problems, input, 'conditions (a list of { key, operator, values }, a map from label to values, or a text)')) return [];
  return entriesOf(problems, input).flatMap(([key, values]) => {
    const requirement = { key, operator: 'In', values: typeof values === 'string' ? [values] : values };
    return checkRequirement(requirement, problems.at(key)) ? [requirement as NodeSelectorRequirement] : [];
  });
}

function terms(requirements: readonly NodeSelectorRequirement[]): NodeSelector | undefined {
  return requirements.length === 0 ? undefined : { nodeSelectorTerms: [{ matchExpressions: requirements }] };
}

function normalizeTerms(selector: unknown, problems: Problems): NodeSelector | undefined {
  if (selector === undefined || !checkMap(problems, selector, 'a map with nodeSelectorTerms')) return undefined;
  checkFields(problems, selector, new Set(['nodeSelectorTerms']));
  const at = problems.at('nodeSelectorTerms');
  const list = itemsOf(at, selector['nodeSelectorTerms']);
  if (list.length === 0) at.report('value/missing', { field: 'nodeSelectorTerms' });
  const nodeSelectorTerms = list.flatMap(([term, place]) => normalizeTerm(term, place));
  return nodeSelectorTerms.length === 0 ? undefined : { nodeSelectorTerms };
}

function normalizeTerm(term: unknown, problems: Problems): NodeSelectorTerm[] {
  if (!checkMap(problems, term, 'a map with matchExpressions or matchFields')) return [];
  checkFields(problems, term, termFields);
  const expressions = itemsOf(problems.at('matchExpressions'), term['matchExpressions']);
  const fields = itemsOf(problems.at('matchFields'), term['matchFields']);
  // The server accepts an empty term, and then no node matches it.
  if (expressions.length + fields.length === 0) problems.report('value/needs-one-of', { fields: [...termFields] });
  const matchExpressions = expressions.flatMap(([requirement, at]) => goodRequirement(requirement, requirementFields, at));
  const matchFields = fields.flatMap(([requirement, at]) => (checkFieldRequirement(requirement, at) ? [requirement] : []));
  if (matchExpressions.length + matchFields.length === 0) return [];
  return [{
    ...(matchExpressions.length === 0 ? undefined : { matchExpressions }),
    ...(matchFields.length === 0 ? undefined : { matchFields }),
  }];
}

function normalizePreference(wish: unknown, problems: Problems): PreferredSchedulingTerm[] {
  if (!checkMap(problems, wish, 'a wish: { weight, key, operator, values } or { weight, preference }')) return [];
  const { weight = 100, preference, ...requirement } = wish;
  const well = checkInteger(problems.at('weight'), weight, 1, 100);
  if (preference === undefined) {
    const [good] = goodRequirement(requirement, preferenceFields, problems);
    return well && good !== undefined ? [{ weight, preference: { matchExpressions: [good] } }] : [];
  }
  checkFields(problems, wish, new Set(['weight', 'preference']));
  const [term] = normalizeTerm(preference, problems.at('preference'));
  return well && term !== undefined ? [{ weight, preference: term }] : [];
}

function goodRequirement(requirement: unknown, fields: ReadonlySet<string>, problems: Problems): NodeSelectorRequirement[] {
  if (!checkMap(problems, requirement, 'a map with key, operator and values')) return [];
  checkFields(problems, requirement, fields);
  return checkRequirement(requirement, problems) ? [requirement as unknown as NodeSelectorRequirement] : [];
}

function checkRequirement(
  { key, operator, values = [] }: { readonly key?: unknown; readonly operator?: unknown; readonly values?: unknown }, problems: Problems,
): boolean {
  const at = problems.at('values');
  if (!checkLabelKey(problems.at('key'), key) || !checkOneOf(problems.at('operator'), operator, operators)) return false;
  if (!Array.isArray(values)) {
    reportWrongType(at, 'a list of texts', values);
    return false;
  }
  const [wanted, expected] = valueCount(operator, values.length);
  if (!wanted) {
    at.report('selector/values', { operator, expected, count: values.length });
    return false;
  }
  return values.map((value: unknown, index) => {
    if (!checkLabelValue(at.at(index), key, value)) return false;
    // The server lets it pass, and then no node matches.
    if ((operator !== 'Gt' && operator !== 'Lt') || wholeNumber.test(value)) return true;
    at.at(index).report('value/wrong-type', { expected: 'a whole number as a text, such as "4"', found: value });
    return false;
  }).every(Boolean);
}

function valueCount(operator: NodeOperator, count: number): [boolean, string] {
  switch (operator) {
    case 'In': case 'NotIn': return [count > 0, 'at least one value'];
    case 'Exists': case 'DoesNotExist': return [count === 0, 'no values'];
    case 'Gt': case 'Lt': return [count === 1, 'exactly one value'];
  }
}

function checkFieldRequirement(requirement: unknown, problems: Problems): requirement is NodeSelectorRequirement {
  if (!checkMap(problems, requirement, 'a map with key, operator and values')) return false;
  checkFields(problems, requirement, requirementFields);
  const { key, operator, values } = requirement;
  if (!checkOneOf(problems.at('key'), key, ['metadata.name']) || !checkOneOf(problems.at('operator'), operator, ['In', 'NotIn'])) return false;
  if (Array.isArray(values) && values.length === 1) return checkName(problems.at('values', 0), dnsSubdomain, 'node name', values[0]);
  problems.at('values').report('selector/values', { operator, expected: 'exactly one node name', count: Array.isArray(values) ? values.length : 0 });
  return false;
}

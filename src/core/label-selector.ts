import type { LabelSelector } from '../../generated/kubernetes';
import { checkFields, checkMap, checkOneOf, type PlainMap, reportWrongType } from './checks';
import { checkLabels } from './labels';
import { brokenQualifiedName, followsRule, labelValue } from './names';
import type { Problems } from './problems';

/** What a label selector can ask of a label. */
export type LabelOperator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';

/** One condition on one label. */
export interface LabelRequirement {
  /** Key of the label. */
  readonly key: string;
  /** `In` and `NotIn` compare with `values`; `Exists` and `DoesNotExist` ask for the key alone. */
  readonly operator: LabelOperator;
  /** Values to compare with, one at least. @default - none, as `Exists` and `DoesNotExist` want it */
  readonly values?: readonly string[] | undefined;
}

/**
 * Selects objects by their labels; all conditions must hold. Without any condition it selects everything.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export interface LabelSelectorProps {
  /** Labels that an object must have with exactly these values. @default - none */
  readonly matchLabels?: { readonly [key: string]: string } | undefined;
  /** Conditions on labels. @default - none */
  readonly matchExpressions?: readonly LabelRequirement[] | undefined;
}

/**
 * A label selector in any of its forms: Kubernetes' own shape, a map of labels, or text as `kubectl --selector` takes it
 * (`app=web,tier in (front,back),!legacy`).
 */
export type LabelSelectorInput = LabelSelectorProps | { readonly [key: string]: string } | string;

/** A label selector after normalization. */
export interface LabelSelectorModel {
  readonly matchLabels: { readonly [key: string]: string };
  readonly matchExpressions: readonly LabelRequirement[];
}

const operators: readonly LabelOperator[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
const selectorFields: ReadonlySet<string> = new Set(['matchLabels', 'matchExpressions']);
const requirementFields: ReadonlySet<string> = new Set(['key', 'operator', 'values']);

/** Brings a selector into its full form and reports what the API server refuses. */
export function normalizeLabelSelector(input: LabelSelectorInput, problems: Problems): LabelSelectorModel {
  if (typeof input === 'string') return parseSelector(input, problems);
  if (!checkMap(problems, input, 'a label selector (a map of labels, { matchLabels, matchExpressions } or a text)')) return everything;
  if (!isFullForm(input)) return { matchLabels: goodLabels(problems, input), matchExpressions: [] };
  checkFields(problems, input, selectorFields);
  const { matchLabels, matchExpressions } = input as LabelSelectorProps;
  return {
    matchLabels: matchLabels === undefined ? {} : goodLabels(problems.at('matchLabels'), matchLabels),
    matchExpressions: matchExpressions === undefined ? [] : goodRequirements(problems.at('matchExpressions'), matchExpressions),
  };
}

const everything: LabelSelectorModel = { matchLabels: {}, matchExpressions: [] };

/** The values of labels are texts; those of the full form are not, or are not given. */
function isFullForm(input: PlainMap): boolean {
  const given = Object.values(input).filter((value) => value !== undefined);
  return given.length === 0 || given.some((value) => typeof value === 'object' && value !== null);
}

function goodLabels(problems: Problems, labels: unknown): { readonly [key: string]: string } {
  return checkLabels(problems, labels) ? labels : {};
}

function goodRequirements(problems: Problems, requirements: unknown): LabelRequirement[] {
  if (Array.isArray(requirements)) return requirements.flatMap((requirement, index) => goodRequirement(problems.at(index), requirement));
  problems.report('value/wrong-type', { expected: 'a list of { key, operator, values }', found: requirements });
  return [];
}

function goodRequirement(problems: Problems, requirement: unknown): LabelRequirement[] {
  if (!checkMap(problems, requirement, 'a map with key, operator and values')) return [];
  checkFields(problems, requirement, requirementFields);
  const { key, operator, values } = requirement;
  const well = [
    checkLabelKey(problems.at('key'), key),
    checkOneOf(problems.at('operator'), operator, operators) && checkValueCount(problems.at('values'), operator, values),
    values === undefined || checkValues(problems.at('values'), typeof key === 'string' ? key : '', values),
  ].every(Boolean);
  return well ? [requirement as unknown as LabelRequirement] : [];
}

function checkValueCount(problems: Problems, operator: LabelOperator, values: unknown): boolean {
  const count = Array.isArray(values) ? values.length : 0;
  const wanted = operator === 'In' || operator === 'NotIn';
  if (wanted === count > 0) return true;
  problems.report('selector/values', { operator, expected: wanted ? 'at least one value' : 'no values', count });
  return false;
}

function checkValues(problems: Problems, key: string, values: unknown): boolean {
  if (!Array.isArray(values)) {
    problems.report('value/wrong-type', { expected: 'a list of texts', found: values });
    return false;
  }
  return values.map((value: unknown, index) => checkLabelValue(problems.at(index), key, value)).every(Boolean);
}

/** Reports a key that no label can have. */
export function checkLabelKey(problems: Problems, key: unknown): key is string {
  if (typeof key !== 'string') {
    reportWrongType(problems, 'the key of a label', key);
    return false;
  }
  const rule = brokenQualifiedName(key);
  if (rule !== undefined) problems.report('label/invalid-key', { found: key, rule });
  return rule === undefined;
}

/** Reports a value that no label can have. */
export function checkLabelValue(problems: Problems, key: string, value: unknown): value is string {
  if (typeof value === 'string' && followsRule(labelValue, value)) return true;
  if (typeof value !== 'string') problems.report('value/wrong-type', { expected: 'a text (quote numbers and booleans)', found: value });
  else if (value.length > labelValue.max) {
    problems.report('name/too-long', { what: `value of label ${key}`, found: value, length: value.length, max: labelValue.max });
  } else problems.report('label/invalid-value', { key, found: value, rule: labelValue.words });
  return false;
}

/** A condition in text form; `Gt` and `Lt` are for nodes alone. */
export interface TextRequirement {
  readonly key: string;
  readonly operator: LabelOperator | 'Gt' | 'Lt';
  readonly values?: readonly string[] | undefined;
}

const requirementText = /^\s*(?:!\s*([^\s!=<>,()]+)|([^\s!=<>,()]+)(?:\s*(==?|!=|[<>])\s*([^\s!=<>,()]*)|\s+(in|notin)\s*\(([^()]*)\))?)\s*$/;
const comparisons: { readonly [sign: string]: TextRequirement['operator'] } = { '=': 'In', '==': 'In', '!=': 'NotIn', '>': 'Gt', '<': 'Lt' };

/**
 * Reads a selector as `kubectl --selector` does: `app=web,tier in (front,back),release!=old,host,!legacy`.
 * What is wrong is reported, and left out.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#list-and-watch-filtering
 */
export function parseSelector(text: string, problems: Problems): LabelSelectorModel {
  const matchLabels: { [key: string]: string } = {};
  const matchExpressions: LabelRequirement[] = [];
  for (const { key, operator, values } of parseRequirements(text, problems)) {
    if (operator === 'Gt' || operator === 'Lt') {
      problems.report('value/not-one-of', { expected: operators, found: operator });
    } else if (operator === 'In' && values?.length === 1 && !Object.hasOwn(matchLabels, key)) {
      matchLabels[key] = values[0]!;
    } else matchExpressions.push(values === undefined ? { key, operator } : { key, operator, values });
  }
  return { matchLabels, matchExpressions };
}

/** The conditions of a selector in text form, with what is wrong reported and left out. */
export function parseRequirements(text: string, problems: Problems): TextRequirement[] {
  if (text.trim() === '') return [];
  return splitOutsideBrackets(text).flatMap((part) => {
    const requirement = parseRequirement(part);
    if (requirement === undefined) {
      problems.report('selector/syntax', { found: text, part: part.trim() });
      return [];
    }
    const { key, values = [] } = requirement;
    const well = checkLabelKey(problems, key) && values.every((value) => checkLabelValue(problems, key, value));
    return well ? [requirement] : [];
  });
}

function parseRequirement(text: string): TextRequirement | undefined {
  const match = requirementText.exec(text);
  if (match === null) return undefined;
  const [, absent, key = '', comparison, value = '', set, list = ''] = match;
  if (absent !== undefined) return { key: absent, operator: 'DoesNotExist' };
  if (set !== undefined) return { key, operator: set === 'in' ? 'In' : 'NotIn', values: list.split(',').map((item) => item.trim()) };
  if (comparison === undefined) return { key, operator: 'Exists' };
  return { key, operator: comparisons[comparison]!, values: [value] };
}

function splitOutsideBrackets(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === ',' && depth <= 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** The selector as Kubernetes has it, without empty parts. */
export function labelSelectorFields({ matchLabels, matchExpressions }: LabelSelectorModel): LabelSelector {
  return {
    ...(Object.keys(matchLabels).length === 0 ? undefined : { matchLabels }),
    ...(matchExpressions.length === 0 ? undefined : { matchExpressions }),
  };
}

/** Whether a selector as an object has it selects something with these labels. */
export function labelSelectorMatches(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: { readonly [key: string]: string },
): boolean {
  return selectorMatches({ matchLabels, matchExpressions: matchExpressions as LabelSelectorModel['matchExpressions'] }, labels);
}

/** Whether labels fulfil all conditions. */
export function selectorMatches({ matchLabels, matchExpressions }: LabelSelectorModel, labels: { readonly [key: string]: string }): boolean {
  for (const key of Object.keys(matchLabels)) {
    if (!Object.hasOwn(labels, key) || labels[key] !== matchLabels[key]) return false;
  }
  return matchExpressions.every((requirement) => fulfils(requirement, Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined));
}

function fulfils({ operator, values = [] }: LabelRequirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In': return value !== undefined && values.includes(value);
    case 'NotIn': return value === undefined || !values.includes(value);
    case 'Exists': return value !== undefined;
    case 'DoesNotExist': return value === undefined;
  }
}

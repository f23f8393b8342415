import type { PodFailurePolicy } from '../../generated/kubernetes';
import { checkExclusive, checkFields, checkInteger, checkMap, checkOneOf, checkText, type PlainMap } from '../core/checks';
import { brokenQualifiedName } from '../core/names';
import type { Problems } from '../core/problems';
import { itemsOf, readField } from '../core/read-field';
import { show } from '../core/show';
import { nearest } from '../core/suggest';

/** What the rules of a job need to know of it. */
export interface JobFacts {
  readonly completions: unknown;
  readonly backoffLimitPerIndex: unknown;
  /** Names of the containers of its pods, those that start them included. */
  readonly containers: readonly string[];
}

const maxRules = 20;
const maxValues = 255;
const maxInt32 = 2_147_483_647;
const policyFields: ReadonlySet<string> = new Set(['rules']);
const failureFields: ReadonlySet<string> = new Set(['action', 'onExitCodes', 'onPodConditions']);
const exitCodeFields: ReadonlySet<string> = new Set(['containerName', 'operator', 'values']);
const conditionFields: ReadonlySet<string> = new Set(['type', 'status']);
const successFields: ReadonlySet<string> = new Set(['succeededIndexes', 'succeededCount']);

/**
 * Reports what the API server refuses of a pod failure policy.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
 */
export function checkFailurePolicy(policy: unknown, problems: Problems, facts: JobFacts): void {
  for (const [rule, place] of rulesOf(policy, problems, failureFields)) {
    const acts = checkOneOf(place.at('action'), rule['action'], ['FailJob', 'FailIndex', 'Ignore', 'Count']);
    if (acts && rule['action'] === 'FailIndex' && facts.backoffLimitPerIndex === undefined) {
      place.at('action').report('value/needs-other', { field: "action: 'FailIndex'", needs: '"backoffLimitPerIndex"' });
    }
    checkExclusive(place, rule, ['onExitCodes', 'onPodConditions'], true);
    if (rule['onExitCodes'] !== undefined) checkExitCodes(rule['onExitCodes'], place.at('onExitCodes'), facts);
    if (rule['onPodConditions'] !== undefined) checkConditions(rule['onPodConditions'], place.at('onPodConditions'));
  }
}

/** A policy of which nothing is wrong, in full: releases before 1.34 want to be told the status of a condition in a CronJob. */
export function withStatuses({ rules }: PodFailurePolicy): PodFailurePolicy {
  return {
    rules: rules.map((rule) => (rule.onPodConditions === undefined ? rule
      : { ...rule, onPodConditions: rule.onPodConditions.map(({ type, status = 'True' }) => ({ type, status })) })),
  };
}

/**
 * Reports what the API server refuses of a success policy.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy
 */
export function checkSuccessPolicy(policy: unknown, problems: Problems, { completions }: JobFacts): void {
  for (const [rule, place] of rulesOf(policy, problems, successFields)) {
    const { succeededIndexes, succeededCount } = rule;
    if (succeededIndexes === undefined && succeededCount === undefined) place.report('value/needs-one-of', { fields: [...successFields] });
    const all = typeof completions === 'number' ? completions : maxInt32;
    const among = succeededIndexes === undefined ? all : checkIndexes(succeededIndexes, place.at('succeededIndexes'), all);
    if (succeededCount !== undefined) checkInteger(place.at('succeededCount'), succeededCount, 0, among);
  }
}

function rulesOf(policy: unknown, problems: Problems, fields: ReadonlySet<string>): [PlainMap, Problems][] {
  if (!checkMap(problems, policy)) return [];
  checkFields(problems, policy, policyFields);
  const { rules } = policy;
  const place = problems.at('rules');
  if (!Array.isArray(rules) || rules.length === 0) {
    place.report('value/wrong-type', { expected: 'a list with at least one rule', found: rules });
    return [];
  }
  if (rules.length > maxRules) place.report('job/too-many', { what: 'rules', max: maxRules, found: rules.length });
  return itemsOf(place, rules).flatMap(([rule, at]): [PlainMap, Problems][] => {
    if (!checkMap(at, rule, 'a rule')) return [];
    checkFields(at, rule, fields);
    return [[rule, at]];
  });
}

function checkExitCodes(input: unknown, problems: Problems, { containers }: JobFacts): void {
  if (!checkMap(problems, input, 'a map with operator and values')) return;
  checkFields(problems, input, exitCodeFields);
  const container = readField(problems, input, 'containerName', isName);
  if (container !== undefined && !containers.includes(container)) {
    problems.at('containerName').report('job/unknown-container', { container, known: containers, nearest: nearest(container, containers) });
  }
  const { operator, values } = input;
  checkOneOf(problems.at('operator'), operator, ['In', 'NotIn']);
  const place = problems.at('values');
  if (!Array.isArray(values) || values.length === 0) {
    place.report('value/wrong-type', { expected: 'a list with at least one exit code', found: values });
    return;
  }
  if (values.length > maxValues) place.report('job/too-many', { what: 'exit codes', max: maxValues, found: values.length });
  let last = -Infinity;
  for (const [value, at] of itemsOf(place, values)) {
    if (!checkInteger(at, value, -maxInt32 - 1, maxInt32)) continue;
    if (value === 0 && operator === 'In') at.report('job/exit-codes', { expected: 'an exit code of a failure', found: value });
    else if (value <= last) at.report('job/exit-codes', { expected: `an exit code above ${last}, which stands before it`, found: value });
    last = Math.max(last, value);
  }
}

function checkConditions(input: unknown, problems: Problems): void {
  if (!Array.isArray(input) || input.length === 0) {
    problems.report('value/wrong-type', { expected: 'a list with at least one condition', found: input });
    return;
  }
  if (input.length > maxRules) problems.report('job/too-many', { what: 'conditions', max: maxRules, found: input.length });
  for (const [condition, place] of itemsOf(problems, input)) {
    if (!checkMap(place, condition, 'a map with type and status')) continue;
    checkFields(place, condition, conditionFields);
    const { type, status } = condition;
    const rule = checkText(place.at('type'), type) ? brokenQualifiedName(type) : undefined;
    if (rule !== undefined) place.at('type').report('name/invalid', { what: 'type of a condition', found: type, rule });
    if (status !== undefined) checkOneOf(place.at('status'), status, ['True', 'False', 'Unknown']);
  }
}

/** How many indexes a text such as `0-4,7` names. */
function checkIndexes(text: unknown, problems: Problems, completions: number): number {
  if (!checkText(problems, text)) return completions;
  let count = 0;
  let last = -1;
  for (const part of text.split(',')) {
    const [, first, second] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    const end = Number(second ?? first);
    const ordered = Number(first) > last && (second === undefined || end > Number(first));
    const why = first === undefined ? `expected a number or a range such as "2-5" for ${show(part)}`
      : !ordered ? 'expected them in order, each once'
        : end >= completions ? `expected less than completions (${completions}), found ${end}` : undefined;
    if (why !== undefined) {
      problems.report('job/indexes', { found: text, why });
      return completions;
    }
    count += end - Number(first) + 1;
    last = end;
  }
  return count;
}

function isName(problems: Problems, value: unknown): value is string {
  return checkText(problems, value, 'the name of a container');
}

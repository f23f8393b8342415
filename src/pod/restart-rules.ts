import type { ContainerRestartRule } from '../../generated/kubernetes';
import { checkFields, checkInteger, checkMap, checkOneOf } from '../core/checks';
import type { Problems } from '../core/problems';
import { itemsOf } from '../core/read-field';

const actions = ['Restart', 'RestartAllContainers'] as const;
const operators = ['In', 'NotIn'] as const;
const ruleFields: ReadonlySet<string> = new Set(['action', 'exitCodes']);
const exitCodeFields: ReadonlySet<string> = new Set(['operator', 'values']);
const mostRules = 20;
const mostValues = 255;

/** Reports what the API server refuses. `problems` is at the path of `restartPolicyRules`. */
export function normalizeRestartRules(input: unknown, problems: Problems): ContainerRestartRule[] {
  const rules: ContainerRestartRule[] = [];
  for (const [item, place] of itemsOf(problems, input)) {
    const rule = readRule(item, place);
    if (rule !== undefined) rules.push(rule);
  }
  if (rules.length > mostRules) problems.report('value/out-of-range', { min: 0, max: mostRules, found: rules.length });
  return rules;
}

function readRule(input: unknown, problems: Problems): ContainerRestartRule | undefined {
  if (!checkMap(problems, input, 'a rule: { action, exitCodes }')) return undefined;
  checkFields(problems, input, ruleFields);
  const { action, exitCodes } = input;
  const well = checkOneOf(problems.at('action'), action, actions);
  if (!checkMap(problems.at('exitCodes'), exitCodes, 'a map with operator and values')) return undefined;
  checkFields(problems.at('exitCodes'), exitCodes, exitCodeFields);
  const { operator } = exitCodes;
  if (!checkOneOf(problems.at('exitCodes', 'operator'), operator, operators)) return undefined;
  const place = problems.at('exitCodes', 'values');
  const values = itemsOf(place, exitCodes['values']).flatMap(([value, at]) => (checkInteger(at, value, 0, mostValues) ? [value] : []));
  if (values.length > mostValues) place.report('value/out-of-range', { min: 1, max: mostValues, found: values.length });
  if (exitCodes['values'] === undefined) problems.at('exitCodes', 'values').report('value/missing', { field: 'values' });
  return well ? { action, exitCodes: { operator, values } } : undefined;
}

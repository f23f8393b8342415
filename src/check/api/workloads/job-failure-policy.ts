import type {
  JobSpec, PodFailurePolicyOnExitCodesRequirement, PodFailurePolicyOnPodConditionsPattern, PodFailurePolicyRule,
} from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, each, needs, oneOf, type Rule, texts } from '../../rule/rules';
import { maxItems, unique } from '../shared/lists';
import { labelKey } from '../shared/names';

const actions = ['Count', 'FailIndex', 'FailJob', 'Ignore'];

const exitCodeValues: Rule<readonly number[]> = all(maxItems(255), unique<number>(), (values, at) => {
  if (values.length === 0) at.report('api/invalid', { found: values, expected: 'at least one exit code' });
  if (values.some((value, index) => index > 0 && values[index - 1]! > value)) at.report('api/invalid', { found: values, expected: 'exit codes in ascending order' });
});

function exitCodes(value: PodFailurePolicyOnExitCodesRequirement, containers: ReadonlySet<string>, at: Context): void {
  const { operator, values = [], containerName: found } = value;
  needs<PodFailurePolicyOnExitCodesRequirement>({ operator: oneOf('In', 'NotIn') })(value, at);
  if (found !== undefined && !containers.has(found)) at.reportAt('containerName', 'job/unknown-container', { found, known: [...containers] });
  at.enter('values');
  exitCodeValues(values, at);
  values.forEach((code, index) => {
    if (code === 0 && operator === 'In') at.reportAt(index, 'api/invalid', { found: code, expected: 'an exit code of failure, which 0 is not' });
  });
  at.leave();
}

const conditions: Rule<readonly PodFailurePolicyOnPodConditionsPattern[]> = all(
  maxItems(20),
  each(texts<PodFailurePolicyOnPodConditionsPattern>({ type: labelKey }), needs<PodFailurePolicyOnPodConditionsPattern>({ status: oneOf('False', 'True', 'Unknown') })),
);

function policyRule(rule: PodFailurePolicyRule, spec: JobSpec, containers: ReadonlySet<string>, at: Context): void {
  const { action = '', onExitCodes, onPodConditions = [] } = rule;
  if (action === '') at.reportAt('action', 'api/required', { field: 'action' });
  else if (!actions.includes(action)) at.reportAt('action', 'api/not-supported', { found: action, known: actions });
  else if (action === 'FailIndex' && spec.backoffLimitPerIndex === undefined) at.reportAt('action', 'job/fail-index', {});
  if (onExitCodes !== undefined) {
    at.enter('onExitCodes');
    exitCodes(onExitCodes, containers, at);
    at.leave();
  }
  at.enter('onPodConditions');
  conditions(onPodConditions, at);
  at.leave();
  if ((onExitCodes === undefined) === (onPodConditions.length === 0)) at.report('job/failure-condition', { both: onExitCodes !== undefined });
}

/** What a failed pod means for its job. @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy */
export const podFailurePolicy: Rule<JobSpec> = (spec, at) => {
  if (spec.podFailurePolicy === undefined) return;
  const { rules = [] } = spec.podFailurePolicy;
  const { containers = [], initContainers = [] } = spec.template?.spec ?? {};
  const names = new Set([...containers, ...initContainers].map(({ name }) => name));
  at.enter('podFailurePolicy');
  at.enter('rules');
  maxItems(20)(rules, at);
  rules.forEach((rule, index) => {
    at.enter(index);
    policyRule(rule, spec, names, at);
    at.leave();
  });
  at.leave();
  at.leave();
};

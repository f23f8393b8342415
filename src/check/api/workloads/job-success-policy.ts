import type { JobSpec, SuccessPolicyRule } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import type { Rule } from '../../rule/rules';
import { maxItems } from '../shared/lists';
import { byteLength } from '../shared/names';
import { notNegative } from '../shared/numbers';

const wholeNumber = /^[+-]?\d+$/;

/** How many indexes a text such as "0,2-4" means, or what is wrong with it. */
function countIndexes(text: string, completions: number): number | string {
  if (text === '') return 0;
  let last: number | undefined;
  let total = 0;
  for (const interval of text.split(',')) {
    const limits = interval.split('-');
    if (limits.length > 2) return 'at most one "-" in each interval';
    if (!limits.every((limit) => wholeNumber.test(limit))) return 'whole numbers';
    const [from = 0, to = from] = limits.map(Number);
    if (from >= completions || to >= completions) return `indexes below ${completions}, the number of completions`;
    if (limits.length === 2 && from >= to) return 'the lower index of an interval first';
    if (last !== undefined && last >= from) return 'ascending indexes';
    last = to;
    total += to - from + 1;
  }
  return total;
}

function policyRule({ succeededCount: count, succeededIndexes: indexes }: SuccessPolicyRule, completions: number, at: Context): void {
  if (count === undefined && indexes === undefined) at.report('api/one-needed', { fields: ['succeededCount', 'succeededIndexes'] });
  let total = 0;
  if (indexes !== undefined) {
    const max = 64 * 1024;
    const counted = countIndexes(indexes, completions);
    if (byteLength(indexes) > max) at.reportAt('succeededIndexes', 'api/too-long', { length: byteLength(indexes), max });
    if (typeof counted === 'string') at.reportAt('succeededIndexes', 'job/indexes', { found: indexes, expected: counted });
    else total = counted;
  }
  if (count === undefined) return;
  at.enter('succeededCount');
  notNegative(count, at);
  if (count > completions) at.report('api/greater-than', { found: count, limit: completions, of: 'completions' });
  if (indexes !== undefined && count > total) at.report('api/greater-than', { found: count, limit: total, of: 'the number of succeededIndexes' });
  at.leave();
}

/** When a job is done before all of its indexes are. @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy */
export const successPolicy: Rule<JobSpec> = ({ successPolicy: policy, completionMode, completions = 0 }, at) => {
  if (policy === undefined) return;
  at.enter('successPolicy');
  if (completionMode !== 'Indexed') at.report('api/not-allowed', { field: 'successPolicy', when: 'without the completion mode Indexed' });
  else {
    const { rules = [] } = policy;
    at.enter('rules');
    if (rules.length === 0) at.report('api/required', { field: 'rules' });
    maxItems(20)(rules, at);
    rules.forEach((rule, index) => {
      at.enter(index);
      policyRule(rule, completions, at);
      at.leave();
    });
    at.leave();
  }
  at.leave();
};

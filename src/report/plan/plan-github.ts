import type { Plan } from '../../plan';
import { commandText, propertyText } from '../github-text';
import { reportPath } from '../report-path';
import { DANGEROUS, fieldsOf, nameOf, type PlanReportOptions, reasonGroups, unmatchedInWords } from './plan-report';
import type { SourceLocation } from '../../core/source';

/**
 * Commands that GitHub Actions shows beside the lines of a change: what is dangerous as errors, what replaces pods as warnings.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function planGithub(plan: Plan, { folder }: PlanReportOptions): string {
  const { changes, consequences, unmatched } = plan;
  const lines: string[] = [];
  const say = (level: string, title: string, source: SourceLocation | undefined, text: string): void => {
    const place = source === undefined ? '' : `file=${propertyText(reportPath(source.file, folder))},line=${source.line},col=${source.column},`;
    lines.push(`::${level} ${place}title=${propertyText(title)}::${commandText(text)}\n`);
  };
  for (const change of changes) {
    for (const group of reasonGroups(change.reasons)) {
      const { first } = group;
      const danger = first.effect === 'refused' || first.effect === 'data-risk';
      if (!DANGEROUS.has(first.effect) && first.effect !== 'rollout') continue;
      const level = first.acknowledged !== undefined ? 'notice' : danger ? 'error' : 'warning';
      say(level, first.code, first.source, [`${nameOf(change)}: ${first.message}`, ...fieldsOf(group), ...first.remedy].join('\n'));
    }
  }
  for (const one of consequences) {
    const { severity, code, message, remedy, source } = one;
    say(severity === 'info' ? 'notice' : severity, code, source, [`${nameOf(one)}: ${message}`, ...remedy].join('\n'));
  }
  for (const one of unmatched) say('warning', one.code, undefined, `${one.object}: ${unmatchedInWords(plan, one)} (${one.reason})`);
  return lines.join('');
}

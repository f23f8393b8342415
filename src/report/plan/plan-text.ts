import { formatObjectId } from '../../core/object-id';
import type { Consequence, Effect, Plan, PlanChange } from '../../plan';
import { noPaint, type Paint } from '../report-options';
import { reportPlace } from '../report-path';
import {
  alike, countsInWords, DANGEROUS, EFFECT_WORDS, fieldsOf, harmlessInWords, isCommand, isQuiet, moreFields, nameOf, othersInWords, placeOf,
  type PlanReportOptions, type ReasonGroup, reasonGroups, sortOfChange, sortOfConsequence, unmatchedInWords,
} from './plan-report';

/** Objects of an effect that nobody has to think about are listed up to here. */
const mostListed = 12;
const mostFields = 4;
/** Objects that somebody has to think about are told in full up to here. */
const mostInFull = 20;

/** What a person reads in ten seconds: the numbers, what is dangerous with what to do, then the rest in a line each. */
export function planText(plan: Plan, options: PlanReportOptions): string {
  return `${new Writer(plan, options).parts().join('\n\n')}\n`;
}

class Writer {
  private readonly paint: Paint;

  constructor(
    private readonly plan: Plan,
    private readonly options: PlanReportOptions,
  ) {
    this.paint = options.paint ?? noPaint;
  }

  parts(): string[] {
    const { plan, options, paint } = this;
    const head = `${paint.bold(`against ${options.base}`)}: ${countsInWords(plan)}`;
    if (isQuiet(plan) && plan.consequences.length === 0) return [`${head}\n${paint.green('nothing changes in the cluster')}`, ...this.unmatched()];
    return [
      head,
      ...EFFECT_WORDS.flatMap(([effect, words]) => this.section(effect, words)),
      ...this.consequences(),
      ...this.order(),
      ...this.runbook(),
      ...this.unmatched(),
    ];
  }

  private section(effect: Effect, words: string): string[] {
    const changes = this.plan.changes.filter((change) => change.effect === effect);
    if (changes.length === 0 || effect === 'none') return [];
    const title = this.colour(effect, words);
    if (DANGEROUS.has(effect)) {
      const groups = alike(changes, sortOfChange);
      const parts = groups.slice(0, mostInFull).flatMap(({ shown, others }) => [this.danger(shown), ...this.others(others.map(nameOf))]);
      const left = groups.slice(mostInFull).reduce((sum, { others }) => sum + 1 + others.length, 0);
      return [[title, ...parts, ...this.left(left)].join('\n')];
    }
    const lines = changes.slice(0, mostListed).map((change) => this.line(change));
    return [[title, ...lines, ...this.left(changes.length - lines.length)].join('\n')];
  }

  private others(names: readonly string[]): string[] {
    return names.length === 0 ? [] : [`  ${othersInWords(names)}`];
  }

  private left(number: number): string[] {
    return number === 0 ? [] : [`  and ${number} more, which --format json shows`];
  }

  private colour(effect: Effect, words: string): string {
    const { paint } = this;
    if (effect === 'refused' || effect === 'data-risk') return paint.red(paint.bold(words));
    return DANGEROUS.has(effect) || effect === 'rollout' ? paint.yellow(paint.bold(words)) : paint.bold(words);
  }

  /** Everything about an object that somebody has to think about. */
  private danger(change: PlanChange): string {
    const place = placeOf(change.reasons.find(({ effect }) => effect === change.effect) ?? change.reasons[0]!, this.options.folder);
    return [
      `  ${this.paint.bold(nameOf(change))}${place === undefined ? '' : `  ${this.paint.dim(place)}`}`,
      ...reasonGroups(change.reasons).flatMap((group) => this.reason(group)),
    ].join('\n');
  }

  private reason(group: ReasonGroup): string[] {
    const { paint } = this;
    const { first } = group;
    const fields = fieldsOf(group);
    const releases = first.kubernetes.length === this.plan.kubernetes.length ? '' : `  (Kubernetes ${first.kubernetes.join(', ')})`;
    return [
      `    ${this.colour(first.effect, first.code)}  ${first.message}${releases}`,
      ...fields.slice(0, mostFields).map((field) => `      ${field}`),
      ...(fields.length > mostFields ? [`      ${moreFields(fields.length - mostFields)}`] : []),
      ...(first.acknowledged === undefined ? this.steps(first.remedy, '      ') : [`      ${paint.green('accepted')}: ${first.acknowledged}`]),
    ];
  }

  private steps(steps: readonly string[], indent: string): string[] {
    return steps.map((step) => (isCommand(step) ? `${indent}  ${this.paint.cyan(step)}` : `${indent}${this.paint.dim('-')} ${step}`));
  }

  /** An object that nobody has to think about. */
  private line(change: PlanChange): string {
    const { paint } = this;
    const { words, fields, remedy } = harmlessInWords(change);
    const indent = words === '' ? '    ' : '      ';
    // What rolls pods is what a reviewer looks for; the rest is for those who ask.
    if (change.effect !== 'rollout' && change.effect !== 'in-place') return `  ${nameOf(change)}  ${paint.dim(words)}`;
    const place = placeOf(change.reasons[0]!, this.options.folder);
    return [
      `  ${nameOf(change)}${place === undefined ? '' : `  ${paint.dim(place)}`}`,
      ...(words === '' ? [] : [`    ${words}`]),
      ...fields.slice(0, mostFields).map((field) => `${indent}${field}`),
      ...(fields.length > mostFields ? [`${indent}${moreFields(fields.length - mostFields)}`] : []),
      ...this.steps(remedy, indent),
    ].join('\n');
  }

  private consequences(): string[] {
    if (this.plan.consequences.length === 0) return [];
    const parts = alike(this.plan.consequences, sortOfConsequence).flatMap(({ shown, others }) => [
      ...this.consequence(shown), ...this.others(others.map(nameOf)),
    ]);
    return [[this.paint.bold('what follows'), ...parts].join('\n')];
  }

  private consequence(one: Consequence): string[] {
    const { paint } = this;
    const { severity, code, message, remedy, source } = one;
    const word = severity === 'error' ? paint.red(severity) : severity === 'warning' ? paint.yellow(severity) : paint.cyan(severity);
    const place = source === undefined ? '' : `  ${paint.dim(reportPlace(source, this.options.folder))}`;
    return [`  ${paint.bold(nameOf(one))}${place}`, `    ${word}  ${code}  ${message}`, ...this.steps(remedy, '      ')];
  }

  private order(): string[] {
    if (this.plan.order.length === 0) return [];
    const lines = this.plan.order.slice(0, mostListed).map(({ first, then, why, cluster }) => `  ${nameOf({ object: first, cluster })} before ${formatObjectId(then)}: ${why}`);
    return [[this.paint.bold('in this order'), ...lines, ...this.left(this.plan.order.length - lines.length)].join('\n')];
  }

  private runbook(): string[] {
    if (this.plan.runbook.length === 0) return [];
    const lines = alike(this.plan.runbook, ({ title }) => title).flatMap(({ shown, others }) => [
      `  ${this.paint.bold(nameOf(shown))}  ${shown.title}`,
      ...shown.steps.map((step, index) => `    ${index + 1}. ${isCommand(step) ? this.paint.cyan(step) : step}`),
      ...this.others(others.map(nameOf)),
    ]);
    return [[this.paint.bold('by hand, since one apply cannot do it'), ...lines].join('\n')];
  }

  private unmatched(): string[] {
    if (this.plan.unmatched.length === 0) return [];
    const lines = this.plan.unmatched.map((one) => `  ${one.object}  ${one.code}  ${unmatchedInWords(this.plan, one)}  (${one.reason})`);
    return [[this.paint.yellow('accepted, but not what happens'), ...lines].join('\n')];
  }
}

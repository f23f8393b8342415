import type { LabelSelector, PodTemplateSpec } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import type { Rule } from '../../rule/rules';
import { isReadable, labelSelector, selects, selectsAll } from '../shared/selector';

type StringMap = { readonly [key: string]: string };

interface Selecting {
  readonly selector?: LabelSelector | undefined;
  readonly template?: PodTemplateSpec | undefined;
}

/** The labels of a pod template. */
export function templateLabels(template: PodTemplateSpec | undefined): StringMap {
  return template?.metadata?.labels ?? {};
}

/** Reports a template whose labels a selector does not select. A selector that is not there selects nothing. */
export function mismatch(selector: LabelSelector | undefined, labels: StringMap, at: Context): void {
  if (selector !== undefined && selects(selector, labels)) return;
  at.reportAt(['template', 'metadata', 'labels'], 'selector/mismatch', { selector: conditions(selector ?? {}), labels: Object.entries(labels).map(([key, value]) => `${key}: ${value}`) });
}

function conditions({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string[] {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}: ${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) => [key, operator, values.join(',')].join(' ').trim()),
  ];
}

/** A selector with a condition that selects the pods of the template; the whole selector is named when it cannot be read. */
export function selection(kind: string): Rule<Selecting> {
  return (spec, at) => {
    const { selector, template } = spec;
    if (selector === undefined) at.reportAt('selector', 'api/required', { field: 'selector' });
    else {
      at.enter('selector');
      labelSelector(selector, at);
      if (selectsAll(selector)) at.report('selector/empty', { kind });
      if (!isReadable(selector)) at.report('selector/unreadable', {});
      at.leave();
    }
    if (selector === undefined || (isReadable(selector) && !selectsAll(selector))) mismatch(selector, templateLabels(template), at);
  };
}

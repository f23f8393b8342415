import type { LabelSelector } from '../../../generated/kubernetes';

type Labels = { readonly [key: string]: string };

/** Whether labels fit a selector of equalities, as Services have it. */
export function matchesLabels(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** Whether labels fit a selector of equalities and sets. */
export function matchesSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  return matchesLabels(matchLabels, labels) && matchExpressions.every(({ key, operator, values = [] }) => {
    const value = labels[key];
    switch (operator) {
      case 'In': return value !== undefined && values.includes(value);
      case 'NotIn': return value === undefined || !values.includes(value);
      case 'Exists': return value !== undefined;
      case 'DoesNotExist': return value === undefined;
      default: throw new Error(`a selector has the operator "${operator}"`);
    }
  });
}

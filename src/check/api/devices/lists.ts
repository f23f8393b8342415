import { all, type Rule } from '../../rule/rules';
import { maxItems } from '../shared/lists';

/** A list of so many items at most; of a longer one, the server looks at no item. */
export function limitedList<T>(max: number, ...rules: readonly Rule<readonly T[]>[]): Rule<readonly T[]> {
  const rule = all(...rules);
  return (items, at) => {
    if (items.length > max) maxItems(max)(items, at);
    else rule(items, at);
  };
}

/** Each item once; until Kubernetes 1.34 the server named the field that tells items apart, where there is one. */
export function uniqueAs<T>(key: (item: T) => string, field?: string): Rule<readonly T[]> {
  return (items, at) => {
    const seen = new Set<string>();
    items.forEach((item, index) => {
      const found = key(item);
      if (seen.has(found)) at.reportAt(field !== undefined && at.minor < 35 ? [index, field] : index, 'api/duplicate', { found });
      seen.add(found);
    });
  };
}

import type { Path } from '../../../core/json-pointer';
import type { Context } from '../../rule/context';
import type { Rule } from '../../rule/rules';

/** A list of so many items at most. */
export function maxItems(max: number): Rule<readonly unknown[]> {
  return (items, at) => {
    if (items.length > max) at.report('api/too-many', { count: items.length, max });
  };
}

/**
 * Each item once; the second is reported, at its index.
 * @param key what tells items apart; items without it (`undefined`) are not compared. @default - the item itself
 * @param place where in the item it is reported. @default - the item itself
 */
export function unique<T>(key: (item: T) => string | number | undefined = String, ...place: Path): Rule<readonly T[]> {
  return (items, at) => {
    if (items.length < 2) return;
    const seen = new Set<string | number>();
    for (let index = 0; index < items.length; index++) {
      const found = key(items[index]!);
      if (found === undefined) continue;
      if (seen.has(found)) at.reportAt([index, ...place], 'api/duplicate', { found });
      else seen.add(found);
    }
  };
}

/** Exactly one of the fields: a second one is reported as forbidden at itself, none at all as missing at the object. */
export function exactlyOne<T extends object>(...names: readonly (keyof T & string)[]): Rule<T> {
  const most = atMostOne<T>(...names);
  return (value, at) => {
    if (firstGiven(value, names) === undefined) at.report('api/one-needed', { fields: names });
    else most(value, at);
  };
}

/** At most one of the fields: others are reported as forbidden, each at itself. */
export function atMostOne<T extends object>(...names: readonly (keyof T & string)[]): Rule<T> {
  return (value, at) => {
    const first = firstGiven(value, names);
    if (first === undefined) return;
    for (const name of names) {
      if (name !== first && isGiven(value, name)) at.reportAt(name, 'api/exclusive', { fields: [first, name] });
    }
  };
}

/** The first of the fields that is there. */
export function firstGiven<T extends object>(value: T, names: readonly (keyof T & string)[]): (keyof T & string) | undefined {
  return names.find((name) => isGiven(value, name));
}

function isGiven<T extends object>(value: T, name: keyof T & string): boolean {
  const field: unknown = value[name];
  return field !== undefined && field !== null;
}

/** Reports a field that is given although it must not be. */
export function forbid<T extends object>(value: T, at: Context, name: keyof T & string, when: string): void {
  if (isGiven(value, name)) at.reportAt(name, 'api/forbidden', { field: name, when });
}

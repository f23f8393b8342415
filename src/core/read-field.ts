import { isPlainMap, type PlainMap } from './checks';
import type { Problems } from './problems';

/** Checks a value and reports what is wrong with it. */
export type Check<T> = (problems: Problems, value: unknown) => value is T;

/** One field of a definition, when it is given and passes its check. */
export function readField<T>(problems: Problems, props: object, field: string, check: Check<T>): T | undefined {
  const value = (props as PlainMap)[field];
  return value === undefined || !check(problems.at(field), value) ? undefined : value;
}

/** The items of a list, each with its place; reports anything but a list. `undefined` gives no items. */
export function itemsOf(problems: Problems, value: unknown): [unknown, Problems][] {
  if (value === undefined) return [];
  // Not by `map`, which skips the holes of a list such as `[, 1]`.
  if (Array.isArray(value)) return Array.from(value as readonly unknown[], (item, index) => [item, problems.at(index)]);
  problems.report('value/wrong-type', { expected: 'a list', found: value });
  return [];
}

/** A field that is a list, without the items that fail their check; `undefined` when it is not given. */
export function readList<T>(problems: Problems, props: object, field: string, check: Check<T>): T[] | undefined {
  const value = (props as PlainMap)[field];
  if (value === undefined) return undefined;
  const good: T[] = [];
  for (const [item, place] of itemsOf(problems.at(field), value)) if (check(place, item)) good.push(item);
  return good;
}

/** Reports a list without items where Kubernetes would read it as everything: mostly one that was computed, and found nothing. */
export function checkNotEmpty(problems: Problems, value: unknown, everything: string, hint?: string): void {
  if (Array.isArray(value) && value.length === 0) problems.report('value/empty-list', { everything, hint });
}

/** Whether nothing was given, rather than something that is wrong: no value, or a list or map without any. */
export function isNothing(value: unknown): boolean {
  return value === undefined || ((Array.isArray(value) || isPlainMap(value)) && Object.values(value).every((item) => item === undefined));
}

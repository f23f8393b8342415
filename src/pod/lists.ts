import type { Problems } from '../core/problems';

/** The items of a list, each with its own path; anything but a list is reported, and `undefined` has no items. */
export function listOf(input: unknown, expected: string, problems: Problems): [unknown, Problems][] {
  if (input === undefined) return [];
  if (Array.isArray(input)) return input.map((item: unknown, index) => [item, problems.at(index)]);
  problems.report('value/wrong-type', { expected, found: input });
  return [];
}

/** The items of a list of texts that pass a check, which reports those that do not. */
export function goodItems<T extends string = string>(
  input: unknown, expected: string, problems: Problems, check: (problems: Problems, item: unknown) => item is T,
): T[] {
  return listOf(input, expected, problems).flatMap(([item, at]) => (check(at, item) ? [item] : []));
}

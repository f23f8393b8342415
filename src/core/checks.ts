import type { ArgsOf } from './codes';
import { isPlainMap, type PlainMap } from './plain-map';
import type { Problems } from './problems';
import { longestStem, nearest } from './suggest';

export { isPlainMap, type PlainMap };

/**
 * Reports a value that is of another type than expected; where a field has no value at all, it is the field that is missing.
 * For values that must be given: what may be left out is not to be checked then.
 */
export function reportWrongType(problems: Problems, expected: string, found: unknown): void {
  if (!isMissing(problems, found)) problems.report('value/wrong-type', { expected, found });
}

/** Whether a field that must be given is not there, which is reported. An item of a list is not missing: there is a hole. */
export function isMissing(problems: Problems, value: unknown): boolean {
  const { field } = problems;
  if (value !== undefined || field === undefined) return false;
  problems.report('value/missing', { field });
  return true;
}

/** Reports anything but a plain object. */
export function checkMap(problems: Problems, value: unknown, expected = 'a map'): value is PlainMap {
  if (isPlainMap(value)) return true;
  reportWrongType(problems, expected, value);
  return false;
}

/** Reports fields that a definition does not have, which would be lost silently otherwise; `undefined` counts as not given. */
export function checkFields(problems: Problems, value: object, known: ReadonlySet<string>): void {
  for (const field in value) {
    if (known.has(field) || (value as PlainMap)[field] === undefined) continue;
    problems.at(field).report('value/unknown-field', { field, nearest: nearest(field, known) ?? longestStem(field, known), known: [...known] });
  }
}

/** The entries of a map that are given; reports keys that JavaScript gives a meaning of its own. */
export function entriesOf<T>(problems: Problems, map: { readonly [key: string]: T | undefined }): [string, T][] {
  const entries: [string, T][] = [];
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (key === '__proto__') problems.at(key).report('value/prototype-key', { key });
    else if (value !== undefined) entries.push([key, value]);
  }
  return entries;
}

/** Visits the entries of a map that are given, each with its place; reports keys that JavaScript gives a meaning of its own. */
export function eachEntry<T>(
  problems: Problems, map: { readonly [key: string]: T | undefined }, visit: (key: string, value: T, place: Problems) => void,
): void {
  for (const key in map) {
    const value = map[key];
    if (key === '__proto__') problems.at(key).report('value/prototype-key', { key });
    else if (value !== undefined) visit(key, value, problems.at(key));
  }
}

/** Reports anything but a whole number within bounds. */
export function checkInteger(problems: Problems, value: unknown, min: number, max?: number): value is number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    reportWrongType(problems, 'a whole number', value);
    return false;
  }
  if (Number.isInteger(value) && value >= min && (max === undefined || value <= max)) return true;
  problems.report('value/out-of-range', { min, max, found: value });
  return false;
}

/** Reports anything but a text with at least one character. */
export function checkText(problems: Problems, value: unknown, expected = 'a text'): value is string {
  if (typeof value === 'string' && value !== '') return true;
  reportWrongType(problems, value === '' ? `${expected} that is not empty` : expected, value);
  return false;
}

/** Reports anything but true or false. */
export function checkBoolean(problems: Problems, value: unknown): value is boolean {
  if (typeof value === 'boolean') return true;
  reportWrongType(problems, 'true or false', value);
  return false;
}

/** Reports anything but one of the words, and suggests the nearest. */
export function checkOneOf<W extends string>(problems: Problems, value: unknown, words: readonly W[]): value is W {
  if (typeof value === 'string' && (words as readonly string[]).includes(value)) return true;
  if (isMissing(problems, value)) return false;
  const near = typeof value === 'string' ? nearest(value, words) : undefined;
  problems.report('value/not-one-of', { expected: words, found: value, nearest: near });
  return false;
}

/** Reports more than one given field out of several that exclude each other, at the second; with `required`, none as well. Returns the given one. */
export function checkExclusive<F extends string>(problems: Problems, value: object, fields: readonly F[], required = false): F | undefined {
  const given = fields.filter((field) => (value as PlainMap)[field] !== undefined);
  if (given.length > 1) problems.at(given[1]!).report('value/exclusive', { fields: given });
  if (given.length === 0 && required) problems.report('value/needs-one-of', { fields });
  return given[0];
}

/** Deeper than any object of a cluster; what goes through data step by step within itself has room for so many steps. */
const deepest = 500;

/** Reports what no manifest can hold, at any depth: functions, symbols, class instances, NaN, circles. Returns whether all is well. */
export function checkPlainData(problems: Problems, value: unknown): boolean {
  const ancestors: object[] = [];
  let well = true;
  let deep = false;
  const refuse = <C extends 'value/wrong-type' | 'value/cyclic' | 'value/not-data'>(place: Problems, code: C, args: ArgsOf<C>): void => {
    well = false;
    place.report(code, args);
  };
  const visit = (place: Problems, item: unknown): void => {
    if (item === null) return;
    if (typeof item === 'number' && !Number.isFinite(item)) refuse(place, 'value/wrong-type', { expected: 'a finite number', found: item });
    else if (typeof item === 'function' || typeof item === 'symbol') refuse(place, 'value/not-data', { found: item });
    if (typeof item !== 'object') return;
    const list = Array.isArray(item);
    if (!list && !isPlainMap(item)) refuse(place, 'value/not-data', { found: item });
    else if (ancestors.includes(item)) refuse(place, 'value/cyclic', {});
    else if (ancestors.length === deepest) deep = true;
    else {
      ancestors.push(item);
      if (list) item.forEach((each, index) => visit(place.at(index), each));
      else for (const key of Object.keys(item)) visit(place.at(key), item[key]);
      ancestors.pop();
    }
  };
  visit(problems, value);
  // Said once, where the data begins: the path to its end would be hundreds of steps long.
  if (deep) problems.report('value/too-deep', { max: deepest });
  return well && !deep;
}

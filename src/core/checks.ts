import type { Problems } from './problems';
import { nearest } from './suggest';

/** A map of text keys to anything, as `JSON.parse` makes them. */
export interface PlainMap {
  readonly [key: string]: unknown;
}

/** Whether a value is a plain object: not a list, not an instance of a class. */
export function isPlainMap(value: unknown): value is PlainMap {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || foreignObjectPrototype(prototype);
}

/** Objects made in another realm (a test runner's sandbox, a worker) have an Object.prototype of their own. */
function foreignObjectPrototype(prototype: unknown): boolean {
  return Object.getPrototypeOf(prototype) === null && Object.prototype.hasOwnProperty.call(prototype, 'isPrototypeOf');
}

/** Reports anything but a plain object. */
export function checkMap(problems: Problems, value: unknown, expected = 'a map'): value is PlainMap {
  if (isPlainMap(value)) return true;
  problems.report('value/wrong-type', { expected, found: value });
  return false;
}

/** Reports fields that a definition does not have, which would be lost silently otherwise; `undefined` counts as not given. */
export function checkFields(problems: Problems, value: object, known: ReadonlySet<string>): void {
  for (const field in value) {
    if (known.has(field) || (value as PlainMap)[field] === undefined) continue;
    problems.at(field).report('value/unknown-field', { field, nearest: nearest(field, known), known: [...known] });
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

/** Reports anything but a whole number within bounds. */
export function checkInteger(problems: Problems, value: unknown, min: number, max?: number): value is number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    problems.report('value/wrong-type', { expected: 'a whole number', found: value });
    return false;
  }
  if (Number.isInteger(value) && value >= min && (max === undefined || value <= max)) return true;
  problems.report('value/out-of-range', { min, max, found: value });
  return false;
}

/** Reports anything but a text with at least one character. */
export function checkText(problems: Problems, value: unknown, expected = 'a text'): value is string {
  if (typeof value === 'string' && value !== '') return true;
  problems.report('value/wrong-type', { expected: value === '' ? `${expected} that is not empty` : expected, found: value });
  return false;
}

/** Reports anything but true or false. */
export function checkBoolean(problems: Problems, value: unknown): value is boolean {
  if (typeof value === 'boolean') return true;
  problems.report('value/wrong-type', { expected: 'true or false', found: value });
  return false;
}

/** Reports anything but one of the words, and suggests the nearest. */
export function checkOneOf<W extends string>(problems: Problems, value: unknown, words: readonly W[]): value is W {
  if (typeof value === 'string' && (words as readonly string[]).includes(value)) return true;
  const near = typeof value === 'string' ? nearest(value, words) : undefined;
  problems.report('value/not-one-of', { expected: words, found: value, nearest: near });
  return false;
}

/** Reports more than one given field out of several that exclude each other; with `required`, none as well. Returns the given one. */
export function checkExclusive<F extends string>(problems: Problems, value: object, fields: readonly F[], required = false): F | undefined {
  const given = fields.filter((field) => (value as PlainMap)[field] !== undefined);
  if (given.length > 1) problems.report('value/exclusive', { fields: given });
  if (given.length === 0 && required) problems.report('value/needs-one-of', { fields });
  return given[0];
}

/** Reports what no manifest can hold, at any depth: functions, symbols, class instances, NaN, circles. Returns whether all is well. */
export function checkPlainData(problems: Problems, value: unknown, ancestors: readonly object[] = []): boolean {
  switch (typeof value) {
    case 'function': case 'symbol':
      break;
    case 'string': case 'boolean': case 'undefined': case 'bigint':
      return true;
    case 'number':
      if (Number.isFinite(value)) return true;
      problems.report('value/wrong-type', { expected: 'a finite number', found: value });
      return false;
    case 'object': {
      if (value === null) return true;
      if (ancestors.includes(value)) {
        problems.report('value/cyclic', {});
        return false;
      }
      const below = [...ancestors, value];
      if (Array.isArray(value)) return value.map((item, index) => checkPlainData(problems.at(index), item, below)).every(Boolean);
      if (isPlainMap(value)) return Object.keys(value).map((key) => checkPlainData(problems.at(key), value[key], below)).every(Boolean);
    }
  }
  problems.report('value/not-data', { found: value });
  return false;
}

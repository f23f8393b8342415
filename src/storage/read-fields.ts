import { checkBoolean, checkFields, checkInteger, checkMap, checkOneOf, checkText, entriesOf } from '../core/checks';
import type { Problems } from '../core/problems';
import type { Check } from '../core/read-field';
import type { Consumer } from '../core/references';

/** Reads one value: reports what is wrong with it, and then gives `undefined`. */
export type Read<T> = (problems: Problems, value: unknown, consumer: Consumer) => T | undefined;

/** One field: how it is read, and whether it must be given. */
export interface Field<T, Needed extends boolean> {
  readonly read: Read<T>;
  readonly needed: Needed;
}

/** The fields of a definition, and how each is read. */
export interface Shape {
  readonly [field: string]: Field<unknown, boolean>;
}

/** What reading by a shape gives: what is needed is there, what is not given is not. */
export type Fields<S extends Shape> = {
  readonly [F in keyof S as S[F] extends Field<unknown, true> ? F : never]: S[F] extends Field<infer T, boolean> ? T : never;
} & {
  readonly [F in keyof S as S[F] extends Field<unknown, true> ? never : F]?: S[F] extends Field<infer T, boolean> ? T : never;
};

/** A field that must be given. */
export function needed<T>(read: Read<T>): Field<T, true> {
  return { read, needed: true };
}

/** A field that may be left out. */
export function optional<T>(read: Read<T>): Field<T, false> {
  return { read, needed: false };
}

/** A field that somebody else reads. */
const elsewhere: Field<never, false> = { read: () => undefined, needed: false };

/** The fields of metadata, which `metadataFields` reads, and those that belong to the construct around a definition. */
export const definitionFields = {
  name: elsewhere, labels: elsewhere, annotations: elsewhere, finalizers: elsewhere, ownerReferences: elsewhere, override: elsewhere,
};

/**
 * Reads a definition by its shape, every field, so that all that is wrong is reported at once; `undefined` if a needed
 * field is missing or wrong.
 */
export function readFields<S extends Shape>(
  problems: Problems,
  props: unknown,
  shape: S,
  consumer: Consumer,
): Fields<S> | undefined {
  if (!checkMap(problems, props, 'an object with fields')) return undefined;
  checkFields(problems, props, fieldsOf(shape));
  const fields: { [field: string]: unknown } = {};
  let complete = true;
  for (const field in shape) {
    const value = props[field];
    if (value === undefined) {
      if (!shape[field]!.needed) continue;
      problems.at(field).report('value/missing', { field });
      complete = false;
      continue;
    }
    const { read, needed: must } = shape[field]!;
    const good = read(problems.at(field), value, consumer);
    if (good !== undefined) fields[field] = good;
    else complete &&= !must;
  }
  return complete ? (fields as Fields<S>) : undefined;
}

/** The fields of each shape, in order: shapes are few, and each is read by for thousands of definitions. */
const knownFields = new WeakMap<Shape, ReadonlySet<string>>();

function fieldsOf(shape: Shape): ReadonlySet<string> {
  let fields = knownFields.get(shape);
  if (fields === undefined) knownFields.set(shape, (fields = new Set(Object.keys(shape))));
  return fields;
}

/** Reads a value that is right as it is when it passes a check. */
export function as<T>(check: Check<T>): Read<T> {
  return (problems, value) => (check(problems, value) ? value : undefined);
}

/** A text that is not empty. */
export const text: Read<string> = as((problems, value): value is string => checkText(problems, value));

/** True or false. */
export const flag: Read<boolean> = as(checkBoolean);

/** A whole number within bounds. */
export function wholeNumber(min: number, max?: number): Read<number> {
  return as((problems, value): value is number => checkInteger(problems, value, min, max));
}

/** One of a few words. */
export function oneOf<W extends string>(words: readonly W[]): Read<W> {
  return as((problems, value): value is W => checkOneOf(problems, value, words));
}

/** A list; an empty one is taken where `least` is 0. */
export function listOf<T>(read: Read<T>, least: 0 | 1 = 1): Read<readonly T[]> {
  return (problems, value, consumer) => {
    if (!Array.isArray(value) || value.length < least) {
      problems.report('value/wrong-type', { expected: least === 0 ? 'a list' : 'a list that is not empty', found: value });
      return undefined;
    }
    const items: T[] = [];
    value.forEach((item: unknown, index) => {
      const good = read(problems.at(index), item, consumer);
      if (good !== undefined) items.push(good);
    });
    return items.length === value.length ? items : undefined;
  };
}

/** A map of texts; numbers, true and false are written as texts, since Kubernetes takes nothing else here. */
export const textMap: Read<{ readonly [key: string]: string }> = (problems, value) => {
  if (!checkMap(problems, value)) return undefined;
  const texts: { [key: string]: string } = {};
  let well = true;
  for (const [key, item] of entriesOf(problems, value)) {
    const isText = typeof item === 'string' || typeof item === 'boolean' || (typeof item === 'number' && Number.isFinite(item));
    if (isText) texts[key] = String(item);
    else {
      well = false;
      problems.at(key).report('value/wrong-type', { expected: 'a text, a number, true or false', found: item });
    }
  }
  return well ? texts : undefined;
};

/** A map of texts as users write it. */
export interface TextMap {
  readonly [key: string]: string | number | boolean;
}

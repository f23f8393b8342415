import type { Context } from './context';

/**
 * A rule about a value: reports what is wrong with it. Values were decoded before, so they have the types of the schema, and
 * hold the server's defaults; a field that is not there is `undefined`, and its rules are not asked (see `required`).
 */
export type Rule<T = never> = (value: T, at: Context) => void;

// Rules of a table are asked about the value of their own field alone, which the types of the table see to.
type AnyRule = Rule<never>;
type Given<T> = Exclude<T, undefined | null>;

/** Rules of the fields of an object, each with the name of its field: what a reader looks up. */
export type FieldRules<T> = { readonly [K in keyof T]?: Rule<Given<T[K]>> | readonly Rule<Given<T[K]>>[] };

/** Asks several rules about one value. */
export function all<T>(...rules: readonly Rule<T>[]): Rule<T> {
  // By index, here and below: these loops run so often, and most of that before they are compiled, that iterators would be felt.
  return (value, at) => {
    for (let index = 0; index < rules.length; index++) rules[index]!(value, at);
  };
}

/** Names of fields and, in the same order, their rules. */
interface Table {
  readonly names: readonly string[];
  readonly rules: readonly AnyRule[];
}

function tableOf<T>(rules: FieldRules<T>): Table {
  const ruleOf = (rule: unknown): AnyRule => (Array.isArray(rule) ? all(...(rule as Rule[])) : rule) as AnyRule;
  return { names: Object.keys(rules), rules: Object.values(rules).map(ruleOf) };
}

/**
 * Rules for the fields of an object.
 * `fields<Container>({ name: dnsLabel, image: [notEmpty, noSpaceAround] })`
 */
export function fields<T extends object>(rules: FieldRules<T>): Rule<T> {
  const { names, rules: list } = tableOf(rules);
  const table = new Map(names.map((name, index) => [name, list[index]!]));
  return (value, at) => {
    // The fields that are there are few, those that could be there are many, and to look for what is not there takes longest.
    for (const name in value) {
      const rule = table.get(name);
      if (rule === undefined) continue;
      const field: unknown = value[name];
      if (field === undefined || field === null) continue;
      at.enter(name);
      rule(field as never, at);
      at.leave();
    }
  };
}

/** Rules for texts that the server takes for empty when they are not given, and judges all the same. */
export function texts<T extends object>(rules: FieldRules<T>): Rule<T> {
  return filled('', rules);
}

/** Rules for numbers that the server takes for 0 when they are not given, and judges all the same. */
export function numbers<T extends object>(rules: FieldRules<T>): Rule<T> {
  return filled(0, rules);
}

const nothing: object = Object.freeze({});

/** Rules for objects that the server takes for empty when they are not given, and judges all the same: `spec`, most of all. */
export function objects<T extends object>(rules: FieldRules<T>): Rule<T> {
  return filled(nothing, rules);
}

/** Rules for fields that must be given; an empty text or list is missing too, and its rule is not asked. */
export function needs<T extends object>(rules: FieldRules<T>): Rule<T> {
  const table = tableOf(rules);
  return (value, at) => {
    for (let index = 0; index < table.names.length; index++) {
      const name = table.names[index]!;
      const field = (value as { readonly [name: string]: unknown })[name];
      if (isEmpty(field)) {
        at.reportAt(name, 'api/required', { field: name });
        continue;
      }
      const rule = table.rules[index]!;
      if (rule === anything) continue;
      at.enter(name);
      rule(field as never, at);
      at.leave();
    }
  };
}

function filled<T extends object>(zero: unknown, rules: FieldRules<T>): Rule<T> {
  const table = tableOf(rules);
  return (value, at) => {
    for (let index = 0; index < table.names.length; index++) {
      const name = table.names[index]!;
      at.enter(name);
      table.rules[index]!(((value as { readonly [name: string]: unknown })[name] ?? zero) as never, at);
      at.leave();
    }
  };
}

/** Whether the server takes a value for one that was not given: an empty text or list, and nothing at all. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A rule for texts that may be empty: it is asked about the others alone. */
export function given(...rules: readonly Rule<string>[]): Rule<string> {
  const rule = rules.length === 1 ? rules[0]! : all(...rules);
  return (value, at) => {
    if (value !== '') rule(value, at);
  };
}

/** Any value; for tables that only say that a field must be given. */
export const anything: Rule<unknown> = () => undefined;

/** A rule for each item of a list. */
export function each<T>(...rules: readonly Rule<T>[]): Rule<readonly T[]> {
  const rule = rules.length === 1 ? rules[0]! : all(...rules);
  return (items, at) => {
    for (let index = 0; index < items.length; index++) {
      at.enter(index);
      rule(items[index]!, at);
      at.leave();
    }
  };
}

/** Fields that must be there; an empty text or list counts as missing where the server takes it so. */
export function required<T extends object>(...names: readonly (keyof T & string)[]): Rule<T> {
  return (value, at) => {
    for (const name of names) {
      const field = (value as { readonly [name: string]: unknown })[name];
      if (field === undefined || field === null || field === '') at.reportAt(name, 'api/required', { field: name });
    }
  };
}

/** The only values that a field takes. */
export function oneOf(...known: readonly string[]): Rule<string> {
  const set = new Set(known);
  return (value, at) => {
    if (!set.has(value)) at.report('api/not-supported', { found: value, known });
  };
}

/** A rule of the releases from a minor version on: `since(33, …)` is asked by 1.33 and later. */
export function since<T>(minor: number, rule: Rule<T>): Rule<T> {
  return (value, at) => {
    if (at.minor >= minor) rule(value, at);
  };
}

/** A rule of the releases before a minor version: `before(33, …)` is asked by 1.32 and earlier. */
export function before<T>(minor: number, rule: Rule<T>): Rule<T> {
  return (value, at) => {
    if (at.minor < minor) rule(value, at);
  };
}

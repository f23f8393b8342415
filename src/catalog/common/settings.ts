import { checkMap, eachEntry, isPlainMap } from '../../core/checks';
import type { Problems } from '../../core/problems';

/** Further settings of a server, by name. */
export type Settings<V extends string | number | boolean = string | number | boolean> = { readonly [setting: string]: V | undefined };

/** What the settings of a server may be. */
export interface SettingsRules {
  /** What messages call one: `setting`, `directive`. */
  readonly what: string;
  /** How a name is written. Anything else would become further lines, or none. */
  readonly syntax: RegExp;
  /** The one name for all ways to write it. @default - there is one way */
  readonly canonical?: ((name: string) => string) | undefined;
  /** Those that the definition or a script gives, by their canonical names. */
  readonly own: ReadonlySet<string>;
  /** Fields of the definition that say one, by its canonical name. */
  readonly fields?: { readonly [name: string]: string } | undefined;
  /** Whether `true` and `false` are values. @default true */
  readonly booleans?: boolean | undefined;
}

/** Reports settings that the definition gives by itself, names that are none, and values of more than a line. `problems` is at the props. */
export function checkSettings(problems: Problems, settings: unknown, rules: SettingsRules): void {
  const { what, syntax, canonical = same, own, fields = {}, booleans = true } = rules;
  const place = problems.at('settings');
  if (settings === undefined || !checkMap(place, settings, 'a map of settings')) return;
  const given = new Map<string, string>();
  eachEntry(place, settings, (name, value, at) => {
    const one = canonical(name);
    const first = given.get(one);
    if (!syntax.test(name)) at.report('value/wrong-type', { expected: `the name of a ${what}`, found: name });
    else if (own.has(one)) at.report('catalog/setting-taken', { what, name, field: fields[one] });
    else if (first !== undefined) at.report('value/duplicate', { what, name, first: `/settings/${first}` });
    else if (!isValue(value, booleans)) {
      at.report('value/wrong-type', { expected: `a text of one line, ${booleans ? 'a number, or true or false' : 'or a number'}`, found: value });
    }
    given.set(one, name);
  });
}

/** The settings that are given, whatever was given: what is wrong with them is reported by `checkSettings`. */
export function givenSettings(settings: unknown): { readonly [setting: string]: unknown } {
  return isPlainMap(settings) ? Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) : {};
}

/**
 * Settings that follow from the definition, unless they are given as well, and then those that are given.
 * @param derived by their canonical names
 */
export function allSettings(derived: { readonly [setting: string]: unknown }, settings: unknown, { canonical = same }: Pick<SettingsRules, 'canonical'>): [string, unknown][] {
  const given = Object.entries(givenSettings(settings));
  const said = new Set(given.map(([name]) => canonical(name)));
  return [...Object.entries(derived).filter(([name, value]) => value !== undefined && !said.has(name)), ...given];
}

function isValue(value: unknown, booleans: boolean): boolean {
  if (typeof value === 'string') return !value.includes('\n');
  return typeof value === 'number' ? Number.isFinite(value) : booleans && typeof value === 'boolean';
}

function same(name: string): string {
  return name;
}

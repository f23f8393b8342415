import { isPlainMap } from '../core/plain-map';
import { alternatives, show } from '../core/show';
import { nearest } from '../core/suggest';
import type { ConfigFile } from './config-file';
import { UsageError } from './failure';
import type { Io } from './io';
import { environmentName, flagName, type Option, type OptionTable, settingName, type Values } from './options';

/** Where a value was said, for messages: `--layout`, `KUBELOOM_LAYOUT`, `cdk8s.yaml:7:3`. */
type Place = string;

/**
 * The value of each option: what the flags say, else the environment, else `cdk8s.yaml`, else the default.
 * @throws UsageError for a value that an option does not take
 */
export function resolveOptions<T extends OptionTable>(
  table: T, flags: ReadonlyMap<string, readonly (string | boolean)[]>, env: Io['env'], config: ConfigFile,
): Values<T> {
  return Object.fromEntries(Object.entries(table).map(([name, option]) => [name, resolve(name, option, flags.get(name), env, config)])) as Values<T>;
}

function resolve(
  name: string, option: Option, flags: readonly (string | boolean)[] | undefined, env: Io['env'], config: ConfigFile,
): unknown {
  const setting = settingName(name, option);
  const said: unknown[] = [];
  if (flags !== undefined) said.push(fromFlags(option, flags, `--${flagName(name)}`));
  if (setting !== undefined) {
    const variable = environmentName(setting);
    const text = env[variable];
    if (text !== undefined && text !== '') said.push(fromText(option, text, variable));
    const path = setting.split('.');
    const value = path.reduce<unknown>((map, key) => (isPlainMap(map) ? map[key] : undefined), config.settings);
    if (value !== undefined && value !== null) said.push(fromFile(option, value, config.place(path)));
  }
  // Of maps each key counts by itself.
  if (option.type === 'map') return new Map(said.reverse().flatMap((map) => [...(map as ReadonlyMap<string, string>)]));
  const [first] = said;
  if (first !== undefined) return first;
  return option.type === 'list' ? [] : option.default;
}

function fromFlags(option: Option, said: readonly (string | boolean)[], place: Place): unknown {
  switch (option.type) {
    case 'flag':
      return said.at(-1);
    case 'list':
      return said.flatMap((text) => words(option, String(text), place));
    case 'map':
      return new Map(said.flatMap((text) => pairs(option, String(text), place)));
    default:
      return word(option, String(said.at(-1)), place);
  }
}

function fromText(option: Option, text: string, place: Place): unknown {
  switch (option.type) {
    case 'flag':
      if (text === 'true' || text === '1') return true;
      if (text === 'false' || text === '0') return false;
      throw new UsageError(`${place}: expected true or false, found ${show(text)}`);
    case 'list':
      return words(option, text, place);
    case 'map':
      return new Map(pairs(option, text, place));
    default:
      return word(option, text, place);
  }
}

function fromFile(option: Option, value: unknown, place: Place): unknown {
  switch (option.type) {
    case 'flag':
      if (typeof value === 'boolean') return value;
      throw new UsageError(`${place}: expected true or false, found ${show(value)}`);
    case 'list':
      if (Array.isArray(value)) return value.map((item: unknown) => word(option, plainText(item, place), place));
      return words(option, plainText(value, place), place);
    case 'map':
      if (!isPlainMap(value)) throw new UsageError(`${place}: expected a map, found ${show(value)}`);
      return new Map(Object.entries(value).map(([key, item]) => [key, word(option, switchWord(plainText(item, place)), place)]));
    default:
      return word(option, plainText(value, place), place);
  }
}

/** Readers of YAML 1.1 take `off` for false. */
function switchWord(text: string): string {
  return text === 'false' ? 'off' : text === 'true' ? 'on' : text;
}

function plainText(value: unknown, place: Place): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new UsageError(`${place}: expected a text, found ${show(value)}`);
}

function words(option: Option, text: string, place: Place): string[] {
  return text.split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => word(option, part, place));
}

function pairs(option: Option, text: string, place: Place): [string, string][] {
  return text.split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => {
    const at = part.indexOf('=');
    if (at <= 0) throw new UsageError(`${place}: expected NAME=VALUE, found ${show(part)}`);
    return [part.slice(0, at), word(option, part.slice(at + 1), place)];
  });
}

function word(option: Option, text: string, place: Place): string {
  if (text === '') throw new UsageError(`${place}: expected a value, found an empty text`);
  const choices = 'choices' in option ? option.choices : undefined;
  if (choices === undefined || choices.includes(text)) return text;
  const near = nearest(text, choices);
  throw new UsageError(`${place}: expected ${alternatives(choices)}, found ${show(text)}`, near === undefined ? undefined : `did you mean "${near}"?`);
}

/** What a command takes, for the settings that it knows. */
interface Known {
  readonly options: OptionTable;
  readonly fileSettings?: { readonly [setting: string]: string };
}

/**
 * Looks for settings that no command has, which would be said in vain.
 * @param all of the commands, asked for only where `own` does not know everything
 */
export function checkSettings(own: Known, all: () => readonly Known[], config: ConfigFile): void {
  const paths = leaves(config.settings, []);
  if (paths.every((path) => isKnown(path, settingsOf([own])))) return;
  const settings = settingsOf(all());
  const unknown = paths.find((path) => !isKnown(path, settings));
  if (unknown === undefined) return;
  const near = nearest(unknown.join('.'), settings.keys());
  throw new UsageError(`${config.place(unknown)}: unknown setting ${show(unknown.join('.'))}`, near === undefined ? undefined : `did you mean "${near}"?`);
}

/** Variables that look like ours and are not, such as `KUBELOOM_LAYUOT`, with the one that was probably meant. */
export function misspeltVariables(own: Known, all: () => readonly Known[], env: Io['env']): { readonly found: string; readonly meant: string }[] {
  const ours = Object.keys(env).filter((name) => name.startsWith('KUBELOOM_'));
  const unknown = (known: readonly Known[]): [string[], Set<string>] => {
    const variables = new Set(known.flatMap(({ options }) => [...settingsOf([{ options }]).keys()]).map(environmentName));
    return [ours.filter((name) => !variables.has(name)), variables];
  };
  if (unknown([own])[0].length === 0) return [];
  const [names, variables] = unknown(all());
  return names.flatMap((found) => {
    const meant = nearest(found, variables);
    return meant === undefined ? [] : [{ found, meant }];
  });
}

/** Settings and whether everything below them belongs to them. */
function settingsOf(all: readonly Known[]): ReadonlyMap<string, boolean> {
  const settings = new Map<string, boolean>();
  for (const { options, fileSettings = {} } of all) {
    for (const [name, option] of Object.entries(options)) {
      const setting = settingName(name, option);
      if (setting !== undefined) settings.set(setting, option.type === 'map');
    }
    for (const setting of Object.keys(fileSettings)) settings.set(setting, true);
  }
  return settings;
}

function isKnown(path: readonly string[], settings: ReadonlyMap<string, boolean>): boolean {
  return settings.has(path.join('.')) || path.some((_, index) => settings.get(path.slice(0, index).join('.')) === true);
}

/** Paths to all values that are no maps; an empty map is a value. */
function leaves(value: unknown, path: readonly string[]): (readonly string[])[] {
  if (isPlainMap(value) && (path.length === 0 || Object.keys(value).length > 0)) {
    return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  }
  return [path];
}

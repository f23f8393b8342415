import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '../core/suggest';
import { show } from '../core/show';
import { UsageError } from './failure';
import { flagName, type OptionTable, valueWord } from './options';

/** What stands on a command line, before anybody has looked at the values. */
export interface ParsedArguments {
  /** By the names of the table: what was said behind the flag, as often as it was said. */
  readonly flags: ReadonlyMap<string, readonly (string | boolean)[]>;
  readonly positionals: readonly string[];
}

/**
 * Takes a command line apart by a table of options. Everything behind `--` is a positional.
 * @throws UsageError for a flag that is not in the table, a value that is missing and one that nobody asked for
 */
export function parseArguments(args: readonly string[], table: OptionTable, command: string): ParsedArguments {
  const names = new Map<string, string>();
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, option] of Object.entries(table)) {
    const flag = flagName(name);
    names.set(flag, name);
    options[flag] = { type: option.type === 'flag' ? 'boolean' : 'string', ...(option.short === undefined ? {} : { short: option.short }) };
  }
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const flags = new Map<string, (string | boolean)[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { rawName, value } = token;
    const negative = !names.has(token.name) && token.name.startsWith('no-');
    const name = names.get(negative ? token.name.slice('no-'.length) : token.name);
    const option = name === undefined ? undefined : table[name];
    if (name === undefined || option === undefined || (negative && option.type !== 'flag')) throw unknownFlag(rawName, names, table, command);
    const list = flags.get(name) ?? [];
    flags.set(name, list);
    if (option.type === 'flag') {
      if (value !== undefined) throw new UsageError(`${rawName} takes no value, found ${show(value)}`, `use ${rawName} or --no-${flagName(name)}`);
      list.push(!negative);
    } else if (value === undefined || (token.inlineValue === false && value.length > 1 && value.startsWith('-'))) {
      throw new UsageError(`${rawName} needs a value: ${rawName} ${valueWord(option)}`);
    } else {
      list.push(value);
    }
  }
  return { flags, positionals };
}

function unknownFlag(raw: string, names: ReadonlyMap<string, string>, table: OptionTable, command: string): UsageError {
  const flags = [...names].flatMap(([flag, name]) => (table[name]!.type === 'flag' ? [`--${flag}`, `--no-${flag}`] : [`--${flag}`]));
  const near = raw.startsWith('--') ? nearest(raw, flags) : undefined;
  return new UsageError(`unknown option ${show(raw)}`, near === undefined ? `see kubeloom ${command} --help` : `did you mean ${near}?`);
}

import type { Command, Commands } from './command';
import { commonOptions } from './common-options';
import { flagName, type Option, type OptionTable, valueWord } from './options';
import { plain, type Style } from './style';

const indent = '  ';
const widestLeft = 30;

/** Help of the whole program. */
export function overview(commands: Commands, style: Style = plain): string {
  return sections([
    ['Usage', ['kubeloom COMMAND [options]', 'kubeloom help COMMAND']],
    ['Commands', columns(commands.all().map(({ name, summary }) => [name, summary]))],
    ['Options of every command', optionLines(commonOptions)],
    ['Exit codes', columns([['0', 'nothing to say'], ['1', 'findings, or differences'], ['2', 'a wrong command line, or a failure']])],
  ], style);
}

/** Help of one command. */
export function helpOf(command: Command, style: Style = plain): string {
  const { summary, description, arguments: args = [], options, examples } = command;
  const head = [`${summary[0]!.toUpperCase()}${summary.slice(1)}.`, ...(description === undefined ? [] : ['', description])].join('\n');
  return `${head}\n\n${sections([
    ['Usage', [usageOf(command)]],
    ['Arguments', columns(args.map((argument) => [argument.name, argument.summary]))],
    ['Options', optionLines(options)],
    ['Options of every command', optionLines(commonOptions)],
    ['Examples', examples.flatMap((example) => [`kubeloom ${example.command}`.trimEnd(), `${indent}${indent}${example.does}`])],
  ], style)}`;
}

/** `kubeloom synth [PROGRAM] [options]`. */
export function usageOf({ name, arguments: args = [] }: Command): string {
  const words = args.map((argument) => {
    const word = argument.many === true ? `${argument.name}...` : argument.name;
    return argument.optional === true ? `[${word}]` : word;
  });
  return ['kubeloom', name, ...words, '[options]'].join(' ');
}

/** `-o, --output DIR`, with what it does. */
export function flagsOf(name: string, option: Option): string {
  const long = option.type === 'flag' && option.default === true ? `--no-${flagName(name)}` : `--${flagName(name)}`;
  return [`${option.short === undefined ? '    ' : `-${option.short}, `}${long}`, valueWord(option)].join(' ').trimEnd();
}

function optionLines(table: OptionTable): string[] {
  return columns(Object.entries(table).map(([name, option]) => {
    const fallback = defaultOf(option);
    return [flagsOf(name, option), fallback === undefined ? option.summary : `${option.summary} [default: ${fallback}]`];
  }));
}

/** What help says of the default. */
export function defaultOf(option: Option): string | undefined {
  if (option.type !== 'text' && option.type !== 'choice') return undefined;
  return option.defaultText ?? option.default;
}

function columns(rows: readonly (readonly [left: string, right: string])[]): string[] {
  const width = Math.min(widestLeft, Math.max(0, ...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) => (left.length > width ? [left, `${' '.repeat(width + 2)}${right}`] : [`${left.padEnd(width + 2)}${right}`]));
}

function sections(list: readonly (readonly [title: string, lines: readonly string[]])[], style: Style): string {
  return list.filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${style.bold(`${title}:`)}\n${lines.map((line) => `${indent}${line}`.trimEnd()).join('\n')}\n`)
    .join('\n');
}

import { nearest } from '../core/suggest';
import { show } from '../core/show';
import type { Command, Commands, Context } from './command';
import { commonOptions } from './common-options';
import { readConfig } from './config-file';
import { EXIT, UsageError } from './failure';
import type { Io } from './io';
import type { OptionTable, Values } from './options';
import { parseArguments } from './parse-arguments';
import { checkSettings, misspeltVariables, resolveOptions } from './settings';
import { type Style, styleFor } from './style';

/**
 * Runs a command line in this process, and gives its exit code: 0 clean, 1 findings or differences, 2 usage error or failure.
 * Whatever a command throws ends here.
 */
export async function runCommandLine(args: readonly string[], io: Io, commands: Commands): Promise<number> {
  // What goes wrong before the options are known is shown as they would say all the same.
  const said = { debug: args.includes('--debug'), color: args.includes('--no-color') ? false : args.includes('--color') ? true : undefined };
  try {
    return await runCommand(args, io, commands);
  } catch (error) {
    return reportFailure(error, io, styleFor(io.stderr, io, said.color), said.debug || io.env['KUBELOOM_DEBUG'] === 'true');
  }
}

async function runCommand(args: readonly string[], io: Io, commands: Commands): Promise<number> {
  const [first, ...rest] = args;
  if (first === undefined || first === '--help' || first === '-h') return helpCommand(commands, io, rest);
  if (first === '--version' || first === '-V') return runCommand(['version', ...rest], io, commands);
  if (first.startsWith('-')) throw new UsageError(`expected a command, found the option ${show(first)}`, 'options stand behind the command: kubeloom synth --check');
  const command = commands.find(first);
  if (command === undefined) throw unknownCommand(first, commands);

  const table: OptionTable = { ...command.options, ...commonOptions };
  const { flags, positionals } = parseArguments(rest, table, command.name);
  if (flags.get('help')?.at(-1) === true) return helpCommand(commands, io, [command.name, ...colourFlags(flags)]);
  checkPositionals(command, positionals);
  const config = readConfig(io.cwd);
  const common = resolveOptions(commonOptions, flags, io.env, config);
  const known = (): Command[] => [...commands.all(), { ...command, options: commonOptions }];
  checkSettings({ ...command, options: table }, known, config);
  const options: Values<OptionTable> = resolveOptions(command.options, flags, io.env, config);
  const stderrStyle = styleFor(io.stderr, io, common.color);
  if (!common.cache) io.keepNothing?.();
  for (const { found, meant } of misspeltVariables({ options: table }, known, io.env)) {
    io.stderr.write(`${stderrStyle.yellow('warning')}  ${found} is set and means nothing; did you mean ${meant}?\n`);
  }
  const context: Context = {
    io, options, config, commands, stderrStyle,
    args: positionals,
    style: styleFor(io.stdout, io, common.color),
    quiet: common.quiet === true,
    cache: common.cache,
    debug: common.debug === true,
    say: common.quiet === true ? () => undefined : (line) => io.stderr.write(`${line}\n`),
  };
  return command.run(context);
}

function colourFlags(flags: ReadonlyMap<string, readonly (string | boolean)[]>): string[] {
  return (flags.get('color') ?? []).map((on) => (on === true ? '--color' : '--no-color'));
}

async function helpCommand(commands: Commands, io: Io, rest: readonly string[]): Promise<number> {
  return runCommand(['help', ...rest], io, commands);
}

function unknownCommand(name: string, commands: Commands): UsageError {
  const near = nearest(name, commands.names);
  return new UsageError(`unknown command ${show(name)}`, near === undefined ? 'see kubeloom help' : `did you mean kubeloom ${near}?`);
}

function checkPositionals({ name, arguments: args = [] }: Command, positionals: readonly string[]): void {
  const missing = args.find((argument, index) => argument.optional !== true && positionals[index] === undefined);
  if (missing !== undefined) throw new UsageError(`${missing.name} is missing: ${missing.summary}`, `see kubeloom ${name} --help`);
  const most = args.some(({ many }) => many === true) ? Infinity : args.length;
  const extra = positionals[most];
  if (extra !== undefined) throw new UsageError(`expected ${most === 0 ? 'no argument' : most === 1 ? 'one argument' : `${most} arguments`}, found ${show(extra)} as well`);
}

/** Says what ended a command, and gives its exit code. */
function reportFailure(error: unknown, io: Io, style: Style, debug: boolean): number {
  const { failureText, isDiagnosticsError } = require('./report-failure') as typeof import('./report-failure');
  io.stderr.write(`${failureText(error, io, style, debug)}\n`);
  return isDiagnosticsError(error) ? EXIT.findings : EXIT.failure;
}

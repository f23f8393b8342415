import type { Command, Commands, Context } from '../../src/cli/command';
import { defineCommand } from '../../src/cli/command';
import { CommandFailure, UsageError } from '../../src/cli/failure';
import { folderWith, run } from './support/run';

/** A command with an option of each type, which prints what it was told. */
const echo = defineCommand({
  name: 'echo',
  summary: 'print what it was told',
  arguments: [{ name: 'FIRST', summary: 'one word' }, { name: 'REST', summary: 'other words', optional: true, many: true }],
  options: {
    dryRun: { type: 'flag', summary: 'a flag' },
    validate: { type: 'flag', default: true, summary: 'a flag that is on' },
    folder: { type: 'text', short: 'f', value: 'DIR', default: 'here', summary: 'a text' },
    layout: { type: 'choice', choices: ['bundle', 'object'], summary: 'a choice', setting: 'echo.layout' },
    only: { type: 'list', value: 'GLOB', summary: 'a list' },
    rule: { type: 'map', value: 'CODE', choices: ['off', 'error'], summary: 'a map', setting: 'rules' },
    once: { type: 'flag', summary: 'a flag without a setting', setting: false },
  },
  fileSettings: { data: 'whatever there is' },
  examples: [{ command: 'echo a', does: 'print a' }],
  run({ io, options, args }) {
    io.stdout.write(JSON.stringify({ ...options, rule: Object.fromEntries(options.rule), args }));
    return 0;
  },
});

function failing(error: unknown): Command {
  return defineCommand({
    name: 'fail', summary: 'fail', options: {}, examples: [],
    run: () => {
      throw error;
    },
  });
}

function registry(...list: readonly Command[]): Commands {
  const known = [...list, defineCommand({ name: 'help', summary: 'help', options: {}, examples: [], run: () => 0 })];
  return { names: known.map(({ name }) => name), find: (name) => known.find((command) => command.name === name), all: () => known };
}

const commands = registry(echo);

/** What the command was told; what is as it is by default is left out. */
async function told(args: readonly string[], env: { readonly [name: string]: string } = {}, file?: string): Promise<unknown> {
  const cwd = folderWith(file === undefined ? {} : { 'cdk8s.yaml': file });
  const { code, stdout, stderr } = await run(['echo', ...args], { env, cwd, commands });
  if (code !== 0) return stderr.trimEnd().split('\n');
  const { validate, folder, only, rule, ...rest } = JSON.parse(stdout) as { readonly [name: string]: unknown };
  return {
    ...(validate === true ? {} : { validate }), ...(folder === 'here' ? {} : { folder }), ...((only as unknown[]).length === 0 ? {} : { only }),
    ...(Object.keys(rule as object).length === 0 ? {} : { rule }), ...rest,
  };
}

describe('flags', () => {
  test.each<[string, { given: readonly string[]; want: unknown }]>([
    ['none', { given: ['a'], want: { args: ['a'] } }],
    ['of all types', {
      given: ['a', '--dry-run', '--no-validate', '-f', 'x', '--layout', 'object', '--only=b,c', '--only', 'd', '--rule', 'p=off', '--rule=q=error', 'e'],
      want: { dryRun: true, validate: false, folder: 'x', layout: 'object', only: ['b', 'c', 'd'], rule: { p: 'off', q: 'error' }, args: ['a', 'e'] },
    }],
    ['the last one counts', { given: ['a', '-f', 'x', '--folder=y', '--dry-run', '--no-dry-run'], want: { folder: 'y', dryRun: false, args: ['a'] } }],
    ['a value that looks like a flag, behind =', { given: ['a', '--folder=-x'], want: { folder: '-x', args: ['a'] } }],
    ['a dash alone is a value', { given: ['-', '--folder', '-'], want: { folder: '-', args: ['-'] } }],
    ['nothing is a flag behind --', { given: ['--', '--dry-run', '-f'], want: { args: ['--dry-run', '-f'] } }],
  ])('%s', async (_, { given, want }) => {
    expect(await told(given)).toEqual(want);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['unknown', ['a', '--dry-rnu'], ['error  unknown option "--dry-rnu"', 'help   did you mean --dry-run?']],
    ['unknown, with a value', ['a', '--folders=x'], ['error  unknown option "--folders"', 'help   did you mean --folder?']],
    ['unknown, and not like any', ['a', '--whatever'], ['error  unknown option "--whatever"', 'help   see kubeloom echo --help']],
    ['unknown letter', ['a', '-x'], ['error  unknown option "-x"', 'help   see kubeloom echo --help']],
    ['a text cannot be switched off', ['a', '--no-folder'], ['error  unknown option "--no-folder"', 'help   did you mean --folder?']],
    ['without its value', ['a', '--folder'], ['error  --folder needs a value: --folder DIR']],
    ['with another flag for its value', ['a', '--folder', '--dry-run'], ['error  --folder needs a value: --folder DIR']],
    ['with a value that it does not take', ['a', '--dry-run=yes'], ['error  --dry-run takes no value, found "yes"', 'help   use --dry-run or --no-dry-run']],
    ['with an empty value', ['a', '--folder='], ['error  --folder: expected a value, found an empty text']],
    ['a word that is no choice', ['a', '--layout', 'objects'], ['error  --layout: expected "bundle" or "object", found "objects"', 'help   did you mean "object"?']],
    ['a pair without =', ['a', '--rule', 'p'], ['error  --rule: expected NAME=VALUE, found "p"']],
    ['a pair with a word that is no choice', ['a', '--rule', 'p=of'], ['error  --rule: expected "off" or "error", found "of"', 'help   did you mean "off"?']],
    ['arguments that are missing', [], ['error  FIRST is missing: one word', 'help   see kubeloom echo --help']],
    ['what would move a cursor is shown as text', ['a', '--\u001b[2J'], [String.raw`error  unknown option "--\u001b[2J"`, 'help   see kubeloom echo --help']],
  ])('%s', async (_, given, want) => {
    expect(await told(given)).toEqual(want);
  });
});

describe('precedence: flag, environment, file, default', () => {
  const file = 'kubeloom:\n  folder: file\n  validate: false\n  echo:\n    layout: object\n  only: [a, b]\n  rules:\n    p: off\n    q: error\n  dryRun: true\n';
  const env = { KUBELOOM_FOLDER: 'env', KUBELOOM_VALIDATE: 'true', KUBELOOM_ECHO_LAYOUT: 'bundle', KUBELOOM_ONLY: 'c,d', KUBELOOM_RULES: 'q=off', KUBELOOM_DRY_RUN: '0' };

  test.each<[string, { given: readonly string[]; env?: { readonly [name: string]: string }; file?: string; want: unknown }]>([
    ['the file', { given: ['x'], file, want: { folder: 'file', validate: false, layout: 'object', only: ['a', 'b'], rule: { p: 'off', q: 'error' }, dryRun: true, args: ['x'] } }],
    ['the environment before the file, of maps key by key', { given: ['x'], env, file, want: { folder: 'env', layout: 'bundle', only: ['c', 'd'], rule: { p: 'off', q: 'off' }, dryRun: false, args: ['x'] } }],
    ['the flag before all', {
      given: ['x', '-f', 'flag', '--no-validate', '--only', 'e', '--rule', 'p=error'], env, file,
      want: { folder: 'flag', validate: false, layout: 'bundle', only: ['e'], rule: { p: 'error', q: 'off' }, dryRun: false, args: ['x'] },
    }],
    ['an empty variable says nothing', { given: ['x'], env: { KUBELOOM_FOLDER: '' }, want: { args: ['x'] } }],
    ['a variable for a flag alone says nothing', { given: ['x'], env: { KUBELOOM_ONCE: 'true' }, want: { args: ['x'] } }],
    ['a key without a value says nothing', { given: ['x'], file: 'kubeloom:\n  folder:\n', want: { args: ['x'] } }],
    ['a file without our part', { given: ['x'], file: 'app: node main.js\n', want: { args: ['x'] } }],
    ['an empty file', { given: ['x'], file: '', want: { args: ['x'] } }],
    ['a list as one text', { given: ['x'], file: 'kubeloom:\n  only: a, b\n', want: { only: ['a', 'b'], args: ['x'] } }],
    ['data that only the command knows', { given: ['x'], file: 'kubeloom:\n  data:\n    - { a: 1 }\n', want: { args: ['x'] } }],
  ])('%s', async (_, { given, env: variables = {}, file: text, want }) => {
    expect(await told(given, variables, text)).toEqual(want);
  });

  test.each<[string, { env?: { readonly [name: string]: string }; file?: string; want: readonly string[] }]>([
    ['a variable that is no choice', { env: { KUBELOOM_ECHO_LAYOUT: 'x' }, want: ['error  KUBELOOM_ECHO_LAYOUT: expected "bundle" or "object", found "x"'] }],
    ['a variable that is neither true nor false', { env: { KUBELOOM_DRY_RUN: 'yes' }, want: ['error  KUBELOOM_DRY_RUN: expected true or false, found "yes"'] }],
    ['a key that no command has', { file: 'app: x\nkubeloom:\n  foldr: x\n', want: ['error  cdk8s.yaml:3:3: unknown setting "foldr"', 'help   did you mean "folder"?'] }],
    ['a key inside of a map that no command has', { file: 'kubeloom:\n  echo:\n    layuot: x\n', want: ['error  cdk8s.yaml:3:5: unknown setting "echo.layuot"', 'help   did you mean "echo.layout"?'] }],
    ['a value of another type', { file: 'kubeloom:\n  dryRun: "no"\n', want: ['error  cdk8s.yaml:2:3: expected true or false, found "no"'] }],
    ['a list in place of a text', { file: 'kubeloom:\n  folder: [a]\n', want: ['error  cdk8s.yaml:2:3: expected a text, found a list of 1'] }],
    ['a text in place of a map', { file: 'kubeloom:\n  rules: x\n', want: ['error  cdk8s.yaml:2:3: expected a map, found "x"'] }],
    ['our part is no map', { file: 'kubeloom: x\n', want: ['error  cdk8s.yaml:1:1: expected a map of settings, found "x"'] }],
    ['the file is no map', { file: '- a\n', want: ['error  cdk8s.yaml: expected a map, found a list of 1'] }],
    ['the app is no text', { file: 'app: [node]\n', want: ['error  cdk8s.yaml:1:1: expected app as a text, found a list of 1'] }],
    ['the file has two documents', { file: 'app: a\n---\napp: b\n', want: ['error  cdk8s.yaml:3: expected one document, found a second one'] }],
  ])('%s', async (_, { env: variables = {}, file: text, want }) => {
    expect(await told(['x'], variables, text)).toEqual(want);
  });

  test('a file that is no YAML is told with its place', async () => {
    expect(await told(['x'], {}, 'app: "x\n')).toEqual([expect.stringMatching(/^error {2}cdk8s\.yaml:\d+:\d+: /)]);
  });

  test('a variable that is nearly one of ours is told, and the command runs', async () => {
    const { code, stderr } = await run(['echo', 'x'], { env: { KUBELOOM_FOLDRE: 'x', KUBELOOM_SOMETHING_OF_MINE: 'y' }, commands });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'warning  KUBELOOM_FOLDRE is set and means nothing; did you mean KUBELOOM_FOLDER?\n' });
  });
});

describe('the first word', () => {
  test.each<[string, readonly string[], number, RegExp]>([
    ['none: help', [], 0, /^Usage:\n {2}kubeloom COMMAND/],
    ['--help', ['--help'], 0, /^Usage:\n {2}kubeloom COMMAND/],
    ['help of one', ['--help', 'synth'], 0, /^Write the bundles of a program\./],
    ['--version', ['--version'], 0, /^kubeloom +\d+\.\d+\.\d+/],
    ['an alias', ['synthesize', '--help'], 0, /^Write the bundles of a program\./],
  ])('%s', async (_, args, code, stdout) => {
    expect(await run(args)).toEqual({ code, stdout: expect.stringMatching(stdout) as string, stderr: '' });
  });

  test.each<[string, readonly string[], string]>([
    ['misspelt', ['snyth'], 'error  unknown command "snyth"\nhelp   did you mean kubeloom synth?\n'],
    ['no command at all', ['frobnicate'], 'error  unknown command "frobnicate"\nhelp   see kubeloom help\n'],
    ['a name of every object', ['constructor'], 'error  unknown command "constructor"\nhelp   see kubeloom help\n'],
    ['an option', ['--check'], 'error  expected a command, found the option "--check"\nhelp   options stand behind the command: kubeloom synth --check\n'],
    ['help of what is not there', ['help', 'snyth'], 'error  unknown command "snyth"\nhelp   did you mean synth?\n'],
    ['one word too many', ['version', 'x'], 'error  expected no argument, found "x" as well\n'],
  ])('%s', async (_, args, stderr) => {
    expect(await run(args)).toEqual({ code: 2, stdout: '', stderr });
  });
});

describe('how a command ends', () => {
  test.each<[string, unknown, number, string]>([
    ['a failure', new CommandFailure('cannot read x', 'look at it'), 2, 'error  cannot read x\nhelp   look at it\n'],
    ['a wrong command line', new UsageError('no such thing'), 2, 'error  no such thing\n'],
    ['a fault of ours', new TypeError('x is undefined'), 2, 'error  x is undefined\nhelp   this is a fault of kubeloom itself: --debug shows where\n'],
  ])('%s', async (_, error, code, stderr) => {
    expect(await run(['fail'], { commands: registry(failing(error)) })).toEqual({ code, stdout: '', stderr });
  });

  test('with --debug, a stack is shown', async () => {
    const { stderr } = await run(['fail', '--debug'], { commands: registry(failing(new CommandFailure('cannot read x'))) });
    expect(stderr).toMatch(/^error {2}cannot read x\nCommandFailure: cannot read x\n +at /);
  });
});

describe('colours', () => {
  const painted = defineCommand({
    name: 'paint', summary: 'paint', options: {}, examples: [],
    run(context: Context) {
      context.io.stdout.write(context.style.bold('x'));
      context.io.stderr.write(context.stderrStyle.bold('x'));
      return 0;
    },
  });
  const [on, off] = ['\u001b[1mx\u001b[22m', 'x'];

  test.each<[string, readonly string[], { readonly [name: string]: string }, boolean, string]>([
    ['on a terminal', [], { TERM: 'xterm' }, true, on],
    ['not elsewhere', [], {}, false, off],
    ['not on a dumb terminal', [], { TERM: 'dumb' }, true, off],
    ['not with NO_COLOR', [], { NO_COLOR: '1' }, true, off],
    ['an empty NO_COLOR says nothing', [], { NO_COLOR: '' }, true, on],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, false, on],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, true, off],
    ['--color before NO_COLOR', ['--color'], { NO_COLOR: '1' }, false, on],
    ['--no-color before FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }, true, off],
    ['KUBELOOM_COLOR', [], { KUBELOOM_COLOR: 'false' }, true, off],
  ])('%s', async (_, args, env, tty, want) => {
    expect(await run(['paint', ...args], { env, tty, commands: registry(painted) })).toEqual({ code: 0, stdout: want, stderr: want });
  });

  test('errors too', async () => {
    expect((await run(['snyth'], { tty: true })).stderr).toBe('\u001b[31merror\u001b[39m  unknown command "snyth"\n\u001b[36mhelp\u001b[39m   did you mean kubeloom synth?\n');
  });
});

test('--quiet leaves out commentary', async () => {
  const chatty = defineCommand({
    name: 'chat', summary: 'chat', options: {}, examples: [],
    run({ say, io }: Context) {
      say('commentary');
      io.stdout.write('product');
      return 0;
    },
  });
  expect(await run(['chat'], { commands: registry(chatty) })).toEqual({ code: 0, stdout: 'product', stderr: 'commentary\n' });
  expect(await run(['chat', '-q'], { commands: registry(chatty) })).toEqual({ code: 0, stdout: 'product', stderr: '' });
});

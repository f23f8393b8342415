import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { showPath } from '../../core/show';
import { nearest } from '../../core/suggest';
import { type ConfigFile, CONFIG_FILE } from '../config-file';
import { UsageError } from '../failure';

/** What runs to give the objects. */
export type ProgramSource = ProgramFile | ProgramCommand;

/** A TypeScript or JavaScript program, which this process loads. */
export interface ProgramFile {
  readonly kind: 'file';
  /** Absolute path. */
  readonly file: string;
  /** What the program finds behind its own name in `process.argv`. */
  readonly args: readonly string[];
  /** Absolute path of the compiler's options, where the command names them. @default - the nearest `tsconfig.json` */
  readonly tsconfig?: string | undefined;
}

/** Anything else, which runs in a shell as `cdk8s synth` runs it. */
export interface ProgramCommand {
  readonly kind: 'command';
  readonly command: string;
}

const programExtensions = new Set(['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx']);
/** What `node main` may mean. */
const guessedExtensions = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs'];
const sourceOf: { readonly [extension: string]: string } = { '.js': '.ts', '.mjs': '.mts', '.cjs': '.cts', '.jsx': '.tsx' };

/**
 * The program that is meant: the argument, else the `app` of `cdk8s.yaml`. Where a command runs one TypeScript or JavaScript
 * file, it is that file.
 * @throws UsageError where there is none
 */
export function findProgram(argument: string | undefined, config: ConfigFile, folder: string): ProgramSource {
  if (argument === undefined) {
    if (config.app !== undefined && config.app.trim() !== '') return readCommand(config.app, folder);
    const help = 'name one: kubeloom synth main.ts';
    throw new UsageError(config.exists ? `${CONFIG_FILE} has no \`app\`, and no program was named` : `no ${CONFIG_FILE} here, and no program was named`, help);
  }
  const file = programFile(argument, folder);
  if (file !== undefined) return { kind: 'file', file, args: [] };
  if (/\s/.test(argument.trim())) return readCommand(argument, folder);
  const near = nearest(basename(argument), namesIn(dirname(resolve(folder, argument))));
  throw new UsageError(`no program ${showPath(argument)}`, near === undefined ? 'expected a TypeScript or JavaScript file, or a command' : `did you mean ${join(dirname(argument), near)}?`);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => programExtensions.has(extname(name)));
  } catch {
    return [];
  }
}

/** The file that a word of a command names; a compiled file that lies beside its source is taken for the source. */
function programFile(word: string, folder: string): string | undefined {
  const path = resolve(folder, word);
  const source = sourceOf[extname(path)];
  if (source !== undefined) {
    const beside = path.slice(0, -extname(path).length) + source;
    if (isFile(beside)) return beside;
  }
  if (isFile(path)) return programExtensions.has(extname(path)) ? path : undefined;
  return guessedExtensions.map((extension) => path + extension).find(isFile);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** Options that change nothing for us, or what we do anyway; with `true` a value follows. */
const nodeOptions: { readonly [option: string]: boolean } = {
  '--enable-source-maps': false, '--no-warnings': false, '--experimental-strip-types': false, '--experimental-transform-types': false,
  '--import': true, '--require': true, '-r': true, '--loader': true, '--experimental-loader': true,
};
const tsxOptions: { readonly [option: string]: boolean } = { '--no-cache': false, '--tsconfig': true };
const tsNodeOptions: { readonly [option: string]: boolean } = {
  '-T': false, '--transpile-only': false, '--transpileOnly': false, '--swc': false, '--esm': false, '--files': false, '--prefer-ts-exts': false,
  '--type-check': false, '--cwd-mode': false, '--script-mode': false, '-s': false, '-P': true, '--project': true,
};
const runners: { readonly [name: string]: { readonly [option: string]: boolean } } = {
  node: nodeOptions, tsx: tsxOptions, 'ts-node': tsNodeOptions, 'ts-node-esm': tsNodeOptions, 'ts-node-transpile-only': tsNodeOptions, 'ts-node-script': tsNodeOptions,
};
/** What `--import` and `--require` may name: all that does what the loader does. */
const typescriptLoaders = /^(tsx(\/.*)?|ts-node\/(register(\/.*)?|esm(\/.*)?)|@swc-node\/register(\/.*)?|esbuild-register(\/.*)?|source-map-support\/register(-.*)?)$/;
const loaderOptions = new Set(['--import', '--require', '-r', '--loader', '--experimental-loader']);
const tsconfigOptions = new Set(['--tsconfig', '-P', '--project']);
const launchers: readonly (readonly string[])[] = [
  ['npx'], ['npm', 'exec'], ['npm', 'x'], ['pnpm', 'exec'], ['pnpm', 'dlx'], ['pnpm'], ['yarn', 'exec'], ['yarn', 'run'], ['yarn'], ['bunx'],
];
const launcherOptions = new Set(['-y', '--yes', '--no', '--no-install', '--silent', '-s', '--']);

/** `node main.js`, `npx tsx src/main.ts`, `npx ts-node main.ts` and the like; any other command stays a command. */
export function readCommand(command: string, folder: string): ProgramSource {
  const asCommand: ProgramSource = { kind: 'command', command };
  const words = splitWords(command);
  if (words === undefined) return asCommand;
  let rest = withoutLauncher(words);
  const options = rest[0] === undefined ? undefined : Object.hasOwn(runners, rest[0]) ? runners[rest[0]] : undefined;
  if (options === undefined) return namedFile(words, folder) ?? asCommand;
  rest = rest.slice(1);
  let tsconfig: string | undefined;
  while (rest[0]?.startsWith('-') === true) {
    const [option, inline] = splitOption(rest[0]);
    if (!Object.hasOwn(options, option)) return asCommand;
    const takesValue = options[option] === true;
    const value = inline ?? (takesValue ? rest[1] : undefined);
    if (takesValue && value === undefined) return asCommand;
    if (loaderOptions.has(option) && !typescriptLoaders.test(value!)) return asCommand;
    if (tsconfigOptions.has(option)) tsconfig = resolve(folder, value!);
    rest = rest.slice(takesValue && inline === undefined ? 2 : 1);
  }
  const file = rest[0] === undefined ? undefined : programFile(rest[0], folder);
  return file === undefined ? asCommand : { kind: 'file', file, args: rest.slice(1), tsconfig };
}

/** `app: main.ts`: the file itself, as it stands on a command line. */
function namedFile([first = '', ...args]: readonly string[], folder: string): ProgramSource | undefined {
  const file = programExtensions.has(extname(first)) ? programFile(first, folder) : undefined;
  return file === undefined ? undefined : { kind: 'file', file, args };
}

function withoutLauncher(words: readonly string[]): readonly string[] {
  const launcher = launchers.find((start) => start.every((word, index) => words[index] === word));
  if (launcher === undefined) return words;
  let rest = words.slice(launcher.length);
  while (rest[0] !== undefined && launcherOptions.has(rest[0])) rest = rest.slice(1);
  return rest;
}

function splitOption(word: string): [option: string, value: string | undefined] {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** The words of a command that no shell would change; `undefined` where only a shell knows what it says. */
function splitWords(command: string): readonly string[] | undefined {
  const words: string[] = [];
  const word = /\s*(?:"([^"\\$`]*)"|'([^']*)'|([^\s"'\\$`&|;<>(){}*?[\]~#!=]+(?:=[^\s"'\\$`&|;<>(){}*?[\]~#!]*)?))(?=\s|$)/y;
  const end = command.trimEnd().length;
  while (word.lastIndex < end) {
    const match = word.exec(command);
    if (match === null) return undefined;
    words.push(match[1] ?? match[2] ?? match[3]!);
  }
  // `NAME=value node main.js` sets a variable.
  return words[0] === undefined || words[0].includes('=') ? undefined : words;
}

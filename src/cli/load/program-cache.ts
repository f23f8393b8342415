import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { BuildRequest } from './build-program';
import type { BuiltFile, BuiltModules } from './built-program';
import { shortHash } from './cache-folder';
import { guardsOf } from './guards';
import { entryState, lookupsOf } from './package-lookup';
import type { RawSourceMap } from './source-map';

/** Raised with every change to how programs are compiled. */
const FORMAT = 3;
/** A file that is written twice in so short a time may look the same both times. */
const settled = 100;

interface Header {
  readonly format: number;
  /** What compiles. */
  readonly by: string;
  readonly tsconfig?: string | undefined;
  /** Milliseconds since 1970. */
  readonly written: number;
  /** Every file that decides what comes out, with its state; `-` of one that is not there. */
  readonly guards: readonly (readonly [file: string, state: string])[];
  /** Where packages were looked for that are part of the program, with what was there: see `entryState`. */
  readonly lookups: readonly (readonly [path: string, state: string])[];
  readonly data: readonly string[];
  readonly files: readonly { readonly file: string; readonly esm: boolean; readonly links: BuiltFile['links']; readonly bytes: number }[];
}

/** What is only asked for when something goes wrong. */
interface Details {
  readonly [file: string]: { readonly map: RawSourceMap; readonly text?: string | undefined };
}

/** The compiled form of a program, as long as nothing of it has changed; `undefined` else. */
export function readProgram(request: BuildRequest): BuiltModules | undefined {
  const file = cacheFile(request);
  if (file === undefined) return undefined;
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf(10);
    const { format, by, tsconfig, written, guards, lookups, data, files } = JSON.parse(bytes.toString('utf8', 0, end)) as Header;
    if (format !== FORMAT || by !== compiler() || tsconfig !== request.tsconfig) return undefined;
    const detailsStart = files.reduce((sum, one) => sum + one.bytes, end + 1);
    let details: Details | undefined;
    const detailsOf = (path: string): Details[string] => (details ??= JSON.parse(bytes.toString('utf8', detailsStart)) as Details)[path]!;
    for (const [path, state] of guards) if (!isAsItWas(path, state, written, () => detailsOf(path)?.text)) return undefined;
    for (const [path, state] of lookups) if (entryState(path) !== state) return undefined;
    let start = end + 1;
    const built = files.map(({ bytes: length, ...rest }): [string, BuiltFile] => {
      const code = bytes.toString('utf8', start, start += length);
      return [rest.file, {
        ...rest, code,
        get map() {
          return detailsOf(rest.file).map;
        },
        get text() {
          return detailsOf(rest.file).text;
        },
      }];
    });
    return { kind: 'modules', entry: request.entry, files: new Map(built), data };
  } catch {
    // As with any cache: what cannot be read is made anew.
    return undefined;
  }
}

/** Keeps a program that was just compiled. */
export function keepProgram(request: BuildRequest, { files, data }: BuiltModules): void {
  const file = cacheFile(request);
  if (file === undefined) return;
  const sources = [...files.keys(), ...data];
  const guards = guardsOf(sources, request.tsconfig);
  if ([...guards].some(choosesPaths)) return;
  const paths = new Set([...sources, ...guards, ...sources.flatMap(foldersOf)]);
  const lookups = new Set([...files.values()].flatMap(({ file: importer, links }) =>
    Object.entries(links).flatMap(([name, target]) => lookupsOf(name, importer, target))));
  const built = [...files.values()].map((one) => ({ ...one, code: Buffer.from(one.code) }));
  const header: Header = {
    format: FORMAT, by: compiler(), tsconfig: request.tsconfig, written: Date.now(), data,
    guards: [...paths].map((path) => [path, stateOf(path)]),
    lookups: [...lookups].map((path) => [path, entryState(path)]),
    files: built.map(({ file: path, esm, links, code }) => ({ file: path, esm, links, bytes: code.length })),
  };
  const details: Details = Object.fromEntries([...files.values()].map(({ file: path, map, text }) => [path, { map, text }]));
  try {
    mkdirSync(dirname(file), { recursive: true });
    replace(file, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...built.map(({ code }) => code), Buffer.from(JSON.stringify(details))]));
  } catch {
    // A cache that cannot be written is no reason to fail.
  }
}

/** The folders in which another file could come to stand before a source: `lib.ts` before `lib/index.ts`. */
function foldersOf(source: string): string[] {
  const folder = dirname(source);
  return basename(source).startsWith('index.') ? [folder, dirname(folder)] : [folder];
}

/** Whether a configuration names several places for one path: a file that comes to stand in the first would win. */
function choosesPaths(guard: string): boolean {
  if (guard.endsWith('package.json')) return false;
  try {
    const text = readFileSync(guard, 'utf8');
    return text.includes('"paths"') && /"paths"[^}]*\[\s*"[^"]*"\s*,\s*"/.test(text);
  } catch {
    return false;
  }
}

function replace(file: string, bytes: Buffer): void {
  const temporary = join(dirname(file), `.${basename(file)}-${process.pid}-${process.hrtime.bigint()}`);
  try {
    writeFileSync(temporary, bytes, { flag: 'wx' });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function cacheFile({ entry, scratch, cached }: BuildRequest): string | undefined {
  return scratch === undefined || !cached ? undefined : join(scratch, `program-${basename(entry, extname(entry))}-${shortHash(entry)}.js`);
}

let known: string | undefined;

/** This package and its compiler, as they are installed. */
function compiler(): string {
  const files = (): string[] => [join(__dirname, '..', '..', '..', 'package.json'), __filename, require.resolve('esbuild/package.json')];
  return (known ??= [process.version, ...files().map((file) => `${file} ${stateOf(file)}`)].join(' '));
}

function stateOf(path: string): string {
  const state = statSync(path, { throwIfNoEntry: false });
  if (state === undefined) return '-';
  // A folder says by its time that there is another file in it; what it is called counts, not how large it is.
  return state.isDirectory() ? String(state.mtimeMs) : `${state.size} ${state.mtimeMs} ${state.ctimeMs}`;
}

/** @param text what stood in it: asked for only where its times do not tell */
function isAsItWas(path: string, state: string, written: number, text: () => string | undefined): boolean {
  if (stateOf(path) !== state) return false;
  const changed = Number(state.slice(state.lastIndexOf(' ') + 1));
  if (state === '-' || changed < written - settled) return true;
  if (!state.includes(' ')) return false;
  return text() === readFileSync(path, 'utf8');
}

import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { BuildRequest } from './build-program';
import type { BuiltFile, BuiltModules } from './built-program';
import { guardsOf } from './guards';
import { shortHash } from './cache-folder';
import type { RawSourceMap } from './source-map';

/** Raised with every change to how programs are compiled. */
const FORMAT = 1;
/** A file that is written twice in so short a time may look the same both times. */
const settled = 100;

interface Header {
  readonly format: number;
  /** What compiles: the version of this package brings its compiler. */
  readonly by: string;
  readonly tsconfig?: string | undefined;
  /** Milliseconds since 1970. */
  readonly written: number;
  /** Every file that decides what comes out, with its state; `-` of one that is not there. */
  readonly guards: readonly (readonly [file: string, state: string])[];
  readonly data: readonly string[];
  readonly files: readonly { readonly file: string; readonly esm: boolean; readonly links: BuiltFile['links']; readonly length: number }[];
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
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const { format, by, tsconfig, written, guards, data, files } = JSON.parse(text.slice(0, end)) as Header;
    if (format !== FORMAT || by !== compiler() || tsconfig !== request.tsconfig) return undefined;
    let details: Details | undefined;
    const detailsOf = (path: string): Details[string] => (details ??= readDetails(file))[path] ?? { map: { sources: [], mappings: '' } };
    for (const [path, state] of guards) if (!isAsItWas(path, state, written, () => detailsOf(path).text)) return undefined;
    let start = end + 1;
    const built = files.map(({ length, ...rest }): [string, BuiltFile] => {
      const code = text.slice(start, start += length);
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
  const paths = new Set([...sources, ...guardsOf(sources, request.tsconfig), ...sources.map((source) => dirname(source))]);
  const header: Header = {
    format: FORMAT, by: compiler(), tsconfig: request.tsconfig, written: Date.now(), data,
    guards: [...paths].map((path) => [path, stateOf(path)]),
    files: [...files.values()].map(({ file: path, esm, links, code }) => ({ file: path, esm, links, length: code.length })),
  };
  const details: Details = Object.fromEntries([...files.values()].map(({ file: path, map, text }) => [path, { map, text }]));
  try {
    mkdirSync(dirname(file), { recursive: true });
    replace(detailsFile(file), JSON.stringify(details));
    replace(file, `${JSON.stringify(header)}\n${[...files.values()].map(({ code }) => code).join('')}`);
  } catch {
    // A cache that cannot be written is no reason to fail.
  }
}

function replace(file: string, text: string): void {
  const temporary = join(dirname(file), `.${basename(file)}-${process.pid}`);
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function cacheFile({ entry, scratch, cached }: BuildRequest): string | undefined {
  return scratch === undefined || !cached ? undefined : join(scratch, `program-${basename(entry, extname(entry))}-${shortHash(entry)}.js`);
}

function detailsFile(file: string): string {
  return `${file}.map`;
}

function readDetails(file: string): Details {
  return JSON.parse(readFileSync(detailsFile(file), 'utf8')) as Details;
}

let known: string | undefined;

function compiler(): string {
  const file = join(__dirname, '..', '..', '..', 'package.json');
  return (known ??= `${process.version} ${file} ${stateOf(file)} ${stateOf(__filename)}`);
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

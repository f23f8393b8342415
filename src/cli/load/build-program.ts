import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, extname, join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import type { BuiltBundle, BuiltFile, BuiltModules, BuiltProgram } from './built-program';
import { newFolderIn } from './cache-folder';
import { CompileFailure } from './compile-failure';
import { runEsbuild, runEsbuildNow } from './esbuild';
import { metaName } from './program-modules';
import type { RawSourceMap } from './source-map';
import { type CompileError, readEsbuildErrors } from './esbuild-errors';

/** What is to be built, and where. */
export interface BuildRequest {
  /** Absolute path. */
  readonly entry: string;
  /** The folder that paths are relative to: the one with the program's `package.json`. */
  readonly root: string;
  readonly tsconfig?: string | undefined;
  /** A folder for what can be made again. @default - that of the system */
  readonly scratch?: string | undefined;
  /** Whether to keep there what was compiled. @default false */
  readonly cached?: boolean | undefined;
}

interface Metafile {
  readonly inputs: {
    readonly [path: string]: {
      readonly imports: readonly { readonly path: string; readonly external?: boolean; readonly original?: string; readonly kind: string }[];
    };
  };
}

const typescript = new Set(['.ts', '.tsx', '.mts', '.cts']);
/** Node.js itself reads these. */
const dataFiles = new Set(['.json', '.node']);
const common = ['--platform=node', '--log-level=error', '--log-limit=0', '--color=false', '--charset=utf8', `--target=node${process.versions.node}`];
const filesPerRun = 200;

/** What an earlier run compiled, and still holds. */
export interface EarlierBuild {
  readonly program: BuiltProgram;
  /** Files that are not as they were then. */
  readonly changed: ReadonlySet<string>;
}

/**
 * Compiles a program: esbuild tells which files it is made of, and compiles each by itself.
 * @throws CompileFailure with all that esbuild found wrong
 */
export async function buildProgram(request: BuildRequest, earlier?: EarlierBuild): Promise<BuiltProgram> {
  return inScratch(request.scratch, async (scratch) => {
    if (earlier?.program.kind === 'modules') return rebuild(request, earlier.program, earlier.changed, scratch);
    const graph = await readGraph(request, scratch);
    return graph === 'top-level await' ? bundle(request, scratch) : buildModules(graph, new Map(), request, scratch);
  });
}

/** What changed is compiled anew; only where it imports something else, the whole program has to be looked at. */
async function rebuild(
  request: BuildRequest, { entry, files, data }: BuiltModules, changed: ReadonlySet<string>, scratch: string,
): Promise<BuiltProgram> {
  const kept = new Map([...files].filter(([file]) => !changed.has(file)));
  const known = [...files.values()].filter(({ file }) => changed.has(file) && existsSync(file));
  const isOfProgram = [...changed].every((file) => (files.has(file) || data.includes(file)) && existsSync(file));
  if (!isOfProgram) {
    const [graph, compiled] = await bothOf(readGraph(request, scratch), compileFiles(known.map(({ file }) => file), request, join(scratch, 'changed')));
    if (graph === 'top-level await') return bundle(request, scratch);
    return buildModules(graph, new Map([...kept, ...compiled.map((file) => [file.file, file] as const)]), request, scratch);
  }
  const compiled = await compileFiles(known.map(({ file }) => file), request, join(scratch, 'changed'));
  const isAlike = compiled.every(({ code }, index) => sameSets(requestsOf(code), requestsOf(known[index]!.code)));
  if (isAlike) {
    const built = new Map(compiled.map((file) => [file.file, { ...file, links: files.get(file.file)!.links }]));
    return { kind: 'modules', entry, files: new Map([...files].map(([path, file]) => [path, built.get(path) ?? file])), data };
  }
  const graph = await readGraph(request, scratch);
  if (graph === 'top-level await') return bundle(request, scratch);
  return buildModules(graph, new Map([...kept, ...compiled.map((file) => [file.file, file] as const)]), request, scratch);
}

/** Everything that a compiled file may ask for. A text that looks like a request does no harm. */
function requestsOf(code: string): Set<string> {
  return new Set([...code.matchAll(/\brequire(?:\.resolve)?\(("(?:[^"\\]|\\.)*")/g)].map(([, request]) => request!));
}

function sameSets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
}

/** @param compiled what need not be compiled any more */
async function buildModules(
  graph: ReadonlyMap<string, Links>, compiled: Map<string, BuiltFile>, request: BuildRequest, scratch: string,
): Promise<BuiltModules> {
  const isData = (file: string): boolean => dataFiles.has(extname(file));
  const missing = [...graph.keys()].filter((file) => !isData(file) && !compiled.has(file));
  for (const file of await compileFiles(missing, request, join(scratch, 'missing'))) compiled.set(file.file, file);
  return {
    kind: 'modules',
    entry: request.entry,
    files: new Map([...graph].filter(([file]) => !isData(file)).map(([file, links]) => [file, { ...compiled.get(file)!, links }])),
    data: [...graph.keys()].filter(isData),
  };
}

/** Waits for both, whatever becomes of one: the folder that they write to goes away afterwards. */
async function bothOf<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === 'rejected') throw a.reason;
  if (b.status === 'rejected') throw b.reason;
  return [a.value, b.value];
}

type Links = { readonly [request: string]: string };

/** Which files there are, and what the imports of each lead to. */
async function readGraph({ entry, root, tsconfig }: BuildRequest, scratch: string): Promise<Map<string, Links> | 'top-level await'> {
  const metafile = join(scratch, 'meta.json');
  const entries = [entry];
  const workspace = new Map<string, string>();
  for (;;) {
    const { ok, errors } = await runEsbuild([
      ...entries.map((file, index) => `${index}=${file}`), '--bundle', '--packages=external', '--format=cjs', `--metafile=${metafile}`,
      `--outdir=${join(scratch, 'bundle')}`,
      ...common, ...tsconfigOption(tsconfig), '--ignore-annotations', '--loader:.node=empty',
    ], root);
    if (!ok) {
      const found = readEsbuildErrors(errors);
      if (found.length > 0 && found.every(({ message }) => message.startsWith('Top-level await is currently not supported'))) return 'top-level await';
      throw compileFailure(found, errors, root);
    }
    const { inputs } = JSON.parse(readFileSync(metafile, 'utf8')) as Metafile;
    const graph = new Map<string, Links>();
    const before = entries.length;
    for (const [path, { imports }] of Object.entries(inputs)) {
      const file = resolve(root, path);
      const links: { [request: string]: string } = {};
      for (const { path: target, original, external } of imports) {
        if (external !== true) {
          links[original ?? target] = resolve(root, target);
          continue;
        }
        const source = workspaceSource(target, file);
        if (source === undefined) continue;
        links[target] = source;
        if (!workspace.has(source)) {
          workspace.set(source, target);
          entries.push(source);
        }
      }
      graph.set(file, links);
    }
    // A package of the workspace that is there as TypeScript belongs to the program, and so do its own imports.
    if (entries.length === before) return graph;
  }
}

/** The TypeScript file that the name of a package leads to: only packages of a workspace are there as TypeScript. */
function workspaceSource(request: string, importer: string): string | undefined {
  if (isBuiltin(request) || request.startsWith('#')) return undefined;
  try {
    const found = createRequire(importer).resolve(request);
    return typescript.has(extname(found)) ? found : undefined;
  } catch {
    // Whoever loads it will say that it is not there.
    return undefined;
  }
}

/** Compiles files, each by itself. */
async function compileFiles(files: readonly string[], { root, tsconfig }: BuildRequest, scratch: string): Promise<BuiltFile[]> {
  const groups: (readonly string[])[] = [];
  for (let start = 0; start < files.length; start += filesPerRun) groups.push(files.slice(start, start + filesPerRun));
  const built = await Promise.all(groups.map(async (group, index) => {
    const output = join(scratch, `group-${index}`);
    const { ok, errors } = await runEsbuild(compileArguments(group, output, tsconfig), root);
    if (!ok) throw compileFailure(readEsbuildErrors(errors), errors, root);
    return readCompiled(group, output);
  }));
  return built.flat();
}

/** Compiles one file at once, for a program that asks for it while it runs. */
export function compileFileNow(file: string, request: Omit<BuildRequest, 'entry'>): BuiltFile {
  const { scratch, root, tsconfig } = request;
  const output = makeScratch(scratch);
  try {
    const { ok, errors } = runEsbuildNow(compileArguments([file], output, tsconfig), root);
    if (!ok) throw compileFailure(readEsbuildErrors(errors), errors, root);
    return readCompiled([file], output)[0]!;
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

function compileArguments(files: readonly string[], output: string, tsconfig: string | undefined): string[] {
  return [
    ...files.map((file, index) => `${index}=${file}`), `--outdir=${output}`, '--format=cjs', '--sourcemap=external',
    // `import()` becomes `require`, which knows the files of the program.
    '--supported:dynamic-import=false', `--define:import.meta=${metaName}`, ...common, ...tsconfigOption(tsconfig),
  ];
}

function readCompiled(files: readonly string[], output: string): BuiltFile[] {
  const types = new Map<string, string | undefined>();
  return files.map((file, index) => {
    const { map, contents } = readMap(join(output, `${index}.js.map`));
    const isSource = map.sources.length === 1 && map.sources[0] === file;
    return { file, text: isSource ? contents[0] : undefined, code: readFileSync(join(output, `${index}.js`), 'utf8'), map, links: {}, esm: isEsm(file, types) };
  });
}

/** A source map with absolute paths: it was made beside what was compiled, in a folder that goes away. */
function readMap(path: string): { readonly map: RawSourceMap; readonly contents: readonly string[] } {
  const { sources, mappings, sourcesContent = [] } = JSON.parse(readFileSync(path, 'utf8')) as RawSourceMap & { readonly sourcesContent?: readonly string[] };
  return { map: { sources: sources.map((source) => resolve(dirname(path), pathOf(source))), mappings }, contents: sourcesContent };
}

/** A source map names its sources by references as they stand in a URL: `gr%C3%B6%C3%9Fe.ts`. */
function pathOf(source: string): string {
  try {
    return decodeURIComponent(source);
  } catch {
    // The map of a file that was itself compiled may be no better than the tool that made it.
    return source;
  }
}

/** One ES module, for top-level await: what waits cannot be CommonJS. */
async function bundle({ entry, root, tsconfig }: BuildRequest, scratch: string): Promise<BuiltBundle> {
  const [metafile, output] = [join(scratch, 'meta.json'), join(scratch, 'program.mjs')];
  const { ok, errors } = await runEsbuild([
    entry, '--bundle', '--packages=external', '--format=esm', `--metafile=${metafile}`, `--outfile=${output}`, '--sourcemap=external', '--sources-content=false',
    `--define:import.meta.url=${placeholder('url')}`, `--define:import.meta.filename=${placeholder('filename')}`,
    `--define:import.meta.dirname=${placeholder('dirname')}`, ...common, ...tsconfigOption(tsconfig), '--ignore-annotations',
  ], root);
  if (!ok) throw compileFailure(readEsbuildErrors(errors), errors, root);
  const { inputs } = JSON.parse(readFileSync(metafile, 'utf8')) as Metafile;
  return {
    kind: 'bundle', entry, code: readFileSync(output, 'utf8'), map: readMap(`${output}.map`).map,
    inputs: Object.keys(inputs).map((path) => resolve(root, path)),
  };
}

/** Stands in a bundle for what only the file knows that it came from. */
export function placeholder(what: 'url' | 'filename' | 'dirname'): string {
  return `__kubeloom_${what}`;
}

function tsconfigOption(tsconfig: string | undefined): string[] {
  return tsconfig === undefined ? [] : [`--tsconfig=${tsconfig}`];
}

function compileFailure(found: readonly CompileError[], text: string, root: string): CompileFailure {
  if (found.length === 0) return new CompileFailure([{ message: text.trim() === '' ? 'esbuild failed' : text.trim(), notes: [] }]);
  return new CompileFailure(found.map(({ place, ...error }) => ({ ...error, place: place && { ...place, file: resolve(root, place.file) } })));
}

/** Whether Node.js takes a file for an ES module. @param types of packages, by folder */
function isEsm(file: string, types: Map<string, string | undefined>): boolean {
  const extension = extname(file);
  if (extension === '.mts' || extension === '.mjs') return true;
  if (extension === '.cts' || extension === '.cjs') return false;
  return packageType(dirname(file), types) === 'module';
}

function packageType(folder: string, types: Map<string, string | undefined>): string | undefined {
  if (types.has(folder)) return types.get(folder);
  const parent = dirname(folder);
  const type = readPackageType(folder) ?? (parent === folder ? undefined : packageType(parent, types));
  types.set(folder, type);
  return type;
}

function readPackageType(folder: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly type?: string }).type ?? 'commonjs';
  } catch {
    return undefined;
  }
}

async function inScratch<T>(folder: string | undefined, work: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = makeScratch(folder);
  try {
    return await work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function makeScratch(folder: string | undefined): string {
  return newFolderIn(folder, 'build-') ?? mkdtempSync(join(tmpdir(), 'kubeloom-'));
}

import { existsSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { SynthesizedObject } from '../../synth/synthesis';
import { writeOutput } from '../../synth/output/write-output';
import { formatDiagnostics } from '../../core/format-diagnostic';
import type { Context } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { guardsOf } from '../load/guards';
import { cacheFolder } from '../load/cache-folder';
import { findProgram, type ProgramFile } from '../load/program-source';
import { recordReads } from '../load/recorded-reads';
import { CompileFailure } from '../load/compile-failure';
import type { CompileError } from '../load/esbuild-errors';
import { type Program, prepareProgram } from '../load/run-program';
import { synthesizeProgram } from '../load-program';
import { failureText } from '../report-failure';
import { outputFolders } from '../synth/output-folders';
import { isValid, planLines, reportProblems, synthesisOptions, type SynthOptions } from '../synth/run-synth';
import { plural, shortPath } from '../words';
import { FileWatcher } from './file-watcher';
import { type ObjectChange, objectChanges } from './object-changes';

const mostPointers = 4;
const mostObjects = 40;

/** Synthesizes a program whenever one of its files changes, until the user ends it. */
export async function runWatch(context: Context, argument: string | undefined, options: SynthOptions): Promise<number> {
  const source = findProgram(argument, context.config, context.io.cwd);
  if (source.kind === 'command') {
    throw new CommandFailure('watch is for programs in TypeScript or JavaScript', `what files \`${source.command}\` is made of, only that command knows`);
  }
  const { stop } = context.io;
  const loop = new WatchLoop(context, source, options);
  await loop.start();
  await new Promise<void>((done) => {
    if (stop?.aborted === true) done();
    stop?.addEventListener('abort', () => done(), { once: true });
  });
  await loop.end();
  return EXIT.clean;
}

class WatchLoop {
  private readonly watcher = new FileWatcher((changed) => this.next(changed));
  private running: Promise<void> = Promise.resolve();
  /** What is loaded, and what of it is no longer as it was compiled. */
  private program: Program | undefined;
  private readonly stale = new Set<string>();
  /** Files and folders that the program reads, with what it found in files. */
  private readonly reads = new Map<string, string | undefined>();
  private objects: readonly SynthesizedObject[] | undefined;

  constructor(private readonly context: Context, private readonly source: ProgramFile, private readonly options: SynthOptions) {}

  async start(): Promise<void> {
    this.watcher.follow(this.files([]), new Map());
    this.next(new Set());
    await this.running;
  }

  /** A round that runs comes to its end before: there is one session in a process. */
  async end(): Promise<void> {
    await this.running;
    this.watcher.close();
    this.program?.unload();
  }

  private next(changed: ReadonlySet<string>): void {
    this.running = this.round(changed);
  }

  /** One run, from changed files to written ones. Whatever goes wrong is said, and the next change is waited for. */
  private async round(changed: ReadonlySet<string>): Promise<void> {
    const { context } = this;
    const start = performance.now();
    for (const file of changed) this.stale.add(file);
    if (changed.size > 0) context.say(context.stderrStyle.dim(changedLine(changed, context.io.cwd)));
    for (const file of this.restarting) if (changed.has(file)) context.say(`start kubeloom watch again for ${shortPath(file, context.io.cwd)} to count`);
    this.watcher.remember();
    this.watcher.pausing = true;
    let missing: readonly string[] = [];
    try {
      await this.synthesize(start);
    } catch (error) {
      missing = error instanceof CompileFailure ? error.errors.flatMap(missingFiles) : [];
      context.io.stderr.write(`${failureText(error, context.io, context.stderrStyle, context.debug)}\n`);
      context.say(context.stderrStyle.dim('waiting for the next change'));
    }
    this.watcher.follow(this.files(missing), this.contents(missing));
    this.watcher.pausing = false;
  }

  private async synthesize(start: number): Promise<void> {
    const { context, source, options, program } = this;
    if (!existsSync(source.file)) throw new CommandFailure(`${shortPath(source.file, context.io.cwd)} is gone`);
    const next = await prepareProgram(source, context.cache, program === undefined ? undefined : { program: program.built, changed: this.stale });
    program?.unload();
    this.program = next;
    this.stale.clear();
    this.reads.clear();
    const apps = await recordReads(() => synthesizeProgram(context, next, synthesisOptions(options)), (path, text) => this.reads.set(path, text));
    const folders = outputFolders(apps, options.output, context.io.cwd);
    for (const path of this.reads.keys()) {
      if (folders.some(({ folder }) => path === folder || path.startsWith(folder + sep))) this.reads.delete(path);
    }
    const diagnostics = folders.flatMap(({ synthesis }) => synthesis.diagnostics);
    if (diagnostics.length > 0) context.io.stderr.write(`${formatDiagnostics(diagnostics, context.io.cwd)}\n`);
    if (diagnostics.some(({ severity }) => severity === 'error')) return;
    if (options.validate !== false && !isValid(context, folders, options, next.sources)) return;
    let [files, written] = [0, 0];
    for (const { folder, synthesis } of folders) {
      const plan = writeOutput(folder, synthesis.files, { complete: synthesis.complete });
      if (plan.diagnostics.length > 0) {
        reportProblems(context, plan.diagnostics);
        return;
      }
      files += synthesis.files.size;
      written += plan.added.length + plan.changed.length + plan.removed.length;
      if (this.objects === undefined) for (const line of planLines(plan, folder, context)) context.say(line);
    }
    const objects = folders.flatMap(({ synthesis }) => synthesis.objects.filter(({ file }) => file !== ''));
    const milliseconds = Math.round(performance.now() - start);
    if (this.objects !== undefined) for (const line of changeLines(objectChanges(this.objects, objects), context)) context.say(line);
    this.objects = objects;
    context.say(`${plural(objects.length, 'object')} in ${plural(files, 'file')}, ${written} written, after ${milliseconds} ms`);
  }

  /** Files whose changes cannot count while this process lives. */
  private get restarting(): string[] {
    const cache = cacheFolder(dirname(this.source.file));
    const installed = cache === undefined ? [] : [join(dirname(dirname(cache)), '.package-lock.json')];
    return [this.context.config.file, ...installed];
  }

  /** What was read of the files of the program, and what was not there to be read. */
  private contents(missing: readonly string[]): Map<string, string | undefined> {
    const { built } = this.program ?? {};
    const sources = built?.kind === 'modules' ? [...built.files.values()].flatMap(({ file, text }): [string, string][] => (text === undefined ? [] : [[file, text]])) : [];
    const reads = [...this.reads].filter(([, text]) => text !== undefined);
    return new Map<string, string | undefined>([...sources, ...reads, ...missing.map((file) => [file, undefined] as const)]);
  }

  private files(missing: readonly string[]): Set<string> {
    const sources = [this.source.file, ...this.program?.sources ?? []];
    return new Set([...sources, ...guardsOf(sources, this.source.tsconfig), ...this.reads.keys(), ...missing, ...this.restarting]);
  }
}

function changedLine(changed: ReadonlySet<string>, folder: string): string {
  const names = [...changed].map((file) => shortPath(file, folder));
  return `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''} changed`;
}

/** Files that a compiler looked for in vain: once there is one of them, it is worth trying again. */
function missingFiles({ message, place }: CompileError): string[] {
  const request = /^Could not resolve "(\.[^"]*)"/.exec(message)?.[1];
  if (request === undefined || place === undefined) return [];
  const path = resolve(dirname(place.file), request.replace(/\.js$/, ''));
  return ['', '.ts', '.tsx', '.js', '.json', '/index.ts', '/index.js'].map((end) => path + end);
}

function changeLines(changes: readonly ObjectChange[], { stderrStyle: style }: Context): string[] {
  const paint = { added: style.green, changed: style.yellow, removed: style.red };
  const lines = changes.slice(0, mostObjects).map(({ kind, object, pointers }) => {
    const shown = pointers.slice(0, mostPointers).join(', ');
    const more = pointers.length > mostPointers ? ` and ${pointers.length - mostPointers} more` : '';
    return `  ${paint[kind](kind.padEnd('removed'.length))}  ${object}${shown === '' ? '' : `  ${style.dim(shown + more)}`}`;
  });
  return changes.length > mostObjects ? [...lines, `  and ${plural(changes.length - mostObjects, 'more object')}`] : lines;
}

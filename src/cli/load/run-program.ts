import { realpathSync } from 'node:fs';
import { type BuiltProgram, sourcesOf } from './built-program';
import type { BuildRequest, EarlierBuild } from './build-program';
import { cacheFolder, packageFolder } from './cache-folder';
import { keepProgram, readProgram } from './program-cache';
import { runAsGuest } from './program-end';
import { ProgramModules } from './program-modules';
import type { ProgramFile } from './program-source';

/** A program that is compiled, and runs when it is told to. */
export interface Program {
  /** Absolute path of the main file. */
  readonly entry: string;
  /** The files that it is made of: a change to one of them changes the program. */
  readonly sources: readonly string[];
  /** What was compiled, for a later build. */
  readonly built: BuiltProgram;
  /** Runs it in this process, to its end. @throws ProgramFailure */
  run(): Promise<void>;
  /** Takes it out of this process, so that it can be compiled and run anew. */
  unload(): void;
}

/**
 * Compiles a program.
 * @param cached whether to keep what was compiled, and to use what was kept
 * @throws CompileFailure
 */
export async function prepareProgram({ file, args, tsconfig }: ProgramFile, cached: boolean, earlier?: EarlierBuild): Promise<Program> {
  const entry = realpathSync(file);
  const root = packageFolder(entry);
  const request: BuildRequest = { entry, root, tsconfig, scratch: cacheFolder(root), cached };
  const built = (earlier === undefined ? readProgram(request) : undefined) ?? await build(request, earlier);
  const loaded = load(built, request);
  return {
    entry, built,
    get sources() {
      return [...sourcesOf(built), ...loaded.late];
    },
    async run() {
      const { argv } = process;
      process.argv = [argv[0]!, entry, ...args];
      try {
        await runAsGuest(() => loaded.run());
      } finally {
        process.argv = argv;
      }
    },
    unload: () => loaded.unload(),
  };
}

async function build(request: BuildRequest, earlier: EarlierBuild | undefined): Promise<BuiltProgram> {
  const { buildProgram } = require('./build-program') as typeof import('./build-program');
  const built = await buildProgram(request, earlier);
  // Who compiles over and over keeps it in memory.
  if (built.kind === 'modules' && earlier === undefined) keepProgram(request, built);
  return built;
}

interface Loaded {
  readonly late: readonly string[];
  run(): void | Promise<void>;
  unload(): void;
}

function load(built: BuiltProgram, request: BuildRequest): Loaded {
  if (built.kind === 'modules') {
    return new ProgramModules(built, (file) => (require('./build-program') as typeof import('./build-program')).compileFileNow(file, request));
  }
  const { ProgramBundle } = require('./program-bundle') as typeof import('./program-bundle');
  return new ProgramBundle(built, request);
}

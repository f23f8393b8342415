import { realpathSync } from 'node:fs';
import { sourcesOf } from './built-program';
import { buildProgram, type BuildRequest, compileFileNow } from './build-program';
import { cacheFolder, packageFolder } from './package-folder';
import { runAsGuest } from './program-end';
import { ProgramModules } from './program-modules';
import type { ProgramFile } from './program-source';

/** A program that is compiled, and runs when it is told to. */
export interface Program {
  /** Absolute path of the main file. */
  readonly entry: string;
  /** The files that it is made of: a change to one of them changes the program. */
  readonly sources: readonly string[];
  /**
   * Runs it in this process, to its end.
   * @param waits see `runAsGuest`
   * @throws ProgramFailure
   */
  run(waits: boolean): Promise<void>;
  /** Takes it out of this process, so that it can be compiled and run anew. */
  unload(): void;
}

/** Compiles a program. @throws CompileFailure */
export async function prepareProgram({ file, args, tsconfig }: ProgramFile): Promise<Program> {
  const entry = realpathSync(file);
  const root = packageFolder(entry);
  const request: BuildRequest = { entry, root, tsconfig, scratch: cacheFolder(root) };
  const built = await buildProgram(request);
  if (built.kind === 'bundle') {
    const { ProgramBundle } = require('./program-bundle') as typeof import('./program-bundle');
    const bundle = new ProgramBundle(built, request);
    return asProgram(entry, args, () => sourcesOf(built), () => bundle.run(), () => bundle.unload());
  }
  const modules = new ProgramModules(built, (late) => compileFileNow(late, request));
  return asProgram(entry, args, () => modules.loaded, () => modules.run(), () => modules.unload());
}

function asProgram(entry: string, args: readonly string[], sources: () => readonly string[], run: () => void | Promise<void>, unload: () => void): Program {
  return {
    entry, unload,
    get sources() {
      return sources();
    },
    async run(waits) {
      const { argv } = process;
      process.argv = [argv[0]!, entry, ...args];
      try {
        await runAsGuest(run, waits);
      } finally {
        process.argv = argv;
      }
    },
  };
}

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import type { Context } from '../command';
import { CommandFailure } from '../failure';
import { packageFolder } from './cache-folder';
import { findProgram } from './program-source';

/** A check of types that goes on beside the program. */
export interface Typecheck {
  /** Whether all types are right. The process waits for it from now on, and not before. */
  result(): Promise<boolean>;
}

/**
 * Checks the types of a program with the TypeScript of its project, in a process beside this one; what it finds goes to the
 * standard error stream as it is.
 * @throws CommandFailure where there are no types, or nothing that could check them
 */
export function startTypecheck({ io, config }: Context, argument: string | undefined): Typecheck {
  const source = findProgram(argument, config, io.cwd);
  if (source.kind === 'command') throw new CommandFailure('--typecheck is for programs in TypeScript', `check the types in \`${source.command}\` itself`);
  const tsconfig = source.tsconfig ?? nearestConfig(source.file);
  if (tsconfig === undefined) throw new CommandFailure('--typecheck needs a tsconfig.json', 'npx tsc --init makes one');
  const { spawn } = require('node:child_process') as typeof import('node:child_process');
  const args = [compilerOf(source.file), '--noEmit', '--pretty', String(io.stderr.isTTY), '-p', tsconfig];
  const child = spawn(process.execPath, args, { cwd: io.cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  // The end of the program is when the process has nothing left to wait for.
  const handles = [child, child.stdout as Socket, child.stderr as Socket];
  for (const handle of handles) handle.unref();
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => io.stderr.write(text));
  const result = new Promise<boolean>((done, fail) => {
    child.on('error', (error) => fail(new CommandFailure(`cannot run TypeScript: ${error.message}`)));
    child.on('close', (code) => done(code === 0));
  });
  result.catch(() => undefined);
  return {
    result() {
      for (const handle of handles) handle.ref();
      return result;
    },
  };
}

function compilerOf(file: string): string {
  try {
    const packageFile = createRequire(file).resolve('typescript/package.json');
    const { bin } = createRequire(file)(packageFile) as { readonly bin: { readonly tsc: string } };
    return join(dirname(packageFile), bin.tsc);
  } catch {
    throw new CommandFailure('--typecheck needs TypeScript in the project', 'install it: npm install --save-dev typescript');
  }
}

function nearestConfig(file: string): string | undefined {
  const last = packageFolder(file);
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const config = join(folder, 'tsconfig.json');
    if (existsSync(config)) return config;
    if (folder === last || dirname(folder) === folder) return undefined;
  }
}

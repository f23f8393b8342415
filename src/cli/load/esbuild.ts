import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CommandFailure } from '../failure';

/** What esbuild says. */
export interface EsbuildResult {
  readonly ok: boolean;
  readonly errors: string;
}

/**
 * Runs esbuild's own program directly: its JavaScript interface takes three times as long to start. The caller goes on
 * while it works.
 */
export function runEsbuild(args: readonly string[], folder: string): Promise<EsbuildResult> {
  const { spawn } = require('node:child_process') as typeof import('node:child_process');
  const [program, ...first] = esbuildCommand();
  return new Promise((done, fail) => {
    const child = spawn(program!, [...first, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true });
    const chunks: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => fail(new CommandFailure(`cannot run esbuild: ${error.message}`)));
    child.on('close', (code) => done({ ok: code === 0, errors: Buffer.concat(chunks).toString('utf8') }));
  });
}

/** As `runEsbuild`, for a file that is only found while the program runs. */
export function runEsbuildNow(args: readonly string[], folder: string): EsbuildResult {
  const { spawnSync } = require('node:child_process') as typeof import('node:child_process');
  const [program, ...first] = esbuildCommand();
  const { status, stderr, error } = spawnSync(program!, [...first, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true });
  if (error !== undefined) throw new CommandFailure(`cannot run esbuild: ${error.message}`);
  return { ok: status === 0, errors: stderr.toString('utf8') };
}

let found: readonly string[] | undefined;

/** esbuild for this platform; where a package manager left out what belongs to the platform, whatever `esbuild` runs. */
function esbuildCommand(): readonly string[] {
  return (found ??= findEsbuild());
}

function findEsbuild(): readonly string[] {
  let launcher: string;
  try {
    launcher = require.resolve('esbuild/bin/esbuild');
  } catch {
    throw new CommandFailure('cannot find esbuild, which reads TypeScript', 'install the dependencies of the project again');
  }
  const { platform, arch } = process;
  try {
    const own = dirname(createRequire(launcher).resolve(`@esbuild/${platform}-${arch}/package.json`));
    const program = platform === 'win32' ? join(own, 'esbuild.exe') : join(own, 'bin', 'esbuild');
    if (existsSync(program)) return [program];
  } catch {
    // Then there is the launcher, which finds it in other ways.
  }
  return [process.execPath, launcher];
}

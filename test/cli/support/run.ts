import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Commands } from '../../../src/cli/command';
import { commands } from '../../../src/cli/commands';
import type { Io } from '../../../src/cli/io';
import { runCommandLine } from '../../../src/cli/run';

/** What a command line ended with, and wrote. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is around a command line. */
export interface Around {
  readonly cwd?: string;
  readonly env?: { readonly [name: string]: string };
  /** Whether a terminal is at all its ends. @default false */
  readonly tty?: boolean;
  /** What is typed. @default - nothing */
  readonly stdin?: string;
  readonly commands?: Commands;
}

const folders: string[] = [];

/** A new folder with the given files. */
export function folderWith(files: { readonly [path: string]: string } = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kubeloom-cli-')));
  folders.push(folder);
  writeFiles(folder, files);
  return folder;
}

export function writeFiles(folder: string, files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Runs a command line in this process. Programs of users cannot be loaded in it: see `NodeHost`. */
export async function run(args: readonly string[], { cwd, env = {}, tty = false, stdin = '', commands: known = commands }: Around = {}): Promise<Outcome> {
  let [stdout, stderr] = ['', ''];
  const lines = stdin.split('\n');
  const io: Io = {
    stdout: { write: (text) => void (stdout += text), isTTY: tty },
    stderr: { write: (text) => void (stderr += text), isTTY: tty },
    stdin: { isTTY: tty, readAll: () => Promise.resolve(stdin), readLine: () => Promise.resolve(lines.shift()) },
    env,
    cwd: cwd ?? folderWith(),
  };
  const code = await runCommandLine(args, io, known);
  return { code, stdout, stderr };
}

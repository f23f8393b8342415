import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Synthesis } from '../../synth/synthesis';
import type { Context } from '../command';
import { readConfig } from '../config-file';
import { loadProgram } from '../load-program';
import type { CommitBase } from './base';

/**
 * What the program of a commit gives: it runs in a temporary folder that holds the files of the commit, with the packages that are
 * installed now. For projects that do not commit their output.
 */
export async function programOfCommit(context: Context, base: CommitBase, argument: string | undefined): Promise<readonly Synthesis[]> {
  const { io } = context;
  const { git, commit } = base;
  const folder = mkdtempSync(join(tmpdir(), 'kubeloom-base-'));
  try {
    for (const { path, content, executable } of git.files(commit, '')) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      if (executable) chmodSync(file, 0o755);
    }
    linkInstalled(git.root, folder);
    linkAbove(git.root, join(folder, 'node_modules'));
    const cwd = join(folder, relative(git.root, io.cwd));
    mkdirSync(cwd, { recursive: true });
    const there = { ...context, io: { ...io, cwd }, config: readConfig(cwd) };
    return (await loadProgram(there, argument === undefined ? undefined : relative(io.cwd, join(io.cwd, argument)))).apps;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Packages of a folder around the repository. */
function linkAbove(root: string, target: string): void {
  if (existsSync(target)) return;
  for (let folder = dirname(root); ; folder = dirname(folder)) {
    const source = join(folder, 'node_modules');
    if (existsSync(source)) return symlinkSync(realpathSync(source), target, 'junction');
    if (folder === dirname(folder)) return;
  }
}

/** Packages are not committed, nor is what a package of a workspace compiles to: both are taken as they are now. */
const INSTALLED: ReadonlySet<string> = new Set(['node_modules', 'lib']);
const DEEPEST = 4;

function linkInstalled(from: string, to: string, depth = 0): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (INSTALLED.has(entry.name)) {
      if (!existsSync(target)) symlinkSync(realpathSync(source), target, 'junction');
    } else if (entry.isDirectory() && depth < DEEPEST && existsSync(target)) linkInstalled(source, target, depth + 1);
  }
}

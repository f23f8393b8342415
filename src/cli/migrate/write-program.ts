import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandFailure, UsageError } from '../failure';
import { listedBare } from '../../core/show';

/** A file to write. */
export interface OutputFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly text: string | Uint8Array;
  /** Whether only its owner may read it. */
  readonly secret: boolean;
}

/** What became of the files. */
export interface WrittenFiles {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
}

/**
 * Writes all files, or none: what fails leaves the folder as it was.
 * @param force whether files that say something else are overwritten
 * @throws UsageError for files that are there already; CommandFailure for what cannot be written
 */
export function writeProgram(folder: string, files: readonly OutputFile[], force: boolean): WrittenFiles {
  const state = files.map((file) => ({ file, before: readIfThere(join(folder, file.path)) }));
  const same = ({ file, before }: (typeof state)[number]): boolean => before !== undefined && before.equals(Buffer.from(file.text));
  const unchanged = state.filter(same);
  const changed = state.filter((one) => one.before !== undefined && !same(one));
  const added = state.filter(({ before }) => before === undefined);
  if (changed.length > 0 && !force) {
    throw new UsageError(`${listedBare(changed.map(({ file }) => file.path))} exist${changed.length === 1 ? 's' : ''} already, with something else in it`, 'name another folder with --output, or overwrite with --force');
  }
  const done: (typeof state)[number][] = [];
  const folders: string[] = [];
  try {
    for (const one of [...added, ...changed]) {
      const path = join(folder, one.file.path);
      folders.push(...missingFolders(dirname(path)));
      mkdirSync(dirname(path), { recursive: true });
      done.push(one);
      replaceFile(path, one.file.text, one.file.secret ? 0o600 : 0o644);
    }
  } catch (error) {
    for (const { file, before } of done.reverse()) restore(join(folder, file.path), before);
    for (const made of folders.reverse()) if (existsSync(made)) rmdirSync(made);
    throw new CommandFailure(`cannot write the program: ${(error as Error).message}`, undefined, { cause: error });
  }
  for (const { file } of unchanged) if (file.secret) chmodSync(join(folder, file.path), 0o600);
  const paths = (list: typeof state): string[] => list.map(({ file }) => file.path);
  return { added: paths(added), changed: paths(changed), unchanged: paths(unchanged) };
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new CommandFailure(`cannot write the program: ${message}`, undefined, { cause: error });
  }
}

function replaceFile(path: string, text: string | Uint8Array, mode: number): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { mode, flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function restore(path: string, before: Buffer | undefined): void {
  if (before === undefined) rmSync(path, { force: true });
  else writeFileSync(path, before);
}

function missingFolders(folder: string): string[] {
  const missing: string[] = [];
  for (let at = folder; !existsSync(at); at = dirname(at)) missing.unshift(at);
  return missing;
}

import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isManifestName } from '../check/find-files';
import type { Context } from '../command';
import { CommandFailure, UsageError } from '../failure';
import { Git, SHALLOW } from './git';
import { type ManifestFile, readManifests } from './manifests';

/** What a plan compares with. */
export type Base = FileBase | CommitBase;

/** Files on the disk. */
export interface FileBase {
  readonly kind: 'files';
  readonly name: string;
  readonly files: readonly ManifestFile[];
}

/** A commit, of which the manifests or the program are read. */
export interface CommitBase {
  readonly kind: 'commit';
  /** In the user's words: `main (5f2c1aa)`. */
  readonly name: string;
  readonly git: Git;
  readonly commit: string;
  /** What goes before a path of the commit, in reports. */
  readonly ref: string;
}

/**
 * Finds what `--base` means.
 * @param folder the folder whose repository is meant: what is in a submodule has commits of its own
 * @throws UsageError where it means nothing, or two things
 */
export function findBase({ io }: Context, said: string | undefined, folder = io.cwd): Base {
  if (said === undefined) {
    const git = Git.of(folder);
    const { commit, branch } = git.mergeBase();
    return { kind: 'commit', name: `${branch} (${git.short(commit)})`, git, commit, ref: git.short(commit) };
  }
  const isPath = existsSync(resolve(io.cwd, said));
  const git = isPath && /[./\\]/.test(said) ? undefined : gitOf(folder);
  const commit = git?.commit(said);
  if (isPath && commit !== undefined) throw new UsageError(`${said} is a git reference and a path`, `write ./${said} for the path, or refs/heads/${said} for the branch`);
  if (isPath) return { kind: 'files', name: said, files: readManifests(said, io.cwd) };
  if (git === undefined || commit === undefined) {
    const help = git?.isShallow() === true ? SHALLOW : 'name a branch, a tag or a commit, or a folder';
    throw new UsageError(`${said} is no git reference and no path`, help);
  }
  return { kind: 'commit', name: `${said} (${git.short(commit)})`, git, commit, ref: said };
}

function gitOf(cwd: string): Git | undefined {
  try {
    return Git.of(cwd);
  } catch (error) {
    if (error instanceof CommandFailure) return undefined;
    throw error;
  }
}

/** The manifests that a commit has in a folder or file of the work tree. */
export function committedFiles({ git, commit, ref }: CommitBase, path: string): ManifestFile[] {
  const below = relative(git.root, withoutLinks(path)).split(sep).join('/');
  if (below.startsWith('..')) return [];
  return git.files(commit, below).filter((file) => isManifestName(file.path)).map((file) => ({
    file: `${ref}:${file.path}`, path: file.path === below ? file.path.slice(file.path.lastIndexOf('/') + 1) : file.path.slice(below === '' ? 0 : below.length + 1), content: file.content,
  }));
}

/** A path as git names it: links are followed as far as there is something. */
function withoutLinks(path: string): string {
  if (existsSync(path) || dirname(path) === path) return realpathSync(path);
  return join(withoutLinks(dirname(path)), basename(path));
}

import { spawnSync } from 'node:child_process';
import { CommandFailure } from '../failure';

/** More than any bundle that somebody commits. */
const MOST_BYTES = 1 << 30;

/** What to do where history is missing. */
export const SHALLOW = 'this clone has a part of the history only: git fetch --unshallow (in a pipeline, fetch-depth: 0)';

/** A file as it was committed. */
export interface CommittedFile {
  /** Path from the root of the repository, with `/`. */
  readonly path: string;
  readonly content: Buffer;
  /** Whether it may be executed. */
  readonly executable: boolean;
}

/** Reads a repository from its object database: the work tree and the index are neither looked at nor touched. */
export class Git {
  private constructor(
    /** Absolute path of the work tree. */
    readonly root: string,
    private readonly cwd: string,
  ) {}

  /** The repository that a folder is in. @throws CommandFailure where there is none, or no git */
  static of(cwd: string): Git {
    const found = run(cwd, ['rev-parse', '--show-toplevel']);
    if (found === undefined) throw new CommandFailure('this folder is in no git repository', 'name what to compare with: --base FOLDER');
    return new Git(found.toString('utf8').replace(/\r?\n$/, ''), cwd);
  }

  /** The commit that a reference names; `undefined` where it names none. */
  commit(ref: string): string | undefined {
    // A reference that starts with a dash would be an option.
    return ref.startsWith('-') ? undefined : text(run(this.cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]));
  }

  /** Where the current branch left the default one. @throws CommandFailure where neither is known */
  mergeBase(): { readonly commit: string; readonly branch: string } {
    const remote = text(run(this.cwd, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']));
    const branch = [remote, 'origin/main', 'origin/master', 'main', 'master'].find((name) => name !== undefined && this.commit(name) !== undefined);
    const help = this.isShallow() ? SHALLOW : 'name what to compare with: --base GITREF';
    if (branch === undefined) throw new CommandFailure('this repository has no default branch', help);
    const commit = text(run(this.cwd, ['merge-base', 'HEAD', branch]));
    if (commit === undefined) throw new CommandFailure(`HEAD and ${branch} have no commit in common`, help);
    return { commit, branch };
  }

  /** Whether commits are missing that the repository once had. */
  isShallow(): boolean {
    return text(run(this.cwd, ['rev-parse', '--is-shallow-repository'])) === 'true';
  }

  /** Short name of a commit. */
  short(commit: string): string {
    return text(run(this.cwd, ['rev-parse', '--short', commit])) ?? commit.slice(0, 7);
  }

  /** Path of the current folder from the root of the repository: empty, or with a `/` at its end. */
  prefix(): string {
    return text(run(this.cwd, ['rev-parse', '--show-prefix'])) ?? '';
  }

  /** Files of a commit below a path (from the root of the repository; all files where it is empty). Links and submodules are left out. */
  files(commit: string, path: string): CommittedFile[] {
    const listed = run(this.root, ['ls-tree', '-r', '-z', '--full-tree', commit, ...(path === '' ? [] : ['--', path])]) ?? Buffer.alloc(0);
    const entries = listed.toString('utf8').split('\0').flatMap((line) => {
      const match = /^(100644|100755) blob ([0-9a-f]+)\t(.+)$/s.exec(line);
      return match === null ? [] : [{ executable: match[1] === '100755', object: match[2]!, path: match[3]! }];
    });
    const contents = this.contents(entries.map(({ object }) => object));
    return entries.map(({ path: name, executable }, index) => ({ path: name, executable, content: contents[index]! }));
  }

  private contents(objects: readonly string[]): Buffer[] {
    if (objects.length === 0) return [];
    const output = run(this.root, ['cat-file', '--batch'], objects.map((object) => `${object}\n`).join(''));
    if (output === undefined) throw new CommandFailure('git cannot read its own objects', 'see git fsck');
    let start = 0;
    return objects.map((object) => {
      const end = output.indexOf(10, start);
      const size = Number(/ blob (\d+)$/.exec(output.toString('latin1', start, end))?.[1]);
      if (Number.isNaN(size)) throw new CommandFailure(`git cannot read ${object}`, 'a shallow or partial clone may lack it: git fetch --unshallow');
      const content = output.subarray(end + 1, end + 1 + size);
      start = end + 1 + size + 1;
      return content;
    });
  }
}

function run(cwd: string, args: readonly string[], input?: string): Buffer | undefined {
  const { status, stdout, error } = spawnSync('git', args, { cwd, input, maxBuffer: MOST_BYTES, stdio: ['pipe', 'pipe', 'ignore'] });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') throw new CommandFailure('there is no git on this machine', 'name what to compare with: --base FOLDER');
  return status === 0 ? stdout : undefined;
}

function text(output: Buffer | undefined): string | undefined {
  const found = output?.toString('utf8').trim();
  return found === '' ? undefined : found;
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git } from '../../../src/cli/plan/git';

let folder: string;

function git(...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  return execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main', ...args], { cwd: folder, encoding: 'utf8', env }).trim();
}

function commit(files: { readonly [path: string]: string }): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git('add', '-A');
  git('commit', '-qm', 'x');
  return git('rev-parse', 'HEAD');
}

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kubeloom-git-')));
  git('init', '-q');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('files come from the commit, whatever the work tree holds', () => {
  const first = commit({ 'dist/a.yaml': 'a: 1\n', 'dist/sub/ü b.yaml': 'ü\n', 'main.ts': '' });
  writeFileSync(join(folder, 'dist/a.yaml'), 'changed');
  const files = Git.of(join(folder, 'dist')).files(first, 'dist');
  expect(files.map(({ path, content }) => [path, content.toString('utf8')])).toEqual([['dist/a.yaml', 'a: 1\n'], ['dist/sub/ü b.yaml', 'ü\n']]);
  expect(git('status', '--porcelain')).toBe('M dist/a.yaml');
});

test('a path that a commit does not have gives no files, and an empty one all', () => {
  const first = commit({ 'a.yaml': '', 'b.yaml': 'b' });
  expect(Git.of(folder).files(first, 'dist')).toEqual([]);
  expect(Git.of(folder).files(first, '').map(({ path, content }) => [path, content.length])).toEqual([['a.yaml', 0], ['b.yaml', 1]]);
});

test('references are commits, branches and tags, and nothing else', () => {
  const first = commit({ a: '1' });
  git('tag', 'v1');
  const repository = Git.of(folder);
  expect(['HEAD', 'main', 'v1', first.slice(0, 10)].map((ref) => repository.commit(ref))).toEqual([first, first, first, first]);
  expect(['nope', '--help', '', 'HEAD:a'].map((ref) => repository.commit(ref))).toEqual([undefined, undefined, undefined, undefined]);
});

test('the base of a branch is where it left the default one', () => {
  const first = commit({ a: '1' });
  git('checkout', '-qb', 'work');
  commit({ a: '2' });
  git('checkout', '-q', 'main');
  commit({ b: '3' });
  git('checkout', '-q', 'work');
  expect(Git.of(folder).mergeBase()).toEqual({ commit: first, branch: 'main' });
});

test('a folder outside of a repository is said', () => {
  rmSync(join(folder, '.git'), { recursive: true });
  expect(() => Git.of(folder)).toThrow('this folder is in no git repository');
});

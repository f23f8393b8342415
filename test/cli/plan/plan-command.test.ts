import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';
import { NodeHost } from '../support/node-host';
import { folderWith, run, writeFiles } from '../support/run';

let host: NodeHost;
beforeAll(() => {
  host = new NodeHost();
});
afterAll(async () => {
  await host.end();
});

function git(cwd: string, ...args: readonly string[]): void {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_AUTHOR_DATE: '2000-01-01T00:00:00Z', GIT_COMMITTER_DATE: '2000-01-01T00:00:00Z' };
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main', ...args], { cwd, env });
}

function commit(cwd: string): void {
  if (!existsSync(join(cwd, '.git'))) git(cwd, 'init', '-q');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'x');
}

/** What reports name by its commit. */
const settled = (text: string): string => text.replace(/\b[0-9a-f]{7}\b/g, '<commit>');

const main = (edits: { readonly image?: string; readonly level?: string; readonly claim?: string; readonly tier?: string; readonly bundle?: string } = {}): string => `
import { App, Bundle, ConfigMapData, StatefulApp, StatelessApp } from 'kubeloom';

const app = new App();
const shop = new Bundle(app, 'shop', { namespace: 'shop'${edits.bundle ?? ''} });
const settings = new ConfigMapData(shop, 'settings', { data: { LOG_LEVEL: '${edits.level ?? 'info'}' } });
new StatelessApp(shop, 'web', { image: 'web:${edits.image ?? '1'}', replicas: 2, ports: { http: 80 } });
new StatelessApp(shop, 'admin', { image: 'admin:1', ports: { http: 80 }, selector: { app: '${edits.tier ?? 'admin'}' } });
new StatelessApp(shop, 'worker', { image: 'worker:1', env: { LOG_LEVEL: settings.key('LOG_LEVEL') }, rollOnConfigChange: false });
new StatefulApp(shop, 'db', { image: 'db:1', ports: { sql: 5432 }, storage: { ${edits.claim ?? 'data'}: { mountPath: '/data', size: '8Gi' } } });
app.synth();
`;
const settingsFile = 'language: typescript\napp: npx tsx main.ts\n';
const edited = main({ image: '2', level: 'debug', claim: 'store', tier: 'backstage' });

test('the edits of a work tree, against the output that was committed', async () => {
  const cwd = host.project({ 'main.ts': main(), 'cdk8s.yaml': settingsFile, '.gitignore': 'node_modules\n' });
  expect((await host.run(['synth', '--no-validate'], { cwd })).code).toBe(0);
  commit(cwd);
  writeFiles(cwd, { 'main.ts': edited });
  const { code, stdout } = await host.run(['plan', '--base', 'HEAD'], { cwd });
  expect(code).toBe(1);
  expect(settled(stdout)).toMatchSnapshot();
});

test('where no output is committed, the program of the commit runs', async () => {
  const cwd = host.project({ 'main.ts': main(), 'cdk8s.yaml': settingsFile, '.gitignore': 'node_modules\ndist\n' });
  commit(cwd);
  expect(await host.run(['plan', '--base', 'HEAD'], { cwd })).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing changes in the cluster') as string });
  writeFiles(cwd, { 'main.ts': main({ image: '2' }) });
  const { code, stdout, stderr } = await host.run(['plan', '--base', 'HEAD'], { cwd });
  expect({ code, stderr: settled(stderr) }).toEqual({ code: 0, stderr: 'HEAD (<commit>) has no committed output: its program runs\n' });
  expect(settled(stdout)).toMatchSnapshot();
  // By default it fails for what is refused and for data; a pipeline may want more.
  expect((await host.run(['plan', '--base', 'HEAD', '--fail-on', 'rollout'], { cwd })).code).toBe(1);
});

test('synth says it after writing, of the files that it wrote', async () => {
  const cwd = host.project({ 'main.ts': main(), 'cdk8s.yaml': settingsFile, '.gitignore': 'node_modules\n' });
  await host.run(['synth', '--no-validate'], { cwd });
  commit(cwd);
  writeFiles(cwd, { 'main.ts': main({ image: '2' }) });
  const { code, stdout, stderr } = await host.run(['synth', '--no-validate', '--plan'], { cwd });
  expect(code).toBe(0);
  expect(readFileSync(join(cwd, 'dist/shop.k8s.yaml'), 'utf8')).toContain('web:2');
  expect(`${stdout}${stderr}`).toContain('1 rolled out');
});

test('synth compares with what the settings of the plan name, for their releases', async () => {
  const cwd = host.project({ 'main.ts': main(), 'cdk8s.yaml': `${settingsFile}kubeloom:\n  kubernetes: '1.31'\n  plan:\n    base: applied\n`, '.gitignore': 'node_modules\n' });
  await host.run(['synth', '--no-validate'], { cwd });
  cpSync(join(cwd, 'dist'), join(cwd, 'applied'), { recursive: true });
  writeFiles(cwd, { 'main.ts': main({ image: '2' }) });
  const { stdout, stderr } = await host.run(['synth', '--no-validate', '--plan'], { cwd });
  expect(`${stdout}${stderr}`).toContain('against applied: 1 rolled out');
});

interface Report {
  readonly changes: readonly { readonly reasons: readonly { readonly code: string; readonly acknowledged?: string }[] }[];
  readonly unmatched: readonly { readonly object: string }[];
}

test('a danger that is accepted passes, and one that does not happen is told', async () => {
  const accepted = `, acknowledged: [
    { code: 'update/claim-template', object: 'StatefulSet/shop/db', to: 'store', reason: 'the old data is not needed' },
    { code: 'data/claim-template-renamed', object: 'StatefulSet/shop/db', to: 'store', reason: 'the old data is not needed' },
    { code: 'data/claim-removed', object: 'PersistentVolumeClaim/shop/x', reason: 'long ago' },
  ]`;
  const cwd = host.project({ 'main.ts': main(), 'cdk8s.yaml': settingsFile, '.gitignore': 'node_modules\n' });
  await host.run(['synth', '--no-validate'], { cwd });
  commit(cwd);
  writeFiles(cwd, { 'main.ts': main({ claim: 'store', bundle: accepted }) });
  const { code, stdout } = await host.run(['plan', '--base', 'HEAD', '--format', 'json'], { cwd });
  const { changes, unmatched } = JSON.parse(stdout) as Report;
  expect(changes[0]!.reasons.filter(({ acknowledged }) => acknowledged !== undefined).map(({ code: name }) => name)).toEqual(['update/claim-template', 'data/claim-template-renamed']);
  expect(unmatched.map(({ object }) => object)).toEqual(['PersistentVolumeClaim/shop/x']);
  expect(code).toBe(0);
});

const manifest = (image: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: ${image}\n`;

test('folders, files and tarballs', async () => {
  const cwd = folderWith({ 'old/a.yaml': manifest('a:1'), 'new/a.yaml': manifest('a:2') });
  writeFileSync(join(cwd, 'old.tgz'), gzipSync(createTar([{ name: 'old/a.yaml', data: manifest('a:1') }])));
  for (const base of ['old', 'old/a.yaml', 'old.tgz']) {
    const { code, stdout } = await run(['plan', 'new', '--base', base], { cwd });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `against ${base}: 1 changed in place\n\nchanged in place\n  Pod a  new/a.yaml:8:7\n    container "a" is started anew in the same pod\n      /spec/containers/0/image  "a:1" -> "a:2"\n`,
    });
  }
});

describe('repositories of all kinds', () => {
  /** A repository with one manifest of two versions. */
  function repository(): string {
    const cwd = folderWith({ 'm/a.yaml': manifest('a:1') });
    commit(cwd);
    writeFiles(cwd, { 'm/a.yaml': manifest('a:2') });
    git(cwd, 'commit', '-qam', 'x');
    return cwd;
  }
  const changed = /^against \S+ \([0-9a-f]+\): 1 changed in place\n/;
  const edit = (cwd: string, folder = 'm'): void => writeFiles(cwd, { [`${folder}/a.yaml`]: manifest('a:3') });

  test('no commit is checked out by a branch', async () => {
    const cwd = repository();
    git(cwd, 'checkout', '-q', '--detach');
    edit(cwd);
    expect(await run(['plan', 'm'], { cwd })).toMatchObject({ code: 0, stdout: expect.stringMatching(changed) as string });
  });

  test('there is no default branch', async () => {
    const cwd = repository();
    git(cwd, 'branch', '-m', 'trunk');
    expect(await run(['plan', 'm'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('--base GITREF') as string });
    edit(cwd);
    expect(await run(['plan', 'm', '--base', 'trunk'], { cwd })).toMatchObject({ code: 0, stdout: expect.stringMatching(changed) as string });
  });

  test('a second work tree, and a folder that a link leads to', async () => {
    const cwd = repository();
    const other = join(folderWith({}), 'tree');
    git(cwd, 'worktree', 'add', '-q', other, '-b', 'work');
    edit(other);
    expect(await run(['plan', 'm'], { cwd: other })).toMatchObject({ code: 0, stdout: expect.stringMatching(changed) as string });
    const link = join(folderWith({}), 'link');
    symlinkSync(other, link);
    expect(await run(['plan', 'm'], { cwd: link })).toMatchObject({ code: 0, stdout: expect.stringMatching(changed) as string });
  });

  test('a clone with a part of the history says what is missing', async () => {
    const cwd = repository();
    const clone = join(folderWith({}), 'clone');
    git(cwd, 'clone', '-q', '--depth', '1', `file://${cwd}`, clone);
    expect(await run(['plan', 'm', '--base', 'HEAD~1'], { cwd: clone })).toMatchObject({ code: 2, stderr: expect.stringContaining('git fetch --unshallow') as string });
    edit(clone);
    expect(await run(['plan', 'm'], { cwd: clone })).toMatchObject({ code: 0, stdout: expect.stringMatching(changed) as string });
  });

  test('what is in a submodule has commits of its own', async () => {
    const inner = repository();
    const cwd = folderWith({});
    git(cwd, 'init', '-q');
    git(cwd, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', `file://${inner}`, 'sub');
    git(cwd, 'commit', '-qm', 'x');
    edit(cwd, 'sub/m');
    expect(await run(['plan', 'sub/m', '--base', 'HEAD'], { cwd })).toMatchObject({ code: 0, stdout: expect.stringMatching(changed) as string });
  });
});

test.each<[name: string, args: readonly string[], said: RegExp]>([
  ['a base that is nothing', ['plan', 'new', '--base', 'nope'], /^error  nope is no git reference and no path/],
  ['a folder without manifests', ['plan', 'new', '--base', 'empty'], /^error  empty holds no YAML or JSON files/],
  ['a file that is no YAML', ['plan', 'broken.yaml', '--base', 'new'], /^error  broken\.yaml:1:\d+: /],
  ['a tarball that is none', ['plan', 'new', '--base', 'no.tgz'], /^error  .*no\.tgz/],
  ['an effect that is none', ['plan', 'new', '--base', 'new', '--fail-on', 'refuse'], /did you mean .*refused/],
])('%s', async (_, args, said) => {
  const cwd = folderWith({ 'new/a.yaml': manifest('a:2'), 'empty/README.md': '', 'broken.yaml': 'a: 1\n b: [', 'no.tgz': 'x' });
  const { code, stdout, stderr } = await run(args, { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(said);
});

test('every format', async () => {
  const cwd = folderWith({ 'old/a.yaml': manifest('a:1'), 'new/a.yaml': manifest('a:2').replace('name: a\n      image', 'name: b`|\n      image') });
  for (const format of ['json', 'markdown', 'github', 'sarif']) {
    const { code, stdout } = await run(['plan', 'new', '--base', 'old', '--format', format], { cwd });
    expect(code).toBe(1);
    expect(stdout.replaceAll(cwd, '<folder>')).toMatchSnapshot(format);
  }
});

test('a folder that the base does not have is told', async () => {
  const cwd = folderWith({ 'm/a.yaml': manifest('a:1'), '.gitignore': 'm\n' });
  git(cwd, 'init', '-q');
  git(cwd, 'add', '.');
  git(cwd, 'commit', '-qm', 'x');
  const { code, stdout, stderr } = await run(['plan', 'm', '--base', 'HEAD'], { cwd });
  expect([code, settled(stderr)]).toEqual([0, 'warning  HEAD (<commit>) has no manifests in m: every object counts as new\n']);
  expect(stdout).toContain('1 created');
});

describe('identity lock', () => {
  const locked = main({ bundle: ", identity: 'locked'" });
  const lock = (cwd: string): string => readFileSync(join(cwd, 'kubeloom.lock.json'), 'utf8');

  test('keeps what must not change, and fails for a change of it', async () => {
    const cwd = host.project({ 'main.ts': locked, 'cdk8s.yaml': settingsFile });
    expect((await host.run(['synth', '--no-validate', '--check'], { cwd })).code).toBe(1);
    expect((await host.run(['synth', '--no-validate'], { cwd })).code).toBe(0);
    const kept = lock(cwd);
    expect(kept).toMatchSnapshot();
    writeFiles(cwd, { 'main.ts': edited.replace("namespace: 'shop'", "namespace: 'shop', identity: 'locked'") });
    const before = readFileSync(join(cwd, 'dist/shop.k8s.yaml'), 'utf8');
    const { code, stderr } = await host.run(['synth', '--no-validate'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatchSnapshot();
    // What the change does is told all the same by who is asked for it, and nothing is written.
    const asked = await host.run(['plan', '--base', 'dist', '--fail-on', 'never'], { cwd });
    expect([asked.code, asked.stderr]).toEqual([1, stderr]);
    expect(asked.stdout).toContain('update/claim-template');
    expect(lock(cwd)).toBe(kept);
    expect(readFileSync(join(cwd, 'dist/shop.k8s.yaml'), 'utf8')).toBe(before);
    expect((await host.run(['synth', '--no-validate', '--update-lock'], { cwd })).code).toBe(0);
    expect(lock(cwd)).toContain('"store"');
  });

  test('new objects are locked, and gone ones are missed', async () => {
    const cwd = host.project({ 'main.ts': locked, 'cdk8s.yaml': settingsFile });
    await host.run(['synth', '--no-validate'], { cwd });
    writeFiles(cwd, { 'main.ts': locked.replace("'web',", "'site',") });
    const { code, stderr } = await host.run(['synth', '--no-validate'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain('Deployment.apps/shop/web is locked in bundle "shop", and is no longer there');
    rmSync(join(cwd, 'kubeloom.lock.json'));
    expect((await host.run(['synth', '--no-validate'], { cwd })).code).toBe(0);
    expect(lock(cwd)).toContain('Deployment.apps/shop/site');
  });

  test('a file that nobody can read is told', async () => {
    const cwd = host.project({ 'main.ts': locked, 'cdk8s.yaml': settingsFile, 'kubeloom.lock.json': '{ "bundles": 5 }' });
    const { code, stderr } = await host.run(['synth', '--no-validate'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain('identity/unreadable');
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { definition } from './support/custom-kind';
import { folderWith, run } from './support/run';

const shop = (spec: string): string => `apiVersion: example.com/v1\nkind: Shop\nmetadata:\n  name: a\nspec: ${spec}\n`;
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

describe('what is imported', () => {
  test('a file: a module for each kind, and beside it what the check needs', async () => {
    const cwd = folderWith({ 'crds.yaml': `${definition()}---\n${definition('Item')}---\n${configMap}` });
    const { code, stdout, stderr } = await run(['import', 'crds.yaml'], { cwd });
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain('1 object passed over: no CustomResourceDefinition\n');
    expect(stderr).toContain('imports: 2 kinds in 4 files, all written\n');
    expect(readFileSync(join(cwd, 'imports/example.com/shop.ts'), 'utf8')).toContain('readonly size: number;');
    expect(existsSync(join(cwd, 'imports/example.com/item.crd.json'))).toBe(true);
    expect((await run(['import', 'crds.yaml'], { cwd })).stderr).toContain('imports: 2 kinds in 4 files, all as they were\n');
  });

  test('a folder, the standard input, and a list of objects', async () => {
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }] });
    const cwd = folderWith({ 'crds/a.yaml': definition(), 'crds/deep/b.yml': definition('Item'), 'crds/list.json': list });
    const { code, stderr } = await run(['import', 'crds', '-', '--output', 'src/k8s'], { cwd, stdin: definition('Stock') });
    expect(code).toBe(0);
    expect(stderr).toContain('src/k8s: 3 kinds in 6 files, all written\n');
    expect(stderr).toContain('kubeloom check finds schemas there when cdk8s.yaml says so: kubeloom: { import: { output: src/k8s } }\n');
  });

  test('a release', async () => {
    const cwd = folderWith();
    const { code, stderr } = await run(['import', 'k8s@1.34'], { cwd });
    expect([code, stderr]).toEqual([0, 'imports: 65 kinds in 66 files, all written\n']);
    expect(readFileSync(join(cwd, 'imports/k8s-1.34/apps/stateful-set.ts'), 'utf8')).toContain('export class StatefulSet extends KubeObject');
    expect((await run(['import', 'k8s@1.34.2', '--check'], { cwd })).code).toBe(0);
  });

  describe('from a server', () => {
    let server: Server;
    let address: string;
    beforeAll(async () => {
      server = createServer(({ url }, answer) => void answer.writeHead(url === '/crd.yaml' ? 200 : 404).end(definition()));
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => new Promise((done) => server.close(done)));

    test('a URL', async () => {
      const cwd = folderWith();
      expect((await run(['import', `${address}/crd.yaml`], { cwd })).code).toBe(0);
      expect(existsSync(join(cwd, 'imports/example.com/shop.ts'))).toBe(true);
    });

    test('a URL that leads to nothing', async () => {
      const { code, stderr } = await run(['import', `${address}/other.yaml`]);
      expect([code, stderr]).toEqual([2, expect.stringContaining(`cannot load ${address}/other.yaml: the server answered 404 Not Found`)]);
    });
  });
});

describe('imports of cdk8s.yaml', () => {
  test('are all that there is: modules of others are removed', async () => {
    const cwd = folderWith({ 'cdk8s.yaml': 'imports: [a.yaml, b.yaml]\n', 'a.yaml': definition(), 'b.yaml': definition('Item'), 'imports/mine.ts': 'export {};\n' });
    expect((await run(['import'], { cwd })).code).toBe(0);
    writeFileSync(join(cwd, 'cdk8s.yaml'), 'imports: [a.yaml]\n');
    const check = await run(['import', '--check'], { cwd });
    expect([check.code, check.stdout]).toEqual([1, expect.stringContaining('removed  imports/example.com/item.ts\n')]);
    expect((await run(['import'], { cwd })).code).toBe(0);
    expect(['shop.ts', 'item.ts', 'item.crd.json'].map((file) => existsSync(join(cwd, 'imports/example.com', file)))).toEqual([true, false, false]);
    expect(existsSync(join(cwd, 'imports/mine.ts'))).toBe(true);
  });

  test('do not count beside words on the command line', async () => {
    const cwd = folderWith({ 'cdk8s.yaml': 'imports: [a.yaml]\n', 'a.yaml': definition(), 'b.yaml': definition('Item') });
    await run(['import'], { cwd });
    await run(['import', 'b.yaml'], { cwd });
    expect(['shop.ts', 'item.ts'].map((file) => existsSync(join(cwd, 'imports/example.com', file)))).toEqual([true, true]);
  });
});

describe('--check', () => {
  test('writes nothing, and fails while a file is not as the definition gives it', async () => {
    const cwd = folderWith({ 'a.yaml': definition() });
    expect(await run(['import', 'a.yaml', '--check'], { cwd })).toMatchObject({ code: 1, stderr: '3 files are not as the definitions give them: run kubeloom import\n' });
    expect(existsSync(join(cwd, 'imports'))).toBe(false);
    await run(['import', 'a.yaml'], { cwd });
    expect(await run(['import', 'a.yaml', '--check'], { cwd })).toMatchObject({ code: 0, stdout: '' });
    writeFileSync(join(cwd, 'a.yaml'), definition('Shop', 'string'));
    const { code, stdout } = await run(['import', 'a.yaml', '--check'], { cwd });
    expect([code, stdout]).toEqual([1, 'changed  imports/example.com/shop.ts\nchanged  imports/example.com/shop.crd.json\n']);
    rmSync(join(cwd, 'imports/example.com/shop.crd.json'));
    expect((await run(['import', 'a.yaml', '--check'], { cwd })).stdout).toContain('added    imports/example.com/shop.crd.json');
  });
});

describe('what cannot be imported', () => {
  test.each<[string, readonly string[], { readonly [path: string]: string }, number, string]>([
    ['nothing', [], {}, 2, 'expected what to import, and cdk8s.yaml names no imports'],
    ['imports that are no list', [], { 'cdk8s.yaml': 'imports: a.yaml\n' }, 2, 'expected imports as a list of texts, found "a.yaml"'],
    ['a file that is not there', ['b.yaml'], {}, 2, 'there is no file or folder b.yaml'],
    ['no definitions', ['a.yaml'], { 'a.yaml': configMap }, 2, 'there is no CustomResourceDefinition in a.yaml'],
    ['a release without data', ['k8s@1.20'], {}, 2, 'there is no data of Kubernetes 1.20: known are 1.36'],
    ['a scheme that nobody knows', ['github:a/b@1'], {}, 2, 'cannot import github:a/b@1'],
    ['the folder of manifests', ['a.yaml', '-o', 'dist'], { 'a.yaml': definition() }, 2, 'dist is the folder that kubeloom synth writes to'],
    ['broken YAML', ['a.yaml'], { 'a.yaml': `${definition()}---\na: [\n` }, 1, 'schema/unreadable'],
    ['a key given twice', ['a.yaml'], { 'a.yaml': `${definition()}kind: Other\n` }, 1, 'a.yaml:14:1'],
    ['no group', ['a.yaml'], { 'a.yaml': definition().replace('  group: example.com\n', '') }, 1, 'a.yaml:1:1 shops.example.com: it has no spec.group\n'],
    ['two definitions of one kind', ['.'], { 'a.yaml': definition(), 'b.yaml': definition('Shop', 'string') }, 1, 'b.yaml:1:1 shops.example.com: another definition of example.com/Shop was read before\n'],
    ['over a file of somebody else', ['a.yaml'], { 'a.yaml': definition(), 'imports/example.com/shop.ts': 'export const mine = 1;\n' }, 2, 'output/not-ours'],
  ])('%s', async (_name, args, files, code, message) => {
    const cwd = folderWith(files);
    const outcome = await run(['import', ...args], { cwd });
    expect(outcome).toEqual({ code, stdout: '', stderr: expect.stringContaining(message) as string });
    expect(existsSync(join(cwd, 'imports/.kubeloom'))).toBe(false);
  });

  test('what a server would refuse is said, and imported all the same', async () => {
    const cwd = folderWith({ 'a.yaml': definition().replace('name: shops.example.com', 'name: other.example.com') });
    const { code, stderr } = await run(['import', 'a.yaml'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('CustomResourceDefinition other.example.com');
    expect(existsSync(join(cwd, 'imports/example.com/shop.ts'))).toBe(true);
  });
});

describe('values', () => {
  test('of manifests are held against what was imported, without a flag', async () => {
    const cwd = folderWith({ 'a.yaml': definition(), 'dist/shop.yaml': shop('{ size: large }'), 'dist/list.yaml': 'apiVersion: v1\nkind: List\nitems: []\n' });
    const found = async (): Promise<readonly string[]> => {
      const { stdout } = await run(['check', 'dist', '--profile', 'none', '--format', 'json'], { cwd });
      return (JSON.parse(stdout) as { diagnostics: readonly { code: string; pointer: string }[] }).diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
    };
    expect(await found()).toEqual([]);
    await run(['import', 'a.yaml'], { cwd });
    expect(await found()).toEqual(['schema/type /spec/size']);
  });

  test('are those of manifests alone: what was imported is none', async () => {
    const cwd = folderWith({ 'a.yaml': definition() });
    await run(['import', 'a.yaml'], { cwd });
    const { code, stderr } = await run(['check', 'imports'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('imports holds no YAML or JSON files')]);
  });

  test('of a file that nobody can read are not passed over', async () => {
    const cwd = folderWith({ 'shop.yaml': shop('{}'), 'imports/example.com/shop.crd.json': '{' });
    const { code, stderr } = await run(['check', 'shop.yaml'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('cannot read imports/example.com/shop.crd.json')]);
  });
});

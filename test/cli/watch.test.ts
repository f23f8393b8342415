import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NodeHost } from './support/node-host';

// Of a machine that is busy nobody expects speed: that is the benchmark's.
jest.setTimeout(90_000);

let host: NodeHost;
beforeAll(() => {
  host = new NodeHost();
});
afterAll(async () => {
  await host.end();
});
const started: Watched[] = [];
afterEach(async () => {
  for (const watched of started.splice(0)) expect(await watched.end()).toBe(0);
});

const program = `
import { readFileSync } from 'node:fs';
import { App, Bundle, ConfigMapData, StatelessApp } from 'kubeloom';
import { image } from '../shared/image';
import { replicas } from './replicas';
const app = new App();
const shop = new Bundle(app, 'shop', { namespace: 'shop' });
new StatelessApp(shop, 'web', { image, replicas });
new ConfigMapData(shop, 'settings', { data: { A: readFileSync(__dirname + '/a.txt', 'utf8') } });
app.synth();
`;

/** A program under watch: what was heard of it, and a way to wait for more. */
class Watched {
  readonly folder: string;
  private heard = '';
  private read = 0;
  private notify: () => void = () => undefined;
  private readonly running: ReturnType<NodeHost['start']>;

  constructor(files: { readonly [path: string]: string } = {}, ...args: readonly string[]) {
    const root = host.project({
      'shared/image.ts': "export const image = 'nginx:1.0';\n", 'app/main.ts': program, 'app/replicas.ts': 'export const replicas = 1;\n', 'app/a.txt': 'one',
      'app/package.json': '{ "name": "app" }', ...files,
    });
    started.push(this);
    this.folder = join(root, 'app');
    this.running = host.start(['watch', 'main.ts', '--no-validate', ...args], { cwd: this.folder }, (text) => {
      this.heard = text;
      this.notify();
    });
  }

  /** Everything since the last call up to a line that ends a round, without times. */
  async round(): Promise<string> {
    const end = /^(?:\d+ objects? in .* after \d+ ms|waiting for the next change|\d+ errors?)\n/m;
    for (;;) {
      const match = end.exec(this.heard.slice(this.read));
      if (match !== null) {
        const text = this.heard.slice(this.read, this.read + match.index + match[0].length);
        this.read += text.length;
        return text.replace(/, after \d+ ms/, '').replaceAll(dirname(this.folder), '<root>');
      }
      await new Promise<void>((done, fail) => {
        const timer = setTimeout(() => fail(new Error(`nothing more was heard after:\n${this.heard}`)), 30_000);
        this.notify = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  output(): string {
    return readFileSync(join(this.folder, 'dist/shop.k8s.yaml'), 'utf8');
  }

  async end(): Promise<number> {
    this.running.stop();
    return (await this.running.outcome).code;
  }
}

test('writes at once, and after each change of a file, and says what changed object by object', async () => {
  const watched = new Watched();
  expect(await watched.round()).toBe('  added    dist/shop.k8s.yaml\n2 objects in 1 file, 1 written\n');
  watched.write('replicas.ts', 'export const replicas = 2;\n');
  expect(await watched.round()).toBe('replicas.ts changed\n  changed  Deployment shop/web  /spec/replicas\n2 objects in 1 file, 1 written\n');
  expect(watched.output()).toContain('replicas: 2');
  watched.write('main.ts', program.replace("'settings'", "'other'"));
  expect(await watched.round()).toBe('main.ts changed\n  added    ConfigMap shop/other\n  removed  ConfigMap shop/settings\n2 objects in 1 file, 1 written\n');
});

test('follows files outside of the folder, and files that the program reads', async () => {
  const watched = new Watched();
  await watched.round();
  watched.write('../shared/image.ts', "export const image = 'nginx:2.0';\n");
  expect(await watched.round()).toBe('<root>/shared/image.ts changed\n  changed  Deployment shop/web  /spec/template/spec/containers/0/image\n2 objects in 1 file, 1 written\n');
  watched.write('a.txt', 'two');
  expect(await watched.round()).toBe('a.txt changed\n  changed  ConfigMap shop/settings  /data/A\n2 objects in 1 file, 1 written\n');
  watched.write('replicas.ts', "import { three } from './three';\nexport const replicas = three;\n");
  expect(await watched.round()).toContain('error  Could not resolve "./three"');
  watched.write('three.ts', 'export const three = 3;\n');
  expect(await watched.round()).toContain('changed  Deployment shop/web  /spec/replicas\n');
  watched.write('three.ts', 'export const three = 4;\n');
  expect(await watched.round()).toBe('three.ts changed\n  changed  Deployment shop/web  /spec/replicas\n2 objects in 1 file, 1 written\n');
});

test('a file that the program reads counts whose name begins as that of the output folder', async () => {
  const watched = new Watched({ 'app/main.ts': program.replace('/a.txt', '/dist-a.txt'), 'app/dist-a.txt': 'one' });
  await watched.round();
  watched.write('dist-a.txt', 'two');
  expect(await watched.round()).toContain('changed  ConfigMap shop/settings  /data/A\n');
});

test('outlives syntax errors, errors of the program and definitions that are wrong; the output stays meanwhile', async () => {
  const watched = new Watched();
  await watched.round();
  const before = watched.output();
  watched.write('replicas.ts', 'export const replicas = ;\n');
  expect(await watched.round()).toBe('replicas.ts changed\nreplicas.ts:1:25\nerror  Unexpected ";"\n\n> 1 | export const replicas = ;\n    |                         ^\n  2 |\n\nthe program does not compile: 1 error\nwaiting for the next change\n');
  watched.write('replicas.ts', "throw new Error('not now');\nexport const replicas = 1;\n");
  expect(await watched.round()).toContain('error  not now\n');
  watched.write('replicas.ts', 'export const replicas = -1;\n');
  expect(await watched.round()).toContain('value/out-of-range');
  expect(watched.output()).toBe(before);
  watched.write('replicas.ts', 'export const replicas = 5;\n');
  expect(await watched.round()).toBe('replicas.ts changed\n  changed  Deployment shop/web  /spec/replicas\n2 objects in 1 file, 1 written\n');
});

test('outlives files that go away and come back, and editors that save by renaming', async () => {
  const watched = new Watched();
  await watched.round();
  rmSync(join(watched.folder, 'replicas.ts'));
  expect(await watched.round()).toContain('error  Could not resolve "./replicas"');
  watched.write('replicas.new', 'export const replicas = 7;\n');
  renameSync(join(watched.folder, 'replicas.new'), join(watched.folder, 'replicas.ts'));
  expect(await watched.round()).toContain('changed  Deployment shop/web  /spec/replicas\n');
  watched.write('main.new', program.replace("'web'", "'front'"));
  renameSync(join(watched.folder, 'main.new'), join(watched.folder, 'main.ts'));
  expect(await watched.round()).toContain('removed  Deployment shop/web\n');
  renameSync(join(watched.folder, 'main.ts'), join(watched.folder, 'gone.ts'));
  expect(await watched.round()).toBe('main.ts changed\nerror  main.ts is gone\nwaiting for the next change\n');
  renameSync(join(watched.folder, 'gone.ts'), join(watched.folder, 'main.ts'));
  expect(await watched.round()).toContain('2 objects in 1 file, 0 written\n');
  rmSync(join(watched.folder, '../shared'), { recursive: true });
  expect(await watched.round()).toContain('error  Could not resolve "../shared/image"');
  watched.write('../shared/image.ts', "export const image = 'nginx:3.0';\n");
  expect(await watched.round()).toContain('/spec/template/spec/containers/0/image\n');
});

test('a burst of saves ends with the last one', async () => {
  const watched = new Watched();
  await watched.round();
  for (let count = 10; count <= 60; count++) {
    watched.write('replicas.ts', `export const replicas = ${count};\n`);
    if (count % 10 === 0) await new Promise((done) => setTimeout(done, 15));
  }
  while (!watched.output().includes('replicas: 60')) await watched.round();
});

test('a change without an effect writes nothing', async () => {
  const watched = new Watched();
  await watched.round();
  watched.write('replicas.ts', '// One.\nexport const replicas = 1;\n');
  expect(await watched.round()).toBe('replicas.ts changed\n2 objects in 1 file, 0 written\n');
});

test('a change of the options of the compiler counts', async () => {
  const watched = new Watched({ 'app/tsconfig.json': '{ "compilerOptions": { "paths": { "@image": ["../shared/image"] } } }', 'app/main.ts': program.replace('../shared/image', '@image'), 'shared/other.ts': "export const image = 'nginx:9.0';\n" });
  await watched.round();
  watched.write('tsconfig.json', '{ "compilerOptions": { "paths": { "@image": ["../shared/other"] } } }');
  expect(await watched.round()).toContain('/spec/template/spec/containers/0/image\n');
});

test('what only a command knows cannot be watched', async () => {
  const cwd = host.project({ 'cdk8s.yaml': 'app: make\n' });
  expect(await host.run(['watch'], { cwd })).toEqual({
    code: 2, stdout: '', stderr: 'error  watch is for programs in TypeScript or JavaScript\nhelp   what files `make` is made of, only that command knows\n',
  });
});

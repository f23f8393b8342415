import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHost } from '../support/node-host';
import { type Outcome, writeFiles } from '../support/run';

let host: NodeHost;
beforeAll(() => {
  host = new NodeHost();
});
afterAll(async () => {
  await host.end();
});

type Files = { readonly [path: string]: string };

/** Ends a program with one ConfigMap that holds what the program found out. */
const told = (expression: string): string => `
const app = new App();
new ConfigMapData(new Bundle(app, 'told'), 'told', { data: { told: JSON.stringify(${expression}) } });
app.synth();
`;
const imports = "import { App, Bundle, ConfigMapData } from 'kubeloom';\n";

function synth(files: Files, entry = 'main.ts', around: { readonly [path: string]: string } = {}): Promise<Outcome> {
  const cwd = host.project(files);
  writeFiles(cwd, around);
  return host.run(['synth', entry, '--stdout', '--format', 'json'], { cwd });
}

/** What a program found out. */
async function toldBy(files: Files, entry = 'main.ts'): Promise<unknown> {
  const { code, stdout, stderr } = await synth(files, entry);
  if (code !== 0) throw new Error(stderr);
  const { items } = JSON.parse(stdout) as { readonly items: readonly [{ readonly data: { readonly told: string } }] };
  return JSON.parse(items[0].data.told) as unknown;
}

const esmPackage: Files = { 'package.json': '{ "name": "p", "type": "module" }' };

describe('programs that are loaded', () => {
  test.each<[string, { given: Files; entry?: string; want: unknown }]>([
    ['TypeScript of several files', {
      given: {
        'main.ts': `${imports}import { answer } from './lib';\nenum Color { Red = 'red' }\n${told('[answer, Color.Red]')}`,
        'lib/index.ts': "export const answer: number = require('./number').value;\n",
        'lib/number.ts': 'export const value = 42 as const;\n',
      },
      want: [42, 'red'],
    }],
    ['imports that end in .js, of TypeScript', { given: { 'main.ts': `${imports}import { a } from './a.js';\n${told('a')}`, 'a.ts': 'export const a = 1;' }, want: 1 }],
    ['paths of tsconfig.json, inherited ones too', {
      given: {
        'tsconfig.base.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["./lib/*"] } } }',
        'tsconfig.json': '{ /* comment */ "extends": "./tsconfig.base.json", }',
        'main.ts': `${imports}import { a } from '@lib/a';\n${told('a')}`,
        'lib/a.ts': 'export const a = 1;',
      },
      want: 1,
    }],
    ['JSON', { given: { 'main.ts': `${imports}import data, { b } from './data.json';\n${told('[data, b]')}`, 'data.json': '{ "a": [1], "b": 2 }' }, want: [{ a: [1], b: 2 }, 2] }],
    ['each file knows where it lies', {
      given: {
        'main.ts': `${imports}import { here, name } from './inner/file';\nimport { relative } from 'node:path';\n${told('[relative(__dirname, here), relative(__dirname, name)]')}`,
        'inner/file.ts': 'export const here = __dirname;\nexport const name = __filename;\n',
      },
      want: ['inner', join('inner', 'file.ts')],
    }],
    ['only the main file is main', {
      given: { 'main.ts': `${imports}import { isMain } from './a';\n${told('[require.main === module, isMain]')}`, 'a.ts': 'export const isMain = require.main === module;' },
      want: [true, false],
    }],
    ['modules that import each other', {
      given: {
        'main.ts': `${imports}import { a } from './a';\n${told('a()')}`,
        'a.ts': "import { b } from './b';\nexport const one = 1;\nexport function a(): number { return b(); }\n",
        'b.ts': "import { one } from './a';\nexport function b(): number { return one + 1; }\n",
      },
      want: 2,
    }],
    ['what is imported only when it is needed', {
      given: {
        'main.ts': `${imports}async function main() {\n  const { a } = await import('./a');\n  const name = 'b';\n  const { b } = require('./' + name);\n${told('[a, b]')}\n}\nvoid main();\n`,
        'a.ts': 'export const a = 1;',
        'b.ts': 'export const b: number = 2;',
      },
      want: [1, 2],
    }],
    ['JavaScript, CommonJS', { given: { 'main.js': `const { App, Bundle, ConfigMapData } = require('kubeloom');\nconst { a } = require('./a');\n${told('a')}`, 'a.js': 'exports.a = 1;' }, entry: 'main.js', want: 1 }],
    ['JavaScript, ES modules', { given: { ...esmPackage, 'main.js': `${imports}import { a } from './a.js';\n${told('a')}`, 'a.js': 'export const a = 1;' }, entry: 'main.js', want: 1 }],
    ['TypeScript, ES modules, which know their address', {
      given: {
        ...esmPackage,
        'main.ts': `${imports}import { url, dir } from './inner/a.js';\nimport { relative } from 'node:path';\nimport { fileURLToPath } from 'node:url';\n`
          + told('[relative(import.meta.dirname, fileURLToPath(url)), relative(import.meta.dirname, dir), import.meta.url.startsWith("file://")]'),
        'inner/a.ts': 'export const url = import.meta.url;\nexport const dir = import.meta.dirname;\n',
      },
      want: ['inner/a.ts', 'inner', true],
    }],
    ['a file that says by its name that it is an ES module', { given: { 'main.mts': `${imports}${told('import.meta.filename.endsWith("main.mts")')}` }, entry: 'main.mts', want: true }],
    ['top-level await, in the main file and in others', {
      given: {
        ...esmPackage,
        'main.ts': `${imports}import { a, where } from './inner/a.js';\nimport { relative } from 'node:path';\nconst b = await Promise.resolve(2);\n${told('[a, b, relative(import.meta.dirname, where)]')}`,
        'inner/a.ts': 'export const a = await Promise.resolve(1);\nexport const where = import.meta.filename;\n',
      },
      want: [1, 2, 'inner/a.ts'],
    }],
    ['top-level await, in a folder whose name is no ASCII', {
      given: {
        'größe #1/100%/main.mts': `${imports}import { sep } from 'node:path';\nawait Promise.resolve();\n${told("import.meta.filename.split(sep).slice(-3).join('/')")}`,
      },
      entry: 'größe #1/100%/main.mts',
      want: 'größe #1/100%/main.mts',
    }],
    ['the old way of exports', { given: { 'main.ts': `${imports}import a = require('./a');\n${told('a(1)')}`, 'a.ts': 'export = function (x: number) { return x + 1; };' }, want: 2 }],
    ['decorators and fields as tsconfig.json says', {
      given: {
        'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true, "target": "ES2021", "useDefineForClassFields": false } }',
        'main.ts': `${imports}const seen: string[] = [];\nfunction note(target: object, key: string): void { seen.push(key); }\nclass A { constructor() { this.x = 1; } @note x: number | undefined; }\n${told('[seen, new A().x]')}`,
      },
      want: [['x'], 1],
    }],
    ['what the program finds in process.argv', {
      given: { 'cdk8s.yaml': 'app: npx tsx main.ts --env staging\n', 'main.ts': `${imports}${told('[process.argv.slice(2), process.argv[1] === __filename]')}` },
      want: [['--env', 'staging'], true],
    }],
  ])('%s', async (name, { given, entry, want }) => {
    if (name === 'what the program finds in process.argv') {
      const { stdout } = await host.run(['synth', '--stdout', '--format', 'json'], { cwd: host.project(given) });
      const { items } = JSON.parse(stdout) as { readonly items: readonly [{ readonly data: { readonly told: string } }] };
      expect(JSON.parse(items[0].data.told)).toEqual(want);
      return;
    }
    expect(await toldBy(given, entry)).toEqual(want);
  });

  test('packages that are ES modules alone, by name and by default, from either kind of module', async () => {
    const packages = {
      'node_modules/only-esm/package.json': '{ "name": "only-esm", "type": "module", "exports": "./index.js", "version": "1.0.0" }',
      'node_modules/only-esm/index.js': "export const named = 'named';\nexport default function () { return 'default'; }\n",
      'node_modules/cjs/package.json': '{ "name": "cjs", "version": "1.0.0" }',
      'node_modules/cjs/index.js': "exports.named = 'cjs';\n",
    };
    const main = `${imports}import call, { named } from 'only-esm';\nimport whole, { named as other } from 'cjs';\n${told('[call(), named, whole.named, other]')}`;
    const want = ['default', 'named', 'cjs', 'cjs'];
    expect(await toldBy({ ...packages, 'main.ts': main, 'tsconfig.json': '{ "compilerOptions": { "esModuleInterop": true } }' })).toEqual(want);
    expect(await toldBy({ ...packages, ...esmPackage, 'main.ts': main })).toEqual(want);
    expect(await toldBy({ ...packages, ...esmPackage, 'main.ts': `${main}await Promise.resolve();\n` })).toEqual(want);
  });

  test('packages of a workspace that are there as TypeScript', async () => {
    const cwd = host.project({
      'packages/app/package.json': '{ "name": "app" }',
      'packages/app/main.ts': `${imports}import { image } from '@ours/images';\nimport { deep } from '@ours/images/deep';\n${told('[image, deep]')}`,
      'packages/images/package.json': '{ "name": "@ours/images", "exports": { ".": "./src/index.ts", "./deep": "./src/deep.ts" } }',
      'packages/images/src/index.ts': "import { tag } from './tag';\nexport const image: string = 'nginx:' + tag;\n",
      'packages/images/src/tag.ts': "export const tag: string = '1.27';\n",
      'packages/images/src/deep.ts': "export const deep: string = __dirname.endsWith('src') ? 'deep' : 'no';\n",
    });
    mkdirSync(join(cwd, 'node_modules/@ours'), { recursive: true });
    symlinkSync(join(cwd, 'packages/images'), join(cwd, 'node_modules/@ours/images'));
    const { stdout, stderr } = await host.run(['synth', 'packages/app/main.ts', '--stdout', '--format', 'json'], { cwd });
    expect(stderr).toBe('');
    expect(JSON.parse((JSON.parse(stdout) as { readonly items: readonly [{ readonly data: { readonly told: string } }] }).items[0].data.told)).toEqual(['nginx:1.27', 'deep']);
  });

  test('share their packages with the command: there is one instance of each', async () => {
    expect(await toldBy({
      'main.ts': `${imports}import * as cdk8s from 'cdk8s';\nimport { App as DeepApp } from 'cdk8s/lib/app';\nimport { Construct, RootConstruct } from 'constructs';\n`
        + `const probe = new App();\n${told('[probe instanceof cdk8s.App, cdk8s.App === DeepApp, probe instanceof Construct, cdk8s.Lazy === require("cdk8s").Lazy, typeof RootConstruct]')}`,
    })).toEqual([true, true, true, true, 'function']);
  });

  test('may build with cdk8s alone', async () => {
    const { code, stdout } = await synth({ 'main.ts': "import { ApiObject, App, Chart } from 'cdk8s';\nconst app = new App();\nnew ApiObject(new Chart(app, 'c'), 'o', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } });\napp.synth();\n" });
    expect([code, (JSON.parse(stdout) as { readonly items: readonly unknown[] }).items]).toEqual([0, [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } }]]);
  });
});

describe('where nothing can be kept beside the packages', () => {
  const sealed = { 'node_modules/.cache': 'a file', 'node_modules/own/package.json': '{ "name": "own", "main": "own.js" }', 'node_modules/own/own.js': 'exports.own = 3;' };

  test.each<[string, { given: Files; want: unknown }]>([
    ['a program', { given: { 'main.ts': `${imports}import { own } from 'own';\n${told('own')}` }, want: 3 }],
    ['one that asks for a file while it runs', {
      given: { 'main.ts': `${imports}import { join } from 'node:path';\nconst { b } = require(join(__dirname, 'b'));\n${told('b')}`, 'b.ts': 'export const b: number = 2;' }, want: 2,
    }],
    ['one with top-level await', { given: { ...esmPackage, 'main.ts': `${imports}import { own } from 'own';\nconst a = await Promise.resolve(1);\n${told('[a, own]')}` }, want: [1, 3] }],
  ])('%s runs all the same', async (_name, { given, want }) => {
    expect(await toldBy({ ...given, ...sealed })).toEqual(want);
  });

  test('its folder may have any name', async () => {
    const { stderr } = await synth({
      ...sealed, 'größe/main.ts': "import { App, Bundle, StatelessApp } from 'kubeloom';\nconst app = new App();\nnew StatelessApp(new Bundle(app, 'shop'), 'web', {\n  image: '',\n});\napp.synth();\n",
    }, 'größe/main.ts');
    expect(stderr.split('\n')[0]).toBe('größe/main.ts:4:3  Deployment web  /image');
  });
});

describe('the end of a program', () => {
  const app = (more: string): Files => ({ 'main.ts': `${imports}${more}` });

  test.each<[string, string]>([
    ['is when nothing is left to do', `setTimeout(() => {${told('1')}}, 20);`],
    ['may be said by itself', `${told('1')}\nprocess.exit(0);`],
    ['may be said by itself, later', `void Promise.resolve().then(() => {${told('1')}\nprocess.exit();});`],
    ['waits for streams and files', `import { readFile } from 'node:fs/promises';\nvoid readFile(__filename).then(() => {${told('1')}});`],
  ])('%s', async (_, program) => {
    expect(await toldBy(app(program))).toBe(1);
  });

  test('what it prints is commentary', async () => {
    const { stdout, stderr } = await synth(app(`console.log('printed'); process.stdout.write('written\\n');${told('1')}`));
    expect(stdout).not.toMatch(/printed|written/);
    // The host does not see what goes to the streams of the process itself.
    expect(stderr).toBe('');
  });
});

describe('programs that fail: exit code 2, and the line in the source', () => {
  const shown = async (files: Files, entry = 'main.ts'): Promise<string> => {
    const { code, stdout, stderr } = await synth(files, entry);
    expect([code, stdout]).toEqual([2, '']);
    return stderr.replaceAll(host.folder, '<folder>');
  };

  test.each<[string, { given: Files; entry?: string }]>([
    ['an error that is thrown', { given: { 'main.ts': "interface Unused { readonly x: number }\nfunction find(name: string): never {\n  throw new RangeError(`no ${name}`);\n}\nfind('db');\n" } }],
    ['an error of another file', { given: { 'main.ts': "import { a } from './lib/a';\na(undefined);\n", 'lib/a.ts': 'type X = { b: { c: number } };\n\nexport function a(x: X | undefined): number {\n  return x!.b.c;\n}\n' } }],
    ['an error with a cause', { given: { 'main.ts': "try {\n  throw new SyntaxError('expected a map');\n} catch (error) {\n  throw new Error('settings.json is broken', { cause: error });\n}\n" } }],
    ['something that is no error', { given: { 'main.ts': "throw 'nothing';\n" } }],
    ['a promise that nobody waits for', { given: { 'main.ts': "async function main(): Promise<void> {\n  await Promise.resolve();\n  throw new Error('later');\n}\nvoid main();\n" } }],
    ['an error in a timer', { given: { 'main.ts': "setTimeout(() => {\n  throw new Error('much later');\n}, 5);\n" } }],
    ['an error in a program with top-level await', { given: { ...esmPackage, 'main.ts': 'await Promise.resolve();\nconst x: { y?: { z: number } } = {};\nconsole.log(x.y!.z);\n' } }],
    ['a syntax error', { given: { 'main.ts': "import './a';\n", 'a.ts': 'const a: number = 1;\n\nconst b = {\n  c: 1\n  d: 2,\n};\n' } }],
    ['two imports that lead to nothing', { given: { 'main.ts': "import { a } from './nope';\nimport b from './neither.json';\nconsole.log(a, b);\n" } }],
    ['a package that is not installed', { given: { 'main.ts': "import { x } from 'not-installed';\nconsole.log(x);\n" } }],
    ['a file that was asked for at run time', { given: { 'main.ts': "const name = './nope';\nrequire(name);\n" } }],
    ['a late file that does not compile', { given: { 'main.ts': "const name = './late';\nrequire(name);\n", 'late.ts': 'const = 1;\n' } }],
    ['nothing is synthesized', { given: { 'main.ts': 'export {};\n' } }],
    ['an exit code of its own', { given: { 'main.ts': 'process.exit(3);\n' } }],
    ['an exit code that is only set', { given: { 'main.ts': `${imports}${told('1')}process.exitCode = 4;\n` } }],
    ['JavaScript', { given: { 'main.js': "'use strict';\nconst x = undefined;\nx.y();\n" }, entry: 'main.js' }],
  ])('%s', async (_, { given, entry }) => {
    expect(await shown(given, entry)).toMatchSnapshot();
  });

  test('with --debug, the whole stack in the lines of the source', async () => {
    const cwd = host.project({ 'main.ts': "interface Unused { readonly x: number }\nfunction find(): never {\n  throw new RangeError('no');\n}\nfind();\n" });
    const { stderr } = await host.run(['synth', 'main.ts', '--debug'], { cwd });
    expect(stderr).toMatch(/RangeError: no\n +at find \(.*main\.ts:3:9\)\n +at Object\.<anonymous> \(.*main\.ts:5:1\)/);
  });

  test('a program that cannot find cdk8s is told what to install', async () => {
    const cwd = host.project({});
    // Out of reach of the packages above.
    const away = join(cwd, '..', '..', `away-${process.pid}-${Date.now()}`);
    mkdirSync(away);
    writeFileSync(join(away, 'main.ts'), "console.log('x');\n");
    const { code, stderr } = await host.run(['synth', 'main.ts'], { cwd: away });
    expect([code, stderr]).toEqual([2, 'error  the program cannot find cdk8s\nhelp   install it: npm install cdk8s constructs\n']);
  });
});

describe('what is wrong with definitions', () => {
  test('is told at the property in the TypeScript source', async () => {
    const { code, stdout, stderr } = await synth({
      'main.ts': "import { App } from 'kubeloom';\nimport { shop } from './shop';\nconst app = new App();\nshop(app);\napp.synth();\n",
      'shop.ts': "import { type App, Bundle, StatelessApp } from 'kubeloom';\n\ninterface Unused { readonly x: number }\n\nexport function shop(app: App): void {\n"
        + "  const bundle = new Bundle(app, 'shop');\n  new StatelessApp(bundle, 'web', {\n    image: 'nginx:1.27',\n    replicas: -1,\n  });\n}\n",
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^shop\.ts:9:5 {2}Deployment web {2}\/replicas\n {2}error {2}value\/out-of-range/);
  });

  test('is told of programs with top-level await as well', async () => {
    const { stderr } = await synth({
      ...esmPackage,
      'main.ts': "import { App, Bundle, StatelessApp } from 'kubeloom';\ninterface Unused { readonly x: number }\nconst app = new App();\nawait Promise.resolve();\nnew StatelessApp(new Bundle(app, 'shop'), 'web', { image: 'nginx:1.27', replicas: -1 });\napp.synth();\n",
    });
    expect(stderr).toMatch(/^main\.ts:5:\d+ {2}Deployment web {2}\/replicas\n/);
  });

  test.each([
    ['a program', 'größe #1/100%/main.ts', ''],
    ['a program with top-level await', '日本/main.mts', 'await Promise.resolve();'],
  ])('is told of %s whose path is no ASCII', async (_name, entry, before) => {
    const { stderr } = await synth({
      [entry]: `import { App, Bundle, StatelessApp } from 'kubeloom';\ninterface Unused { readonly x: number }\nconst app = new App();${before}\n`
        + "new StatelessApp(new Bundle(app, 'shop'), 'web', {\n  image: 'nginx:1.27',\n  replicas: -1,\n});\napp.synth();\n",
    }, entry);
    expect(stderr.split('\n')[0]).toBe(`${entry}:6:3  Deployment web  /replicas`);
  });

  test('is told when the program itself asks for objects', async () => {
    const { code, stderr } = await synth({ 'main.ts': `${imports}const app = new App();\nconst bundle = new Bundle(app, 'Shop !');\nbundle.objects();\napp.synth();\n` });
    expect([code, stderr.split('\n')[0]]).toEqual([1, 'main.ts:3:16']);
  });
});

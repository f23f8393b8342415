import { mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InstalledPackage, readPack } from '../support/installed-package';

let project: InstalledPackage;
beforeAll(() => {
  project = new InstalledPackage();
});
afterAll(() => project.remove());

const greeter = {
  'main.js': "module.exports = require('greeter').greet();\n",
  'node_modules/greeter/package.json': '{ "name": "greeter", "version": "1.0.0", "main": "main.js" }',
  'node_modules/greeter/main.js': "const words = require('words');\nexports.greet = () => words.hello;\n",
  'node_modules/words/package.json': '{ "name": "words", "version": "1.0.0" }',
  'node_modules/words/index.js': "exports.hello = 'hello';\n",
};
const packed = (file: string): string[] => readPack(project.packOf(file)).modules.map((module) => module.file.replace(`${project.modules}/`, ''));

describe('a pack of modules', () => {
  beforeEach(() => {
    project.write(greeter);
  });

  test('holds what the last run needed of packages, and is written no more once it holds that, compiled', () => {
    expect(project.warm('main.js')).toBe('hello');
    expect(packed('main.js')).toEqual(expect.arrayContaining(['greeter/main.js', 'words/index.js']));
    const before = readFileSync(project.packOf('main.js'));
    expect(project.load('main.js')).toBe('hello');
    expect(readFileSync(project.packOf('main.js')).equals(before)).toBe(true);
    expect(project.kept()).toEqual(['main.js.pack']);
  });

  test.each<[string, () => void, string]>([
    ['a file with another text', () => project.write({ 'node_modules/words/index.js': "exports.hello = 'good day';\n" }), 'good day'],
    ['a file of the same length and an old time: when it was put there tells', () => {
      writeFileSync(join(project.modules, 'words', 'index.js'), "exports.hello = 'HELLO';\n");
      utimesSync(join(project.modules, 'words', 'index.js'), 1, 1);
    }, 'HELLO'],
    ['a package.json that names another file', () => project.write({
      'node_modules/words/package.json': '{ "name": "words", "main": "other.js" }', 'node_modules/words/other.js': "exports.hello = 'other';\n",
    }), 'other'],
    ['a package that comes to stand nearer', () => project.write({ 'node_modules/greeter/node_modules/words/index.js': "exports.hello = 'nearer';\n" }), 'nearer'],
    ['and one that goes away again', () => rmSync(join(project.modules, 'greeter', 'node_modules'), { recursive: true }), 'hello'],
    ['a package that becomes a link', () => {
      rmSync(join(project.modules, 'words'), { recursive: true });
      project.write({ 'store/1/index.js': "exports.hello = 'first';\n", 'store/2/index.js': "exports.hello = 'second';\n" });
      symlinkSync(join(project.folder, 'store', '1'), join(project.modules, 'words'));
    }, 'first'],
    ['a link that leads elsewhere, as that of another version does', () => {
      rmSync(join(project.modules, 'words'));
      symlinkSync(join(project.folder, 'store', '2'), join(project.modules, 'words'));
    }, 'second'],
    ['a program that says itself where modules come from', () => {
      rmSync(join(project.modules, 'words'));
      project.write({
        ...greeter, 'hooked-words.js': "exports.hello = 'hooked';\n",
        'main.js': "const Module = require('node:module');\nconst resolve = Module._resolveFilename;\n"
          + "Module._resolveFilename = (request, ...rest) => resolve(request === 'words' ? __dirname + '/hooked-words.js' : request, ...rest);\n" + greeter['main.js'],
      });
    }, 'hooked'],
  ])('gives way to %s', (_, change, want) => {
    project.load('main.js');
    change();
    expect(project.load('main.js')).toBe(want);
    expect(project.load('main.js')).toBe(want);
  });

  test('that is cut off, or holds something else, is as none', () => {
    project.warm('main.js');
    const bytes = readFileSync(project.packOf('main.js'));
    for (const broken of [bytes.subarray(0, bytes.length / 2), Buffer.from('x'), Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(bytes.length - 100)])]) {
      writeFileSync(project.packOf('main.js'), broken);
      expect(project.load('main.js')).toBe('hello');
    }
  });

  test('gives everybody the instance that there is, and loads anew what was taken out of the registry', () => {
    project.write({
      'registry.js': "const first = require('words');\nrequire('greeter');\nfor (const name of ['words', 'greeter']) delete require.cache[require.resolve(name)];\n"
        + "const second = require('words');\nsecond.hello = 'second';\n"
        + "module.exports = import('words').then((esm) => [first === second, esm.default === second, require('greeter').greet()]);\n",
    });
    for (let run = 0; run < 3; run++) expect(project.load('registry.js')).toEqual([false, true, 'second']);
  });

  test('leaves out modules that would mean something else in it', () => {
    project.write({
      'odd.js': "const odd = require('odd');\nmodule.exports = odd.late().then(({ late }) => [late, odd.raw, odd.text]);\n",
      'node_modules/odd/package.json': '{ "name": "odd", "version": "1.0.0" }',
      'node_modules/odd/index.js': "'use strict';\nexports.late = () => import('./late.mjs');\nexports.raw = require('./raw');\nexports.text = require('./text');\n",
      'node_modules/odd/late.mjs': "export const late = 'late';\n",
      'node_modules/odd/raw.js': 'module.exports = String.raw`ü…`;\n',
      // A word in a comment, as in `import('x')`, is none.
      'node_modules/odd/text.js': "#!/usr/bin/env node\n// import('x') …\nmodule.exports = 'ü…😀' + `…${1}` + /^[…]$/u.test('…') + (function () { return this === undefined; })();\n",
    });
    expect(project.warm('odd.js')).toEqual(['late', 'ü…', 'ü…😀…1truefalse']);
    expect(packed('odd.js').filter((file) => file.startsWith('odd/'))).toEqual(['odd/text.js']);
    expect(readPack(project.packOf('odd.js')).left.filter((file) => file.includes('/odd/'))).toEqual(['index.js', 'raw.js'].map((name) => join(project.modules, 'odd', name)));
  });

  test('lets errors name the lines of the files', () => {
    project.write({
      'lines.js': "const { first, fail } = require('thrower');\nconst line = (run) => { try { run(); } catch (error) { return error.stack.split('\\n')[1].replace(/.*node_modules/, ''); } };\n"
        + 'module.exports = [line(first), line(fail)];\n',
      'node_modules/thrower/package.json': '{ "name": "thrower", "version": "1.0.0" }',
      'node_modules/thrower/index.js': "exports.first = () => { throw new Error('one'); };\n\nexports.fail = function fail() {\n    throw new Error('two');\n};\n",
    });
    for (let run = 0; run < 3; run++) expect(project.load('lines.js')).toEqual(['/thrower/index.js:1:31)', '/thrower/index.js:4:11)']);
  });

  test('that cannot be written is no reason to fail', () => {
    rmSync(project.cache, { recursive: true });
    writeFileSync(project.cache, '');
    expect(project.load('main.js')).toBe('hello');
    rmSync(project.cache);
  });
});

describe('the command line', () => {
  const imports = "import { App, Bundle, ConfigMapData } from 'kubeloom';\nimport * as cdk8s from 'cdk8s';\nimport { Construct } from 'constructs';\n";
  const ending = 'const app = new App();\nconst probe = [app instanceof cdk8s.App, app instanceof Construct, Object.keys(require.cache).filter((file) => file.endsWith("cdk8s/lib/app.js")).length];\n'
    + "new ConfigMapData(new Bundle(app, 'told'), 'told', { data: { told: JSON.stringify(probe) } });\napp.synth();\n";
  const synth = ['synth', 'main.ts', '--stdout', '--format', 'json', '--no-validate'];
  const told = (args: readonly string[]): unknown => {
    const { code, stdout, stderr } = project.run(args);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse((JSON.parse(stdout) as { readonly items: readonly [{ readonly data: { readonly told: string } }] }).items[0].data.told);
  };
  beforeEach(() => {
    rmSync(project.cache, { recursive: true, force: true });
    project.write({
      'main.ts': imports + ending, 'esm/package.json': '{ "name": "esm", "type": "module" }',
      'esm/main.ts': `${imports}import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nawait Promise.resolve();\n${ending}`,
    });
  });

  test('keeps one instance of cdk8s, also where its output is a pipe and packages are links', () => {
    for (let run = 0; run < 4; run++) expect(told(synth)).toEqual([true, true, 1]);
    expect(project.kept().map((name) => name.replace(/-[^-]*$/, ''))).toEqual(['modules-synth', 'program-main']);
    expect(told(['synth', join('esm', 'main.ts'), ...synth.slice(2)])).toEqual([true, true, 1]);
  });

  test('loads nothing any more, from wherever, of what no run needed', () => {
    project.write({
      'main.ts': `${imports}const probe = () => Object.keys(require.cache).filter((file) => /node_modules.(yaml|kubeloom.lib.(apps.node-agent|catalog))/.test(file)).length;\n`
        + "const app = new App();\nnew ConfigMapData(new Bundle(app, 'told'), 'told', { data: { told: JSON.stringify(probe()) } });\napp.synth();\n",
    });
    const counts = Array.from({ length: 6 }, () => told(synth) as number);
    expect(counts[0]).toBeGreaterThan(10);
    expect(counts.slice(3)).toEqual([0, 0, 0]);
  });

  test.each<[string, readonly string[], Parameters<InstalledPackage['run']>[1]]>([
    ['--no-cache', ['--no-cache'], {}],
    ['KUBELOOM_CACHE=false', [], { env: { KUBELOOM_CACHE: 'false' } }],
  ])('keeps nothing with %s', (_, more, around) => {
    expect(project.run([...synth, ...more], around).code).toBe(0);
    expect(project.kept()).toEqual([]);
  });

  test('takes away what it kept where cdk8s.yaml says so', () => {
    mkdirSync(project.cache, { recursive: true });
    project.run(['version']);
    const [name] = project.kept();
    project.write({ 'cdk8s.yaml': 'kubeloom:\n  cache: false\n' });
    project.run(['version']);
    rmSync(join(project.folder, 'cdk8s.yaml'));
    expect([name, project.kept()]).toEqual([expect.stringMatching(/^modules-version-/), []]);
  });
});

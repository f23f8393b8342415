/**
 * Packs the project as npm would publish it, from a fresh compile, and looks at it as a user's machine would:
 *
 * - publint and "Are the types wrong?" find nothing in the tarball,
 * - it is as large as the README says,
 * - every entry point loads with `require` and with `import`, with the same names,
 * - a bundler leaves out what nobody uses, and keeps the import that adds matchers,
 * - TypeScript 7 compiles the declarations, for CommonJS and for ES modules, and every example against them; TypeScript 5 finds
 *   them with the resolution that `module: commonjs` has there.
 *
 *     tsx scripts/check-package.ts
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '..');
const MODULES = join(ROOT, 'node_modules');

interface PackageJson {
  readonly name: string;
  readonly files: readonly string[];
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

class CheckFailed extends Error {}

function run(title: string, command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new CheckFailed(`${title} failed\n${stdout}${stderr}`.trimEnd());
  process.stdout.write(`ok  ${title}\n`);
  return stdout;
}

function node(title: string, script: string, args: readonly string[], cwd: string): string {
  return run(title, process.execPath, [join(MODULES, script), ...args], cwd);
}

/** What npm would take of the work tree, and a compile of its own: `lib` may hold leftovers of an earlier one. */
function stage(pkg: PackageJson, dir: string): void {
  const published = pkg.files.filter((file) => !file.startsWith('!') && file !== 'lib');
  for (const file of ['package.json', 'LICENSE', 'README.md', ...published]) {
    if (existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(dir, file), { recursive: true });
  }
  node('compile', 'typescript/bin/tsc', ['-p', join(ROOT, 'tsconfig.json'), '--outDir', join(dir, 'lib')], ROOT);
}

function pack(dir: string, destination: string): string {
  run('npm pack', process.platform === 'win32' ? 'npm.cmd' : 'npm', ['pack', '--ignore-scripts', '--pack-destination', destination], dir);
  const tarball = readdirSync(destination).find((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw new CheckFailed('npm pack wrote no tarball');
  return join(destination, tarball);
}

/** A project that has the tarball installed, and beside it the packages that it asks for: nothing else of ours. */
function install(pkg: PackageJson, tarball: string, dir: string): void {
  const target = join(dir, 'node_modules', pkg.name);
  mkdirSync(target, { recursive: true });
  run('unpack', 'tar', ['-xzf', tarball, '-C', target, '--strip-components', '1'], dir);
  const wanted = [...Object.keys(pkg.dependencies), ...Object.keys(pkg.peerDependencies), '@types/node', 'undici-types'];
  for (const name of wanted) {
    mkdirSync(dirname(join(dir, 'node_modules', name)), { recursive: true });
    symlinkSync(join(MODULES, name), join(dir, 'node_modules', name), 'junction');
  }
  writeFileSync(join(dir, 'package.json'), '{ "name": "consumer", "private": true }\n');
}

/** The README states the size in MB, with one digit behind the point. */
function checkSize(dir: string): void {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const found = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0) / 1e6;
  const stated = Number(/The package has ([\d.]+) MB unpacked/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1]);
  if (!(Math.abs(found - stated) <= 0.15)) throw new CheckFailed(`the package has ${found.toFixed(1)} MB unpacked, README.md says ${stated}`);
  process.stdout.write(`ok  size: ${found.toFixed(1)} MB\n`);
}

const LOAD = `
const specifiers = JSON.parse(process.argv[2]);
for (const specifier of specifiers) {
  const required = Object.keys(require(specifier)).filter((name) => name !== '__esModule').sort();
  import(specifier).then((module) => {
    const lost = required.filter((name) => !(name in module));
    if (lost.length > 0) {
      console.error(specifier + ': import does not see ' + lost.join(', '));
      process.exitCode = 1;
    }
  });
}
`;

function check(work: string): void {
  const pkg = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageJson;
  const specifiers = Object.keys(pkg.exports)
    .filter((subpath) => subpath !== './package.json')
    .map((subpath) => join(pkg.name, subpath).replaceAll('\\', '/'));
  const [staged, packed, consumer] = ['staged', 'packed', 'consumer'].map((name) => join(work, name)) as [string, string, string];
  for (const dir of [staged, packed, consumer]) mkdirSync(dir);

  stage(pkg, staged);
  const tarball = pack(staged, packed);
  node('publint', 'publint/src/cli.js', ['run', tarball, '--strict'], ROOT);
  // Its "node10" is the resolution of that time, which the compiler goes on having: subpaths are found there by `typesVersions`.
  node('types of the entry points', '@arethetypeswrong/cli/dist/index.js', [tarball, '--no-emoji'], ROOT);

  install(pkg, tarball, consumer);
  checkSize(join(consumer, 'node_modules', pkg.name));
  writeFileSync(join(consumer, 'load.cjs'), LOAD);
  run('require and import', process.execPath, ['load.cjs', JSON.stringify(specifiers)], consumer);

  checkBundling(consumer);
  writeConsumer(specifiers, consumer);
  // cdk8s-plus-27's own declarations do not hold under exactOptionalPropertyTypes, so what imports them is compiled without it.
  compile('declarations of all entry points', consumer, ['*.cts', '*.mts'], { exactOptionalPropertyTypes: false });
  compile('declarations, examples and type tests', consumer, ['*.ts', 'examples/**/*.ts'], { exactOptionalPropertyTypes: true });
  // What `cdk8s init typescript-app` sets up.
  compile('all entry points, from a project of cdk8s-cli', consumer, ['common.cts'], { module: 'commonjs', target: 'es2020' }, 'typescript');
}

/** What esbuild makes of a bare import of each: `kubeloom` alone does nothing, `kubeloom/testing` adds to `expect`. */
function checkBundling(consumer: string): void {
  const bundle = (specifier: string): string => buildSync({
    stdin: { contents: `import '${specifier}';`, resolveDir: consumer }, bundle: true, platform: 'node', external: ['cdk8s', 'constructs'],
    write: false, logLevel: 'silent',
  }).outputFiles[0]!.text;
  if (bundle('kubeloom') !== '') throw new CheckFailed('a bundler keeps kubeloom where nobody uses it');
  if (!bundle('kubeloom/testing').includes('toMatchBundleSnapshot')) throw new CheckFailed("a bundler drops import 'kubeloom/testing'");
  process.stdout.write('ok  side effects\n');
}

/** Programs as others would write them: every entry point by import and require, the examples, and what must not compile. */
function writeConsumer(specifiers: readonly string[], consumer: string): void {
  const imports = specifiers.map((specifier, i) => `import * as entry${i} from '${specifier}';`).join('\n');
  const uses = `export const entries: readonly object[] = [${specifiers.map((_, i) => `entry${i}`).join(', ')}];`;
  for (const file of ['common.cts', 'module.mts']) writeFileSync(join(consumer, file), `${imports}\n${uses}\n`);
  cpSync(join(ROOT, 'examples'), join(consumer, 'examples'), { recursive: true, filter: (file) => basename(file) !== 'node_modules' });
  cpSync(join(ROOT, 'test/types/apps.ts'), join(consumer, 'types.ts'));
}

/** Compiles with one of the compilers, every declaration included. */
function compile(what: string, consumer: string, include: readonly string[], options: object, compiler: 'typescript' | 'typescript-7' = 'typescript-7'): void {
  const compilerOptions = { module: 'nodenext', target: 'es2022', types: ['node'], strict: true, noEmit: true, skipLibCheck: false, ...options };
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
  node(`${compiler === 'typescript' ? 'TypeScript 5' : 'TypeScript 7'}: ${what}`, `${compiler}/bin/tsc`, ['-p', 'tsconfig.json'], consumer);
}

const work = mkdtempSync(join(tmpdir(), 'kubeloom-package-'));
try {
  check(work);
} catch (error) {
  if (!(error instanceof CheckFailed)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

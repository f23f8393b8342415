/**
 * Proves that every template is a complete project against the package as others get it: packs this package, installs the
 * tarball with the templates' own dependencies into a temporary folder, and there type-checks each template, runs its test
 * and synthesizes it.
 *
 * Names of templates as arguments: only those. `--update` writes the templates' snapshots anew, for a change that is meant.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface PackageFile {
  readonly dependencies: { readonly [name: string]: string };
  readonly devDependencies: { readonly [name: string]: string };
}

const root = resolve(__dirname, '..');
const templatesFolder = join(root, 'templates');
const update = process.argv.includes('--update');
const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const templates = readdirSync(templatesFolder)
  .filter((name) => existsSync(join(templatesFolder, name, 'package.json')) && (wanted.length === 0 || wanted.includes(name))).sort();
const work = mkdtempSync(join(tmpdir(), 'kubeloom-templates-'));

let failed = 0;
try {
  install();
  for (const name of templates) {
    const problem = run(name);
    if (problem !== undefined) failed++;
    console.log(problem === undefined ? `ok      ${name}` : `FAILED  ${name}\n${problem}`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`templates: ${templates.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 && templates.length > 0 ? 0 : 1;

/** All templates share what is installed above them: the same tarball, and the dependencies that they name. */
function install(): void {
  const [packed] = JSON.parse(npm(root, ['pack', '--json', '--ignore-scripts', '--pack-destination', work])) as { readonly filename: string }[];
  const all = templates.map((name) => JSON.parse(readFileSync(join(templatesFolder, name, 'package.json'), 'utf8')) as PackageFile);
  const dependencies = Object.assign({}, ...all.map((file) => ({ ...file.devDependencies, ...file.dependencies }))) as { [name: string]: string };
  dependencies['kubeloom'] = `file:./${packed!.filename}`;
  writeFileSync(join(work, 'package.json'), JSON.stringify({ name: 'templates', private: true, dependencies }));
  npm(work, ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']);
}

function npm(cwd: string, args: readonly string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

/** What is wrong with a template, in the words of the tool that found it. */
function run(name: string): string | undefined {
  const folder = join(work, name);
  mkdirSync(folder);
  cpSync(join(templatesFolder, name), folder, { recursive: true });
  const steps: (readonly [tool: string, ...args: string[]])[] = [
    ['tsc', '--noEmit'],
    update ? ['jest', '--ci=false', '-u'] : ['jest', '--ci'],
    ['kubeloom', 'synth'],
    ['kubeloom', 'synth', '--check'],
    // The same program is one for cdk8s.
    ['node', '--import', 'tsx', 'main.ts'],
  ];
  for (const [tool, ...args] of steps) {
    const program = tool === 'node' ? process.execPath : join(work, 'node_modules', '.bin', tool);
    const result = spawnSync(program, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    if (result.status !== 0) return `${tool} ${args.join(' ')} ended with ${result.status ?? result.signal}\n${result.stdout}${result.stderr}`;
  }
  const file = join(folder, 'dist', `${name}.k8s.yaml`);
  if (!existsSync(file)) return `kubeloom synth wrote no dist/${name}.k8s.yaml`;
  if (update) cpSync(join(folder, '__snapshots__'), join(templatesFolder, name, '__snapshots__'), { recursive: true });
  return undefined;
}

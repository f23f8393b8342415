import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { type Command, measure, ROOT } from './measure';

/** Not below `node_modules`: what lies there is no program of a user, for us and for others. */
const installed = realpathSync(mkdtempSync(join(tmpdir(), 'kubeloom-bench-')));
process.on('exit', () => rmSync(installed, { recursive: true, force: true }));
const modules = join(installed, 'node_modules');
export const main = join(modules, 'kubeloom', 'lib', 'cli', 'main.js');
let isInstalled = false;

/** This package as it is now, compiled and installed as in a project of a user. */
function install(): void {
  if (isInstalled) return;
  isInstalled = true;
  const target = join(modules, 'kubeloom');
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name !== 'kubeloom' && !name.startsWith('.')) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  cpSync(join(ROOT, 'package.json'), join(target, 'package.json'));
  for (const name of ['schemas', 'templates', 'generated']) symlinkSync(join(ROOT, name), join(target, name));
  // As `npm pack` gives it.
  const options = ['-p', join(ROOT, 'tsconfig.json'), '--noCheck', '--outDir', join(target, 'lib'), '--sourceMap', 'false', '--declaration', 'false'];
  execFileSync(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), ...options], { cwd: ROOT, stdio: 'inherit' });
}

/** What a program of ours defines. */
export interface OwnProgram {
  readonly apps: number;
  /** A bundle for each app. @default false */
  readonly bundles?: boolean;
  /** What stands before everything else. */
  readonly prelude?: string;
}

/** A project whose program, in TypeScript, defines the fleet. */
export function ownProject(name: string, { apps, bundles = false, prelude = '' }: OwnProgram): string {
  install();
  const folder = join(installed, name);
  mkdirSync(folder, { recursive: true });
  const fleet = readFileSync(join(__dirname, 'fleet.ts'), 'utf8').replace("'../src'", "'kubeloom'");
  // What does not change is not written: a run finds what the one before it kept.
  write(join(folder, 'package.json'), '{ "name": "fleet", "private": true }\n');
  write(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node --import tsx main.ts\n');
  write(join(folder, 'fleet.ts'), fleet);
  write(join(folder, 'main.ts'), `${prelude}import { ${bundles ? 'fleetOfBundles' : 'fleetApp'} } from './fleet';\n${bundles ? 'fleetOfBundles' : 'fleetApp'}(${apps}).synth();\n`);
  return folder;
}

/** Programs of this folder as JavaScript, in a project that has this package and the others installed. */
export function compiledProject(name: string, programs: readonly string[]): string {
  install();
  const folder = join(installed, name);
  mkdirSync(folder, { recursive: true });
  for (const program of programs) {
    const text = readFileSync(join(__dirname, `${program}.ts`), 'utf8').replace("'../src'", "'kubeloom'");
    write(join(folder, `${program}.js`), transformSync(text, { loader: 'ts', format: 'cjs', target: 'node20' }).code);
  }
  return folder;
}

function write(file: string, text: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

/** A command line of ours in a project, which has run before as it does from the second save on. */
export function ownCommand(cwd: string, args: readonly string[] = ['synth', '--quiet']): Command {
  const command: Command = { program: process.execPath, args: [main, ...args], cwd, before: () => rmSync(join(cwd, 'dist'), { recursive: true, force: true }) };
  for (let run = 0; run < 5; run++) measure(command);
  return command;
}

/**
 * How fast 8,000 objects are checked from YAML files, in all layers, beside kubeconform, which checks schemas; and what a check costs
 * inside of `synth`, where nothing is parsed.
 *
 *     node --import tsx bench/check-speed.ts [--rounds 5]
 *
 * kubeconform is built from the Go module proxy into a cache folder; its schemas are made of the package's own data. Runs of both take
 * turns, each in a process of its own. `lib` has to be compiled before.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_RELEASE } from '../src/schema/releases';
import { fleetApp } from './fleet';
import { schemaLocation, writeKubeconformSchemas } from './kubeconform-schemas';

const ROOT = dirname(__dirname);
const CACHE = join(ROOT, 'node_modules', '.cache', 'bench');
const KUBECONFORM = 'github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0';
const command = process.env['KUBELOOM_LIB'] ?? join(ROOT, 'lib', 'cli', 'main.js');
const apps = 1000;
const appsPerFile = 25;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });

interface Run {
  readonly wall: number;
  /** User and system time of the process and its threads, in milliseconds. */
  readonly cpu: number;
}

function measure(program: string, args: readonly string[], cwd = ROOT): Run {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>"$TMP_ERR"', 'bash', program, ...args], {
    cwd, encoding: 'utf8', env: { ...process.env, TMP_ERR: join(CACHE, 'stderr') },
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  const [user, system] = stderr.trim().split('\n').at(-1)!.split(' ').map(Number) as [number, number];
  return { wall, cpu: (user + system) * 1000 };
}

/** Runs take turns, so that a machine that slows down slows down all of them. */
function inTurns(rounds: number, runs: { readonly [name: string]: () => Run }): { readonly [name: string]: Run } {
  const taken = new Map(Object.keys(runs).map((name): [string, Run[]] => [name, []]));
  for (let round = 0; round < rounds; round++) for (const [name, run] of Object.entries(runs)) taken.get(name)!.push(run());
  const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
  const of = (list: readonly Run[]): Run => ({ wall: median(list.map(({ wall }) => wall)), cpu: median(list.map(({ cpu }) => cpu)) });
  return Object.fromEntries([...taken].map(([name, list]) => [name, of(list)]));
}

function kubeconform(): string {
  const bin = join(CACHE, 'bin');
  const program = join(bin, 'kubeconform');
  if (!existsSync(program)) execFileSync('go', ['install', KUBECONFORM], { env: { ...process.env, GOBIN: bin }, stdio: ['ignore', 'ignore', 'inherit'] });
  return program;
}

/** The fleet as YAML files, a bundle in each. */
function writeFleet(folder: string): number {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  for (let file = 0; file * appsPerFile < apps; file++) {
    const text = fleetApp(appsPerFile, `fleet-${file}`).synthYaml();
    bytes += Buffer.byteLength(text);
    writeFileSync(join(folder, `fleet-${file}.yaml`), text);
  }
  return bytes;
}

/** A project whose program defines the fleet. */
function writeProgram(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules, { recursive: true });
  if (!existsSync(join(modules, 'kubeloom'))) symlinkSync(ROOT, join(modules, 'kubeloom'));
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node --import tsx main.ts\n');
  writeFileSync(join(folder, 'fleet.ts'), readFileSync(join(__dirname, 'fleet.ts'), 'utf8').replace("'../src'", "'kubeloom'"));
  writeFileSync(join(folder, 'main.ts'), `import { fleetApp } from './fleet';\nfleetApp(${apps}).synth();\n`);
}

function row(name: string, { wall, cpu }: Run): void {
  console.log(`${name.padEnd(44)}${wall.toFixed(0).padStart(8)} ms${cpu.toFixed(0).padStart(8)} ms CPU`);
}

function main(): void {
  if (!existsSync(command)) throw new Error('compile the package first: npm run prepare');
  const rounds = Number(values.rounds);
  const [fleet, schemas, program] = ['fleet', 'kubeconform-schemas', 'program'].map((name) => join(CACHE, name)) as [string, string, string];
  const bytes = writeFleet(fleet);
  writeKubeconformSchemas(DEFAULT_RELEASE, schemas);
  writeProgram(program);
  const peer = kubeconform();
  console.log(`${apps * 8} objects in ${apps / appsPerFile} files, ${(bytes / 1e6).toFixed(1)} MB; cold processes in turn, median of ${rounds}`);
  const node = process.execPath;
  const { check, schemaOnly, peer: theirs, synth, bare } = inTurns(rounds, {
    check: () => measure(node, [command, 'check', fleet]),
    schemaOnly: () => measure(node, [command, 'check', fleet, '--layers', 'schema']),
    peer: () => measure(peer, ['-strict', '-n', '2', '-summary', '-schema-location', schemaLocation(schemas), fleet]),
    synth: () => measure(node, [command, 'synth', '--stdout'], program),
    bare: () => measure(node, [command, 'synth', '--stdout', '--no-validate'], program),
  }) as { readonly [name in 'check' | 'schemaOnly' | 'peer' | 'synth' | 'bare']: Run };
  row('kubeloom check, all layers', check);
  row('kubeloom check, schema alone', schemaOnly);
  row('kubeconform -strict -n 2, schema alone', theirs);
  console.log(`all layers against their schemas: ${(theirs.wall / check.wall).toFixed(2)} times as fast`);
  row('kubeloom synth', synth);
  row('kubeloom synth --no-validate', bare);
  console.log(`the check is ${((100 * (synth.wall - bare.wall)) / synth.wall).toFixed(1)} % of synth`);
}

main();

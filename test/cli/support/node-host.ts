import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Around, Outcome } from './run';
import { writeFiles } from './run';

const root = resolve(__dirname, '..', '..', '..');

/**
 * Runs command lines in a Node.js of its own, with streams like those of `run`: a test runner puts its own registry of
 * modules in place of the one that programs of users are loaded into. The package is there as it is installed.
 */
export class NodeHost {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'kubeloom-host-')));
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, { readonly done: (outcome: Outcome) => void; readonly heard: (text: string) => void }>();
  private count = 0;

  constructor() {
    const pkg = join(this.folder, 'node_modules', 'kubeloom');
    compilePackage(pkg);
    for (const name of readdirSync(join(root, 'node_modules'))) {
      if (name !== 'kubeloom' && name !== '.cache') symlinkSync(join(root, 'node_modules', name), join(this.folder, 'node_modules', name));
    }
    const script = join(this.folder, 'host.js');
    writeFileSync(script, hostProgram);
    // What the runner set for itself is none of the command's business.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_OPTIONS|JEST_|FORCE_COLOR|NO_COLOR|CI$)/.test(name)));
    this.child = fork(script, [pkg], { cwd: this.folder, env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.child.on('message', (message: { readonly id: number; readonly outcome?: Outcome; readonly stderr?: string }) => {
      const waits = this.waiting.get(message.id);
      if (message.outcome !== undefined) waits?.done(message.outcome);
      else waits?.heard(message.stderr ?? '');
    });
    this.child.on('exit', (code) => {
      for (const { done } of this.waiting.values()) done({ code: code ?? -1, stdout: '', stderr: 'the host ended' });
    });
  }

  /** A project with the given files; packages are found above it. */
  project(files: { readonly [path: string]: string }): string {
    const folder = join(this.folder, `project-${this.count++}`);
    mkdirSync(folder);
    writeFiles(folder, { 'package.json': '{ "name": "project", "private": true }\n', ...files });
    return folder;
  }

  run(args: readonly string[], around: Omit<Around, 'commands'>): Promise<Outcome> {
    return this.start(args, around).outcome;
  }

  /** As `run`, for a command that goes on until it is stopped. */
  start(args: readonly string[], around: Omit<Around, 'commands'>, heard: (text: string) => void = () => undefined): { readonly outcome: Promise<Outcome>; stop(): void } {
    const id = this.count++;
    if (!this.child.connected) throw new Error('the host ended in an earlier test');
    const outcome = new Promise<Outcome>((done) => this.waiting.set(id, { done, heard }));
    this.child.send({ id, args, around });
    return { outcome, stop: () => this.child.send({ stop: id }) };
  }

  async end(): Promise<void> {
    const ended = new Promise((done) => this.child.once('exit', done));
    if (this.child.kill()) await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The package as npm installs it, compiled by esbuild: the types are looked at elsewhere. */
export function compilePackage(folder: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  for (const name of ['schemas', 'templates', 'generated']) symlinkSync(join(root, name), join(folder, name));
  cpSync(compiled(), join(folder, 'lib'), { recursive: true });
}

/** The compiled sources, which all suites share as long as no source changes. */
function compiled(): string {
  const sources = (readdirSync(join(root, 'src'), { recursive: true }) as string[]).filter((path) => path.endsWith('.ts')).map((path) => join('src', path)).sort();
  const hash = createHash('sha256');
  for (const path of sources) {
    const { mtimeMs, size, ino } = statSync(join(root, path));
    hash.update(`${path} ${mtimeMs} ${size} ${ino}\n`);
  }
  const cache = join(root, 'node_modules', '.cache', 'kubeloom-tests');
  const folder = join(cache, hash.digest('hex').slice(0, 20));
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'new-'));
  execFileSync(join(root, 'node_modules', 'esbuild', 'bin', 'esbuild'), [
    ...sources, `--outdir=${temporary}`, '--outbase=src', '--format=cjs', '--platform=node', '--log-level=error', '--tsconfig=tsconfig.json',
  ], { cwd: root });
  try {
    renameSync(temporary, folder);
  } catch {
    // Another suite was faster.
    rmSync(temporary, { recursive: true, force: true });
  }
  removeOld(cache, folder);
  return folder;
}

/** Of earlier states of the sources nobody will ask again; what another run uses just now is younger than that. */
function removeOld(cache: string, current: string): void {
  const before = Date.now() - 3_600_000;
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (path !== current && (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < before) rmSync(path, { recursive: true, force: true });
  }
}

const hostProgram = `
const { runCommandLine } = require(process.argv[2] + '/lib/cli/run');
const { commands } = require(process.argv[2] + '/lib/cli/commands');
const stops = new Map();
process.on('message', async ({ id, args, around, stop }) => {
  if (stop !== undefined) return stops.get(stop).abort();
  const { cwd, env = {}, tty = false, stdin = '' } = around;
  let stdout = '', stderr = '';
  const controller = new AbortController();
  stops.set(id, controller);
  const lines = stdin.split('\\n');
  process.chdir(cwd);
  const io = {
    stdout: { write: (text) => { stdout += text; }, isTTY: tty },
    stderr: { write: (text) => { stderr += text; process.send({ id, stderr }); }, isTTY: tty },
    stdin: { isTTY: tty, readAll: async () => stdin, readLine: async () => lines.shift() },
    env: { PATH: process.env.PATH, ...env }, cwd, stop: controller.signal,
  };
  // A program ends when nothing is left to do: waiting for the next message is not for it to end.
  process.channel.unref();
  const code = await runCommandLine(args, io, commands);
  process.channel.ref();
  process.send({ id, outcome: { code, stdout, stderr } });
});
`;

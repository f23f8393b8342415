import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const ROOT = dirname(__dirname);
/** Everything that a benchmark installs and writes. */
export const CACHE = join(ROOT, 'node_modules', '.cache', 'bench');
export const BIN = join(CACHE, 'bin');

/** What is run. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: { readonly [name: string]: string };
  /** What has to be done before each run, and is not measured. */
  readonly before?: () => void;
}

export interface Run {
  /** Milliseconds. */
  readonly wall: number;
  /** User and system time of the process, its threads and its children, in milliseconds. */
  readonly cpu: number;
}

export function measure({ program, args, cwd, env, before }: Command): Run {
  before?.();
  mkdirSync(CACHE, { recursive: true });
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@" >"$OUT" 2>&1', 'bash', program, ...args], {
    cwd, encoding: 'utf8', env: { ...process.env, ...env, OUT: join(CACHE, 'output') },
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stdout}${stderr}${readFileSync(join(CACHE, 'output'), 'utf8').slice(-2000)}`);
  const [user, system] = stderr.trim().split('\n').at(-1)!.split(' ').map(Number) as [number, number];
  return { wall, cpu: (user + system) * 1000 };
}

/** A run that takes longer than this is not repeated: its noise is small, and there are others to wait for. */
const longRun = 8000;

/** Runs take turns, so that a machine that slows down slows down all of them; the median of each. */
export function inTurns<N extends string>(rounds: number, commands: { readonly [name in N]: Command }): { readonly [name in N]: Run } {
  const names = Object.keys(commands) as N[];
  const taken = new Map(names.map((name): [N, Run[]] => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const runs = taken.get(name)!;
      if (round === 0 || runs[0]!.wall < longRun) runs.push(measure(commands[name]));
    }
  }
  const of = (list: readonly Run[]): Run => ({ wall: median(list.map(({ wall }) => wall)), cpu: median(list.map(({ cpu }) => cpu)) });
  return Object.fromEntries([...taken].map(([name, list]) => [name, of(list)])) as { readonly [name in N]: Run };
}

export function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
}

/** The most memory that a command and its children had at once, in MB; `undefined` where the system does not tell. */
export async function peakMemory({ program, args, cwd, env, before }: Command): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined;
  before?.();
  const child = spawn(program, args, { cwd, stdio: 'ignore', env: { ...process.env, ...env } });
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, memoryBelow(child.pid!));
  }, 10);
  await new Promise((done) => child.on('exit', done));
  clearInterval(timer);
  return most / 1000;
}

/** Resident kilobytes of a process and all below it. */
function memoryBelow(pid: number): number {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean));
    return own + children.reduce((sum, one) => sum + memoryBelow(Number(one)), 0);
  } catch {
    return 0;
  }
}

/** By the clock, and in brackets of processors. */
export const seconds = (run: Run | undefined): string => (run === undefined ? '-' : `${(run.wall / 1000).toFixed(2)} s (${(run.cpu / 1000).toFixed(2)})`);
/** By the clock, and by the time of processors, which depends less on what else the machine does. */
export const times = (theirs: Run | undefined, ours: Run): string =>
  (theirs === undefined ? '-' : `${(theirs.wall / ours.wall).toFixed(1)}x / ${(theirs.cpu / ours.cpu).toFixed(1)}x`);

/** A table as Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

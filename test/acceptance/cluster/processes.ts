import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { startWatchdog, type Watchdog } from './watchdog';

interface Started {
  readonly name: string;
  readonly child: ChildProcess;
  readonly log: string;
  readonly ended: Promise<void>;
}

/** Programs that run until they are stopped: by {@link stop}, or by a watchdog when this process is gone. */
export class Processes {
  private readonly started: Started[] = [];
  private stopped = false;
  private readonly watchdog: Watchdog = startWatchdog();

  constructor(private readonly folder: string) {}

  /** Starts a program; what it prints goes to a file of the folder. */
  start(program: string, args: readonly string[]): void {
    if (this.stopped) throw new Error(`${program} was not started: the run has ended`);
    const name = basename(program);
    const log = join(this.folder, `${name}.log`);
    const out = openSync(log, 'a');
    // A process group of its own: Ctrl-C reaches us alone, and we stop them in our order.
    const child = spawn(program, args, { cwd: this.folder, stdio: ['ignore', out, out], detached: true });
    closeSync(out);
    if (child.pid !== undefined) this.watchdog.watch(child.pid);
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    this.started.push({ name, child, log, ended });
  }

  /** The process ids of what runs. */
  pids(): number[] {
    return this.started.filter(isRunning).map(({ child }) => child.pid as number);
  }

  /** What ended although nobody stopped it, with its last words. */
  ended(): string | undefined {
    const lines = this.started.filter((process) => !isRunning(process)).map(({ name, log }) => `${name} ended:\n${lastLines(log)}`);
    return lines.length === 0 ? undefined : lines.join('\n');
  }

  /** Kills everything by its process id. Nothing is asked to end in peace: all state is temporary. */
  killNow(): void {
    this.stopped = true;
    for (const { child } of this.started.filter(isRunning)) child.kill('SIGKILL');
  }

  /** Kills everything and waits until it is gone. */
  async stop(): Promise<void> {
    this.killNow();
    await Promise.all(this.started.map(async ({ ended }) => ended));
    this.watchdog.dismiss();
  }
}

function isRunning({ child }: Started): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function lastLines(log: string): string {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
}

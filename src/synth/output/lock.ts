import { closeSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isErrorWith } from './io-error';

/*
 * A run that writes leaves a file in the folder whose name says which process it is: its number, when it was started (a number is used
 * again some day) and its machine. So anybody sees whether it still lives, and may remove what a dead one left behind: no other
 * process will ever have that name. First a run claims; it holds the folder once nobody else holds it and no claim of a smaller
 * name is there. A claim of a larger name is waited for: whoever made it either came first and holds next, or sees ours and gives up.
 */

const prefixes = { claim: '.kubeloom-claim-', held: '.kubeloom-held-' } as const;
type Stage = keyof typeof prefixes;

/** A lock whose process cannot be asked (another machine, or no start times here) counts for so long. */
const longestUnseen = 60_000;
/** Runs are short: another one may well be over in this time. */
const longestWait = 1000;
const pause = 5;

/** The right to write to a folder. */
export interface Lock {
  readonly release: () => void;
}

/** Whether a file is the mark of a run that writes, or wrote. */
export function isLockName(name: string): boolean {
  return name.startsWith(prefixes.claim) || name.startsWith(prefixes.held);
}

/** Takes the lock of a folder; where another run keeps it, the number of its process. */
export function lockFolder(folder: string): Lock | { readonly busy: number } {
  const id = ownId();
  const until = Date.now() + longestWait;
  for (;;) {
    const winner = tryLock(folder, id);
    if (winner === undefined) return { release: () => rmSync(join(folder, prefixes.held + id), { force: true }) };
    if (Date.now() >= until) return { busy: winner };
    sleep(pause);
  }
}

/** Takes the lock, or gives the process that has it. */
function tryLock(folder: string, id: string): number | undefined {
  create(folder, 'claim', id);
  try {
    for (;;) {
      const others = livingRuns(folder, id);
      const first = others.find(({ stage, name }) => stage === 'held' || name < id);
      if (first !== undefined) return first.pid;
      if (others.length === 0) break;
      sleep(1);
    }
    // Both files for a moment: who reads the folder just then sees one of them at least.
    create(folder, 'held', id);
    return undefined;
  } finally {
    rmSync(join(folder, prefixes.claim + id), { force: true });
  }
}

interface Run {
  readonly stage: Stage;
  readonly name: string;
  readonly pid: number;
}

/** Other runs that claim or hold the folder; the files of dead ones are removed. */
function livingRuns(folder: string, own: string): Run[] {
  return readdirSync(folder).flatMap((file) => {
    const stage = (Object.keys(prefixes) as Stage[]).find((each) => file.startsWith(prefixes[each]));
    if (stage === undefined) return [];
    const name = file.slice(prefixes[stage].length);
    // A thread of this very process may be writing, too.
    if (name === own && stage === 'claim') return [];
    if (isAlive(join(folder, file), name)) return [{ stage, name, pid: Number.parseInt(name, 10) }];
    rmSync(join(folder, file), { force: true });
    return [];
  });
}

function create(folder: string, stage: Stage, id: string): void {
  closeSync(openSync(join(folder, prefixes[stage] + id), 'w'));
}

function ownId(): string {
  return `${process.pid}-${startOf('self') ?? 'unknown'}-${machine()}`;
}

function machine(): string {
  // Loaded by those who write: a program that is only imported needs it not.
  const { hostname } = require('node:os') as typeof import('node:os');
  return hostname().replace(/[^A-Za-z0-9.]/g, '_').slice(0, 60);
}

function isAlive(file: string, name: string): boolean {
  const [, pid, start, host] = /^(\d+)-(\w+)-(.*)$/.exec(name) ?? [];
  if (pid === undefined) return false;
  if (host !== machine()) return isRecent(file);
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    // There is such a process, but it is somebody else's.
    if (!isErrorWith(error, 'EPERM')) return false;
  }
  const present = startOf(pid);
  return present === undefined || start === 'unknown' ? isRecent(file) : present === start;
}

function isRecent(file: string): boolean {
  try {
    return Date.now() - statSync(file).mtimeMs < longestUnseen;
  } catch {
    return false;
  }
}

/** When a process was started, in ticks since the machine was; only Linux tells without running a program. */
function startOf(pid: string): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the name of the program, may hold anything, brackets and spaces too.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

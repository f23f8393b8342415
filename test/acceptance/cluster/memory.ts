import { readFileSync } from 'node:fs';

const EVERY_MS = 2000;

/** Watches how much memory processes use together, each page counted once. */
export class Memory {
  private peakBytes = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly pids: () => readonly number[]) {
    this.timer = setInterval(() => this.look(), EVERY_MS);
    this.timer.unref();
  }

  /** The most that was seen, or nothing where the system does not tell. */
  stop(): number | undefined {
    clearInterval(this.timer);
    this.look();
    return this.peakBytes === 0 ? undefined : this.peakBytes;
  }

  private look(): void {
    const bytes = this.pids().reduce((sum, pid) => sum + proportionalBytes(pid), 0);
    this.peakBytes = Math.max(this.peakBytes, bytes);
  }
}

/** Shared pages are divided among those who share them. */
function proportionalBytes(pid: number): number {
  try {
    const [, kilobytes = '0'] = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}

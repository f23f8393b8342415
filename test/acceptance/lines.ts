import type { Failure } from './failure';

const WIDTH = 34;

/** What a run prints: a line for each system and stage, and more where something failed. */
export class Lines {
  failed = 0;
  passed = 0;

  constructor(private readonly print: (line: string) => void) {}

  ok(what: string, shown: string, seconds: number): void {
    this.passed += 1;
    this.print(`ok    ${what.padEnd(WIDTH)} ${seconds.toFixed(1).padStart(5)} s  ${shown}`);
  }

  failure(what: string, failures: readonly Failure[], seconds: number): void {
    this.failed += 1;
    this.print(`FAIL  ${what.padEnd(WIDTH)} ${seconds.toFixed(1).padStart(5)} s`);
    for (const { object, message, said } of failures) {
      this.print(`      ${object}: ${message}`);
      for (const line of said?.split('\n') ?? []) this.print(`        ${line}`);
    }
  }

  /** What was not tried, since something before it failed. */
  skipped(what: string): void {
    this.failed += 1;
    this.print(`skip  ${what.padEnd(WIDTH)}          what comes before it failed`);
  }

  text(line: string): void {
    this.print(line);
  }
}

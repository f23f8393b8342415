import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What the API server of a release says to an object. */
export interface Verdict {
  readonly code: number;
  readonly message?: string;
  /** Each reason of a refusal. */
  readonly causes?: readonly { readonly reason: string; readonly field: string; readonly message: string }[];
  readonly warnings?: readonly string[];
  /** What would be stored, where that was asked for. */
  readonly object?: unknown;
}

const folder = process.env['KUBELOOM_ORACLE'];

/** Where the checkers are that decide as the API server of each release does; `undefined` where there are none. */
export const oracleFolder = folder !== undefined && existsSync(folder) ? folder : undefined;

/** The releases that there is a checker for: `1.31`. */
export const oracleReleases: readonly string[] = oracleFolder === undefined
  ? []
  : readdirSync(oracleFolder).flatMap((file) => /^checker-(1\.\d+)$/.exec(file)?.[1] ?? []).sort();

/**
 * What the API server of a release says to the creation of each object.
 * @param before the object that each of them changes, for the verdict on an update
 * @param stored whether accepted objects are wanted as they would be stored
 */
export function verdicts(release: string, objects: readonly unknown[], before: readonly unknown[] = [], stored = false): Verdict[] {
  const input = objects.map((object, index) => `${JSON.stringify({ New: object, Old: before[index] })}\n`).join('');
  const { stdout, status } = spawnSync(join(oracleFolder!, `checker-${release}`), stored ? ['-objects'] : [], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`the checker of ${release} ended with ${status}`);
  return stdout.trim().split('\n').map((line) => JSON.parse(line) as Verdict);
}

/**
 * Tests against every release, where the checkers are: `KUBELOOM_ORACLE` names their folder. Without them one skipped test
 * says so.
 */
export function describeOracle(name: string, tests: (release: string) => void): void {
  describe(name, () => {
    if (oracleReleases.length === 0) test.skip('needs the checkers: KUBELOOM_ORACLE is not set', () => undefined);
    else describe.each(oracleReleases)('Kubernetes %s', tests);
  });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../../src/core/manifest';
import type { KubernetesRelease } from '../../../src/schema/releases';
import type { Verdict } from '../../support/oracle';
import { type Edit, edited } from './edits';
import { readSeeds } from './seeds';

/** Where the servers' verdicts on changed objects are kept; `make-golden.ts` writes it. */
export const goldenFile = join(__dirname, '..', '..', 'golden', 'check', 'verdicts.jsonl');

/** A line of the file: how an object differs from a seed, and what each release says to it. */
export interface GoldenLine {
  /** Place of the seed among `readSeeds()`. */
  readonly seed: number;
  /** Kind and name of the seed, so that a change of the seeds is noticed. */
  readonly of: string;
  readonly edits: readonly Edit[];
  /** Releases, the code, and the causes as `reason@field: message`. */
  readonly verdicts: readonly (readonly [releases: string, code: number, causes?: readonly string[]])[];
}

export interface GoldenCase {
  readonly object: Manifest;
  readonly how: string;
  readonly verdicts: ReadonlyMap<KubernetesRelease, Verdict>;
}

export function readGolden(): GoldenCase[] {
  const seeds = readSeeds();
  return readFileSync(goldenFile, 'utf8').trim().split('\n').map((text) => {
    const { seed, of, edits, verdicts } = JSON.parse(text) as GoldenLine;
    const start = seeds[seed];
    if (start === undefined || nameOf(start) !== of) throw new Error('the seeds have changed: run make-golden.ts');
    const byRelease = verdicts.flatMap(([releases, code, causes]) => releases.split(' ').map((release) => [release as KubernetesRelease, verdictOf(code, causes)] as const));
    return { object: edited(start, edits) as Manifest, how: JSON.stringify(edits), verdicts: new Map(byRelease) };
  });
}

export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind}/${metadata?.name ?? ''}`;
}

function verdictOf(code: number, causes: readonly string[] | undefined): Verdict {
  if (causes === undefined) return { code };
  return { code, causes: causes.map((cause) => {
    const [, reason, field] = /^([^@]*)@(.*)$/s.exec(cause)!;
    return { reason: reason!, field: field!, message: '' };
  }) };
}

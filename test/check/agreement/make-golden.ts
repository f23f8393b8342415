/**
 * Keeps what API servers say to changed objects, so that the check can be tested where no server is at hand:
 *
 *     KUBELOOM_ORACLE=<folder> node --import tsx test/check/agreement/make-golden.ts [--seed 1] [--count 1500]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Manifest } from '../../../src/core/manifest';
import { loadRelease } from '../../../src/schema/release';
import { RELEASES } from '../../../src/schema/releases';
import { type Verdict, verdicts } from '../../support/oracle';
import { editsBetween } from './edits';
import { type GoldenLine, goldenFile, nameOf } from './golden';
import { mutate, Pool } from './mutate';
import { Random } from './random';
import { readSeeds } from './seeds';

/** What is longer says nothing that a shorter one would not say. */
const longestLine = 700;

const { values: options } = parseArgs({ options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '1500' } } });

function main(): void {
  const random = new Random(Number(options.seed));
  const seeds = readSeeds();
  const release = loadRelease(RELEASES[0]);
  const schemaOf = (object: Manifest) => release.kind(object.apiVersion, object.kind)!;
  const pool = new Pool();
  for (const seed of seeds) pool.add(schemaOf(seed), seed);
  const kinds = [...new Set(seeds.map(({ kind }) => kind))];
  // The seeds themselves, and what was made of them.
  const mutants = seeds.map((seed) => ({ seed, object: seed }));
  for (let count = 0; count < 2 * Number(options.count); count++) {
    const kind = random.pick(kinds);
    const seed = random.pick(seeds.filter((one) => one.kind === kind));
    mutants.push({ seed, object: mutate(random, seed, schemaOf(seed), pool).object });
  }
  const answers = RELEASES.map((version) => ({ version, said: verdicts(version, mutants.map(({ object }) => object)) }));
  const lines = mutants.map(({ seed, object }, index) => {
    const line: GoldenLine = {
      seed: seeds.indexOf(seed),
      of: nameOf(seed),
      edits: editsBetween(seed, object),
      verdicts: grouped(answers.map(({ version, said }) => [version, said[index]!] as const)),
    };
    return JSON.stringify(line);
  });
  const kept = lines.filter((line, index) => line.length <= longestLine && answers.every(({ said }) => [201, 400, 422].includes(said[index]!.code)));
  mkdirSync(dirname(goldenFile), { recursive: true });
  writeFileSync(goldenFile, `${kept.slice(0, Number(options.count) + seeds.length).join('\n')}\n`);
}

/** Releases that say the same stand together. */
function grouped(said: readonly (readonly [version: string, verdict: Verdict])[]): GoldenLine['verdicts'] {
  const groups = new Map<string, string[]>();
  for (const [version, { code, causes }] of said) {
    const key = JSON.stringify([code, causes === undefined ? undefined : [...new Set(causes.map(({ reason, field }) => `${reason}@${field}`))]]);
    groups.set(key, [...(groups.get(key) ?? []), version]);
  }
  return [...groups].map(([key, versions]) => {
    const [code, causes] = JSON.parse(key) as [number, string[] | null];
    return causes === null ? [versions.join(' '), code] : [versions.join(' '), code, causes];
  });
}

main();

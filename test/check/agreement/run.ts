/**
 * Compares the check with the API servers' own verdicts on mutated objects:
 *
 *     KUBELOOM_ORACLE=<folder> node --import tsx test/check/agreement/run.ts [--kind Pod] [--release 1.36] [--seed 1] [--count 5000]
 *         [--show 30] [--only "missed cause"] [--full] [--by-field]
 *
 * Without --kind, objects of all kinds; without --release, all releases. `--only TEXT` lists disagreements with that text;
 * `--full` prints each example whole. `--by-field` changes every field of every kind equally often.
 */
import { parseArgs } from 'node:util';
import { isRelease, RELEASES } from '../../../src/schema/releases';
import { verdicts } from '../../support/oracle';
import { causesFound, compare, type Comparison } from './agreement';
import { generateByField } from './by-field';
import { generate } from './generate';
import { Random } from './random';

const { values: options } = parseArgs({
  options: {
    kind: { type: 'string', multiple: true }, release: { type: 'string', multiple: true }, seed: { type: 'string', default: '1' }, count: { type: 'string', default: '5000' },
    show: { type: 'string', default: '30' }, only: { type: 'string' }, full: { type: 'boolean', default: false }, 'by-field': { type: 'boolean', default: false },
  },
});

function percent(part: number, whole: number): string {
  return whole === 0 ? '   —  ' : `${((100 * part) / whole).toFixed(2).padStart(6)}%`;
}

function summarize(name: string, comparisons: readonly Comparison[]): string {
  const refused = comparisons.filter(({ verdict }) => verdict.code >= 400);
  const undecoded = refused.filter(({ verdict }) => verdict.code === 400);
  const invalid = refused.filter(({ verdict }) => verdict.code === 422);
  const accepted = comparisons.filter(({ verdict }) => verdict.code < 400);
  const found = (list: readonly Comparison[]): number => list.filter(({ findings }) => findings.length > 0).length;
  const causes = invalid.map(causesFound);
  const sum = (key: 'all' | 'found' | 'withReason'): number => causes.reduce((total, one) => total + one[key], 0);
  return [
    name.padEnd(26),
    `accepted ${String(accepted.length).padStart(5)}, refused by us ${String(found(accepted)).padStart(4)}`,
    `undecoded ${String(undecoded.length).padStart(5)}, found ${percent(found(undecoded), undecoded.length)}`,
    `invalid ${String(invalid.length).padStart(5)}, found ${percent(found(invalid), invalid.length)}`,
    `causes ${String(sum('all')).padStart(5)}, found ${percent(sum('found'), sum('all'))}, with reason ${percent(sum('withReason'), sum('all'))}`,
  ].join(' | ');
}

function main(): void {
  const releases = (options.release ?? RELEASES).filter(isRelease);
  const seed = Number(options.seed);
  console.log(`seed ${seed}, ${options.count} objects of each release`);
  const all: Comparison[] = [];
  for (const release of releases) {
    const objects = options['by-field']
      ? generateByField(release, options.kind, new Random(seed), Number(options.count))
      : generate(release, options.kind, seed, Number(options.count));
    const comparisons = compare(objects, verdicts(release, objects.map(({ object }) => object)), release);
    console.log(summarize(release, comparisons));
    all.push(...comparisons);
  }
  const kinds = [...new Set(all.map(({ object }) => String(object.kind)))].sort();
  if (kinds.length > 1) for (const kind of kinds) console.log(summarize(kind, all.filter(({ object }) => String(object.kind) === kind)));
  const groups = new Map<string, Comparison[]>();
  for (const comparison of all) {
    for (const difference of new Set(comparison.differences)) {
      if (options.only !== undefined && !difference.includes(options.only)) continue;
      const group = groups.get(difference);
      if (group === undefined) groups.set(difference, [comparison]);
      else group.push(comparison);
    }
  }
  for (const [difference, list] of [...groups].sort((a, b) => b[1].length - a[1].length).slice(0, Number(options.show))) {
    const example = list.reduce((a, b) => (a.how.length <= b.how.length ? a : b));
    console.log(`\n${String(list.length).padStart(5)}  ${difference}`);
    console.log(`       how: ${example.how}; server: ${(example.verdict.message ?? 'accepted').slice(0, 300)}`);
    if (options.full) console.log(`       ${JSON.stringify(example.object)}`);
  }
}

main();

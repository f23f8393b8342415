/**
 * How far the check agrees with the API servers themselves: by release, layer and kind, on mutated objects, for creates. Half of them
 * are accepted objects changed anywhere; in the other half, each field of each kind is changed as often as any other.
 *
 *     KUBELOOM_ORACLE=<folder> node --import tsx bench/check-agreement.ts [--seed 1] [--count 3000] [--kinds]
 *
 * The folder holds the checkers of the releases. Without it there is nothing to compare with.
 */
import { parseArgs } from 'node:util';
import { RELEASES } from '../src/schema/releases';
import { causesFound, compare, type Comparison } from '../test/check/agreement/agreement';
import { generateByField } from '../test/check/agreement/by-field';
import { generate } from '../test/check/agreement/generate';
import { Random } from '../test/check/agreement/random';
import { readSeeds } from '../test/check/agreement/seeds';
import { oracleFolder, verdicts } from '../test/support/oracle';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '3000' }, kinds: { type: 'boolean', default: false } },
});

const header = ['', 'refused', 'found', 'by decoding', 'found', 'for meaning', 'found', 'accepted', 'we refuse', 'causes', 'same path'];
const widths = [30, 8, 9, 12, 9, 12, 9, 9, 10, 8, 10];

function print(cells: readonly (string | number)[]): void {
  console.log(cells.map((cell, index) => (index === 0 ? String(cell).padEnd(widths[0]!) : String(cell).padStart(widths[index]!))).join(''));
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)}%`;
}

function row(name: string, comparisons: readonly Comparison[]): void {
  const withCode = (test: (code: number) => boolean): Comparison[] => comparisons.filter(({ verdict }) => test(verdict.code));
  const ours = (list: readonly Comparison[]): number => list.filter(({ findings }) => findings.length > 0).length;
  const refused = withCode((code) => code >= 400);
  const undecoded = withCode((code) => code === 400);
  const invalid = withCode((code) => code === 422);
  const accepted = withCode((code) => code < 400);
  const causes = invalid.map(causesFound);
  const [all, found] = [causes.reduce((sum, one) => sum + one.all, 0), causes.reduce((sum, one) => sum + one.found, 0)];
  print([
    name, refused.length, percent(ours(refused), refused.length), undecoded.length, percent(ours(undecoded), undecoded.length),
    invalid.length, percent(ours(invalid), invalid.length), accepted.length, ours(accepted), all, percent(found, all),
  ]);
}

function main(): void {
  if (oracleFolder === undefined) {
    console.log('agreement with the API servers: not measured, KUBELOOM_ORACLE names no folder with the checkers');
    return;
  }
  const [seed, count] = [Number(values.seed), Number(values.count)];
  console.log(`agreement with the API servers on creates: seed ${seed}, ${count} mutated objects of each release`);
  print(header);
  const all: Comparison[] = [];
  for (const release of RELEASES) {
    const half = Math.ceil(count / 2);
    const mutants = [...generate(release, undefined, seed, half), ...generateByField(release, undefined, new Random(seed), half)];
    const comparisons = compare(mutants, verdicts(release, mutants.map(({ object }) => object)), release);
    row(release, comparisons);
    all.push(...comparisons);
  }
  row('all releases', all);
  if (!values.kinds) return;
  const known = new Set(readSeeds().map(({ kind }) => kind));
  for (const kind of [...known].sort()) row(kind, all.filter(({ object }) => object.kind === kind));
}

main();

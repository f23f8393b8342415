/**
 * Compares the plan with the API servers' own verdicts on updates: objects that a server accepts, each against a mutation of it.
 *
 *     KUBELOOM_ORACLE=<folder> node --import tsx test/plan/agreement/run.ts [--kind StatefulSet] [--release 1.36] [--seed 1] [--count 5000]
 *         [--show 30] [--valid] [--full]
 *
 * `--valid` leaves out new objects that a server would not even create: what is left is about updates alone.
 */
import { parseArgs } from 'node:util';
import type { Manifest } from '../../../src/core/manifest';
import { isRelease, RELEASES } from '../../../src/schema/releases';
import { verdicts } from '../../support/oracle';
import { type Judged, judge, pairs } from './pairs';

const { values: options } = parseArgs({
  options: {
    kind: { type: 'string', multiple: true }, release: { type: 'string', multiple: true }, seed: { type: 'string', default: '1' }, count: { type: 'string', default: '5000' },
    show: { type: 'string', default: '30' }, valid: { type: 'boolean', default: false }, full: { type: 'boolean', default: false },
  },
});

function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((100 * part) / whole).toFixed(2)}%`;
}

function summarize(name: string, judged: readonly Judged[]): string {
  const refused = judged.filter(({ verdict }) => verdict.code >= 400);
  const accepted = judged.filter(({ verdict }) => verdict.code < 400);
  const count = (list: readonly Judged[]): number => list.filter(({ refusedByUs }) => refusedByUs).length;
  return `${name.padEnd(26)} refused ${String(refused.length).padStart(6)}, found ${percent(count(refused), refused.length).padStart(8)} | accepted ${String(accepted.length).padStart(6)}, refused by us ${count(accepted)}`;
}

const seed = Number(options.seed);
console.log(`seed ${seed}, ${options.count} updates of each release`);
const all: Judged[] = [];
for (const release of (options.release ?? RELEASES).filter(isRelease)) {
  let made = pairs(release, options.kind, seed, Number(options.count));
  if (options.valid) {
    const alone = verdicts(release, made.map(({ to }) => to));
    made = made.filter((_, index) => alone[index]!.code === 201);
  }
  const judged = judge(release, made);
  console.log(summarize(release, judged));
  all.push(...judged);
}
const kinds = [...new Set(all.map(({ to }) => to.kind))].sort();
if (kinds.length > 1) for (const kind of kinds) console.log(summarize(kind, all.filter(({ to }) => to.kind === kind)));

const general = (text: string): string => text.replace(/"(?:[^"\\]|\\.)*"/g, '"…"').replace(/\b\d+\b/g, '#').slice(0, 150);
const groups = new Map<string, Judged[]>();
for (const one of all) {
  const { verdict, refusedByUs, reasons } = one;
  if ((verdict.code >= 400) === refusedByUs) continue;
  const words = refusedByUs ? reasons.map(({ code, pointer }) => `false alarm: ${code} ${general(pointer)}`) : (verdict.causes ?? [{ field: '', message: verdict.message ?? '' }]).map(({ field, message }) => `missed: ${general(field)}: ${general(message.split('\n')[0]!)}`);
  for (const word of new Set(words)) groups.set(`${one.to.kind}: ${word}`, [...(groups.get(`${one.to.kind}: ${word}`) ?? []), one]);
}
for (const [name, list] of [...groups].sort((a, b) => b[1].length - a[1].length).slice(0, Number(options.show))) {
  const example = list.reduce((a, b) => (a.how.length <= b.how.length ? a : b));
  console.log(`\n${String(list.length).padStart(5)}  ${name}\n       how: ${example.how}; ${example.release}`);
  if (options.full) for (const object of [example.from, example.to] as Manifest[]) console.log(`       ${JSON.stringify(object)}`);
}

/**
 * Compares `defaulted` with what the API servers store:
 *
 *     KUBELOOM_ORACLE=<folder> node --import tsx test/check/agreement/run-defaults.ts [--kind Pod] [--release 1.36]
 *         [--seed 1] [--count 5000] [--show 30] [--full] [--by-field]
 */
import { parseArgs } from 'node:util';
import { defaulted } from '../../../src/check/defaults/defaulted';
import { toPointer } from '../../../src/core/json-pointer';
import { isPlainMap } from '../../../src/core/checks';
import type { Manifest } from '../../../src/core/manifest';
import { isRelease, RELEASES } from '../../../src/schema/releases';
import { verdicts } from '../../support/oracle';
import { generateByField } from './by-field';
import { generate } from './generate';
import { Random } from './random';
import { withoutUnknown } from './stored';

const { values: options } = parseArgs({
  options: {
    kind: { type: 'string', multiple: true }, release: { type: 'string', multiple: true }, seed: { type: 'string', default: '1' }, count: { type: 'string', default: '5000' },
    show: { type: 'string', default: '30' }, full: { type: 'boolean', default: false }, 'by-field': { type: 'boolean', default: false },
  },
});

/** What differs, as places and what stands there. */
function compareData(ours: unknown, theirs: unknown, path: (string | number)[] = [], found: string[] = []): string[] {
  if (Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length) {
    ours.forEach((item: unknown, index) => compareData(item, theirs[index], [...path, index], found));
  } else if (isPlainMap(ours) && isPlainMap(theirs)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) compareData(ours[key], theirs[key], [...path, key], found);
  } else if (ours !== theirs) {
    const short = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60));
    found.push(`${toPointer(path).replace(/\/\d+(?=\/|$)/g, '/#')}: ours ${short(ours)}, theirs ${short(theirs)}`);
  }
  return found;
}

const groups = new Map<string, { count: number; object: Manifest; how: string }>();
console.log(`seed ${options.seed}`);
for (const release of (options.release ?? RELEASES).filter(isRelease)) {
  const objects = options['by-field']
    ? generateByField(release, options.kind, new Random(Number(options.seed)), Number(options.count))
    : generate(release, options.kind, Number(options.seed), Number(options.count));
  const answers = verdicts(release, objects.map(({ object }) => object), [], true);
  const kinds = new Map<string, { all: number; same: number }>();
  objects.forEach(({ object, how }, index) => {
    const { code, object: stored } = answers[index]!;
    if (code !== 201) return;
    const count = kinds.get(object.kind) ?? { all: 0, same: 0 };
    kinds.set(object.kind, count);
    count.all++;
    const differences = compareData(withoutUnknown(defaulted(object, release)), withoutUnknown(stored));
    if (differences.length === 0) count.same++;
    for (const difference of new Set(differences)) {
      const key = `${object.kind} ${difference}`;
      const group = groups.get(key) ?? { count: 0, object, how };
      group.count++;
      groups.set(key, group);
    }
  });
  const total = [...kinds.values()].reduce((sum, { all, same }) => ({ all: sum.all + all, same: sum.same + same }), { all: 0, same: 0 });
  console.log(`${release}: ${total.same} of ${total.all} the same, ${((100 * total.same) / total.all).toFixed(2)}%`);
  console.log(`  ${[...kinds].filter(([, { all, same }]) => same < all).map(([kind, { all, same }]) => `${kind} ${((100 * same) / all).toFixed(1)}%`).join(', ')}`);
}
for (const [difference, { count, how, object }] of [...groups].sort((a, b) => b[1].count - a[1].count).slice(0, Number(options.show))) {
  console.log(`${String(count).padStart(5)}  ${difference}   (${how})`);
  if (options.full) console.log(`       ${JSON.stringify(object)}`);
}

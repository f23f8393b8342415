import { loadRelease } from '../../../src/schema/release';
import type { KubernetesRelease } from '../../../src/schema/releases';
import { verdicts } from '../../support/oracle';
import type { Mutant } from './agreement';
import { mutate, Pool } from './mutate';
import { Random } from './random';
import { readSeeds, seedFor } from './seeds';

/** Mutated objects of a release, evenly of all kinds. */
export function generate(release: KubernetesRelease, kinds: readonly string[] | undefined, seed: number, count: number): Mutant[] {
  const random = new Random(seed);
  const all = readSeeds().flatMap((one) => seedFor(one, release) ?? []);
  const accepted = verdicts(release, all);
  const seeds = all.filter((_, index) => accepted[index]!.code === 201);
  const pool = new Pool();
  for (const one of seeds) pool.add(loadRelease(release).kind(one.apiVersion, one.kind), one);
  const names = [...new Set(seeds.map(({ kind }) => kind))].filter((kind) => kinds === undefined || kinds.includes(kind));
  return Array.from({ length: count }, () => {
    const kind = random.pick(names);
    const start = random.pick(seeds.filter((one) => one.kind === kind));
    return mutate(random, start, loadRelease(release).kind(start.apiVersion, start.kind)!, pool);
  });
}

import { join } from 'node:path';
import type { Manifest } from '../../../src/core/manifest';
import { plan } from '../../../src/plan';
import { sameData } from '../../../src/schema/plain-data';
import { loadRelease } from '../../../src/schema/release';
import type { KubernetesRelease } from '../../../src/schema/releases';
import { mutate, Pool } from '../../check/agreement/mutate';
import { Random } from '../../check/agreement/random';
import { readSeeds, seedFor } from '../../check/agreement/seeds';
import { type Verdict, verdicts } from '../../support/oracle';
import { asServer } from './as-server';
import { fieldPairs } from './field-pairs';

/** An object that a server accepts, and what becomes of it. */
export interface PairOfObjects {
  readonly from: Manifest;
  readonly to: Manifest;
  readonly how: string;
}

/** What a server says to an update, and what the plan says. */
export interface Judged extends PairOfObjects {
  readonly release: KubernetesRelease;
  readonly verdict: Verdict;
  readonly refusedByUs: boolean;
  readonly reasons: readonly { readonly code: string; readonly pointer: string }[];
}

/**
 * Updates of objects that a release accepts, evenly of all kinds: half of them change each field as often as any other, half are
 * mutations anywhere.
 */
export function pairs(release: KubernetesRelease, kinds: readonly string[] | undefined, seed: number, count: number): PairOfObjects[] {
  const random = new Random(seed);
  const seeds = startsOf(release).filter(({ kind }) => kinds === undefined || kinds.includes(kind));
  const byField = fieldPairs(release, seeds, random, Math.ceil(count / 2));
  return [...byField, ...mutations(release, seeds, random, count - byField.length)];
}

/** What updates start from: objects of every kind, and in every state that matters to an update. */
function startsOf(release: KubernetesRelease): Manifest[] {
  const all = [...readSeeds(), ...readSeeds(join(__dirname, 'seeds'))].flatMap((one) => seedFor(one, release) ?? []).map(withSelector);
  const accepted = verdicts(release, all);
  return all.filter((_, index) => accepted[index]!.code === 201);
}

function mutations(release: KubernetesRelease, seeds: readonly Manifest[], random: Random, count: number): PairOfObjects[] {
  const pool = new Pool();
  for (const one of seeds) pool.add(loadRelease(release).kind(one.apiVersion, one.kind), one);
  const names = [...new Set(seeds.map(({ kind }) => kind))];
  return Array.from({ length: count }, () => {
    const kind = random.pick(names);
    const from = random.pick(seeds.filter((one) => one.kind === kind));
    const { object, how } = mutate(random, from, loadRelease(release).kind(from.apiVersion, from.kind)!, pool);
    // Who an object is decides what it is compared with: another name is another object.
    const { name, namespace } = from.metadata ?? {};
    const to = { ...object, metadata: { ...object.metadata, name, ...(namespace === undefined ? {} : { namespace }) } } as Manifest;
    return { from, to, how };
  });
}

interface JobSpec {
  selector?: unknown;
  manualSelector?: boolean;
  template: { metadata?: { labels?: object } };
}

/** A Job without selector gets one from the server, which a checker knows nothing of in an update. */
function withSelector(object: Manifest): Manifest {
  if (object.kind !== 'Job') return object;
  const { spec } = structuredClone(object) as unknown as { spec: JobSpec };
  if (spec.selector !== undefined) return object;
  spec.manualSelector = true;
  spec.selector = { matchLabels: { job: 'a' } };
  spec.template.metadata = { ...spec.template.metadata, labels: { ...spec.template.metadata?.labels, job: 'a' } };
  return { ...object, spec } as Manifest;
}

/** A Job that had no selector has one by now, with an identity that a checker makes anew each time. */
function isLeftToController(from: Manifest): boolean {
  return from.kind === 'Job' && (from as unknown as { spec?: { selector?: unknown } }).spec?.selector === undefined;
}

/** Asks a server and the plan about the same updates. */
export function judge(release: KubernetesRelease, made: readonly PairOfObjects[]): Judged[] {
  const judged = made.filter(({ from, to }) => !sameData(from, to) && !isLeftToController(from));
  const asked = asServer(release, judged);
  const said = verdicts(release, asked.map(({ to }) => to), asked.map(({ from }) => from));
  return judged.flatMap((pair, index): Judged[] => {
    const verdict = said[index]!;
    if (verdict.code === 0 || verdict.code === 500 || typeof pair.to.kind !== 'string') return [];
    const { changes } = plan([{ manifest: pair.from }], [{ manifest: pair.to }], { kubernetes: [release] });
    const reasons = changes.flatMap((change) => change.reasons.filter(({ effect }) => effect === 'refused'));
    return [{ ...pair, release, verdict, refusedByUs: reasons.length > 0, reasons: reasons.map(({ code, pointer }) => ({ code, pointer })) }];
  });
}

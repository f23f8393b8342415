import { isPlainMap } from '../../core/checks';
import type { ObjectId } from '../../core/object-id';
import { quantityValue } from '../../core/quantity';
import { templatePathOf } from '../effects/kinds';
import { rollingAmounts } from '../effects/scaling';
import type { Side } from '../match';
import { at, listAt, textAt } from '../update/update';
import type { ConsequenceRule, Situation } from './situation';

const UNIT = 1_000_000_000n;

/** Rollouts for which a quota leaves no room: while they last there are more pods than before and after. */
export const surgeOverQuota: ConsequenceRule = (situation) => {
  const sides = situation.all.flatMap(({ then }) => then ?? []);
  for (const quota of sides) {
    const hard = at(quota.manifest, 'spec', 'hard');
    // What a scope leaves out cannot be said without the pods themselves.
    const scoped = listAt(quota.manifest, 'spec', 'scopes').length > 0 || at(quota.manifest, 'spec', 'scopeSelector') !== undefined;
    if (quota.id.kind !== 'ResourceQuota' || !isPlainMap(hard) || scoped) continue;
    const pods = sides.filter(({ id }) => id.namespace === quota.id.namespace && usesPods(id));
    for (const [resource, limit] of Object.entries(hard)) checkResource(situation, quota.id, resource, limit, pods);
  }
};

function usesPods(id: ObjectId): boolean {
  return ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'].includes(id.kind);
}

function checkResource(situation: Situation, quota: ObjectId, resource: string, limit: unknown, pods: readonly Side[]): void {
  const hard = quantityValue(limit as string | number);
  if (hard === undefined) return;
  const steady = pods.reduce((sum, side) => sum + perPod(side, resource) * BigInt(situation.podsOf(side).least), 0n);
  // A quota that is too small without the rollout is another finding.
  if (steady > hard) return;
  const rolling = pods.flatMap((side) => rollout(situation, side, resource) ?? []);
  const together = rolling.reduce((sum, { extra }) => sum + extra, steady);
  for (const { id, extra, waits } of rolling) {
    const alone = steady + extra;
    if (extra === 0n || together <= hard) continue;
    const needed = amountInWords(alone > hard ? alone : together);
    const args = { quota: quota.name, resource, needed, hard: String(limit), together: alone <= hard, waits };
    situation.add('quota/surge', { id, cause: quota, ...args }, [id]);
  }
}

interface Rollout {
  readonly id: ObjectId;
  /** What it counts for at its worst, beyond what is there after it. */
  readonly extra: bigint;
  /** Whether it goes on without the new pods, by taking old ones away. */
  readonly waits: boolean;
}

function rollout(situation: Situation, side: Side, resource: string): Rollout | undefined {
  const { id, manifest } = side;
  const from = situation.part(id)?.pair.from;
  if (id.kind !== 'Deployment' || from === undefined || !situation.startsPods(id)) return undefined;
  if (textAt(manifest, 'spec', 'strategy', 'type') === 'Recreate') return undefined;
  const replicas = situation.podsOf(side).least;
  const { surge, unavailable } = rollingAmounts(manifest, replicas);
  const [old, now] = [from, side].map((one) => perPod(one, resource)) as [bigint, bigint];
  const [start, end] = [old * BigInt(situation.podsBefore(from).least) + now * BigInt(surge), now * BigInt(replicas) + old * BigInt(surge)];
  const most = start > end ? start : end;
  const extra = most - now * BigInt(replicas);
  return { id, extra: extra > 0n ? extra : 0n, waits: unavailable > 0 };
}

/** What one pod of a workload counts for a resource of a quota. */
function perPod({ id, manifest }: Side, resource: string): bigint {
  if (resource === 'pods' || resource === 'count/pods') return UNIT;
  const [kind, name] = resource.startsWith('limits.') ? ['limits', resource.slice(7)] : ['requests', resource.replace(/^requests\./, '')];
  if (name === undefined || name.includes('/') || name === 'storage') return 0n;
  const spec = at(manifest, ...(templatePathOf(id) ?? []), 'spec');
  let sum = 0n;
  for (const container of listAt(spec, 'containers')) {
    const amount = at(container, 'resources', kind, name) ?? (kind === 'requests' ? at(container, 'resources', 'limits', name) : undefined);
    sum += quantityValue((amount ?? 0) as string | number) ?? 0n;
  }
  return sum;
}

function amountInWords(billionths: bigint): string {
  if (billionths % UNIT !== 0n) return `${billionths / 1_000_000n}m`;
  const whole = billionths / UNIT;
  for (const [suffix, size] of [['Gi', 1n << 30n], ['Mi', 1n << 20n], ['Ki', 1n << 10n]] as const) if (whole >= size && whole % size === 0n) return `${whole / size}${suffix}`;
  return String(whole);
}

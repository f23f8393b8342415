import { isPlainMap } from '../../core/checks';
import type { ObjectId } from '../../core/object-id';
import { quantityValue } from '../../core/quantity';
import { templatePathOf } from '../effects/kinds';
import { amountOf, replicasOf } from '../effects/rollout';
import type { Side } from '../match';
import { at, listAt, textAt } from '../update/update';
import type { ConsequenceRule, Situation } from './situation';

const UNIT = 1_000_000_000n;

/** Rollouts for which a quota leaves no room: while they last there are more pods than before and after. */
export const surgeOverQuota: ConsequenceRule = (situation) => {
  const sides = situation.all.flatMap(({ pair: { to } }) => to ?? []);
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
  let steady = 0n;
  for (const { manifest, id } of pods) steady += perPod(manifest, id, resource) * BigInt(replicasOf(manifest) ?? 1);
  // A quota that is too small without the rollout is another finding.
  if (steady > hard) return;
  for (const { manifest, id } of pods) {
    if (id.kind !== 'Deployment' || !situation.startsPods(id) || situation.part(id)?.pair.from === undefined) continue;
    if (textAt(manifest, 'spec', 'strategy', 'type') === 'Recreate') continue;
    const surge = amountOf(at(manifest, 'spec', 'strategy', 'rollingUpdate', 'maxSurge') ?? '25%', replicasOf(manifest) ?? 1, 'up');
    const needed = steady + perPod(manifest, id, resource) * BigInt(surge);
    if (needed > hard) situation.add('quota/surge', { id, cause: quota, quota: quota.name, resource, needed: amountInWords(needed), hard: String(limit) }, [id]);
  }
}

/** What one pod of a workload counts for a resource of a quota. */
function perPod(manifest: unknown, id: ObjectId, resource: string): bigint {
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

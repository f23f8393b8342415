import { identityKey, type ObjectId } from '../../core/object-id';
import { amountOf, rollingAmounts, writtenReplicas } from '../effects/scaling';
import { at, textAt } from '../update/update';
import type { ConsequenceRule, SideGraph, Situation } from './situation';

/** Autoscalers whose workload sets the number of replicas itself, since this change. */
export const fightingAutoscalers: ConsequenceRule = (situation) => {
  const old = fights(situation.before);
  for (const [key, { id, target, replicas }] of fights(situation.after)) {
    if (old.get(key)?.replicas !== replicas) situation.add('autoscaler/fights', { id, cause: target, replicas }, [target]);
  }
};

interface Fight {
  readonly id: ObjectId;
  readonly target: ObjectId;
  readonly replicas: number;
}

function fights({ graph }: SideGraph): Map<string, Fight> {
  return new Map(graph.edges.flatMap(({ type, from, to }) => {
    const replicas = type === 'scales' ? writtenReplicas(to.manifest) : undefined;
    return replicas === undefined ? [] : [[identityKey(from.id), { id: from.id, target: to.id, replicas }] as const];
  }));
}

/** Disruption budgets that allow no eviction of pods that this change replaces. */
export const blockingBudgets: ConsequenceRule = (situation) => {
  for (const { type, from, to } of situation.after.graph.edges) {
    if (type !== 'protects' || !situation.startsPods(to.id) || situation.part(to.id)?.pair.from === undefined) continue;
    if (allowsNone(from.manifest, writtenReplicas(to.manifest))) situation.add('budget/blocks', { id: to.id, cause: from.id, budget: from.id.name }, [to.id]);
  }
};

function allowsNone(budget: unknown, replicas: number | undefined): boolean {
  const [unavailable, available] = ['maxUnavailable', 'minAvailable'].map((field) => at(budget, 'spec', field));
  if (unavailable !== undefined) return amountOf(unavailable, replicas ?? 1, 'up') === 0;
  if (available === undefined) return false;
  if (available === '100%') return true;
  return replicas !== undefined && amountOf(available, replicas, 'up') >= replicas;
}

/** Rolling updates that wait for a volume which the old pod keeps. */
export const deadlocks: ConsequenceRule = (situation) => {
  for (const { type, from, to } of situation.after.graph.edges) {
    if (type !== 'claims' || from.id.kind !== 'Deployment' || !situation.startsPods(from.id) || !isRolled(situation, from.id)) continue;
    const modes = at(to.manifest, 'spec', 'accessModes');
    if (!Array.isArray(modes) || modes.length === 0 || !modes.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod')) continue;
    // A pod that had another claim lets go of nothing that the new one needs.
    const held = situation.before.from(from.id).some((edge) => edge.type === 'claims' && identityKey(edge.to.id) === identityKey(to.id));
    if (held && waitsForNewPods(from.manifest)) situation.add('volume/deadlock', { id: from.id, cause: to.id, claim: to.id.name }, [from.id]);
  }
};

function isRolled(situation: Situation, id: ObjectId): boolean {
  return situation.part(id)?.pair.from !== undefined;
}

function waitsForNewPods(deployment: unknown): boolean {
  if (textAt(deployment, 'spec', 'strategy', 'type') === 'Recreate') return false;
  return rollingAmounts(deployment, writtenReplicas(deployment) ?? 1).unavailable === 0;
}

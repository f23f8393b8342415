import { formatObjectId, identityKey, type ObjectId } from '../../core/object-id';
import { amountOf, replicasOf } from '../effects/rollout';
import { at, textAt } from '../update/update';
import type { ConsequenceRule, SideGraph, Situation } from './situation';

/** Controllers make the pods that a Service finds; a ReplicaSet is found beside its Deployment only where somebody writes both. */
function selected(graph: SideGraph, id: ObjectId): Map<string, ObjectId> {
  return new Map(graph.from(id).filter(({ type }) => type === 'selects').map(({ to }) => [identityKey(to.id), to.id]));
}

/** Services that lead to other pods than before, or to none. */
export const otherPods: ConsequenceRule = (situation) => {
  for (const { pair: { from, to } } of situation.all) {
    if (from === undefined || to === undefined || to.id.kind !== 'Service' || to.id.apiVersion !== 'v1') continue;
    const [old, now] = [selected(situation.before, from.id), selected(situation.after, to.id)];
    const gained = [...now].filter(([key]) => !old.has(key)).map(([, id]) => id);
    const lost = [...old].filter(([key]) => !now.has(key)).map(([, id]) => id);
    if (gained.length === 0 && lost.length === 0) continue;
    const causes = [to.id, ...gained, ...lost].filter((id) => situation.part(id)?.change !== undefined);
    if (now.size === 0) situation.add('service/no-pods', { id: to.id, cause: causes[0] ?? to.id }, causes);
    // A Service whose pods got another name is no news; where it leads to pods of an object that did not change, it is.
    else situation.add('service/other-pods', { id: to.id, cause: causes[0] ?? to.id, gained: gained.map(formatObjectId), lost: lost.map(formatObjectId) }, causes);
  }
};

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
    const replicas = type === 'scales' ? replicasOf(to.manifest) : undefined;
    return replicas === undefined ? [] : [[identityKey(from.id), { id: from.id, target: to.id, replicas }] as const];
  }));
}

/** Disruption budgets that allow no eviction of pods that this change replaces. */
export const blockingBudgets: ConsequenceRule = (situation) => {
  for (const { type, from, to } of situation.after.graph.edges) {
    if (type !== 'protects' || !situation.startsPods(to.id) || situation.part(to.id)?.pair.from === undefined) continue;
    if (allowsNone(from.manifest, replicasOf(to.manifest))) situation.add('budget/blocks', { id: to.id, cause: from.id, budget: from.id.name }, [to.id]);
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
    if (waitsForNewPods(from.manifest)) situation.add('volume/deadlock', { id: from.id, cause: to.id, claim: to.id.name }, [from.id]);
  }
};

function isRolled(situation: Situation, id: ObjectId): boolean {
  return situation.part(id)?.pair.from !== undefined;
}

function waitsForNewPods(deployment: unknown): boolean {
  if (textAt(deployment, 'spec', 'strategy', 'type') === 'Recreate') return false;
  const replicas = replicasOf(deployment) ?? 1;
  return amountOf(at(deployment, 'spec', 'strategy', 'rollingUpdate', 'maxUnavailable') ?? '25%', replicas, 'down') === 0;
}

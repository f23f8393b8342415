import { identityKey, type ObjectId } from '../../core/object-id';
import type { OrderStep } from '../types';
import type { Situation } from './situation';

/** What pods cannot start without. */
const NEEDED: ReadonlySet<string> = new Set(['reads-key', 'reads-all', 'mounts', 'claims', 'runs-as', 'uses-class', 'pulls-with']);

/**
 * What must be applied before what: new objects before those that are changed to need them, and changed ones before what they no
 * longer need is deleted. What is wholly new, or wholly gone, needs no order: it is retried until it works.
 */
export function orderOf(situation: Situation): readonly OrderStep[] {
  const steps = new Map<string, OrderStep>();
  const add = (first: ObjectId, then: ObjectId, why: string): void => {
    steps.set(`${identityKey(first)}\n${identityKey(then)}`, { first, then, why });
  };
  for (const { from, to, type } of situation.after.graph.edges) {
    const [user, used] = [situation.part(from.id), situation.part(to.id)];
    const isNew = used?.pair.from === undefined && used?.pair.to !== undefined;
    if (!NEEDED.has(type) || !isNew || user?.pair.from === undefined || user.change === undefined) continue;
    add(to.id, from.id, 'its new pods do not start without it');
  }
  for (const { from, to, type } of situation.before.graph.edges) {
    const [user, used] = [situation.part(from.id), situation.part(to.id)];
    if (!NEEDED.has(type) || used?.pair.to !== undefined || user?.pair.to === undefined || user.change === undefined) continue;
    // What the server refuses goes on needing it, which is told apart.
    if (situation.isRefused(from.id)) continue;
    const still = situation.after.from(from.id).some((edge) => identityKey(edge.to.id) === identityKey(to.id));
    if (!still) add(from.id, to.id, 'its old pods need it until they are replaced: delete it last');
  }
  return [...steps.values()];
}

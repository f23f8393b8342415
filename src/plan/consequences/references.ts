import type { UnresolvedReference } from '../../check/graph/edge';
import { formatObjectId, identityKey, type ObjectId } from '../../core/object-id';
import type { ConsequenceRule, Situation } from './situation';

/** How messages say what an object does with another one. */
const VERBS: { readonly [type: string]: string } = {
  'reads-key': 'reads a key of', 'reads-all': 'reads', 'mounts': 'mounts', 'claims': 'uses', 'runs-as': 'runs as', 'pulls-with': 'pulls images with',
  'uses-secret': 'uses', 'uses-class': 'uses', 'serves-with': 'serves with', 'governed-by': 'gets its host names from', 'scales': 'scales', 'in-namespace': 'is in', 'calls': 'calls',
};

/** What loses something that it refers to: the object goes away, or the key of it. */
export const lostReferences: ConsequenceRule = (situation) => {
  const before = new Set(situation.before.graph.unresolved.map(referenceKey));
  for (const reference of situation.after.graph.unresolved) {
    // What led to nothing before is no consequence of this change, and neither is what a new object lacks.
    if (reference.optional || before.has(referenceKey(reference))) continue;
    const cause = causeOf(situation, reference);
    if (cause === undefined) continue;
    const { id } = reference.from;
    if (reference.type === 'routes-to') situation.add('ingress/no-backend', { id, cause, service: backendWords(reference, cause) }, [cause]);
    else if (reference.type === 'grants' || reference.type === 'grants-to') situation.add('account/removed', { id, cause }, [cause]);
    else if (reference.missing === 'key') situation.add('config/missing-key', { id, cause, key: reference.target.key ?? '' }, [cause]);
    else situation.add('config/missing', { id, cause, what: VERBS[reference.type] ?? 'refers to' }, [cause]);
  }
};

function referenceKey({ from, type, target: { group, kind, namespace, name, key } }: UnresolvedReference): string {
  return [identityKey(from.id), type, group, kind, namespace, name, key].join('\n');
}

/** The object of the old side that went away, or lost the key. */
function causeOf(situation: Situation, { target: { group, kind, namespace, name } }: UnresolvedReference): ObjectId | undefined {
  const found = situation.all.find(({ pair: { from } }) => from !== undefined && from.id.kind === kind && from.id.name === name
    && (namespace === undefined || from.id.namespace === namespace) && (group === undefined || (from.id.apiVersion.includes('/') ? from.id.apiVersion.split('/')[0] : '') === group));
  return found?.pair.from?.id;
}

function backendWords({ target, missing }: UnresolvedReference, cause: ObjectId): string {
  return missing === 'key' ? `port ${target.key ?? ''} of ${formatObjectId(cause)}` : formatObjectId(cause);
}

import type { Manifest } from '../../../src/core/manifest';
import { plan } from '../../../src/plan';
import { type KubeObject, nameOf } from '../bundle/bundle';

/** What becomes of an object: the server says no, its pods are replaced, or they stay. */
export type Outcome = 'refused' | 'replaced' | 'kept';

/** Reasons that replace pods by themselves; pods that wait for somebody to delete them stay. */
const REPLACING: ReadonlySet<string> = new Set(['pods/rolling', 'pods/rolling-with-gap', 'pods/recreated', 'pods/ordered', 'pods/nodes']);

/** What the plan says to a change of a bundle: an outcome for each object whose pods do not just stay. */
export function predicted(before: readonly KubeObject[], after: readonly KubeObject[]): ReadonlyMap<string, Outcome> {
  const inputs = (objects: readonly KubeObject[]): { readonly manifest: Manifest }[] => (
    objects.map((manifest) => ({ manifest: manifest })));
  const { changes } = plan(inputs(before), inputs(after), { kubernetes: ['1.36'] });
  return new Map(changes.map(({ object: { kind, namespace, name }, reasons }) => {
    const refused = reasons.some(({ effect }) => effect === 'refused');
    const replaced = reasons.some(({ code }) => REPLACING.has(code));
    return [nameOf({ kind, metadata: { name, namespace } }), refused ? 'refused' : replaced ? 'replaced' : 'kept'];
  }));
}

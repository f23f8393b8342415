import type { Bindings, BoundClaim } from '../graph/claim-bindings';
import { fields } from '../graph/read';
import type { Bundle } from './bundle';
import { bindings } from './claim-binding';
import { nodeConflict, nodeTerms, podNodeTerms } from './node-terms';

/** Pods that must run where their volumes are not. */
export function volumeNodeRule(bundle: Bundle): void {
  const found = bindings(bundle);
  if (found.nodeOf.size === 0) return;
  for (const { from, to, pointer } of bundle.graph.references('claims')) {
    const claim = to === undefined ? undefined : found.byClaim.get(to);
    if (claim !== undefined) checkNodes(bundle, from, claim, pointer);
  }
  for (const claim of claimsOfSets(found)) checkNodes(bundle, claim.node, claim, claim.pointer);
}

/** The first claim of each template stands for all of them. */
function claimsOfSets({ claims }: Bindings): BoundClaim[] {
  const first = new Map<string, BoundClaim>();
  for (const claim of claims) {
    if (claim.node.key === 'apps/StatefulSet' && claim.binding.volume !== undefined) first.set(`${claim.node.index}${claim.pointer}`, claim);
  }
  return [...first.values()];
}

function checkNodes(bundle: Bundle, node: BoundClaim['node'], { binding, name }: BoundClaim, pointer: string): void {
  const pods = bundle.graph.podsOf(node);
  const volume = binding.volume;
  const where = nodeTerms(fields(volume?.spec?.nodeAffinity).required);
  const wanted = pods === undefined ? undefined : podNodeTerms(pods.spec);
  if (where === undefined || wanted === undefined) return;
  const conflict = nodeConflict(wanted, where);
  if (conflict === undefined) return;
  bundle.report(node, 'claim/node-conflict', { volume: volume?.metadata?.name ?? '', claim: name, wanted: conflict.one, found: conflict.other }, pointer);
}

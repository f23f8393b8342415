import type { ObjectId } from '../../core/object-id';
import { quantityValue } from '../../core/quantity';
import { kubectlDelete, kubectlName } from '../codes/commands';
import { writtenReplicas } from '../effects/scaling';
import type { Side } from '../match';
import type { RunbookStep } from '../types';
import { at, listAt, textAt } from '../update/update';
import type { Situation } from './situation';

/** The steps by hand for what one apply cannot do, in the order in which the objects stand. */
export function runbookOf(situation: Situation): readonly RunbookStep[] {
  return situation.all.flatMap(({ pair: { from, to }, change }) => {
    if (from === undefined || to === undefined || change === undefined) return [];
    const codes = new Set(change.reasons.filter(({ acknowledged }) => acknowledged === undefined).map(({ code }) => code));
    if (codes.has('update/claim-template')) return [claimTemplates(from, to)];
    if (codes.has('update/stateful-set')) return [orphaned(to.id)];
    if (codes.has('update/selector')) return [otherSelector(to.id)];
    return [];
  });
}

/** Claims of a StatefulSet that grow: the claims first, then the set around its running pods. */
function claimTemplates(from: Side, to: Side): RunbookStep {
  const growing = listAt(to.manifest, 'spec', 'volumeClaimTemplates').flatMap((template) => {
    const name = textAt(template, 'metadata', 'name') ?? '';
    const old = listAt(from.manifest, 'spec', 'volumeClaimTemplates').find((other) => textAt(other, 'metadata', 'name') === name);
    const [before, after] = [old, template].map((claim) => at(claim, 'spec', 'resources', 'requests', 'storage') as string | number | undefined);
    const grows = before !== undefined && after !== undefined && (quantityValue(after) ?? 0n) > (quantityValue(before) ?? 0n);
    return grows ? [{ name, size: String(after) }] : [];
  });
  if (growing.length === 0) return orphaned(to.id);
  const start = Number(at(from.manifest, 'spec', 'ordinals', 'start') ?? 0);
  const namespace = to.id.namespace === undefined ? '' : ` -n ${to.id.namespace}`;
  const patches = growing.flatMap(({ name, size }) => Array.from({ length: writtenReplicas(from.manifest) ?? 1 }, (_, index) =>
    `kubectl patch pvc ${name}-${to.id.name}-${start + index}${namespace} --type=merge -p '{"spec":{"resources":{"requests":{"storage":"${size}"}}}}'`));
  return {
    object: to.id,
    title: `let the claims of ${growing.map(({ name }) => `"${name}"`).join(', ')} grow`,
    steps: [
      'see that the storage class of the claims allows it: allowVolumeExpansion: true',
      ...patches,
      kubectlDelete(to.id, '--cascade=orphan'),
      'apply: the new StatefulSet adopts the running pods',
      `kubectl rollout restart ${kubectlName(to.id)}`,
    ],
  };
}

function orphaned(id: ObjectId): RunbookStep {
  return {
    object: id,
    title: 'make the StatefulSet anew around its running pods',
    steps: [kubectlDelete(id, '--cascade=orphan'), 'apply: the new StatefulSet adopts the pods that its selector finds, and rolls those that differ', `kubectl rollout status ${kubectlName(id)}`],
  };
}

function otherSelector(id: ObjectId): RunbookStep {
  return {
    object: id,
    title: 'replace a workload whose selector changes',
    steps: [
      `apply it under another name first (name: '${id.name}-2' in the definition), beside the old one`,
      'wait until its pods are ready, and let the Services select them',
      kubectlDelete(id),
    ],
  };
}

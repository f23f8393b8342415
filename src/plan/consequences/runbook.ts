import type { ObjectId } from '../../core/object-id';
import { quantityValue } from '../../core/quantity';
import { show } from '../../core/show';
import { kubectlDelete, kubectlName } from '../codes/commands';
import { ANY } from '../../schema/schema';
import { isSame } from '../compare';
import type { Side } from '../match';
import type { PodCount } from '../pod-count';
import type { RunbookStep } from '../types';
import { at, listAt, textAt } from '../update/update';
import type { Situation } from './situation';

/** The steps by hand for what one apply cannot do, in the order in which the objects stand. */
export function runbookOf(situation: Situation): readonly RunbookStep[] {
  return situation.all.flatMap(({ pair: { from, to }, change }) => {
    if (from === undefined || to === undefined || change === undefined) return [];
    const codes = new Set(change.reasons.filter(({ acknowledged }) => acknowledged === undefined).map(({ code }) => code));
    if (codes.has('update/claim-template')) return [claimTemplates(from, to, situation.podsBefore(from))];
    if (codes.has('update/stateful-set')) return [orphaned(to.id)];
    if (codes.has('update/selector')) return [otherSelector(to.id)];
    return [];
  });
}

/** What becomes of one claim template of a StatefulSet. */
interface Template {
  readonly name: string;
  readonly size: string | number | undefined;
  readonly spec: unknown;
}

function templatesOf({ manifest }: Side): Template[] {
  return listAt(manifest, 'spec', 'volumeClaimTemplates').map((template) => ({
    name: textAt(template, 'metadata', 'name') ?? '',
    size: at(template, 'spec', 'resources', 'requests', 'storage') as string | number | undefined,
    spec: at(template, 'spec'),
  }));
}

/** Claims that exist follow no template: those that grow are patched, the data of all others is moved by hand. */
function claimTemplates(from: Side, to: Side, pods: PodCount): RunbookStep {
  const { id } = to;
  const [old, now] = [templatesOf(from), templatesOf(to)];
  const without = (list: readonly Template[], others: readonly Template[]): Template[] =>
    list.filter(({ name }) => !others.some((one) => one.name === name));
  const [gone, come] = [without(old, now), without(now, old)];
  const moves = gone.slice(0, come.length).map(({ name }, index) => ({ from: name, to: come[index]!.name }));
  const kept = now.flatMap((template) => old.filter(({ name }) => name === template.name).map((before) => ({ before, template })));
  const growing = kept.filter(({ before, template }) => grows(before, template)).map(({ template }) => template);
  const fixed = kept.flatMap(({ before, template }) =>
    (grows(before, template) || isSame(ANY, before.spec, template.spec) ? [] : template.name));
  const numbers = Array.from({ length: pods.least }, (_, index) => Number(at(from.manifest, 'spec', 'ordinals', 'start') ?? 0) + index);
  const claims = (name: string): string[] => numbers.map((number) => `${name}-${id.name}-${number}`);
  const others = (name: string): string[] => (pods.least === pods.most ? [] : [`and the same for the others: kubectl get pvc${inNamespace(id)} | grep ${name}-${id.name}-`]);
  if (moves.length > 0) return moved(from, moves, { claims, others });
  const patches = growing.flatMap(({ name, size }) => [
    ...claims(name).map((claim) => `kubectl patch pvc ${claim}${inNamespace(id)} --type=merge -p '{"spec":{"resources":{"requests":{"storage":"${size}"}}}}'`), ...others(name),
  ]);
  return {
    object: id,
    title: growing.length > 0 ? `let the claims of ${growing.map(({ name }) => show(name)).join(', ')} grow` : 'make the StatefulSet anew around its running pods',
    steps: [
      ...(patches.length > 0 ? ['see that the storage class of the claims allows it: allowVolumeExpansion: true', ...patches] : []),
      kubectlDelete(id, '--cascade=orphan'),
      ...(patches.length > 0
        ? ['apply: the new StatefulSet adopts the running pods', `kubectl rollout restart ${kubectlName(id)}`]
        : ['apply: the new StatefulSet adopts the pods that its selector finds, and rolls those that differ', `kubectl rollout status ${kubectlName(id)}`]),
      ...fixed.map((name) => `${name}-${id.name}-… stay as they are, only claims of new pods follow the template: move the data of those that exist yourself`),
      ...gone.map(({ name }) => `${name}-${id.name}-… stay, and nothing uses them: delete them once their data is not needed`),
    ],
  };
}

function grows(before: Template, after: Template): boolean {
  return before.size !== undefined && after.size !== undefined && (quantityValue(after.size) ?? 0n) > (quantityValue(before.size) ?? 0n);
}

interface Claims {
  /** Names of the claims of a template, as far as the number of pods is known. */
  readonly claims: (template: string) => string[];
  /** How to find the rest of them. */
  readonly others: (template: string) => string[];
}

/** Data that has to go to claims of another name, before the pods start with empty ones. */
function moved({ id, manifest }: Side, moves: readonly { readonly from: string; readonly to: string }[], { claims, others }: Claims): RunbookStep {
  const deletes = ['whenScaled', 'whenDeleted'].some((when) => textAt(manifest, 'spec', 'persistentVolumeClaimRetentionPolicy', when) === 'Delete');
  const keep = '{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenScaled":"Retain","whenDeleted":"Retain"}}}';
  return {
    object: id,
    title: `keep the name ${moves.map(({ from }) => show(from)).join(', ')}, or move the data, with an outage`,
    steps: [
      ...(deletes ? [`kubectl patch ${kubectlName(id)} --type=merge -p '${keep}'`] : []),
      `kubectl scale ${kubectlName(id)} --replicas=0`,
      ...moves.flatMap(({ from, to }) => [
        ...claims(from).map((claim, index) => `make a claim ${claims(to)[index]!} as the template says, and copy the data of ${claim} to it with a Job that mounts both`), ...others(from),
      ]),
      kubectlDelete(id, '--cascade=orphan'),
      'apply: the new StatefulSet finds the claims by their names',
      ...moves.map(({ from }) => `once all is well, delete the claims ${from}-${id.name}-…`),
    ],
  };
}

function inNamespace({ namespace }: ObjectId): string {
  return namespace === undefined ? '' : ` -n ${namespace}`;
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

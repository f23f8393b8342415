import type { PersistentVolumeClaim, Pod, StatefulSet, StatefulSetSpec, Volume } from '../../../generated/kubernetes';
import type { CodeFacts } from '../../core/codes/code';
import type { Manifest } from '../../core/manifest';
import { rulesOf } from '../api/kinds';
import { checkCodes } from '../codes';
import type { ObjectNode } from '../graph/node';
import { fields, text } from '../graph/read';
import { Context, type Reported } from '../rule/context';
import type { Bundle } from './bundle';

/** The release that began to look into the templates of a StatefulSet. */
const firstToLook = 34;

/** Pods and claims that a server before 1.34 refuses each time the controller makes one, of a StatefulSet that it accepts. */
export function statefulSetTemplateRule(bundle: Bundle): void {
  if (bundle.minor >= firstToLook) return;
  for (const [node] of bundle.ofKind<StatefulSet>('apps/StatefulSet')) {
    const { decoded, value } = bundle.checked(node);
    const { spec } = value as StatefulSet;
    if (!decoded || spec === undefined) continue;
    checkPod(bundle, node, spec);
    (spec.volumeClaimTemplates ?? []).forEach((_, index) => checkClaim(bundle, node, spec, index));
  }
}

function checkPod(bundle: Bundle, node: ObjectNode, spec: StatefulSetSpec): void {
  const { metadata, spec: written } = fields(spec.template);
  if (written === undefined) return;
  const pod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name: `${node.id.name}-0`, namespace: node.id.namespace ?? 'default' },
    spec: { ...written, volumes: volumesOfPod(spec) },
  };
  tell(bundle, node, pod, '/spec', '/spec/template/spec');
}

/** Volumes of claims take the place of those with their names, and come after the others. */
function volumesOfPod({ template, volumeClaimTemplates }: StatefulSetSpec): Volume[] {
  const claims = new Set((volumeClaimTemplates ?? []).flatMap(({ metadata }) => text(metadata?.name) ?? []));
  const claimed = (name: string): Volume => ({ name, persistentVolumeClaim: { claimName: name } });
  const written = (template.spec?.volumes ?? []).map((volume) => (claims.delete(volume.name) ? claimed(volume.name) : volume));
  return [...written, ...[...claims].map(claimed)];
}

function checkClaim(bundle: Bundle, node: ObjectNode, { volumeClaimTemplates }: StatefulSetSpec, index: number): void {
  const { metadata, spec } = volumeClaimTemplates![index]!;
  const claim: PersistentVolumeClaim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { ...metadata, name: 'claim', namespace: node.id.namespace ?? 'default' },
    ...(spec === undefined ? undefined : { spec }),
  };
  tell(bundle, node, claim, '/spec', `/spec/volumeClaimTemplates/${index}/spec`);
}

function tell(bundle: Bundle, node: ObjectNode, made: Manifest, from: string, to: string): void {
  const reported: Reported[] = [];
  rulesOf(made.apiVersion, made.kind)?.(made, new Context(made, bundle.minor, reported));
  for (const { code, args, pointer, focus } of reported) {
    if (!pointer.startsWith(from)) continue;
    const facts = checkCodes[code] as unknown as CodeFacts<typeof args>;
    const place = (path: string): string => to + path.slice(from.length);
    bundle.report(node, 'stateful-set/template', { problem: facts.message(args) }, place(pointer), { focus: focus === undefined ? undefined : place(focus) });
  }
}

import type { Deployment, ObjectMeta, Service, StatefulSet } from '../../../generated/kubernetes';
import type { ObjectNode } from '../graph/node';
import { each, fields, isMap, own, text, texts } from '../graph/read';
import { type Bundle, read } from './bundle';
import { workloadSize } from './workload-size';

/** `<name>-<hash>` of a revision is the value of a label: ten characters and a dash. */
const longestSet = 52;
/** Names of pods are host names, and values of labels. */
const longestPod = 63;
const longestName = 253;
/** `<name>-<hash of ten>-<five>` in 63 characters. */
const longestDeployment = 47;

/** Names that controllers make of names. */
export function derivedNameRule(bundle: Bundle): void {
  for (const [node] of bundle.ofKind<StatefulSet>('apps/StatefulSet')) checkSet(bundle, node);
  for (const [node] of bundle.ofKind<Deployment>('apps/Deployment')) {
    const { length } = node.id.name;
    if (length > longestDeployment) bundle.report(node, 'derived-name/cut', { length, max: longestDeployment }, '/metadata/name');
  }
}

function checkSet(bundle: Bundle, node: ObjectNode): void {
  const { name } = node.id;
  if (name === '') return;
  const pointer = '/metadata/name';
  if (name.length > longestSet) {
    bundle.report(node, 'derived-name/too-long', { what: 'the label of its revisions', name: `${name}-…`, length: name.length + 11, max: 63 }, pointer);
  }
  const pods = bundle.graph.podsOf(node);
  const { ordinals, volumeClaimTemplates } = fields(read<StatefulSet>(node).spec);
  const first = fields(ordinals).start ?? 0;
  const count = pods === undefined ? 1 : workloadSize(bundle, pods).atMost;
  const last = first + Math.max(0, count - 1);
  const pod = `${name}-${last}`;
  if (pod.length > longestPod) bundle.report(node, 'derived-name/too-long', { what: 'Pod', name: pod, length: pod.length, max: longestPod }, pointer);
  each(volumeClaimTemplates, ({ metadata }, index) => {
    const template = text(fields(metadata).name);
    const claim = `${template ?? ''}-${pod}`;
    if (template === undefined || claim.length <= longestName) return;
    const args = { what: 'PersistentVolumeClaim', name: claim, length: claim.length, max: longestName };
    bundle.report(node, 'derived-name/too-long', args, `/spec/volumeClaimTemplates/${index}/metadata/name`);
  });
}

/** Objects that stand where a controller makes its own. */
export function takenNameRule(bundle: Bundle): void {
  const sets = new Map<string, ObjectNode>();
  for (const [node] of bundle.ofKind('apps/StatefulSet')) sets.set(`${node.namespace}/${node.id.name}`, node);
  if (sets.size > 0) for (const [node] of bundle.ofKind('/Pod')) checkPod(bundle, node, sets);
  for (const reference of bundle.graph.references('endpoints-of')) {
    const { from, to, pointer, optional } = reference;
    if (to === undefined) {
      const missing = optional ? undefined : bundle.missing(reference);
      if (missing !== undefined) bundle.report(from, 'endpoints/service-missing', { service: missing.args.target }, pointer);
    } else if (to.origin === 'given' && from.key === '/Endpoints') {
      const { selector } = fields(read<Service>(to).spec);
      if (isMap(selector) && Object.keys(selector).length > 0) bundle.report(from, 'derived-name/overwritten', { other: to.id }, pointer);
    }
  }
}

function checkPod(bundle: Bundle, node: ObjectNode, sets: ReadonlyMap<string, ObjectNode>): void {
  const [, name, ordinal] = /^(.+)-(\d+)$/.exec(node.id.name) ?? [];
  const set = name === undefined ? undefined : sets.get(`${node.namespace}/${name}`);
  const pods = set === undefined ? undefined : bundle.graph.podsOf(set);
  if (set === undefined || pods === undefined) return;
  const first = fields(fields(read<StatefulSet>(set).spec).ordinals).start ?? 0;
  const index = Number(ordinal);
  if (String(index) !== ordinal || index < first || index >= first + workloadSize(bundle, pods).atMost) return;
  let isOwn = false;
  each(fields(node.manifest?.metadata as ObjectMeta | undefined).ownerReferences, (owner) => (isOwn ||= owner.name === name));
  if (!isOwn) bundle.report(node, 'derived-name/taken', { name: node.id.name, other: set.id }, '/metadata/name');
}

/** Labels that controllers set on pods, by kind. */
const ownLabels: { readonly [kind: string]: readonly string[] | undefined } = {
  'apps/Deployment': ['pod-template-hash'],
  'apps/DaemonSet': ['controller-revision-hash', 'pod-template-generation'],
  'apps/StatefulSet': ['controller-revision-hash', 'statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index'],
};

/** Labels that are given and set by the controller as well. */
export function derivedLabelRule(bundle: Bundle): void {
  for (const { node, kind, labels, metadataPointer } of bundle.graph.pods) {
    for (const label of ownLabels[kind] ?? []) {
      if (own(texts(labels), label) === undefined) continue;
      const pointer = `${metadataPointer}/labels`;
      const focus = `${pointer}/${label.replace('/', '~1')}`;
      bundle.report(node, 'derived-label/overwritten', { label, kind: node.id.kind }, pointer, { focus });
    }
  }
}

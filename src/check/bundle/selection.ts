import type { LabelSelector, ObjectMeta, Service } from '../../../generated/kubernetes';
import { formatObjectId } from '../../core/object-id';
import { selects } from '../graph/label-index';
import type { ObjectNode } from '../graph/node';
import type { PodSource } from '../graph/pods';
import { each, fields, isMap, list, type Texts, texts } from '../graph/read';
import { type Bundle, read } from './bundle';
import { mayBeMade } from './made-pods';

/** Workloads whose selectors match pods of others. Said once for two workloads that do so to each other. */
export function overlapRule(bundle: Bundle): void {
  const said = new Set<PodSource>();
  for (const pods of bundle.graph.pods) {
    if (pods.selector === undefined || isEmpty(pods.selector) || !selects(pods.selector, pods.labels)) continue;
    let other: PodSource | undefined;
    let count = 0;
    for (const match of bundle.graph.select(pods.namespace, pods.selector)) {
      if (match === pods || match.selector === undefined || isOwner(pods.node, match.node) || isOwner(match.node, pods.node)) continue;
      other ??= match;
      count++;
    }
    if (other === undefined || (said.has(other) && matches(other, pods))) continue;
    said.add(pods);
    bundle.report(pods.node, 'selector/overlap', { other: other.node.id, count }, '/spec/selector');
  }
}

function isEmpty({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(texts(matchLabels)).length === 0 && list(matchExpressions).length === 0;
}

function matches({ selector, namespace }: PodSource, other: PodSource): boolean {
  return selector !== undefined && namespace === other.namespace && selects(selector, other.labels);
}

/** Whether an object says that it goes away with another one: the ReplicaSet of a Deployment. */
function isOwner(owner: ObjectNode, owned: ObjectNode): boolean {
  let found = false;
  const { ownerReferences } = fields(owned.manifest?.metadata as ObjectMeta | undefined);
  each(ownerReferences, ({ kind, name }) => (found ||= kind === owner.id.kind && name === owner.id.name));
  return found;
}

/** The pods that Services select: several rules ask for them. A node belongs to one graph, and the graph to one set of objects. */
const selected = new WeakMap<ObjectNode, { readonly pods: readonly PodSource[] | undefined }>();

/** The pods that a Service selects; `undefined` for one that selects nothing by itself. */
export function podsOfService(bundle: Bundle, node: ObjectNode): readonly PodSource[] | undefined {
  let found = selected.get(node);
  if (found === undefined) selected.set(node, (found = { pods: findPodsOfService(bundle, node) }));
  return found.pods;
}

function findPodsOfService(bundle: Bundle, node: ObjectNode): readonly PodSource[] | undefined {
  const { selector, type } = fields(read<Service>(node).spec);
  if (!isMap(selector) || Object.keys(selector).length === 0 || type === 'ExternalName') return undefined;
  return bundle.graph.select(node.namespace, { matchLabels: selector });
}

/** Services without pods, and with those of several workloads. */
export function serviceSelectionRule(bundle: Bundle): void {
  for (const [node, { spec }] of bundle.ofKind<Service>('/Service')) {
    const pods = podsOfService(bundle, node);
    if (pods === undefined) continue;
    if (pods.length === 0) reportNoPods(bundle, node, texts(fields(spec).selector));
    else if (pods.length > 1) checkWorkloads(bundle, node, pods);
  }
}

function reportNoPods(bundle: Bundle, node: ObjectNode, selector: Texts): void {
  if (bundle.graph.labels.isIncomplete || mayBeMade(bundle, node.namespace, selector)) return;
  const words = Object.entries(selector).map(([key, value]) => `${key}=${value}`).join(',');
  bundle.report(node, 'service/no-pods', { selector: words, nearest: nearestPods(bundle, node, selector)?.node.id }, '/spec/selector');
}

/** The pods that have most of the labels, and half of them at least. */
function nearestPods(bundle: Bundle, { namespace }: ObjectNode, selector: Texts): PodSource | undefined {
  let best: PodSource | undefined;
  let most = Object.keys(selector).length / 2 - 0.5;
  for (const key of Object.keys(selector)) {
    const [first] = bundle.graph.select(namespace, { matchLabels: { [key]: selector[key]! } });
    if (first === undefined) continue;
    const same = Object.keys(selector).filter((label) => first.labels[label] === selector[label]).length;
    if (same > most) [best, most] = [first, same];
  }
  return best;
}

/** Pods on their own that serve together are told apart by nobody: only workloads count. */
function checkWorkloads(bundle: Bundle, node: ObjectNode, pods: readonly PodSource[]): void {
  const workloads = pods.filter(({ kind }) => kind !== '/Pod');
  if (workloads.length < 2) return;
  const names = workloads.slice(0, 10).map((workload) => formatObjectId(workload.node.id));
  bundle.report(node, 'service/several-workloads', { workloads: names }, '/spec/selector');
}

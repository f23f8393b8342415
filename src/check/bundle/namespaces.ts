import { isInEveryCluster } from '../graph/cluster-objects';
import type { ObjectNode } from '../graph/node';
import { text } from '../graph/read';
import type { Bundle } from './bundle';

const namespaceKind = '/Namespace';

/** Whether the namespaces of objects are there, and before them. */
export function namespaceRule(bundle: Bundle): void {
  for (const [name, nodes] of objectsByNamespace(bundle)) {
    const found = bundle.graph.find(namespaceKind, '', name);
    if (found === undefined) reportMissing(bundle, name, nodes);
    else if (found.origin === 'given') checkOrder(bundle, name, found, nodes);
  }
}

function objectsByNamespace({ graph }: Bundle): Map<string, ObjectNode[]> {
  const byName = new Map<string, ObjectNode[]>();
  for (const node of graph.nodes) {
    if (node.namespace === '') continue;
    const nodes = byName.get(node.namespace);
    if (nodes === undefined) byName.set(node.namespace, [node]);
    else nodes.push(node);
  }
  return byName;
}

/** Said once for each namespace, at the first object that is in it. */
function reportMissing(bundle: Bundle, name: string, nodes: readonly ObjectNode[]): void {
  if (isInEveryCluster(namespaceKind, '', name) || bundle.graph.declared(namespaceKind, '', name) !== 'not declared') return;
  const near = bundle.nearest(name, () => bundle.graph.index.names(namespaceKind, ''));
  bundle.report(nodes[0]!, 'namespace/missing', { namespace: name, objects: nodes.length, nearest: near }, '/metadata/namespace');
}

/** Files may be applied in any order: only the order within one is known. */
function checkOrder(bundle: Bundle, name: string, found: ObjectNode, nodes: readonly ObjectNode[]): void {
  const { file } = bundle.checked(found).input;
  const early = nodes.filter((node) => node.index < found.index && bundle.checked(node).input.file === file);
  if (early.length > 0) bundle.report(early[0]!, 'namespace/late', { namespace: name, objects: early.length }, '/metadata/namespace');
}

/** Namespaces of objects that have none. */
export function ignoredNamespaceRule(bundle: Bundle): void {
  for (const node of bundle.graph.nodes) {
    if (!node.clusterScoped) continue;
    const namespace = text(node.manifest?.metadata?.namespace);
    if (namespace !== undefined) bundle.report(node, 'namespace/ignored', { kind: node.id.kind, namespace }, '/metadata/namespace');
  }
}

import type { LabelSelector, NetworkPolicy, PodDisruptionBudget, Service } from '../../../generated/kubernetes';
import type { ExternalObject } from '../check-options';
import { BundleGraph } from './bundle-graph';
import { claimBindings } from './claim-bindings';
import type { EdgeType, GraphEdge, UnresolvedReference } from './edge';
import { bareKind, groupOfKind } from './kinds';
import type { GraphNode, ObjectNode } from './node';
import { eachContainer, type PodSource } from './pods';
import { each, fields, isMap, texts } from './read';
import type { Reference } from './reference';

/** What the objects of a cluster have to do with each other. */
export interface ObjectGraph {
  /** The objects, in their order, and then those that they lead to and that are not among them. */
  readonly nodes: readonly GraphNode[];
  /** What leads from one object to another, in the order of the objects that it leads from. */
  readonly edges: readonly GraphEdge[];
  /** References that lead to nothing. */
  readonly unresolved: readonly UnresolvedReference[];
}

/** What is known beside the objects. */
export interface GraphOptions {
  /** Objects that exist in the cluster and are not among those given. @default - none */
  readonly external?: readonly ExternalObject[] | undefined;
}

/**
 * The graph of the objects of one cluster: which refers to which, which selects which, and which references lead to nothing.
 *
 * Takes manifests as plain data (of a list, its items), of built-in kinds and of custom resources that are widely used (the
 * Gateway API, cert-manager, external secrets); of other kinds only the owner references, and pods that stand in a template.
 * Never throws for what is wrong with an object: what cannot be read makes no edge.
 *
 * ```ts
 * const { edges, unresolved } = graph(objects);
 * edges.filter(({ type }) => type === 'reads-key');
 * ```
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/
 */
export function graph(objects: readonly unknown[], options: GraphOptions = {}): ObjectGraph {
  return publicGraph(new BundleGraph(objects.flatMap(itemsOf), options.external));
}

/** A list of objects counts as its items. */
function itemsOf(object: unknown): unknown[] {
  const { kind, items } = fields(object as { readonly kind?: unknown; readonly items?: unknown } | undefined);
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? items.flatMap(itemsOf) : [object];
}

/** The public view of a graph that rules have used already. */
export function publicGraph(found: BundleGraph): ObjectGraph {
  const edges: GraphEdge[] = [];
  const unresolved: UnresolvedReference[] = [];
  for (const reference of found.allReferences()) addReference(reference, found, edges, unresolved);
  for (const node of found.nodes) {
    addNamespace(node, found, edges, unresolved);
    addSelections(node, found, edges);
  }
  addBindings(found, edges);
  edges.sort(inOrder);
  unresolved.sort(inOrder);
  const others = new Set<GraphNode>();
  for (const { to } of edges) if (to.origin !== 'given') others.add(to);
  return { nodes: [...found.nodes, ...others], edges, unresolved };
}

function inOrder(a: { readonly from: GraphNode }, b: { readonly from: GraphNode }): number {
  return (a.from as ObjectNode).index - (b.from as ObjectNode).index;
}

function addReference(reference: Reference, found: BundleGraph, edges: GraphEdge[], unresolved: UnresolvedReference[]): void {
  const { type, from, pointer, kind, namespace, name, to, optional } = reference;
  const key = reference.key === undefined ? undefined : String(reference.key);
  if (to !== undefined) {
    edges.push(key === undefined ? { type, from, to, pointer } : { type, from, to, pointer, key });
    if (key === undefined || hasKey(found, to, reference.key!)) return;
  }
  if (to === undefined && found.declared(kind, namespace, name) !== 'not declared') return;
  const target = { group: groupOfKind(kind), kind: bareKind(kind), namespace: namespace === '' ? undefined : namespace, name, key };
  unresolved.push({ type, from, pointer, target, missing: to === undefined ? 'object' : 'key', optional });
}

/** Whether an object has a key or port, as far as it is known. */
function hasKey(found: BundleGraph, node: ObjectNode, wanted: string | number): boolean {
  const { key, manifest } = node;
  const keys = found.keysOf(node);
  if (keys !== undefined) return keys.open || keys.texts.has(String(wanted)) || keys.bytes.has(String(wanted));
  if (key !== '/Service' || manifest === undefined) return true;
  const { ports, type } = fields((manifest as Partial<Service>).spec);
  if (type === 'ExternalName') return true;
  let well = false;
  each(ports, ({ name, port }) => (well ||= name === wanted || port === wanted));
  return well;
}

/** The volumes that claims get which name none. */
function addBindings(found: BundleGraph, edges: GraphEdge[]): void {
  const { claims, nodeOf } = claimBindings(found);
  for (const { node, pointer, binding: { claim, volume } } of claims) {
    if (volume !== undefined && !claim.spec?.volumeName) edges.push({ type: 'binds', from: node, to: nodeOf.get(volume)!, pointer });
  }
}

function addNamespace(node: ObjectNode, found: BundleGraph, edges: GraphEdge[], unresolved: UnresolvedReference[]): void {
  const { namespace: name, clusterScoped } = node;
  if (clusterScoped || name === '') return;
  const to = found.find('/Namespace', '', name);
  const pointer = '/metadata/namespace';
  if (to !== undefined) edges.push({ type: 'in-namespace', from: node, to, pointer });
  else if (found.declared('/Namespace', '', name) === 'not declared' && !found.isInCluster('/Namespace', '', name)) {
    unresolved.push({ type: 'in-namespace', from: node, pointer, target: { group: '', kind: 'Namespace', name }, missing: 'object', optional: false });
  }
}

function addSelections(node: ObjectNode, found: BundleGraph, edges: GraphEdge[]): void {
  const selection = selectionOf(node, found);
  if (selection === undefined) return;
  const { type, selector, pointer } = selection;
  const pods = found.select(node.namespace, selector);
  for (const { node: to } of pods) edges.push({ type, from: node, to, pointer });
  if (node.key === '/Service') addPorts(node, pods, edges);
}

interface Selection {
  readonly type: EdgeType;
  readonly selector: LabelSelector;
  readonly pointer: string;
}

function selectionOf(node: ObjectNode, found: BundleGraph): Selection | undefined {
  const { key, manifest } = node;
  switch (key) {
    case '/Service': {
      const { selector, type } = fields((manifest as Partial<Service>).spec);
      if (!isMap(selector) || Object.keys(selector).length === 0 || type === 'ExternalName') return undefined;
      return { type: 'selects', selector: { matchLabels: selector }, pointer: '/spec/selector' };
    }
    case 'policy/PodDisruptionBudget': {
      const { selector } = fields((manifest as Partial<PodDisruptionBudget>).spec);
      return isMap(selector) ? { type: 'protects', selector, pointer: '/spec/selector' } : undefined;
    }
    case 'networking.k8s.io/NetworkPolicy': {
      const { podSelector } = fields((manifest as Partial<NetworkPolicy>).spec);
      return { type: 'restricts', selector: isMap(podSelector) ? podSelector : {}, pointer: '/spec/podSelector' };
    }
    default: {
      const selector = found.podsOf(node)?.selector;
      return selector === undefined || isEmpty(selector) ? undefined : { type: 'selects', selector, pointer: '/spec/selector' };
    }
  }
}

function isEmpty({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(texts(matchLabels)).length === 0 && !(Array.isArray(matchExpressions) && matchExpressions.length > 0);
}

function addPorts(node: ObjectNode, pods: readonly PodSource[], edges: GraphEdge[]): void {
  each(fields((node.manifest as Partial<Service>).spec).ports, ({ targetPort }, index) => {
    if (typeof targetPort !== 'string') return;
    for (const pod of pods) {
      let declared = false;
      eachContainer(pod, ({ ports }) => each(ports, ({ name }) => (declared ||= name === targetPort)));
      if (declared) edges.push({ type: 'targets-port', from: node, to: pod.node, pointer: `/spec/ports/${index}/targetPort`, key: targetPort });
    }
  });
}

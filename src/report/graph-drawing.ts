import type { EdgeType } from '../check/graph/edge';
import type { ObjectGraph } from '../check/graph/graph';
import type { GraphNode } from '../check/graph/node';
import type { ObjectId } from '../core/object-id';

/** What an object is for: drawings tell the kinds apart by it. */
export type Look = 'workload' | 'network' | 'config' | 'storage' | 'access' | 'scaling' | 'other';

/** An object in a drawing. */
export interface DrawnNode {
  /** Text that no other object of the drawing has. */
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** The empty text: none. */
  readonly namespace: string;
  readonly look: Look;
  /** What is to be said of an object that is not one of those given. @default - it is one of them */
  readonly note?: 'missing' | 'not here' | 'external' | 'derived' | 'built in' | undefined;
}

/** All that one object has to do with another one, as one arrow. */
export interface DrawnEdge {
  readonly from: DrawnNode;
  readonly to: DrawnNode;
  readonly types: readonly EdgeType[];
  readonly label: string;
  /** Whether something is referred to that is not there. */
  readonly missing: boolean;
}

/** A graph as it is drawn: without what a namespace says by itself, and with one arrow between two objects. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

const looks: { readonly [kind: string]: Look } = {
  ...looksOf('workload', 'Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController', 'Rollout'),
  ...looksOf('network', 'Service', 'Endpoints', 'EndpointSlice', 'Ingress', 'IngressClass', 'NetworkPolicy', 'Gateway', 'GatewayClass', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'),
  ...looksOf('config', 'ConfigMap', 'Secret', 'ExternalSecret', 'SealedSecret', 'Certificate', 'SecretStore', 'ClusterSecretStore', 'Issuer', 'ClusterIssuer'),
  ...looksOf('storage', 'PersistentVolume', 'PersistentVolumeClaim', 'StorageClass', 'CSIDriver', 'VolumeSnapshot', 'VolumeSnapshotClass', 'VolumeAttributesClass'),
  ...looksOf('access', 'ServiceAccount', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'),
  ...looksOf('scaling', 'HorizontalPodAutoscaler', 'ScaledObject', 'PodDisruptionBudget', 'ResourceQuota', 'LimitRange', 'PriorityClass', 'RuntimeClass'),
};

function looksOf(look: Look, ...kinds: readonly string[]): { readonly [kind: string]: Look } {
  return Object.fromEntries(kinds.map((kind) => [kind, look]));
}

/** How many keys an arrow names. */
const mostKeys = 2;

/** What is drawn of a graph. */
export function drawingOf({ nodes, edges, unresolved }: ObjectGraph): Drawing {
  const drawn = new Map<GraphNode, DrawnNode>();
  const known = new Map<string, DrawnNode>();
  const draw = (id: ObjectId, group: string, note: DrawnNode['note']): DrawnNode => {
    const { kind, name, namespace = '' } = id;
    const text = textOf(group, id);
    let node = known.get(text);
    if (node === undefined) known.set(text, (node = { id: text, kind, name, namespace, look: looks[kind] ?? 'other', note }));
    return node;
  };
  for (const node of nodes) {
    // A namespace is the frame around its objects.
    if (node.id.kind === 'Namespace') continue;
    drawn.set(node, draw(node.id, groupOf(node.id.apiVersion, node.origin), noteOf(node.origin)));
  }
  const arrows = new Arrows();
  for (const { type, from, to, key } of edges) {
    const [start, end] = [drawn.get(from), drawn.get(to)];
    if (start !== undefined && end !== undefined && start !== end && type !== 'in-namespace') arrows.add(start, end, type, key, false);
  }
  for (const { type, from, target, missing, optional } of unresolved) {
    const start = drawn.get(from);
    if (start === undefined || type === 'in-namespace' || (optional && missing === 'object')) continue;
    const id = { apiVersion: target.group, kind: target.kind, namespace: target.namespace, name: target.name };
    // Classes are mostly those of the cluster.
    const gone = type !== 'uses-class';
    const end = missing === 'key' ? known.get(textOf(target.group, id)) : draw(id, target.group, gone ? 'missing' : 'not here');
    if (end !== undefined) arrows.add(start, end, type, target.key, gone);
  }
  return { nodes: [...known.values()], edges: arrows.drawn() };
}

function textOf(group: string, { kind, namespace = '', name }: ObjectId): string {
  return [group, kind, namespace, name].filter((part) => part !== '').join('/');
}

function groupOf(apiVersion: string, origin: GraphNode['origin']): string {
  const slash = apiVersion.indexOf('/');
  if (slash >= 0) return apiVersion.slice(0, slash);
  return origin === 'given' || origin === 'derived' ? '' : apiVersion;
}

function noteOf(origin: GraphNode['origin']): DrawnNode['note'] {
  return origin === 'given' ? undefined : origin === 'cluster' ? 'built in' : origin;
}

interface Arrow {
  readonly from: DrawnNode;
  readonly to: DrawnNode;
  readonly keys: Map<EdgeType, Set<string>>;
  readonly absent: Set<string>;
  missing: boolean;
}

/** Everything that leads from one object to another one, together. */
class Arrows {
  private readonly arrows = new Map<DrawnNode, Map<DrawnNode, Arrow>>();

  add(from: DrawnNode, to: DrawnNode, type: EdgeType, key: string | undefined, missing: boolean): void {
    let ends = this.arrows.get(from);
    if (ends === undefined) this.arrows.set(from, (ends = new Map<DrawnNode, Arrow>()));
    let arrow = ends.get(to);
    if (arrow === undefined) ends.set(to, (arrow = { from, to, keys: new Map<EdgeType, Set<string>>(), absent: new Set<string>(), missing: false }));
    arrow.missing ||= missing;
    let keys = arrow.keys.get(type);
    if (keys === undefined) arrow.keys.set(type, (keys = new Set<string>()));
    if (key !== undefined) keys.add(key);
    if (missing && key !== undefined) arrow.absent.add(key);
  }

  drawn(): DrawnEdge[] {
    return [...this.arrows.values()].flatMap((ends) => [...ends.values()].map((arrow) => ({
      from: arrow.from, to: arrow.to, types: [...arrow.keys.keys()], label: labelOf(arrow), missing: arrow.missing,
    })));
  }
}

function labelOf({ keys, absent, to }: Arrow): string {
  // Who leads to a port of pods has selected them.
  const types = [...keys.keys()].filter((type) => type !== 'selects' || !keys.has('targets-port'));
  const words = types.map((type) => {
    const names = [...keys.get(type)!];
    const shown = names.slice(0, mostKeys).join(', ');
    return `${type}${names.length === 0 ? '' : ` ${shown}`}${names.length > mostKeys ? ` and ${names.length - mostKeys} more` : ''}`;
  });
  const lost = to.note === 'missing' ? [] : [...absent];
  return [...words, ...(lost.length > 0 ? [`no ${lost.slice(0, mostKeys).join(', ')}`] : [])].join('; ');
}

/** The objects of a drawing by their namespace, in the order in which they were met; those without stand under the empty text. */
export function byNamespace(nodes: readonly DrawnNode[]): Map<string, DrawnNode[]> {
  const groups = new Map<string, DrawnNode[]>();
  for (const node of nodes) {
    const group = groups.get(node.namespace);
    if (group === undefined) groups.set(node.namespace, [node]);
    else group.push(node);
  }
  return groups;
}

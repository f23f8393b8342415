import type { ObjectGraph } from '../check/graph/graph';
import type { GraphNode } from '../check/graph/node';

/**
 * A graph as data for other programs: `nodes` with an `id` each, `edges` and `unresolved` references that name the ids.
 *
 * ```json
 * {
 *   "nodes": [{ "id": 0, "apiVersion": "apps/v1", "kind": "Deployment", "namespace": "shop", "name": "web", "origin": "given" }],
 *   "edges": [{ "type": "reads-key", "from": 0, "to": 1, "pointer": "/spec/…", "key": "LOG_LEVEL" }],
 *   "unresolved": [{ "type": "mounts", "from": 0, "pointer": "/spec/…", "target": { … }, "missing": "object", "optional": false }]
 * }
 * ```
 */
export function graphJson({ nodes, edges, unresolved }: ObjectGraph): string {
  const ids = new Map<GraphNode, number>(nodes.map((node, index) => [node, index]));
  const document = {
    nodes: nodes.map(({ id, origin, madeOf }, index) => ({
      id: index, apiVersion: id.apiVersion, kind: id.kind, namespace: id.namespace, name: id.name, origin,
      madeOf: madeOf === undefined ? undefined : ids.get(madeOf),
    })),
    edges: edges.map(({ type, from, to, pointer, key }) => ({ type, from: ids.get(from), to: ids.get(to), pointer, key })),
    unresolved: unresolved.map(({ from, ...reference }) => ({ ...reference, from: ids.get(from) })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

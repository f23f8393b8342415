import type { Manifest } from '../core/manifest';
import type { KubernetesRelease } from '../schema/releases';
import type { CheckInput, CheckOptions, CheckReport } from './check-options';
import type { GraphOptions, ObjectGraph } from './graph/graph';
import type { InputSource } from './input';

export type {
  CheckInput, CheckLayer, CheckOptions, CheckProfile, CheckReport, CheckSummary, ExternalObject, InputProblem,
} from './check-options';
export type { CheckCode } from './codes';
export type { Finding } from './finding';
export type { EdgeType, GraphEdge, ReferenceTarget, UnresolvedReference } from './graph/edge';
export type { GraphOptions, ObjectGraph } from './graph/graph';
export type { GraphNode, NodeOrigin } from './graph/node';
export type { InputSource } from './input';
export type { BaselineEntry } from './suppress/baseline';

// Rules are loaded when somebody asks them: a program that only defines objects does not wait for them.

/**
 * Says what an API server would refuse, what would not work in a cluster, and what is good to do otherwise, without a cluster:
 * what `kubeloom check` does, as a function.
 *
 * ```ts
 * const { diagnostics } = check(objects.map((manifest) => ({ manifest })), { kubernetes: ['1.36', '1.35'] });
 * ```
 *
 * Never throws for what is wrong with an object.
 * @param inputs the objects as data; all of them together are one cluster, unless they say otherwise
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/
 */
export function check(inputs: readonly CheckInput[], options: CheckOptions = {}): CheckReport {
  return (require('./check') as typeof import('./check')).check(inputs, options);
}

/**
 * Reads YAML or JSON documents for `check`. A document that is broken becomes a finding and does not touch the others; no
 * content makes this throw.
 * @param content text, or the bytes of a file
 */
export function inputsOf(content: string | Uint8Array, source: InputSource = {}): CheckInput[] {
  return (require('./input') as typeof import('./input')).readInputs(content, source);
}

/**
 * The object as the API server of a release would store it: with every default filled in, amounts in their usual form, without
 * what the server drops (empty values that say nothing, fields of features that are off). The object itself stays as it is, and
 * so are parts of it in which nothing changes: change neither.
 *
 * An object that the server cannot decode, or of a kind that the release does not know, is returned as it is.
 * What the server makes up is missing: uid, time of creation, a generated name, an address, a port of nodes.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/
 */
export function defaulted<T extends Manifest>(object: T, release: KubernetesRelease): T {
  return (require('./defaults/defaulted') as typeof import('./defaults/defaulted')).defaulted(object, release);
}

/**
 * The graph of the objects of one cluster: which refers to which, which selects which, and which references lead to nothing.
 *
 * ```ts
 * const { edges, unresolved } = graph(objects);
 * edges.filter(({ type }) => type === 'reads-key');
 * ```
 *
 * Takes manifests as plain data. Never throws for what is wrong with an object: what cannot be read makes no edge.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/
 */
export function graph(objects: readonly unknown[], options: GraphOptions = {}): ObjectGraph {
  return (require('./graph/graph') as typeof import('./graph/graph')).graph(objects, options);
}

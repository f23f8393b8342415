import type { Manifest } from '../../core/manifest';
import type { ObjectId } from '../../core/object-id';
import type { KindKey } from './kinds';

/**
 * Where an object of a graph comes from: `given` is one of the objects; `derived` is made of one by a controller (the claims
 * of a StatefulSet, the Secret of an ExternalSecret); `external` is declared to exist elsewhere; `cluster` is there in every
 * cluster (the ServiceAccount `default`, the ClusterRole `view`).
 */
export type NodeOrigin = 'given' | 'derived' | 'external' | 'cluster';

/** An object of a graph. */
export interface GraphNode {
  /** Who it is. Where no namespace is given, it is none. */
  readonly id: ObjectId;
  /** Where it comes from. */
  readonly origin: NodeOrigin;
  /** The object itself, as given. @default - none: it is not among the objects */
  readonly manifest?: Manifest | undefined;
  /** The node of the object that a derived one is made of. @default - it is not derived */
  readonly madeOf?: GraphNode | undefined;
}

/** @internal What the graph itself keeps of an object. */
export interface ObjectNode extends GraphNode {
  /** Its kind, by which it is found. */
  readonly key: KindKey;
  /** Its namespace: the empty text for cluster-scoped objects, and for those that say none. */
  readonly namespace: string;
  readonly clusterScoped: boolean;
  /** Place among the objects; -1 for those that were not given. */
  readonly index: number;
  /** Keys of a ConfigMap or Secret, once somebody asked. @default - not known, or no such object */
  keys?: DataKeys | undefined;
}

/** The keys of a ConfigMap or Secret. */
export interface DataKeys {
  /** Those whose values are text, which environment variables can hold. */
  readonly texts: ReadonlySet<string>;
  /** Those whose values are bytes: for files alone. */
  readonly bytes: ReadonlySet<string>;
  /** Whether there may be others: a controller fills them in. */
  readonly open: boolean;
}

import type { GraphNode } from './node';

/**
 * What one object has to do with another:
 *
 * - `reads-key`: a variable takes the value of a key of a ConfigMap or Secret; `reads-all`: variables take all keys
 * - `mounts`: files come from a ConfigMap or Secret; `claims`: files are on a PersistentVolumeClaim, devices in a ResourceClaim
 * - `copies`: a claim starts with the data of another claim or a snapshot
 * - `binds`: a claim names its PersistentVolume, or a volume its claim
 * - `runs-as`: pods run under a ServiceAccount; `pulls-with`: images are pulled with a Secret
 * - `uses-secret`: a driver, account or controller takes credentials from a Secret; `token-of`: a Secret holds the token of a ServiceAccount
 * - `uses-class`: a StorageClass, PriorityClass, RuntimeClass, IngressClass, GatewayClass, issuer or store is named
 * - `selects`: a Service or a workload finds pods by their labels; `targets-port`: a Service leads to a named port of pods
 * - `governed-by`: a StatefulSet gets its host names from a Service; `endpoints-of`: addresses belong to a Service
 * - `routes-to`: an Ingress or route leads to a Service; `attaches-to`: a route belongs to a Gateway
 * - `serves-with`: an Ingress or Gateway takes its certificate from a Secret; `calls`: the API server calls a Service
 * - `scales`: an autoscaler sets the replicas of a workload; `protects`: a PodDisruptionBudget keeps pods running
 * - `restricts`: a NetworkPolicy applies to pods
 * - `grants`: a binding grants the rules of a role; `grants-to`: it grants them to a ServiceAccount
 * - `in-namespace`: an object is in a Namespace; `owned-by`: an object goes away with another one
 */
export type EdgeType =
  | 'reads-key' | 'reads-all' | 'mounts' | 'claims' | 'copies' | 'binds' | 'runs-as' | 'pulls-with' | 'uses-secret' | 'token-of' | 'uses-class'
  | 'selects' | 'targets-port' | 'governed-by' | 'endpoints-of' | 'routes-to' | 'attaches-to' | 'serves-with' | 'calls' | 'scales' | 'protects'
  | 'restricts' | 'grants' | 'grants-to' | 'in-namespace' | 'owned-by';

/** A relation between two objects. */
export interface GraphEdge {
  /** What one has to do with the other. */
  readonly type: EdgeType;
  /** The object that says so. */
  readonly from: GraphNode;
  /** The object that it leads to. */
  readonly to: GraphNode;
  /** JSON pointer into `from`, to the field that makes the relation. */
  readonly pointer: string;
  /** The key or port that is meant. @default - the whole object */
  readonly key?: string | undefined;
}

/** A reference that leads nowhere. */
export interface UnresolvedReference {
  /** What the one would have to do with the other. */
  readonly type: EdgeType;
  /** The object that refers to it. */
  readonly from: GraphNode;
  /** JSON pointer into `from`. */
  readonly pointer: string;
  /** What is referred to. */
  readonly target: ReferenceTarget;
  /** Whether the object is not there, or it is and has no such key or port. */
  readonly missing: 'object' | 'key';
  /** Whether the one that refers to it does without. */
  readonly optional: boolean;
}

/** What a reference leads to. */
export interface ReferenceTarget {
  /** API group; the empty text is the core group. */
  readonly group: string;
  /** Kind of the object. */
  readonly kind: string;
  /** @default - cluster-scoped, or not said */
  readonly namespace?: string | undefined;
  /** Its `metadata.name`. */
  readonly name: string;
  /** The key or port that is meant. @default - the whole object */
  readonly key?: string | undefined;
}

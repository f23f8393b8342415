import type { Affinity, PodSpec, Toleration, TopologySpreadConstraint } from '../../generated/kubernetes';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import type { PodAffinityProps } from './affinity';
import type { NameOrReference } from './named';
import type { NodeAffinityProps } from './node-selection';
import type { SpreadInput, TopologySpreadProps } from './spread';
import type { TolerationInput } from './tolerations';

/**
 * Where pods run, and before whom.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/
 */
export interface SchedulingProps {
  /** Labels that a node must have. @default - any node */
  readonly nodeSelector?: { readonly [key: string]: string } | undefined;
  /** The very node, passing by the scheduler. @default - the scheduler chooses */
  readonly nodeName?: string | undefined;
  /** Conditions and wishes about nodes. @default - none */
  readonly nodeAffinity?: NodeAffinityProps | undefined;
  /** Pods to run beside. @default - none */
  readonly podAffinity?: PodAffinityProps | undefined;
  /** Pods to run apart from. @default - none */
  readonly podAntiAffinity?: PodAffinityProps | undefined;
  /** Keeps the pods of this definition apart: `nodes`, `zones`, or more in detail. @default - none */
  readonly spread?: SpreadInput | readonly SpreadInput[] | undefined;
  /** Distributes the pods evenly over groups of nodes. @default - none */
  readonly topologySpread?: readonly TopologySpreadProps[] | undefined;
  /** Taints that the pods put up with: `dedicated=gpu:NoSchedule`, or more in detail. @default - none */
  readonly tolerations?: readonly TolerationInput[] | undefined;
  /**
   * Priority against pods of others, by the name of a PriorityClass.
   * @default - the cluster's default
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
   */
  readonly priorityClass?: NameOrReference | undefined;
  /** Whether the pods may push out others of lower priority. @default - as the priority class says */
  readonly preemptionPolicy?: 'PreemptLowerPriority' | 'Never' | undefined;
  /**
   * Container runtime, by the name of a RuntimeClass.
   * @default - the node's default
   * @see https://kubernetes.io/docs/concepts/containers/runtime-class/
   */
  readonly runtimeClass?: NameOrReference | undefined;
  /** Scheduler that places the pods. @default 'default-scheduler' */
  readonly schedulerName?: string | undefined;
  /**
   * Gates that must be removed before the pods are scheduled.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/
   */
  readonly schedulingGates?: readonly string[] | undefined;
}

/** What scheduling needs to know of the definition that has it. */
export interface SchedulingContext {
  /** Labels that select the pods of this definition. */
  readonly selectorLabels: { readonly [key: string]: string };
  /** Takes note of references; its namespace is that of the pods. */
  readonly consumer: Consumer;
}

/** Scheduling after normalization. */
export interface SchedulingModel {
  readonly nodeSelector?: { readonly [key: string]: string } | undefined;
  readonly nodeName?: string | undefined;
  readonly affinity?: Affinity | undefined;
  readonly topologySpread: readonly TopologySpreadConstraint[];
  readonly tolerations: readonly Toleration[];
  readonly priorityClassName?: string | undefined;
  readonly preemptionPolicy?: 'PreemptLowerPriority' | 'Never' | undefined;
  readonly runtimeClassName?: string | undefined;
  readonly schedulerName?: string | undefined;
  readonly schedulingGates: readonly string[];
}

/** Fields of a pod that come from scheduling. */
export type SchedulingFields = Pick<PodSpec,
  'nodeSelector' | 'nodeName' | 'affinity' | 'topologySpreadConstraints' | 'tolerations' | 'priorityClassName' | 'preemptionPolicy'
  | 'runtimeClassName' | 'schedulerName' | 'schedulingGates'>;

/** Reports what the API server refuses. `problems` is at the path of `scheduling`. */
export function normalizeScheduling(props: SchedulingProps | undefined, problems: Problems, context: SchedulingContext): SchedulingModel {
  void props;
  void problems;
  void context;
  return { topologySpread: [], tolerations: [], schedulingGates: [] };
}

/** The fields of the pod. */
export function schedulingFields(model: SchedulingModel): SchedulingFields {
  void model;
  return {};
}

import type { LabelSelectorInput, SelectablePods } from '../core/label-selector';
import type { TopologyInput } from './topology';

/** Keeps the pods of one definition apart. */
export interface SpreadProps {
  /** What each pod should have for itself: a node, a zone, or a group of nodes with one value of a label. */
  readonly over: TopologyInput;
  /** Whether a pod waits rather than share. @default false - pods share when there is no other place */
  readonly required?: boolean | undefined;
  /** How much the wish counts against others, 1-100; not with `required`. @default 100 */
  readonly weight?: number | undefined;
}

/** One way to keep pods apart, in short or in full. */
export type SpreadInput = TopologyInput | SpreadProps;

/**
 * Distributes pods evenly over groups of nodes.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export interface TopologySpreadProps {
  /** Groups of nodes: `nodes`, `zones` or the key of a node label. Instead of `topologyKey`. */
  readonly over?: TopologyInput | undefined;
  /** Key of the node label that groups nodes. @default - from `over` */
  readonly topologyKey?: string | undefined;
  /** By how many pods two groups may differ, at least 1. @default 1 */
  readonly maxSkew?: number | undefined;
  /** Whether a pod waits (`DoNotSchedule`) when no place keeps to `maxSkew`, or takes the best there is. @default 'ScheduleAnyway' */
  readonly whenUnsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway' | undefined;
  /** Groups that there should be, at least 1; only with `DoNotSchedule`. @default 1 */
  readonly minDomains?: number | undefined;
  /** Whether nodes that the pod's node selector and affinity exclude are left out of the count. @default 'Honor' */
  readonly nodeAffinityPolicy?: 'Honor' | 'Ignore' | undefined;
  /** Whether nodes with taints that the pod does not tolerate are left out of the count. @default 'Ignore' */
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore' | undefined;
  /** Labels of the pod that narrow down which pods count, such as `pod-template-hash`. @default - none */
  readonly matchLabelKeys?: readonly string[] | undefined;
  /** Pods that count. @default - the pods of this definition */
  readonly labelSelector?: LabelSelectorInput | SelectablePods | undefined;
}

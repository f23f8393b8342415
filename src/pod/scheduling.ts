import type { Affinity, PodAffinity, PodSpec, Toleration, TopologySpreadConstraint } from '../../generated/kubernetes';
import { checkFields, checkMap, checkOneOf, checkText } from '../core/checks';
import { checkLabelKey } from '../core/label-selector';
import { checkLabels } from '../core/labels';
import { checkName, dnsSubdomain } from '../core/names';
import type { Problems } from '../core/problems';
import { readField, readList } from '../core/read-field';
import type { Consumer } from '../core/references';
import { type Referable, referredName } from '../core/targeted';
import { type AffinityContext, normalizePodAffinity, podAffinity, type PodAffinityProps } from './affinity';
import { type NodeAffinityProps, normalizeNodeAffinity } from './node-selection';
import { normalizeSpread, normalizeTopologySpread, type SpreadInput, type TopologySpreadProps } from './spread';
import { normalizeTolerations, type TolerationInput, tolerationFields } from './tolerations';

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
  readonly priorityClass?: Referable<'PriorityClass'> | undefined;
  /** Whether the pods may push out others of lower priority. @default - as the priority class says */
  readonly preemptionPolicy?: 'PreemptLowerPriority' | 'Never' | undefined;
  /**
   * Container runtime, by the name of a RuntimeClass.
   * @default - the node's default
   * @see https://kubernetes.io/docs/concepts/containers/runtime-class/
   */
  readonly runtimeClass?: Referable<'RuntimeClass'> | undefined;
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
export type SchedulingContext = AffinityContext;

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

const fields: ReadonlySet<string> = new Set<keyof SchedulingProps>([
  'nodeSelector', 'nodeName', 'nodeAffinity', 'podAffinity', 'podAntiAffinity', 'spread', 'topologySpread', 'tolerations', 'priorityClass',
  'preemptionPolicy', 'runtimeClass', 'schedulerName', 'schedulingGates',
]);
/** The scheduling of most pods. */
const nothing: SchedulingModel = { topologySpread: [], tolerations: [], schedulingGates: [] };
const noFields: SchedulingFields = {};

/** Reports what the API server refuses. `problems` is at the path of `scheduling`. */
export function normalizeScheduling(props: SchedulingProps | undefined, problems: Problems, context: SchedulingContext): SchedulingModel {
  const given: unknown = props;
  if (props === undefined || !checkMap(problems, given, 'a map of scheduling settings')) return nothing;
  checkFields(problems, given, fields);
  return {
    ...normalizeNodeChoice(props, problems),
    ...normalizeClasses(props, problems, context.consumer),
    affinity: normalizeAffinity(props, problems, context),
    topologySpread: normalizeTopologySpread(props.topologySpread, problems.at('topologySpread'), context),
    tolerations: normalizeTolerations(props.tolerations, problems.at('tolerations')),
    schedulingGates: normalizeGates(props, problems),
  };
}

function normalizeNodeChoice({ nodeSelector, nodeName }: SchedulingProps, problems: Problems): Pick<SchedulingModel, 'nodeSelector' | 'nodeName'> {
  return {
    nodeSelector: nodeSelector !== undefined && checkLabels(problems.at('nodeSelector'), nodeSelector) ? nodeSelector : undefined,
    nodeName: nodeName !== undefined && checkName(problems.at('nodeName'), dnsSubdomain, 'node name', nodeName) ? nodeName : undefined,
  };
}

function normalizeClasses(
  props: SchedulingProps, problems: Problems, consumer: Consumer,
): Pick<SchedulingModel, 'priorityClassName' | 'preemptionPolicy' | 'runtimeClassName' | 'schedulerName'> {
  const { priorityClass, runtimeClass } = props;
  return {
    priorityClassName: priorityClass === undefined ? undefined : referredName(priorityClass, 'PriorityClass', problems.at('priorityClass'), consumer),
    preemptionPolicy: readField(problems, props, 'preemptionPolicy', isPreemptionPolicy),
    runtimeClassName: runtimeClass === undefined ? undefined : referredName(runtimeClass, 'RuntimeClass', problems.at('runtimeClass'), consumer),
    schedulerName: readField(problems, props, 'schedulerName', isSchedulerName),
  };
}

function isPreemptionPolicy(problems: Problems, value: unknown): value is 'PreemptLowerPriority' | 'Never' {
  return checkOneOf(problems, value, ['PreemptLowerPriority', 'Never']);
}

function isSchedulerName(problems: Problems, value: unknown): value is string {
  return checkText(problems, value, 'the name of a scheduler');
}

function normalizeAffinity(props: SchedulingProps, problems: Problems, context: AffinityContext): Affinity | undefined {
  const nodeAffinity = normalizeNodeAffinity(props.nodeAffinity, problems.at('nodeAffinity'));
  const near = normalizePodAffinity(props.podAffinity, problems.at('podAffinity'), context);
  const apart = joined(
    normalizePodAffinity(props.podAntiAffinity, problems.at('podAntiAffinity'), context),
    normalizeSpread(props.spread, problems.at('spread'), context),
  );
  if (nodeAffinity === undefined && near === undefined && apart === undefined) return undefined;
  return {
    ...(nodeAffinity === undefined ? undefined : { nodeAffinity }),
    ...(near === undefined ? undefined : { podAffinity: near }),
    ...(apart === undefined ? undefined : { podAntiAffinity: apart }),
  };
}

function joined(first: PodAffinity | undefined, second: PodAffinity | undefined): PodAffinity | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return podAffinity(
    [...first.requiredDuringSchedulingIgnoredDuringExecution ?? [], ...second.requiredDuringSchedulingIgnoredDuringExecution ?? []],
    [...first.preferredDuringSchedulingIgnoredDuringExecution ?? [], ...second.preferredDuringSchedulingIgnoredDuringExecution ?? []],
  );
}

function normalizeGates(props: SchedulingProps, problems: Problems): readonly string[] {
  const gates = readList(problems, props, 'schedulingGates', checkLabelKey) ?? [];
  const at = problems.at('schedulingGates');
  for (const gate of new Set(gates)) {
    if (gates.indexOf(gate) !== gates.lastIndexOf(gate)) at.report('value/duplicate', { what: 'scheduling gate', name: gate });
  }
  if (gates.length > 0 && props.nodeName !== undefined) {
    at.report('pod/conflict', { field: 'schedulingGates', with: 'nodeName', why: 'a pod that has its node already is not scheduled' });
  }
  return gates;
}

/** The fields of the pod. */
export function schedulingFields(model: SchedulingModel): SchedulingFields {
  if (model === nothing) return noFields;
  const { nodeSelector, nodeName, affinity, topologySpread, priorityClassName, preemptionPolicy, runtimeClassName, schedulerName } = model;
  return {
    ...(nodeSelector === undefined || Object.keys(nodeSelector).length === 0 ? undefined : { nodeSelector }),
    ...(nodeName === undefined ? undefined : { nodeName }),
    ...(affinity === undefined ? undefined : { affinity }),
    ...(topologySpread.length === 0 ? undefined : { topologySpreadConstraints: topologySpread }),
    ...tolerationFields(model.tolerations),
    ...(priorityClassName === undefined ? undefined : { priorityClassName }),
    ...(preemptionPolicy === undefined ? undefined : { preemptionPolicy }),
    ...(runtimeClassName === undefined ? undefined : { runtimeClassName }),
    ...(schedulerName === undefined ? undefined : { schedulerName }),
    ...(model.schedulingGates.length === 0 ? undefined : { schedulingGates: model.schedulingGates.map((name) => ({ name })) }),
  };
}

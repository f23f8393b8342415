import type { HorizontalPodAutoscaler, HorizontalPodAutoscalerBehavior, HPAScalingPolicy, HPAScalingRules, MetricSpec } from '../../generated/kubernetes';
import { checkFields, checkInteger, checkMap, checkOneOf, type PlainMap } from '../core/checks';
import { checkApiVersion, type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import { checkName, pathSegment } from '../core/names';
import { isPodOwner, type PodOwner } from '../core/pod-set';
import type { Problems } from '../core/problems';
import { checkQuantity, type Quantity } from '../core/quantity';
import { itemsOf, readField } from '../core/read-field';
import type { Consumer } from '../core/references';
import { type MetricProps, normalizeMetrics, type ResourceGoal, resourceMetric } from './metrics';

/** A step by which an autoscaler may change the number of pods within a time. */
export interface ScalingPolicyProps {
  /** A number of pods, or a percentage of those that there are. */
  readonly type: 'Pods' | 'Percent';
  /** At least 1. */
  readonly value: number;
  /** Seconds, 1-1800. */
  readonly periodSeconds: number;
}

/** How fast an autoscaler goes in one direction. */
export interface ScalingRulesProps {
  /** Seconds in which earlier advice still counts, 0-3600. @default - 0 for up, 300 for down */
  readonly stabilizationWindowSeconds?: number | undefined;
  /** Which policy wins: the one that changes most (`Max`) or least (`Min`); `Disabled` stops this direction. @default 'Max' */
  readonly selectPolicy?: 'Max' | 'Min' | 'Disabled' | undefined;
  /** Steps. @default - up: 4 pods or 100% in 15 seconds; down: 100% in 15 seconds */
  readonly policies?: readonly ScalingPolicyProps[] | undefined;
  /** Deviation from the goal that changes nothing, such as `0.05`. Kubernetes from 1.33, where the feature is on. @default 0.1 */
  readonly tolerance?: Quantity | undefined;
}

/** Scaling by metrics. @see https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/ */
export interface AutoscalerProps {
  /** Fewest pods. @default 1 */
  readonly min?: number | undefined;
  /** Most pods. */
  readonly max: number;
  /** Goal for the CPU of the pods: a share of their requests (`70%`), or an average amount for each pod (`500m`). @default - none */
  readonly cpu?: ResourceGoal | undefined;
  /** Goal for the memory of the pods: a share of their requests (`80%`), or an average amount for each pod (`1Gi`). @default - none */
  readonly memory?: ResourceGoal | undefined;
  /** More metrics; the one that asks for most pods wins. @default - none; without any metric, the CPU at 80% */
  readonly metrics?: readonly MetricProps[] | undefined;
  /** How fast. @default - up at once, down after five minutes */
  readonly behavior?: { readonly scaleUp?: ScalingRulesProps | undefined; readonly scaleDown?: ScalingRulesProps | undefined } | undefined;
}

/** An autoscaler that stands for itself, with what it scales. */
export interface HorizontalPodAutoscalerProps extends AutoscalerProps, MetadataProps {
  /** An app, or the object by apiVersion, kind and name. */
  readonly target: PodOwner | { readonly apiVersion: string; readonly kind: string; readonly name: string };
}

/** What is scaled. */
export interface ScaleTarget {
  /** Group and version of its kind. */
  readonly apiVersion: string;
  /** Its kind. */
  readonly kind: string;
  /** `metadata.name`. */
  readonly name: string;
}

/** An autoscaler after normalization. */
export interface AutoscalerModel {
  readonly minReplicas?: number | undefined;
  readonly maxReplicas: number;
  readonly metrics: readonly MetricSpec[];
  readonly behavior?: HorizontalPodAutoscalerBehavior | undefined;
}

/** The number of pods after normalization: fixed, scaled by metrics, or (neither) as the workload's kind has it. */
export interface ReplicasModel {
  readonly replicas?: number;
  readonly autoscaler?: AutoscalerModel;
}

const autoscalerFields: ReadonlySet<string> = new Set(['min', 'max', 'cpu', 'memory', 'metrics', 'behavior']);
/** Every field of `HorizontalPodAutoscalerProps`, and what the construct adds. */
export const horizontalPodAutoscalerFieldNames: ReadonlySet<string> = new Set([
  ...autoscalerFields, 'target', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'name', 'override',
]);
const targetFields: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'name']);
const behaviorFields: ReadonlySet<string> = new Set(['scaleUp', 'scaleDown']);
const rulesFields: ReadonlySet<string> = new Set(['stabilizationWindowSeconds', 'selectPolicy', 'policies', 'tolerance']);
const policyFields: ReadonlySet<string> = new Set(['type', 'value', 'periodSeconds']);
const mostReplicas = 2_147_483_647;

/** Brings `replicas` of an app into its full form: a number, or an autoscaler. */
export function normalizeReplicas(
  input: number | AutoscalerProps | undefined, problems: Problems, consumer: Consumer, containers?: readonly string[],
): ReplicasModel {
  if (input === undefined) return {};
  if (typeof input === 'number') return checkInteger(problems, input, 0, mostReplicas) ? { replicas: input } : {};
  if (!checkMap(problems, input, 'a number, or a map with min and max')) return {};
  return { autoscaler: normalizeAutoscaler(input, problems, consumer, { containers }) };
}

/** What is known of an autoscaler besides its props. */
export interface AutoscalerContext {
  /** @default - those of `AutoscalerProps` */
  readonly fields?: ReadonlySet<string>;
  /** Names of the containers of the pods. @default - not known */
  readonly containers?: readonly string[] | undefined;
}

/** Brings an autoscaler into its full form and reports what the API server refuses. */
export function normalizeAutoscaler(
  input: AutoscalerProps, problems: Problems, consumer: Consumer, { fields = autoscalerFields, containers }: AutoscalerContext = {},
): AutoscalerModel {
  const props: PlainMap = checkMap(problems, input) ? input : {};
  checkFields(problems, props, fields);
  if (props['max'] === undefined) problems.at('max').report('value/missing', { field: 'max' });
  const maxReplicas = readField(problems, props, 'max', checkPositive) ?? 1;
  const minReplicas = readField(problems, props, 'min', checkNotNegative);
  if (minReplicas !== undefined && typeof props['max'] === 'number' && minReplicas > maxReplicas) {
    problems.at('min').report('value/min-over-max', { min: minReplicas, max: maxReplicas, minField: 'min', maxField: 'max' });
  }
  const metrics = [
    ...(['cpu', 'memory'] as const).flatMap((name) => (props[name] === undefined ? [] : resourceMetric(name, props[name], problems.at(name)) ?? [])),
    ...normalizeMetrics(props['metrics'], problems.at('metrics'), consumer, containers),
  ];
  if (minReplicas === 0) {
    if (!metrics.some(({ type }) => type === 'Object' || type === 'External')) problems.at('min').report('autoscaler/from-zero', {});
    else problems.at('min').report('autoscaler/zero-gate', {});
  }
  return { minReplicas, maxReplicas, metrics, behavior: behaviorOf(props['behavior'], problems.at('behavior')) };
}

/** The HorizontalPodAutoscaler of a model. */
export function autoscalerObject(
  model: AutoscalerModel,
  { apiVersion, kind, name }: ScaleTarget,
  identity: Identity,
  problems: Problems,
  metadata: MetadataProps = {},
  inherited?: { readonly labels?: { readonly [key: string]: string } },
): HorizontalPodAutoscaler {
  const { minReplicas, maxReplicas, metrics, behavior } = model;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataFields(identity, metadata, problems, inherited),
    spec: {
      scaleTargetRef: { apiVersion, kind, name },
      ...(minReplicas === undefined ? undefined : { minReplicas }),
      maxReplicas,
      ...(metrics.length === 0 ? undefined : { metrics }),
      ...(behavior === undefined ? undefined : { behavior }),
    },
  };
}

/** What an autoscaler scales; what is wrong is reported. */
export function scaleTargetOf(input: unknown, problems: Problems, consumer: Consumer): ScaleTarget | undefined {
  if (isPodOwner(input)) {
    const { target } = input.podSet;
    return consumer.use(problems, target) ? target : undefined;
  }
  if (!checkMap(problems, input, 'an app, or a map with apiVersion, kind and name')) return undefined;
  checkFields(problems, input, targetFields);
  const well = [
    checkScaledVersion(problems.at('apiVersion'), input['apiVersion'], input['kind']),
    checkName(problems.at('kind'), pathSegment, 'kind', input['kind']),
    checkName(problems.at('name'), pathSegment, 'name', input['name']),
  ].every(Boolean);
  return well ? (input as unknown as ScaleTarget) : undefined;
}

/** Nothing of the core group can be scaled but ReplicationControllers. */
function checkScaledVersion(problems: Problems, value: unknown, kind: unknown): value is string {
  if (!checkApiVersion(problems, value)) return false;
  if (value.includes('/') || kind === 'ReplicationController') return true;
  problems.report('value/wrong-type', { expected: 'a group and a version such as apps/v1', found: value });
  return false;
}

/** An autoscaler that stands for itself: how it scales, and what. */
export function normalizeHorizontalPodAutoscaler(
  input: HorizontalPodAutoscalerProps, problems: Problems, consumer: Consumer,
): { readonly model: AutoscalerModel; readonly target: ScaleTarget | undefined } {
  const given: unknown = (input as Partial<HorizontalPodAutoscalerProps> | undefined)?.target;
  const containers = isPodOwner(given) ? given.podSet.containers : undefined;
  const model = normalizeAutoscaler(input, problems, consumer, { fields: horizontalPodAutoscalerFieldNames, containers });
  return { model, target: scaleTargetOf(given, problems.at('target'), consumer) };
}

function behaviorOf(input: unknown, problems: Problems): HorizontalPodAutoscalerBehavior | undefined {
  if (input === undefined || !checkMap(problems, input, 'a map with scaleUp and scaleDown')) return undefined;
  checkFields(problems, input, behaviorFields);
  const scaleUp = scalingRules(input['scaleUp'], problems.at('scaleUp'));
  const scaleDown = scalingRules(input['scaleDown'], problems.at('scaleDown'));
  if (scaleUp === undefined && scaleDown === undefined) return undefined;
  return { ...(scaleUp === undefined ? undefined : { scaleUp }), ...(scaleDown === undefined ? undefined : { scaleDown }) };
}

function scalingRules(input: unknown, problems: Problems): HPAScalingRules | undefined {
  if (input === undefined || !checkMap(problems, input)) return undefined;
  checkFields(problems, input, rulesFields);
  const stabilizationWindowSeconds = readField(problems, input, 'stabilizationWindowSeconds', checkWindow);
  const selectPolicy = readField(problems, input, 'selectPolicy', checkSelect);
  const tolerance = readField(problems, input, 'tolerance', (place, value): value is Quantity => checkQuantity(place, value));
  const given = itemsOf(problems.at('policies'), input['policies']);
  if (Array.isArray(input['policies']) && given.length === 0) {
    problems.at('policies').report('value/wrong-type', { expected: 'a list with at least one policy', found: input['policies'] });
  }
  const policies = given.flatMap(([item, place]) => scalingPolicy(item, place) ?? []);
  return {
    ...(stabilizationWindowSeconds === undefined ? undefined : { stabilizationWindowSeconds }),
    ...(selectPolicy === undefined ? undefined : { selectPolicy }),
    ...(policies.length === 0 ? undefined : { policies }),
    ...(tolerance === undefined ? undefined : { tolerance }),
  };
}

function scalingPolicy(input: unknown, problems: Problems): HPAScalingPolicy | undefined {
  if (!checkMap(problems, input, 'a map with type, value and periodSeconds')) return undefined;
  checkFields(problems, input, policyFields);
  const well = [
    checkOneOf(problems.at('type'), input['type'], ['Pods', 'Percent']),
    checkInteger(problems.at('value'), input['value'], 1, mostReplicas),
    checkInteger(problems.at('periodSeconds'), input['periodSeconds'], 1, 1800),
  ].every(Boolean);
  return well ? (input as unknown as HPAScalingPolicy) : undefined;
}

function checkWindow(problems: Problems, value: unknown): value is number {
  return checkInteger(problems, value, 0, 3600);
}

function checkSelect(problems: Problems, value: unknown): value is 'Max' | 'Min' | 'Disabled' {
  return checkOneOf(problems, value, ['Max', 'Min', 'Disabled'] as const);
}

function checkPositive(problems: Problems, value: unknown): value is number {
  return checkInteger(problems, value, 1, mostReplicas);
}

function checkNotNegative(problems: Problems, value: unknown): value is number {
  return checkInteger(problems, value, 0, mostReplicas);
}

import type { CrossVersionObjectReference, MetricIdentifier, MetricSpec, MetricTarget } from '../../generated/kubernetes';
import { checkExclusive, checkFields, checkMap, checkText, type PlainMap } from '../core/checks';
import { type LabelSelectorInput, labelSelectorFields, normalizeLabelSelector } from '../core/label-selector';
import { checkApiVersion } from '../core/metadata';
import { checkName, dnsLabel, pathSegment } from '../core/names';
import type { Problems } from '../core/problems';
import { quantityValue, type Quantity } from '../core/quantity';
import { itemsOf } from '../core/read-field';
import type { Consumer } from '../core/references';
import { nearest } from '../core/suggest';
import { isTargeted, type Targeted } from '../core/targeted';
import { brokenContainerResource, containerResources } from './container-resources';
import { percentOf } from './shares';

/** A goal for a resource of the pods: a share of their requests (`70%`), or an average amount for each pod (`500m`). */
export type ResourceGoal = string;

/** CPU, memory or another resource that all containers of a pod use together. */
export interface ResourceMetricProps {
  /** `cpu`, `memory` … */
  readonly resource: string;
  /** What it should be. */
  readonly target: ResourceGoal;
  /** Counts this container alone. @default - all containers of the pod */
  readonly container?: string | undefined;
}

/** A metric that the pods report themselves. */
export interface PodsMetricProps {
  /** Name of the metric. */
  readonly pods: string;
  /** Which of its series count. @default - all */
  readonly selector?: LabelSelectorInput | undefined;
  /** Average for each pod. */
  readonly averageValue: Quantity;
}

/** The value of a metric, in all or divided by the number of pods: exactly one of them. */
export interface MetricGoal {
  /** @default - `averageValue` is given */
  readonly value?: Quantity | undefined;
  /** @default - `value` is given */
  readonly averageValue?: Quantity | undefined;
}

/** A metric of another object of the namespace, such as the requests of an Ingress. */
export interface ObjectMetricProps extends MetricGoal {
  /** The object. */
  readonly object: CrossVersionObjectReference | Targeted;
  /** Name of the metric. */
  readonly metric: string;
  /** Which of its series count. @default - all */
  readonly selector?: LabelSelectorInput | undefined;
}

/** A metric from outside of the cluster, such as the length of a queue. */
export interface ExternalMetricProps extends MetricGoal {
  /** Name of the metric. */
  readonly external: string;
  /** Which of its series count. @default - all */
  readonly selector?: LabelSelectorInput | undefined;
}

/** What an autoscaler looks at. @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#scaling-on-multiple-metrics */
export type MetricProps = ResourceMetricProps | PodsMetricProps | ObjectMetricProps | ExternalMetricProps;

const kinds = ['resource', 'pods', 'object', 'external'] as const;
const fieldsOf: { readonly [K in (typeof kinds)[number]]: ReadonlySet<string> } = {
  resource: new Set(['resource', 'target', 'container']),
  pods: new Set(['pods', 'selector', 'averageValue']),
  object: new Set(['object', 'metric', 'selector', 'value', 'averageValue']),
  external: new Set(['external', 'selector', 'value', 'averageValue']),
};
const objectFields: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'name']);

/**
 * Brings metrics into the form that an autoscaler has.
 * @param containers names of the containers of the pods; `undefined` when they are not known
 */
export function normalizeMetrics(input: unknown, problems: Problems, consumer: Consumer, containers?: readonly string[]): MetricSpec[] {
  return itemsOf(problems, input).flatMap(([item, place]) => metricOf(item, place, consumer, containers) ?? []);
}

/** A metric of a resource of the pods: `cpu: '70%'`. */
export function resourceMetric(resource: string, goal: unknown, problems: Problems, container?: string): MetricSpec | undefined {
  const target = resourceTarget(goal, problems);
  if (target === undefined) return undefined;
  return container === undefined
    ? { type: 'Resource', resource: { name: resource, target } }
    : { type: 'ContainerResource', containerResource: { name: resource, container, target } };
}

function metricOf(input: unknown, problems: Problems, consumer: Consumer, containers: readonly string[] | undefined): MetricSpec | undefined {
  if (!checkMap(problems, input, 'a metric: a map with resource, pods, object or external')) return undefined;
  const kind = checkExclusive(problems, input, kinds, true);
  // Of a metric of two kinds, nobody knows which fields belong.
  if (kind === undefined || kinds.some((other) => other !== kind && input[other] !== undefined)) return undefined;
  checkFields(problems, input, fieldsOf[kind]);
  switch (kind) {
    case 'resource': {
      const { resource, container } = input;
      const named = container === undefined || checkContainer(problems.at('container'), container, containers);
      if (!checkResource(problems.at('resource'), resource) || !named) return undefined;
      return resourceMetric(resource, input['target'], problems.at('target'), container);
    }
    case 'pods': {
      const metric = identifierOf(input, 'pods', problems);
      if (input['averageValue'] === undefined) problems.at('averageValue').report('value/missing', { field: 'averageValue' });
      const target = amountTarget(input, problems);
      return metric === undefined || target === undefined ? undefined : { type: 'Pods', pods: { metric, target } };
    }
    case 'object': {
      const metric = identifierOf(input, 'metric', problems);
      const describedObject = describedObjectOf(input['object'], problems.at('object'), consumer);
      const target = goalOf(input, problems);
      return metric === undefined || target === undefined || describedObject === undefined
        ? undefined
        : { type: 'Object', object: { describedObject, metric, target } };
    }
    case 'external': {
      const metric = identifierOf(input, 'external', problems);
      const target = goalOf(input, problems);
      return metric === undefined || target === undefined ? undefined : { type: 'External', external: { metric, target } };
    }
  }
}

function checkContainer(problems: Problems, name: unknown, known: readonly string[] | undefined): name is string {
  if (!checkName(problems, dnsLabel, 'container name', name)) return false;
  if (known === undefined || known.includes(name)) return true;
  problems.report('autoscaler/unknown-container', { container: name, known, nearest: nearest(name, known) });
  return false;
}

/** Of what no container can have, nothing is ever measured. */
function checkResource(problems: Problems, name: unknown): name is string {
  if (!checkText(problems, name, 'the name of a resource')) return false;
  if (brokenContainerResource(name) === undefined) return true;
  problems.report('resource/unknown', { name, nearest: nearest(name, containerResources) });
  return false;
}

function identifierOf(props: PlainMap, field: string, problems: Problems): MetricIdentifier | undefined {
  const name = props[field];
  if (!checkName(problems.at(field), pathSegment, 'metric name', name)) return undefined;
  if (props['selector'] === undefined) return { name };
  return { name, selector: labelSelectorFields(normalizeLabelSelector(props['selector'] as LabelSelectorInput, problems.at('selector'))) };
}

function describedObjectOf(input: unknown, problems: Problems, consumer: Consumer): CrossVersionObjectReference | undefined {
  if (isTargeted(input)) {
    const { target } = input;
    return consumer.use(problems, target) ? { apiVersion: target.apiVersion, kind: target.kind, name: target.name } : undefined;
  }
  if (!checkMap(problems, input, 'a map with apiVersion, kind and name')) return undefined;
  checkFields(problems, input, objectFields);
  const { apiVersion, kind, name } = input;
  const well = [
    checkApiVersion(problems.at('apiVersion'), apiVersion),
    checkName(problems.at('kind'), pathSegment, 'kind', kind),
    checkName(problems.at('name'), pathSegment, 'name', name),
  ].every(Boolean);
  return well ? (input as unknown as CrossVersionObjectReference) : undefined;
}

function resourceTarget(goal: unknown, problems: Problems): MetricTarget | undefined {
  const percent = percentOf(goal);
  if (percent !== undefined && percent > 0) return { type: 'Utilization', averageUtilization: percent };
  if (typeof goal === 'string' && isPositive(goal)) return { type: 'AverageValue', averageValue: goal };
  problems.report('autoscaler/target', { expected: 'a share of the requests such as "70%", or an average amount for each pod such as "500m"', found: goal });
  return undefined;
}

function goalOf(props: PlainMap, problems: Problems): MetricTarget | undefined {
  return checkExclusive(problems, props, ['value', 'averageValue'], true) === undefined ? undefined : amountTarget(props, problems);
}

function amountTarget({ value, averageValue }: PlainMap, problems: Problems): MetricTarget | undefined {
  const [field, type, amount] = value === undefined ? (['averageValue', 'AverageValue', averageValue] as const) : (['value', 'Value', value] as const);
  if (amount === undefined) return undefined;
  if ((typeof amount === 'string' || typeof amount === 'number') && isPositive(amount)) return { type, [field]: amount };
  problems.at(field).report('autoscaler/target', { expected: 'a quantity above zero such as 100 or "500m"', found: amount });
  return undefined;
}

function isPositive(amount: Quantity): boolean {
  const value = quantityValue(amount);
  return value !== undefined && value > 0n;
}

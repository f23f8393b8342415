import type {
  ContainerResourceMetricSource, ExternalMetricSource, MetricIdentifier, MetricSpec, MetricTarget, ObjectMetricSource, PodsMetricSource,
  ResourceMetricSource,
} from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, fields, needs, objects, type Rule } from '../../rule/rules';
import { dnsLabel, pathSegment } from '../shared/names';
import { positive, positiveQuantity } from '../shared/numbers';
import { containerResourceName } from '../shared/resource-names';
import { scaledObject } from './scale-target';

const targetTypes = ['Utilization', 'Value', 'AverageValue'];

const target: Rule<MetricTarget> = all(
  ({ type = '' }, at) => {
    if (type === '') at.reportAt('type', 'api/required', { field: 'type' });
    if (!targetTypes.includes(type)) at.reportAt('type', 'api/choice', { found: type, known: targetTypes });
  },
  fields<MetricTarget>({ value: positiveQuantity, averageValue: positiveQuantity, averageUtilization: positive }),
);

const metric: Rule<MetricIdentifier> = needs<MetricIdentifier>({ name: pathSegment });

interface Targeted {
  readonly target: MetricTarget;
}

/** One of two forms of a target; without one the second is named as missing, and both together are forbidden at `both`. */
function eitherTarget(one: keyof MetricTarget, other: keyof MetricTarget, missing: keyof MetricTarget, both?: keyof MetricTarget): Rule<Targeted> {
  return (source, at) => {
    const given = source.target ?? {};
    const [first, second] = [given[one] !== undefined, given[other] !== undefined];
    if (!first && !second) at.reportAt(['target', missing], 'api/one-needed', { fields: [one, other] });
    if (first && second && both !== undefined) at.reportAt(['target', both], 'api/exclusive', { fields: [one, other] });
  };
}

const utilization = eitherTarget('averageUtilization', 'averageValue', 'averageUtilization', 'averageValue');

const sources: { readonly [S in 'object' | 'external' | 'pods' | 'resource' | 'containerResource']: Rule<never> } = {
  object: all(objects<ObjectMetricSource>({ describedObject: scaledObject(true), metric, target }), eitherTarget('value', 'averageValue', 'averageValue')),
  external: all(objects<ExternalMetricSource>({ metric, target }), eitherTarget('value', 'averageValue', 'averageValue', 'value')),
  pods: all(objects<PodsMetricSource>({ metric, target }), eitherTarget('averageValue', 'averageValue', 'averageValue')),
  resource: all(needs<ResourceMetricSource>({ name: () => undefined }), objects<ResourceMetricSource>({ target }), utilization),
  containerResource: all(
    needs<ContainerResourceMetricSource>({ name: containerResourceName, container: dnsLabel }),
    objects<ContainerResourceMetricSource>({ target }),
    utilization,
  ),
};
type Source = keyof typeof sources;
const names = Object.keys(sources) as Source[];

const ofType: ReadonlyMap<string, Source> = new Map([
  ['Object', 'object'], ['Pods', 'pods'], ['Resource', 'resource'], ['External', 'external'], ['ContainerResource', 'containerResource'],
]);

function asked(spec: MetricSpec, name: Source, at: Context): void {
  at.enter(name);
  sources[name](spec[name] as never, at);
  at.leave();
}

/** The source that the type names, and no other; of several, the server looks into the first. */
export const metricSpec: Rule<MetricSpec> = (spec, at) => {
  const { type = '' } = spec;
  const expected = ofType.get(type);
  if (type === '') at.reportAt('type', 'api/required', { field: 'type' });
  if (expected === undefined) at.reportAt('type', 'api/not-supported', { found: type, known: [...ofType.keys()] });
  else if (spec[expected] === undefined) at.reportAt(expected, 'api/required', { field: expected, when: `with the type ${type}` });
  const given = names.filter((name) => spec[name] !== undefined);
  if (given.length > 0) asked(spec, given[0]!, at);
  if (given.length === 1) return;
  for (const name of given) {
    if (name !== expected) at.reportAt(name, 'api/forbidden', { field: name, when: expected === undefined ? 'beside another source' : `with the type ${type}` });
  }
};

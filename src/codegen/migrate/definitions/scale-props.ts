import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { type Code, list, map, value } from '../../print/code';
import { mapsIn, optionalValue, sameFields } from './shelf';

/** What an autoscaler aims at. */
export function autoscalerProps(spec: PlainMap): { readonly [field: string]: Code | undefined } {
  const metrics = mapsIn(spec['metrics']);
  const short = shortMetrics(metrics);
  const rest = metrics.slice(Object.keys(short).length);
  return {
    min: optionalValue(spec['minReplicas']),
    max: optionalValue(spec['maxReplicas']),
    ...short,
    metrics: rest.length === 0 ? undefined : list(rest.map(metricCode)),
    behavior: optionalValue(spec['behavior']),
  };
}

/** Goals for processor and memory have words of their own, where they stand first and in that order. */
function shortMetrics(metrics: readonly PlainMap[]): { readonly [field: string]: Code } {
  const found: { [field: string]: Code } = {};
  for (const name of ['cpu', 'memory']) {
    const metric = metrics[Object.keys(found).length];
    const goal = metric?.['type'] === 'Resource' && isPlainMap(metric['resource']) && metric['resource']['name'] === name ? goalOf(metric['resource']['target']) : undefined;
    if (goal !== undefined) found[name] = value(goal);
  }
  return found;
}

function goalOf(target: unknown): unknown {
  if (!isPlainMap(target)) return undefined;
  if (target['type'] === 'Utilization') return `${String(target['averageUtilization'])}%`;
  return target['type'] === 'AverageValue' ? target['averageValue'] : undefined;
}

function metricCode(metric: PlainMap): Code {
  const { resource, containerResource, pods, object, external } = metric;
  if (isPlainMap(resource)) return value({ resource: resource['name'], target: goalOf(resource['target']) });
  if (isPlainMap(containerResource)) {
    return value({ resource: containerResource['name'], container: containerResource['container'], target: goalOf(containerResource['target']) });
  }
  if (isPlainMap(pods)) return map({ pods: nameCode(pods), ...selectorCode(pods), ...amounts(pods) });
  if (isPlainMap(object)) return map({ object: optionalValue(object['describedObject']), metric: nameCode(object), ...selectorCode(object), ...amounts(object) });
  return isPlainMap(external) ? map({ external: nameCode(external), ...selectorCode(external), ...amounts(external) }) : value(metric);
}

function nameCode({ metric }: PlainMap): Code | undefined {
  return isPlainMap(metric) ? optionalValue(metric['name']) : undefined;
}

function selectorCode({ metric }: PlainMap): { readonly selector?: Code | undefined } {
  return isPlainMap(metric) ? { selector: optionalValue(metric['selector']) } : {};
}

function amounts({ target }: PlainMap): { readonly [field: string]: Code | undefined } {
  return isPlainMap(target) ? sameFields(target, ['value', 'averageValue']) : {};
}

/** How many pods may be away. */
export function budgetProps(spec: PlainMap): { readonly [field: string]: Code | undefined } {
  return sameFields(spec, ['minAvailable', 'maxUnavailable', 'unhealthyPodEvictionPolicy']);
}

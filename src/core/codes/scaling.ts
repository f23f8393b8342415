import { show } from '../show';
import { doubtful, wrong } from './code';

/** Autoscalers, disruption budgets, quotas, limit ranges and priorities. */
export const scalingCodes = {
  'autoscaler/target': wrong<{ expected: string; found: unknown }>({
    title: 'The goal of a metric is not one that the metric can have.',
    message: ({ expected, found }) => `expected ${expected}, found ${show(found)}`,
  }),
  'autoscaler/from-zero': wrong<Record<string, never>>({
    title: 'An autoscaler that may scale to zero needs a metric that does not come from the pods.',
    message: () => 'a minimum of 0 needs a metric of type object or external: without pods there is nothing to measure',
    help: () => 'set "min" to 1, or scale by an object or external metric',
  }),
  'autoscaler/zero-gate': doubtful<Record<string, never>>({
    title: 'Scaling to zero needs a feature gate that clusters have off unless it was turned on.',
    message: () => 'a minimum of 0 is refused by clusters without the feature gate HPAScaleToZero',
  }),
  'percentage/invalid': wrong<{ found: unknown; max?: number | undefined; orNumber: boolean }>({
    title: 'A share is not written as a percentage.',
    message: ({ found, max, orNumber }) =>
      `expected ${orNumber ? 'a whole number or ' : ''}a percentage such as "50%"${max === undefined ? '' : `, at most ${max}%`}, found ${show(found)}`,
    help: ({ found }) => (typeof found === 'string' && /^\d+$/.test(found) ? `use ${found} without quotes, or "${found}%"` : undefined),
  }),
  'quota/unknown-resource': wrong<{ found: string; expected: string }>({
    title: 'A quota names a resource that Kubernetes does not count.',
    message: ({ found, expected }) => `there is no resource ${show(found)} to count: expected ${expected}`,
  }),
  'quota/not-countable': wrong<{ resource: string; found: unknown }>({
    title: 'A quota for something that comes in whole numbers has a fraction.',
    message: ({ resource, found }) => `${resource} comes in whole numbers, found ${show(found)}`,
  }),
  'quota/scope-clash': wrong<{ scopes: readonly string[] }>({
    title: 'Scopes of a quota exclude each other.',
    message: ({ scopes }) => `no pod is both ${scopes.join(' and ')}`,
  }),
  'quota/scope-resource': wrong<{ scope: string; resource: string }>({
    title: 'A scope of a quota does not apply to a resource that it limits.',
    message: ({ scope, resource }) => `scope ${scope} cannot limit ${show(resource)}`,
  }),
  'limits/not-for-type': wrong<{ field: string; type: string }>({
    title: 'A limit range has a field that its type does not have.',
    message: ({ field, type }) => `${JSON.stringify(field)} is not for limits of type ${type}`,
  }),
  'limits/order': wrong<{ resource: string; lower: string; lowerValue: unknown; upper: string; upperValue: unknown }>({
    title: 'Values of a limit range contradict each other.',
    message: ({ resource, lower, lowerValue, upper, upperValue }) =>
      `${resource}: ${lower} is ${show(lowerValue)} and ${upper} is ${show(upperValue)}, expected ${lower} <= ${upper}`,
  }),
  'priority/reserved-name': wrong<{ name: string }>({
    title: 'Names of priority classes that start with "system-" belong to Kubernetes.',
    message: ({ name }) => `the name ${show(name)} is reserved for Kubernetes itself`,
    help: () => 'choose a name that does not start with "system-"',
  }),
};

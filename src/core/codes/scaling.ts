import { bare, listed, show } from '../show';
import { didYouMean, doubtful, type Phrase, wrong } from './code';

/** Autoscalers, disruption budgets, quotas, limit ranges and priorities. */
export const scalingCodes = {
  'autoscaler/target': wrong<{ expected: Phrase; found: unknown }>({
    title: 'The goal of a metric is not one that the metric can have.',
    message: ({ expected, found }) => `expected ${expected}, found ${show(found)}`,
    help: () => 'a goal is a text: "70%" is a share, "500m" and "2Gi" are amounts',
  }),
  'autoscaler/from-zero': wrong<Record<string, never>>({
    title: 'An autoscaler that may scale to zero needs a metric that does not come from the pods.',
    message: () => 'a minimum of 0 needs a metric of type object or external: without pods there is nothing to measure',
    help: () => 'set "min" to 1, or scale by an object or external metric',
  }),
  'autoscaler/unknown-container': wrong<{ container: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'A metric counts a container that the pods do not have.',
    message: ({ container, known }) => `there is no container ${show(container)} that keeps running; the pods have ${listed(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'name one of them, or leave "container" out to count all'),
  }),
  'autoscaler/zero-gate': doubtful<Record<string, never>>({
    title: 'Scaling to zero needs a feature gate that clusters have off unless it was turned on.',
    message: () => 'a minimum of 0 is refused by clusters without the feature gate HPAScaleToZero',
    help: () => 'make sure that the cluster has HPAScaleToZero switched on, or set "min" to 1',
  }),
  'percentage/invalid': wrong<{ found: unknown; max?: number | undefined; orNumber: boolean }>({
    title: 'A share is not written as a percentage.',
    message: ({ found, max, orNumber }) =>
      `expected ${orNumber ? 'a whole number or ' : ''}a percentage such as "50%"${max === undefined ? '' : `, at most ${max}%`}, found ${show(found)}`,
    help: ({ found, max }) => {
      if (typeof found === 'string' && /^\d+%$/.test(found) && max !== undefined) return `use "${max}%" or less`;
      return typeof found === 'string' && /^\d{1,9}$/.test(found) ? `use ${found} without quotes, or "${found}%"` : 'write digits and "%" in one text: "25%"';
    },
  }),
  'quota/unknown-resource': wrong<{ found: string; expected: Phrase }>({
    title: 'A quota names a resource that Kubernetes does not count.',
    message: ({ found, expected }) => `there is no resource ${show(found)} to count: expected ${expected}`,
    help: () => 'objects of any kind are counted as "count/<resource>.<group>", such as count/deployments.apps',
  }),
  'quota/not-countable': wrong<{ resource: string; found: unknown }>({
    title: 'A quota for something that comes in whole numbers has a fraction.',
    message: ({ resource, found }) => `${bare(resource)} comes in whole numbers, found ${show(found)}`,
    help: () => 'write a whole number without a unit',
  }),
  'quota/scope-clash': wrong<{ scopes: readonly Phrase[] }>({
    title: 'Scopes of a quota exclude each other.',
    message: ({ scopes }) => `no pod is both ${scopes.join(' and ')}`,
    help: () => 'keep one of them, and make a second quota for the other',
  }),
  'quota/scope-resource': wrong<{ scope: Phrase; resource: string }>({
    title: 'A scope of a quota does not apply to a resource that it limits.',
    message: ({ scope, resource }) => `scope ${scope} cannot limit ${show(resource)}`,
    help: ({ resource }) => `limit ${show(resource)} in a quota without this scope`,
  }),
  'limits/not-for-type': wrong<{ field: string; type: Phrase }>({
    title: 'A limit range has a field that its type does not have.',
    message: ({ field, type }) => `${show(field)} is not for limits of type ${type}`,
    help: ({ field }) => `remove ${show(field)}: defaults are for containers, and min and max for every type`,
  }),
  'limits/order': wrong<{ resource: string; lower: Phrase; lowerValue: unknown; upper: Phrase; upperValue: unknown }>({
    title: 'Values of a limit range contradict each other.',
    message: ({ resource, lower, lowerValue, upper, upperValue }) =>
      `${bare(resource)}: ${lower} is ${show(lowerValue)} and ${upper} is ${show(upperValue)}, expected ${lower} <= ${upper}`,
    help: ({ lower, upper }) => `lower ${lower} or raise ${upper}`,
  }),
  'priority/reserved-name': wrong<{ name: string }>({
    title: 'Names of priority classes that start with "system-" belong to Kubernetes.',
    message: ({ name }) => `the name ${show(name)} is reserved for Kubernetes itself`,
    help: () => 'choose a name that does not start with "system-"',
  }),
};

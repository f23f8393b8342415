import type { Phrase } from '../../core/codes/code';
import { show } from '../../core/show';
import { refused } from './rule-facts';

const quantities = 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/';

/** What the API server says about numbers, amounts and ranges of them. */
export const apiNumberCodes = {
  'api/negative': refused<{ found: unknown }>({
    reason: 'FieldValueInvalid',
    title: 'A number or amount is below 0.',
    why: 'The field counts or measures something, and the API server refuses less than nothing.',
    see: quantities,
    message: ({ found }) => `expected 0 or more, found ${show(found)}`,
    help: () => 'use 0 or a greater number',
    example: { wrong: 'spec:\n  replicas: -1', right: 'spec:\n  replicas: 0' },
  }),
  'api/not-positive': refused<{ found: unknown }>({
    reason: 'FieldValueInvalid',
    title: 'A number or amount is 0 or less.',
    why: 'The field needs something to count or measure, and the API server refuses nothing.',
    see: quantities,
    message: ({ found }) => `expected more than 0, found ${show(found)}`,
    help: () => 'use a number greater than 0',
    example: { wrong: 'resources:\n  requests:\n    storage: 0', right: 'resources:\n  requests:\n    storage: 1Gi' },
  }),
  'api/out-of-range': refused<{ found: unknown; min?: number | undefined; max?: number | undefined }>({
    reason: 'FieldValueInvalid',
    title: 'A number lies outside its bounds.',
    why: 'The API server refuses the object.',
    see: 'https://kubernetes.io/docs/reference/kubernetes-api/',
    message: ({ found, min, max }) => `expected ${bounds(min, max)}, found ${show(found)}`,
    help: ({ min, max }) => `use a number ${bounds(min, max)}`,
  }),
  'api/port-range': refused<{ found: unknown }>({
    reason: 'FieldValueInvalid',
    title: 'A port is not a number from 1 to 65535.',
    why: 'There are no other ports in TCP, UDP and SCTP.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/service/',
    message: ({ found }) => `expected a port from 1 to 65535, found ${show(found)}`,
    help: () => 'use a number from 1 to 65535',
    example: { wrong: 'ports:\n  - port: 80808', right: 'ports:\n  - port: 8080' },
  }),
  'api/greater-than': refused<{ found: unknown; limit: unknown; of: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'A number or amount is greater than another one that limits it.',
    why: 'Both together could never be fulfilled, so the API server refuses the object.',
    see: 'https://kubernetes.io/docs/reference/kubernetes-api/',
    message: ({ found, limit, of }) => `expected at most ${show(limit)} (${of}), found ${show(found)}`,
    help: ({ of }) => `lower it, or raise ${of}`,
  }),
  'api/less-than': refused<{ found: unknown; limit: unknown; of: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'A number or amount is less than another one that it must reach.',
    why: 'Both together could never be fulfilled, so the API server refuses the object.',
    see: 'https://kubernetes.io/docs/reference/kubernetes-api/',
    message: ({ found, limit, of }) => `expected at least ${show(limit)} (${of}), found ${show(found)}`,
    help: ({ of }) => `raise it, or lower ${of}`,
  }),
  'api/not-whole': refused<{ found: unknown; resource: string }>({
    reason: 'FieldValueInvalid',
    title: 'An amount of something countable is a fraction.',
    why: 'Objects and devices are counted: there is no half of one.',
    see: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources',
    message: ({ found, resource }) => `expected a whole number of ${show(resource)}, found ${show(found)}`,
    help: () => 'use a whole number',
    example: { wrong: 'limits:\n  example.com/gpu: 500m', right: 'limits:\n  example.com/gpu: 1' },
  }),
  'api/percent': refused<{ found: unknown }>({
    reason: 'FieldValueInvalid',
    title: 'A text is no percentage.',
    why: 'The field takes a whole number, or a percentage such as "25%". A number in quotes is neither.',
    see: 'https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/#intorstring-intstr-util',
    message: ({ found }) => `expected a whole number, or digits and "%", found ${show(found)}`,
    help: ({ found }) => (typeof found === 'string' && /^\d+$/.test(found) ? `write ${found} without quotes, or "${found}%"` : 'use a whole number, or a percentage such as "25%"'),
    example: { wrong: 'maxUnavailable: "1"', right: 'maxUnavailable: 1' },
  }),
  'api/percent-above-100': refused<{ found: unknown }>({
    reason: 'FieldValueInvalid',
    title: 'A percentage is above 100%.',
    why: 'There are no more than all of them.',
    see: 'https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/#intorstring-intstr-util',
    message: ({ found }) => `expected at most 100%, found ${show(found)}`,
    help: () => 'use 100% or less',
  }),
};

function bounds(min: number | undefined, max: number | undefined): string {
  if (max === undefined) return `at least ${min}`;
  return min === undefined ? `at most ${max}` : `from ${min} to ${max}`;
}

import type { Phrase } from '../../core/codes/code';
import { show } from '../../core/show';
import { refused } from './rule-facts';

const resources = 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/';
const scopes = 'https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes';

/** What the API server says about names of resources, and about quotas. */
export const apiResourceCodes = {
  'resource/unknown': refused<{ found: string; of: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'A resource without prefix is none of those that Kubernetes defines.',
    why: 'Resources that others define have the domain of whoever does before a "/".',
    see: resources,
    message: ({ found, of }) => `there is no resource ${show(found)} of ${of}`,
    help: ({ of }) => (of === 'a quota' ? 'use a resource such as requests.cpu, limits.memory or pods' : 'use a resource such as cpu or memory, or one with a prefix such as example.com/gpu'),
    example: { wrong: 'limits:\n  mem: 1Gi', right: 'limits:\n  memory: 1Gi' },
  }),
  'resource/no-extended': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'The name of an extended resource cannot be limited by a quota.',
    why: 'A quota puts "requests." before the name, which must still be a qualified name then.',
    see: `${resources}#extended-resources`,
    message: ({ found }) => `${show(found)} is no name of an extended resource`,
    help: () => 'use a shorter prefix, not beginning with "requests."',
  }),
  'quota/scope-of-resource': refused<{ scope: string; resource: string }>({
    reason: 'FieldValueInvalid',
    title: 'A quota limits a resource that its scope has nothing to do with.',
    why: 'Scopes choose pods or claims, so that such a quota can limit nothing but theirs.',
    see: scopes,
    message: ({ scope, resource }) => `the scope ${show(scope)} does not apply to ${show(resource)}`,
    help: ({ resource }) => `put ${show(resource)} into a quota of its own`,
    example: { wrong: 'hard:\n  services: 5\nscopes:\n  - BestEffort', right: 'hard:\n  pods: 5\nscopes:\n  - BestEffort' },
  }),
  'quota/scopes-conflict': refused<{ one: string; other: string }>({
    reason: 'FieldValueInvalid',
    title: 'A quota has two scopes that no pod can have at once.',
    why: 'It would limit nothing.',
    see: scopes,
    message: ({ one, other }) => `${show(one)} and ${show(other)} exclude each other`,
    help: () => 'keep one of them',
  }),
};

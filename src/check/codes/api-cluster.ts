import { show } from '../../core/show';
import { refused } from './rule-facts';

const priorities = 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass';

/** What the API server says about objects of the whole cluster. */
export const apiClusterCodes = {
  'priority/too-high': refused<{ found: number; max: number }>({
    reason: 'FieldValueForbidden',
    title: 'A priority is higher than those that users can give.',
    why: 'Priorities above 1,000,000,000 are for the pods that a cluster cannot run without.',
    see: priorities,
    message: ({ found, max }) => `expected at most ${max}, found ${found}`,
    help: () => 'lower the value, or use the class system-cluster-critical for such pods',
    example: { wrong: 'value: 2000000000', right: 'value: 1000000000' },
  }),
  'priority/reserved': refused<{ found: string }>({
    reason: 'FieldValueForbidden',
    title: 'The name of a priority class begins with "system-".',
    why: 'Such names are reserved for the classes that every cluster has, with exactly their values.',
    see: priorities,
    message: ({ found }) => `${show(found)} is reserved for the system`,
    help: ({ found }) => `use another name, such as ${found.slice('system-'.length) || 'high'}`,
    example: { wrong: 'metadata:\n  name: system-backup', right: 'metadata:\n  name: backup' },
  }),
};

import { listed, show } from '../../core/show';
import { refused } from './rule-facts';

const selectors = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors';

/** What the API server says about selectors of labels. */
export const apiSelectorCodes = {
  'selector/unreadable': refused<Record<string, never>>({
    reason: 'FieldValueInvalid',
    title: 'A selector cannot be read as a whole, since one of its conditions is wrong.',
    why: 'The API server reports the condition and the selector; it is one mistake.',
    see: selectors,
    message: () => 'the selector has a condition that cannot be read',
    help: () => 'mend the condition',
  }),
  'selector/empty': refused<{ kind: string }>({
    reason: 'FieldValueInvalid',
    title: 'The selector of a workload selects everything.',
    why: 'It would take the pods of every other workload of the namespace for its own.',
    see: selectors,
    message: ({ kind }) => `the selector of a ${kind} must have a condition`,
    help: () => 'set matchLabels to labels of the pod template',
    example: { wrong: 'selector: {}', right: 'selector:\n  matchLabels:\n    app: web' },
  }),
  'selector/mismatch': refused<{ selector: readonly string[]; labels: readonly string[] }>({
    reason: 'FieldValueInvalid',
    title: 'The selector of a workload does not select the pods of its own template.',
    why: 'The controller would make pods without end and never find them.',
    see: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
    message: ({ selector, labels }) => {
      const has = labels.length === 0 ? 'the pod template has no labels' : `the pod template has the labels ${listed(labels)}`;
      return selector.length === 0 ? `${has}, and there is no selector` : `${has}, the selector asks for ${listed(selector)}`;
    },
    help: ({ selector: [first, ...others] }) => {
      if (first === undefined) return 'set matchLabels to labels of the template';
      return others.length === 0 ? `add ${show(first)} to the labels of the template` : 'give the template the labels of the selector';
    },
    example: {
      wrong: 'selector:\n  matchLabels:\n    app: web\ntemplate:\n  metadata:\n    labels:\n      app: www',
      right: 'selector:\n  matchLabels:\n    app: web\ntemplate:\n  metadata:\n    labels:\n      app: web',
    },
  }),
};

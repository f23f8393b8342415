import { listedBare, show } from '../show';
import { didYouMean, type Phrase, wrong } from './code';

/** Overrides: partial objects and JSON Patches that are merged into what a definition builds. */
export const overrideCodes = {
  'override/no-object': wrong<{ selector: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'An override, or toApiObject, is for an object that the definition does not make.',
    message: ({ selector, known }) => `this definition makes no ${show(selector)}; it makes ${listedBare(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'name one of those that it makes'),
  }),
  'override/ambiguous': wrong<{ selector: string; known: readonly string[] }>({
    title: 'An override names a kind of which the definition makes several objects.',
    message: ({ selector, known }) => `${show(selector)} could be each of ${listedBare(known)}`,
    help: ({ known }) => `name the object too, as in ${show(known[0] ?? 'Kind/name')}`,
  }),
  'override/identity': wrong<{ field: string; prop?: string | undefined }>({
    title: 'An override changes what others refer to an object by; they would not follow.',
    message: ({ field }) => `${show(field)} cannot be overridden: references, labels and selectors of the definition would not follow`,
    help: ({ prop }) => {
      if (prop === undefined) return 'use KubeObject for an object of another kind';
      return `give the ${prop === 'namespace' ? 'bundle' : 'definition'} its ${show(prop)}`;
    },
  }),
  'override/pods-not-selected': wrong<Record<string, never>>({
    title: 'An override takes from the pods the labels that their own workload selects them by.',
    message: () => 'the labels of the pods no longer match the selector of the workload',
    help: () => 'give the definition its "selector" and "podLabels"',
  }),
  'override/no-effect': wrong<{ value?: unknown }>({
    title: 'An override changes nothing: the object has this value already.',
    message: ({ value }) => (value === undefined ? 'this override changes nothing' : `this override changes nothing: the value is ${show(value)} already`),
    help: () => 'remove it',
  }),
  'override/unknown-field': wrong<{ field: string; nearest?: string | undefined; known?: readonly string[] | undefined }>({
    title: 'An override names a field that the kind does not have.',
    message: ({ field }) => `the API has no field ${show(field)} here`,
    help: ({ nearest, known }) =>
      didYouMean(nearest, known === undefined ? 'see kubectl explain for the fields of the kind' : `the fields are ${listedBare(known, 16)}`),
  }),
  'override/wrong-type': wrong<{ expected: Phrase; found: unknown }>({
    title: 'An override gives a field another type than the API does.',
    message: ({ expected, found }) => `expected ${expected}, found ${show(found)}`,
    help: () => 'give a value of that type, or null to remove the field',
  }),
  'override/no-merge-key': wrong<{ keys: readonly Phrase[] }>({
    title: 'An item of a list that is merged by key lacks that key.',
    message: ({ keys }) => `an item of this list is found by ${keys.map(show).join(' and ')}, which it does not have`,
    help: () => 'add the key, so that the item can be found',
  }),
  'override/patch-failed': wrong<{ reason: Phrase }>({
    title: 'A JSON Patch cannot be applied.',
    message: ({ reason }) => `the patch fails: ${reason}`,
    help: () => 'compare the path with the object as it is without the patch; keys with "/" are written with "~1"',
  }),
};

import { show } from '../show';
import { wrong } from './code';

/** Overrides: partial objects and JSON Patches that are merged into what a definition builds. */
export const overrideCodes = {
  'override/no-object': wrong<{ selector: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'An override is for an object that the definition does not make.',
    message: ({ selector, known }) => `this definition makes no ${JSON.stringify(selector)}; it makes ${known.join(', ')}`,
    help: ({ nearest }) => (nearest === undefined ? undefined : `did you mean ${JSON.stringify(nearest)}?`),
  }),
  'override/ambiguous': wrong<{ selector: string; known: readonly string[] }>({
    title: 'An override names a kind of which the definition makes several objects.',
    message: ({ selector, known }) => `${JSON.stringify(selector)} could be each of ${known.join(', ')}`,
    help: ({ known }) => `name the object too, as in ${JSON.stringify(known[0])}`,
  }),
  'override/no-effect': wrong<{ value?: unknown }>({
    title: 'An override changes nothing: the object has this value already.',
    message: ({ value }) => (value === undefined ? 'this override changes nothing' : `this override changes nothing: the value is ${show(value)} already`),
    help: () => 'remove it',
  }),
  'override/unknown-field': wrong<{ field: string; nearest?: string | undefined; known?: readonly string[] | undefined }>({
    title: 'An override names a field that the kind does not have.',
    message: ({ field }) => `the API has no field ${JSON.stringify(field)} here`,
    help: ({ nearest, known }) =>
      nearest !== undefined ? `did you mean ${JSON.stringify(nearest)}?` : known === undefined ? undefined : `the fields are ${known.join(', ')}`,
  }),
  'override/wrong-type': wrong<{ expected: string; found: unknown }>({
    title: 'An override gives a field another type than the API does.',
    message: ({ expected, found }) => `expected ${expected}, found ${show(found)}`,
  }),
  'override/no-merge-key': wrong<{ keys: readonly string[] }>({
    title: 'An item of a list that is merged by key lacks that key.',
    message: ({ keys }) => `an item of this list is found by ${keys.map((key) => JSON.stringify(key)).join(' and ')}, which it does not have`,
    help: () => 'add the key, so that the item can be found',
  }),
  'override/patch-failed': wrong<{ reason: string }>({
    title: 'A JSON Patch cannot be applied.',
    message: ({ reason }) => `the patch fails: ${reason}`,
  }),
};

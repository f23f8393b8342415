import type { Phrase } from '../../core/codes/code';
import { listed, show } from '../../core/show';
import { noteworthy, refused } from './rule-facts';

const validation = 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation';
const rules = 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules';
const why = 'The API server refuses the object: its CustomResourceDefinition says so.';

/** What the definition of a custom resource says of its objects. */
export const customCodes = {
  'custom/too-short': refused<{ length: number; min: number }>({
    reason: 'FieldValueInvalid',
    title: 'A text of a custom resource is too short.',
    why,
    see: validation,
    message: ({ length, min }) => `expected at least ${min} characters, found ${length}`,
    help: () => 'write more',
  }),
  'custom/pattern': refused<{ found: string; pattern: string }>({
    reason: 'FieldValueInvalid',
    title: 'A text of a custom resource does not have its pattern.',
    why,
    see: validation,
    message: ({ found, pattern }) => `expected a text with the pattern ${show(pattern)}, found ${show(found)}`,
    help: () => 'write it as the pattern says',
  }),
  'custom/format': refused<{ found: string; format: string }>({
    reason: 'FieldValueInvalid',
    title: 'A text of a custom resource does not have its format.',
    why,
    see: validation,
    message: ({ found, format }) => `expected a text with the format ${show(format)}, found ${show(found)}`,
    help: ({ format }) => (format === 'date-time' ? 'write it as "2026-01-31T08:00:00Z"' : 'write it in that format'),
  }),
  'custom/out-of-range': refused<{ found: number; bound: number; side: 'least' | 'most'; open: boolean }>({
    reason: 'FieldValueInvalid',
    title: 'A number of a custom resource is out of its bounds.',
    why,
    see: validation,
    message: ({ found, bound, side, open }) => `expected ${open ? (side === 'least' ? 'more than' : 'less than') : `at ${side}`} ${bound}, found ${found}`,
    help: ({ side }) => (side === 'least' ? 'use a larger number' : 'use a smaller number'),
  }),
  'custom/bound': refused<{ word: Phrase; bound: number; type: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'The definition bounds a number by one that its type does not have.',
    why: 'The API server refuses every number there, whichever it is.',
    see: validation,
    message: ({ word, bound, type }) => `the definition gives ${word} ${bound} for a number that is ${type}`,
    help: () => 'correct the bound or the format in the CustomResourceDefinition',
  }),
  'custom/multiple': refused<{ found: number; of: number }>({
    reason: 'FieldValueInvalid',
    title: 'A number of a custom resource is no multiple of another one.',
    why,
    see: validation,
    message: ({ found, of }) => `expected a multiple of ${of}, found ${found}`,
    help: ({ of }) => `use 0, ${of}, ${2 * of} …`,
  }),
  'custom/too-few': refused<{ count: number; min: number }>({
    reason: 'FieldValueInvalid',
    title: 'A list or a map of a custom resource has too few entries.',
    why,
    see: validation,
    message: ({ count, min }) => `expected at least ${min}, found ${count}`,
    help: () => 'add what is missing',
  }),
  'custom/alternatives': refused<{ count: number; of: number; word: 'anyOf' | 'oneOf' }>({
    reason: 'FieldValueInvalid',
    title: 'A value of a custom resource is none of its alternatives, or several at once.',
    why,
    see: validation,
    message: ({ count, of, word }) => `expected ${word === 'anyOf' ? 'one or more' : 'exactly one'} of ${of} alternatives (${word}), found ${count === 0 ? 'none' : count}`,
    help: () => 'see the definition for what goes together',
  }),
  'custom/excluded': refused<object>({
    reason: 'FieldValueInvalid',
    title: 'A value of a custom resource is one that the definition excludes.',
    why,
    see: validation,
    message: () => 'the definition excludes such a value (not)',
    help: () => 'see the definition for what is excluded',
  }),
  'custom/rule': refused<{ rule: string; message: string }>({
    reason: 'FieldValueInvalid',
    title: 'A rule of the definition of a custom resource does not hold.',
    why,
    see: rules,
    message: ({ message }) => message,
    help: ({ rule }) => `the rule is ${show(rule)}`,
  }),
  'custom/rule-unchecked': noteworthy<{ rule: string; problem: string }>({
    title: 'A rule of the definition of a custom resource was not checked.',
    why: 'It uses something that only an API server knows. The object may still be refused for it.',
    see: rules,
    message: ({ rule, problem }) => `the rule ${show(rule)} was not checked: ${problem}`,
    help: () => 'try it with kubectl apply --dry-run=server',
  }),
  'custom/embedded': refused<{ field: string; found: unknown }>({
    reason: 'FieldValueInvalid',
    title: 'An object inside of a custom resource does not say what it is.',
    why,
    see: 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#rawextension',
    message: ({ field, found }) => `expected ${listed([field])} as every object has it, found ${show(found)}`,
    help: () => 'give it apiVersion and kind',
  }),
};

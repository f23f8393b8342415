import { didYouMean, type Phrase } from '../../core/codes/code';
import { alternatives, show } from '../../core/show';
import { nearest } from '../../core/suggest';
import { refused } from './rule-facts';

const objects = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/';
const api = 'https://kubernetes.io/docs/reference/kubernetes-api/';

/** What the API server says about any field. Codes of a single idea (a probe, a selector) are in files of their own. */
export const apiCodes = {
  'api/required': refused<{ field: string; when?: Phrase | undefined }>({
    reason: 'FieldValueRequired',
    title: 'A field is missing that an object of this kind must have.',
    why: 'The API server refuses the object. An empty text or list counts as missing.',
    see: `${objects}#required-fields`,
    message: ({ field, when }) => `${show(field)} is missing${when === undefined ? '' : `: it is needed ${when}`}`,
    help: ({ field }) => `set ${show(field)}`,
    example: { wrong: 'spec:\n  containers:\n    - image: nginx', right: 'spec:\n  containers:\n    - name: web\n      image: nginx' },
  }),
  'api/not-supported': refused<{ found: unknown; known: readonly string[] }>({
    reason: 'FieldValueNotSupported',
    title: 'A value is none of those that the field takes.',
    why: 'The API server refuses the object. The words are case-sensitive.',
    see: api,
    message: ({ found, known }) => `expected ${alternatives(known)}, found ${show(found)}`,
    help: ({ found, known }) => didYouMean(typeof found === 'string' ? nearest(found, known) : undefined, `use ${alternatives(known)}`),
    example: { wrong: 'spec:\n  type: clusterIP', right: 'spec:\n  type: ClusterIP' },
  }),
  'api/choice': refused<{ found: unknown; known: readonly string[] }>({
    reason: 'FieldValueInvalid',
    title: 'A value is none of those that are possible here.',
    why: 'The API server refuses the object. What is possible can depend on other fields of the object.',
    see: api,
    message: ({ found, known }) => `expected ${alternatives(known)}, found ${show(found)}`,
    help: ({ found, known }) => didYouMean(typeof found === 'string' ? nearest(found, known) : undefined, `use ${alternatives(known)}`),
  }),
  'api/invalid': refused<{ found: unknown; expected: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'A value does not have the form or the meaning that its field asks for.',
    why: 'The API server refuses the object.',
    see: api,
    message: ({ found, expected }) => `expected ${expected}, found ${show(found)}`,
    help: ({ expected }) => `change it to ${expected}`,
  }),
  'api/must-equal': refused<{ found: unknown; expected: string | number | boolean; as: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'A value differs from another one that it has to follow.',
    why: 'Both fields say the same thing, and the API server refuses an object that contradicts itself.',
    see: api,
    message: ({ found, expected, as }) => `expected ${show(expected)} as ${as}, found ${show(found)}`,
    help: ({ expected }) => `set it to ${show(expected)}, or change the other field`,
  }),
  'api/forbidden': refused<{ field: string; when: Phrase }>({
    reason: 'FieldValueForbidden',
    title: 'A field is given that must not be given here.',
    why: 'The API server refuses the object: the field contradicts another one, or is for the server alone.',
    see: api,
    message: ({ field, when }) => `${show(field)} must not be given ${when}`,
    help: ({ field }) => `remove ${show(field)}`,
  }),
  'api/not-allowed': refused<{ field: string; when: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'A value is given that makes no sense beside another one.',
    why: 'The API server refuses the object, since the two fields contradict each other.',
    see: api,
    message: ({ field, when }) => `${show(field)} must not be given ${when}`,
    help: ({ field }) => `remove ${show(field)}, or change the other field`,
  }),
  'api/exclusive': refused<{ fields: readonly string[] }>({
    reason: 'FieldValueForbidden',
    title: 'Two fields are given of which an object can have one.',
    why: 'The API server would not know which of them is meant, and refuses the object.',
    see: api,
    message: ({ fields }) => `only one of ${alternatives(fields)} can be given`,
    help: ({ fields }) => `keep one of ${alternatives(fields)}`,
  }),
  'api/contradiction': refused<{ fields: readonly string[] }>({
    reason: 'FieldValueInvalid',
    title: 'Fields are given of which an object can have one.',
    why: 'The API server would not know which of them is meant, and refuses the object.',
    see: api,
    message: ({ fields }) => `only one of ${alternatives(fields)} can be given`,
    help: ({ fields }) => `keep one of ${alternatives(fields)}`,
  }),
  'api/one-needed': refused<{ fields: readonly string[] }>({
    reason: 'FieldValueRequired',
    title: 'None of several fields is given, and one is needed.',
    why: 'The API server refuses the object.',
    see: api,
    message: ({ fields }) => `${alternatives(fields)} is missing`,
    help: ({ fields }) => `set ${alternatives(fields)}`,
  }),
  'api/duplicate': refused<{ found: unknown }>({
    reason: 'FieldValueDuplicate',
    title: 'A value stands twice where each can stand once.',
    why: 'The items of the list are told apart by it, so the API server refuses the second.',
    see: api,
    message: ({ found }) => `${show(found)} is there already, and can be there once`,
    help: () => 'remove one of the two, or give it another value',
    example: { wrong: 'accessModes:\n  - ReadWriteOnce\n  - ReadWriteOnce', right: 'accessModes:\n  - ReadWriteOnce' },
  }),
  'api/not-found': refused<{ found: unknown; what: Phrase }>({
    reason: 'FieldValueNotFound',
    title: 'A name is used that nothing else in the object declares.',
    why: 'The API server refuses the object, since nothing of that name could ever be found.',
    see: api,
    message: ({ found, what }) => `there is no ${what} ${show(found)} in this object`,
    help: ({ what }) => `use the name of a ${what} of the object, or declare it`,
  }),
  'api/too-long': refused<{ length: number; max: number }>({
    reason: 'FieldValueTooLong',
    title: 'A text is longer than its field can be.',
    why: 'The API server refuses the object. Lengths are counted in bytes.',
    see: api,
    message: ({ length, max }) => `expected at most ${max} bytes, found ${length}`,
    help: ({ max }) => `shorten it to ${max} bytes`,
  }),
  'api/too-many': refused<{ count: number; max: number }>({
    reason: 'FieldValueTooMany',
    title: 'A list or map has more items than its field can have.',
    why: 'The API server refuses the object.',
    see: api,
    message: ({ count, max }) => `expected at most ${max} items, found ${count}`,
    help: ({ max }) => `keep ${max} of them`,
  }),
};

import { listed, show } from '../../core/show';
import { refused } from './rule-facts';

/** What the API server says about any field. Codes of a single idea (a probe, a selector) are in files of their own. */
export const apiCodes = {
  'api/required': refused<{ field: string }>({
    reason: 'FieldValueRequired',
    title: 'A field is missing that an object of this kind must have.',
    why: 'The API server refuses the object.',
    see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/',
    message: ({ field }) => `${show(field)} is missing`,
    help: ({ field }) => `set ${show(field)}`,
  }),
  'api/not-supported': refused<{ found: unknown; known: readonly string[] }>({
    reason: 'FieldValueNotSupported',
    title: 'A value is none of those that the field takes.',
    why: 'The API server refuses the object.',
    see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/',
    message: ({ found, known }) => `expected ${listed(known)}, found ${show(found)}`,
    help: ({ known }) => `use one of ${listed(known)}`,
  }),
};

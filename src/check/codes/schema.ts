import { didYouMean, type Phrase } from '../../core/codes/code';
import { show } from '../../core/show';
import { undecodable } from './rule-facts';

const objects = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/';
const fieldValidation = 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation';

/** What keeps the API server from decoding an object. */
export const schemaCodes = {
  'schema/unreadable': undecodable<{ problem: string; message: Phrase }>({
    title: 'A document cannot be read.',
    why: 'No tool that talks to the API server can read it either.',
    see: objects,
    message: ({ message }) => message,
    help: ({ problem }) => (problem === 'yaml/duplicate-key' ? 'remove one of the two' : 'mend the document at this place'),
  }),
  'schema/no-object': undecodable<{ found: unknown }>({
    title: 'A document holds something else than an object.',
    why: 'The API server takes objects alone.',
    see: objects,
    message: ({ found }) => `expected an object with apiVersion and kind, found ${show(found)}`,
    help: () => 'remove the document, or make it an object',
  }),
  'schema/no-kind': undecodable<{ field: 'apiVersion' | 'kind'; found: unknown }>({
    title: 'An object does not say what it is.',
    why: 'Without apiVersion and kind the API server does not know what an object is.',
    see: `${objects}#required-fields`,
    message: ({ field, found }) => (found === undefined ? `${field} is missing` : `expected a text as ${field}, found ${show(found)}`),
    help: ({ field }) => (field === 'kind' ? 'set kind, such as Deployment' : 'set apiVersion, such as apps/v1'),
  }),
  'schema/unknown-field': undecodable<{ field: string; nearest: string | undefined }>({
    title: 'A field is not one of those that an object of this kind has.',
    why: 'Under strict field validation the API server refuses the object; otherwise it drops the field without a word.',
    see: fieldValidation,
    message: ({ field }) => `there is no field ${show(field)} here`,
    help: ({ nearest }) => didYouMean(nearest, 'remove it; names of fields are case-sensitive'),
  }),
};

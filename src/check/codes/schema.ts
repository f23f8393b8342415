import { didYouMean, type Phrase } from '../../core/codes/code';
import { show } from '../../core/show';
import { undecodable } from './rule-facts';

const objects = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/';
const fieldValidation = 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation';

const unreadableHelp: { readonly [problem: string]: string | undefined } = {
  'yaml/duplicate-key': 'remove one of the two',
  'yaml/template': 'check what it renders: helm template CHART | kubeloom check -',
};

/** What keeps the API server from decoding an object. */
export const schemaCodes = {
  'schema/unreadable': undecodable<{ problem: string; message: Phrase }>({
    title: 'A document cannot be read.',
    why: 'No tool that talks to the API server can read it either.',
    see: objects,
    message: ({ message }) => message,
    help: ({ problem }) => unreadableHelp[problem] ?? 'mend the document at this place',
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
  'schema/unknown-field': undecodable<{ field: string; nearest: string | undefined; since: string | undefined }>({
    title: 'A field is not one of those that an object of this kind has.',
    why: 'Under strict field validation the API server refuses the object; otherwise it drops the field without a word.',
    see: fieldValidation,
    message: ({ field, since }) => `there is no field ${show(field)} here${since === undefined ? '' : ` before Kubernetes ${since}`}`,
    help: ({ nearest, since }) =>
      (since === undefined ? didYouMean(nearest, 'remove it; names of fields are case-sensitive') : `remove it, or run Kubernetes ${since} or later`),
    example: { wrong: 'spec:\n  replica: 2', right: 'spec:\n  replicas: 2' },
  }),
  'schema/type': undecodable<{ expected: Phrase; found: unknown }>({
    title: 'A value has another type than its field.',
    why: 'The API server refuses the object.',
    see: fieldValidation,
    message: ({ expected, found }) => `expected ${expected}, found ${show(found)}`,
    help: ({ expected, found }) => typeHelp(expected, found),
    example: { wrong: 'env:\n- name: RETRIES\n  value: 3', right: "env:\n- name: RETRIES\n  value: '3'" },
  }),
  'schema/number-range': undecodable<{ type: 'int32' | 'int64'; found: unknown }>({
    title: 'A number is too large for its field.',
    why: 'The API server keeps whole numbers in 32 or 64 bits, and refuses others.',
    see: fieldValidation,
    message: ({ type, found }) => `expected a whole number of ${type === 'int32' ? '32' : '64'} bits, found ${show(found)}`,
    help: ({ type }) => (type === 'int32' ? 'use a number from -2147483648 to 2147483647' : 'use a smaller number'),
  }),
  'schema/quantity': undecodable<{ found: unknown }>({
    title: 'An amount of a resource is not written as one.',
    why: 'The API server refuses the object.',
    see: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
    message: ({ found }) => `expected an amount such as "500m" or "1Gi", found ${show(found)}`,
    help: () => 'use a number, and one of n, u, m, k, M, G, T, P, E or Ki, Mi, Gi, Ti, Pi, Ei behind it',
    example: { wrong: 'resources:\n  requests:\n    memory: 1GB', right: 'resources:\n  requests:\n    memory: 1G' },
  }),
  'schema/time': undecodable<{ found: unknown; micro: boolean }>({
    title: 'A time is not written as one.',
    why: 'The API server refuses the object.',
    see: 'https://www.rfc-editor.org/rfc/rfc3339',
    message: ({ found, micro }) => `expected a time such as ${micro ? '"2026-01-31T08:00:00.000000Z"' : '"2026-01-31T08:00:00Z"'}, found ${show(found)}`,
    help: () => 'write date, T, time and zone; the server sets most times itself, and they can be left out',
  }),
  // What stands there may be a secret: no word of it in what is reported.
  'schema/base64': undecodable<object>({
    title: 'Bytes are not written in base64.',
    why: 'The API server refuses the object.',
    see: 'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data',
    message: () => 'expected base64, found another text',
    help: () => 'encode it; of a Secret, text as it is goes under stringData',
    example: { wrong: 'data:\n  password: hunter2!', right: 'stringData:\n  password: hunter2!' },
  }),
};

function typeHelp(expected: Phrase, found: unknown): string {
  if (expected === 'a text' && typeof found !== 'object') return 'put it into quotes';
  if (typeof found === 'string' && isWithoutQuotes(expected, found)) return 'leave out the quotes';
  return expected === 'a list' ? 'make it a list: lines that start with "- "' : `make it ${expected}`;
}

/** Whether a text would be what is expected, without quotes around it. */
export function isWithoutQuotes(expected: string, text: string): boolean {
  if (expected === 'true or false') return text === 'true' || text === 'false';
  return expected.includes('number') && /^-?(?:0|[1-9]\d{0,15})$/.test(text);
}

import { alternatives, show } from '../show';
import { wrong } from './code';

/** Values of any kind: their type, range and shape. */
export const valueCodes = {
  'value/missing': wrong<{ field: string }>({
    title: 'A field that must be given is not there.',
    message: ({ field }) => `expected ${JSON.stringify(field)}, found nothing`,
    help: ({ field }) => `give ${JSON.stringify(field)} a value`,
  }),
  'value/wrong-type': wrong<{ expected: string; found: unknown }>({
    title: 'A value has another type than the field takes.',
    message: ({ expected, found }) => `expected ${expected}, found ${show(found)}`,
  }),
  'value/out-of-range': wrong<{ min?: number | undefined; max?: number | undefined; found: unknown }>({
    title: 'A number lies outside of its range.',
    message: ({ min, max, found }) =>
      max === undefined
        ? `expected a whole number of at least ${min}, found ${show(found)}`
        : `expected a whole number from ${min} to ${max}, found ${show(found)}`,
  }),
  'value/not-one-of': wrong<{ expected: readonly string[]; found: unknown; nearest?: string | undefined }>({
    title: 'A word is not one of those that the field takes.',
    message: ({ expected, found }) => `expected ${alternatives(expected)}, found ${show(found)}`,
    help: ({ nearest }) => (nearest === undefined ? undefined : `did you mean ${JSON.stringify(nearest)}?`),
  }),
  'value/unknown-field': wrong<{ field: string; nearest?: string | undefined; known: readonly string[] }>({
    title: 'A field that the definition does not have; left alone it would be lost silently.',
    message: ({ field }) => `there is no field ${JSON.stringify(field)} here`,
    help: ({ nearest, known }) =>
      nearest === undefined ? `the fields are ${known.join(', ')}` : `did you mean ${JSON.stringify(nearest)}?`,
  }),
  'value/exclusive': wrong<{ fields: readonly string[] }>({
    title: 'Fields that exclude each other are both given.',
    message: ({ fields }) => `expected only one of ${fields.map((field) => JSON.stringify(field)).join(', ')}, found ${fields.length}`,
    help: () => 'keep one and remove the other',
  }),
  'value/needs-one-of': wrong<{ fields: readonly string[] }>({
    title: 'One of several fields must be given and none is.',
    message: ({ fields }) => `expected ${alternatives(fields)}, found none of them`,
  }),
  'value/needs-other': wrong<{ field: string; needs: string }>({
    title: 'A field has a meaning only together with another one.',
    message: ({ field, needs }) => `${JSON.stringify(field)} needs ${needs}`,
  }),
  'value/duplicate': wrong<{ what: string; name: string; first?: string | undefined }>({
    title: 'A name that must be unique is used twice.',
    message: ({ what, name, first }) => `${what} ${JSON.stringify(name)} is given twice${first === undefined ? '' : `; the first is at ${first}`}`,
    help: ({ what }) => `give each ${what} a value of its own`,
  }),
  'value/min-over-max': wrong<{ min: unknown; max: unknown; minField: string; maxField: string }>({
    title: 'A lower bound lies above its upper bound.',
    message: ({ min, max, minField, maxField }) => `${minField} is ${show(min)} and ${maxField} is ${show(max)}: expected ${minField} <= ${maxField}`,
  }),
  'value/not-data': wrong<{ found: unknown }>({
    title: 'A function, symbol, class instance or other value that a manifest cannot hold.',
    message: ({ found }) => `expected plain data, found ${show(found)}`,
    help: () => 'manifests hold text, numbers, true/false, null, lists and maps',
  }),
  'value/cyclic': wrong<Record<string, never>>({
    title: 'Data that contains itself cannot be written to a manifest.',
    message: () => 'this value contains itself',
    help: () => 'break the circle: a manifest is a tree',
  }),
  'value/prototype-key': wrong<{ key: string }>({
    title: 'A key that JavaScript gives a meaning of its own.',
    message: ({ key }) => `${JSON.stringify(key)} cannot be used as a key here`,
  }),
  'quantity/invalid': wrong<{ found: unknown }>({
    title: 'A quantity is not written as Kubernetes reads it.',
    message: ({ found }) => `expected a quantity such as 500m, 2, 1.5Gi or 8Gi, found ${show(found)}`,
    help: ({ found }) => quantityHelp(found),
  }),
  'quantity/too-small': wrong<{ found: unknown; min: string }>({
    title: 'A quantity lies below what its field takes.',
    message: ({ found, min }) => `expected a quantity ${min}, found ${show(found)}`,
  }),
};

function quantityHelp(found: unknown): string {
  if (typeof found === 'string' && /^[0-9.]+\s*[kmg]i?b?$/i.test(found)) {
    return 'the suffixes are m, k, M, G, T, P, E and Ki, Mi, Gi, Ti, Pi, Ei, with exact case and no "B"';
  }
  return 'see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/';
}

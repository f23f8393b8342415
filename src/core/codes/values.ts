import { formatObjectId, type ObjectId } from '../object-id';
import { isSecretValue } from '../secret-mark';
import { alternatives, barePath, listed, listedBare, show } from '../show';
import { didYouMean, type Phrase, wrong } from './code';

/** Fields are listed further than names: there are more of them, and none is a user's own. */
const mostFields = 16;

/** Values of any kind: their type, range and shape. */
export const valueCodes = {
  'value/missing': wrong<{ field: string }>({
    title: 'A field that must be given is not there.',
    message: ({ field }) => `expected ${show(field)}, found nothing`,
    help: ({ field }) => `give ${show(field)} a value`,
  }),
  'value/wrong-type': wrong<{ expected: Phrase; found: unknown; hint?: Phrase | undefined }>({
    title: 'A value has another type than the field takes.',
    message: ({ expected, found }) => `expected ${expected}, found ${show(found)}`,
    help: ({ expected, found, hint }) => hint ?? wrongTypeHelp(expected, found),
  }),
  'value/wrong-kind': wrong<{ expected: Phrase; found: ObjectId }>({
    title: 'A reference leads to an object of another kind than the field is for.',
    message: ({ expected, found }) => `expected a ${expected}, found ${formatObjectId(found)}`,
    help: ({ expected }) => `give the definition of a ${expected}, or its name`,
  }),
  'value/empty-list': wrong<{ everything: Phrase; hint?: Phrase | undefined }>({
    title: 'A list is empty where Kubernetes would read that as everything.',
    message: ({ everything }) => `expected at least one item, found an empty list, which Kubernetes would read as ${everything}`,
    help: ({ everything, hint }) => hint ?? `name those that are meant, or leave the field out for ${everything}`,
  }),
  'value/out-of-range': wrong<{ min?: number | undefined; max?: number | undefined; found: unknown }>({
    title: 'A number lies outside of its range.',
    message: ({ min, max, found }) =>
      max === undefined
        ? `expected a whole number of at least ${min}, found ${show(found)}`
        : `expected a whole number from ${min} to ${max}, found ${show(found)}`,
    help: ({ min, max, found }) => `the nearest number that is allowed is ${nearestNumber(Number(found), min, max)}`,
  }),
  'value/not-one-of': wrong<{ expected: readonly Phrase[]; orElse?: Phrase | undefined; found: unknown; nearest?: string | undefined }>({
    title: 'A word is not one of those that the field takes.',
    message: ({ expected, orElse, found }) => `expected ${orElse === undefined ? alternatives(expected) : `${listed(expected, expected.length)} or ${orElse}`}, found ${show(found)}`,
    help: ({ expected, nearest, found }) => didYouMean(nearest, oneOfThem(expected, found)),
  }),
  'value/unknown-field': wrong<{ field: string; nearest?: string | undefined; known: readonly string[] }>({
    title: 'A field that the definition does not have; left alone it would be lost silently.',
    message: ({ field }) => `there is no field ${show(field)} here`,
    help: ({ nearest, known }) => didYouMean(nearest, known.length === 0 ? 'remove it' : `the fields are ${listedBare(known, mostFields)}`),
  }),
  'value/exclusive': wrong<{ fields: readonly Phrase[] }>({
    title: 'Fields that exclude each other are both given.',
    message: ({ fields }) => `expected only one of ${listed(fields)}, found ${fields.length}`,
    help: () => 'keep one and remove the other',
  }),
  'value/needs-one-of': wrong<{ fields: readonly Phrase[] }>({
    title: 'One of several fields must be given and none is.',
    message: ({ fields }) => `expected ${alternatives(fields)}, found none of them`,
    help: ({ fields }) => (fields[0] === undefined ? 'give one of them' : `give one of them, for example ${show(fields[0])}`),
  }),
  'value/needs-other': wrong<{ field: string; needs: Phrase }>({
    title: 'A field has a meaning only together with another one.',
    message: ({ field, needs }) => `${show(field)} needs ${needs}`,
    help: ({ field }) => `add what it needs, or remove ${show(field)}`,
  }),
  'value/duplicate': wrong<{ what: Phrase; name: string; first?: string | undefined; because?: Phrase | undefined }>({
    title: 'A name that must be unique is used twice.',
    message: ({ what, name, first, because }) =>
      `${what} ${show(name)} is given twice${because === undefined ? '' : `; ${because}`}${first === undefined ? '' : `; the first is at ${barePath(first)}`}`,
    help: ({ what }) => `give each ${what} a value of its own`,
  }),
  'value/min-over-max': wrong<{ min: unknown; max: unknown; minField: Phrase; maxField: Phrase }>({
    title: 'A lower bound lies above its upper bound.',
    message: ({ min, max, minField, maxField }) => `${minField} is ${show(min)} and ${maxField} is ${show(max)}: expected ${minField} <= ${maxField}`,
    help: ({ minField, maxField }) => `lower ${minField} or raise ${maxField}`,
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
  'value/too-deep': wrong<{ max: number }>({
    title: 'Lists and maps lie so deep within each other that nobody could read them back.',
    message: ({ max }) => `this value has more than ${max} lists and maps within each other`,
    help: () => 'look at what makes it: most likely a loop or a recursion wraps a value again and again',
  }),
  'value/prototype-key': wrong<{ key: string }>({
    title: 'A key that JavaScript gives a meaning of its own.',
    message: ({ key }) => `${show(key)} cannot be used as a key here`,
    help: () => 'choose another key',
  }),
  'quantity/invalid': wrong<{ found: unknown }>({
    title: 'A quantity is not written as Kubernetes reads it.',
    message: ({ found }) => `expected a quantity such as 500m, 2, 1.5Gi or 8Gi, found ${show(found)}`,
    help: ({ found }) => quantityHelp(found),
  }),
  'quantity/too-small': wrong<{ found: unknown; min: Phrase }>({
    title: 'A quantity lies below what its field takes.',
    message: ({ found, min }) => `expected a quantity ${min}, found ${show(found)}`,
    help: () => 'raise it, or leave it out where no amount is meant',
  }),
};

function oneOfThem(expected: readonly Phrase[], found: unknown): string {
  if (expected.length === 1) return `write ${show(expected[0])}: it takes no other word`;
  return typeof found === 'string' ? 'write one of them, in the same upper and lower case' : 'write one of them, as a text in quotes';
}

const wholeNumber = /^[-+]?\d{1,15}$/;

/** What to do depends on what was written instead: most often a value of the right meaning in the wrong form. */
function wrongTypeHelp(expected: Phrase, found: unknown): string {
  const wanted = (...words: string[]): boolean => words.some((word) => expected.includes(word));
  if (found === undefined) return 'give it a value';
  if (found === null) return 'leave it out where nothing is meant';
  switch (typeof found) {
    case 'string':
      if (found === '') return 'leave it out where nothing is meant, and look at where the empty text comes from';
      if (wanted('number') && wholeNumber.test(found)) return `write ${Number(found)} without quotes`;
      if (wanted('true') && (found === 'true' || found === 'false')) return `write ${found} without quotes`;
      if (wanted('list')) return `put it into a list: [${show(found)}]`;
      break;
    case 'number':
      if (!Number.isFinite(found)) return 'look at where the number is computed';
      if (wanted('text')) return `put it into quotes: "${found}"`;
      break;
    case 'boolean':
      if (wanted('text')) return `put it into quotes: "${found}"`;
      break;
    case 'bigint':
      if (wanted('number')) return 'make it a number: Number(…)';
      break;
    case 'function':
      return 'give the value itself, as the call of the function returns it';
    case 'object':
      if (isSecretValue(found)) return 'put it into the "data" of a SecretData, and give .key("…") of that here';
      if (found instanceof Promise) return 'wait for it: await …';
      if (found instanceof Map && wanted('map')) return 'make it a map: Object.fromEntries(…)';
      if (found instanceof Set && wanted('list')) return 'make it a list: [...set]';
      if (Array.isArray(found) && wanted('a map of')) return 'write { name: … }: what a manifest lists with a name each is a map of names here';
      if (Array.isArray(found) && !wanted('list')) return 'give one value here, not a list of them';
      if (!Array.isArray(found) && wanted('a list')) return 'put it into a list: [ … ]';
      break;
    default:
  }
  return 'the types of the field say what it takes: npx tsc --noEmit checks a program against them';
}

function nearestNumber(found: number, min = -Infinity, max = Infinity): number {
  const whole = Number.isNaN(found) ? min : Math.round(found);
  return Math.min(Math.max(whole, min), max);
}

function quantityHelp(found: unknown): string {
  if (typeof found === 'string' && /^[0-9.]+\s*[kmg]i?b?$/i.test(found)) {
    return 'the suffixes are m, k, M, G, T, P, E and Ki, Mi, Gi, Ti, Pi, Ei, with exact case and no "B"';
  }
  return 'see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/';
}

import { checkAnnotations, checkLabels } from '../../src/core/labels';
import { describeWithApiServer, type Expectation, surprises } from '../support/api-server';
import { outcomeOf } from '../support/diagnostics';

const limit = 256 * 1024;

/** What `JSON.parse` makes of a key that JavaScript gives a meaning of its own. */
const prototypeKey = JSON.parse('{ "__proto__": "a" }') as object;

const labels: [string, { given: unknown; want: readonly string[] }][] = [
  ['none', { given: {}, want: [] }],
  ['usual ones', { given: { app: 'web', 'app.kubernetes.io/name': 'Web_1.0' }, want: [] }],
  ['an empty value', { given: { app: '' }, want: [] }],
  ['a long value', { given: { app: 'x'.repeat(63) }, want: [] }],
  ['a value that is too long', { given: { app: 'x'.repeat(64) }, want: ['name/too-long /app'] }],
  ['a value with a space', { given: { app: 'a b' }, want: ['label/invalid-value /app'] }],
  ['a value that is a number', { given: { app: 1 }, want: ['value/wrong-type /app'] }],
  ['a value that is a switch', { given: { app: true }, want: ['value/wrong-type /app'] }],
  ['a key with a space', { given: { 'a b': 'c' }, want: ['label/invalid-key /a b'] }],
  ['an empty key', { given: { '': 'c' }, want: ['label/invalid-key /'] }],
  ['a prefix with capitals', { given: { 'Example.com/a': 'c' }, want: ['label/invalid-key /Example.com~1a'] }],
  ['a bad key with a bad value', { given: { 'a b': 'c d' }, want: ['label/invalid-key /a b', 'label/invalid-value /a b'] }],
  ['a key with a meaning of its own', { given: prototypeKey, want: ['value/prototype-key /__proto__'] }],
  ['a list', { given: ['app'], want: ['value/wrong-type'] }],
  ['a text', { given: 'app=web', want: ['value/wrong-type'] }],
];

const annotations: [string, { given: unknown; want: readonly string[] }][] = [
  ['none', { given: {}, want: [] }],
  ['any text', { given: { note: 'Ä\n"two" \u0000' }, want: [] }],
  ['a prefix with capitals', { given: { 'Example.com/a': 'c' }, want: [] }],
  ['as much as there may be', { given: { a: 'x'.repeat(limit - 1) }, want: [] }],
  ['more than there may be', { given: { a: 'x'.repeat(limit) }, want: ['annotation/too-large'] }],
  ['more bytes than there may be', { given: { a: 'ä'.repeat(limit / 2) }, want: ['annotation/too-large'] }],
  ['more than there may be in all', { given: { a: 'x'.repeat(limit / 2), b: 'x'.repeat(limit / 2) }, want: ['annotation/too-large'] }],
  ['a value that is a number', { given: { a: 1 }, want: ['value/wrong-type /a'] }],
  ['a key with a space', { given: { 'A b': 'c' }, want: ['label/invalid-key /A b'] }],
  ['a key with a meaning of its own', { given: prototypeKey, want: ['value/prototype-key /__proto__'] }],
  ['nothing', { given: null, want: ['value/wrong-type'] }],
];

describe('checkLabels', () => {
  test.each(labels)('%s', (_name, { given, want }) => {
    expect(outcomeOf((problems) => checkLabels(problems, given))).toEqual({ result: want.length === 0, reported: want });
  });
});

describe('checkAnnotations', () => {
  test.each(annotations)('%s', (_name, { given, want }) => {
    expect(outcomeOf((problems) => checkAnnotations(problems, given))).toEqual({ result: want.length === 0, reported: want });
  });

  test('a message has the key as it was given', () => {
    const { message } = outcomeOf((problems) => {
      checkAnnotations(problems, { 'A b': '' });
      return problems.reported[0]!;
    }).result;
    expect(message).toMatch(/^key "A b" /);
  });
});

describeWithApiServer('labels, annotations and the API server (needs KUBELOOM_ORACLE)', () => {
  const cases = (field: string, table: typeof labels): Expectation[] => table.map(([name, { given, want }]) => ({
    name, accepted: want.length === 0, object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'a', [field]: given } },
  }));

  test('agree on labels', () => {
    expect(surprises(cases('labels', labels))).toEqual([]);
  });

  test('agree on annotations', () => {
    // The API server takes null for none.
    expect(surprises(cases('annotations', annotations.filter(([name]) => name !== 'nothing')))).toEqual([]);
  });
});

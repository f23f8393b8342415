import fc from 'fast-check';
import { labelSelectorFields, type LabelSelectorInput, type LabelSelectorModel, normalizeLabelSelector, selectorMatches } from '../../src/core/label-selector';
import { describeWithApiServer, podWith, surprises } from '../support/api-server';
import { outcomeOf } from '../support/diagnostics';

function normalize(input: unknown): { result: LabelSelectorModel; reported: readonly string[] } {
  return outcomeOf((problems) => normalizeLabelSelector(input as LabelSelectorInput, problems));
}

const accepted: [string, { given: LabelSelectorInput; want: object }][] = [
  ['a map of labels', { given: { app: 'web' }, want: { matchLabels: { app: 'web' } } }],
  ['an empty map, which selects everything', { given: {}, want: {} }],
  ['a label that has the name of a field', { given: { matchLabels: 'x' }, want: { matchLabels: { matchLabels: 'x' } } }],
  ['the full form', {
    given: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }] },
    want: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }] },
  }],
  ['the full form with parts that are not given', { given: { matchLabels: undefined, matchExpressions: undefined }, want: {} }],
  ['the full form with empty parts', { given: { matchLabels: {}, matchExpressions: [] }, want: {} }],
  ['conditions without values', {
    given: { matchExpressions: [{ key: 'a', operator: 'Exists' }, { key: 'b', operator: 'DoesNotExist', values: [] }] },
    want: { matchExpressions: [{ key: 'a', operator: 'Exists' }, { key: 'b', operator: 'DoesNotExist', values: [] }] },
  }],
  ['an empty value', { given: { app: '' }, want: { matchLabels: { app: '' } } }],
  ['text: nothing', { given: ' ', want: {} }],
  ['text: equality in all its forms', {
    given: 'a=1, b==2 ,c!=3,d=',
    want: { matchLabels: { a: '1', b: '2', d: '' }, matchExpressions: [{ key: 'c', operator: 'NotIn', values: ['3'] }] },
  }],
  ['text: sets', {
    given: 'tier in (front, back),x.y/z notin (a),one in (only)',
    want: {
      matchLabels: { one: 'only' },
      matchExpressions: [{ key: 'tier', operator: 'In', values: ['front', 'back'] }, { key: 'x.y/z', operator: 'NotIn', values: ['a'] }],
    },
  }],
  ['text: a set with an empty value', { given: 'a in (,x)', want: { matchExpressions: [{ key: 'a', operator: 'In', values: ['', 'x'] }] } }],
  ['text: existence', {
    given: 'host,!legacy',
    want: { matchExpressions: [{ key: 'host', operator: 'Exists' }, { key: 'legacy', operator: 'DoesNotExist' }] },
  }],
  ['text: the words in and notin as keys', { given: 'in=in,notin', want: { matchLabels: { in: 'in' }, matchExpressions: [{ key: 'notin', operator: 'Exists' }] } }],
  ['text: two values of one label, which nothing has', {
    given: 'a=1,a=2', want: { matchLabels: { a: '1' }, matchExpressions: [{ key: 'a', operator: 'In', values: ['2'] }] },
  }],
];

const refused: [string, { given: unknown; want: readonly string[]; server?: 'refuses' | 'accepts' }][] = [
  ['no selector at all', { given: 5, want: ['value/wrong-type'], server: 'refuses' }],
  ['a list', { given: ['a'], want: ['value/wrong-type'], server: 'refuses' }],
  ['a value that is no text', { given: { matchLabels: { app: 1 } }, want: ['value/wrong-type /matchLabels/app'], server: 'refuses' }],
  ['a bad value', { given: { matchLabels: { app: 'a b' } }, want: ['label/invalid-value /matchLabels/app'], server: 'refuses' }],
  ['a bad key', { given: { matchLabels: { 'a b': 'x' } }, want: ['label/invalid-key /matchLabels/a b'], server: 'refuses' }],
  ['a long value', { given: { matchLabels: { app: 'x'.repeat(64) } }, want: ['name/too-long /matchLabels/app'], server: 'refuses' }],
  ['an unknown field', { given: { matchLabels: {}, matchExpresions: [] }, want: ['value/unknown-field /matchExpresions'], server: 'refuses' }],
  ['a misspelt field', { given: { matchLabel: { app: 'web' } }, want: ['value/unknown-field /matchLabel'], server: 'refuses' }],
  ['In without values', {
    given: { matchExpressions: [{ key: 'a', operator: 'In' }] }, want: ['selector/values /matchExpressions/0/values'], server: 'refuses',
  }],
  ['NotIn with an empty list', {
    given: { matchExpressions: [{ key: 'a', operator: 'NotIn', values: [] }] }, want: ['selector/values /matchExpressions/0/values'], server: 'refuses',
  }],
  ['Exists with values', {
    given: { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['x'] }] }, want: ['selector/values /matchExpressions/0/values'], server: 'refuses',
  }],
  ['an operator that only nodes have', {
    given: { matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }] }, want: ['value/not-one-of /matchExpressions/0/operator'], server: 'refuses',
  }],
  ['a condition without a key', {
    given: { matchExpressions: [{ operator: 'Exists' }] }, want: ['value/missing /matchExpressions/0/key'], server: 'refuses',
  }],
  ['a bad value in a condition', {
    given: { matchExpressions: [{ key: 'a', operator: 'In', values: ['x', 'a b', 3] }] },
    want: ['label/invalid-value /matchExpressions/0/values/1', 'value/wrong-type /matchExpressions/0/values/2'],
    server: 'refuses',
  }],
  ['values that are no list', {
    given: { matchExpressions: [{ key: 'a', operator: 'In', values: 'x' }] },
    want: ['selector/values /matchExpressions/0/values', 'value/wrong-type /matchExpressions/0/values'],
    server: 'refuses',
  }],
  ['conditions that are no list', { given: { matchExpressions: {} }, want: ['value/wrong-type /matchExpressions'], server: 'refuses' }],
  ['text: an open bracket', { given: 'a in (b', want: ['selector/syntax'] }],
  ['text: a closed bracket', { given: 'a in b)', want: ['selector/syntax'] }],
  ['text: an empty part', { given: 'a=b,,c=d', want: ['selector/syntax'] }],
  ['text: a comma at the end', { given: 'a=b,', want: ['selector/syntax'] }],
  ['text: two words', { given: 'a b', want: ['selector/syntax'] }],
  ['text: a value with a space', { given: 'a=b c', want: ['selector/syntax'] }],
  ['text: a key that no label can have', { given: '-a=b', want: ['label/invalid-key'] }],
  ['text: a value that no label can have', { given: 'a in (b,-c)', want: ['label/invalid-value'] }],
  ['text: a comparison that only nodes have', { given: 'a>5', want: ['value/not-one-of'] }],
  ['text: a key with a meaning of its own in JavaScript', { given: '__proto__=x', want: ['label/invalid-key'] }],
];

describe('normalizeLabelSelector', () => {
  test.each(accepted)('reads %s', (_name, { given, want }) => {
    const { result, reported } = normalize(given);
    expect(reported).toEqual([]);
    expect(labelSelectorFields(result)).toEqual(want);
  });

  test.each(refused)('reports %s', (_name, { given, want }) => {
    expect(normalize(given).reported).toEqual(want);
  });

  test('goes on behind what is wrong', () => {
    const { result } = normalize('a=1,b c,d=4');
    expect(result.matchLabels).toEqual({ a: '1', d: '4' });
  });
});

describe('selectorMatches', () => {
  const labels = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'toString'), fc.constantFrom('', '1', '2'));

  test('text means what its parts mean', () => {
    fc.assert(fc.property(labels, fc.constantFrom('a', 'b', 'toString'), fc.constantFrom('', '1'), (given, key, value) => {
      const { [key]: found } = Object.hasOwn(given, key) ? given : { [key]: undefined };
      const matches = (text: string): boolean => selectorMatches(normalize(text).result, given);
      expect(matches(`${key}=${value}`)).toBe(found === value);
      expect(matches(`${key}!=${value}`)).toBe(found !== value);
      expect(matches(key)).toBe(found !== undefined);
      expect(matches(`!${key}`)).toBe(found === undefined);
      expect(matches(`${key} in (${value},2)`)).toBe(found === value || found === '2');
      expect(matches(`${key} notin (${value},2)`)).toBe(found !== value && found !== '2');
      expect(matches(`${key}=${value},b`)).toBe(found === value && Object.hasOwn(given, 'b'));
    }));
  });

  test('a selector without conditions selects everything', () => {
    expect(selectorMatches({ matchLabels: {}, matchExpressions: [] }, {})).toBe(true);
  });
});

describeWithApiServer('label selectors and the API server (needs KUBELOOM_ORACLE)', () => {
  const podSelecting = (labelSelector: unknown): object =>
    podWith({ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', labelSelector }] } } });

  test('accepts what is built', () => {
    expect(surprises(accepted.map(([name, { given }]) =>
      ({ name, object: podSelecting(labelSelectorFields(normalize(given).result)), accepted: true })))).toEqual([]);
  });

  test('refuses what is reported', () => {
    expect(surprises(refused.flatMap(([name, { given, server }]) =>
      (server === undefined ? [] : [{ name, object: podSelecting(given), accepted: server === 'accepts' }])))).toEqual([]);
  });
});

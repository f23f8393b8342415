import { normalizeTolerations, type TolerationInput, tolerationFields } from '../../src/pod/tolerations';
import { describeWithApiServer, podWith, surprises } from '../support/api-server';
import { outcomeOf } from '../support/diagnostics';

const accepted: [string, { given: TolerationInput; want: object }][] = [
  ['a taint with value and effect', {
    given: 'dedicated=gpu:NoSchedule', want: { key: 'dedicated', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' },
  }],
  ['a taint of whatever value', {
    given: 'node-role.kubernetes.io/control-plane:NoSchedule',
    want: { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
  }],
  ['a taint of whatever value and effect', { given: ' dedicated ', want: { key: 'dedicated', operator: 'Exists' } }],
  ['a taint with the empty value', { given: 'a=:NoExecute', want: { key: 'a', operator: 'Equal', value: '', effect: 'NoExecute' } }],
  ['every taint', { given: { operator: 'Exists' }, want: { operator: 'Exists' } }],
  ['every taint, with the empty key', { given: { key: '', operator: 'Exists' }, want: { key: '', operator: 'Exists' } }],
  ['a toleration in full', {
    given: { key: 'a', operator: 'Equal', value: 'b', effect: 'NoExecute', tolerationSeconds: 60 },
    want: { key: 'a', operator: 'Equal', value: 'b', effect: 'NoExecute', tolerationSeconds: 60 },
  }],
  ['one that evicts at once', {
    given: { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: -1 }, want: { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: -1 },
  }],
  ['a key alone, which compares with the empty value', { given: { key: 'a' }, want: { key: 'a' } }],
];

const refused: [string, { given: unknown; want: readonly string[]; server?: 'refuses' | 'accepts' }][] = [
  ['no list', { given: 'dedicated', want: ['value/wrong-type'], server: 'refuses' }],
  ['a number', { given: [5], want: ['value/wrong-type /0'], server: 'refuses' }],
  ['an unknown field', { given: [{ key: 'a', opperator: 'Exists' }], want: ['value/unknown-field /0/opperator'], server: 'refuses' }],
  ['a bad key', { given: [{ key: 'a b', operator: 'Exists' }], want: ['label/invalid-key /0/key'], server: 'refuses' }],
  ['a bad value', { given: [{ key: 'a', value: 'b c' }], want: ['label/invalid-value /0/value'], server: 'refuses' }],
  ['a value that is no text', { given: [{ key: 'a', value: true }], want: ['value/wrong-type /0/value'], server: 'refuses' }],
  ['no key without Exists', { given: [{ effect: 'NoSchedule' }], want: ['value/needs-other /0'], server: 'refuses' }],
  ['Exists with a value', { given: [{ key: 'a', operator: 'Exists', value: 'b' }], want: ['pod/conflict /0/value'], server: 'refuses' }],
  ['an unknown operator', { given: [{ key: 'a', operator: 'In' }], want: ['value/not-one-of /0/operator'], server: 'refuses' }],
  ['an unknown effect', { given: [{ key: 'a', effect: 'NoSchedul' }], want: ['value/not-one-of /0/effect'], server: 'refuses' }],
  ['seconds without NoExecute', {
    given: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 }], want: ['value/needs-other /0/tolerationSeconds'], server: 'refuses',
  }],
  ['seconds that are no whole number', {
    given: [{ key: 'a', effect: 'NoExecute', tolerationSeconds: 1.5 }], want: ['value/out-of-range /0/tolerationSeconds'], server: 'refuses',
  }],
  ['a comparison, which needs a feature gate', { given: [{ key: 'a', operator: 'Gt', value: '5' }], want: ['toleration/comparison /0/operator'], server: 'refuses' }],
  ['a comparison with no number', {
    given: [{ key: 'a', operator: 'Lt', value: '5m' }], want: ['toleration/comparison /0/operator', 'value/wrong-type /0/value'], server: 'refuses',
  }],
  ['a comparison with a number beyond 64 bits', {
    given: [{ key: 'a', operator: 'Lt', value: '9223372036854775808' }],
    want: ['toleration/comparison /0/operator', 'value/wrong-type /0/value'],
    server: 'refuses',
  }],
  ['text without a key', { given: ['=b:NoSchedule'], want: ['toleration/syntax /0'] }],
  ['text with two effects', { given: ['a=b:NoSchedule:NoExecute'], want: ['toleration/syntax /0'] }],
  ['text with a misspelt effect', { given: ['a=b:noschedule'], want: ['value/not-one-of /0/effect'] }],
  ['empty text', { given: [''], want: ['toleration/syntax /0'] }],
];

describe('normalizeTolerations', () => {
  test.each(accepted)('takes %s', (_name, { given, want }) => {
    expect(outcomeOf((problems) => normalizeTolerations([given], problems))).toEqual({ result: [want], reported: [] });
  });

  test.each(refused)('reports %s', (_name, { given, want }) => {
    expect(outcomeOf((problems) => normalizeTolerations(given as [], problems)).reported).toEqual(want);
  });

  test('keeps the others when one is wrong', () => {
    const { result } = outcomeOf((problems) => normalizeTolerations(['a', 'a=b:Never', 'c'], problems));
    expect(result.map(({ key }) => key)).toEqual(['a', 'c']);
  });

  test('a comparison is kept, for clusters that have the feature', () => {
    expect(outcomeOf((problems) => normalizeTolerations([{ key: 'a', operator: 'Gt', value: '5' }], problems)).result).toHaveLength(1);
  });
});

test('a pod without tolerations has no such field', () => {
  expect(tolerationFields([])).toEqual({});
});

describeWithApiServer('tolerations and the API server (needs KUBELOOM_ORACLE)', () => {
  test('accepts what is built', () => {
    expect(surprises(accepted.map(([name, { given }]) => {
      const { result } = outcomeOf((problems) => normalizeTolerations([given], problems));
      return { name, object: podWith(tolerationFields(result)), accepted: true };
    }))).toEqual([]);
  });

  test('refuses what is reported', () => {
    expect(surprises(refused.flatMap(([name, { given, server }]) =>
      (server === undefined ? [] : [{ name, object: podWith({ tolerations: given }), accepted: server === 'accepts' }])))).toEqual([]);
  });
});

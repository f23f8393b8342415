import { buildJob } from '../../src';
import { acceptedWithoutErrors } from '../support/agreement';
import { built, errorsOf } from '../support/definitions';

const indexed = { completionMode: 'Indexed', completions: 5 };
const build = (props: object) => buildJob({ name: 'work', namespace: 'shop' }, {
  image: 'work:1', initContainers: { first: { image: 'first:1' } }, ...props,
});

const exitCodes = (codes: unknown, action = 'Count') => ({ podFailurePolicy: { rules: [{ action, onExitCodes: codes }] } });
const conditions = (...list: readonly unknown[]) => ({ podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: list }] } });
const success = (...rules: readonly unknown[]) => ({ ...indexed, successPolicy: { rules } });
const code = { operator: 'In', values: [1] };
const inRules = (path: string): string => `/podFailurePolicy/rules/0/${path}`;

describe('a pod failure policy', () => {
  test.each<[string, object]>([
    ['exit codes of all containers', exitCodes({ operator: 'NotIn', values: [0, 3, 42] })],
    ['exit codes of one container', exitCodes({ containerName: 'work', ...code }, 'FailJob')],
    ['exit codes of an init container', exitCodes({ containerName: 'first', ...code }, 'Ignore')],
    ['a condition', conditions({ type: 'DisruptionTarget' })],
    ['conditions', conditions({ type: 'example.com/Lost', status: 'Unknown' }, { type: 'Other', status: 'False' })],
    ['an index that fails', { ...indexed, backoffLimitPerIndex: 1, ...exitCodes(code, 'FailIndex') }],
  ])('takes %s', (_name, props) => {
    expect(errorsOf(build(props))).toEqual([]);
  });

  test('says the status of a condition, which some releases want to be told', () => {
    const { spec } = built(build(conditions({ type: 'DisruptionTarget' }, { type: 'Other', status: 'False' })), 'Job');
    expect(spec.podFailurePolicy.rules[0]!.onPodConditions).toEqual([{ type: 'DisruptionTarget', status: 'True' }, { type: 'Other', status: 'False' }]);
  });

  test.each<[string, object, string[]]>([
    ['no map', { podFailurePolicy: [] }, ['value/wrong-type /podFailurePolicy']],
    ['no rules', { podFailurePolicy: { rules: [] } }, ['value/wrong-type /podFailurePolicy/rules']],
    ['too many rules', { podFailurePolicy: { rules: Array.from({ length: 21 }, () => ({ action: 'Count', onExitCodes: code })) } }, ['job/too-many /podFailurePolicy/rules']],
    ['an unknown field', { podFailurePolicy: { rules: [{ action: 'Count', onExitCode: code }] } }, [
      `value/unknown-field ${inRules('onExitCode')}`, 'value/needs-one-of /podFailurePolicy/rules/0',
    ]],
    ['both', { podFailurePolicy: { rules: [{ action: 'Count', onExitCodes: code, onPodConditions: [{ type: 'A' }] }] } }, [`value/exclusive ${inRules('onPodConditions')}`]],
    ['an unknown action', exitCodes(code, 'Retry'), [`value/not-one-of ${inRules('action')}`]],
    ['an index that fails by itself', exitCodes(code, 'FailIndex'), [`value/needs-other ${inRules('action')}`]],
    ['an unknown container', exitCodes({ containerName: 'wrk', ...code }), [`job/unknown-container ${inRules('onExitCodes/containerName')}`]],
    ['an unknown operator', exitCodes({ operator: 'Exists', values: [1] }), [`value/not-one-of ${inRules('onExitCodes/operator')}`]],
    ['no exit code', exitCodes({ operator: 'In', values: [] }), [`value/wrong-type ${inRules('onExitCodes/values')}`]],
    ['success as a failure', exitCodes({ operator: 'In', values: [0] }), [`job/exit-codes ${inRules('onExitCodes/values/0')}`]],
    ['exit codes without order', exitCodes({ operator: 'In', values: [3, 1, 1] }), [
      `job/exit-codes ${inRules('onExitCodes/values/1')}`, `job/exit-codes ${inRules('onExitCodes/values/2')}`,
    ]],
    ['exit codes that are none', exitCodes({ operator: 'In', values: ['1', 1.5, 10n] }), [
      `value/wrong-type ${inRules('onExitCodes/values/0')}`, `value/out-of-range ${inRules('onExitCodes/values/1')}`, `value/wrong-type ${inRules('onExitCodes/values/2')}`,
    ]],
    ['no conditions', conditions(), [`value/wrong-type ${inRules('onPodConditions')}`]],
    ['conditions that are none', conditions({ type: 'A B', status: 'true' }, 'Ready'), [
      `name/invalid ${inRules('onPodConditions/0/type')}`, `value/not-one-of ${inRules('onPodConditions/0/status')}`, `value/wrong-type ${inRules('onPodConditions/1')}`,
    ]],
    ['pods that are replaced before they have failed', { ...exitCodes(code), podReplacementPolicy: 'TerminatingOrFailed' }, ['pod/conflict /podReplacementPolicy']],
    ['pods that restart', { ...exitCodes(code), restartPolicy: 'OnFailure' }, ['job/restart-policy /podFailurePolicy']],
  ])('refuses %s', (_name, props, want) => {
    expect(errorsOf(build(props))).toEqual(want);
  });
});

describe('a success policy', () => {
  test.each<[string, object]>([
    ['a count', success({ succeededCount: 5 })],
    ['indexes', success({ succeededIndexes: '0-2,4' })],
    ['some of the indexes', success({ succeededIndexes: '1,3', succeededCount: 2 }, { succeededCount: 3 })],
  ])('takes %s', (_name, props) => {
    expect(errorsOf(build(props))).toEqual([]);
  });

  test.each<[string, object, string[]]>([
    ['a job without indexes', { successPolicy: { rules: [{ succeededCount: 1 }] } }, ['job/not-indexed /successPolicy']],
    ['no rule', success({}), ['value/needs-one-of /successPolicy/rules/0']],
    ['a rule that is none', success(5), ['value/wrong-type /successPolicy/rules/0']],
    ['more than there are', success({ succeededCount: 6 }), ['value/out-of-range /successPolicy/rules/0/succeededCount']],
    ['more than are named', success({ succeededIndexes: '0-1', succeededCount: 3 }), ['value/out-of-range /successPolicy/rules/0/succeededCount']],
    ['an index that there is not', success({ succeededIndexes: '3-5' }), ['job/indexes /successPolicy/rules/0/succeededIndexes']],
    ['indexes without order', success({ succeededIndexes: '3,1' }), ['job/indexes /successPolicy/rules/0/succeededIndexes']],
    ['an index twice', success({ succeededIndexes: '1-3,3' }), ['job/indexes /successPolicy/rules/0/succeededIndexes']],
    ['a range of one', success({ succeededIndexes: '1-1' }), ['job/indexes /successPolicy/rules/0/succeededIndexes']],
    ['a range backwards', success({ succeededIndexes: '2-1' }), ['job/indexes /successPolicy/rules/0/succeededIndexes']],
    ['indexes that are none', success({ succeededIndexes: 'all' }), ['job/indexes /successPolicy/rules/0/succeededIndexes']],
  ])('refuses %s', (_name, props, want) => {
    expect(errorsOf(build(props))).toEqual(want);
  });
});

test('a job of very many indexes has bounds', () => {
  const many = { completionMode: 'Indexed', completions: 100_001, backoffLimitPerIndex: 1 };
  expect(errorsOf(build({ ...many, maxFailedIndexes: 10_000, parallelism: 10_000 }))).toEqual([]);
  expect(errorsOf(build(many))).toEqual(['value/missing /maxFailedIndexes']);
  expect(errorsOf(build({ ...many, maxFailedIndexes: 10_001, parallelism: 10_001 }))).toEqual(['value/out-of-range /parallelism', 'value/out-of-range /maxFailedIndexes']);
});

describe('another controller that runs a job', () => {
  test.each(['example.com/controller', 'example.com/a/b', `a/${'x'.repeat(61)}`])('is named %s', (managedBy) => {
    expect(errorsOf(build({ managedBy }))).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['without a domain', 'controller', 'name/invalid'], ['with capitals', 'Example.com/a', 'name/invalid'], ['without a path', 'example.com/', 'name/invalid'],
    ['with spaces', 'a/b c', 'name/invalid'], ['too long', `a/${'x'.repeat(62)}`, 'name/too-long'], ['empty', '', 'value/wrong-type'],
    ['a number', 7, 'value/wrong-type'], ['NaN', NaN, 'value/wrong-type'], ['a function', () => 'a/b', 'value/wrong-type'],
    ['a symbol', Symbol('a'), 'value/wrong-type'], ['a Map', new Map(), 'value/wrong-type'], ['null', null, 'value/wrong-type'],
  ])('is refused %s', (_name, managedBy, want) => {
    expect(errorsOf(build({ managedBy }))).toEqual([`${want} /managedBy`]);
  });
});

test('policies without end are refused as others are', () => {
  let deep: unknown = 'x';
  for (let level = 0; level < 20_000; level++) deep = { a: deep };
  expect(errorsOf(build({ podFailurePolicy: deep }))).toEqual(['value/unknown-field /podFailurePolicy/a', 'value/wrong-type /podFailurePolicy/rules']);
  expect(errorsOf(build(exitCodes(deep)))).toContain('value/unknown-field /podFailurePolicy/rules/0/onExitCodes/a');
});

acceptedWithoutErrors('jobs', {
  bases: [{}, indexed, { ...indexed, backoffLimitPerIndex: 1, ...exitCodes(code, 'FailIndex') }, success({ succeededIndexes: '0-2', succeededCount: 2 })],
  fields: {
    completions: [0, 1, 3, 100_001, -1, null, '5'],
    parallelism: [0, 1, 100_001, 10_001],
    completionMode: ['Indexed', 'NonIndexed', 'indexed'],
    backoffLimitPerIndex: [0, 1, -1],
    maxFailedIndexes: [0, 5, 10_001],
    restartPolicy: ['Never', 'OnFailure', 'Always'],
    activeDeadlineSeconds: [0, 1, -1],
    podReplacementPolicy: ['Failed', 'TerminatingOrFailed', ''],
    managedBy: [
      'example.com/controller', 'controller', 'example.com/', 'A b/c', 'example.com/a/b', 'Example.com/a', 'a/%', 'a/b c', `a/${'x'.repeat(61)}`, `a/${'x'.repeat(62)}`,
    ],
    podFailurePolicy: [
      ...[
        { operator: 'In', values: [1, 2] }, { operator: 'NotIn', values: [0] }, { operator: 'In', values: [0] }, { operator: 'In', values: [2, 1] },
        { operator: 'In', values: [-1, 300] }, { operator: 'In', values: Array.from({ length: 256 }, (_, index) => index + 1) }, { operator: 'In', values: [1], containerName: '' },
        { operator: 'In', values: [1], containerName: 'first' }, { values: [1] }, 5, null,
      ].map((onExitCodes) => ({ rules: [{ action: 'FailJob', onExitCodes }] })),
      ...[[], [{ type: 'A' }], [{ type: 'a b' }], [{ status: 'True' }], [{ type: 'A', status: 'x' }], Array.from({ length: 21 }, () => ({ type: 'A' })), [null], 'A']
        .map((onPodConditions) => ({ rules: [{ action: 'Count', onPodConditions }] })),
      { rules: [] }, { rules: [{ action: 'FailIndex', onExitCodes: code }] }, {}, null,
    ],
    successPolicy: [
      ...['0', '0-1', '0-9', '1,0', '0,0', '1-1', 'x', '', ' 1', '01', '1,', '+1'].map((succeededIndexes) => ({ rules: [{ succeededIndexes }] })),
      ...[0, 1, 9, -1, 1.5, '1', null].map((succeededCount) => ({ rules: [{ succeededCount }] })),
      { rules: [{ succeededIndexes: '0-1', succeededCount: 3 }] }, { rules: [] }, { rules: [{}] }, null, 'all',
    ],
  },
  build,
});

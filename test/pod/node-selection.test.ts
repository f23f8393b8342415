import { type NodeAffinityProps, normalizeNodeAffinity } from '../../src/pod/node-selection';
import { describeWithApiServer, podWith, surprises } from '../support/api-server';
import { outcomeOf } from '../support/diagnostics';

const required = (...matchExpressions: readonly object[]): object => ({
  requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
});
const ssd = { key: 'disk', operator: 'In', values: ['ssd'] } as const;

const accepted: [string, { given: NodeAffinityProps; want: object | undefined }][] = [
  ['nothing', { given: {}, want: undefined }],
  ['conditions without any', { given: { required: [], preferred: [] }, want: undefined }],
  ['conditions as a map', {
    given: { required: { disk: 'ssd', 'topology.kubernetes.io/zone': ['a', 'b'] } },
    want: required(ssd, { key: 'topology.kubernetes.io/zone', operator: 'In', values: ['a', 'b'] }),
  }],
  ['conditions as text', {
    given: { required: 'disk=ssd, zone in (a,b), !spot, cores>4, gpu' },
    want: required(
      ssd, { key: 'zone', operator: 'In', values: ['a', 'b'] }, { key: 'spot', operator: 'DoesNotExist' },
      { key: 'cores', operator: 'Gt', values: ['4'] }, { key: 'gpu', operator: 'Exists' },
    ),
  }],
  ['conditions as a list', { given: { required: [ssd, { key: 'a', operator: 'Lt', values: ['3'] }] }, want: required(ssd, { key: 'a', operator: 'Lt', values: ['3'] }) }],
  ['terms of which any may hold', {
    given: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [
      { matchExpressions: [ssd] }, { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] },
    ] } },
    want: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [
      { matchExpressions: [ssd] }, { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] },
    ] } },
  }],
  ['wishes, in short and in full', {
    given: { preferred: [{ weight: 5, ...ssd }, { key: 'gpu', operator: 'Exists' }, { weight: 1, preference: { matchExpressions: [ssd] } }] },
    want: { preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 5, preference: { matchExpressions: [ssd] } },
      { weight: 100, preference: { matchExpressions: [{ key: 'gpu', operator: 'Exists' }] } },
      { weight: 1, preference: { matchExpressions: [ssd] } },
    ] },
  }],
  ["wishes under Kubernetes' own name", {
    given: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: [ssd] } }] },
    want: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: [ssd] } }] },
  }],
];

const full = (term: object): object => ({ requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } });
const expression = (requirement: object): object => full({ matchExpressions: [requirement] });
const at = '/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms';

const refused: [string, { given: unknown; want: readonly string[]; server?: 'refuses' | 'accepts' }][] = [
  ['no map', { given: 'ssd', want: ['value/wrong-type'], server: 'refuses' }],
  ['an unknown field', { given: { requred: 'disk=ssd' }, want: ['value/unknown-field /requred'], server: 'refuses' }],
  ['both names of required', { given: { required: 'disk=ssd', ...required(ssd) }, want: ['value/exclusive /requiredDuringSchedulingIgnoredDuringExecution'], server: 'refuses' }],
  ['no terms', {
    given: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } }, want: [`value/missing ${at}`], server: 'refuses',
  }],
  ['terms that are missing', { given: { requiredDuringSchedulingIgnoredDuringExecution: {} }, want: [`value/missing ${at}`], server: 'refuses' }],
  ['an empty term, which no node fulfils', { given: full({}), want: [`value/needs-one-of ${at}/0`], server: 'accepts' }],
  ['In without values', { given: expression({ key: 'a', operator: 'In' }), want: [`selector/values ${at}/0/matchExpressions/0/values`], server: 'refuses' }],
  ['Exists with values', {
    given: expression({ key: 'a', operator: 'Exists', values: ['x'] }), want: [`selector/values ${at}/0/matchExpressions/0/values`], server: 'refuses',
  }],
  ['Gt with two values', {
    given: expression({ key: 'a', operator: 'Gt', values: ['1', '2'] }), want: [`selector/values ${at}/0/matchExpressions/0/values`], server: 'refuses',
  }],
  ['Gt with no number, which no node fulfils', {
    given: expression({ key: 'a', operator: 'Gt', values: ['many'] }), want: [`value/wrong-type ${at}/0/matchExpressions/0/values/0`], server: 'accepts',
  }],
  ['an unknown operator', {
    given: expression({ key: 'a', operator: 'Equal', values: ['x'] }), want: [`value/not-one-of ${at}/0/matchExpressions/0/operator`], server: 'refuses',
  }],
  ['a bad key', { given: expression({ key: '-', operator: 'Exists' }), want: [`label/invalid-key ${at}/0/matchExpressions/0/key`], server: 'refuses' }],
  ['a bad value', {
    given: expression({ key: 'a', operator: 'In', values: ['x y'] }), want: [`label/invalid-value ${at}/0/matchExpressions/0/values/0`], server: 'refuses',
  }],
  ['values that are no list', {
    given: expression({ key: 'a', operator: 'In', values: 'x' }), want: [`value/wrong-type ${at}/0/matchExpressions/0/values`], server: 'refuses',
  }],
  ['an unknown field of nodes', {
    given: full({ matchFields: [{ key: 'metadata.labels', operator: 'In', values: ['x'] }] }), want: [`value/not-one-of ${at}/0/matchFields/0/key`], server: 'refuses',
  }],
  ['two node names', {
    given: full({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a', 'b'] }] }),
    want: [`selector/values ${at}/0/matchFields/0/values`],
    server: 'refuses',
  }],
  ['a bad node name', {
    given: full({ matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['A B'] }] }),
    want: [`name/invalid ${at}/0/matchFields/0/values/0`],
    server: 'refuses',
  }],
  ['a weight of 0', { given: { preferred: [{ weight: 0, ...ssd }] }, want: ['value/out-of-range /preferred/0/weight'] }],
  ['a weight of 101', {
    given: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 101, preference: { matchExpressions: [ssd] } }] },
    want: ['value/out-of-range /preferredDuringSchedulingIgnoredDuringExecution/0/weight'],
    server: 'refuses',
  }],
  ['a wish with an unknown field', { given: { preferred: [{ wait: 5, ...ssd }] }, want: ['value/unknown-field /preferred/0/wait'] }],
  ['a wish of both forms', { given: { preferred: [{ preference: { matchExpressions: [ssd] }, key: 'a' }] }, want: ['value/unknown-field /preferred/0/key'] }],
  ['text that cannot be read', { given: { required: 'disk is ssd' }, want: ['selector/syntax /required'] }],
  ['text that compares with no number', { given: { required: 'cores>many' }, want: ['value/wrong-type /required/values/0'] }],
  ['a map with a value that is no text', { given: { required: { disk: 5 } }, want: ['value/wrong-type /required/disk/values'] }],
  ['a map without values', { given: { required: { disk: [] } }, want: ['selector/values /required/disk/values'] }],
];

describe('normalizeNodeAffinity', () => {
  test.each(accepted)('takes %s', (_name, { given, want }) => {
    expect(outcomeOf((problems) => normalizeNodeAffinity(given, problems))).toEqual({ result: want, reported: [] });
  });

  test.each(refused)('reports %s', (_name, { given, want }) => {
    expect(outcomeOf((problems) => normalizeNodeAffinity(given as NodeAffinityProps, problems)).reported).toEqual(want);
  });
});

describeWithApiServer('node affinity and the API server (needs KUBELOOM_ORACLE)', () => {
  test('accepts what is built', () => {
    expect(surprises(accepted.map(([name, { given }]) => {
      const { result } = outcomeOf((problems) => normalizeNodeAffinity(given, problems));
      return { name, object: podWith({ affinity: { nodeAffinity: result } }), accepted: true };
    }))).toEqual([]);
  });

  test('refuses what is reported', () => {
    expect(surprises(refused.flatMap(([name, { given, server }]) =>
      (server === undefined ? [] : [{ name, object: podWith({ affinity: { nodeAffinity: given } }), accepted: server === 'accepts' }])))).toEqual([]);
  });
});

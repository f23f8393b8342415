import type { AffinityContext } from '../../src/pod/affinity';
import { normalizeSpread, normalizeTopologySpread, type SpreadInput, type TopologySpreadProps } from '../../src/pod/spread';
import { describeWithApiServer, podWith, surprises } from '../support/api-server';
import { consumer, outcomeOf } from '../support/diagnostics';

const context: AffinityContext = { selectorLabels: { app: 'web' }, consumer: consumer() };
const labelSelector = { matchLabels: { app: 'web' } };
const host = 'kubernetes.io/hostname';
const zone = 'topology.kubernetes.io/zone';

const spreads: [string, { given: SpreadInput | readonly SpreadInput[]; want: object }][] = [
  ['a wish for nodes of their own', {
    given: 'nodes',
    want: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: { labelSelector, topologyKey: host } }] },
  }],
  ['a condition', { given: { over: 'zones', required: true }, want: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector, topologyKey: zone }] } }],
  ['both', {
    given: [{ over: 'nodes', required: true }, { over: 'zones', weight: 5 }, 'example.com/rack', { topologyKey: 'zone' }],
    want: {
      requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector, topologyKey: host }],
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 5, podAffinityTerm: { labelSelector, topologyKey: zone } },
        { weight: 100, podAffinityTerm: { labelSelector, topologyKey: 'example.com/rack' } },
        { weight: 100, podAffinityTerm: { labelSelector, topologyKey: 'zone' } },
      ],
    },
  }],
];

const badSpreads: [string, { given: unknown; want: readonly string[] }][] = [
  ['a misspelt word', { given: 'node', want: ['value/not-one-of'] }],
  ['a bad key', { given: 'a b', want: ['label/invalid-key'] }],
  ['a number', { given: 3, want: ['value/wrong-type'] }],
  ['no grouping', { given: { required: true }, want: ['value/needs-one-of'] }],
  ['a weight on what is required', { given: { over: 'nodes', required: true, weight: 5 }, want: ['pod/conflict /weight'] }],
  ['a weight of 101', { given: { over: 'nodes', weight: 101 }, want: ['value/out-of-range /weight'] }],
  ['a required that is no switch', { given: { over: 'nodes', required: 'yes' }, want: ['value/wrong-type /required'] }],
  ['an unknown field', { given: { over: 'nodes', wait: 5 }, want: ['value/unknown-field /wait'] }],
  ['an item of a list', { given: ['nodes', 'zone'], want: ['value/not-one-of /1'] }],
];

const constraints: [string, { given: TopologySpreadProps; want: object }][] = [
  ['own pods over zones', { given: { over: 'zones' }, want: { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: 'ScheduleAnyway', labelSelector } }],
  ['all fields', {
    given: {
      topologyKey: 'rack', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule', minDomains: 3, nodeAffinityPolicy: 'Ignore', nodeTaintsPolicy: 'Honor',
      matchLabelKeys: ['tier'], labelSelector: 'app=web',
    },
    want: {
      topologyKey: 'rack', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule', minDomains: 3, nodeAffinityPolicy: 'Ignore', nodeTaintsPolicy: 'Honor',
      matchLabelKeys: ['tier'], labelSelector,
    },
  }],
  ['all pods', { given: { over: 'nodes', labelSelector: {} }, want: { maxSkew: 1, topologyKey: host, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: {} } }],
];

const full = { topologyKey: zone, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', labelSelector };
const badConstraints: [string, { given: unknown; want: readonly string[]; server?: 'refuses' | 'accepts' }][] = [
  ['no list', { given: full, want: ['value/wrong-type'], server: 'refuses' }],
  ['an item that is no map', { given: ['zones'], want: ['value/wrong-type /0'], server: 'refuses' }],
  ['no topology key', { given: [{ ...full, topologyKey: undefined }], want: ['value/needs-one-of /0'], server: 'refuses' }],
  ['a topology key that no node can have', { given: [{ ...full, topologyKey: 'a b' }], want: ['label/invalid-key /0/topologyKey'], server: 'accepts' }],
  ['a skew of 0', { given: [{ ...full, maxSkew: 0 }], want: ['value/out-of-range /0/maxSkew'], server: 'refuses' }],
  ['a skew beyond 32 bits', { given: [{ ...full, maxSkew: 3_000_000_000 }], want: ['value/out-of-range /0/maxSkew'], server: 'refuses' }],
  ['an unknown word', { given: [{ ...full, whenUnsatisfiable: 'Wait' }], want: ['value/not-one-of /0/whenUnsatisfiable'], server: 'refuses' }],
  ['minDomains of 0', { given: [{ ...full, minDomains: 0 }], want: ['value/out-of-range /0/minDomains'], server: 'refuses' }],
  ['minDomains without DoNotSchedule', {
    given: [{ ...full, whenUnsatisfiable: 'ScheduleAnyway', minDomains: 2 }], want: ['value/needs-other /0/minDomains'], server: 'refuses',
  }],
  ['an unknown policy', { given: [{ ...full, nodeTaintsPolicy: 'Honour' }], want: ['value/not-one-of /0/nodeTaintsPolicy'], server: 'refuses' }],
  ['a label key that the selector compares', { given: [{ ...full, matchLabelKeys: ['app'] }], want: ['pod/conflict /0/matchLabelKeys'], server: 'refuses' }],
  ['a bad label key', { given: [{ ...full, matchLabelKeys: ['a b'] }], want: ['label/invalid-key /0/matchLabelKeys/0'], server: 'refuses' }],
  ['a bad selector', { given: [{ ...full, labelSelector: { matchLabels: { a: 'b c' } } }], want: ['label/invalid-value /0/labelSelector/matchLabels/a'], server: 'refuses' }],
  ['the same pair twice', { given: [full, { ...full, maxSkew: 2 }], want: ['value/duplicate /1'], server: 'refuses' }],
  ['an unknown field', { given: [{ ...full, maxskew: 2 }], want: ['value/unknown-field /0/maxskew'], server: 'refuses' }],
];

describe('normalizeSpread', () => {
  test.each(spreads)('gives %s', (_name, { given, want }) => {
    expect(outcomeOf((problems) => normalizeSpread(given, problems, context))).toEqual({ result: want, reported: [] });
  });

  test.each(badSpreads)('reports %s', (_name, { given, want }) => {
    expect(outcomeOf((problems) => normalizeSpread(given as SpreadInput, problems, context)).reported).toEqual(want);
  });
});

describe('normalizeTopologySpread', () => {
  test.each(constraints)('gives %s', (_name, { given, want }) => {
    expect(outcomeOf((problems) => normalizeTopologySpread([given], problems, context))).toEqual({ result: [want], reported: [] });
  });

  test.each(badConstraints)('reports %s', (_name, { given, want }) => {
    expect(outcomeOf((problems) => normalizeTopologySpread(given as [], problems, context)).reported).toEqual(want);
  });

  test('the same groups may be wished for and required', () => {
    const given: TopologySpreadProps[] = [{ over: 'zones' }, { over: 'zones', whenUnsatisfiable: 'DoNotSchedule' }];
    expect(outcomeOf((problems) => normalizeTopologySpread(given, problems, context)).reported).toEqual([]);
  });
});

describeWithApiServer('spreading and the API server (needs KUBELOOM_ORACLE)', () => {
  test('accepts what is built', () => {
    expect(surprises([
      ...spreads.map(([name, { given }]) => {
        const { result } = outcomeOf((problems) => normalizeSpread(given, problems, context));
        return { name, object: podWith({ affinity: { podAntiAffinity: result } }), accepted: true };
      }),
      ...constraints.map(([name, { given }]) => {
        const { result } = outcomeOf((problems) => normalizeTopologySpread([given], problems, context));
        return { name, object: podWith({ topologySpreadConstraints: result }), accepted: true };
      }),
    ])).toEqual([]);
  });

  test('refuses what is reported', () => {
    expect(surprises(badConstraints.flatMap(([name, { given, server }]) =>
      (server === undefined ? [] : [{ name, object: podWith({ topologySpreadConstraints: given }), accepted: server === 'accepts' }])))).toEqual([]);
  });
});

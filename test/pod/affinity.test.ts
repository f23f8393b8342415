import type { PodOwner } from '../../src/core/pod-set';
import { type AffinityContext, normalizePodAffinity, type PodAffinityProps } from '../../src/pod/affinity';
import { describeWithApiServer, podWith, surprises } from '../support/api-server';
import { consumer, outcomeOf } from '../support/diagnostics';

const context: AffinityContext = { selectorLabels: { app: 'web' }, consumer: consumer() };
const own = { matchLabels: { app: 'web' } };
const host = 'kubernetes.io/hostname';
const zone = 'topology.kubernetes.io/zone';

const app = (namespace?: string, cluster?: string): PodOwner => ({
  podSet: { target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'db', namespace, cluster }, selector: { app: 'db' }, ports: [] },
});

function normalize(given: unknown): ReturnType<typeof outcomeOf<ReturnType<typeof normalizePodAffinity>>> {
  return outcomeOf((problems) => normalizePodAffinity(given as PodAffinityProps, problems, context));
}

const must = (...terms: readonly object[]): object => ({ requiredDuringSchedulingIgnoredDuringExecution: terms });

const accepted: [string, { given: PodAffinityProps; want: object | undefined }][] = [
  ['nothing', { given: {}, want: undefined }],
  ['own pods on the same node', { given: { required: [{}] }, want: must({ labelSelector: own, topologyKey: host }) }],
  ['own pods in the same zone', { given: { required: [{ over: 'zones' }] }, want: must({ labelSelector: own, topologyKey: zone }) }],
  ['another grouping of nodes', {
    given: { required: [{ over: 'example.com/rack' }, { topologyKey: 'zone' }] },
    want: must({ labelSelector: own, topologyKey: 'example.com/rack' }, { labelSelector: own, topologyKey: 'zone' }),
  }],
  ['pods of an app', {
    given: { required: [{ labelSelector: app('space') }] }, want: must({ labelSelector: { matchLabels: { app: 'db' } }, topologyKey: host }),
  }],
  ['pods of an app elsewhere', {
    given: { required: [{ labelSelector: app('other') }] },
    want: must({ labelSelector: { matchLabels: { app: 'db' } }, namespaces: ['other'], topologyKey: host }),
  }],
  ['pods by text', {
    given: { required: [{ labelSelector: 'app in (a,b)' }] },
    want: must({ labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] }, topologyKey: host }),
  }],
  ['pods of all namespaces', {
    given: { required: [{ labelSelector: { app: 'db' }, namespaceSelector: {} }] },
    want: must({ labelSelector: { matchLabels: { app: 'db' } }, namespaceSelector: {}, topologyKey: host }),
  }],
  ['label keys', {
    given: { required: [{ labelSelector: { app: 'db' }, matchLabelKeys: ['tier'], mismatchLabelKeys: ['release'], namespaces: ['a'] }] },
    want: must({
      labelSelector: { matchLabels: { app: 'db' } }, namespaces: ['a'], matchLabelKeys: ['tier'], mismatchLabelKeys: ['release'], topologyKey: host,
    }),
  }],
  ['wishes, in short and in full', {
    given: { preferred: [{ weight: 10, over: 'zones' }, {}] },
    want: { preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 10, podAffinityTerm: { labelSelector: own, topologyKey: zone } },
      { weight: 100, podAffinityTerm: { labelSelector: own, topologyKey: host } },
    ] },
  }],
  ["Kubernetes' own shape", {
    given: {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: zone, labelSelector: { matchLabels: { app: 'db' } } }],
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { topologyKey: zone, labelSelector: { matchLabels: { app: 'db' } } } }],
    },
    want: {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: zone, labelSelector: { matchLabels: { app: 'db' } } }],
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { topologyKey: zone, labelSelector: { matchLabels: { app: 'db' } } } }],
    },
  }],
];

const at = '/requiredDuringSchedulingIgnoredDuringExecution/0';
const term = (fields: object): object => must({ topologyKey: zone, labelSelector: { matchLabels: { app: 'db' } }, ...fields });

const refused: [string, { given: unknown; want: readonly string[]; server?: 'refuses' | 'accepts' }][] = [
  ['no map', { given: [], want: ['value/wrong-type'], server: 'refuses' }],
  ['an unknown field', { given: { require: [] }, want: ['value/unknown-field /require'], server: 'refuses' }],
  ['both names of required', { given: { required: [], ...term({}) }, want: ['value/exclusive /requiredDuringSchedulingIgnoredDuringExecution'], server: 'refuses' }],
  ['terms that are no list', { given: { required: {} }, want: ['value/wrong-type /required'] }],
  ['an unknown field of a term', { given: term({ topology: 'x' }), want: [`value/unknown-field ${at}/topology`], server: 'refuses' }],
  ['a word that is nearly one', { given: { required: [{ over: 'zone' }] }, want: ['value/not-one-of /required/0/over'] }],
  ['both ways to name nodes', { given: { required: [{ over: 'zones', topologyKey: zone }] }, want: ['value/exclusive /required/0/topologyKey'] }],
  ['a bad topology key', { given: term({ topologyKey: 'a b' }), want: [`label/invalid-key ${at}/topologyKey`], server: 'refuses' }],
  ['an empty topology key', { given: term({ topologyKey: '' }), want: [`label/invalid-key ${at}/topologyKey`], server: 'refuses' }],
  ['a bad selector', { given: term({ labelSelector: { matchLabels: { app: 'a b' } } }), want: [`label/invalid-value ${at}/labelSelector/matchLabels/app`], server: 'refuses' }],
  ['a bad namespace', { given: term({ namespaces: ['A'] }), want: [`name/invalid ${at}/namespaces/0`], server: 'refuses' }],
  ['a bad selector of namespaces', {
    given: term({ namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }),
    want: [`selector/values ${at}/namespaceSelector/matchExpressions/0/values`],
    server: 'refuses',
  }],
  ['a label key that the selector compares', { given: term({ matchLabelKeys: ['app'] }), want: [`pod/conflict ${at}/matchLabelKeys`], server: 'refuses' }],
  ['a bad label key', { given: term({ matchLabelKeys: ['a b'] }), want: [`label/invalid-key ${at}/matchLabelKeys/0`], server: 'refuses' }],
  ['a label key twice', { given: term({ matchLabelKeys: ['tier', 'tier'] }), want: [`value/duplicate ${at}/matchLabelKeys`], server: 'refuses' }],
  ['a label key of both sorts', {
    given: term({ matchLabelKeys: ['tier'], mismatchLabelKeys: ['tier'] }), want: [`pod/conflict ${at}/matchLabelKeys`], server: 'refuses',
  }],
  ['a weight of 0', {
    given: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 0, podAffinityTerm: { topologyKey: zone } }] },
    want: ['value/out-of-range /preferredDuringSchedulingIgnoredDuringExecution/0/weight'],
    server: 'refuses',
  }],
  ['a wish of both forms', { given: { preferred: [{ podAffinityTerm: {}, over: 'zones' }] }, want: ['value/unknown-field /preferred/0/over'] }],
  ['a weight on what is required', { given: { required: [{ weight: 5 }] }, want: ['value/unknown-field /required/0/weight'] }],
  ['an app of another cluster', { given: { required: [{ labelSelector: app('space', 'west') }] }, want: ['reference/other-cluster /required/0/labelSelector'] }],
];

describe('normalizePodAffinity', () => {
  test.each(accepted)('takes %s', (_name, { given, want }) => {
    expect(normalize(given)).toEqual({ result: want, reported: [] });
  });

  test.each(refused)('reports %s', (_name, { given, want }) => {
    expect(normalize(given).reported).toEqual(want);
  });

  test('keeps the other terms when one is wrong', () => {
    expect(normalize({ required: [{ over: 'nods' }, { over: 'zones' }] }).result).toEqual(must({ labelSelector: own, topologyKey: zone }));
  });

  test('does not count apps as references, so that two may want to be near each other', () => {
    normalize({ required: [{ labelSelector: app('space') }] });
    expect(context.consumer.targets).toEqual([]);
  });
});

describeWithApiServer('pod affinity and the API server (needs KUBELOOM_ORACLE)', () => {
  test('accepts what is built', () => {
    expect(surprises(accepted.map(([name, { given }]) =>
      ({ name, object: podWith({ affinity: { podAffinity: normalize(given).result } }), accepted: true })))).toEqual([]);
  });

  test('refuses what is reported', () => {
    expect(surprises(refused.flatMap(([name, { given, server }]) =>
      (server === undefined ? [] : [{ name, object: podWith({ affinity: { podAffinity: given } }), accepted: server === 'accepts' }])))).toEqual([]);
  });
});

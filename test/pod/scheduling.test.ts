import { normalizeScheduling, type SchedulingContext, schedulingFields, type SchedulingProps } from '../../src/pod/scheduling';
import { describeWithApiServer, podWith, surprises } from '../support/api-server';
import { consumer, outcomeOf } from '../support/diagnostics';

function context(): SchedulingContext {
  return { selectorLabels: { app: 'web' }, consumer: consumer() };
}

function fieldsOf(given: unknown): { result: object; reported: readonly string[] } {
  return outcomeOf((problems) => schedulingFields(normalizeScheduling(given as SchedulingProps, problems, context())));
}

const host = 'kubernetes.io/hostname';
const labelSelector = { matchLabels: { app: 'web' } };
const priorityClass = { name: 'urgent', target: { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', name: 'urgent' } };

const accepted: [string, { given: SchedulingProps | undefined; want: object }][] = [
  ['nothing', { given: undefined, want: {} }],
  ['empty parts', { given: { nodeSelector: {}, tolerations: [], spread: [], topologySpread: [], schedulingGates: [], podAffinity: {} }, want: {} }],
  ['all parts', {
    given: {
      nodeSelector: { disk: 'ssd' },
      nodeAffinity: { required: 'gpu' },
      podAffinity: { required: [{ labelSelector: { app: 'cache' } }] },
      podAntiAffinity: { required: [{ labelSelector: { app: 'noisy' } }] },
      spread: { over: 'nodes', required: true },
      topologySpread: [{ topologyKey: 'zone' }],
      tolerations: ['gpu'],
      priorityClass: 'urgent',
      preemptionPolicy: 'Never',
      runtimeClass: { name: 'gvisor' },
      schedulerName: 'volcano',
      schedulingGates: ['example.com/quota'],
    },
    want: {
      nodeSelector: { disk: 'ssd' },
      affinity: {
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'gpu', operator: 'Exists' }] }] } },
        podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app: 'cache' } }, topologyKey: host }] },
        podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels: { app: 'noisy' } }, topologyKey: host }, { labelSelector, topologyKey: host },
        ] },
      },
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector }],
      tolerations: [{ key: 'gpu', operator: 'Exists' }],
      priorityClassName: 'urgent',
      preemptionPolicy: 'Never',
      runtimeClassName: 'gvisor',
      schedulerName: 'volcano',
      schedulingGates: [{ name: 'example.com/quota' }],
    },
  }],
  ['a node by name', { given: { nodeName: 'node-1.example' }, want: { nodeName: 'node-1.example' } }],
];

const refused: [string, { given: unknown; want: readonly string[]; server?: object }][] = [
  ['no map', { given: 'zones', want: ['value/wrong-type'] }],
  ['an unknown field', { given: { toleration: [] }, want: ['value/unknown-field /toleration'] }],
  ['a bad node label', { given: { nodeSelector: { 'a b': 'c' } }, want: ['label/invalid-key /nodeSelector/a b'], server: { nodeSelector: { 'a b': 'c' } } }],
  ['a bad value of a node label', { given: { nodeSelector: { a: 'b c' } }, want: ['label/invalid-value /nodeSelector/a'], server: { nodeSelector: { a: 'b c' } } }],
  ['a bad node name', { given: { nodeName: 'Node_1' }, want: ['name/invalid /nodeName'], server: { nodeName: 'Node_1' } }],
  ['a bad priority class', { given: { priorityClass: 'Urgent!' }, want: ['name/invalid /priorityClass'], server: { priorityClassName: 'Urgent!' } }],
  ['a priority class that is no name', { given: { priorityClass: 1000 }, want: ['value/wrong-type /priorityClass'] }],
  ['a priority class without a name', { given: { priorityClass: {} }, want: ['value/missing /priorityClass/name'] }],
  ['an unknown preemption policy', { given: { preemptionPolicy: 'Always' }, want: ['value/not-one-of /preemptionPolicy'], server: { preemptionPolicy: 'Always' } }],
  ['a bad runtime class', { given: { runtimeClass: 'g_visor' }, want: ['name/invalid /runtimeClass'], server: { runtimeClassName: 'g_visor' } }],
  ['a scheduler without a name', { given: { schedulerName: '' }, want: ['value/wrong-type /schedulerName'] }],
  ['a bad gate', { given: { schedulingGates: ['a b'] }, want: ['label/invalid-key /schedulingGates/0'], server: { schedulingGates: [{ name: 'a b' }] } }],
  ['a gate twice', {
    given: { schedulingGates: ['a', 'a'] }, want: ['value/duplicate /schedulingGates'], server: { schedulingGates: [{ name: 'a' }, { name: 'a' }] },
  }],
  ['a gate on a pod that has its node', {
    given: { schedulingGates: ['a'], nodeName: 'b' }, want: ['pod/conflict /schedulingGates'], server: { schedulingGates: [{ name: 'a' }], nodeName: 'b' },
  }],
  ['several at once', {
    given: { tolerations: ['='], spread: 'zone', topologySpread: [{}], nodeAffinity: { required: '(' }, podAffinity: { required: [{ over: 'node' }] } },
    want: [
      'selector/syntax /nodeAffinity/required', 'value/not-one-of /podAffinity/required/0/over', 'value/not-one-of /spread',
      'value/needs-one-of /topologySpread/0', 'toleration/syntax /tolerations/0',
    ],
  }],
];

describe('scheduling', () => {
  test.each(accepted)('takes %s', (_name, { given, want }) => {
    expect(fieldsOf(given)).toEqual({ result: want, reported: [] });
  });

  test.each(refused)('reports %s', (_name, { given, want }) => {
    expect(fieldsOf(given).reported).toEqual(want);
  });

  test('has no field for what is not given', () => {
    expect(Object.keys(fieldsOf({}).result)).toEqual([]);
    expect(Object.keys(fieldsOf({ nodeName: 'a' }).result)).toEqual(['nodeName']);
  });

  test('notes the classes that it refers to', () => {
    const given = context();
    outcomeOf((problems) => normalizeScheduling({ priorityClass, runtimeClass: 'gvisor' }, problems, given));
    expect(given.consumer.targets).toEqual([priorityClass.target]);
  });

  test('reports a class of another cluster', () => {
    const elsewhere = { ...priorityClass, target: { ...priorityClass.target, cluster: 'west' } };
    expect(fieldsOf({ priorityClass: elsewhere })).toEqual({ result: {}, reported: ['reference/other-cluster /priorityClass'] });
  });
});

describeWithApiServer('scheduling and the API server (needs KUBELOOM_ORACLE)', () => {
  test('accepts what is built', () => {
    expect(surprises(accepted.map(([name, { given }]) => ({ name, object: podWith(fieldsOf(given).result), accepted: true })))).toEqual([]);
  });

  test('refuses what is reported', () => {
    expect(surprises(refused.flatMap(([name, { server }]) =>
      (server === undefined ? [] : [{ name, object: podWith(server), accepted: false }])))).toEqual([]);
  });
});

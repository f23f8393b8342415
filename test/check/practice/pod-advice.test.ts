import { advised, deployment, pod, service, stream } from './advised';

const budget = JSON.stringify({
  apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web' }, spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } },
});
const autoscaler = JSON.stringify({
  apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web' },
  spec: { minReplicas: 2, maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
});
const policy = JSON.stringify({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web' }, spec: { podSelector: {}, ingress: [] },
});

describe('practice/single-replica', () => {
  const found = ['Deployment /spec/replicas'];

  test.each([
    ['by default', stream(service, deployment({})), found],
    ['said', stream(service, deployment({ replicas: 1 })), found],
    ['two', stream(service, deployment({ replicas: 2 })), []],
    ['none, switched off', stream(service, deployment({ replicas: 0 })), []],
    ['not served', deployment({}), []],
    ['scaled', stream(service, deployment({}), autoscaler), []],
    ['with a budget', stream(service, deployment({}), budget), []],
    ['that must be one', stream(service, deployment({ strategy: { type: 'Recreate' } })), []],
    ['with data', stream(service, deployment({}, { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'd' } }] })), []],
  ])('%s', (_name, yaml, want) => {
    expect(advised('practice/single-replica', yaml)).toEqual(want);
  });

  test('says nothing of a StatefulSet, whose pods are no replicas of each other', () => {
    expect(advised('practice/single-replica', stream(service, deployment({ serviceName: 'web' }).replace('Deployment', 'StatefulSet')))).toEqual([]);
  });
});

describe.each([
  ['practice/no-disruption-budget', '/spec/replicas'], ['practice/no-spread', '/spec/template/spec'],
] as const)('%s', (code, pointer) => {
  test.each([
    ['one pod', deployment({}), false],
    ['two pods', deployment({ replicas: 2 }), true],
    ['pods of an autoscaler', stream(deployment({}), autoscaler), true],
  ])('%s', (_name, yaml, want) => {
    expect(advised(code, yaml)).toEqual(want ? [`Deployment ${pointer}`] : []);
  });
});

test('practice/no-disruption-budget: protected pods', () => {
  expect(advised('practice/no-disruption-budget', stream(deployment({ replicas: 2 }), budget))).toEqual([]);
});

test.each([
  [{ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' }] }],
  [{ affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }] } } }],
])('practice/no-spread: %j', (spec) => {
  expect(advised('practice/no-spread', deployment({ replicas: 2 }, spec))).toEqual([]);
});

test.each([
  ['none', {}, ['Pod /metadata']], ['others', { app: 'web' }, ['Pod /metadata']], ['one', { 'app.kubernetes.io/name': 'web' }, []],
])('practice/missing-labels: %s', (_name, labels, want) => {
  expect(advised('practice/missing-labels', pod({}, {}, { labels }))).toEqual(want);
});

test('practice/no-priority-class', () => {
  expect(advised('practice/no-priority-class', pod({}))).toEqual(['Pod /spec']);
  expect(advised('practice/no-priority-class', pod({}, { priorityClassName: 'high' }))).toEqual([]);
});

test('practice/no-network-policy', () => {
  expect(advised('practice/no-network-policy', pod({}))).toEqual(['Pod /metadata']);
  expect(advised('practice/no-network-policy', stream(pod({}), policy))).toEqual([]);
  expect(advised('practice/no-network-policy', pod({}, { hostNetwork: true }))).toEqual([]);
});

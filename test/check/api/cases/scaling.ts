import { type Fields, kindOfSpec, type ObjectCases, selector } from './given';

const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' };
const resource = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } };
const autoscaler = kindOfSpec('autoscaling/v2', 'HorizontalPodAutoscaler', { scaleTargetRef, maxReplicas: 3 });
const byMetrics = (...metrics: readonly object[]): Fields => autoscaler({ metrics });
const old = kindOfSpec('autoscaling/v1', 'HorizontalPodAutoscaler', { scaleTargetRef, maxReplicas: 3 });
const behaving = (scaleDown: Fields): Fields => autoscaler({ behavior: { scaleDown } });
const metric = { name: 'm' };
const budget = kindOfSpec('policy/v1', 'PodDisruptionBudget', { selector });

export const scalingCases: ObjectCases = [
  ['an autoscaler', { given: byMetrics(resource), want: [] }],
  ['an autoscaler of nothing', {
    given: autoscaler({ scaleTargetRef: { kind: '', name: 'a/b' } }),
    want: ['api/required /spec/scaleTargetRef/kind', 'api/path-segment /spec/scaleTargetRef/name', 'scaling/target-version /spec/scaleTargetRef/apiVersion'],
  }],
  ['an autoscaler of an object without group', {
    given: autoscaler({ scaleTargetRef: { ...scaleTargetRef, apiVersion: 'v1' } }),
    want: ['scaling/target-version /spec/scaleTargetRef/apiVersion'],
  }],
  ['an autoscaler of an object without group, before 1.34', {
    given: autoscaler({ scaleTargetRef: { ...scaleTargetRef, apiVersion: 'v1' } }),
    want: [], release: '1.33',
  }],
  ['an autoscaler of an old controller', { given: autoscaler({ scaleTargetRef: { apiVersion: 'v1', kind: 'ReplicationController', name: 'a' } }), want: [] }],
  ['an autoscaler to nothing', { given: autoscaler({ maxReplicas: 0 }), want: ['api/required /spec/maxReplicas', 'api/less-than /spec/maxReplicas'] }],
  ['an autoscaler to nothing, before 1.36', {
    given: autoscaler({ maxReplicas: 0 }),
    want: ['api/out-of-range /spec/maxReplicas', 'api/less-than /spec/maxReplicas'], release: '1.35',
  }],
  ['an autoscaler from more to less', { given: autoscaler({ minReplicas: 4 }), want: ['api/less-than /spec/maxReplicas'] }],
  ['an autoscaler from nothing', { given: autoscaler({ minReplicas: 0 }), want: ['api/out-of-range /spec/minReplicas', 'scaling/zero-without-metric /spec/metrics'] }],
  ['an autoscaler by unknown metrics', {
    given: byMetrics({ type: 'Cpu' }, {}),
    want: ['api/not-supported /spec/metrics/0/type', 'api/required /spec/metrics/1/type', 'api/not-supported /spec/metrics/1/type'],
  }],
  ['an autoscaler by a metric that is not given', { given: byMetrics({ type: 'Pods' }), want: ['api/required /spec/metrics/0/pods'] }],
  ['an autoscaler by another metric than it says', { given: byMetrics({ ...resource, type: 'Pods' }), want: ['api/required /spec/metrics/0/pods'] }],
  ['an autoscaler by two metrics in one', {
    given: byMetrics({ ...resource, pods: { metric, target: { type: 'AverageValue', averageValue: '1' } } }),
    want: ['api/forbidden /spec/metrics/0/pods'],
  }],
  ['an autoscaler without targets', {
    given: byMetrics(
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization' } } }, { type: 'Pods', pods: { metric, target: { type: 'AverageValue' } } },
      { type: 'Object', object: { describedObject: scaleTargetRef, metric, target: { type: 'Value' } } }, { type: 'External', external: { metric, target: { type: 'Value' } } },
    ),
    want: [
      'api/one-needed /spec/metrics/0/resource/target/averageUtilization', 'api/one-needed /spec/metrics/1/pods/target/averageValue',
      'api/one-needed /spec/metrics/2/object/target/averageValue', 'api/one-needed /spec/metrics/3/external/target/averageValue',
    ],
  }],
  ['an autoscaler with two targets', {
    given: byMetrics(
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 1, averageValue: '1' } } },
      { type: 'External', external: { metric, target: { type: 'Value', value: '1', averageValue: '1' } } },
    ), want: ['api/exclusive /spec/metrics/0/resource/target/averageValue', 'api/exclusive /spec/metrics/1/external/target/value'],
  }],
  ['an autoscaler with targets of nothing', {
    given: byMetrics({ type: 'Resource', resource: { name: '', target: { type: 'Percent', averageUtilization: 0, averageValue: '0' } } }),
    want: [
      'api/required /spec/metrics/0/resource/name', 'api/choice /spec/metrics/0/resource/target/type',
      'api/not-positive /spec/metrics/0/resource/target/averageUtilization', 'api/not-positive /spec/metrics/0/resource/target/averageValue',
      'api/exclusive /spec/metrics/0/resource/target/averageValue',
    ],
  }],
  ['an autoscaler by a container', {
    given: byMetrics({ type: 'ContainerResource', containerResource: { name: 'cpus', container: 'A', target: { type: 'Utilization', averageUtilization: 1 } } }),
    want: ['resource/unknown /spec/metrics/0/containerResource/name', 'api/dns-label /spec/metrics/0/containerResource/container'],
  }],
  ['an autoscaler that takes its time', { given: behaving({ stabilizationWindowSeconds: 3600, policies: [{ type: 'Pods', value: 1, periodSeconds: 1800 }] }), want: [] }],
  ['an autoscaler that takes too long', {
    given: behaving({ stabilizationWindowSeconds: 3601, selectPolicy: 'Most', policies: [{ type: 'Share', value: 0, periodSeconds: 1801 }] }),
    want: [
      'api/out-of-range /spec/behavior/scaleDown/stabilizationWindowSeconds', 'api/not-supported /spec/behavior/scaleDown/selectPolicy',
      'api/not-supported /spec/behavior/scaleDown/policies/0/type', 'api/not-positive /spec/behavior/scaleDown/policies/0/value',
      'api/out-of-range /spec/behavior/scaleDown/policies/0/periodSeconds',
    ],
  }],
  ['an autoscaler without policies', { given: behaving({ policies: [] }), want: ['api/required /spec/behavior/scaleDown/policies'] }],
  ['the first version', { given: old({ targetCPUUtilizationPercentage: 50 }), want: [] }],
  ['the first version with a target of nothing', {
    given: old({ targetCPUUtilizationPercentage: 0, maxReplicas: -1 }),
    want: [
      'api/out-of-range /spec/maxReplicas', 'api/less-than /spec/maxReplicas',
      'api/not-positive /spec/metrics/0/resource/target/averageUtilization > /spec/targetCPUUtilizationPercentage',
    ],
  }],

  ['a budget', { given: budget({ minAvailable: '100%' }), want: [] }],
  ['a budget of both kinds', { given: budget({ minAvailable: 1, maxUnavailable: 1 }), want: ['api/contradiction /spec > maxUnavailable'] }],
  ['a budget of what is no number', { given: budget({ minAvailable: '101%' }), want: ['api/percent-above-100 /spec/minAvailable'] }],
  ['a budget of a text', { given: budget({ maxUnavailable: 'a' }), want: ['api/percent /spec/maxUnavailable'] }],
  ['a budget of less than nothing', {
    given: budget({ maxUnavailable: -1, unhealthyPodEvictionPolicy: 'Never' }),
    want: ['api/negative /spec/maxUnavailable', 'api/not-supported /spec/unhealthyPodEvictionPolicy'],
  }],
  ['a budget of pods that cannot be', { given: budget({ selector: { matchLabels: { 'a b': 'c' } } }), want: ['api/label-key /spec/selector/matchLabels > a b'] }],
];

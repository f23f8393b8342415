import { file, object, pod, workload } from '../../../src/check/codes/examples/parts';
import { bundleFindings, found } from './found';

const autoscaler = (metrics: string, target = 'Deployment', version = 'v2'): string => object(
  `autoscaling/${version}`, 'HorizontalPodAutoscaler', 'web',
  `spec:\n  minReplicas: 2\n  maxReplicas: 5\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: ${target}\n    name: web\n${metrics}`.trimEnd(),
);
const metric = (target: string, name = 'cpu'): string => `  metrics:\n  - type: Resource\n    resource:\n      name: ${name}\n      target:\n        ${target}`;
const share = 'type: Utilization\n        averageUtilization: 50';
const cpu = 'resources:\n  requests:\n    cpu: 1';
const sidecar = 'initContainers:\n- name: s\n  image: a\n  restartPolicy: Always';
const limits = object('v1', 'LimitRange', 'a', 'spec:\n  limits:\n  - type: Container\n    defaultRequest:\n      cpu: 1');

describe('autoscalers', () => {
  test.each<[string, { given: string; want: readonly string[] }]>([
    ['a share of requests that are there', { given: file(autoscaler(metric(share)), workload({ container: cpu })), want: [] }],
    ['a share of limits, which stand for requests', { given: file(autoscaler(metric(share)), workload({ container: 'resources:\n  limits:\n    cpu: 1' })), want: [] }],
    ['a share of the defaults of the namespace', { given: file(limits, autoscaler(metric(share)), workload()), want: [] }],
    ['a share of nothing', { given: file(autoscaler(metric(share)), workload()), want: ['error autoscaler/no-requests HorizontalPodAutoscaler/web /spec/metrics/0/resource'] }],
    ['a share of another resource', { given: file(autoscaler(metric(share, 'memory')), workload({ container: cpu })), want: ['error autoscaler/no-requests HorizontalPodAutoscaler/web /spec/metrics/0/resource'] }],
    ['a share, of which a sidecar says nothing', { given: file(autoscaler(metric(share)), workload({ container: cpu, pod: sidecar })), want: ['error autoscaler/no-requests HorizontalPodAutoscaler/web /spec/metrics/0/resource'] }],
    ['an amount', { given: file(autoscaler(metric('type: AverageValue\n        averageValue: 1')), workload()), want: [] }],
    ['the share that the server sets where none is given', { given: file(autoscaler(''), workload()), want: ['error autoscaler/no-requests HorizontalPodAutoscaler/web /spec'] }],
    ['the share of the first version', {
      given: file(autoscaler('  targetCPUUtilizationPercentage: 50', 'Deployment', 'v1'), workload()), want: ['error autoscaler/no-requests HorizontalPodAutoscaler/web /spec/targetCPUUtilizationPercentage'],
    }],
    ['a fixed number of replicas', { given: file(autoscaler(metric(share)), workload({ spec: 'replicas: 1', container: cpu })), want: ['warning autoscaler/fixed-replicas Deployment/web /spec/replicas'] }],
    ['a kind that cannot be scaled', { given: file(autoscaler(metric(share), 'DaemonSet'), workload({ kind: 'DaemonSet' })), want: ['error autoscaler/not-scalable HorizontalPodAutoscaler/web /spec/scaleTargetRef/name'] }],
  ])('%s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });

  test('a request of the whole pod counts once the release knows it', () => {
    const given = file(autoscaler(metric(share)), workload({ pod: cpu }));
    expect(bundleFindings(given, { kubernetes: ['1.34', '1.33'] }).filter(({ code }) => code === 'autoscaler/no-requests').map(({ kubernetes }) => kubernetes)).toEqual([['1.33']]);
  });
});

describe('disruption budgets', () => {
  const budget = (rule: string, selector = '\n    matchLabels:\n      app: web'): string => object('policy/v1', 'PodDisruptionBudget', 'web', `spec:\n  ${rule}\n  selector:${selector}`);
  const web = (count: number): string => workload({ spec: `replicas: ${count}` });
  test.each<[string, { given: string; want: readonly string[] }]>([
    ['one pod of two', { given: file(budget('maxUnavailable: 1'), web(2)), want: [] }],
    ['none of two', { given: file(budget('maxUnavailable: 0'), web(2)), want: ['warning disruption-budget/zero PodDisruptionBudget/web /spec/maxUnavailable'] }],
    ['all but one of one', { given: file(budget('minAvailable: 1'), web(1)), want: ['warning disruption-budget/zero PodDisruptionBudget/web /spec/minAvailable'] }],
    ['two thirds of three, which is rounded up to three', { given: file(budget('minAvailable: "67%"'), web(3)), want: ['warning disruption-budget/zero PodDisruptionBudget/web /spec/minAvailable'] }],
    ['a small share, which is rounded up to one', { given: file(budget('maxUnavailable: "1%"'), web(3)), want: [] }],
    ['as few as an autoscaler leaves', {
      given: file(budget('minAvailable: 2'), workload({ container: cpu }), autoscaler(metric(share))), want: ['warning disruption-budget/zero PodDisruptionBudget/web /spec/minAvailable'],
    }],
    ['no pods at all, since the workload is off', { given: file(budget('minAvailable: 1'), web(0)), want: [] }],
    ['pods on their own, of which nobody says how many', { given: file(budget('maxUnavailable: 1'), pod()), want: ['warning disruption-budget/no-scale PodDisruptionBudget/web /spec/maxUnavailable'] }],
    ['pods on their own, by a number', { given: file(budget('minAvailable: 1'), pod(), pod('', '', 'b').replace('app: b', 'app: web')), want: [] }],
    ['all pods of an empty namespace', { given: budget('maxUnavailable: 1', ' {}'), want: [] }],
  ])('%s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });
});

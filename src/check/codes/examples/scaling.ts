import { file, object, workload } from './parts';

const autoscaler = (name: string, metric = 'type: Utilization\n        averageUtilization: 70', target = 'Deployment\n    name: web'): string => object('autoscaling/v2', 'HorizontalPodAutoscaler', name, [
  'spec:', '  minReplicas: 2', '  maxReplicas: 5', '  scaleTargetRef:', '    apiVersion: apps/v1', `    kind: ${target}`,
  '  metrics:', '  - type: Resource', '    resource:', '      name: cpu', '      target:', `        ${metric}`,
].join('\n'));
const containerMetric = (container: string): string => object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', [
  'spec:', '  maxReplicas: 5', '  scaleTargetRef:', '    apiVersion: apps/v1', '    kind: Deployment', '    name: web',
  '  metrics:', '  - type: ContainerResource', '    containerResource:', '      name: cpu', `      container: ${container}`, '      target:', '        type: Utilization', '        averageUtilization: 70',
].join('\n'));
const requests = 'resources:\n  requests:\n    cpu: 100m';
const web = workload({ container: requests });
const budget = (name: string, rule: string, app = 'web'): string =>
  object('policy/v1', 'PodDisruptionBudget', name, `spec:\n  ${rule}\n  selector:\n    matchLabels:\n      app: ${app}`);
const three = workload({ spec: 'replicas: 3' });

/** Manifests that show what the check says of autoscalers and disruption budgets. */
export const scalingExamples = {
  targetMissing: { wrong: autoscaler('web'), right: file(autoscaler('web'), web) },
  notScalable: {
    wrong: file(autoscaler('web', undefined, 'DaemonSet\n    name: web'), workload({ kind: 'DaemonSet', container: requests })),
    right: file(autoscaler('web'), web),
  },
  fixedReplicas: { wrong: file(autoscaler('web'), workload({ spec: 'replicas: 3', container: requests })), right: file(autoscaler('web'), web) },
  noRequests: { wrong: file(autoscaler('web'), workload()), right: file(autoscaler('web'), web) },
  containerMissing: { wrong: file(containerMetric('wbe'), web), right: file(containerMetric('web'), web) },
  sharedTarget: { wrong: file(autoscaler('web'), autoscaler('web-2'), web), right: file(autoscaler('web'), web) },
  noPods: { wrong: file(budget('web', 'maxUnavailable: 1', 'wbe'), three), right: file(budget('web', 'maxUnavailable: 1'), three) },
  overlap: {
    wrong: file(budget('web', 'maxUnavailable: 1'), budget('web-2', 'minAvailable: 1'), three),
    right: file(budget('web', 'maxUnavailable: 1'), three),
  },
  zero: { wrong: file(budget('web', 'minAvailable: 3'), three), right: file(budget('web', 'minAvailable: 2'), three) },
  noScale: {
    wrong: file(budget('web', 'maxUnavailable: 1'), workload({ kind: 'DaemonSet' })),
    right: file(budget('web', 'minAvailable: 1'), workload({ kind: 'DaemonSet' })),
  },
} as const;

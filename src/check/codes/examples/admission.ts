import { file, object, pod, workload } from './parts';

const asking = (memory: string, replicas = 1): string =>
  workload({ spec: `replicas: ${replicas}`, container: `resources:\n  requests:\n    memory: ${memory}` });
const quota = object('v1', 'ResourceQuota', 'team', 'spec:\n  hard:\n    requests.memory: 1Gi');
const limits = object('v1', 'LimitRange', 'team', 'spec:\n  limits:\n  - type: Container\n    min:\n      memory: 64Mi');
const namespace = (labels: string): string => object('v1', 'Namespace', `shop\n  labels:\n    ${labels}`);
const inShop = (text: string): string => text.replace('metadata:\n  name: web\n', 'metadata:\n  name: web\n  namespace: shop\n');
const restricted = [
  'securityContext:', '  allowPrivilegeEscalation: false', '  runAsNonRoot: true', '  capabilities:', '    drop: [ALL]', '  seccompProfile:', '    type: RuntimeDefault',
].join('\n');
const high = (lines = '', name = 'high'): string => object('scheduling.k8s.io/v1', 'PriorityClass', name, `value: 1000${lines}`);
const gpu = object('node.k8s.io/v1', 'RuntimeClass', 'gpu', 'handler: gpu\nscheduling:\n  nodeSelector:\n    accelerator: gpu');

/** Manifests that show what the check says of admission. */
export const admissionExamples = {
  quotaExceeded: { wrong: file(quota, asking('512Mi', 3)), right: file(quota, asking('512Mi', 2)) },
  quotaRequests: { wrong: file(quota, workload()), right: file(quota, asking('512Mi')) },
  limitRange: { wrong: file(limits, asking('32Mi')), right: file(limits, asking('64Mi')) },
  podSecurity: {
    wrong: file(namespace('pod-security.kubernetes.io/enforce: restricted'), inShop(workload())),
    right: file(namespace('pod-security.kubernetes.io/enforce: restricted'), inShop(workload({ container: restricted }))),
  },
  podSecurityWarned: {
    wrong: file(namespace('pod-security.kubernetes.io/warn: restricted'), inShop(workload())),
    right: file(namespace('pod-security.kubernetes.io/warn: restricted'), inShop(workload({ container: restricted }))),
  },
  podSecurityLabel: {
    wrong: namespace('pod-security.kubernetes.io/enforce: strict'),
    right: namespace('pod-security.kubernetes.io/enforce: restricted'),
  },
  priority: { wrong: file(high(), pod('', 'priorityClassName: high\npriority: 5')), right: file(high(), pod('', 'priorityClassName: high')) },
  twoDefaults: { wrong: file(high('\nglobalDefault: true'), high('\nglobalDefault: true', 'higher')), right: file(high('\nglobalDefault: true'), high('', 'higher')) },
  runtimeClass: {
    wrong: file(gpu, pod('', 'runtimeClassName: gpu\nnodeSelector:\n  accelerator: none')),
    right: file(gpu, pod('', 'runtimeClassName: gpu')),
  },
} as const;

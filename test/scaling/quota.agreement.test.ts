import { buildLimitRange } from '../../src/apps/limit-range';
import { buildResourceQuota } from '../../src/apps/resource-quota';
import { type LimitRangeProps } from '../../src/scaling/limit-range';
import { type ResourceQuotaProps } from '../../src/scaling/quota';
import { acceptedWithoutErrors } from '../support/agreement';

const scopes = ['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'PriorityClass', 'CrossNamespacePodAffinity', 'VolumeAttributesClass'];
const resources = [
  'cpu', 'memory', 'ephemeral-storage', 'requests.cpu', 'requests.memory', 'requests.ephemeral-storage', 'requests.storage', 'limits.cpu', 'limits.memory', 'limits.ephemeral-storage', 'limits.storage',
  'storage', 'pods', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers', 'deployments', 'foo',
  'hugepages-2Mi', 'requests.hugepages-2Mi', 'limits.hugepages-2Mi', 'nvidia.com/gpu', 'requests.nvidia.com/gpu', 'limits.nvidia.com/gpu', 'count/pods', 'count/deployments.apps', 'count/a b', 'a b/c',
  'gold.storageclass.storage.k8s.io/requests.storage', '',
];

acceptedWithoutErrors('ResourceQuota', {
  bases: [
    { hard: { pods: 5 } },
    { hard: { pods: 5 }, scopes: ['BestEffort'] },
    { hard: { persistentvolumeclaims: 5 }, scopeSelector: [{ scopeName: 'VolumeAttributesClass', operator: 'In', values: ['gold'] }] },
  ],
  fields: {
    name: ['web.shop', 'Web'],
    hard: [
      undefined, {}, 'x', ...resources.map((resource) => ({ [resource]: '1' })), ...resources.map((resource) => ({ [resource]: '1500m' })), { pods: -1 }, { pods: 'x' }, { pods: NaN }, { pods: '1k' },
      { 'requests.cpu': 1.5, 'limits.memory': '1Gi' },
    ],
    scopes: [[], 'BestEffort', ['x'], ...scopes.map((scope) => [scope]), ['BestEffort', 'NotBestEffort'], ['Terminating', 'NotTerminating'], ['BestEffort', 'BestEffort'], ['Terminating', 'NotBestEffort']],
    scopeSelector: [
      [], 'x', [{}], [null], ...scopes.map((scopeName) => [{ scopeName, operator: 'Exists' }]), ...scopes.map((scopeName) => [{ scopeName, operator: 'In', values: ['a'] }]),
      [{ scopeName: 'PriorityClass', operator: 'In' }], [{ scopeName: 'PriorityClass', operator: 'Exists', values: ['a'] }], [{ scopeName: 'PriorityClass', operator: 'DoesNotExist' }],
      [{ scopeName: 'PriorityClass', operator: 'in', values: ['a'] }], [{ scopeName: 'PriorityClass', operator: 'NotIn', values: ['A'] }],
      [{ scopeName: 'BestEffort', operator: 'Exists' }, { scopeName: 'NotBestEffort', operator: 'Exists' }],
    ],
  },
  build: ({ name = 'compute', ...props }) => buildResourceQuota({ name: name as string, namespace: 'shop' }, props as unknown as ResourceQuotaProps),
  // The class of volume attributes became a scope in 1.34.
  knownBy: (props, release) => release >= '1.34' || !JSON.stringify(props).includes('VolumeAttributesClass'),
});

const bounds = ['min', 'max', 'default', 'defaultRequest'];
const amounts = ['1', '2', '500m', '-1', 'x'];
const item = (field: string, resource = 'cpu') => amounts.map((amount) => ({ [field]: { [resource]: amount } }));
const limits = [
  {}, 'x', null, { foo: {} },
  ...[...bounds, 'maxLimitRequestRatio'].flatMap((field) => [...item(field), ...item(field, 'storage'), ...item(field, 'nvidia.com/gpu'), { [field]: 'x' }]),
  ...bounds.flatMap((first) => bounds.map((second) => ({ [first]: { cpu: '1' }, [second]: { cpu: '2' } }))),
  ...bounds.flatMap((first) => bounds.map((second) => ({ [first]: { 'nvidia.com/gpu': 1 }, [second]: { 'nvidia.com/gpu': 2 } }))),
  { default: { 'nvidia.com/gpu': 2 }, defaultRequest: { 'nvidia.com/gpu': 2 } }, { default: { 'hugepages-2Mi': '4Mi' }, defaultRequest: { 'hugepages-2Mi': '2Mi' } }, { default: { 'nvidia.com/gpu': 2 }, min: { 'nvidia.com/gpu': 1 } },
  { min: { cpu: 1 }, max: { cpu: 2 }, maxLimitRequestRatio: { cpu: 2 } },
  { min: { cpu: 1 }, max: { cpu: 2 }, maxLimitRequestRatio: { cpu: 3 } },
  { min: { cpu: 0 }, max: { cpu: 2 }, maxLimitRequestRatio: { cpu: 3 } },
  { max: { 'pods': 1 } }, { max: { 'ephemeral-storage': '1Gi' } }, { max: { foo: 1 } }, { max: { 'a b/c': 1 } }, { max: { 'hugepages-2Mi': '2Mi' } },
  { default: { cpu: 1 }, defaultRequest: { cpu: '0.5' }, min: { cpu: '100m' }, max: { cpu: 2 }, maxLimitRequestRatio: { cpu: 4 } },
];

acceptedWithoutErrors('LimitRange', {
  bases: [{ limits: { Container: { max: { cpu: 2 } } } }],
  fields: {
    name: ['web.shop', 'Web'],
    limits: [
      undefined, {}, 'x', { container: {} }, ...limits.map((Container) => ({ Container })), ...limits.map((Pod) => ({ Pod })), ...limits.map((PersistentVolumeClaim) => ({ PersistentVolumeClaim })),
      { Pod: { max: { cpu: 2 } }, PersistentVolumeClaim: { min: { storage: '1Gi' }, max: { storage: '2Gi' } } },
    ],
  },
  build: ({ name = 'limits', ...props }) => buildLimitRange({ name: name as string, namespace: 'shop' }, props as unknown as LimitRangeProps),
});

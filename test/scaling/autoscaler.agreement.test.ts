import { buildHorizontalPodAutoscaler } from '../../src/apps/horizontal-pod-autoscaler';
import { type HorizontalPodAutoscalerProps } from '../../src/scaling/autoscaler';
import { acceptedWithoutErrors } from '../support/agreement';

const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const goals = ['70%', '0%', '500%', '70.5%', '%', '500m', '2', '0', '-1', '1Gi', '1gb', '', 70, 0, null, NaN];
const amounts = [100, '100', '500m', 0, '0', -1, 'x', NaN, null];
const queue = { external: 'queue_length', value: 100 };
const rules = [
  {}, { stabilizationWindowSeconds: 0 }, { stabilizationWindowSeconds: 3600 }, { stabilizationWindowSeconds: 3601 }, { stabilizationWindowSeconds: -1 }, { selectPolicy: 'Min' },
  { selectPolicy: 'Disabled' }, { selectPolicy: 'min' }, { tolerance: '0.05' }, { tolerance: 0.1 }, { tolerance: '-1' }, { tolerance: 'x' }, { policies: [] }, { policies: [{ type: 'Pods', value: 4, periodSeconds: 60 }] },
  { policies: [{ type: 'Percent', value: 500, periodSeconds: 1800 }] }, { policies: [{ type: 'Percent', value: 0, periodSeconds: 60 }] }, { policies: [{ type: 'pods', value: 1, periodSeconds: 60 }] },
  { policies: [{ type: 'Pods', value: 1, periodSeconds: 1801 }] }, { policies: [{ type: 'Pods', value: 1 }] }, { policies: [{ type: 'Pods', value: 1, periodSeconds: 0 }] }, { policies: 'x' }, null, { selectpolicy: 'Min' },
];

acceptedWithoutErrors('HorizontalPodAutoscaler', {
  bases: [{ target, max: 5 }, { target, min: 2, max: 10, cpu: '70%', memory: '1Gi', metrics: [queue] }],
  fields: {
    name: ['web.shop', 'Web'],
    target: [undefined, 'web', { ...target, apiVersion: '' }, { ...target, apiVersion: 'a/b/c' }, { ...target, apiVersion: 'example.com/v1' }, { ...target, apiVersion: 'v1', kind: 'ReplicationController' }, { kind: 'Deployment', name: 'web' }, { ...target, kind: 'Dep/x' }, { ...target, name: 'a%' }, { ...target, name: '..' }, { ...target, extra: 1 }],
    min: [0, 1, 5, 6, 11, -1, 1.5, '2', 2 ** 31],
    max: [undefined, 0, 1, 2 ** 31, '5', NaN],
    cpu: goals,
    memory: goals,
    metrics: [
      [], 'x', [null], [{}], [queue, queue], ...goals.map((goal) => [{ resource: 'nvidia.com/gpu', target: goal }]), [{ resource: 'cpu', container: 'web', target: '50%' }], [{ resource: 'cpu', container: 'Web', target: '50%' }],
      ...['zzz', 'a b', 'a/b/c', 'storage', 'pods', 'hugepages-2Mi', 'example.com/gpu', 'ephemeral-storage'].map((resource) => [{ resource, container: 'web', target: '50%' }]),
      [{ resource: '', target: '50%' }], [{ resource: 'cpu' }], ...amounts.map((averageValue) => [{ pods: 'requests', averageValue }]), [{ pods: 'requests', value: 5 }], [{ pods: 'a/b', averageValue: 5 }], [{ pods: 'requests' }],
      [{ pods: 'requests', averageValue: 5, selector: { matchLabels: { a: 'b' } } }], [{ pods: 'requests', averageValue: 5, selector: 'a in (b)' }], [{ pods: 'requests', averageValue: 5, selector: { a: 'b c' } }],
      ...amounts.map((value) => [{ external: 'queue', value }]), ...amounts.map((averageValue) => [{ external: 'queue', averageValue }]), [{ external: 'queue', value: 1, averageValue: 1 }], [{ external: 'queue' }], [{ external: 'a/b', value: 1 }],
      [{ external: 'queue', value: 1, pods: 'requests' }], [{ object: target, metric: 'requests', value: 5 }], [{ object: target, metric: 'requests', averageValue: 5 }], [{ object: { kind: 'Deployment', name: 'web' }, metric: 'requests', value: 5 }],
      [{ object: { ...target, apiVersion: 'a/b/c' }, metric: 'requests', value: 5 }], [{ object: { ...target, apiVersion: 'v1', kind: 'Service' }, metric: 'requests', value: 5 }],
      [{ object: { ...target, kind: 'a/b' }, metric: 'requests', value: 5 }], [{ object: target, value: 5 }], [{ object: target, metric: 'requests' }],
    ],
    behavior: [{}, 'x', { scaleSideways: {} }, ...rules.map((scaleUp) => ({ scaleUp })), ...rules.map((scaleDown) => ({ scaleDown }))],
  },
  build: ({ name = 'web', ...props }) => buildHorizontalPodAutoscaler({ name: name as string, namespace: 'shop' }, props as unknown as HorizontalPodAutoscalerProps),
  knownBy: ({ min, behavior }, release) => {
    // Needs a feature gate that is off in the checkers, which a warning says.
    if (min === 0) return false;
    return release >= '1.33' || !JSON.stringify(behavior ?? {}).includes('tolerance');
  },
});

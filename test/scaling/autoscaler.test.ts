import { buildHorizontalPodAutoscaler } from '../../src/apps/horizontal-pod-autoscaler';
import { Consumer } from '../../src/core/references';
import { normalizeReplicas } from '../../src/scaling/autoscaler';
import { outcomeOf } from '../support/diagnostics';
import { app, told } from '../network/fixtures';

const identity = { name: 'web', namespace: 'shop' };
const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const consumer = () => new Consumer('shop', undefined);

function reported(props: object): string[] {
  return told(buildHorizontalPodAutoscaler(identity, { target, max: 5, ...props }).diagnostics);
}

describe('normalizeReplicas', () => {
  test.each<[string, unknown, object]>([
    ['nothing', undefined, {}],
    ['a number', 3, { replicas: 3 }],
    ['zero', 0, { replicas: 0 }],
    ['bounds', { min: 2, max: 5 }, { autoscaler: { minReplicas: 2, maxReplicas: 5, metrics: [] } }],
  ])('takes %s', (_, given, want) => {
    expect(outcomeOf((problems) => normalizeReplicas(given as number, problems, consumer()))).toEqual({ result: want, reported: [] });
  });

  test.each<[string, unknown, string]>([
    ['a fraction', 1.5, 'value/out-of-range'],
    ['less than none', -1, 'value/out-of-range'],
    ['a text', '3', 'value/wrong-type'],
    ['no number', NaN, 'value/out-of-range'],
  ])('reports %s', (_, given, code) => {
    const { result, reported: found } = outcomeOf((problems) => normalizeReplicas(given as number, problems, consumer()));
    expect([result, found]).toEqual([{}, [Number.isNaN(given) ? 'value/wrong-type' : code]]);
  });
});

describe('buildHorizontalPodAutoscaler', () => {
  test.each<[string, object]>([
    ['a ReplicationController, the one kind of the core group', { target: { apiVersion: 'v1', kind: 'ReplicationController', name: 'web' } }],
    ['a kind of its own', { target: { apiVersion: 'example.com/v1alpha1', kind: 'Web', name: 'web' } }],
    ['huge pages and devices', { metrics: [{ resource: 'hugepages-2Mi', target: '1Gi' }, { resource: 'nvidia.com/gpu', target: '50%', container: 'main' }] }],
    ['containers that are not known', { target: app('web'), metrics: [{ resource: 'memory', target: '50%', container: 'any' }] }],
  ])('takes %s', (_, given) => {
    expect(reported(given)).toEqual([]);
  });

  test('carries every metric and the whole behavior', () => {
    const rules = { stabilizationWindowSeconds: 0, selectPolicy: 'Min', policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }], tolerance: '0.05' } as const;
    const { objects, diagnostics } = buildHorizontalPodAutoscaler(identity, {
      target: app('web'),
      min: 2,
      max: 10,
      cpu: '70%',
      memory: '1Gi',
      metrics: [
        { resource: 'cpu', container: 'main', target: '500m' },
        { pods: 'requests_per_second', averageValue: 100, selector: { matchLabels: { verb: 'GET' } } },
        { object: { target: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', namespace: 'shop', name: 'shop' } }, metric: 'requests', value: '2k' },
        { external: 'queue_length', averageValue: '30' },
      ],
      behavior: { scaleUp: rules, scaleDown: { selectPolicy: 'Disabled' } },
      labels: { a: 'b' },
    });
    expect(diagnostics).toEqual([]);
    expect(objects).toEqual([{
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { ...identity, labels: { a: 'b' } },
      spec: {
        scaleTargetRef: target,
        minReplicas: 2,
        maxReplicas: 10,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
          { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } } },
          { type: 'ContainerResource', containerResource: { name: 'cpu', container: 'main', target: { type: 'AverageValue', averageValue: '500m' } } },
          { type: 'Pods', pods: { metric: { name: 'requests_per_second', selector: { matchLabels: { verb: 'GET' } } }, target: { type: 'AverageValue', averageValue: 100 } } },
          { type: 'Object', object: { describedObject: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'shop' }, metric: { name: 'requests' }, target: { type: 'Value', value: '2k' } } },
          { type: 'External', external: { metric: { name: 'queue_length' }, target: { type: 'AverageValue', averageValue: '30' } } },
        ],
        behavior: { scaleUp: rules, scaleDown: { selectPolicy: 'Disabled' } },
      },
    }]);
  });

  test.each<[string, { given: object; want: readonly string[] }]>([
    ['no upper bound', { given: { max: undefined }, want: ['value/missing /max'] }],
    ['bounds that cross', { given: { min: 6 }, want: ['value/min-over-max /min'] }],
    ['scaling to zero by what pods report', { given: { min: 0, cpu: '70%' }, want: ['autoscaler/from-zero /min'] }],
    ['scaling to zero, which needs a gate', { given: { min: 0, metrics: [{ external: 'queue', value: 5 }] }, want: ['autoscaler/zero-gate /min'] }],
    ['a target of the core group, which has nothing else to scale', { given: { target: { ...target, apiVersion: 'v1' } }, want: ['value/wrong-type /target/apiVersion'] }],
    ['a target whose group nobody can read', { given: { target: { ...target, apiVersion: 'a/b/v1' } }, want: ['value/wrong-type /target/apiVersion'] }],
    ['a measured object whose group nobody can read', { given: { metrics: [{ object: { ...target, apiVersion: 'apps/' }, metric: 'x', value: 1 }] }, want: ['value/wrong-type /metrics/0/object/apiVersion'] }],
    ['a resource that no container has', { given: { metrics: [{ resource: 'zzz', target: '50%', container: 'main' }, { resource: 'a/b/c', target: '50%' }] }, want: [
      'resource/unknown /metrics/0/resource', 'resource/unknown /metrics/1/resource',
    ] }],
    ['a resource that is not named', { given: { metrics: [{ target: '50%', resource: '' }] }, want: ['value/wrong-type /metrics/0/resource'] }],
    ['goals that are none', { given: { cpu: 70, memory: '0%' }, want: ['autoscaler/target /cpu', 'autoscaler/target /memory'] }],
    ['a value of pods, which have an average only', { given: { metrics: [{ pods: 'requests', value: 5 }] }, want: ['value/unknown-field /metrics/0/value', 'value/missing /metrics/0/averageValue'] }],
    ['both goals at once', { given: { metrics: [{ external: 'queue', value: 5, averageValue: 5 }] }, want: ['value/exclusive /metrics/0/averageValue'] }],
    ['two metrics in one', { given: { metrics: [{ external: 'queue', pods: 'requests', averageValue: 5 }] }, want: ['value/exclusive /metrics/0/external'] }],
    ['a metric of another namespace', { given: { metrics: [{ object: { target: { ...target, namespace: 'other' } }, metric: 'x', value: 1 }] }, want: ['reference/other-namespace /metrics/0/object'] }],
    ['a target of another namespace', { given: { target: app('web', [], 'other') }, want: ['reference/other-namespace /target'] }],
    ['no target', { given: { target: undefined }, want: ['value/missing /target'] }],
    ['times out of range', { given: { behavior: { scaleDown: { stabilizationWindowSeconds: 3601, policies: [{ type: 'Pods', value: 1, periodSeconds: 1801 }] } } }, want: [
      'value/out-of-range /behavior/scaleDown/stabilizationWindowSeconds', 'value/out-of-range /behavior/scaleDown/policies/0/periodSeconds',
    ] }],
    ['no policies in a list', { given: { behavior: { scaleUp: { policies: [] } } }, want: ['value/wrong-type /behavior/scaleUp/policies'] }],
    ['misspelt fields', { given: { cup: '70%', behavior: { scaleup: {} } }, want: ['value/unknown-field /cup', 'value/unknown-field /behavior/scaleup'] }],
  ])('reports %s', (_, { given, want }) => {
    expect(reported(given)).toEqual(want);
  });
});

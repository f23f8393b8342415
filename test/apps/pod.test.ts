import { buildPod, Pod, type SinglePodProps } from '../../src';
import { built, errorsOf, namesOf, newBundle } from '../support/definitions';

const pod = (props: Partial<SinglePodProps<string, string>> = {}) => buildPod<string, string>({ name: 'web', namespace: 'shop' }, { image: 'nginx:1.27', ...props });
const own = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'web' };

describe('a single pod', () => {
  test('is a Pod with the labels of its app', () => {
    const { metadata, spec } = built(pod(), 'Pod');
    expect(metadata).toEqual({ name: 'web', namespace: 'shop', labels: own });
    expect(spec.containers.map(({ name }) => name)).toEqual(['web']);
  });

  test('has the labels and annotations of the object and of the pod on itself', () => {
    const { metadata } = built(pod({ labels: { a: '1' }, podLabels: { b: '2' }, annotations: { c: '3' }, podAnnotations: { d: '4' }, finalizers: ['example.com/keep'] }), 'Pod');
    expect(metadata.labels).toEqual({ ...own, a: '1', b: '2' });
    expect(metadata.annotations).toEqual({ c: '3', d: '4' });
    expect(metadata.finalizers).toEqual(['example.com/keep']);
  });

  test('has a Service only where it is asked for', () => {
    expect(namesOf(pod({ ports: { http: 80 } }))).toEqual(['Pod web']);
    expect(built(pod({ ports: { http: 80 }, service: {} }), 'Service').spec.selector).toEqual(own);
  });

  test.each(['Always', 'OnFailure', 'Never'] as const)('can be restarted as %s says', (restartPolicy) => {
    expect(built(pod({ restartPolicy }), 'Pod').spec.restartPolicy).toBe(restartPolicy);
  });

  test('holds containers, init containers and sidecars in the order that Kubernetes starts them', () => {
    const { containers, initContainers } = built(pod({
      containers: { beside: { image: 'a:1' } }, initContainers: { first: { image: 'b:1' }, second: { image: 'c:1' } }, sidecars: { proxy: { image: 'd:1' } },
    }), 'Pod').spec;
    expect(containers.map(({ name }) => name)).toEqual(['web', 'beside']);
    expect(initContainers.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([['proxy', 'Always'], ['first', undefined], ['second', undefined]]);
  });

  test.each<[string, object, string[]]>([
    ['replicas', { replicas: 2 }, ['value/unknown-field /replicas']],
    ['a rollout', { rollout: {} }, ['value/unknown-field /rollout']],
    ['two containers of one name', { containers: { web: { image: 'a:1' } } }, ['value/duplicate /containers/web']],
    ['a container without an image', { containers: { beside: {} } }, ['value/missing /containers/beside/image']],
  ])('refuses %s', (_name, props, want) => {
    expect(errorsOf(pod(props))).toEqual(want);
  });

  test('gives the same objects as a construct and as a pure function', () => {
    const props = { image: 'nginx:1.27', ports: { http: 80 }, service: {}, expose: { http: 'shop.example.com' } } as const;
    const bundle = newBundle();
    new Pod(bundle, 'web', props);
    expect(new Set(bundle.objects())).toEqual(new Set(buildPod({ name: 'web', namespace: 'shop' }, props).objects));
  });
});

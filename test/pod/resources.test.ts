import type { Container, ResourceRequirements } from '../../generated/kubernetes';
import { normalizePodResources } from '../../src/pod/resources';
import { outcomeOf } from '../support/diagnostics';
import { podOfAnything } from '../support/pods';

function resourcesOf(resources: unknown, others: object = {}): { resources: ResourceRequirements | undefined; reported: readonly string[] } {
  const { result, reported } = podOfAnything({ resources, ...others });
  return { resources: result.containers[0]!.resources, reported };
}

describe('resources of a container', () => {
  test.each<[string, unknown]>([
    ['cpu and memory', { requests: { cpu: '500m', memory: '256Mi' }, limits: { cpu: 2, memory: '1Gi' } }],
    ['a request that equals its limit in other units', { requests: { memory: '1024Mi' }, limits: { memory: '1Gi' } }],
    ['local storage', { limits: { 'ephemeral-storage': '2Gi' } }],
    ['an extended resource', { limits: { 'nvidia.com/gpu': 1 } }],
    ['an extended resource with its request', { requests: { 'nvidia.com/gpu': 1 }, limits: { 'nvidia.com/gpu': '1' } }],
    ['huge pages beside memory', { requests: { memory: '1Gi' }, limits: { 'hugepages-2Mi': '100Mi' } }],
    ['a resource of Kubernetes with a prefix', { requests: { 'kubernetes.io/batch-cpu': '1' } }],
    ['nothing of one kind', { limits: { cpu: 0 } }],
  ])('take %s', (_name, given) => {
    expect(resourcesOf(given)).toEqual({ resources: given, reported: [] });
  });

  test('leave out what is not given', () => {
    expect(resourcesOf({ requests: { cpu: undefined, memory: '1Gi' }, limits: undefined }).resources).toEqual({ requests: { memory: '1Gi' } });
    expect(resourcesOf({}).resources).toBeUndefined();
  });

  test.each<[string, { given: unknown; want: string[] }]>([
    ['no map', { given: '1Gi', want: ['value/wrong-type /resources'] }],
    ['a misspelt field', { given: { limit: { cpu: 1 } }, want: ['value/unknown-field /resources/limit'] }],
    ['amounts that are no map', { given: { limits: 'cpu' }, want: ['value/wrong-type /resources/limits'] }],
    ['a text that is no quantity', { given: { limits: { memory: '1GB' } }, want: ['quantity/invalid /resources/limits/memory'] }],
    ['NaN', { given: { limits: { cpu: NaN } }, want: ['quantity/invalid /resources/limits/cpu'] }],
    ['a negative amount', { given: { limits: { cpu: '-1' } }, want: ['quantity/too-small /resources/limits/cpu'] }],
    ['a request above its limit', { given: { requests: { cpu: '1001m' }, limits: { cpu: 1 } }, want: ['resource/request-over-limit /resources/requests/cpu'] }],
    ['a misspelt resource', { given: { limits: { memroy: '1Gi' } }, want: ['resource/unknown /resources/limits/memroy'] }],
    ['a resource that only quotas have', { given: { limits: { storage: '1Gi' } }, want: ['resource/unknown /resources/limits/storage'] }],
    ['a wrong extended name', { given: { limits: { 'example.com/a b': 1 } }, want: ['resource/unknown /resources/limits/example.com~1a b'] }],
    ['the name of a quota', { given: { limits: { 'requests.example.com/gpu': 1 } }, want: ['resource/unknown /resources/limits/requests.example.com~1gpu'] }],
    ['an extended resource without a limit', { given: { requests: { 'example.com/gpu': 1 } }, want: ['resource/needs-limit /resources/requests/example.com~1gpu'] }],
    ['an extended resource below its limit', {
      given: { requests: { 'example.com/gpu': 1 }, limits: { 'example.com/gpu': 2 } }, want: ['resource/not-limit /resources/requests/example.com~1gpu'],
    }],
    ['half an extended resource', { given: { limits: { 'example.com/gpu': '500m' } }, want: ['resource/not-whole /resources/limits/example.com~1gpu'] }],
    ['huge pages alone', { given: { limits: { 'hugepages-2Mi': '2Mi' } }, want: ['resource/huge-pages-alone /resources'] }],
    ['huge pages without a limit', { given: { requests: { cpu: 1, 'hugepages-2Mi': '2Mi' } }, want: ['resource/needs-limit /resources/requests/hugepages-2Mi'] }],
    ['half a huge page', { given: { limits: { cpu: 1, 'hugepages-2Mi': '3Mi' } }, want: ['resource/page-size /resources/limits/hugepages-2Mi'] }],
    ['huge pages of no size', { given: { limits: { cpu: 1, 'hugepages-big': '2Mi' } }, want: ['resource/unknown /resources/limits/hugepages-big'] }],
    ['thousandths of a byte', { given: { limits: { memory: '500m' } }, want: ['resource/fractional-bytes /resources/limits/memory'] }],
    ['a claim that the pod does not have', { given: { claims: [{ name: 'gpu' }] }, want: ['resource/unknown-claim /resources/claims/0/name'] }],
    ['a claim without a name', { given: { claims: [{ request: 'a' }] }, want: ['value/missing /resources/claims/0/name'] }],
    ['a claim by its name alone', { given: { claims: ['gpu'] }, want: ['value/wrong-type /resources/claims/0'] }],
  ])('report %s', (_name, { given, want }) => {
    expect(resourcesOf(given).reported).toEqual(want);
  });

  describe('with claims of the pod', () => {
    const others = { resourceClaims: { gpu: { resourceClaimName: 'gpu' }, net: { resourceClaimName: 'net' } } };

    test('use them whole or in part', () => {
      const claims = [{ name: 'gpu', request: 'first' }, { name: 'gpu', request: 'second' }, { name: 'net' }];
      expect(resourcesOf({ claims }, others)).toEqual({ resources: { claims }, reported: [] });
    });

    test.each<[string, { given: object[]; want: string[] }]>([
      ['one twice', { given: [{ name: 'gpu' }, { name: 'gpu' }], want: ['value/duplicate /resources/claims/1'] }],
      ['one as a whole and in part', { given: [{ name: 'gpu', request: 'a' }, { name: 'gpu' }], want: ['value/duplicate /resources/claims/1'] }],
      ['a wrong request', { given: [{ name: 'gpu', request: 'A b' }], want: ['name/invalid /resources/claims/0/request'] }],
      ['a misspelt field', { given: [{ name: 'gpu', requst: 'a' }], want: ['value/unknown-field /resources/claims/0/requst'] }],
    ])('report %s', (_name, { given, want }) => {
      expect(resourcesOf({ claims: given }, others).reported).toEqual(want);
    });
  });
});

describe('resources of a pod', () => {
  const container = (name: string, resources: ResourceRequirements, restartPolicy?: string): Container =>
    ({ name, resources, ...(restartPolicy === undefined ? undefined : { restartPolicy }) });
  const podResources = (given: unknown, containers: Container[] = [], initContainers: Container[] = []): readonly string[] =>
    outcomeOf((problems) => normalizePodResources(given, problems, containers, initContainers)).reported;

  test('stand beside those of the containers', () => {
    const { result, reported } = podOfAnything({ podResources: { requests: { cpu: 2 }, limits: { cpu: 2 } }, resources: { requests: { cpu: 1 } } });
    expect(reported).toEqual([]);
    expect(result.resources).toEqual({ requests: { cpu: 2 }, limits: { cpu: 2 } });
  });

  test.each<[string, { given: unknown; containers?: Container[]; initContainers?: Container[]; want: string[] }]>([
    ['room for all', { given: { requests: { cpu: 2 } }, containers: [container('a', { requests: { cpu: 1 } }), container('b', { limits: { cpu: '1000m' } })], want: [] }],
    ['no room', {
      given: { requests: { cpu: 2 } }, containers: [container('a', { requests: { cpu: 1 } }), container('b', { limits: { cpu: '1001m' } })],
      want: ['resource/pod-too-small /requests/cpu'],
    }],
    ['no room for an init container', {
      given: { requests: { memory: '1Gi' } }, initContainers: [container('a', { requests: { memory: '2Gi' } })], want: ['resource/pod-too-small /requests/memory'],
    }],
    ['no room beside a sidecar', {
      given: { requests: { cpu: 2 } }, containers: [container('a', { requests: { cpu: 1 } })], want: ['resource/pod-too-small /requests/cpu'],
      initContainers: [container('b', { requests: { cpu: 2 } }, 'Always')],
    }],
    ['an init container before a sidecar', {
      given: { requests: { cpu: 2 } }, want: [],
      initContainers: [container('a', { requests: { cpu: 2 } }), container('b', { requests: { cpu: 1 } }, 'Always')],
    }],
    ['a container with a higher limit', { given: { limits: { cpu: 1 } }, containers: [container('a', { limits: { cpu: 2 } })], want: ['resource/pod-too-small /limits/cpu'] }],
    ['containers with higher limits together, which share', {
      given: { limits: { cpu: 1 } }, containers: [container('a', { limits: { cpu: 1 } }), container('b', { limits: { cpu: 1 } })], want: [],
    }],
    ['fewer huge pages than its containers together', {
      given: { limits: { memory: '1Gi', 'hugepages-2Mi': '4Mi' } }, want: ['resource/pod-too-small /limits/hugepages-2Mi'],
      containers: [container('a', { limits: { 'hugepages-2Mi': '4Mi' } }), container('b', { limits: { 'hugepages-2Mi': '2Mi' } })],
    }],
    ['claims', { given: { claims: [] }, want: ['value/unknown-field /claims'] }],
    ['a resource that pods do not share', { given: { limits: { 'ephemeral-storage': '1Gi' } }, want: ['resource/unknown /limits/ephemeral-storage'] }],
    ['a request above the limit', { given: { requests: { cpu: 2 }, limits: { cpu: 1 } }, want: ['resource/request-over-limit /requests/cpu'] }],
  ])('with %s', (_name, { given, containers, initContainers, want }) => {
    expect(podResources(given, containers, initContainers)).toEqual(want);
  });

  test('cannot be set for Windows', () => {
    expect(podOfAnything({ os: 'windows', podResources: { limits: { cpu: 1 } } }).reported).toEqual(['pod/wrong-os /podResources']);
  });
});

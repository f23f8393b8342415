import { advised, deployment, pod, service, stream } from './advised';

const here = ['Pod /spec/containers/0'];

describe('practice/image-tag', () => {
  test.each([
    ['no tag', 'nginx', here],
    ['latest', 'nginx:latest', here],
    ['no tag behind the port of a registry', 'registry.example.com:5000/shop/web', here],
    ['a version', 'nginx:1.27', []],
    ['a version behind the port of a registry', 'registry.example.com:5000/shop/web:2', []],
    ['a digest', 'nginx@sha256:0123', []],
    ['latest with a digest', 'nginx:latest@sha256:0123', []],
  ])('%s', (_name, image, want) => {
    expect(advised('practice/image-tag', pod({ image }))).toEqual(want);
  });

  test('looks at containers that only start the pod, too', () => {
    expect(advised('practice/image-tag', pod({}, { initContainers: [{ name: 'init', image: 'busybox' }] }))).toEqual(['Pod /spec/initContainers/0']);
  });
});

describe('practice/no-requests', () => {
  const range = (limit: object): string => JSON.stringify({
    apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'limits' }, spec: { limits: [{ type: 'Container', ...limit }] },
  });

  test.each([
    ['nothing', pod({}), here],
    ['memory alone', pod({ resources: { requests: { memory: '1Gi' } } }), here],
    ['both', pod({ resources: { requests: { memory: '1Gi', cpu: 1 } } }), []],
    ['limits, which the server takes for requests', pod({ resources: { limits: { memory: '1Gi', cpu: 1 } } }), []],
    ['requests of the whole pod', pod({}, { resources: { requests: { memory: '1Gi', cpu: 1 } } }), []],
    ['defaults of the namespace', stream(pod({}), range({ defaultRequest: { memory: '1Gi', cpu: 1 } })), []],
    ['defaults for one of both', stream(pod({}), range({ default: { memory: '1Gi' } })), here],
  ])('%s', (_name, yaml, want) => {
    expect(advised('practice/no-requests', yaml)).toEqual(want);
  });

  test('asks nothing of a container that ends before the others start', () => {
    const resources = { requests: { memory: '1Gi', cpu: 1 } };
    expect(advised('practice/no-requests', pod({ resources }, { initContainers: [{ name: 'init', image: 'busybox:1' }] }))).toEqual([]);
    expect(advised('practice/no-requests', pod({ resources }, { initContainers: [{ name: 'proxy', image: 'envoy:1', restartPolicy: 'Always' }] })))
      .toEqual(['Pod /spec/initContainers/0']);
  });
});

describe.each([
  ['practice/no-memory-limit', 'memory'], ['practice/no-cpu-limit', 'cpu'], ['practice/no-ephemeral-storage', 'ephemeral-storage'],
] as const)('%s', (code, resource) => {
  test('asks for a limit, not for a request', () => {
    expect(advised(code, pod({ resources: { requests: { [resource]: '1' } } }))).toEqual(here);
    expect(advised(code, pod({ resources: { limits: { [resource]: '1' } } }))).toEqual([]);
  });
});

describe('practice/no-readiness-probe', () => {
  const probe = { httpGet: { port: 80 } };
  const found = ['Deployment /spec/template/spec/containers/0'];
  const to = (targetPort: string | number, more: object = {}): string => JSON.stringify({
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort }], ...more },
  });

  test.each([
    ['a declared port', stream(service, deployment({}, {}, { ports: [{ containerPort: 80 }] })), found],
    ['a named port', stream(to('http'), deployment({}, {}, { ports: [{ name: 'http', containerPort: 8080 }] })), found],
    ['a port that the only container does not declare', stream(service, deployment({})), found],
    ['a container with a probe', stream(service, deployment({}, {}, { readinessProbe: probe })), []],
    ['a container of another port', stream(service, deployment({}, {}, { ports: [{ containerPort: 9000 }] })), []],
    ['pods that nobody serves', deployment({}, {}, { ports: [{ containerPort: 80 }] }), []],
    ['a Service that does not wait for pods', stream(to(80, { publishNotReadyAddresses: true }), deployment({})), []],
    ['a name for hosts elsewhere', stream(to(80, { type: 'ExternalName', externalName: 'a.example.com' }), deployment({})), []],
  ])('%s', (_name, yaml, want) => {
    expect(advised('practice/no-readiness-probe', yaml)).toEqual(want);
  });

  test('means the container behind the port', () => {
    const containers = [{ name: 'log', image: 'fluent:1' }, { name: 'web', image: 'nginx:1', ports: [{ containerPort: 80 }] }];
    expect(advised('practice/no-readiness-probe', stream(service, deployment({}, { containers })))).toEqual(['Deployment /spec/template/spec/containers/1']);
  });

  test('looks for Services in the namespace of the pods', () => {
    const elsewhere = service.replace('"name":"web"', '"name":"web","namespace":"other"');
    expect(advised('practice/no-readiness-probe', stream(elsewhere, deployment({})))).toEqual([]);
  });

  test('has a counterpart for liveness', () => {
    expect(advised('practice/no-liveness-probe', stream(service, deployment({}, {}, { readinessProbe: probe })))).toEqual(found);
    expect(advised('practice/no-liveness-probe', stream(service, deployment({}, {}, { livenessProbe: probe })))).toEqual([]);
  });
});

describe('practice/equal-probes', () => {
  const probe = { httpGet: { path: '/', port: 80 } };
  test.each([
    ['equal', probe, probe, here],
    ['one that is more patient', probe, { ...probe, failureThreshold: 10 }, []],
    ['one that asks something else', probe, { tcpSocket: { port: 80 } }, []],
    ['no readiness', undefined, probe, []],
  ])('%s', (_name, readinessProbe, livenessProbe, want) => {
    expect(advised('practice/equal-probes', pod({ readinessProbe, livenessProbe }))).toEqual(want);
  });
});

test.each([
  ['Never', { imagePullPolicy: 'Never' }, here], ['the default of a version', {}, here], ['the default without a tag', { image: 'nginx' }, []],
  ['the default of latest', { image: 'nginx:latest' }, []], ['Always', { imagePullPolicy: 'Always' }, []],
])('practice/pull-policy: %s', (_name, container, want) => {
  expect(advised('practice/pull-policy', pod(container))).toEqual(want);
});

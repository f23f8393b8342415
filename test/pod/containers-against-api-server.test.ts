import fc from 'fast-check';
import type { PodSpec } from '../../generated/kubernetes';
import type { Mountable } from '../../src/core/pod-inputs';
import { Problems } from '../../src/core/problems';
import { field, resource } from '../../src/pod/downward';
import { downwardFiles } from '../../src/pod/downward-files';
import { envFile } from '../../src/pod/env-file';
import { normalizePod, podSpec } from '../../src/pod/pod';
import { projected } from '../../src/pod/projected';
import { serviceAccountToken } from '../../src/pod/service-account-token';
import { env, text } from '../../src/pod/text';
import { describeWithApiServer, podWith, surprises } from '../support/api-server';
import { consumer } from '../support/diagnostics';
import { claim, folder, knownText, secretKey, volume } from '../support/pods';

const seed = 20;

/** A pod of these props, and the codes of the errors in them. */
function built(props: object): { spec: PodSpec; errors: readonly string[] } {
  const problems = new Problems();
  const model = normalizePod<string, string>({ image: 'example', ...props }, problems, {
    consumer: consumer(), appName: 'main', selectorLabels: { app: 'web' }, restartPolicies: ['Always', 'OnFailure', 'Never'],
  });
  return { spec: podSpec(model), errors: problems.reported.filter(({ severity }) => severity === 'error').map(({ code }) => code) };
}

/** Any of the fields, each with one of its values. */
function some(fields: { readonly [field: string]: fc.Arbitrary<unknown> }): fc.Arbitrary<object> {
  return fc.record(fields, { requiredKeys: [] });
}

/** A value that is made anew each time. */
function made<T>(...makers: (() => T)[]): fc.Arbitrary<T> {
  return fc.constantFrom(...makers).map((make) => make());
}

const quantities = fc.constantFrom('1', '500m', '2Mi', '3Mi', 1, 0, '1Gi', '-1', '0.5', '1e3', '0.1', '1.5Gi', '1GB', '');
const resourceNames = fc.constantFrom(
  'cpu', 'memory', 'ephemeral-storage', 'hugepages-2Mi', 'hugepages-x', 'hugepages-0', 'hugepages-1500m', 'hugepages-2Mi/x', 'storage', 'pods', 'requests.cpu',
  'example.com/gpu', 'requests.example.com/a', 'kubernetes.io/x', 'requests.kubernetes.io/x', 'a/b/c', '/x', 'x/', `${'a'.repeat(246)}/b`,
);
const amounts = fc.dictionary(resourceNames, quantities, { maxKeys: 3 });
const resources = some({ requests: amounts, limits: amounts });

const seconds = fc.constantFrom(1, 31, -1, 2 ** 31 - 1, 1.5);
const portNumbers = fc.constantFrom(80, 1, 0, 65536);
const headers = fc.constantFrom([{ name: 'A', value: 'b' }], [{ name: 'A b', value: 'b' }], [{ name: 'A_b', value: '' }], [{ name: '', value: '' }]);
const handlers = fc.oneof(
  fc.record({ port: portNumbers, path: fc.constantFrom('/', '', 'x'), scheme: fc.constantFrom('HTTP', 'http'), httpHeaders: headers }).map((httpGet) => ({ httpGet })),
  fc.record({ port: portNumbers }).map((tcpSocket) => ({ tcpSocket })),
  fc.record({ port: portNumbers, service: fc.constantFrom('', 'a b') }).map((grpc) => ({ grpc })),
  fc.constantFrom<object>({}, { exec: { command: ['a'] } }, { exec: { command: [] } }, { exec: { command: ['a'] }, tcpSocket: { port: 1 } }),
);
const timings = some({
  initialDelaySeconds: seconds, periodSeconds: seconds, timeoutSeconds: seconds, successThreshold: fc.constantFrom(1, 2), failureThreshold: seconds,
  terminationGracePeriodSeconds: seconds,
});
const probes = fc.tuple(handlers, timings).map(([handler, times]) => ({ ...handler, ...times }));

describeWithApiServer('what an API server says as well', () => {
  test('resources of a container', () => {
    const cases = fc.sample(resources, { numRuns: 2000, seed }).map((given, index) => ({
      name: `${index} ${JSON.stringify(given)}`, object: podWith({}, { resources: given }), accepted: built({ resources: given }).errors.length === 0,
    }));
    expect(surprises(cases)).toEqual([]);
  });

  test('resources of a pod', () => {
    const good = (given: object): boolean => built({ resources: given }).errors.length === 0;
    const samples = fc.sample(fc.tuple(resources, resources, resources), { numRuns: 8000, seed });
    const cases = samples.filter(([, a, b]) => good(a) && good(b)).map(([pod, a, b]) => {
      const inside = { resources: a, sidecars: { s: { image: 'example', resources: a } }, initContainers: { i: { image: 'example', resources: b } } };
      const { errors } = built({ ...inside, podResources: pod });
      return { name: JSON.stringify([pod, a, b]), object: podWith({ ...built(inside).spec, resources: pod }), accepted: errors.length === 0 };
    });
    expect(cases.length).toBeGreaterThan(50);
    expect(surprises(cases)).toEqual([]);
  });

  test.each(['startup', 'readiness', 'liveness'])('the %s probe', (kind) => {
    const cases = fc.sample(probes, { numRuns: 1000, seed }).map((given, index) => ({
      name: `${index} ${JSON.stringify(given)}`, object: podWith({}, { [`${kind}Probe`]: given }), accepted: built({ health: { [kind]: given } }).errors.length === 0,
    }));
    expect(surprises(cases)).toEqual([]);
  });

  test('hooks, of which no kubelet could open a connection', () => {
    const hooks = fc.oneof(handlers, fc.constantFrom(0, 5, 30, 31, -1).map((length) => ({ sleep: { seconds: length } })));
    const cases = fc.sample(hooks, { numRuns: 300, seed }).filter((given) => !('tcpSocket' in given)).map((given, index) => {
      const lifecycle = { preStop: given };
      return { name: `${index} ${JSON.stringify(given)}`, object: podWith({}, { lifecycle }), accepted: built({ lifecycle }).errors.length === 0 };
    });
    expect(surprises(cases)).toEqual([]);
  });
});

const shared = folder();
const volumes = fc.oneof(
  fc.constantFrom('data', 'cache', 'nothing'), fc.constant(shared),
  made(folder, () => claim('c'), () => volume('Set.tings', { configMap: { name: 'settings' } }, { subPath: 'a' })),
  made<Mountable>(
    () => downwardFiles({ labels: field('metadata.labels'), cpu: resource('limits.cpu', { container: 'main', divisor: '1m' }) }),
    () => projected([serviceAccountToken({ audience: 'x' }), downwardFiles({ name: field("metadata.annotations['A/b']") })]),
  ),
);
const paths = fc.constantFrom('/a', '/a/', '/b', '/dev/x', 'relative', '/c:d', '/x/../y');
const subPaths = fc.constantFrom('a', 'a/b', '../a', '/a', 'a..b', '..a', '$(A)');
const mountOptions = some({
  subPath: subPaths, subPathExpr: subPaths, readOnly: fc.boolean(), recursiveReadOnly: fc.constantFrom('Disabled', 'Enabled', 'IfPossible'),
  mountPropagation: fc.constantFrom('None', 'HostToContainer', 'Bidirectional'),
});
const mount = fc.oneof(volumes, fc.tuple(volumes, mountOptions).map(([of, options]) => ({ volume: of, ...options })));
const mounts = fc.dictionary(paths, mount, { maxKeys: 3 });
const portNames = fc.constantFrom('http', 'dns', 'very-long-name-x', 'a--b', 'A', '1');
const containerNames = fc.constantFrom('helper', 'main', 'x', 'X');
const ports = fc.dictionary(portNames, fc.oneof(portNumbers, some({
  port: portNumbers, protocol: fc.constantFrom('TCP', 'UDP', 'SCTP'), hostPort: portNumbers, hostIP: fc.constantFrom('1.2.3.4', 'x'), container: containerNames,
})), { maxKeys: 3 });
const variables = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'a.b', '1a', 'x y', '..'), fc.oneof(
  fc.constantFrom<unknown>('x', '', '$(A)', '$(B)', '$(C)$(A)', '$$(A)', 5, true, NaN),
  fc.constantFrom('metadata.name', 'metadata.labels', "metadata.labels['a']", "metadata.labels['a b']", 'status.podIPs', 'spec.restartPolicy')
    .map((path) => field(path as 'metadata.name')),
  fc.tuple(fc.constantFrom('limits.cpu', 'requests.memory', 'limits.hugepages-2Mi', 'limits.storage'), fc.constantFrom('1', '1m', '1Mi', 1, '2'))
    .map(([path, divisor]) => resource(path as 'limits.cpu', { divisor })),
  made<unknown>(() => secretKey('s', 'k'), () => text`a${secretKey('s', 'k')}${env('B')}${knownText('h')}`, () => envFile('cache', 'a/b', { key: 'K' })),
), { maxKeys: 4 });
const rule = (action: string): object => ({ action, exitCodes: { operator: 'In', values: [42] } });
const inline = {
  env: variables, envFrom: made(() => [{ envFromSource: () => ({ secretRef: { name: 's' }, prefix: 'P_' }) }]),
  command: fc.constantFrom(['a', '$(A)'], []), resources, mounts, devices: fc.dictionary(paths, volumes, { maxKeys: 1 }),
  health: some({ startup: probes, readiness: probes, liveness: probes }), lifecycle: some({ preStop: handlers }),
  resizePolicy: some({ cpu: fc.constantFrom('NotRequired', 'RestartContainer') }),
  restartPolicyRules: fc.constantFrom([], [rule('Restart')], [rule('RestartAllContainers')]),
  image: fc.constantFrom('example', ''), stdin: fc.boolean(), terminationMessagePolicy: fc.constantFrom('File', 'Logs'),
};
const containers = fc.dictionary(containerNames, some({ ...inline, restartPolicy: fc.constantFrom('Always', 'OnFailure', 'Never') }), { maxKeys: 2 });
const pods = some({
  ...inline, ports, volumes: some({ data: volumes, cache: made(folder), Bad: made(folder) }), podResources: resources,
  containers, initContainers: containers, sidecars: containers,
  restartPolicy: fc.constantFrom('Always', 'Never'), os: fc.constantFrom('linux', 'windows'), terminationGracePeriodSeconds: fc.constantFrom(0, 60),
  security: fc.constantFrom('none', { hostNetwork: true }, { hostUsers: false }),
});

describeWithApiServer('what passes here', () => {
  test('is accepted by an API server', () => {
    const fewFields = pods.chain((pod) => fc.shuffledSubarray(Object.entries(pod), { maxLength: 5 })).map((entries) => Object.fromEntries(entries));
    const cases = fc.sample(fewFields, { numRuns: 4000, seed }).flatMap((given, index) => {
      const { spec, errors } = built({ serviceAccount: 'someone', ...given });
      return errors.length > 0 ? [] : [{ name: `${index} ${JSON.stringify(spec)}`, object: podWith(spec), accepted: true }];
    });
    expect(cases.length).toBeGreaterThan(400);
    expect(surprises(cases)).toEqual([]);
  });
});

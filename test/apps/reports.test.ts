import { ApiObject } from 'cdk8s';
import {
  buildCronJob, buildJob, buildStatefulApp, buildStatelessApp, Bundle, ConfigMapData, CronJob, DiagnosticsError, Job, NetworkPolicy, nfs,
  NodeAgent, PersistentVolume, PersistentVolumeClaim, Pod, SecretData, Service, ServiceAccount, StatefulApp, StatelessApp,
} from '../../src';
import type { Built } from '../../src/core/built';
import { facts } from '../storage/fixtures';
import { diagnosticsOf, newBundle } from '../support/definitions';

/** What is defined, and the facts of which the messages are made, by code and place: what was expected, and what was found. */
type Rows = readonly [string, (bundle: Bundle) => unknown, readonly [string, object][]][];

const image = 'example:1';
const some = (args: object): object => expect.objectContaining(args) as object;
const web = (props: unknown) => (bundle: Bundle) => new StatelessApp(bundle, 'web', props as never);
const manifest = (bundle: Bundle, kind: string): never => new ApiObject(bundle, 'object', { apiVersion: 'v1', kind }) as never;
/** An app that reads a key of what another library defines. */
const reading = (data: 'ConfigMap' | 'Secret', kind: string | undefined, ...rest: unknown[]) => (bundle: Bundle) => {
  const owner = (data === 'Secret' ? SecretData : ConfigMapData) as unknown as { from(...given: unknown[]): ReturnType<typeof SecretData.from> };
  return web({ image, env: { A: owner.from(kind === undefined ? 'one' : manifest(bundle, kind), ...rest).dynamicKey('a') } })(bundle);
};

const apps: Rows = [
  ['no Service', web({ image, service: true }), [['value/wrong-type /service', { expected: 'a Service or false', found: true }]]],
  ['no Services', web({ image, services: ['peers'] }), [['value/wrong-type /services', { expected: 'a map', found: ['peers'] }]]],
  ['a Service of no map', web({ image, services: { peers: 80 } }), [['value/wrong-type /services/peers', { expected: 'a Service', found: 80 }]]],
  ['one of pods that are alike', web({ image, ports: { http: 80 }, services: { first: { pod: 0 } } }), [
    ['value/needs-other /services/first/pod', { field: 'pod', needs: 'a stateful app, whose pods are numbered' }],
  ]],
  ['names of Services', web({ image, ports: { http: 80 }, service: { name: 'Web' }, services: { Peers: {}, x: { name: '1x' } } }), [
    ['name/invalid /service/name', some({ what: 'name of the Service', found: 'Web', nearest: 'web' })],
    ['name/invalid /services/Peers/name', some({ what: 'name of the Service', found: 'web-Peers', nearest: 'web-peers' })],
    ['name/invalid /services/x/name', some({ what: 'name of the Service', found: '1x' })],
  ]],
  ['a name that its Service cannot have', (bundle) => new StatelessApp(bundle, '1web', { image, ports: { http: 80 } }), [
    ['name/invalid /service/name', some({ what: 'name of the Service', found: '1web' })],
  ]],
  ['a name that nothing can have', (bundle) => new StatelessApp(bundle, 'Web', { image, ports: { http: 80 } }), [
    ['name/invalid /name', some({ what: 'name', found: 'Web', nearest: 'web' })],
  ]],
  ['that name, and Services', (bundle) => new StatelessApp(bundle, 'Web', { image, ports: { http: 80 }, service: {}, services: { x: {}, y: { name: 'Y' } } }), [
    ['name/invalid /name', some({ what: 'name', found: 'Web' })],
    ['name/invalid /services/y/name', some({ what: 'name of the Service', found: 'Y' })],
  ]],
  ['pods that nobody replaces', web({ image, workload: 'ReplicaSet', rollout: { strategy: 'Recreate', minReadySeconds: 3 } }), [
    ['rollout/not-of-kind /rollout/strategy', { field: 'strategy', kind: 'ReplicaSet' }],
  ]],
  ['a controller of old', web({ image, workload: 'ReplicationController', selector: { matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] } }), [
    ['rollout/not-of-kind /selector/matchExpressions', { field: 'matchExpressions', kind: 'ReplicationController' }],
  ]],
  ['a workload', web({ image, workload: 'Deploymnt' }), [
    ['value/not-one-of /workload', { expected: ['Deployment', 'ReplicaSet', 'ReplicationController'], found: 'Deploymnt', nearest: 'Deployment' }],
  ]],
  ['connections', web({ image, ports: { http: 80 }, network: { allowFrom: [{ from: 'anyone', ports: ['htp'] }] } }), [
    ['service/unknown-port /network/allowFrom/0/ports/0', some({ port: 'htp', known: ['http'] })],
  ]],
  ['a claim of another namespace', (bundle) => {
    const claim = new PersistentVolumeClaim(new Bundle(bundle.node.root, 'other', { namespace: 'other' }), 'data', { size: '1Gi' });
    return web({ image, mounts: { '/data': claim } })(bundle);
  }, [['reference/other-namespace /mounts/~1data', some({ from: 'shop', why: 'a pod mounts claims of its own namespace only' })]]],
  ['a job that may wait', (bundle) => new Job(bundle, 'job', { image, suspend: 'yes' as never }), [
    ['value/wrong-type /suspend', { expected: 'true or false', found: 'yes' }],
  ]],
];

const loosely = (app: unknown): Record<string, (...given: unknown[]) => unknown> => app as never;

const calls: Rows = [
  ['dynamicPort', (bundle) => {
    const app = loosely(web({ image, ports: { http: 80, admin: 90 } })(bundle));
    return [7, 'htp', 'zzz', 'admin'].map((name) => app['dynamicPort']!(name));
  }, [
    ['value/wrong-type /dynamicPort', { expected: 'the name of a port', found: 7 }],
    ['workload/unknown-port /ports', { port: 'htp', known: ['http', 'admin'], nearest: 'http' }],
    ['workload/unknown-port /ports', { port: 'zzz', known: ['http', 'admin'], nearest: undefined }],
  ]],
  ['service', (bundle) => {
    const app = loosely(web({ image, ports: { http: 80 }, services: { peers: {} } })(bundle));
    return ['peer', 7, null].map((part) => app['service']!(part));
  }, [
    ['workload/no-service /service', { kind: 'Deployment', name: 'web', wanted: 'peer', known: ['peers'], nearest: 'peers' }],
    ['workload/no-service /service', { kind: 'Deployment', name: 'web', wanted: '7', known: ['peers'], nearest: undefined }],
    ['workload/no-service /service', { kind: 'Deployment', name: 'web', wanted: 'null', known: ['peers'], nearest: undefined }],
  ]],
  ['host', (bundle) => new Job(bundle, 'once', { image, ports: { http: 80 }, services: { peers: {} } }).host, [
    ['workload/no-service /service', { kind: 'Job', name: 'once', wanted: 'once', known: ['once-peers'], nearest: undefined }],
  ]],
  ['podHost', (bundle) => new StatefulApp(bundle, 'db', { image }).podHost('x' as never), [['value/wrong-type /podHost', { expected: 'a whole number', found: 'x' }]]],
  ['allowFrom and allowTo', (bundle) => {
    const app = loosely(web({ image })(bundle));
    return [app['allowFrom']!('anyone', { prots: [] }), app['allowTo']!('anyone', null)];
  }, [
    ['value/unknown-field /allowFrom/prots', { field: 'prots', nearest: 'ports', known: ['ports'] }],
    ['value/wrong-type /allowTo', { expected: 'a map with ports', found: null }],
  ]],
];

const share = nfs({ server: 's', path: '/p' });

const others: Rows = [
  ['a policy of nothing', (bundle) => new NetworkPolicy(bundle, 'policy', { pods: 'all' }), [
    ['value/needs-one-of ', { fields: ['allowFrom', 'allowTo', 'isolate'] }],
  ]],
  ['a volume of two claims', (bundle) => {
    const volume = new PersistentVolume(bundle, 'pv', { source: share, capacity: '1Gi' });
    return ['first', 'second'].map((name) => new PersistentVolumeClaim(bundle, name, { volume }));
  }, [['storage/volume-taken /volume', { volume: some({ kind: 'PersistentVolume', name: 'pv' }), first: some({ kind: 'PersistentVolumeClaim', name: 'first' }) }]]],
  ['a volume that is reserved', (bundle) => {
    const volumes = (['data', 'shop'] as const).map((namespace, index) =>
      new PersistentVolume(bundle, `pv-${index}`, { source: share, capacity: '1Gi', claim: { name: 'claim-0', namespace } }));
    return volumes.map((volume, index) => new PersistentVolumeClaim(bundle, `claim-${index}`, { volume }));
  }, [
    ['storage/claim-of-other-volume /volume', { volume: 'PersistentVolume pv-0', reserved: 'data/claim-0', claim: 'PersistentVolumeClaim shop/claim-0' }],
    ['storage/claim-of-other-volume /volume', { volume: 'PersistentVolume pv-1', reserved: 'shop/claim-0', claim: 'PersistentVolumeClaim shop/claim-1' }],
  ]],
  ['an existing claim', (bundle) => PersistentVolumeClaim.existing(bundle, 'data', { nam: 'x' } as object), [
    ['value/unknown-field /nam', { field: 'nam', nearest: 'name', known: ['name'] }],
  ]],
  ['an existing account', (bundle) => ServiceAccount.existing(bundle, 'robot', { hasGrant: false } as object), [
    ['value/unknown-field /hasGrant', { field: 'hasGrant', nearest: 'hasGrants', known: ['name', 'hasGrants'] }],
  ]],
  ['an existing Service', (bundle) => Service.existing(bundle, 'db', { namespace: 'Data', ports: 'x', port: 1 } as object), [
    ['name/invalid /namespace', some({ what: 'namespace', found: 'Data', nearest: 'data' })],
    ['value/wrong-type /ports', { expected: 'a map of port name to number', found: 'x' }],
    ['value/unknown-field /port', { field: 'port', nearest: 'ports', known: ['name', 'namespace', 'ports'] }],
  ]],
  ['ports of an existing Service', (bundle) => Service.existing(bundle, 'db', { ports: { a: { port: 0, protocol: 'X' as never }, b: { port: 1 }, c: 0 } }), [
    ['value/out-of-range /ports/a/port', { min: 1, max: 65_535, found: 0 }],
    ['value/not-one-of /ports/a/protocol', { expected: ['TCP', 'UDP', 'SCTP'], found: 'X' }],
    ['value/out-of-range /ports/c', { min: 1, max: 65_535, found: 0 }],
  ]],
  ['the content of a hashed ConfigMap', (bundle) => new ConfigMapData(bundle, 'settings', {
    data: { a: 'x' }, immutable: 'hashed', override: { data: { a: 'y' }, binaryData: { b: 'eA==' }, metadata: { labels: { c: 'd' } } },
  }), [
    ['value/exclusive /override', { fields: ['override of data', "immutable: 'hashed'"] }],
    ['value/exclusive /override', { fields: ['override of binaryData', "immutable: 'hashed'"] }],
  ]],
];

/** Every way in which an override changes the values of a Secret. */
const overrides: readonly [string, unknown, readonly string[]][] = [
  ['both fields', { data: { a: null }, stringData: { b: 'x' }, metadata: {} }, ['data', 'stringData']],
  ['one key, by a patch', [7, { op: 'add', path: '/stringData/x', value: 'y' }], ['stringData']],
  ['a field, by a patch', [{ op: 'remove', path: '/data' }], ['data']],
  ['all, by a patch', [{ op: 'replace', path: '', value: {} }], ['data', 'stringData']],
];

const foreign: Rows = [
  ['no object', reading('ConfigMap', undefined, ['a']), [['value/wrong-type /env/A', { expected: 'a ConfigMap of cdk8s or cdk8s-plus', found: 'one' }]]],
  ['an object of another kind', reading('Secret', 'ConfigMap', ['a']), [['value/not-one-of /env/A', { expected: ['Secret'], found: 'ConfigMap' }]]],
  ['keys in a text', reading('ConfigMap', 'ConfigMap', 'a'), [
    ['value/wrong-type /env/A', { expected: 'a list of keys as the second argument of ConfigMapData.from', found: 'a' }],
  ]],
  ['keys', reading('ConfigMap', 'ConfigMap', ['a', 'b c', 7]), [
    ['name/invalid /env/A/1', some({ what: 'key', found: 'b c', nearest: 'b-c' })],
    ['value/wrong-type /env/A/2', { expected: 'a text (key)', found: 7 }],
  ]],
  ['a version', reading('ConfigMap', 'ConfigMap', ['a'], { version: 7 }), [['value/wrong-type /env/A/version', { expected: 'a text', found: 7 }]]],
  ['everything', reading('Secret', undefined, 7, 7), [
    ['value/wrong-type /env/A', { expected: 'a Secret of cdk8s or cdk8s-plus', found: 'one' }],
    ['value/wrong-type /env/A', { expected: 'a list of keys as the second argument of SecretData.from', found: 7 }],
    ['value/wrong-type /env/A', { expected: 'options as the third argument of SecretData.from', found: 7 }],
  ]],
];

describe.each<[string, Rows]>([['an app', apps], ['a call', calls], ['another definition', others], ['what another library defines', foreign]])('what is said of %s', (_kind, rows) => {
  test.each(rows)('that has wrong: %s', (_name, define, want) => {
    const bundle = newBundle();
    define(bundle);
    expect(facts(diagnosticsOf(bundle))).toEqual(want);
  });
});

test.each(overrides)('values of a Secret are no matter of overrides: %s', (_name, override, keys) => {
  const bundle = newBundle();
  new SecretData(bundle, 'password', { data: {}, commit: 'base64', reason: 'a test', override: override as never });
  expect(facts(diagnosticsOf(bundle))).toContainEqual(['secret/clear-text /override', { keys }]);
});

test.each<[string, (bundle: Bundle) => unknown, [string, object]]>([
  ['nothing', () => Service.from(undefined as never), ['value/wrong-type ', { expected: 'a Service of cdk8s or cdk8s-plus', found: undefined }]],
  ['a Secret', (bundle) => Service.from(manifest(bundle, 'Secret')), ['value/wrong-type ', some({ expected: 'a Service of cdk8s or cdk8s-plus' })]],
  ['options', (bundle) => Service.from(manifest(bundle, 'Service'), 7 as never), ['value/wrong-type ', { expected: 'a map with ports', found: 7 }]],
  ['a field of the options', (bundle) => Service.from(manifest(bundle, 'Service'), { prots: 1 } as never), [
    'value/unknown-field /prots', { field: 'prots', nearest: 'ports', known: ['ports'] },
  ]],
  ['ports', (bundle) => Service.from(manifest(bundle, 'Service'), { ports: 7 as never }), [
    'value/wrong-type /ports', { expected: 'a map of port name to number', found: 7 },
  ]],
])('Service.from says at once what is wrong: %s', (_name, call, want) => {
  const bundle = newBundle();
  let thrown: unknown;
  try {
    call(bundle);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(DiagnosticsError);
  const { diagnostics } = thrown as DiagnosticsError;
  expect(facts(diagnostics)).toEqual([want]);
  expect(diagnostics[0]!.source?.file).toBe(__filename);
});

const restartable: readonly [string, (bundle: Bundle, restartPolicy: never) => unknown, readonly string[]][] = [
  ['a stateless app', (bundle, restartPolicy) => new StatelessApp(bundle, 'one', { image, restartPolicy }), ['Always']],
  ['a stateful app', (bundle, restartPolicy) => new StatefulApp(bundle, 'one', { image, restartPolicy }), ['Always']],
  ['a node agent', (bundle, restartPolicy) => new NodeAgent(bundle, 'one', { image, restartPolicy }), ['Always']],
  ['a job', (bundle, restartPolicy) => new Job(bundle, 'one', { image, restartPolicy }), ['Never', 'OnFailure']],
  ['a cron job', (bundle, restartPolicy) => new CronJob(bundle, 'one', { image, schedule: '@daily', restartPolicy }), ['Never', 'OnFailure']],
  ['a pod', (bundle, restartPolicy) => new Pod(bundle, 'one', { image, restartPolicy }), ['Always', 'OnFailure', 'Never']],
];

test.each(restartable)('%s is told which restart policies it can have', (_name, define, expected) => {
  for (const found of ['Always', 'OnFailure', 'Never', 'Sometimes']) {
    const bundle = newBundle();
    define(bundle, found as never);
    const want = expected.includes(found) ? [] : [['value/not-one-of /restartPolicy', { expected, found }]];
    expect(facts(diagnosticsOf(bundle))).toEqual(want);
  }
});

test.each(['ReplicaSet', 'ReplicationController'] as const)('%s: a Deployment is recommended by name of what it is', (workload) => {
  const { diagnostics } = buildStatelessApp({ name: 'web' }, { image, workload });
  expect(facts(diagnostics)).toEqual([[expect.stringMatching('^workload/(legacy|no-rollout) /workload$'), { kind: workload }]]);
});

test('a Deployment that is asked for is nothing to report', () => {
  expect(buildStatelessApp({ name: 'web' }, { image, workload: 'Deployment', rollout: { strategy: 'Recreate' } }).diagnostics).toEqual([]);
});

describe('what is built without a tree', () => {
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' };

  test('is told that it has no props, of the object that it is', () => {
    const { diagnostics } = buildStatelessApp({ name: 'web', namespace: 'shop' }, 7 as never);
    expect(facts(diagnostics)).toEqual([['value/wrong-type ', { expected: 'the props of the Deployment', found: 7 }]]);
    expect(diagnostics[0]!.object).toEqual(object);
  });

  test('is told of its overrides, where they stand', () => {
    const { diagnostics } = buildStatelessApp({ name: 'web', namespace: 'shop' }, { image, override: { Deployment: { spec: { replica: 3 } } } as never });
    expect(facts(diagnostics)).toEqual([['override/unknown-field /override/Deployment/spec/replica', some({ field: 'replica', nearest: 'replicas' })]]);
  });
});

test.each<[string, () => Built, [string, object]]>([
  ['a stateful app', () => buildStatefulApp({ name: 'Db' }, { image }), ['name/invalid /name', some({
    what: 'name', found: 'Db', nearest: 'db', rule: expect.stringContaining('; at most 52 characters, since pods get the name and a hash as a label') as string,
  })]],
  ['a long name of one', () => buildStatefulApp({ name: 'd'.repeat(53) }, { image }), ['name/too-long /name', some({ what: 'name', length: 53, max: 52 })]],
  ['a job', () => buildJob({ name: 'jo.b' }, { image }), ['name/invalid /name', some({ what: 'name', rule: expect.stringContaining(' (pods get the name as a label)') as string })]],
  ['a cron job', () => buildCronJob({ name: 'd'.repeat(53) }, { image, schedule: '* * * * *' }), ['name/too-long /name', some({ length: 53, max: 52 })]],
])('%s that is built without a tree is told of its name', (_name, build, want) => {
  const { objects, diagnostics } = build();
  expect([objects, facts(diagnostics)]).toEqual([[], [want]]);
});

import {
  buildNodeAgent, buildPod, buildStatefulApp, buildStatelessApp, csi, nfs, PersistentVolume, PersistentVolumeClaim, Service, StatefulApp,
  StatelessApp,
} from '../../src';
import { built, diagnosticsOf, errorsOf, newBundle } from '../support/definitions';

const image = 'nginx:1.27';
const long = (length: number): string => 'a'.repeat(length);

describe('labels', () => {
  const app = (value: unknown) => buildStatelessApp({ name: 'web' }, { image, podLabels: { tier: value as string } });

  test.each(['', 'a', 'A', '0', 'a-b', 'a_b', 'a.b', 'Front.End_2-x', long(63)])('may have the value %j', (value) => {
    expect(built(app(value), 'Deployment').spec.template.metadata.labels['tier']).toBe(value);
  });

  test.each(['-a', 'a-', '.a', 'a.', '_a', 'a_', 'a b', 'a/b', 'ä', 'a\n'])('may not have the value %j', (value) => {
    expect(errorsOf(app(value))).toEqual(['label/invalid-value /podLabels/tier']);
  });

  test('may have at most 63 characters', () => {
    expect(errorsOf(app(long(64)))).toEqual(['name/too-long /podLabels/tier']);
    expect(diagnosticsOf(app(long(64)))[0]!.message).toMatch(/64.*63/);
  });

  test.each([1, true, null])('are no %j', (value) => {
    expect(errorsOf(app(value))).toEqual(['value/wrong-type /podLabels/tier']);
  });

  test.each(['a b', 'a/b/c', '/a', 'UPPER.example.com/a', `${long(64)}`, '-a', ''])('may not have the key %j', (key) => {
    expect(errorsOf(buildStatelessApp({ name: 'web' }, { image, labels: { [key]: 'x' } }))).toEqual([`label/invalid-key /labels/${key.replaceAll('/', '~1')}`]);
  });

  test.each(['a', 'A.b_c-d', 'example.com/a', `${long(63)}`])('may have the key %j', (key) => {
    expect(errorsOf(buildStatelessApp({ name: 'web' }, { image, labels: { [key]: 'x' } }))).toEqual([]);
  });
});

describe('selectors', () => {
  const selectorOf = (selector: string, podLabels: { readonly [key: string]: string }) =>
    built(buildStatelessApp({ name: 'web' }, { image, selector, podLabels }), 'Deployment').spec.selector;
  const expression = (key: string, operator: string, values?: readonly string[]) => ({
    matchExpressions: [{ key, operator, ...(values === undefined ? undefined : { values }) }],
  });

  test.each<[string, { readonly [key: string]: string }, object]>([
    ['app=web', {}, { matchLabels: { app: 'web' } }],
    ['app==web', {}, { matchLabels: { app: 'web' } }],
    ['tier!=back', { tier: 'front' }, expression('tier', 'NotIn', ['back'])],
    ['tier in (front, edge)', { tier: 'edge' }, expression('tier', 'In', ['front', 'edge'])],
    ['tier notin (back, rear)', { tier: 'front' }, expression('tier', 'NotIn', ['back', 'rear'])],
    ['tier', { tier: 'any' }, expression('tier', 'Exists')],
    ['!legacy', {}, expression('legacy', 'DoesNotExist')],
    ['app=web,tier in (a, b)', { tier: 'b' }, { matchLabels: { app: 'web' }, ...expression('tier', 'In', ['a', 'b']) }],
  ])('%s', (text, podLabels, want) => {
    expect(selectorOf(text, podLabels)).toEqual(want);
  });

  test.each<[string, { readonly [key: string]: string }]>([
    ['tier!=back', { tier: 'back' }], ['tier in (a, b)', { tier: 'c' }], ['tier in (a, b)', {}], ['tier notin (a, b)', { tier: 'a' }], ['tier', {}], ['!tier', { tier: '' }],
  ])('%s must select pods with %j', (selector, podLabels) => {
    expect(errorsOf(buildStatelessApp({ name: 'web' }, { image, selector, podLabels }))).toEqual(['selector/not-own-pods /selector/matchExpressions/0']);
  });
});

describe('access modes', () => {
  const modes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] as const;

  test.each(modes)('%s is one, of volumes, claims and claim templates', (mode) => {
    const bundle = newBundle();
    const source = csi({ driver: 'csi.example.com', volumeHandle: 'v' });
    new PersistentVolume(bundle, 'volume', { source, capacity: '1Gi', accessModes: [mode] });
    new PersistentVolumeClaim(bundle, 'claim', { size: '1Gi', accessModes: mode });
    new StatefulApp(bundle, 'set', { image, storage: { data: { size: '1Gi', mountPath: '/data', accessModes: [mode] } } });
    expect(built(bundle, 'PersistentVolume').spec.accessModes).toEqual([mode]);
    expect(built(bundle, 'PersistentVolumeClaim').spec.accessModes).toEqual([mode]);
    expect(built(bundle, 'StatefulSet').spec.volumeClaimTemplates[0]!.spec.accessModes).toEqual([mode]);
  });

  test('ReadWriteOncePod stands alone, and short words are none', () => {
    const claim = (accessModes: unknown) => {
      const bundle = newBundle();
      new PersistentVolumeClaim(bundle, 'claim', { size: '1Gi', accessModes: accessModes as 'ReadWriteOnce' });
      return errorsOf(bundle);
    };
    expect(claim(['ReadWriteOncePod', 'ReadWriteMany'])).toEqual(['storage/exclusive-access-mode /accessModes']);
    expect(claim('RWO')).toEqual(['value/not-one-of /accessModes']);
    expect(claim([])).toEqual(['value/wrong-type /accessModes']);
  });

  test('a claim gets only a volume that has its mode', () => {
    const bundle = newBundle();
    const volume = new PersistentVolume(bundle, 'volume', { source: nfs({ server: 's', path: '/p' }), capacity: '1Gi', accessModes: ['ReadWriteOnce'] });
    new PersistentVolumeClaim(bundle, 'claim', { volume, accessModes: ['ReadWriteMany'] });
    expect(errorsOf(bundle)).toEqual(['storage/claim-does-not-fit /accessModes']);
  });
});

describe('StatefulSets', () => {
  const spec = (props: object) => built(buildStatefulApp({ name: 'db' }, { image, storage: { data: { size: '1Gi', mountPath: '/data' } }, ...props }), 'StatefulSet').spec;

  test('start their pods in order unless they may start at once', () => {
    expect(spec({})).not.toHaveProperty('podManagementPolicy');
    expect(spec({ podManagementPolicy: 'Parallel' }).podManagementPolicy).toBe('Parallel');
  });

  test('update from the highest ordinal down, to a partition, or by hand', () => {
    expect(spec({})).not.toHaveProperty('updateStrategy');
    expect(spec({ replicas: 3, rollout: { partition: 2 } }).updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { partition: 2 } });
    expect(spec({ rollout: { strategy: 'OnDelete' } }).updateStrategy).toEqual({ type: 'OnDelete' });
  });

  test('leave their claims behind unless they are told otherwise', () => {
    expect(spec({})).not.toHaveProperty('persistentVolumeClaimRetentionPolicy');
    expect(spec({ claimRetention: { whenDeleted: 'Delete', whenScaled: 'Retain' } }).persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Delete', whenScaled: 'Retain' });
  });
});

describe('finalizers and owner references', () => {
  const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: '0b1c', controller: true, blockOwnerDeletion: true };
  const metadata = { finalizers: ['example.com/keep', 'foregroundDeletion'], ownerReferences: [owner] };

  test.each([
    ['Deployment', () => buildStatelessApp({ name: 'web' }, { image, ...metadata })],
    ['StatefulSet', () => buildStatefulApp({ name: 'web' }, { image, ...metadata })],
    ['DaemonSet', () => buildNodeAgent({ name: 'web' }, { image, ...metadata })],
    ['Pod', () => buildPod({ name: 'web' }, { image, ...metadata })],
  ] as const)('are carried through to a %s', (kind, build) => {
    expect(built(build(), kind).metadata).toMatchObject(metadata);
  });

  test('are carried through to volumes and claims', () => {
    const bundle = newBundle();
    new PersistentVolume(bundle, 'volume', { source: nfs({ server: 's', path: '/p' }), capacity: '1Gi', finalizers: ['example.com/keep'] });
    new PersistentVolumeClaim(bundle, 'claim', { size: '1Gi', ...metadata });
    expect(built(bundle, 'PersistentVolume').metadata.finalizers).toEqual(['example.com/keep']);
    expect(built(bundle, 'PersistentVolumeClaim').metadata).toMatchObject(metadata);
  });

  test('are refused where they are none', () => {
    const wrong = { finalizers: ['no prefix'], ownerReferences: [{ ...owner, uid: '' }, { ...owner, name: 'another' }] };
    expect(errorsOf(buildPod({ name: 'web' }, { image, ...wrong }))).toEqual([
      'name/invalid /finalizers/0', 'value/wrong-type /ownerReferences/0/uid', 'value/duplicate /ownerReferences',
    ]);
  });
});

describe('Services of every type', () => {
  test.each<[string, object, object]>([
    ['ClusterIP', { ports: { http: 80 } }, { ports: [{ name: 'http', port: 80, targetPort: 'http' }] }],
    ['headless', { headless: true, ports: { http: 80 } }, { clusterIP: 'None' }],
    ['NodePort', { type: 'NodePort', ports: { http: { port: 80, nodePort: 30_000 } } }, { type: 'NodePort', ports: [{ nodePort: 30_000 }] }],
    ['LoadBalancer', { type: 'LoadBalancer', ports: { http: 80 } }, { type: 'LoadBalancer' }],
  ])('%s leads to pods', (_name, props, want) => {
    const bundle = newBundle();
    const web = new StatelessApp(bundle, 'web', { image, ports: { http: 80 }, service: false });
    new Service(bundle, 'front', { pods: web, ...props });
    expect(built(bundle, 'Service').spec).toMatchObject({ selector: web.selectorLabels, ...want });
  });

  test('ExternalName stands for a host outside', () => {
    const bundle = newBundle();
    new Service(bundle, 'old', { type: 'ExternalName', externalName: 'old.example.com' });
    expect(built(bundle, 'Service').spec).toEqual({ type: 'ExternalName', externalName: 'old.example.com' });
  });
});

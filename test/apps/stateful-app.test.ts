import { buildStatefulApp, Bundle, Ingress, PersistentVolumeClaim, Service, StatefulApp, type StatefulAppProps, StatelessApp, StorageClass, text } from '../../src';
import { built, diagnosticsOf, errorsOf, lines, namesOf, newBundle } from '../support/definitions';

const db = (props: Partial<StatefulAppProps<string, string>> = {}) =>
  buildStatefulApp<string, string>({ name: 'db', namespace: 'shop' }, { image: 'mysql:8.4', ...props });
const own = { 'app.kubernetes.io/name': 'db', 'app.kubernetes.io/instance': 'db' };

describe('a stateful app', () => {
  test('is a StatefulSet and the headless Service that names its pods, whether it has ports or not', () => {
    expect(namesOf(db())).toEqual(['StatefulSet db', 'Service db']);
    expect(built(db(), 'Service').spec).toEqual({ clusterIP: 'None', selector: own });
    const { serviceName, selector, template } = built(db({ ports: { mysql: 3306 } }), 'StatefulSet').spec;
    expect([serviceName, selector, template.metadata.labels]).toEqual(['db', { matchLabels: own }, own]);
    expect(built(db({ ports: { mysql: 3306 } }), 'Service').spec).toEqual({
      clusterIP: 'None', selector: own, ports: [{ name: 'mysql', port: 3306, targetPort: 'mysql' }],
    });
  });

  test('says nothing that Kubernetes decides by itself: order, updates, claims that outlive the pods', () => {
    expect(Object.keys(built(db({ storage: { data: { size: '1Gi', mountPath: '/data' } } }), 'StatefulSet').spec)).toEqual([
      'serviceName', 'selector', 'volumeClaimTemplates', 'template',
    ]);
  });

  test('can have a Service that exists, of which none is made', () => {
    const bundle = newBundle();
    const existing = Service.existing(bundle, 'peers', { ports: { mysql: 3306 } });
    const app = new StatefulApp(bundle, 'db', { image: 'mysql:8.4', ports: { mysql: 3306 }, service: existing });
    expect(namesOf(bundle)).toEqual(['StatefulSet db']);
    expect(built(bundle, 'StatefulSet').spec.serviceName).toBe('peers');
    expect([String(app.host), String(app.podHost(1))]).toEqual(['peers.shop.svc', 'db-1.peers.shop.svc']);
  });

  test('opens and hands out the ports of a Service that exists, which `host` leads to', () => {
    const bundle = newBundle();
    const peers = Service.existing(bundle, 'peers', { ports: { mysql: 80 } });
    const app = new StatefulApp(bundle, 'db', {
      image: 'mysql:8.4', ports: { mysql: 3306, metrics: 9104 }, service: peers, services: { metrics: { ports: { metrics: 9104 } } },
      expose: { mysql: 'db.example.com', metrics: { host: 'db.example.com', path: '/metrics' } },
    });
    new Ingress(bundle, 'other', { rules: { 'other.example.com': { '/': app.port('mysql') } } });
    const env = { DB: text`${app.host}:${app.port('mysql')}`, METRICS: app.port('metrics') };
    new StatelessApp(bundle, 'web', { image: 'nginx:1.27', env });
    expect(errorsOf(bundle)).toEqual([]);
    const backendsOf = (name: string): unknown => built(bundle, 'Ingress', name).spec.rules[0]!.http.paths.map((path: { backend: { service: { name: string } } }) => path.backend.service.name);
    expect([backendsOf('db'), backendsOf('other')]).toEqual([['peers', 'db-metrics'], ['peers']]);
    expect(built(bundle, 'Deployment').spec.template.spec.containers[0]!.env).toEqual([{ name: 'DB', value: 'peers:80' }, { name: 'METRICS', value: '9104' }]);
  });

  test('leads a Service to one of the pods that there are', () => {
    const services = { gone: { pod: 3, ports: { mysql: 1 } }, first: { pod: 2, ports: { mysql: 1 } } };
    const numbered = { ports: { mysql: 3306 }, services };
    expect(errorsOf(db({ ...numbered, replicas: 3 }))).toEqual(['value/out-of-range /services/gone/pod']);
    expect(errorsOf(db({ ...numbered, replicas: 2, ordinals: { start: 3 } }))).toEqual(['value/out-of-range /services/first/pod']);
    expect(errorsOf(db({ ...numbered, replicas: { min: 1, max: 3, memory: '1Gi' } }))).toEqual([]);
    expect(errorsOf(db({ ports: { mysql: 3306 }, service: { pod: 1 }, replicas: 1 }))).toEqual(['value/out-of-range /service/pod']);
  });

  test('can share the Service of another definition', () => {
    const bundle = newBundle();
    const peers = new Service(bundle, 'peers', { headless: true, pods: { app: 'db' }, ports: { mysql: 3306 } });
    new StatefulApp(bundle, 'db', { image: 'mysql:8.4', ports: { mysql: 3306 }, selector: { app: 'db' }, service: peers });
    expect(namesOf(bundle)).toEqual(['Service peers', 'StatefulSet db']);
    expect(built(bundle, 'StatefulSet').spec.serviceName).toBe('peers');
  });

  test('refuses a Service of another namespace', () => {
    const bundle = newBundle();
    const elsewhere = Service.existing(bundle, 'peers', { namespace: 'other' });
    new StatefulApp(bundle, 'db', { image: 'mysql:8.4', service: elsewhere });
    expect(errorsOf(bundle)).toEqual(['reference/other-namespace /service']);
  });

  test('can have no Service, and then its pods have no host names', () => {
    const bundle = newBundle();
    const app = new StatefulApp(bundle, 'db', { image: 'mysql:8.4', service: false });
    expect(namesOf(bundle)).toEqual(['StatefulSet db']);
    expect(built(bundle, 'StatefulSet').spec).not.toHaveProperty('serviceName');
    expect(String(app.podHost(0))).toContain('db-0');
    expect(errorsOf(bundle)).toEqual(['workload/no-service /service']);
  });

  test('can have a Service with an address, and one for clients beside the headless one', () => {
    expect(built(db({ ports: { mysql: 3306 }, service: { type: 'ClusterIP' } }), 'Service').spec).not.toHaveProperty('clusterIP');
    const both = db({ ports: { mysql: 3306 }, services: { read: { ports: { mysql: 3307 } } } });
    expect(namesOf(both)).toEqual(['StatefulSet db', 'Service db', 'Service db-read']);
    expect(built(both, 'Service', 'db-read').spec).toEqual({ selector: own, ports: [{ name: 'mysql', port: 3307, targetPort: 'mysql' }] });
    expect(built(both, 'StatefulSet').spec.serviceName).toBe('db');
  });

  test('finds peers before they are ready where it says so', () => {
    expect(built(db({ service: { publishNotReadyAddresses: true, name: 'db-peers' } }), 'Service').spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    expect(built(db({ service: { name: 'db-peers' } }), 'StatefulSet').spec.serviceName).toBe('db-peers');
  });

  test('knows the host names of its pods', () => {
    const bundle = newBundle();
    const three = new StatefulApp(bundle, 'db', { image: 'mysql:8.4', replicas: 3, ordinals: { start: 5 } });
    const one = new StatefulApp(bundle, 'solo', { image: 'mysql:8.4' });
    expect(three.podHosts.map(String)).toEqual(['db-5.db.shop.svc', 'db-6.db.shop.svc', 'db-7.db.shop.svc']);
    expect(one.podHosts.map(String)).toEqual(['solo-0.solo.shop.svc']);
    new StatelessApp(bundle, 'web', { image: 'nginx:1.27', env: { PRIMARY: three.podHost(5), ALL: three.host } });
    expect(built(bundle, 'Deployment').spec.template.spec.containers[0]!.env).toEqual([{ name: 'PRIMARY', value: 'db-5.db' }, { name: 'ALL', value: 'db' }]);
    expect(built(bundle, 'StatefulSet', 'db').spec.ordinals).toEqual({ start: 5 });
  });

  test('reports an ordinal that is none', () => {
    const bundle = newBundle();
    new StatefulApp(bundle, 'db', { image: 'mysql:8.4' }).podHost(-1);
    expect(errorsOf(bundle)).toEqual(['value/out-of-range /podHost']);
  });

  test.each<[string, Partial<StatefulAppProps>, number, string[]]>([
    ['the last of two', { replicas: 2 }, 1, []],
    ['the third of two', { replicas: 2 }, 2, ['value/out-of-range /podHost']],
    ['the second from five on', { replicas: 2, ordinals: { start: 5 } }, 6, []],
    ['number 0 where they start with five', { replicas: 2, ordinals: { start: 5 } }, 0, ['value/out-of-range /podHost']],
    ['the third where an autoscaler says how many there are', { replicas: { min: 1, max: 3, cpu: '70%' } }, 2, []],
    ['the third where nobody says how many there are', {}, 2, []],
    ['the first of an app that is off', { replicas: 0 }, 0, []],
  ])('know %s', (_, props, ordinal, want) => {
    const bundle = newBundle();
    new StatefulApp(bundle, 'db', { image: 'mysql:8.4', ...props }).podHost(ordinal);
    expect(errorsOf(bundle)).toEqual(want);
  });

  test('gives each pod storage of its own, which containers mount by name', () => {
    const { volumeClaimTemplates, template } = built(db({
      storage: { data: { size: '8Gi', mountPath: '/var/lib/mysql', subPath: 'db' }, backup: { size: '1Gi', accessModes: ['ReadWriteMany'] } },
      sidecars: { keeper: { image: 'keeper:1', mounts: { '/backup': 'backup', '/data': { volume: 'data', readOnly: true } } } },
    }), 'StatefulSet').spec;
    expect(volumeClaimTemplates.map(({ metadata, spec }) => [metadata.name, spec.resources.requests['storage'], spec.accessModes])).toEqual([
      ['data', '8Gi', ['ReadWriteOnce']], ['backup', '1Gi', ['ReadWriteMany']],
    ]);
    expect(template.spec.containers[0]!.volumeMounts).toEqual([{ name: 'data', mountPath: '/var/lib/mysql', subPath: 'db' }]);
    expect(template.spec.initContainers[0]!.volumeMounts).toEqual([{ name: 'backup', mountPath: '/backup' }, { name: 'data', mountPath: '/data', readOnly: true }]);
    expect(template.spec).not.toHaveProperty('volumes');
  });

  test('names the claims of its pods', () => {
    const app = new StatefulApp(newBundle(), 'db', { image: 'mysql:8.4', storage: { data: { size: '1Gi', mountPath: '/data' } } });
    expect([app.claimName('data', 0), app.claimName('data', 2)]).toEqual(['data-db-0', 'data-db-2']);
  });

  test('takes a class by reference, and the retention of claims', () => {
    const bundle = newBundle();
    const fast = new StorageClass(bundle, 'fast', { provisioner: 'csi.example.com' });
    new StatefulApp(bundle, 'db', {
      image: 'mysql:8.4', storage: { data: { size: '1Gi', mountPath: '/data', storageClass: fast } }, claimRetention: { whenDeleted: 'Delete', whenScaled: 'Retain' },
    });
    const { volumeClaimTemplates, persistentVolumeClaimRetentionPolicy } = built(bundle, 'StatefulSet').spec;
    expect(volumeClaimTemplates[0]!.spec.storageClassName).toBe('fast');
    expect(persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Delete', whenScaled: 'Retain' });
  });

  test('is updated as it is told', () => {
    expect(built(db({ replicas: 5, rollout: { partition: 3 }, podManagementPolicy: 'Parallel' }), 'StatefulSet').spec).toMatchObject({
      replicas: 5, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 3 } }, podManagementPolicy: 'Parallel',
    });
    expect(built(db({ rollout: { strategy: 'OnDelete' } }), 'StatefulSet').spec.updateStrategy).toEqual({ type: 'OnDelete' });
  });

  test('is scaled by its kind, without a fixed number', () => {
    const scaled = db({ replicas: { min: 3, max: 5, cpu: '80%' } });
    expect(built(scaled, 'StatefulSet').spec).not.toHaveProperty('replicas');
    expect(built(scaled, 'HorizontalPodAutoscaler').spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db' });
  });

  test('gives the same objects as a construct and as a pure function', () => {
    const props = {
      image: 'mysql:8.4', ports: { mysql: 3306 }, replicas: 3, storage: { data: { size: '8Gi', mountPath: '/data' } }, services: { read: {} },
      disruptionBudget: { maxUnavailable: 1 }, network: { isolate: 'both' },
    } as const;
    const bundle = newBundle();
    new StatefulApp(bundle, 'db', props);
    const pure = buildStatefulApp({ name: 'db', namespace: 'shop' }, props);
    expect(pure.diagnostics).toEqual([]);
    expect(new Set(bundle.objects())).toEqual(new Set(pure.objects));
  });
});

describe('what is wrong with a stateful app is reported', () => {
  test.each<[string, unknown, string[]]>([
    ['a partition that waits for nobody', { rollout: { strategy: 'OnDelete', partition: 1 } }, ['rollout/not-rolling /rollout/partition']],
    ['a strategy of a Deployment', { rollout: { strategy: 'Recreate' } }, ['value/not-one-of /rollout/strategy']],
    ['no pod may be away', { rollout: { maxUnavailable: 0 } }, ['rollout/cannot-progress /rollout/maxUnavailable']],
    ['storage without a size', { storage: { data: { mountPath: '/data' } } }, ['value/missing /storage/data/size']],
    ['storage that is wrong, where it is mounted as well', { storage: { data: { size: 'much', mountPath: '/data' } }, sidecars: { s: { image: 's:1', mounts: { '/data': 'data' } } } }, ['quantity/invalid /storage/data/size']],
    ['storage that is not given, where it is mounted', { storage: { data: undefined as never }, mounts: { '/x': 'data' } }, ['mount/unknown-volume /mounts/~1x']],
    ['a mount of a volume that is not there', { storage: { data: { size: '1Gi', mountPath: '/data' } }, mounts: { '/x': 'dta' } }, ['mount/unknown-volume /mounts/~1x']],
    ['two mounts at one path', { storage: { data: { size: '1Gi', mountPath: '/data' } }, mounts: { '/data/': 'data' } }, ['value/duplicate /mounts/~1data~1']],
    ['an unknown policy', { podManagementPolicy: 'Both' }, ['value/not-one-of /podManagementPolicy']],
    ['ordinals that are none', { ordinals: { start: -2 } }, ['value/out-of-range /ordinals/start']],
    ['a retention that is none', { claimRetention: { whenDeleted: 'Keep' } }, ['value/not-one-of /claimRetention/whenDeleted']],
  ])('%s', (_name, props, want) => {
    const { objects, diagnostics } = buildStatefulApp({ name: 'db' }, { image: 'mysql:8.4', ...(props as object) });
    expect(objects).toEqual([]);
    expect(lines(diagnostics.filter(({ severity }) => severity === 'error'))).toEqual(want);
  });

  test('a name that leaves no room for the hash of a revision', () => {
    expect(errorsOf(buildStatefulApp({ name: 'a'.repeat(52) }, { image: 'mysql:8.4' }))).toEqual([]);
    const long = buildStatefulApp({ name: 'a'.repeat(53) }, { image: 'mysql:8.4' });
    expect(errorsOf(long)).toEqual(['name/too-long /name']);
    expect(diagnosticsOf(long)[0]!.message).toMatch(/53.*52/);
  });

  test('a claim of another namespace', () => {
    const bundle = newBundle();
    const claim = new PersistentVolumeClaim(new Bundle(bundle.node.root, 'other', { namespace: 'other' }), 'data', { size: '1Gi' });
    new StatefulApp(bundle, 'db', { image: 'mysql:8.4', mounts: { '/data': claim } });
    expect(errorsOf(bundle)).toEqual(['reference/other-namespace /mounts/~1data']);
  });
});

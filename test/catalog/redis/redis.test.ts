import { type Bundle, ConfigMapData, SecretData, StatelessApp } from '../../../src';
import { Redis, RedisCluster, type RedisClusterProps, type RedisProps } from '../../../src/catalog';
import { synthesize, systems } from '../../examples/systems';
import { built, errorsOf, newBundle } from '../../support/definitions';
import { oneOf } from '../../support/objects';

describe('redis-cluster', () => {
  const { one, names } = synthesize(systems['redis-cluster']!);
  const { spec } = one('StatefulSet', 'redis');
  const pod = spec.template.spec;
  const [container] = pod.containers;
  const env = Object.fromEntries(container!.env.map(({ name, value, valueFrom }) => [name, value ?? valueFrom]));

  test('runs 3 primaries and a replica of each, which start together', () => {
    expect([spec.replicas, spec.podManagementPolicy, container!.image]).toEqual([6, 'Parallel', 'docker.io/library/redis:8.2']);
  });

  test('gives each node a volume of its own, which stays', () => {
    expect(spec.volumeClaimTemplates.map((claim) => [claim.metadata.name, claim.spec.accessModes, claim.spec.resources.requests['storage']])).toEqual([['data', ['ReadWriteOnce'], '4Gi']]);
    expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Retain', whenScaled: 'Retain' });
    expect(one('ConfigMap').data['redis.conf']).toMatch(/^dir \/data$/m);
    expect(container!.volumeMounts).toContainEqual({ name: 'data', mountPath: '/data' });
  });

  test('names the nodes by a headless Service, before they are ready', () => {
    const service = one('Service', 'redis').spec;
    expect([spec.serviceName, service.clusterIP, service.publishNotReadyAddresses]).toEqual(['redis', 'None', true]);
    expect(env['PEERS']).toBe('redis-0.redis redis-1.redis redis-2.redis redis-3.redis redis-4.redis redis-5.redis');
    expect(service.ports.map(({ port }) => port)).toEqual([6379, 16379]);
  });

  test('gives clients another Service, of nodes that are ready', () => {
    const service = one('Service', 'redis-client').spec;
    expect(service.ports.map(({ port }) => port)).toEqual([6379]);
    expect(service).not.toHaveProperty('clusterIP');
    expect(service).not.toHaveProperty('publishNotReadyAddresses');
  });

  test('tells the app where it is, the password as a reference', () => {
    expect(one('Deployment', 'web').spec.template.spec.containers[0]!.env).toEqual([
      { name: 'REDIS_URL_DEFAULT', valueFrom: { secretKeyRef: { name: 'redis-passwords', key: 'default' } } },
      { name: 'REDIS_URL', value: 'redis://default:$(REDIS_URL_DEFAULT)@redis-client:6379/0' },
    ]);
    expect(names).not.toContain('Secret redis-passwords');
  });

  test('keeps the data below the memory limit', () => {
    expect(container!.resources.limits['memory']).toBe('1Gi');
    expect(one('ConfigMap').data['redis.conf']).toMatch(/^maxmemory 750780416$/m);
  });

  test('writes every change to a log on the disk', () => {
    expect(one('ConfigMap').data['redis.conf']).toMatch(/^appendonly yes\nappendfsync everysec$/m);
  });

  test('is asked apart whether it lives and whether it can be used', () => {
    expect(container!.livenessProbe.exec.command).toEqual(['sh', '/etc/kubeloom/alive.sh']);
    expect(container!.startupProbe.exec.command).toEqual(['sh', '/etc/kubeloom/alive.sh']);
    expect(container!.readinessProbe.exec.command).toEqual(['sh', '/etc/kubeloom/ready.sh']);
  });

  test('hands over before it stops, within the time that it has', () => {
    expect(container!.lifecycle.preStop.exec.command).toEqual(['sh', '/etc/kubeloom/stop.sh']);
    expect(Number(env['HANDOVER_SECONDS']) + 20).toBeLessThan(pod.terminationGracePeriodSeconds);
  });

  test('is led into its cluster by a sidecar', () => {
    const [join, ...others] = pod.initContainers;
    expect([join!.name, join!.restartPolicy, join!.command, others]).toEqual(['join', 'Always', ['sh', '/etc/kubeloom/join.sh'], []]);
    expect(join!.env.find(({ name }) => name === 'PRIMARIES')).toEqual({ name: 'PRIMARIES', value: '3' });
  });

  test('spreads over nodes, and no two of its pods are evicted at once', () => {
    expect(pod.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0]!.podAffinityTerm.topologyKey).toBe('kubernetes.io/hostname');
    expect(one('PodDisruptionBudget').spec).toEqual({ maxUnavailable: 1, selector: spec.selector });
  });

  test('lets nobody connect but its own nodes and the app', () => {
    const peers = one('NetworkPolicy').spec.ingress.map(({ from, ports }) => [from.map((peer) => peer.podSelector.matchLabels['app.kubernetes.io/name']), ports.map(({ port }) => port)]);
    expect(peers).toEqual([[['redis'], [6379, 16379]], [['web'], [6379]]]);
  });

  test('runs with the rights of the level restricted, and writes to its volumes alone', () => {
    expect(one('Namespace').metadata.labels).toEqual({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    expect(pod.securityContext).toMatchObject({ runAsUser: 999, fsGroup: 999, runAsNonRoot: true });
    for (const { securityContext } of [...pod.containers, ...pod.initContainers]) expect(securityContext.readOnlyRootFilesystem).toBe(true);
  });
});

/** What is wrong, as `code pointer`. */
function wrong(define: (bundle: Bundle, passwords: { readonly default: ReturnType<SecretData<'default'>['key']> }) => unknown): readonly string[] {
  const bundle = newBundle();
  define(bundle, SecretData.existing(bundle, 'p', { keys: ['default'] }).keys);
  return errorsOf(bundle);
}

test.each<[string, Partial<RedisClusterProps>, readonly string[]]>([
  ['nothing wrong', {}, []],
  ['two primaries', { primaries: 2 }, ['catalog/too-few /primaries']],
  ['no replica, and fail-over', { replicasPerPrimary: 0 }, ['catalog/too-few /replicasPerPrimary']],
  ['no replica, and no fail-over', { replicasPerPrimary: 0, failover: false }, []],
  ['storage below a floor', { storage: '1Mi' }, ['catalog/storage-too-small /storage']],
  ['a limit below what is configured', { maxmemory: '1Gi', resources: { limits: { memory: '1Gi' } } }, ['catalog/memory-too-small /resources/limits/memory']],
  ['a limit below what the server needs', { resources: { limits: { memory: '8Mi' } } }, ['catalog/memory-too-small /resources/limits/memory']],
  ['a version with no image', { version: '9' }, ['catalog/unknown-version /version']],
  ['an image of its own', { version: '9', image: 'registry.example.com/redis:9' }, []],
  ['a version of the other engine', { engine: 'valkey', version: '8.1' }, []],
  ['a directive that is set already', { settings: { 'appendonly': 'no', 'hz': 20, 'save': 'a\nb' } }, ['catalog/setting-taken /settings/appendonly', 'value/wrong-type /settings/save']],
  ['a directive in other letters', { settings: { Dir: '/x', MaxMemory: '1gb' } }, ['catalog/setting-taken /settings/Dir', 'catalog/setting-taken /settings/MaxMemory']],
  ['words that are none', { fsync: 'never' as 'no', maxmemoryPolicy: 'lru' as 'noeviction', engine: 'keydb' as 'redis' }, ['value/not-one-of /engine', 'value/not-one-of /fsync', 'value/not-one-of /maxmemoryPolicy']],
  ['an unknown field', { replicas: 3 } as Partial<RedisClusterProps>, ['value/unknown-field /replicas']],
  ['a name that is too long', { name: 'r'.repeat(53) }, ['name/too-long /name']],
])('a cluster with %s', (_name, props, want) => {
  expect(wrong((bundle, passwords) => new RedisCluster(bundle, 'redis', { passwords, storage: '1Gi', ...props }))).toEqual(want);
});

test.each<[string, unknown, readonly string[]]>([
  ['no props', undefined, ['value/wrong-type']],
  ['no credentials', { storage: '1Gi' }, ['catalog/no-credentials /passwords/default']],
  ['a password in clear text', { storage: '1Gi', passwords: { default: 'abc' } }, ['catalog/password-not-secret /passwords/default']],
])('a server with %s is refused', (_name, props, want) => {
  const found = wrong((bundle) => new Redis(bundle, 'redis', props as RedisProps));
  expect(found.length).toBeGreaterThan(0);
  expect(want).toContain(found[0]);
});

test('a password that comes from a ConfigMap is refused', () => {
  const found = wrong((bundle) => {
    const open = new ConfigMapData(bundle, 'open', { data: { password: 'abc' } });
    return new Redis(bundle, 'redis', { storage: '1Gi', passwords: { default: open.key('password') } });
  });
  expect(found).toEqual(['catalog/password-not-secret /passwords/default']);
});

test('one server says where it is, and needs no cluster', () => {
  const bundle = newBundle();
  const passwords = SecretData.existing(bundle, 'p', { keys: ['default'] }).keys;
  const cache = new Redis(bundle, 'cache', { engine: 'valkey', passwords, storage: '1Gi', maxmemoryPolicy: 'allkeys-lru', maxmemory: '100Mi', fsync: 'no', settings: { databases: 1 } });
  new StatelessApp(bundle, 'web', { image: 'web:1', env: { URL: cache.url(), READ: cache.readOnlyUrl(), HOST: cache.readOnlyHost } });
  const objects = bundle.objects();
  const { env } = oneOf(objects, 'Deployment').spec.template.spec.containers[0]!;
  expect(env.filter(({ value }) => value !== undefined).map(({ value }) => value)).toEqual([
    'redis://default:$(URL_DEFAULT)@cache:6379/0', 'redis://default:$(READ_DEFAULT)@cache:6379/0', 'cache',
  ]);
  const { data } = oneOf(objects, 'ConfigMap');
  expect(data['redis.conf']!.split('\n')).toEqual(expect.arrayContaining(['maxmemory 104857600', 'maxmemory-policy allkeys-lru', 'appendfsync no', 'databases 1']));
  expect(data['redis.conf']).not.toContain('cluster');
  expect(Object.keys(data)).toEqual(['redis.conf', 'start.sh', 'alive.sh', 'ready.sh']);
  expect(oneOf(objects, 'StatefulSet').spec.template.spec.containers[0]!.image).toBe('docker.io/valkey/valkey:8.1');
});

test('copies of the data, an exporter of metrics, and their way in', () => {
  const bundle = newBundle();
  const passwords = SecretData.existing(bundle, 'p', { keys: ['default'] }).keys;
  const cluster = new RedisCluster(bundle, 'redis', {
    passwords, storage: '1Gi', metrics: true, backup: { schedule: '0 3 * * *', storage: '2Gi', keep: 3 }, restore: { file: 'latest' },
    resources: { limits: { memory: '1Gi' } },
  });
  cluster.allowFrom(new StatelessApp(bundle, 'web', { image: 'web:1' }));
  const { jobTemplate, schedule } = built(bundle, 'CronJob', 'redis-backup').spec;
  const [backup] = jobTemplate.spec.template.spec.containers;
  expect([schedule, backup!.command]).toEqual(['0 3 * * *', ['sh', '/etc/kubeloom/backup.sh']]);
  expect(backup!.env.filter(({ value }) => value !== undefined).map(({ name, value }) => `${name}=${value}`)).toEqual([
    'BACKUP_HOST=redis-client', 'BACKUP_NAME=redis', 'CLUSTERED=yes', 'BACKUP_KEEP=3',
  ]);
  expect(built(bundle, 'Job', 'redis-restore').spec.template.spec.containers[0]!.command).toEqual(['sh', '/etc/kubeloom/restore.sh']);
  const { containers } = built(bundle, 'StatefulSet').spec.template.spec;
  expect(containers.map(({ name, ports }) => [name, ports.map(({ containerPort }) => containerPort)])).toEqual([['redis', [6379, 16379]], ['metrics', [9121]]]);
  expect(built(bundle, 'NetworkPolicy').spec.ingress.flatMap(({ from }) => from.map((peer) => peer.podSelector.matchLabels['app.kubernetes.io/name']))).toEqual([
    'redis', 'redis-backup', 'redis-restore', 'web',
  ]);
});

test('a copy cannot be loaded where none is made', () => {
  expect(wrong((bundle, passwords) => new Redis(bundle, 'redis', { passwords, storage: '1Gi', restore: { file: 'latest' } }))).toEqual(['catalog/no-such-option /restore']);
});

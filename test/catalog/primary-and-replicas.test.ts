import type { Bundle } from '../../src';
import { type App, ConfigMapData, SecretData, StatelessApp } from '../../src';
import { MariaDb, Mysql, MysqlReplicated, type MysqlReplicatedProps, Postgres, PostgresCluster, type PostgresClusterProps } from '../../src/catalog';
import { mysqlReplicated } from '../../examples/mysql-replicated';
import { synthesize, systems } from '../examples/systems';
import { diagnosticsOf, errorsOf, namesOf, newBundle, objectsOf } from '../support/definitions';
import { oneOf } from '../support/objects';

interface Facts {
  readonly port: number;
  readonly path: string;
  readonly url: string;
  /** A file of the ConfigMap and the line that follows from the memory limit of 1 GiB. */
  readonly memory: readonly [file: string, line: string];
  readonly image: string;
}

describe.each<[string, Facts]>([
  ['mysql-replicated', { port: 3306, path: '/var/lib/mysql', url: 'mysql', memory: ['settings.cnf', 'innodb-buffer-pool-size = 512M'], image: 'docker.io/library/mysql:8.4' }],
  ['postgresql', { port: 5432, path: '/var/lib/postgresql/data', url: 'postgresql', memory: ['settings.conf', "shared_buffers = '256MB'"], image: 'docker.io/library/postgres:17' }],
])('%s', (slug, facts) => {
  const { one, all, names } = synthesize(systems[slug]!);
  const { spec } = one('StatefulSet', 'db');
  const pod = spec.template.spec;
  const container = pod.containers[0]!;
  const init = pod.initContainers[0]!;
  const env = Object.fromEntries(container.env.map(({ name, value, valueFrom }) => [name, value ?? valueFrom]));

  test('runs one primary and two replicas of an image that anybody can pull', () => {
    expect([spec.replicas, container.image, init.image]).toEqual([3, facts.image, facts.image]);
    expect(env['PRIMARY_POD']).toBe('db-0');
  });

  test('names the pods by a headless Service, before they are ready, and tells each its peers', () => {
    const service = one('Service', 'db').spec;
    expect([spec.serviceName, service.clusterIP, service.publishNotReadyAddresses]).toEqual(['db', 'None', true]);
    expect([env['PRIMARY_HOST'], env['PEERS']]).toEqual(['db-0.db', 'db-1.db db-2.db']);
  });

  test('has a Service for writes, which leads to the primary alone', () => {
    const { selector, ports, clusterIP } = one('Service', 'db-primary').spec;
    expect(selector).toEqual({ ...spec.selector.matchLabels, 'statefulset.kubernetes.io/pod-name': 'db-0' });
    expect([ports.map(({ port }) => port), clusterIP]).toEqual([[facts.port], undefined]);
  });

  test('has a Service for reads, which leads to every pod that is ready', () => {
    const { selector, publishNotReadyAddresses } = one('Service', 'db-read').spec;
    expect([selector, publishNotReadyAddresses]).toEqual([spec.selector.matchLabels, undefined]);
  });

  test('gives each pod a volume of its own, which stays', () => {
    expect(spec.volumeClaimTemplates.map((claim) => [claim.metadata.name, claim.spec.accessModes, claim.spec.resources.requests['storage']]))
      .toEqual([['data', ['ReadWriteOnce'], '10Gi']]);
    expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Retain', whenScaled: 'Retain' });
    for (const { volumeMounts } of [init, container]) expect(volumeMounts).toContainEqual({ name: 'data', mountPath: facts.path });
  });

  test('starts all pods at once, so that a primary that is lost keeps nobody from becoming one', () => {
    expect(spec.podManagementPolicy).toBe('Parallel');
  });

  test('makes or clones the data before the server starts', () => {
    expect([init.command, container.command]).toEqual([['sh', '/etc/kubeloom/init.sh'], ['sh', '/etc/kubeloom/start.sh']]);
  });

  test('is asked apart whether it lives and whether it can be used', () => {
    expect(container.livenessProbe.exec.command).toEqual(['sh', '/etc/kubeloom/alive.sh']);
    expect(container.startupProbe.exec.command).toEqual(['sh', '/etc/kubeloom/alive.sh']);
    expect(container.readinessProbe.exec.command).toEqual(['sh', '/etc/kubeloom/ready.sh']);
    expect(env['MAX_LAG']).toBe('60');
  });

  test('has time to stop, one at a time, on nodes of their own', () => {
    expect(pod.terminationGracePeriodSeconds).toBe(120);
    expect(one('PodDisruptionBudget').spec).toEqual({ maxUnavailable: 1, selector: spec.selector });
    expect(pod.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0]!.podAffinityTerm.topologyKey).toBe('kubernetes.io/hostname');
  });

  test('takes its memory settings from the limit', () => {
    expect(container.resources.limits['memory']).toBe('1Gi');
    expect(one('ConfigMap', 'db-config').data[facts.memory[0]]!.split('\n')).toContain(facts.memory[1]);
  });

  test('keeps to the level "restricted"', () => {
    expect(one('Namespace').metadata.labels).toEqual({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    expect([pod.securityContext.runAsNonRoot, pod.securityContext.runAsUser, pod.automountServiceAccountToken]).toEqual([true, 999, false]);
  });

  test('knows passwords by reference only', () => {
    const secrets = [...container.env, ...init.env].filter(({ name }) => name.endsWith('PASSWORD'));
    expect(secrets.length).toBeGreaterThan(1);
    for (const { value, valueFrom } of secrets) expect([value, valueFrom?.secretKeyRef.name]).toEqual([undefined, 'db-passwords']);
    expect(names.filter((name) => name.startsWith('Secret'))).toEqual([]);
  });

  test('tells the application where to write and where to read, in one line each', () => {
    const secret = { valueFrom: { secretKeyRef: { name: 'db-passwords', key: 'app' } } };
    expect(one('Deployment', 'web').spec.template.spec.containers[0]!.env).toEqual([
      { name: 'DATABASE_URL_APP', ...secret }, { name: 'DATABASE_URL', value: `${facts.url}://shop:$(DATABASE_URL_APP)@db-primary:${facts.port}/shop` },
      { name: 'REPORTS_URL_APP', ...secret }, { name: 'REPORTS_URL', value: `${facts.url}://shop:$(REPORTS_URL_APP)@db-read:${facts.port}/shop` },
    ]);
  });

  test('lets nobody connect but each other, the backup and the application', () => {
    const from = one('NetworkPolicy', 'db').spec.ingress.flatMap((rule) => rule.from.map((peer) => peer.podSelector.matchLabels['app.kubernetes.io/name']));
    expect(from).toEqual(['db', 'db-backup', 'web']);
  });

  test('shows metrics, and is dumped to a volume every night', () => {
    expect(pod.containers.map(({ name }) => name)).toEqual(['db', 'metrics']);
    const { schedule, concurrencyPolicy, jobTemplate } = one('CronJob', 'db-backup').spec;
    const [dump] = jobTemplate.spec.template.spec.containers;
    expect([schedule, concurrencyPolicy, dump!.command, dump!.image]).toEqual(['30 2 * * *', 'Forbid', ['sh', '/etc/kubeloom/backup.sh'], facts.image]);
    expect(dump!.env).toContainEqual({ name: 'BACKUP_HOST', value: 'db-read' });
    expect(all('PersistentVolumeClaim').map(({ metadata, spec: claim }) => [metadata.name, claim.resources.requests['storage']])).toEqual([['db-backup', '20Gi']]);
  });
});

test('MariaDB in place of MySQL is another image, and other statements', () => {
  const { one } = synthesize((app) => mysqlReplicated(app, { engine: 'mariadb' }));
  expect(one('StatefulSet', 'db').spec.template.spec.containers[0]!.image).toBe('docker.io/library/mariadb:11.4');
  expect(one('ConfigMap', 'db-config').data['engine.sh']).toContain('MASTER_USE_GTID');
});

test('the primary keeps for a replica what a dump or a report there still reads', () => {
  const { one } = synthesize(systems['postgresql']!);
  expect(one('ConfigMap', 'db-config').data['postgresql.conf']!.split('\n')).toContain('hot_standby_feedback = on');
});

test('a dump is loaded by a Job', () => {
  const { one } = synthesize((app: App) => mysqlReplicated(app, { restore: { file: 'latest' } }));
  const [load] = one('Job', 'db-restore').spec.template.spec.containers;
  expect(load!.command).toEqual(['sh', '/etc/kubeloom/restore.sh']);
  expect(load!.env).toContainEqual({ name: 'RESTORE_FILE', value: 'latest' });
});

const keys = (bundle: Bundle) => SecretData.existing(bundle, 'passwords', { keys: ['root', 'app', 'replication', 'metrics', 'backup'] }).keys;
const mysql = (bundle: Bundle, more: Partial<MysqlReplicatedProps> = {}) => new MysqlReplicated(bundle, 'db', { storage: '10Gi', passwords: keys(bundle), ...more });
const postgres = (bundle: Bundle, more: Partial<PostgresClusterProps> = {}) => new PostgresCluster(bundle, 'db', { storage: '10Gi', passwords: keys(bundle), ...more });

describe('another primary', () => {
  test.each([['MySQL', mysql], ['PostgreSQL', postgres]])('%s: writes lead to the pod that is named, and all pods follow it', (_name, define) => {
    const bundle = newBundle();
    define(bundle, { primary: 1 });
    expect(oneOf(objectsOf(bundle), 'Service', 'db-primary').spec.selector['statefulset.kubernetes.io/pod-name']).toBe('db-1');
    const env = oneOf(objectsOf(bundle), 'StatefulSet', 'db').spec.template.spec.containers[0]!.env;
    expect(env).toEqual(expect.arrayContaining([{ name: 'PRIMARY_POD', value: 'db-1' }, { name: 'PRIMARY_HOST', value: 'db-1.db' }, { name: 'PEERS', value: 'db-0.db db-2.db' }]));
  });
});

describe('one server', () => {
  test.each([
    ['Mysql', Mysql, 'mysql://app:$(DATABASE_URL_APP)@db:3306/app'],
    ['MariaDb', MariaDb, 'mysql://app:$(DATABASE_URL_APP)@db:3306/app'],
    ['Postgres', Postgres, 'postgresql://app:$(DATABASE_URL_APP)@db:5432/app'],
  ] as const)('%s is a StatefulSet of one pod with its Service', (_name, System, url) => {
    const bundle = newBundle();
    const db = new System(bundle, 'db', { storage: '10Gi', passwords: keys(bundle) });
    new StatelessApp(bundle, 'web', { image: 'nginx:1.27', env: { DATABASE_URL: db.url(), READ: db.readOnlyHost } });
    expect(namesOf(bundle)).toEqual(['ConfigMap db-config', 'Service db', 'StatefulSet db', 'Deployment web']);
    const { env } = oneOf(objectsOf(bundle), 'Deployment', 'web').spec.template.spec.containers[0]!;
    expect(env).toContainEqual({ name: 'DATABASE_URL', value: url });
    expect(env).toContainEqual({ name: 'READ', value: 'db' });
  });
});

describe('bad input', () => {
  test.each<[string, (bundle: Bundle) => unknown, string[]]>([
    ['one replica', (b) => mysql(b, { replicas: 1 }), ['catalog/too-few /replicas']],
    ['one replica of PostgreSQL', (b) => postgres(b, { replicas: 1 }), ['catalog/too-few /replicas']],
    ['a primary that does not exist', (b) => mysql(b, { primary: 3 }), ['value/out-of-range /primary']],
    ['storage below the floor', (b) => mysql(b, { storage: '500Mi' }), ['catalog/storage-too-small /storage']],
    ['storage below the floor, in detail', (b) => postgres(b, { storage: { size: '1Gi' } }), ['catalog/storage-too-small /storage']],
    ['no storage', (b) => mysql(b, { storage: undefined as never }), ['value/missing /storage/data/size']],
    ['storage that is no amount', (b) => postgres(b, { storage: 'much' }), ['quantity/invalid /storage/data/size']],
    ['no credentials', (b) => mysql(b, { passwords: undefined as never }),
      ['catalog/no-credentials /passwords/root', 'catalog/no-credentials /passwords/app', 'catalog/no-credentials /passwords/replication']],
    ['no credentials for what is asked for', (b) => mysql(b, { passwords: { ...keys(b), metrics: undefined, backup: undefined }, metrics: true, backup: { schedule: '@daily', storage: '1Gi' } }),
      ['catalog/no-credentials /passwords/metrics', 'catalog/no-credentials /passwords/backup']],
    ['a password in clear text', (b) => postgres(b, { passwords: { ...keys(b), app: 'secret' as never } }), ['catalog/password-not-secret /passwords/app']],
    ['a password in a ConfigMap', (b) => postgres(b, { passwords: { ...keys(b), app: new ConfigMapData(b, 'c', { data: { app: 'secret' } }).key('app') } }), ['catalog/password-not-secret /passwords/app']],
    ['a limit too small for the server', (b) => mysql(b, { resources: { limits: { memory: '256Mi' } } }), ['catalog/memory-too-small /resources/limits/memory']],
    ['a version without an image', (b) => mysql(b, { version: '5.7' }), ['catalog/unknown-version /version']],
    ['an engine that is none', (b) => mysql(b, { engine: 'mariadbb' as never }), ['value/not-one-of /engine']],
    ['a name too long once ordinals are added', (b) => new PostgresCluster(b, 'x'.repeat(53), { storage: '10Gi', passwords: keys(b) }), ['name/too-long /name']],
    ['a database that needs quotes', (b) => mysql(b, { database: 'my-shop' }), ['catalog/identifier /database']],
    ['an account that needs quotes', (b) => postgres(b, { user: "o'hara" }), ['catalog/identifier /user']],
    ['a setting that the definition gives', (b) => mysql(b, { settings: { sync_binlog: 0 } }), ['catalog/setting-taken /settings/sync_binlog']],
    ['the same in other letters', (b) => postgres(b, { settings: { Port: 5433 } }), ['catalog/setting-taken /settings/Port']],
    ['the same, loosely', (b) => mysql(b, { settings: { 'loose_log-bin': 'x' } }), ['catalog/setting-taken /settings/loose_log-bin']],
    ['a setting twice', (b) => mysql(b, { settings: { 'max_connections': 10, 'max-connections': 20 } }), ['value/duplicate /settings/max-connections']],
    ['a setting without a name', (b) => mysql(b, { settings: { '!include /etc/passwd': 1, 'a = 1\nport': 2 } }), ['value/wrong-type /settings/!include ~1etc~1passwd', 'value/wrong-type /settings/a = 1\nport']],
    ['a setting that is no number', (b) => postgres(b, { settings: { max_connections: Infinity, work_mem: NaN } }), ['value/wrong-type /settings/max_connections', 'value/wrong-type /settings/work_mem']],
    ['a limit too small for the pages', (b) => mysql(b, { resources: { limits: { memory: '1Gi' } }, settings: { innodb_buffer_pool_size: '4G' } }), ['catalog/memory-too-small /resources/limits/memory']],
    ['a limit too small for the pages, in bytes', (b) => mysql(b, { engine: 'mariadb', resources: { limits: { memory: '1Gi' } }, settings: { 'innodb-buffer-pool-size': 2 ** 30 } }), ['catalog/memory-too-small /resources/limits/memory']],
    ['a limit too small for the buffers', (b) => postgres(b, { resources: { limits: { memory: '1Gi' } }, settings: { shared_buffers: '1GB' } }), ['catalog/memory-too-small /resources/limits/memory']],
    ['a limit too small for the buffers, in pages', (b) => postgres(b, { resources: { limits: { memory: '1Gi' } }, settings: { Shared_Buffers: 131_072 } }), ['catalog/memory-too-small /resources/limits/memory']],
    ['an account of the system', (b) => mysql(b, { user: 'Replication' }), ['catalog/reserved-name /user']],
    ['an account of the server', (b) => postgres(b, { user: 'pg_monitor' }), ['catalog/reserved-name /user']],
    ['the superuser', (b) => postgres(b, { user: 'postgres', database: 'template1' }), ['catalog/reserved-name /database', 'catalog/reserved-name /user']],
    ['a database of the server', (b) => mysql(b, { database: 'mysql' }), ['catalog/reserved-name /database']],
    ['a setting with a second line', (b) => postgres(b, { settings: { work_mem: "1MB'\nfsync = off" } }), ['value/wrong-type /settings/work_mem']],
    ['a restore without a backup', (b) => mysql(b, { restore: { file: 'latest' } }), ['catalog/no-such-option /restore']],
    ['a backup without a volume', (b) => postgres(b, { backup: { schedule: '@daily' } as never }), ['value/missing /backup/storage']],
    ['a field that is none', (b) => mysql(b, { replica: 3 } as never), ['value/unknown-field /replica']],
  ])('%s is refused', (_name, define, want) => {
    const bundle = newBundle();
    expect(errorsOf(() => {
      define(bundle);
      bundle.objects();
    })).toEqual(want);
  });

  test.each<[string, (bundle: Bundle) => unknown, string, string]>([
    ['MySQL', (b) => mysql(b, { resources: { limits: { memory: '4Gi' } }, settings: { innodb_buffer_pool_size: '3G', max_connections: 500 } }),
      'settings.cnf', '[mysqld]\ninnodb_buffer_pool_size = 3G\nmax_connections = 500\n'],
    ['PostgreSQL', (b) => postgres(b, { resources: { limits: { memory: '1Gi' } }, settings: { 'Shared_Buffers': '512 MB', 'auto_explain.log_min_duration': 10 } }),
      'settings.conf', "max_wal_senders = 10\neffective_cache_size = '716MB'\nmaintenance_work_mem = '51MB'\nShared_Buffers = '512 MB'\nauto_explain.log_min_duration = 10\n"],
  ])('memory that fits is given to %s as it was said, once', (_name, define, file, want) => {
    const bundle = newBundle();
    define(bundle);
    expect(errorsOf(bundle)).toEqual([]);
    expect(oneOf(objectsOf(bundle), 'ConfigMap', 'db-config').data[file]).toBe(want);
  });

  test.each([['8.4.6', 'image: "docker.io/library/mysql:8.4.6"'], ['8.5', 'did you mean "8.4"?'], ['five', 'use a known version']])('version %s: what to do is said', (version, want) => {
    const bundle = newBundle();
    mysql(bundle, { version });
    expect(diagnosticsOf(bundle).map(({ help }) => help)).toEqual([expect.stringContaining(want)]);
  });

  test('a version that is not known can be had by its image', () => {
    const bundle = newBundle();
    mysql(bundle, { version: '5.7', image: 'registry.example.com/mysql:5.7' });
    expect(errorsOf(bundle)).toEqual([]);
  });

  test.each([null, undefined, 3, 'x', []])('%p in place of the props is said, and nothing else', (props) => {
    const bundle = newBundle();
    new MysqlReplicated(bundle, 'db', props as never);
    expect(errorsOf(bundle).filter((line) => !line.startsWith('value/wrong-type'))).toEqual([]);
  });
});

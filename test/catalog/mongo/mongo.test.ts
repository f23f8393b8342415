import { parse } from 'yaml';
import { SecretData, StatelessApp } from '../../../src';
import { Mongo, MongoReplicaSet, type MongoReplicaSetProps } from '../../../src/catalog';
import { synthesize, systems } from '../../examples/systems';
import { built, errorsOf, newBundle } from '../../support/definitions';

describe('mongodb', () => {
  const { one } = synthesize(systems['mongodb']!);
  const { spec } = one('StatefulSet', 'mongo');
  const pod = spec.template.spec;
  const [container] = pod.containers;
  const [join] = pod.initContainers;
  const valueOf = (name: string): string | undefined => container!.env.find((variable) => variable.name === name)?.value;

  test('has 3 members, which start together', () => {
    expect([spec.replicas, spec.podManagementPolicy, container!.image]).toEqual([3, 'Parallel', 'docker.io/library/mongo:8.0']);
  });

  test('has members that find each other by the stable names of their pods, before they are ready', () => {
    expect([valueOf('PEERS'), valueOf('REPLICA_SET')]).toEqual(['mongo-0.mongo mongo-1.mongo mongo-2.mongo', 'rs0']);
    const service = one('Service', 'mongo').spec;
    expect([spec.serviceName, service.clusterIP, service.publishNotReadyAddresses]).toEqual(['mongo', 'None', true]);
  });

  test('lets nobody in without a password, and caches in half of the memory', () => {
    expect(parse(one('ConfigMap').data['mongod.conf']!)).toEqual({
      storage: { dbPath: '/data/db', wiredTiger: { engineConfig: { cacheSizeGB: 1 } } }, net: { port: 27017, bindIpAll: true }, security: { authorization: 'enabled' },
    });
  });

  test('takes all passwords from the Secret', () => {
    const passwords = [...container!.env, ...join!.env].filter(({ name }) => name.endsWith('_PASSWORD'));
    expect(passwords.map(({ name, valueFrom }) => [name, valueFrom.secretKeyRef.key])).toEqual([
      ['ROOT_PASSWORD', 'root'], ['MEMBERS_PASSWORD', 'members'], ['ROOT_PASSWORD', 'root'], ['APP_PASSWORD', 'app'],
    ]);
  });

  test('has a volume for each member', () => {
    expect(spec.volumeClaimTemplates[0]!.spec).toEqual({ accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } });
    expect(container!.volumeMounts).toContainEqual({ name: 'data', mountPath: '/data/db' });
  });

  test('is asked apart whether it lives and whether it can be used', () => {
    expect(container!.readinessProbe.exec.command).toEqual(['sh', '/etc/kubeloom/shell.sh', '/etc/kubeloom/ready.js']);
    expect(container!.livenessProbe.tcpSocket.port).toBe('mongo');
  });

  test('is made by a sidecar', () => {
    expect([join!.name, join!.restartPolicy, join!.command]).toEqual(['join', 'Always', ['sh', '/etc/kubeloom/join.sh']]);
  });

  test('keeps its majority while nodes are drained, and is closed to all but the app', () => {
    expect(one('PodDisruptionBudget').spec.maxUnavailable).toBe(1);
    expect(one('NetworkPolicy').spec.ingress.flatMap(({ from }) => from.map((peer) => peer.podSelector.matchLabels['app.kubernetes.io/name']))).toEqual(['mongo', 'web']);
  });

  test('tells the app all members in one line, the password as a reference', () => {
    expect(one('Deployment', 'web').spec.template.spec.containers[0]!.env).toEqual([
      { name: 'DATABASE_URL_APP', valueFrom: { secretKeyRef: { name: 'mongo-passwords', key: 'app' } } },
      { name: 'DATABASE_URL', value: 'mongodb://shop:$(DATABASE_URL_APP)@mongo-0.mongo:27017,mongo-1.mongo:27017,mongo-2.mongo:27017/shop?replicaSet=rs0' },
    ]);
  });

  test('runs with the rights of the level restricted', () => {
    expect(pod.securityContext).toMatchObject({ runAsUser: 999, fsGroup: 999, runAsNonRoot: true });
    for (const { securityContext } of [container!, join!]) expect(securityContext.readOnlyRootFilesystem).toBe(true);
  });
});

test('one server says where it is, and belongs to no set', () => {
  const bundle = newBundle();
  const db = new Mongo(bundle, 'db', { passwords: SecretData.existing(bundle, 'p', { keys: ['root', 'app'] }).keys, storage: '5Gi', database: 'goods' });
  new StatelessApp(bundle, 'web', { image: 'web:1', env: { URL: db.url(), READ: db.readOnlyUrl(), HOST: db.readOnlyHost } });
  expect(built(bundle, 'Deployment').spec.template.spec.containers[0]!.env.filter(({ value }) => value !== undefined).map(({ value }) => value)).toEqual([
    'mongodb://app:$(URL_APP)@db:27017/goods', 'mongodb://app:$(READ_APP)@db:27017/goods', 'db',
  ]);
  expect(built(bundle, 'StatefulSet').spec.template.spec.containers[0]!.env.map(({ name }) => name)).not.toContain('REPLICA_SET');
});

test('clients that only read may ask the secondaries', () => {
  const bundle = newBundle();
  const db = new MongoReplicaSet(bundle, 'db', { passwords: SecretData.existing(bundle, 'p', { keys: ['root', 'app', 'members'] }).keys, storage: '5Gi', replicaSet: 'goods' });
  new StatelessApp(bundle, 'web', { image: 'web:1', env: { READ: db.readOnlyUrl(), HOST: db.readOnlyHost } });
  const [, read, host] = built(bundle, 'Deployment').spec.template.spec.containers[0]!.env;
  expect(read!.value).toMatch(/\/app\?replicaSet=goods&readPreference=secondaryPreferred$/);
  expect(host!.value).toBe('db-client');
});

test.each<[string, Partial<MongoReplicaSetProps>, readonly string[]]>([
  ['nothing wrong', {}, []],
  ['an even quorum', { replicas: 4 }, ['catalog/even-quorum /replicas']],
  ['one member', { replicas: 1 }, ['catalog/too-few /replicas']],
  ['storage below a floor', { storage: '100Mi' }, ['catalog/storage-too-small /storage']],
  ['no credentials', { passwords: undefined as unknown as MongoReplicaSetProps['passwords'] }, ['catalog/no-credentials /passwords/app', 'catalog/no-credentials /passwords/members', 'catalog/no-credentials /passwords/root']],
  ['a limit that is too small', { resources: { limits: { memory: '256Mi' } } }, ['catalog/memory-too-small /resources/limits/memory']],
  ['a version with no image', { version: '3.6' }, ['catalog/unknown-version /version']],
  ['a database of the server', { database: 'admin' }, ['catalog/reserved-name /database']],
  ['names that need quotes', { database: 'my shop', user: 'a:b' }, ['catalog/identifier /database', 'catalog/identifier /user']],
  ['a set whose name is none', { replicaSet: 'a/b' }, ['value/wrong-type /replicaSet']],
  ['a name that is too long', { name: 'm'.repeat(53) }, ['name/too-long /name']],
])('a replica set with %s', (_name, props, want) => {
  const bundle = newBundle();
  const passwords = SecretData.existing(bundle, 'p', { keys: ['root', 'app', 'members'] }).keys;
  new MongoReplicaSet(bundle, 'db', { passwords, storage: '5Gi', ...props });
  expect([...new Set(errorsOf(bundle))].sort()).toEqual(want);
});

test('dumps, an exporter of metrics, and their way in', () => {
  const bundle = newBundle();
  const db = new MongoReplicaSet(bundle, 'db', {
    passwords: SecretData.existing(bundle, 'p', { keys: ['root', 'app', 'members'] }).keys,
    storage: '5Gi', metrics: true, backup: { schedule: '0 3 * * *', storage: '10Gi' }, restore: { file: 'latest' },
  });
  db.allowFrom(new StatelessApp(bundle, 'web', { image: 'web:1' }));
  const [backup] = built(bundle, 'CronJob', 'db-backup').spec.jobTemplate.spec.template.spec.containers;
  expect(backup!.command).toEqual(['sh', '/etc/kubeloom/backup.sh']);
  expect(backup!.env.filter(({ value }) => value !== undefined).map(({ name, value }) => `${name}=${value}`)).toEqual([
    'BACKUP_URI=mongodb://app:$(BACKUP_URI_APP)@db-0.db:27017,db-1.db:27017,db-2.db:27017/app?replicaSet=rs0', 'BACKUP_NAME=db', 'DATABASE=app', 'BACKUP_KEEP=7',
  ]);
  expect(built(bundle, 'Job', 'db-restore').spec.template.spec.containers[0]!.command).toEqual(['sh', '/etc/kubeloom/restore.sh']);
  const { containers } = built(bundle, 'StatefulSet').spec.template.spec;
  expect(containers.map(({ name, ports }) => [name, ports.map(({ containerPort }) => containerPort)])).toEqual([['db', [27017]], ['metrics', [9216]]]);
  expect(built(bundle, 'NetworkPolicy').spec.ingress.flatMap(({ from }) => from.map((peer) => peer.podSelector.matchLabels['app.kubernetes.io/name']))).toEqual([
    'db', 'db-backup', 'db-restore', 'web',
  ]);
});

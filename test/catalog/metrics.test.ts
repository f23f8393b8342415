import { type Bundle, SecretData, type StatefulApp, StatelessApp } from '../../src';
import { MariaDb, Mongo, MongoReplicaSet, Mysql, MysqlReplicated, Postgres, PostgresCluster, Redis, RedisCluster, ZooKeeperEnsemble } from '../../src/catalog';
import { errorsOf, newBundle, objectsOf } from '../support/definitions';
import { oneOf } from '../support/objects';

const passwordsIn = (bundle: Bundle) =>
  SecretData.existing(bundle, 'passwords', { keys: ['root', 'app', 'replication', 'metrics', 'default', 'members'] }).keys;
const given = (bundle: Bundle) => ({ storage: '5Gi', passwords: passwordsIn(bundle) });

/** All of them have this port as a reference. */
type Measured = StatefulApp<'metrics', 'data'>;

const systems: readonly (readonly [string, number, (bundle: Bundle, metrics: boolean) => Measured])[] = [
  ['Mysql', 9104, (bundle, metrics) => new Mysql(bundle, 'db', { ...given(bundle), metrics })],
  ['MariaDb', 9104, (bundle, metrics) => new MariaDb(bundle, 'db', { ...given(bundle), metrics })],
  ['MysqlReplicated', 9104, (bundle, metrics) => new MysqlReplicated(bundle, 'db', { ...given(bundle), metrics })],
  ['Postgres', 9187, (bundle, metrics) => new Postgres(bundle, 'db', { ...given(bundle), metrics })],
  ['PostgresCluster', 9187, (bundle, metrics) => new PostgresCluster(bundle, 'db', { ...given(bundle), metrics })],
  ['Redis', 9121, (bundle, metrics) => new Redis(bundle, 'db', { ...given(bundle), metrics })],
  ['RedisCluster', 9121, (bundle, metrics) => new RedisCluster(bundle, 'db', { ...given(bundle), metrics })],
  ['Mongo', 9216, (bundle, metrics) => new Mongo(bundle, 'db', { ...given(bundle), metrics })],
  ['MongoReplicaSet', 9216, (bundle, metrics) => new MongoReplicaSet(bundle, 'db', { ...given(bundle), metrics })],
  ['ZooKeeperEnsemble', 7000, (bundle, metrics) => new ZooKeeperEnsemble(bundle, 'db', { storage: '5Gi', metrics })],
];

describe.each(systems)('metrics of %s', (_name, number, define) => {
  test('are there for whoever is let in to them, and for nothing else', () => {
    const bundle = newBundle();
    const db = define(bundle, true);
    db.allowFrom({ namespaces: 'monitoring' }, { ports: ['metrics'] });
    new StatelessApp(bundle, 'reader', { image: 'reader:1', env: { PORT: db.port('metrics') } });
    const objects = objectsOf(bundle);
    const rules = oneOf(objects, 'NetworkPolicy', 'db').spec.ingress.filter(({ from }) => from.some((peer) => peer.namespaceSelector !== undefined));
    expect(rules.map(({ ports }) => ports)).toEqual([[{ port: number, protocol: 'TCP' }]]);
    const servers = oneOf(objects, 'StatefulSet', 'db').spec.template.spec.containers;
    expect(servers.flatMap(({ ports = [] }) => ports).filter(({ name }) => name === 'metrics').map(({ containerPort }) => containerPort)).toEqual([number]);
    expect(oneOf(objects, 'Deployment', 'reader').spec.template.spec.containers[0]!.env).toEqual([{ name: 'PORT', value: String(number) }]);
  });

  test('that nobody asked for are said not to be there', () => {
    const bundle = newBundle();
    define(bundle, false).allowFrom({ namespaces: 'monitoring' }, { ports: ['metrics'] });
    expect(errorsOf(bundle)).toEqual(['service/unknown-port /allowFrom/ports/0']);
  });
});

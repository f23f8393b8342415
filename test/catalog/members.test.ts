import { type Bundle, SecretData } from '../../src';
import { KafkaCluster, MongoReplicaSet, MysqlReplicated, PostgresCluster, RedisCluster, SolrCloud, ZooKeeperEnsemble } from '../../src/catalog';
import { errorsOf, newBundle, objectsOf } from '../support/definitions';
import { oneOf } from '../support/objects';

const given = (bundle: Bundle) => ({
  storage: '5Gi',
  passwords: SecretData.existing(bundle, 'passwords', { keys: ['root', 'app', 'replication', 'default', 'members', 'client', 'internal'] }).keys,
});

const systems: readonly [string, (bundle: Bundle, count: number) => unknown, field: string][] = [
  ['MysqlReplicated', (bundle, replicas) => new MysqlReplicated(bundle, 'db', { ...given(bundle), replicas }), 'replicas'],
  ['PostgresCluster', (bundle, replicas) => new PostgresCluster(bundle, 'db', { ...given(bundle), replicas }), 'replicas'],
  ['MongoReplicaSet', (bundle, replicas) => new MongoReplicaSet(bundle, 'db', { ...given(bundle), replicas }), 'replicas'],
  ['KafkaCluster', (bundle, replicas) => new KafkaCluster(bundle, 'db', { ...given(bundle), replicas }), 'replicas'],
  ['controllers of KafkaCluster', (bundle, controllers) => new KafkaCluster(bundle, 'db', { ...given(bundle), controllers }), 'controllers'],
  ['ZooKeeperEnsemble', (bundle, replicas) => new ZooKeeperEnsemble(bundle, 'db', { storage: '5Gi', replicas }), 'replicas'],
  ['SolrCloud', (bundle, replicas) => {
    const zookeeper = new ZooKeeperEnsemble(bundle, 'zk', { storage: '5Gi' });
    return new SolrCloud(bundle, 'db', { storage: '5Gi', zookeeper, replicas });
  }, 'replicas'],
  ['primaries of RedisCluster', (bundle, primaries) => new RedisCluster(bundle, 'db', { ...given(bundle), primaries }), 'primaries'],
];

describe.each(systems)('members of %s', (_name, define, field) => {
  test.each([
    ['value/out-of-range', 1_001], ['value/out-of-range', 1e9], ['value/out-of-range', 2.5], ['value/out-of-range', 0], ['value/out-of-range', -3],
    ['value/wrong-type', Number.NaN], ['value/wrong-type', Infinity], ['value/wrong-type', '3'],
  ])('%s is all that is said of %p', (code, count) => {
    const bundle = newBundle();
    define(bundle, count as number);
    expect(errorsOf(bundle)).toEqual([`${code} /${field}`]);
  });
});

test.each([20, 21, 1e9])('%d replicas of each primary of a RedisCluster', (replicasPerPrimary) => {
  const bundle = newBundle();
  new RedisCluster(bundle, 'db', { ...given(bundle), replicasPerPrimary });
  expect(errorsOf(bundle)).toEqual(replicasPerPrimary === 20 ? [] : ['value/out-of-range /replicasPerPrimary']);
});

test.each([[2, 10], [8, 16], [30, 60]])('PostgreSQL with %d servers lets %d others copy and follow', (replicas, senders) => {
  const bundle = newBundle();
  new PostgresCluster(bundle, 'db', { ...given(bundle), replicas });
  expect(oneOf(objectsOf(bundle), 'ConfigMap', 'db-config').data['settings.conf']).toContain(`max_wal_senders = ${senders}\n`);
});

import { type Bundle, SecretData } from '../../src';
import { KafkaCluster, MariaDb, Mongo, Mysql, Postgres, Redis, SolrCloud, ZooKeeperEnsemble } from '../../src/catalog';
import { diagnosticsOf, newBundle } from '../support/definitions';

const given = (bundle: Bundle) => ({
  storage: '5Gi', version: 'none', passwords: SecretData.existing(bundle, 'passwords', { keys: ['root', 'app', 'default', 'client', 'internal'] }).keys,
});

/** Versions that those who make them have given up: no image of them is mended any more. */
test.each<[string, (bundle: Bundle) => unknown, readonly string[]]>([
  ['Mysql', (bundle) => new Mysql(bundle, 'db', given(bundle)), ['5.7', '8.0', '9.4']],
  ['MariaDb', (bundle) => new MariaDb(bundle, 'db', given(bundle)), ['10.5', '10.6', '11.2']],
  ['Postgres', (bundle) => new Postgres(bundle, 'db', given(bundle)), ['12', '13', '14']],
  ['Redis', (bundle) => new Redis(bundle, 'db', given(bundle)), ['6.0', '7.0', '8.0']],
  ['Mongo', (bundle) => new Mongo(bundle, 'db', given(bundle)), ['5.0', '6.0']],
  ['Kafka', (bundle) => new KafkaCluster(bundle, 'db', given(bundle)), ['3.8.0', '3.9.0']],
  ['ZooKeeper', (bundle) => new ZooKeeperEnsemble(bundle, 'db', { storage: '5Gi', version: 'none' }), ['3.6', '3.7']],
  ['Solr', (bundle) => {
    const zookeeper = new ZooKeeperEnsemble(bundle, 'zk', { storage: '5Gi' });
    return new SolrCloud(bundle, 'db', { storage: '5Gi', version: 'none', zookeeper });
  }, ['9.7', '9.8']],
])('no version of %s is known that is not kept up', (_name, define, gone) => {
  const bundle = newBundle();
  define(bundle);
  const [found] = diagnosticsOf(bundle);
  expect(found!.code).toBe('catalog/unknown-version');
  const known = found!.message.replace(/^.*known versions are /, '').split(', ');
  expect(known.filter((version) => gone.includes(version))).toEqual([]);
});

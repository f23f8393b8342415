import { App, Bundle, ConfigMapData, SecretData, StatelessApp } from '../../src';
import { MariaDb, Mongo, MongoReplicaSet, Mysql, MysqlReplicated, Postgres, PostgresCluster, Redis, RedisCluster } from '../../src/catalog';
import { errorsOf, objectsOf } from '../support/definitions';
import { oneOf } from '../support/objects';

const classes = [Mysql, MariaDb, MysqlReplicated, Postgres, PostgresCluster, Redis, RedisCluster, Mongo, MongoReplicaSet];

describe.each(classes.map((System) => [System.name, System] as const))('%s and an application in another namespace', (_name, System) => {
  const define = () => {
    const app = new App();
    const data = new Bundle(app, 'data', { namespace: 'data' });
    const passwords = SecretData.existing(data, 'passwords', { keys: ['root', 'app', 'replication', 'default', 'members'] }).keys;
    const web = new Bundle(app, 'web', { namespace: 'web' });
    return { db: new System(data, 'db', { storage: '5Gi', passwords }), data, web };
  };

  test('the password is a key of its own namespace, the hosts are found from there', () => {
    const { db, web } = define();
    const own = SecretData.existing(web, 'db', { keys: ['password'] });
    new StatelessApp(web, 'shop', { image: 'shop:1', env: { WRITE: db.url(own.key('password')), READ: db.readOnlyUrl(own.key('password')) } });
    expect(errorsOf(web)).toEqual([]);
    const env = oneOf(objectsOf(web), 'Deployment', 'shop').spec.template.spec.containers[0]!.env;
    for (const name of ['WRITE', 'READ']) {
      expect(env).toContainEqual({ name: `${name}_PASSWORD`, valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } });
      expect(env.find((one) => one.name === name)!.value).toMatch(new RegExp(`://[a-z]+:\\$\\(${name}_PASSWORD\\)@[a-z0-9.-]+\\.data(\\.svc)?:\\d+[,/]`));
    }
  });

  test('without one, it is said that a Secret is not read from there', () => {
    const { db, web } = define();
    new StatelessApp(web, 'shop', { image: 'shop:1', env: { URL: db.url() } });
    expect(errorsOf(web)).toEqual(['reference/other-namespace /env/URL']);
  });

  test.each([['a text', () => 'hunter2'], ['a ConfigMap', (bundle: Bundle) => new ConfigMapData(bundle, 'c', { data: { app: 'hunter2' } }).key('app')]])('a password from %s is refused', (_kind, make) => {
    const { db, data } = define();
    new StatelessApp(data, 'shop', { image: 'shop:1', env: { URL: db.url(make(data) as never) } });
    expect(errorsOf(data)).toEqual(['catalog/password-not-secret /url']);
  });
});

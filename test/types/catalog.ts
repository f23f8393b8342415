/**
 * What must not compile of the catalogue. Each `@ts-expect-error` is an error of the type check if the line below it compiles.
 */
import { type App, Bundle, SecretData, StatelessApp } from 'kubeloom';
import { Mysql, MysqlReplicated, PostgresCluster } from 'kubeloom/catalog';

declare const app: App;
const bundle = new Bundle(app, 'types');
const two = SecretData.existing(bundle, 'two', { keys: ['root', 'app'] });
const three = SecretData.existing(bundle, 'three', { keys: ['root', 'app', 'replication'] });

const db = new MysqlReplicated(bundle, 'db', { storage: '10Gi', passwords: three.keys });
export const web = new StatelessApp(bundle, 'web', { image: 'shop:1.4', env: { DATABASE_URL: db.url(), HOST: db.readOnlyHost, PORT: db.clientPort } });
export const one = new Mysql(bundle, 'one', { storage: '10Gi', passwords: two.keys });
export const more = new Mysql(bundle, 'more', { storage: '10Gi', passwords: three.keys });

// @ts-expect-error replicas have an account of their own
new MysqlReplicated(bundle, 'a', { storage: '10Gi', passwords: two.keys });
// @ts-expect-error a password is no text
new PostgresCluster(bundle, 'b', { storage: '10Gi', passwords: { app: 'secret', replication: three.key('replication') } });
// @ts-expect-error the key is replication
new PostgresCluster(bundle, 'c', { storage: '10Gi', passwords: { app: three.key('app'), replication: three.key('replicaton') } });
// @ts-expect-error the port is mysql
db.port('postgres');
// @ts-expect-error the engine is mariadb
new MysqlReplicated(bundle, 'd', { storage: '10Gi', passwords: three.keys, engine: 'maria' });
// @ts-expect-error the option is replicas
new MysqlReplicated(bundle, 'e', { storage: '10Gi', passwords: three.keys, replica: 3 });
// @ts-expect-error the port is mysql
new StatelessApp(bundle, 'f', { image: 'shop:1.4', env: { PORT: db.port('mysqll') } });

import type { Construct } from 'constructs';
import { MysqlServer, mysqlServerFields, type MysqlServerProps, type MysqlTopology } from './mysql-server';

/** One server of MySQL. */
export type MysqlProps = MysqlServerProps;

/** One server of MariaDB. */
export type MariaDbProps = MysqlServerProps;

const fields: ReadonlySet<string> = new Set(mysqlServerFields);
const alone: Omit<MysqlTopology, 'engine'> = { replicas: 1, primary: 0, accounts: {}, env: {}, app: {} };

/**
 * One server of MySQL, with a volume, and a database and an account for an application:
 *
 * ```ts
 * const passwords = SecretData.existing(shop, 'db-passwords', { keys: ['root', 'app'] });
 * const db = new Mysql(shop, 'db', { storage: '20Gi', passwords: passwords.keys });
 *
 * new StatelessApp(shop, 'web', { image: 'shop:1.4', env: { DATABASE_URL: db.url() } });
 * ```
 * @see https://dev.mysql.com/doc/refman/8.4/en/
 */
export class Mysql extends MysqlServer {
  constructor(scope: Construct, id: string, props: MysqlProps) {
    super(scope, id, props, { ...alone, engine: 'mysql' }, fields);
  }
}

/**
 * One server of MariaDB, with a volume, and a database and an account for an application; as `Mysql` otherwise.
 * @see https://mariadb.com/docs/server
 */
export class MariaDb extends MysqlServer {
  constructor(scope: Construct, id: string, props: MariaDbProps) {
    super(scope, id, props, { ...alone, engine: 'mariadb' }, fields);
  }
}

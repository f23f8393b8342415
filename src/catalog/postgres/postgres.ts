import type { Construct } from 'constructs';
import { PostgresServer, postgresServerFields, type PostgresServerProps } from './postgres-server';

/** One server of PostgreSQL. */
export type PostgresProps = PostgresServerProps;

const fields: ReadonlySet<string> = new Set(postgresServerFields);

/**
 * One server of PostgreSQL, with a volume, and a database and an account for an application:
 *
 * ```ts
 * const passwords = SecretData.existing(shop, 'db-passwords', { keys: ['app'] });
 * const db = new Postgres(shop, 'db', { storage: '20Gi', passwords: passwords.keys });
 *
 * new StatelessApp(shop, 'web', { image: 'shop:1.4', env: { DATABASE_URL: db.url() } });
 * ```
 * @see https://www.postgresql.org/docs/current/
 */
export class Postgres extends PostgresServer {
  constructor(scope: Construct, id: string, props: PostgresProps) {
    super(scope, id, props, { replicas: 1, primary: 0, accounts: {}, env: {}, app: {} }, fields);
  }
}

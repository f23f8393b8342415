import type { Construct } from 'constructs';
import { isPlainMap } from '../../core/checks';
import type { HostRef } from '../../network/service-ref';
import { givenProps } from '../common/catalog-app';
import type { Passwords } from '../common/passwords';
import { checkPrimary, primaryFields, primaryParts, type PrimaryProps } from '../common/primary';
import { PostgresServer, postgresServerFields, type PostgresServerProps, type PostgresTopology } from './postgres-server';

/** Several servers of PostgreSQL. */
export interface PostgresClusterProps extends Omit<PostgresServerProps, 'passwords'>, PrimaryProps {
  /** Passwords as for one server, and that of the account that replicas copy and follow the primary with (`replication`). */
  readonly passwords: Passwords<'app' | 'replication', 'metrics'>;
}

const fields: ReadonlySet<string> = new Set([...postgresServerFields, ...primaryFields]);

/**
 * PostgreSQL on several pods with streaming replication: one primary takes writes, replicas copy its data before they join and
 * then follow it. Writes go to `host` (the Service `<name>-primary`), reads to `readOnlyHost` (the Service `<name>-read`: every
 * server that is up to date, the primary too).
 *
 * ```ts
 * const passwords = SecretData.existing(shop, 'db-passwords', { keys: ['app', 'replication'] });
 * const db = new PostgresCluster(shop, 'db', { storage: '20Gi', passwords: passwords.keys });
 *
 * new StatelessApp(shop, 'web', { image: 'shop:1.4', env: { DATABASE_URL: db.url(), REPORTS_URL: db.readOnlyUrl() } });
 * ```
 * @see https://www.postgresql.org/docs/current/warm-standby.html#STREAMING-REPLICATION
 */
export class PostgresCluster extends PostgresServer {
  constructor(scope: Construct, id: string, props: PostgresClusterProps) {
    super(scope, id, props, topologyOf(scope, id, props), fields);
    if (isPlainMap(props)) checkPrimary(this.problems, props, 'Postgres');
  }

  /** Where to write: the primary. */
  override get host(): HostRef {
    return this.service('primary').host;
  }

  /** Where to read: every server that is up to date. */
  override get readOnlyHost(): HostRef {
    return this.service('read').host;
  }
}

function topologyOf(scope: Construct, id: string, props: PostgresClusterProps): PostgresTopology {
  const given = givenProps(props);
  const parts = primaryParts(scope, id, given);
  return {
    ...parts,
    accounts: { replication: 'the account of the replicas' },
    env: { ...parts.env, REPLICATION_PASSWORD: isPlainMap(given.passwords) ? given.passwords.replication : undefined },
    app: { ...parts.app, services: { primary: { pod: parts.primary, ports: { postgres: 5432 } }, read: { ports: { postgres: 5432 } } } },
  };
}

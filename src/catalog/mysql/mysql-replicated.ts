import type { Construct } from 'constructs';
import { checkOneOf, isPlainMap } from '../../core/checks';
import type { HostRef } from '../../network/service-ref';
import { givenProps } from '../common/catalog-app';
import type { Passwords } from '../common/passwords';
import { checkPrimary, primaryFields, primaryParts, type PrimaryProps } from '../common/primary';
import { engineOf, type MysqlEngine, MysqlServer, mysqlServerFields, type MysqlServerProps, type MysqlTopology } from './mysql-server';

/** Several servers of MySQL or MariaDB. */
export interface MysqlReplicatedProps extends Omit<MysqlServerProps, 'passwords'>, PrimaryProps {
  /** Which server. @default 'mysql' */
  readonly engine?: MysqlEngine | undefined;
  /** Passwords as for one server, and that of the account that replicas copy and follow the primary with (`replication`). */
  readonly passwords: Passwords<'root' | 'app' | 'replication', 'metrics' | 'backup'>;
}

const fields: ReadonlySet<string> = new Set([...mysqlServerFields, ...primaryFields, 'engine']);

/**
 * MySQL or MariaDB on several pods: one primary takes writes, replicas copy its data before they join and then follow it.
 * Writes go to `host` (the Service `<name>-primary`), reads to `readOnlyHost` (the Service `<name>-read`: every server that is
 * up to date, the primary too).
 *
 * ```ts
 * const passwords = SecretData.existing(shop, 'db-passwords', { keys: ['root', 'app', 'replication'] });
 * const db = new MysqlReplicated(shop, 'db', { engine: 'mariadb', storage: '20Gi', passwords: passwords.keys });
 *
 * new StatelessApp(shop, 'web', { image: 'shop:1.4', env: { DATABASE_URL: db.url(), REPORTS_URL: db.readOnlyUrl() } });
 * ```
 * @see https://kubernetes.io/docs/tasks/run-application/run-replicated-stateful-application/
 */
export class MysqlReplicated extends MysqlServer {
  constructor(scope: Construct, id: string, props: MysqlReplicatedProps) {
    super(scope, id, props, topologyOf(scope, id, props), fields);
    if (!isPlainMap(props)) return;
    const { engine } = props as MysqlReplicatedProps;
    if (engine !== undefined) checkOneOf(this.problems.at('engine'), engine, ['mysql', 'mariadb']);
    checkPrimary(this.problems, props, 'Mysql or MariaDb');
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

function topologyOf(scope: Construct, id: string, props: MysqlReplicatedProps): MysqlTopology {
  const given = givenProps(props);
  const parts = primaryParts(scope, id, given);
  return {
    ...parts,
    engine: engineOf(given.engine),
    accounts: { replication: 'the account of the replicas' },
    env: { ...parts.env, REPLICATION_PASSWORD: isPlainMap(given.passwords) ? given.passwords.replication : undefined },
    app: { ...parts.app, services: { primary: { pod: parts.primary, ports: { mysql: 3306 } }, read: { ports: { mysql: 3306 } } } },
  };
}

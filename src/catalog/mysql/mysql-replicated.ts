import type { Construct } from 'constructs';
import { checkInteger, checkOneOf, isPlainMap } from '../../core/checks';
import type { HostRef } from '../../network/service-ref';
import { givenProps, nameOfApp } from '../common/catalog-app';
import type { Passwords } from '../common/passwords';
import { hostList, podHostsNamed } from '../common/peers';
import { checkMembers } from '../common/quorum';
import { engineOf, type MysqlEngine, MysqlServer, mysqlServerFields, type MysqlServerProps, type MysqlTopology } from './mysql-server';

/** Several servers of MySQL or MariaDB. */
export interface MysqlReplicatedProps extends Omit<MysqlServerProps, 'passwords'> {
  /** Which server. @default 'mysql' */
  readonly engine?: MysqlEngine | undefined;
  /** How many servers, the primary among them; at least 2. @default 3 */
  readonly replicas?: number | undefined;
  /**
   * Number of the pod that takes writes. There is no automatic fail-over: when the primary is lost for good, whoever is in charge
   * names another one here, the one with the newest data. The pod that was the primary then has to clone: its claim is deleted.
   * @default 0
   */
  readonly primary?: number | undefined;
  /** Seconds that a replica may be behind the primary before reads are kept away from it. @default 60 */
  readonly maxLagSeconds?: number | undefined;
  /** Passwords as for one server, and that of the account that replicas copy and follow the primary with (`replication`). */
  readonly passwords: Passwords<'root' | 'app' | 'replication', 'metrics' | 'backup'>;
}

const fields: ReadonlySet<string> = new Set([...mysqlServerFields, 'engine', 'replicas', 'primary', 'maxLagSeconds']);
const defaultReplicas = 3;
const defaultMaxLag = 60;

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
    const { engine, replicas = defaultReplicas, primary, maxLagSeconds } = props as MysqlReplicatedProps;
    if (engine !== undefined) checkOneOf(this.problems.at('engine'), engine, ['mysql', 'mariadb']);
    const enough = checkMembers(this.problems.at('replicas'), replicas, { what: 'servers', min: 2, why: 'one has nobody to replicate to; Mysql and MariaDb are single servers' });
    if (primary !== undefined) checkInteger(this.problems.at('primary'), primary, 0, enough ? replicas - 1 : undefined);
    if (maxLagSeconds !== undefined) checkInteger(this.problems.at('maxLagSeconds'), maxLagSeconds, 1);
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
  const replicas = countOf(given.replicas, defaultReplicas);
  const primary = countOf(given.primary, 0);
  const name = nameOfApp(id, given);
  const hosts = podHostsNamed(scope, name, Math.max(replicas, primary + 1));
  return {
    engine: engineOf(given.engine),
    replicas,
    primary,
    accounts: { replication: 'the account of the replicas' },
    env: {
      PEERS: hostList(hosts.filter((_, ordinal) => ordinal !== primary)),
      PRIMARY_HOST: hosts[primary]!,
      REPLICATION_PASSWORD: isPlainMap(given.passwords) ? given.passwords.replication : undefined,
      MAX_LAG: given.maxLagSeconds ?? defaultMaxLag,
    },
    app: {
      // Peers find each other whatever their state.
      service: { publishNotReadyAddresses: true },
      services: { primary: { pod: primary, ports: { mysql: 3306 } }, read: { ports: { mysql: 3306 } } },
      disruptionBudget: { maxUnavailable: 1 },
    },
  };
}

/** A number of pods that can be counted to; what is wrong with another one is reported. */
function countOf(given: unknown, fallback: number): number {
  return typeof given === 'number' && Number.isInteger(given) && given >= 0 && given < 1_000 ? given : fallback;
}

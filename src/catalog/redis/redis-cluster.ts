import type { Construct } from 'constructs';
import type { StatefulAppProps } from '../../apps/stateful-app';
import type { AllowOptions } from '../../apps/workload-app';
import { checkBoolean, checkInteger, isPlainMap } from '../../core/checks';
import type { Problems } from '../../core/problems';
import type { PolicyPeerInput } from '../../network/policy-peers';
import type { KeyRef } from '../../config/key-references';
import type { HostRef, ServicePortRef } from '../../network/service-ref';
import { field } from '../../pod/downward';
import { exec } from '../../pod/health';
import type { Text } from '../../pod/text';
import { CatalogApp, givenProps, nameOfApp } from '../common/catalog-app';
import { connectionText, type Database } from '../common/database';
import { givenPasswords } from '../common/passwords';
import { helperResources } from '../common/helper-resources';
import { checkMembers, countOf } from '../common/quorum';
import { checkRedisServer, redisBackup, type RedisServer, redisServer, redisServerFields, type RedisServerProps, script } from './redis-server';

/** Redis servers that share the data among them. */
export interface RedisClusterProps extends RedisServerProps {
  /**
   * Number of primaries, at least 3: each has an equal share of the data. A cluster that has data cannot be given another number:
   * the data would have to be moved, by `redis-cli --cluster rebalance`.
   * @default 3
   */
  readonly primaries?: number | undefined;
  /** How many replicas each primary has; one of them takes over when it fails. @default 1 */
  readonly replicasPerPrimary?: number | undefined;
  /** Whether a primary that fails is replaced by a replica; `false` allows to have none. @default true */
  readonly failover?: boolean | undefined;
}

const fields: ReadonlySet<string> = new Set([
  ...redisServerFields, 'primaries', 'replicasPerPrimary', 'failover',
] satisfies (keyof RedisClusterProps)[]);
const fewestPrimaries = 3;
/** Of one primary. */
const mostReplicas = 20;
const handoverSeconds = 20;
/** Seconds between two looks at the cluster. */
const joinEvery = 5;

function sizeOf({ primaries, replicasPerPrimary }: RedisClusterProps): { readonly primaries: number; readonly pods: number } {
  const groups = countOf(primaries, fewestPrimaries);
  return { primaries: groups, pods: groups * (1 + Math.min(countOf(replicasPerPrimary, 1, 0), mostReplicas)) };
}

/** Host names of all nodes, by the number of the pod: those of the headless Service, which bears the name of the app. */
function peers(id: string, props: RedisClusterProps): string {
  const name = nameOfApp(id, props);
  const { pods } = sizeOf(props);
  return Array.from({ length: pods }, (_, ordinal) => `${name}-${ordinal}.${name}`).join(' ');
}

interface ClusterServer {
  readonly app: StatefulAppProps<'redis' | 'bus', 'data'>;
  readonly shared: RedisServer['shared'];
}

function clusterServer(scope: Construct, id: string, props: RedisClusterProps): ClusterServer {
  const given = givenProps(props);
  const { primaries, pods } = sizeOf(given);
  const pod = { POD_NAME: field('metadata.name'), PEERS: peers(id, given) };
  const { app, shared } = redisServer(scope, id, given, { ...pod, POD_IP: field('status.podIP'), HANDOVER_SECONDS: handoverSeconds });
  const clustered: ClusterServer['app'] = {
    ...app,
    replicas: pods,
    ports: { ...app.ports, redis: 6379, bus: 16379 },
    // Nodes have to meet before any of them is ready.
    podManagementPolicy: 'Parallel',
    service: { publishNotReadyAddresses: true },
    services: { client: { ports: ['redis'] } },
    // Of two nodes that are away, one may be the replica of the other.
    disruptionBudget: { maxUnavailable: 1 },
    lifecycle: { preStop: exec(script('stop.sh')) },
    sidecars: {
      join: {
        ...shared,
        command: script('join.sh'),
        env: { ...shared.env, ...pod, PRIMARIES: primaries, JOIN_EVERY: joinEvery },
        resources: helperResources(given.resources),
        security: { readOnlyRootFilesystem: true },
      },
    },
  };
  return { app: clustered, shared };
}

/**
 * Redis Cluster: primaries that share the data, each with replicas, and automatic fail-over. Nodes find each other by their
 * stable names, also after all of them came back with other addresses; one that lost its volume joins again as a replica.
 * Clients must know the protocol of Redis Cluster, and start from `host`.
 *
 * ```ts
 * const cache = new RedisCluster(shop, 'cache', { passwords, storage: '4Gi', resources: { limits: { memory: '1Gi' } } });
 * ```
 * @see https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/
 */
export class RedisCluster extends CatalogApp<'redis' | 'bus' | 'metrics'> implements Database {
  private readonly given: RedisClusterProps;

  constructor(scope: Construct, id: string, props: RedisClusterProps) {
    const { app, shared } = clusterServer(scope, id, props);
    super(scope, id, props, app, fields);
    this.given = props;
    checkRedisServer(this.problems, props);
    if (isPlainMap(props)) checkSize(this.problems, props);
    this.addBackups(scope, givenProps(props), redisBackup(shared, givenProps(props), this, true));
  }

  /** Lets others connect as clients, and closes the nodes to everybody else but each other. */
  override allowFrom(peer: PolicyPeerInput | readonly PolicyPeerInput[], options: AllowOptions<'redis' | 'bus' | 'metrics'> = {}): this {
    return super.allowFrom(peer, { ports: ['redis'], ...options });
  }

  /** Any node that is ready: clients learn of the others from it. */
  override get host(): HostRef {
    return this.service('client').host;
  }

  get readOnlyHost(): HostRef {
    return this.host;
  }

  get clientPort(): ServicePortRef {
    return this.service('client').port('redis');
  }

  /** `redis://default:<password>@<host>:6379/0`, for clients that know Redis Cluster. There is no other database in it. */
  url(given?: KeyRef): Text {
    const own = givenPasswords(givenProps(this.given)).default;
    return connectionText({ scheme: 'redis', user: 'default', password: this.passwordIn(given, own), host: this.host, port: this.clientPort, database: '0' });
  }

  readOnlyUrl(given?: KeyRef): Text {
    return this.url(given);
  }
}

function checkSize(problems: Problems, { primaries, replicasPerPrimary, failover }: RedisClusterProps): void {
  if (primaries !== undefined) {
    checkMembers(problems.at('primaries'), primaries, { what: 'primaries', min: fewestPrimaries, why: 'a majority of them has to agree that one has failed' });
  }
  if (failover !== undefined && !checkBoolean(problems.at('failover'), failover)) return;
  if (replicasPerPrimary === undefined || !checkInteger(problems.at('replicasPerPrimary'), replicasPerPrimary, 0, mostReplicas)) return;
  if (failover !== false && replicasPerPrimary === 0) {
    problems.at('replicasPerPrimary').report('catalog/too-few', {
      what: 'replicas for each primary', min: 1, found: 0, why: 'nobody could take over from a primary that fails; failover: false says that nobody has to',
    });
  }
}

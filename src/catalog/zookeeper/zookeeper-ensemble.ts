import type { Construct } from 'constructs';
import { ConfigMapData } from '../../apps/config-map-data';
import type { StatefulAppProps } from '../../apps/stateful-app';
import type { AllowOptions } from '../../apps/workload-app';
import { checkBoolean, isPlainMap } from '../../core/checks';
import type { Problems } from '../../core/problems';
import type { PolicyPeerInput } from '../../network/policy-peers';
import { field } from '../../pod/downward';
import { exec } from '../../pod/health';
import { Text } from '../../pod/text';
import { emptyDir } from '../../storage/backends/empty-dir';
import { CatalogApp, catalogFields, type CatalogProps, commonProps, givenProps, nameOfApp } from '../common/catalog-app';
import { checkMemory, memoryShare } from '../common/memory';
import { checkQuorum, countOf, dispensable, type Members } from '../common/quorum';
import { systemFiles } from '../common/scripts';
import { checkStorage, dataStorage } from '../common/storage';
import { checkVersion, imageOf, type Versions } from '../common/versions';

/** Servers that elect a leader among them. */
export interface ZooKeeperEnsembleProps extends CatalogProps {
  /** Number of servers: odd, and 3 at least. 3 survive the loss of one, 5 that of two. @default 3 */
  readonly replicas?: number | undefined;
  /** Whether each server offers its figures to Prometheus, at the port `metrics` (7000). @default false */
  readonly metrics?: boolean | undefined;
}

const versions: Versions = { what: 'ZooKeeper', repository: 'docker.io/library/zookeeper', known: ['3.9', '3.8'] };
const fields: ReadonlySet<string> = new Set([...catalogFields, 'replicas', 'metrics'] satisfies (keyof ZooKeeperEnsembleProps)[]);
/** The user of the image. */
const user = 1000;
const folder = '/etc/kubeloom';
const dataFolder = '/data';
const fewest = 3;
const namesSeconds = 20;
const voters: Members = { what: 'servers', min: fewest, why: 'a majority of them elects the leader, and with fewer none may fail' };
/** Of the memory limit: the rest is for the virtual machine itself, and for connections. */
const heapShare = 60;

function replicasOf({ replicas }: ZooKeeperEnsembleProps): number {
  return countOf(replicas, fewest);
}

/** `zoo.cfg`: the servers stand in it by the stable names of their pods. */
function configuration(name: string, props: ZooKeeperEnsembleProps): string {
  const servers = Array.from({ length: replicasOf(props) }, (_, ordinal) => `server.${ordinal + 1}=${name}-${ordinal}.${name}:2888:3888`);
  return [
    `dataDir=${dataFolder}`,
    'clientPort=2181',
    'tickTime=2000',
    // In ticks: how long a server may take to copy the data of the leader, and to fall behind it.
    'initLimit=15',
    'syncLimit=5',
    'maxClientCnxns=60',
    'autopurge.snapRetainCount=3',
    'autopurge.purgeInterval=12',
    'admin.enableServer=false',
    '4lw.commands.whitelist=ruok,srvr',
    // A server need not find its own name in the DNS, which knows it only once the pod runs.
    'quorumListenOnAllIPs=true',
    ...(props.metrics === true ? ['metricsProvider.className=org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider', 'metricsProvider.httpPort=7000'] : []),
    ...servers,
    '',
  ].join('\n');
}

function ensembleApp(scope: Construct, id: string, props: ZooKeeperEnsembleProps): StatefulAppProps<'client' | 'peer' | 'election', 'data'> {
  const given = givenProps(props);
  const name = nameOfApp(id, given);
  const config = new ConfigMapData(scope, `${name}-config`, {
    data: { 'zoo.cfg': configuration(name, given), ...systemFiles('zookeeper', ['start.sh', 'alive.sh', 'ready.sh']) },
  });
  const heap = memoryShare(given.resources, heapShare);
  return {
    ...commonProps(given),
    image: imageOf(given, versions),
    replicas: replicasOf(given),
    ports: { client: 2181, peer: 2888, election: 3888, ...(given.metrics === true ? { metrics: 7000 } : undefined) },
    // No server is ready before a majority has met.
    podManagementPolicy: 'Parallel',
    service: { publishNotReadyAddresses: true },
    services: { client: { ports: ['client'] } },
    disruptionBudget: { maxUnavailable: dispensable(replicasOf(given)) },
    command: ['sh', `${folder}/start.sh`],
    env: {
      POD_NAME: field('metadata.name'),
      ZOO_CONFIG: `${folder}/zoo.cfg`,
      ZOO_DATA_DIR: dataFolder,
      NAMES_SECONDS: namesSeconds,
      ZK_SERVER_HEAP: heap,
      JMXDISABLE: true,
    },
    mounts: { [folder]: config.files({ restartOnChange: true }), '/tmp': emptyDir() },
    storage: { data: dataStorage(given.storage, dataFolder) },
    security: { profile: 'restricted', runAsUser: user, runAsGroup: user, fsGroup: user, readOnlyRootFilesystem: true },
    health: {
      startup: exec(['bash', `${folder}/alive.sh`], { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 24 }),
      readiness: exec(['bash', `${folder}/ready.sh`], { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 2 }),
      liveness: exec(['bash', `${folder}/alive.sh`], { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 }),
    },
  };
}

/**
 * A ZooKeeper ensemble: servers that find each other by their stable names and elect a leader. While a majority of them is
 * there, it answers; one that lost its volume copies everything again before it counts as ready.
 *
 * ```ts
 * const zookeeper = new ZooKeeperEnsemble(search, 'zookeeper', { storage: '5Gi' });
 * new SolrCloud(search, 'solr', { zookeeper, storage: '20Gi' });
 * ```
 * @see https://zookeeper.apache.org/doc/current/zookeeperAdmin.html
 */
export class ZooKeeperEnsemble extends CatalogApp<'client' | 'peer' | 'election' | 'metrics'> {
  constructor(scope: Construct, id: string, props: ZooKeeperEnsembleProps) {
    super(scope, id, props, ensembleApp(scope, id, props), fields);
    if (isPlainMap(props)) checkEnsemble(this.problems, props);
  }

  /** Lets others connect as clients, and closes the servers to everybody else but each other. */
  override allowFrom(peer: PolicyPeerInput | readonly PolicyPeerInput[], options: AllowOptions<'client' | 'peer' | 'election' | 'metrics'> = {}): this {
    return super.allowFrom(peer, { ports: ['client'], ...options });
  }

  /**
   * The connection text: the address of every server, so that a client finds one whichever are away.
   * @param chroot path below which the client lives, such as `/solr`; it must exist. @default - the root
   */
  connection(chroot = ''): Text {
    const hosts = this.podHosts;
    const port = this.service('client').port('client');
    const parts = hosts.flatMap((host) => [host, port]);
    return new Text(['', ...hosts.flatMap((_, index) => [':', index === hosts.length - 1 ? chroot : ','])], parts);
  }
}

function checkEnsemble(problems: Problems, props: ZooKeeperEnsembleProps): void {
  const { replicas, metrics, storage, resources } = props;
  checkVersion(problems, props, versions);
  checkStorage(problems, storage, '256Mi', 'three snapshots are kept, and a file of 64 MiB for the newest changes');
  checkMemory(problems, resources, '256Mi', 'the virtual machine needs that much');
  if (replicas !== undefined) checkQuorum(problems.at('replicas'), replicas, voters);
  if (metrics !== undefined) checkBoolean(problems.at('metrics'), metrics);
}

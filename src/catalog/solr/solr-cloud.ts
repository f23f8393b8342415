import type { Construct } from 'constructs';
import { ConfigMapData } from '../../apps/config-map-data';
import type { Claim } from '../../apps/persistent-volume-claim';
import type { StatefulAppProps } from '../../apps/stateful-app';
import { checkText, isPlainMap } from '../../core/checks';
import type { Problems } from '../../core/problems';
import type { HostRef, ServicePortRef } from '../../network/service-ref';
import { field } from '../../pod/downward';
import { http } from '../../pod/health';
import { env, type Text, text } from '../../pod/text';
import { emptyDir } from '../../storage/backends/empty-dir';
import { backupClaim, type BackupProps, type BackupWork, type RestoreProps } from '../common/backup';
import { CatalogApp, catalogFields, type CatalogProps, commonProps, givenProps, nameOfApp } from '../common/catalog-app';
import { checkMemory, memoryShare } from '../common/memory';
import { checkMembers, countOf } from '../common/quorum';
import { systemFiles } from '../common/scripts';
import { checkStorage, dataStorage } from '../common/storage';
import { checkVersion, imageOf, type Versions } from '../common/versions';
import { ZooKeeperEnsemble } from '../zookeeper/zookeeper-ensemble';

/** Solr nodes that share collections among them. */
export interface SolrCloudProps extends CatalogProps {
  /** The ensemble that keeps the state of the cloud. */
  readonly zookeeper: ZooKeeperEnsemble;
  /** Path in the ensemble below which the cloud keeps its state; it is made where it is not there. @default '/<name>' */
  readonly chroot?: string | undefined;
  /**
   * Backups of all collections and their configuration, on a schedule. The nodes write them: `storage` is a volume that all of them
   * can mount at once, `ReadWriteMany`.
   * @default - none
   */
  readonly backup?: BackupProps | undefined;
  /** A backup that is loaded, once: `latest`, or the name of one collection. @default - none */
  readonly restore?: RestoreProps | undefined;
  /** Number of nodes. How often a collection is stored among them is said when it is created (`replicationFactor`). @default 3 */
  readonly replicas?: number | undefined;
}

const versions: Versions = { what: 'Solr', repository: 'docker.io/library/solr', known: ['9.9', '9.10'] };
const fields: ReadonlySet<string> = new Set([...catalogFields, 'zookeeper', 'chroot', 'replicas', 'backup', 'restore'] satisfies (keyof SolrCloudProps)[]);
/** The user of the image. */
const user = 8983;
const defaultReplicas = 3;
/** Of the memory limit: an index is read through the page cache, which needs the other half. */
const heapShare = 50;
const scripts = ['backup.sh', 'restore.sh', 'collections.sh'] as const;
const scriptFolder = '/etc/kubeloom';
/** Where nodes and jobs have the volume of the backups. */
const backupFolder = '/backup';
const chrootSyntax = /^(?:\/[A-Za-z0-9._-]+)+$/;

function chrootOf(id: string, props: SolrCloudProps): string {
  return typeof props.chroot === 'string' ? props.chroot : `/${nameOfApp(id, props)}`;
}

function solrApp(id: string, props: SolrCloudProps, backups: Claim | undefined): StatefulAppProps<'http', 'data'> {
  const given = givenProps(props);
  const name = nameOfApp(id, given);
  const heap = memoryShare(given.resources, heapShare);
  const alive = '/solr/admin/info/system';
  return {
    ...commonProps(given),
    image: imageOf(given, versions),
    replicas: countOf(given.replicas, defaultReplicas),
    ports: { http: 8983 },
    podManagementPolicy: 'Parallel',
    // A node that recovers copies from others, which may recover as well.
    service: { publishNotReadyAddresses: true },
    services: { client: {} },
    // A shard mostly has two copies.
    disruptionBudget: { maxUnavailable: 1 },
    env: {
      POD_NAME: field('metadata.name'),
      POD_NAMESPACE: field('metadata.namespace'),
      ZK_HOST: given.zookeeper instanceof ZooKeeperEnsemble ? given.zookeeper.connection(chrootOf(id, given)) : undefined,
      ZK_CREATE_CHROOT: true,
      // The name under which this node is found by the others, and by clients in every namespace.
      SOLR_HOST: text`${env('POD_NAME')}.${name}.${env('POD_NAMESPACE')}.svc`,
      ...(heap === undefined ? undefined : { SOLR_HEAP: `${heap}m` }),
      // Outside of its own folders a node writes only where it is told that it may.
      ...(backups === undefined ? undefined : { SOLR_OPTS: `-Dsolr.allowPaths=${backupFolder}` }),
    },
    mounts: { '/tmp': emptyDir(), ...(backups === undefined ? undefined : { [backupFolder]: backups }) },
    storage: { data: dataStorage(given.storage, '/var/solr') },
    security: { profile: 'restricted', runAsUser: user, runAsGroup: user, fsGroup: user },
    health: {
      startup: http(alive, 'http', { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 }),
      // Not ready while a core of this node still copies from the leader of its shard.
      readiness: http('/solr/admin/info/health?requireHealthyCores=true', 'http', { periodSeconds: 5, timeoutSeconds: 5 }),
      liveness: http(alive, 'http', { periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 6 }),
    },
    // Changes that are in memory alone are written before it stops.
    terminationGracePeriodSeconds: given.terminationGracePeriodSeconds ?? 120,
  };
}

/**
 * SolrCloud: nodes that share the shards of collections, with their state in ZooKeeper. A replica that recovers is not ready
 * until it has everything. Solr asks nobody for a password: let only those connect who shall (`allowFrom`).
 *
 * ```ts
 * const zookeeper = new ZooKeeperEnsemble(search, 'zookeeper', { storage: '5Gi' });
 * const solr = new SolrCloud(search, 'solr', { zookeeper, storage: '20Gi', resources: { limits: { memory: '4Gi' } } });
 * new StatelessApp(search, 'web', { env: { SOLR_URL: solr.url() }, … });
 * ```
 * @see https://solr.apache.org/guide/solr/latest/deployment-guide/cluster-types.html
 */
export class SolrCloud extends CatalogApp<'http'> {
  constructor(scope: Construct, id: string, props: SolrCloudProps) {
    const given = givenProps(props);
    const backups = backupClaim(scope, nameOfApp(id, given), given.backup);
    super(scope, id, props, solrApp(id, props, backups), fields);
    if (isPlainMap(props)) checkSolr(this.problems, props);
    this.addBackups(scope, given, solrBackup(scope, { name: this.name, url: this.url() }, given, backups));
  }

  /** Any node that is ready: every node passes a request on to the nodes that can answer it. */
  override get host(): HostRef {
    return this.service('client').host;
  }

  /** The port of clients, as a reference. */
  get clientPort(): ServicePortRef {
    return this.service('client').port('http');
  }

  /** `http://<host>:8983/solr`. */
  url(): Text {
    return text`http://${this.host}:${this.clientPort}/solr`;
  }
}

/** How backups are made and loaded: by asking the nodes to. */
function solrBackup(
  scope: Construct, { name, url }: { readonly name: string; readonly url: Text }, props: SolrCloudProps, claim: Claim | undefined,
): BackupWork {
  const mounts = claim === undefined
    ? {}
    : { [scriptFolder]: new ConfigMapData(scope, `${name}-scripts`, { data: systemFiles('solr', scripts) }).files() };
  return {
    pod: {
      image: imageOf(props, versions),
      imagePullPolicy: props.imagePullPolicy,
      imagePullSecrets: props.imagePullSecrets,
      env: { SOLR_URL: url, BACKUP_NAME: name },
      security: { profile: 'restricted', runAsUser: user, runAsGroup: user, fsGroup: user },
    },
    ofServer: props.resources,
    mounts,
    backup: ['sh', `${scriptFolder}/backup.sh`],
    restore: ['sh', `${scriptFolder}/restore.sh`],
    claim,
  };
}

function checkSolr(problems: Problems, { version, image, storage, resources, zookeeper, chroot, replicas }: SolrCloudProps): void {
  checkVersion(problems, { version, image }, versions);
  checkStorage(problems, storage, '1Gi', 'an index is merged beside the one that is in use, and logs stand beside it');
  checkMemory(problems, resources, '1Gi', 'half of it is the heap, of which Solr needs 512 MiB');
  if (replicas !== undefined) checkMembers(problems.at('replicas'), replicas, { what: 'nodes', min: 2, why: 'a shard needs a second node for its copy' });
  if (zookeeper === undefined) problems.at('zookeeper').report('value/missing', { field: 'zookeeper' });
  else if (!(zookeeper instanceof ZooKeeperEnsemble)) problems.at('zookeeper').report('value/wrong-type', { expected: 'a ZooKeeperEnsemble', found: zookeeper });
  if (chroot === undefined || !checkText(problems.at('chroot'), chroot, 'a path')) return;
  if (!chrootSyntax.test(chroot)) problems.at('chroot').report('value/wrong-type', { expected: 'a path such as "/solr"', found: chroot });
}

import type { Construct } from 'constructs';
import { ConfigMapData } from '../../apps/config-map-data';
import type { StatelessApp } from '../../apps/stateless-app';
import { StatefulApp, type StatefulAppProps } from '../../apps/stateful-app';
import type { AllowOptions } from '../../apps/workload-app';
import { checkFields, checkMap, isPlainMap } from '../../core/checks';
import type { Problems } from '../../core/problems';
import type { KeyRef } from '../../config/key-references';
import type { HostRef, ServicePortRef } from '../../network/service-ref';
import type { PolicyPeerInput } from '../../network/policy-peers';
import { field } from '../../pod/downward';
import { exec, tcp } from '../../pod/health';
import type { ResourceProps } from '../../pod/resources';
import { env, type Text, text } from '../../pod/text';
import { emptyDir } from '../../storage/backends/empty-dir';
import { Bundle } from '../../synth/bundle';
import { CatalogApp, catalogFields, type CatalogProps, commonProps, givenProps, nameOfApp } from '../common/catalog-app';
import { checkMemory, memoryShare } from '../common/memory';
import { checkMetrics, type MetricsProps, wantsMetrics } from '../common/metrics';
import { checkPasswords, type Passwords } from '../common/passwords';
import { checkMembers, checkQuorum, countOf, dispensable, type Members } from '../common/quorum';
import { systemFiles } from '../common/scripts';
import { checkSettings, type Settings, type SettingsRules } from '../common/settings';
import { type CatalogStorage, checkStorage, dataStorage } from '../common/storage';
import { checkVersion, imageOf, type Versions } from '../common/versions';
import { kafkaExporter } from './kafka-exporter';
import { clusterId, type KafkaRoles, listenersOf, ownProperties, serverProperties } from './kafka-configuration';

/** Kafka servers without ZooKeeper (KRaft). */
export interface KafkaClusterProps extends CatalogProps {
  /** Number of brokers. Where they are controllers as well: odd, and 3 at least. @default 3 */
  readonly replicas?: number | undefined;
  /**
   * Controllers of their own, which keep the state of the cluster apart from the data: how many of them (odd, 3 at least), or in
   * detail. It cannot be changed later.
   * @default - each broker is a controller as well
   * @see https://kafka.apache.org/documentation/#kraft_role
   */
  readonly controllers?: number | KafkaControllersProps | undefined;
  /**
   * Passwords: of the user `client`, with whom clients log in (SCRAM-SHA-512), and of the servers among each other. They consist of
   * letters, digits, `-`, `_`, `.` and `~`. That of `client` is set when the cluster is made; later, `kafka-configs.sh` changes it.
   */
  readonly passwords: Passwords<'client' | 'internal'>;
  /**
   * Whether an exporter of metrics for Prometheus asks the brokers of topics and of how far their readers are behind: an app
   * `<name>-metrics` with the port `metrics` (9308).
   * @default false
   */
  readonly metrics?: boolean | MetricsProps | undefined;
  /** Further properties of the servers, such as `log.retention.hours`. Those that make the cluster are reported. @default - none */
  readonly settings?: Settings | undefined;
  /** Which cluster this is, for one that is adopted: 16 bytes in base64, without padding. @default - derived from namespace and name */
  readonly clusterId?: string | undefined;
}

/** Controllers of their own. */
export interface KafkaControllersProps {
  /** How many. @default 3 */
  readonly replicas?: number | undefined;
  /** Storage of each. @default '5Gi' */
  readonly storage?: CatalogStorage | undefined;
  /** What each needs and may use. @default - nothing is said */
  readonly resources?: ResourceProps | undefined;
}

const versions: Versions = { what: 'Kafka', repository: 'docker.io/apache/kafka', known: ['4.1.0', '4.0.0'] };
const fields: ReadonlySet<string> = new Set([
  ...catalogFields, 'replicas', 'controllers', 'passwords', 'metrics', 'settings', 'clusterId',
] satisfies (keyof KafkaClusterProps)[]);
const controllerFields: ReadonlySet<string> = new Set(['replicas', 'storage', 'resources'] satisfies (keyof KafkaControllersProps)[]);
/** The user of the image. */
const user = 1000;
const folder = '/etc/kubeloom';
const configFolder = '/etc/kafka/kubeloom';
const fewest = 3;
/** Of the first controller, where controllers are apart: no broker has so high a number. */
const firstController = 1000;
/** Of the memory limit: logs are read and written through the page cache, which needs the other half. */
const heapShare = 50;
const controllerVoters: Members = { what: 'controllers', min: fewest, why: 'a majority of them decides, and with fewer none may fail' };
const settingsRules: SettingsRules = { what: 'property', syntax: /^[A-Za-z][A-Za-z0-9._-]*$/, own: ownProperties };
const clusterIdSyntax = /^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/;

/** Who the controllers are. */
interface Quorum {
  /** Name of the StatefulSet. */
  readonly name: string;
  readonly count: number;
  /** Number of the first. */
  readonly first: number;
  /** Where they are apart from the brokers: what was said of them. */
  readonly own?: KafkaControllersProps;
}

function quorumOf(name: string, { replicas, controllers }: KafkaClusterProps): Quorum {
  if (controllers === undefined) return { name, count: countOf(replicas, fewest), first: 0 };
  const own: KafkaControllersProps = typeof controllers === 'number' ? { replicas: controllers } : givenProps(controllers);
  return { name: `${name}-controller`, count: countOf(own.replicas, fewest), first: firstController, own };
}

type Scripts = ConfigMapData<'log4j2.properties' | 'start.sh' | 'ready.sh'>;

/** The files that brokers and controllers have in common. */
function scriptsOf(scope: Construct, id: string, props: KafkaClusterProps): Scripts {
  return new ConfigMapData(scope, `${nameOfApp(id, givenProps(props))}-scripts`, { data: systemFiles('kafka', ['log4j2.properties', 'start.sh', 'ready.sh']) });
}

/** What a server belongs to, and what it does there. */
interface Place {
  readonly scope: Construct;
  readonly scripts: Scripts;
  /** Name of the cluster. */
  readonly cluster: string;
  readonly quorum: Quorum;
  readonly roles: KafkaRoles;
}

/** What is the same in brokers and controllers. */
function serverApp(name: string, props: KafkaClusterProps, { scope, scripts, cluster, quorum, roles }: Place): StatefulAppProps<never, 'data'> {
  const voters = Array.from({ length: quorum.count }, (_, ordinal) => [quorum.first + ordinal, `${quorum.name}-${ordinal}.${quorum.name}`] as const);
  const config = new ConfigMapData(scope, `${name}-config`, {
    data: { 'server.properties': serverProperties({ roles, voters, brokers: countOf(props.replicas, fewest), settings: props.settings }) },
  });
  const isController = roles === 'controller';
  const resources = isController ? quorum.own?.resources : props.resources;
  const heap = memoryShare(resources, heapShare);
  const passwords: { readonly [key: string]: KeyRef | undefined } = isPlainMap(props.passwords) ? props.passwords : {};
  const { namespace } = Bundle.of(scope);
  return {
    ...commonProps(props),
    resources,
    image: imageOf(props, versions),
    command: ['bash', `${folder}/start.sh`],
    podManagementPolicy: 'Parallel',
    service: { publishNotReadyAddresses: true },
    env: {
      POD_NAME: field('metadata.name'),
      POD_NAMESPACE: field('metadata.namespace'),
      DOMAIN: text`${name}.${env('POD_NAMESPACE')}.svc`,
      LISTENERS: listenersOf(roles).join(' '),
      KAFKA_CONFIG: `${configFolder}/server.properties`,
      CLUSTER_ID: typeof props.clusterId === 'string' ? props.clusterId : clusterId(namespace, cluster),
      NODE_ID_FIRST: isController ? quorum.first : 0,
      RUN_FOLDER: '/run/kafka',
      CLIENT_PASSWORD: passwords['client'],
      INTERNAL_PASSWORD: passwords['internal'],
      KAFKA_LOG4J_OPTS: `-Dlog4j2.configurationFile=${folder}/log4j2.properties`,
      ...(heap === undefined ? undefined : { KAFKA_HEAP_OPTS: `-Xms${heap}m -Xmx${heap}m` }),
      LOG_DIR: '/tmp',
    },
    mounts: {
      [folder]: scripts.files({ restartOnChange: true }),
      [configFolder]: config.files({ restartOnChange: true }),
      '/run/kafka': emptyDir({ medium: 'Memory', sizeLimit: '1Mi' }),
      '/tmp': emptyDir(),
    },
    storage: { data: dataStorage(isController ? quorum.own?.storage ?? '5Gi' : props.storage, '/var/lib/kafka/data') },
    security: { profile: 'restricted', runAsUser: user, runAsGroup: user, fsGroup: user, readOnlyRootFilesystem: true },
    // A broker hands over what it leads before it stops.
    terminationGracePeriodSeconds: props.terminationGracePeriodSeconds ?? 120,
  };
}

function brokerApp(scope: Construct, id: string, props: KafkaClusterProps, scripts: Scripts): StatefulAppProps<'client' | 'internal', 'data'> {
  const given = givenProps(props);
  const name = nameOfApp(id, given);
  const quorum = quorumOf(name, given);
  const apart = quorum.own !== undefined;
  return {
    ...serverApp(name, given, { scope, scripts, cluster: name, quorum, roles: apart ? 'broker' : 'broker,controller' }),
    replicas: countOf(given.replicas, fewest),
    ports: { client: 9092, internal: 9094, ...(apart ? undefined : { controller: 9093 }) },
    services: { client: { ports: ['client'] } },
    // Of three copies, two must be there for a write: one broker may be away, whatever the number of brokers.
    disruptionBudget: { maxUnavailable: 1 },
    health: {
      startup: tcp('internal', { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 120 }),
      readiness: exec(['bash', `${folder}/ready.sh`], { periodSeconds: 10, timeoutSeconds: 30, failureThreshold: 2 }),
      liveness: tcp('internal', { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 }),
    },
  };
}

/** The controllers, where they are apart. */
function controllersOf(scope: Construct, id: string, props: KafkaClusterProps, scripts: Scripts): StatefulApp<'controller', 'data'> | undefined {
  const given = givenProps(props);
  const cluster = nameOfApp(id, given);
  const quorum = quorumOf(cluster, given);
  if (quorum.own === undefined) return undefined;
  // An override is for the brokers.
  const { override: _, ...common } = given;
  return new StatefulApp(scope, quorum.name, {
    ...serverApp(quorum.name, common, { scope, scripts, cluster, quorum, roles: 'controller' }),
    name: quorum.name,
    replicas: quorum.count,
    ports: { controller: 9093 },
    disruptionBudget: { maxUnavailable: dispensable(quorum.count) },
    health: {
      readiness: tcp('controller', { periodSeconds: 5, timeoutSeconds: 5 }),
      liveness: tcp('controller', { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 }),
    },
  });
}

/**
 * Kafka without ZooKeeper: brokers that keep the logs, and controllers that keep the state of the cluster, in the same servers or
 * apart. Each topic has three copies by default, of which two must be there for a write. A broker is not ready before it has
 * caught up.
 *
 * ```ts
 * const kafka = new KafkaCluster(shop, 'kafka', { passwords, storage: '50Gi', resources: { limits: { memory: '4Gi' } } });
 * new StatelessApp(shop, 'web', { env: { KAFKA_SERVERS: kafka.bootstrapServers() }, … });
 * ```
 * @see https://kafka.apache.org/documentation/#kraft
 */
export class KafkaCluster extends CatalogApp<'client' | 'internal'> {
  /** The user that clients log in as; the mechanism is SCRAM-SHA-512. */
  readonly user = 'client';
  /** The exporter of metrics, where there is one: whom to let in to it, and its port as a reference. */
  readonly exporter: StatelessApp<'metrics'> | undefined;
  private readonly controllers: StatefulApp<'controller', 'data'> | undefined;

  constructor(scope: Construct, id: string, props: KafkaClusterProps) {
    const scripts = scriptsOf(scope, id, props);
    super(scope, id, props, brokerApp(scope, id, props, scripts), fields);
    this.controllers = isPlainMap(props) ? controllersOf(scope, id, props, scripts) : undefined;
    if (isPlainMap(props)) checkKafka(this.problems, props);
    if (this.controllers !== undefined) this.addMember(this.controllers);
    this.exporter = wantsMetrics(givenProps(props).metrics) ? this.exporterOf(scope, props) : undefined;
    if (this.exporter !== undefined) this.addMember(this.exporter);
  }

  private exporterOf(scope: Construct, { metrics, passwords, resources }: KafkaClusterProps): StatelessApp<'metrics'> {
    return kafkaExporter(scope, {
      name: this.name, metrics, host: this.host, port: this.clientPort, user: this.user,
      password: isPlainMap(passwords) ? passwords.client : undefined, ofServer: resources,
    });
  }

  /** Any broker that is ready: clients learn of the others from it. */
  override get host(): HostRef {
    return this.service('client').host;
  }

  /** The port of clients, as a reference. */
  get clientPort(): ServicePortRef {
    return this.service('client').port('client');
  }

  /** Where clients begin: `<host>:9092`. */
  bootstrapServers(): Text {
    return text`${this.host}:${this.clientPort}`;
  }

  /** Lets others connect as clients, and closes the servers, controllers among them, to everybody else but each other. */
  override allowFrom(peer: PolicyPeerInput | readonly PolicyPeerInput[], options: AllowOptions<'client' | 'internal'> = {}): this {
    this.controllers?.allowFrom([this, this.controllers]);
    return super.allowFrom(peer, { ports: ['client'], ...options });
  }
}

function checkKafka(problems: Problems, props: KafkaClusterProps): void {
  const { replicas, controllers: apart, storage, resources, passwords, settings, clusterId: id } = props;
  checkVersion(problems, props, versions);
  checkMetrics(problems, props.metrics);
  checkPasswords(problems, passwords, { client: 'the user "client"', internal: 'the servers among each other' });
  checkStorage(problems, storage, '2Gi', 'a segment of a log has 1 GiB, and is deleted only as a whole');
  checkMemory(problems, resources, '1Gi', 'half of it is the heap, of which a broker needs 512 MiB');
  if (apart === undefined) {
    if (replicas !== undefined) checkQuorum(problems.at('replicas'), replicas, controllerVoters);
  } else {
    checkControllers(problems.at('controllers'), apart);
    if (replicas !== undefined) checkMembers(problems.at('replicas'), replicas, { what: 'brokers', min: fewest, why: 'each topic has three copies' });
  }
  checkSettings(problems, settings, settingsRules);
  if (id !== undefined && (typeof id !== 'string' || !clusterIdSyntax.test(id))) {
    problems.at('clusterId').report('value/wrong-type', { expected: '16 bytes in base64, without padding: 22 characters', found: id });
  }
}

function checkControllers(problems: Problems, given: unknown): void {
  if (typeof given === 'number') checkQuorum(problems, given, controllerVoters);
  else if (checkMap(problems, given, 'a number, or a map with replicas and storage')) {
    checkFields(problems, given, controllerFields);
    const { replicas, storage, resources } = given as KafkaControllersProps;
    if (replicas !== undefined) checkQuorum(problems.at('replicas'), replicas, controllerVoters);
    checkStorage(problems, storage, '1Gi', 'the state of the cluster is kept as a log, and as snapshots of it');
    checkMemory(problems, resources, '512Mi', 'half of it is the heap');
  }
}

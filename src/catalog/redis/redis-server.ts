import type { Construct } from 'constructs';
import { ConfigMapData } from '../../apps/config-map-data';
import type { StatefulAppProps } from '../../apps/stateful-app';
import { checkOneOf, isPlainMap } from '../../core/checks';
import type { Problems } from '../../core/problems';
import { checkQuantity, isQuantity, type Quantity, quantityValue } from '../../core/quantity';
import type { HostRef } from '../../network/service-ref';
import type { EnvProps } from '../../pod/env';
import { field } from '../../pod/downward';
import { exec, http } from '../../pod/health';
import { emptyDir } from '../../storage/backends/empty-dir';
import { type BackupProps, type BackupWork, dumpScripts, type RestoreProps } from '../common/backup';
import { catalogFields, type CatalogProps, commonProps, givenProps, nameOfApp } from '../common/catalog-app';
import { helperResources } from '../common/helper-resources';
import { checkMemory, memoryLimit, memoryShare } from '../common/memory';
import { checkMetrics, metricsImage, type MetricsProps, wantsMetrics } from '../common/metrics';
import { checkPasswords, givenPasswords, type Passwords } from '../common/passwords';
import { systemFiles } from '../common/scripts';
import { checkSettings, givenSettings, type Settings, type SettingsRules } from '../common/settings';
import { checkStorage, dataStorage } from '../common/storage';
import { checkVersion, imageOf, type Versions } from '../common/versions';

/** What a server does when its memory is full. */
export type MaxmemoryPolicy =
  | 'noeviction' | 'allkeys-lru' | 'allkeys-lfu' | 'allkeys-random' | 'volatile-lru' | 'volatile-lfu' | 'volatile-random' | 'volatile-ttl';

/** What every Redis server can say, alone or in a cluster. */
export interface RedisServerProps extends CatalogProps {
  /** Which of the two servers, which understand the same commands and configuration. @default 'redis' */
  readonly engine?: 'redis' | 'valkey' | undefined;
  /** Passwords: that of the user `default`, which the servers use among each other as well. It may have no line break. */
  readonly passwords: Passwords<'default'>;
  /**
   * When a write is on the disk: `always` before it is acknowledged, `everysec` within a second, `no` when the system sees fit.
   * @default 'everysec'
   * @see https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/
   */
  readonly fsync?: 'always' | 'everysec' | 'no' | undefined;
  /**
   * How much memory the data may take; the rest of the limit is for copies of pages while the log is rewritten, and for replicas.
   * @default - 70 % of the memory limit; without a limit, no bound
   */
  readonly maxmemory?: Quantity | undefined;
  /**
   * What happens to a write when that is used up.
   * @default 'noeviction': the write is refused
   * @see https://redis.io/docs/latest/develop/reference/eviction/
   */
  readonly maxmemoryPolicy?: MaxmemoryPolicy | undefined;
  /**
   * Whether an exporter of metrics for Prometheus runs beside each server, at the port `metrics` (9121).
   * @default false
   */
  readonly metrics?: boolean | MetricsProps | undefined;
  /** Copies of the data of every primary, on a schedule. @default - none */
  readonly backup?: BackupProps | undefined;
  /**
   * A copy that is loaded, once: a single server gets exactly its data, a cluster its keys beside those that it has.
   * @default - none
   */
  readonly restore?: RestoreProps | undefined;
  /** Further directives of `redis.conf`. Those that the definition sets by itself are reported. @default - none */
  readonly settings?: Settings<string | number> | undefined;
}

/** Every field of `RedisServerProps`. */
export const redisServerFields = [
  ...catalogFields, 'engine', 'passwords', 'fsync', 'maxmemory', 'maxmemoryPolicy', 'settings', 'metrics', 'backup', 'restore',
] as const satisfies readonly (keyof RedisServerProps)[];

/** The app of a server, and what further containers of the image need. */
export interface RedisServer {
  readonly app: StatefulAppProps<'redis', 'data'>;
  readonly shared: Pick<StatefulAppProps, 'image' | 'env' | 'mounts'>;
}

/** The first is used when none is asked for. */
const engines = {
  redis: { what: 'Redis', repository: 'docker.io/library/redis', known: ['8.2', '7.4', '7.2'] },
  valkey: { what: 'Valkey', repository: 'docker.io/valkey/valkey', known: ['8.1', '8.0', '7.2'] },
} as const satisfies { readonly [engine: string]: Versions };
/** The user of both images. */
const user = 999;
const policies = [
  'noeviction', 'allkeys-lru', 'allkeys-lfu', 'allkeys-random', 'volatile-lru', 'volatile-lfu', 'volatile-random', 'volatile-ttl',
] as const satisfies readonly MaxmemoryPolicy[];
const fsyncs = ['always', 'everysec', 'no'] as const;
const scripts = ['start.sh', 'alive.sh', 'ready.sh'] as const;
const backupScripts = ['backup.sh', 'restore.sh'] as const;
const clusterScripts = ['join.sh', 'stop.sh'] as const;
const exporter = 'docker.io/oliver006/redis_exporter:v1.66.0';
const folder = '/etc/kubeloom';
const maxmemoryShare = 70;
/** Of the memory limit: with more for the data, a rewrite of the log or a new replica would get the server killed. */
const mostShare = 90n;
const minStorage = '64Mi';
/** A replica that hears nothing from its primary for so long is not ready, in seconds. Primaries say something every 10 s. */
const maxSilence = 15;
/** After so many milliseconds of silence a node counts as failed, and its replicas stand for election. */
const clusterNodeTimeout = 5_000;
const mebibyte = 1_048_576n * 1_000_000_000n;

function versionsOf({ engine }: RedisServerProps): Versions {
  return engines[engine === 'valkey' ? 'valkey' : 'redis'];
}

/**
 * The app of a server; what is wrong with the props is reported by `checkRedisServer`.
 * @param clusterEnv variables of a server that belongs to a cluster
 */
export function redisServer(scope: Construct, id: string, props: RedisServerProps, clusterEnv?: EnvProps): RedisServer {
  const given = givenProps(props);
  const clustered = clusterEnv !== undefined;
  const files = [...scripts, ...(clustered ? clusterScripts : []), ...(given.backup === undefined ? [] : backupScripts)];
  const dumps = given.backup === undefined ? undefined : systemFiles('common', dumpScripts);
  const config = new ConfigMapData(scope, `${nameOfApp(id, given)}-config`, {
    data: { 'redis.conf': configuration(given, clustered), ...systemFiles('redis', files), ...dumps },
  });
  const shared = {
    image: imageOf(given, versionsOf(given)),
    env: { REDISCLI_AUTH: givenPasswords(given).default },
    mounts: { [folder]: config.files({ restartOnChange: true }) },
  };
  const app: StatefulAppProps<'redis', 'data'> = {
    ...commonProps(given),
    image: shared.image,
    ports: { redis: 6379, ...(wantsMetrics(given.metrics) ? { metrics: { port: 9121, container: 'metrics' } } : undefined) },
    command: script('start.sh'),
    env: { ...shared.env, ...clusterEnv, REDIS_CONFIG: `${folder}/redis.conf`, RUN_FOLDER: '/run/redis', MAX_SILENCE: maxSilence },
    mounts: { ...shared.mounts, '/run/redis': emptyDir({ medium: 'Memory', sizeLimit: '1Mi' }) },
    storage: { data: dataStorage(given.storage, '/data') },
    security: { profile: 'restricted', runAsUser: user, runAsGroup: user, fsGroup: user, readOnlyRootFilesystem: true },
    health: {
      // A large data set takes its time to load.
      startup: exec(script('alive.sh'), { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 120 }),
      readiness: exec(script('ready.sh'), { periodSeconds: 5, timeoutSeconds: 10, failureThreshold: 2 }),
      liveness: exec(script('alive.sh'), { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 }),
    },
    ...(wantsMetrics(given.metrics) ? { containers: { metrics: exporterContainer(given) } } : undefined),
    // Enough for the replicas to catch up, and for the log to be written.
    terminationGracePeriodSeconds: given.terminationGracePeriodSeconds ?? 60,
  };
  return { app, shared };
}

function exporterContainer(props: RedisServerProps): NonNullable<StatefulAppProps<'redis', 'data'>['containers']>[string] {
  return {
    image: metricsImage(props.metrics, exporter),
    env: { REDIS_ADDR: 'redis://127.0.0.1:6379', REDIS_PASSWORD: givenPasswords(props).default },
    resources: helperResources(props.resources),
    security: { readOnlyRootFilesystem: true },
    health: { readiness: http<'redis'>('/health', 9121) },
  };
}

/** How copies are made and loaded. */
export function redisBackup(shared: RedisServer['shared'], props: RedisServerProps, owner: { readonly name: string; readonly host: HostRef }, clustered: boolean): BackupWork {
  return {
    pod: {
      image: shared.image,
      imagePullPolicy: props.imagePullPolicy,
      imagePullSecrets: props.imagePullSecrets,
      env: { ...shared.env, BACKUP_HOST: owner.host, BACKUP_NAME: owner.name, CLUSTERED: clustered ? 'yes' : 'no', POD_IP: field('status.podIP') },
      security: { profile: 'restricted', runAsUser: user, runAsGroup: user, fsGroup: user },
    },
    ofServer: props.resources,
    mounts: shared.mounts as BackupWork['mounts'],
    backup: script('backup.sh'),
    restore: script('restore.sh'),
  };
}

/** A script of the ConfigMap, as a command. */
export function script(name: (typeof scripts)[number] | (typeof clusterScripts)[number] | (typeof backupScripts)[number]): readonly string[] {
  return ['sh', `${folder}/${name}`];
}

/** `redis.conf`. The password and the address of the pod are added when the server starts. */
function configuration(props: RedisServerProps, clustered: boolean): string {
  const share = mebibytes(memoryShare(props.resources, maxmemoryShare));
  const maxmemory = isQuantity(props.maxmemory) ? Number(quantityValue(props.maxmemory)! / 1_000_000_000n) : share;
  const own = {
    ...directives(props, maxmemory),
    ...(clustered ? { 'cluster-enabled': 'yes', 'cluster-config-file': 'nodes.conf', 'cluster-node-timeout': clusterNodeTimeout } : undefined),
  };
  return Object.entries({ ...own, ...givenSettings(props.settings) }).map(([directive, value]) => `${directive} ${value}\n`).join('');
}

function mebibytes(amount: number | undefined): number | undefined {
  return amount === undefined ? undefined : amount * 1_048_576;
}

function directives(
  { fsync = 'everysec', maxmemoryPolicy = 'noeviction' }: Pick<RedisServerProps, 'fsync' | 'maxmemoryPolicy'>, maxmemory?: number,
): { readonly [directive: string]: string | number } {
  return {
    'bind': '* -::*',
    'dir': '/data',
    'appendonly': 'yes',
    'appendfsync': fsync,
    ...(maxmemory === undefined ? undefined : { maxmemory }),
    'maxmemory-policy': maxmemoryPolicy,
    // A server that stops waits for its replicas to have everything.
    'shutdown-timeout': 20,
  };
}

/** Directives that the definition or the start script sets. */
const ownDirectives: ReadonlySet<string> = new Set([
  ...Object.keys(directives({}, 0)), 'port', 'requirepass', 'masterauth', 'include', 'cluster-enabled', 'cluster-config-file',
  'cluster-node-timeout', 'cluster-announce-ip', 'cluster-announce-hostname',
]);

const settingsRules: SettingsRules = {
  what: 'directive',
  syntax: /^[A-Za-z][A-Za-z0-9-]*$/,
  canonical: (name) => name.toLowerCase(),
  own: ownDirectives,
  fields: { 'maxmemory': 'maxmemory', 'maxmemory-policy': 'maxmemoryPolicy', 'appendfsync': 'fsync' },
  booleans: false,
};

/** Reports what is wrong with the props of a server, apart from what the app reports. */
export function checkRedisServer(problems: Problems, props: RedisServerProps): void {
  if (!isPlainMap(props)) return;
  const { engine, fsync, maxmemory, maxmemoryPolicy, settings, resources } = props as RedisServerProps;
  if (engine !== undefined) checkOneOf(problems.at('engine'), engine, ['redis', 'valkey']);
  if (fsync !== undefined) checkOneOf(problems.at('fsync'), fsync, fsyncs);
  if (maxmemoryPolicy !== undefined) checkOneOf(problems.at('maxmemoryPolicy'), maxmemoryPolicy, policies);
  checkMetrics(problems, props.metrics);
  checkVersion(problems, props, versionsOf(props));
  checkPasswords(problems, props.passwords, { default: 'the user "default"' });
  checkStorage(problems, props.storage, minStorage, 'the log of writes is rewritten beside the old one');
  checkMemory(problems, resources, '32Mi', 'the server needs that much for itself');
  if (maxmemory !== undefined && checkQuantity(problems.at('maxmemory'), maxmemory, 'positive')) checkRoom(problems, maxmemory, resources);
  checkSettings(problems, settings, settingsRules);
}

function checkRoom(problems: Problems, maxmemory: Quantity, resources: RedisServerProps['resources']): void {
  const limit = memoryLimit(resources);
  const amount = quantityValue(maxmemory)!;
  if (limit === undefined || amount * 100n <= quantityValue(limit)! * mostShare) return;
  const min = `${(amount * 100n / mostShare + mebibyte - 1n) / mebibyte}Mi`;
  problems.at('resources', 'limits', 'memory').report('catalog/memory-too-small', {
    min, found: limit, why: 'beside the data ("maxmemory"), the server needs memory for replicas and for rewriting its log',
  });
}

import type { Construct } from 'constructs';
import { ConfigMapData } from '../../apps/config-map-data';
import type { StatefulAppProps } from '../../apps/stateful-app';
import type { Problems } from '../../core/problems';
import type { ServicePortRef } from '../../network/service-ref';
import { field } from '../../pod/downward';
import type { EnvProps } from '../../pod/env';
import { exec, http } from '../../pod/health';
import { emptyDir } from '../../storage/backends/empty-dir';
import { type BackupProps, dumpScripts, type RestoreProps } from '../common/backup';
import { catalogFields, type CatalogProps, commonProps, givenProps, nameOfApp } from '../common/catalog-app';
import { helperResources } from '../common/helper-resources';
import { checkIdentifier, type ReservedNames } from '../common/identifiers';
import { checkConfiguredMemory, checkMemory, memoryShare } from '../common/memory';
import { checkMetrics, metricsImage, type MetricsProps, wantsMetrics } from '../common/metrics';
import { checkPasswords, givenPasswords, type Passwords } from '../common/passwords';
import { systemFiles } from '../common/scripts';
import { allSettings, checkSettings, givenSettings, type Settings, type SettingsRules } from '../common/settings';
import { defaultName, type SqlParts, SqlServer } from '../common/sql-server';
import { checkStorage, dataStorage } from '../common/storage';
import { checkVersion, imageOf, type Versions } from '../common/versions';

/** What every server of PostgreSQL can say, alone or in a cluster. */
export interface PostgresServerProps extends CatalogProps {
  /** The database of the application: it is made at the first start. @default 'app' */
  readonly database?: string | undefined;
  /** The account of the application, which owns that database. @default 'app' */
  readonly user?: string | undefined;
  /**
   * Passwords, each the key of a Secret: of the application (`app`), and of the account for `metrics` where they are asked for.
   * The primary takes them over whenever it starts. The superuser `postgres` has none: it comes in from inside of the pod only.
   */
  readonly passwords: Passwords<'app', 'metrics'>;
  /** Further settings, as in `postgresql.conf`. Those that the definition sets are reported. @default - none */
  readonly settings?: Settings | undefined;
  /** Whether an exporter of metrics runs beside each server, on port 9187. @default false */
  readonly metrics?: boolean | MetricsProps | undefined;
  /** Dumps of the application's database, on a schedule. @default - none */
  readonly backup?: BackupProps | undefined;
  /** A dump that is loaded, once. @default - none */
  readonly restore?: RestoreProps | undefined;
}

/** Every field of `PostgresServerProps`. */
export const postgresServerFields = [
  ...catalogFields, 'database', 'user', 'passwords', 'settings', 'metrics', 'backup', 'restore',
] as const satisfies readonly (keyof PostgresServerProps)[];

/** What differs between one server and several. */
export interface PostgresTopology {
  readonly replicas: number;
  /** Number of the pod that takes writes. */
  readonly primary: number;
  /** Further accounts that need a password, by their key, in words. */
  readonly accounts: { readonly [key: string]: string };
  /** Variables of servers that replicate. */
  readonly env: EnvProps;
  readonly app: Pick<StatefulAppProps<'postgres', 'data'>, 'service' | 'services' | 'disruptionBudget' | 'podManagementPolicy'>;
}

/** Those that PostgreSQL itself supports; the first is used when none is asked for. */
const versions: Versions = { what: 'PostgreSQL', repository: 'docker.io/library/postgres', known: ['17', '18', '16', '15'] };
/** The user of the image. */
const user = 999;
const security = { profile: 'restricted', runAsUser: user, runAsGroup: user, fsGroup: user } as const;
const files = [
  'server.sh', 'init.sh', 'start.sh', 'alive.sh', 'ready.sh', 'stop.sh', 'accounts.sql', 'lag.sql', 'postgresql.conf', 'pg_hba.conf',
] as const;
const backupScripts = ['backup.sh', 'restore.sh'] as const;
const folder = '/etc/kubeloom';
const volume = '/var/lib/postgresql/data';
const sharedBuffersShare = 25;
const fewestSenders = 10;
/** What the planner takes for cached by the server and the system together. */
const cacheShare = 70;
const maintenanceShare = 5;
const exporter = 'quay.io/prometheuscommunity/postgres-exporter:v0.17.1';
const nobody = 65_534;
const longestIdentifier = 63;

/** What a server needs beside its buffers, in MiB. */
const besideBuffers = 64;

const own = 'the system has an account of this name';
const reservedUsers: ReservedNames = { postgres: own, replication: own, metrics: own, public: 'it is a word for all accounts' };
const reservedDatabases: ReservedNames = Object.fromEntries(['postgres', 'template0', 'template1'].map((name) => [name, 'the server makes it for itself']));

/** Settings that the definition or a script gives. */
const ownSettings: ReadonlySet<string> = new Set([
  'listen_addresses', 'port', 'unix_socket_directories', 'hba_file', 'config_file', 'data_directory', 'wal_level', 'hot_standby', 'fsync',
  'primary_conninfo', 'include', 'include_dir', 'include_if_exists',
]);

const settingsRules = {
  what: 'setting',
  syntax: /^[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)?$/,
  canonical: (name: string): string => name.toLowerCase(),
  own: ownSettings,
} satisfies SettingsRules;

/** The parts of a server, whatever was given. */
function partsOf(scope: Construct, id: string, props: PostgresServerProps, topology: PostgresTopology): SqlParts<'postgres'> {
  const given = givenProps(props);
  const name = nameOfApp(id, given);
  const metrics = wantsMetrics(given.metrics);
  const passwords = givenPasswords(given);
  const config = new ConfigMapData(scope, `${name}-config`, {
    data: {
      ...systemFiles('postgres', files),
      ...(given.backup === undefined ? undefined : { ...systemFiles('postgres', backupScripts), ...systemFiles('common', dumpScripts) }),
      'settings.conf': settingsFile(given, topology),
    },
  });
  const image = imageOf(given, versions);
  const scripts = config.files({ restartOnChange: true });
  const account = { DATABASE: given.database ?? defaultName, APP_USER: given.user ?? defaultName, APP_PASSWORD: passwords.app };
  const servers = { POD_NAME: field('metadata.name'), PRIMARY_POD: `${name}-${topology.primary}`, ...topology.env };
  const mounts = { [folder]: scripts, '/run/postgresql': emptyDir({ medium: 'Memory', sizeLimit: '16Mi' }), '/tmp': emptyDir() };
  const app: StatefulAppProps<'postgres', 'data'> = {
    ...commonProps(given),
    ...topology.app,
    replicas: topology.replicas,
    image,
    ports: { postgres: 5432, ...(metrics ? { metrics: { port: 9187, container: 'metrics' } } : undefined) },
    command: script('start.sh'),
    env: servers,
    // Queries in parallel share memory, more than the runtime gives by itself.
    mounts: { ...mounts, '/dev/shm': emptyDir({ medium: 'Memory', sizeLimit: '256Mi' }) },
    storage: { data: dataStorage(given.storage, volume) },
    initContainers: {
      init: {
        image,
        command: script('init.sh'),
        env: { ...servers, ...account, ...(metrics ? { METRICS_PASSWORD: passwords.metrics } : undefined) },
        mounts: { ...mounts, [volume]: 'data' },
        resources: given.resources,
      },
    },
    ...(metrics ? { containers: { metrics: exporterContainer(given) } } : undefined),
    security,
    health: {
      startup: exec(script('alive.sh'), { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 180 }),
      readiness: exec(script('ready.sh'), { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 2 }),
      liveness: exec(script('alive.sh'), { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 }),
    },
    lifecycle: { preStop: exec(script('stop.sh')) },
    // Changed pages are written to the disk.
    terminationGracePeriodSeconds: given.terminationGracePeriodSeconds ?? 120,
  };
  const jobs = {
    image,
    security,
    mounts: { [folder]: scripts, '/tmp': emptyDir() },
    env: (hosts: EnvProps): EnvProps => ({ ...account, ...hosts }),
    backup: script('backup.sh'),
    restore: script('restore.sh'),
  };
  return { scheme: 'postgresql', app, jobs, check: (problems) => checkServer(problems, given, topology) };
}

function script(name: (typeof files)[number] | (typeof backupScripts)[number]): readonly string[] {
  return ['sh', `${folder}/${name}`];
}

function exporterContainer(props: PostgresServerProps): NonNullable<StatefulAppProps<'postgres', 'data'>['containers']>[string] {
  return {
    image: metricsImage(props.metrics, exporter),
    args: ['--web.listen-address=:9187'],
    env: { DATA_SOURCE_URI: '127.0.0.1:5432/postgres?sslmode=disable', DATA_SOURCE_USER: 'metrics', DATA_SOURCE_PASS: givenPasswords(props).metrics },
    resources: helperResources(props.resources),
    security: { runAsUser: nobody, runAsGroup: nobody },
    health: { readiness: http<'postgres'>('/', 9187) },
  };
}

/** The settings that follow from the definition. */
function settingsFile({ resources, settings }: PostgresServerProps, { replicas }: PostgresTopology): string {
  const share = (percent: number): string | undefined => {
    const mebibytes = memoryShare(resources, percent);
    return mebibytes === undefined ? undefined : `${mebibytes}MB`;
  };
  const derived = {
    // Each replica needs one to follow, and one more while it copies.
    max_wal_senders: Math.max(fewestSenders, 2 * replicas),
    shared_buffers: share(sharedBuffersShare),
    effective_cache_size: share(cacheShare),
    maintenance_work_mem: share(maintenanceShare),
  };
  return allSettings(derived, settings, settingsRules).map(([name, value]) => `${name} = ${valueOf(value)}\n`).join('');
}

/** A value as `postgresql.conf` has it: texts in quotes. */
function valueOf(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/**
 * What one server and several have in common.
 * @see https://www.postgresql.org/docs/current/runtime-config.html
 */
export abstract class PostgresServer extends SqlServer<'postgres'> {
  protected constructor(scope: Construct, id: string, props: PostgresServerProps, topology: PostgresTopology, fields: ReadonlySet<string>) {
    super(scope, id, props, partsOf(scope, id, props, topology), fields);
  }

  get clientPort(): ServicePortRef {
    return this.port('postgres');
  }
}

function checkServer(problems: Problems, props: PostgresServerProps, { accounts }: PostgresTopology): void {
  checkVersion(problems, props, versions);
  checkStorage(problems, props.storage, '2Gi', 'the log of changes alone is kept up to 1 GiB and more');
  checkMemory(problems, props.resources, '128Mi', 'the server needs as much for itself as for its pages');
  checkIdentifier(problems.at('database'), 'name of a database', props.database, longestIdentifier, reservedDatabases);
  checkIdentifier(problems.at('user'), 'name of an account', props.user, longestIdentifier, reservedUsers);
  if (typeof props.user === 'string' && /^pg_/i.test(props.user)) {
    problems.at('user').report('catalog/reserved-name', { what: 'name of an account', found: props.user, why: 'names that begin with "pg_" are the server\'s own' });
  }
  checkMetrics(problems, props.metrics);
  const metrics = wantsMetrics(props.metrics) ? { metrics: 'the account of the exporter of metrics' } : undefined;
  checkPasswords(problems, props.passwords, { app: 'the account of the application', ...accounts, ...metrics });
  checkSettings(problems, props.settings, settingsRules);
  checkBuffers(problems, props);
}

/** Reports a limit that the shared buffers do not fit into. */
function checkBuffers(problems: Problems, { resources, settings }: PostgresServerProps): void {
  for (const [setting, value] of Object.entries(givenSettings(settings))) {
    const bytes = settingsRules.canonical(setting) === 'shared_buffers' ? bytesOf(value) : undefined;
    if (bytes !== undefined) checkConfiguredMemory(problems, resources, { setting, bytes, besides: besideBuffers });
  }
}

/** An amount as `postgresql.conf` has it: pages of 8 KiB, or with a unit. */
function bytesOf(value: unknown): number | undefined {
  const [, number, unit] = /^\s*(\d+)\s*(B|kB|MB|GB|TB)?\s*$/.exec(String(value)) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * (unit === undefined ? 8192 : 1024 ** ['B', 'kB', 'MB', 'GB', 'TB'].indexOf(unit));
}

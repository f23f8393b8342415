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

/** Which of the two servers runs: they understand the same clients. */
export type MysqlEngine = 'mysql' | 'mariadb';

/** What every server of MySQL or MariaDB can say, alone or replicated. */
export interface MysqlServerProps extends CatalogProps {
  /** The database of the application: it is made at the first start. @default 'app' */
  readonly database?: string | undefined;
  /** The account of the application, which may do everything in that database and nothing elsewhere. @default 'app' */
  readonly user?: string | undefined;
  /**
   * Passwords, each the key of a Secret: of `root` (who comes in from inside of the pod only), of the application (`app`), and of
   * the accounts for `metrics` and `backup` where these are asked for. The primary takes them over whenever it starts.
   */
  readonly passwords: Passwords<'root' | 'app', 'metrics' | 'backup'>;
  /**
   * Further settings of the server, as in the group `mysqld` of `my.cnf`. Those that the definition sets are reported.
   * @default - none
   */
  readonly settings?: Settings | undefined;
  /** Whether an exporter of metrics runs beside each server, on port 9104. @default false */
  readonly metrics?: boolean | MetricsProps | undefined;
  /** Dumps of all databases, on a schedule. @default - none */
  readonly backup?: BackupProps | undefined;
  /** A dump that is loaded, once. @default - none */
  readonly restore?: RestoreProps | undefined;
}

/** Every field of `MysqlServerProps`. */
export const mysqlServerFields = [
  ...catalogFields, 'database', 'user', 'passwords', 'settings', 'metrics', 'backup', 'restore',
] as const satisfies readonly (keyof MysqlServerProps)[];

/** What differs between one server and several. */
export interface MysqlTopology {
  readonly engine: MysqlEngine;
  readonly replicas: number;
  /** Number of the pod that takes writes. */
  readonly primary: number;
  /** Further accounts that need a password, by their key, in words. */
  readonly accounts: { readonly [key: string]: string };
  /** Variables of servers that replicate. */
  readonly env: EnvProps;
  readonly app: Pick<StatefulAppProps<'mysql', 'data'>, 'service' | 'services' | 'disruptionBudget' | 'podManagementPolicy'>;
}

/** Those who make the images keep these versions up, for long; the first is used when none is asked for. */
const engines: { readonly [E in MysqlEngine]: Versions } = {
  mysql: { what: 'MySQL', repository: 'docker.io/library/mysql', known: ['8.4'] },
  mariadb: { what: 'MariaDB', repository: 'docker.io/library/mariadb', known: ['11.4', '11.8', '10.11'] },
};
/** The user of both images. */
const user = 999;
const security = { profile: 'restricted', runAsUser: user, runAsGroup: user, fsGroup: user } as const;
const scripts = ['server.sh', 'init.sh', 'start.sh', 'alive.sh', 'ready.sh'] as const;
const backupScripts = ['backup.sh', 'restore.sh'] as const;
const folder = '/etc/kubeloom';
/** Half of the memory for pages; the rest is for connections, sorts, and the server itself. */
const bufferPoolShare = 50;
const minMemory: { readonly [E in MysqlEngine]: string } = { mysql: '512Mi', mariadb: '256Mi' };
const exporter = 'docker.io/prom/mysqld-exporter:v0.17.2';
const nobody = 65_534;
const longestIdentifier = 32;

/** What a server needs beside its pages, in MiB. */
const besidePages: { readonly [E in MysqlEngine]: number } = { mysql: 256, mariadb: 128 };

const own = 'the system has an account of this name';
const reservedUsers: ReservedNames = { root: own, replication: own, backup: own, metrics: own, public: 'it is a word for all accounts' };
const reservedDatabases: ReservedNames = Object.fromEntries(
  ['mysql', 'sys', 'information_schema', 'performance_schema'].map((name) => [name, 'the server keeps its own tables there']),
);

/** Settings that the definition or a script gives. */
const ownSettings: ReadonlySet<string> = new Set([
  'datadir', 'socket', 'pid-file', 'port', 'skip-name-resolve', 'log-bin', 'relay-log', 'log-slave-updates', 'binlog-format', 'sync-binlog',
  'innodb-flush-log-at-trx-commit', 'skip-slave-start', 'server-id', 'read-only', 'super-read-only', 'init-file', 'gtid-mode',
  'enforce-gtid-consistency', 'gtid-strict-mode', 'plugin-load-add',
]);

const settingsRules = {
  what: 'setting',
  syntax: /^[a-z][a-z0-9_.-]*$/,
  canonical: (name: string): string => name.replaceAll('_', '-').replace(/^loose-/, ''),
  own: ownSettings,
} satisfies SettingsRules;

/** The engine, whatever was given. */
export function engineOf(engine: unknown): MysqlEngine {
  return engine === 'mariadb' ? 'mariadb' : 'mysql';
}

/** The parts of a server, whatever was given. */
function partsOf(scope: Construct, id: string, props: MysqlServerProps, topology: MysqlTopology): SqlParts<'mysql'> {
  const given = givenProps(props);
  const { engine } = topology;
  const name = nameOfApp(id, given);
  const metrics = wantsMetrics(given.metrics);
  const passwords = givenPasswords(given);
  const config = new ConfigMapData(scope, `${name}-config`, {
    data: {
      ...systemFiles('mysql', scripts),
      ...(given.backup === undefined ? undefined : { ...systemFiles('mysql', backupScripts), ...systemFiles('common', dumpScripts) }),
      'engine.sh': systemFiles('mysql', [`${engine}.sh`])[`${engine}.sh`],
      'server.cnf': systemFiles('mysql', ['server.cnf'])['server.cnf'],
      'engine.cnf': systemFiles('mysql', [`${engine}.cnf`])[`${engine}.cnf`],
      'settings.cnf': settingsFile(given),
    },
  });
  const image = imageOf(given, engines[engine]);
  const files = config.files({ restartOnChange: true });
  const inside = {
    image,
    env: {
      POD_NAME: field('metadata.name'),
      PRIMARY_POD: `${name}-${topology.primary}`,
      ROOT_PASSWORD: passwords.root,
      ...topology.env,
    },
    mounts: { [folder]: files, '/run/mysqld': emptyDir({ medium: 'Memory', sizeLimit: '16Mi' }), '/tmp': emptyDir() },
  };
  const app: StatefulAppProps<'mysql', 'data'> = {
    ...commonProps(given),
    ...topology.app,
    replicas: topology.replicas,
    image,
    ports: { mysql: 3306, ...(metrics ? { metrics: { port: 9104, container: 'metrics' } } : undefined) },
    command: script('start.sh'),
    env: {
      ...inside.env,
      DATABASE: given.database ?? defaultName,
      APP_USER: given.user ?? defaultName,
      APP_PASSWORD: passwords.app,
      ...(given.backup === undefined ? undefined : { BACKUP_PASSWORD: passwords.backup }),
      ...(metrics ? { METRICS_PASSWORD: passwords.metrics } : undefined),
    },
    mounts: inside.mounts,
    storage: { data: dataStorage(given.storage, '/var/lib/mysql') },
    initContainers: {
      init: { ...inside, command: script('init.sh'), mounts: { ...inside.mounts, '/var/lib/mysql': 'data' }, resources: given.resources },
    },
    ...(metrics ? { containers: { metrics: exporterContainer(given) } } : undefined),
    security,
    health: {
      // After a crash the log is read first, which takes its time.
      startup: exec(script('alive.sh'), { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 180 }),
      readiness: exec(script('ready.sh'), { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 2 }),
      liveness: exec(script('alive.sh'), { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 }),
    },
    // Changed pages are written to the disk.
    terminationGracePeriodSeconds: given.terminationGracePeriodSeconds ?? 120,
  };
  const jobs = {
    image,
    security,
    mounts: { [folder]: files, '/tmp': emptyDir() },
    env: (hosts: EnvProps): EnvProps => ({ ...hosts, BACKUP_PASSWORD: passwords.backup }),
    backup: script('backup.sh'),
    restore: script('restore.sh'),
  };
  return { scheme: 'mysql', app, jobs, check: (problems) => checkServer(problems, given, topology) };
}

function script(name: (typeof scripts)[number] | (typeof backupScripts)[number]): readonly string[] {
  return ['sh', `${folder}/${name}`];
}

function exporterContainer(props: MysqlServerProps): NonNullable<StatefulAppProps<'mysql', 'data'>['containers']>[string] {
  return {
    image: metricsImage(props.metrics, exporter),
    args: ['--mysqld.address=127.0.0.1:3306', '--mysqld.username=metrics'],
    env: { MYSQLD_EXPORTER_PASSWORD: givenPasswords(props).metrics },
    resources: helperResources(props.resources),
    security: { runAsUser: nobody, runAsGroup: nobody },
    health: { readiness: http<'mysql'>('/', 9104) },
  };
}

/** The settings that follow from the definition. */
function settingsFile({ resources, settings }: MysqlServerProps): string {
  const share = memoryShare(resources, bufferPoolShare);
  const derived = { 'innodb-buffer-pool-size': share === undefined ? undefined : `${share}M` };
  const lines = allSettings(derived, settings, settingsRules).map(([name, value]) => `${name} = ${String(value)}\n`);
  return `[mysqld]\n${lines.join('')}`;
}

/**
 * What one server and several have in common.
 * @see https://kubernetes.io/docs/tasks/run-application/run-replicated-stateful-application/
 */
export abstract class MysqlServer extends SqlServer<'mysql'> {
  protected constructor(scope: Construct, id: string, props: MysqlServerProps, topology: MysqlTopology, fields: ReadonlySet<string>) {
    super(scope, id, props, partsOf(scope, id, props, topology), fields);
  }

  get clientPort(): ServicePortRef {
    return this.port('mysql');
  }
}

function checkServer(problems: Problems, props: MysqlServerProps, { engine, accounts }: MysqlTopology): void {
  checkVersion(problems, props, engines[engine]);
  checkStorage(problems, props.storage, '1Gi', 'logs of changes and of transactions take some hundred MiB before there is any data');
  checkMemory(problems, props.resources, minMemory[engine], 'the server needs as much for itself as for its pages');
  checkIdentifier(problems.at('database'), 'name of a database', props.database, longestIdentifier, reservedDatabases);
  checkIdentifier(problems.at('user'), 'name of an account', props.user, longestIdentifier, reservedUsers);
  checkMetrics(problems, props.metrics);
  checkPasswords(problems, props.passwords, {
    root: 'the account root',
    app: 'the account of the application',
    ...accounts,
    ...(wantsMetrics(props.metrics) ? { metrics: 'the account of the exporter of metrics' } : undefined),
    ...(props.backup === undefined ? undefined : { backup: 'the account of the backups' }),
  });
  checkSettings(problems, props.settings, settingsRules);
  checkPool(problems, props, engine);
}

/** Reports a limit that the pages do not fit into. */
function checkPool(problems: Problems, { resources, settings }: MysqlServerProps, engine: MysqlEngine): void {
  for (const [setting, value] of Object.entries(givenSettings(settings))) {
    const bytes = settingsRules.canonical(setting) === 'innodb-buffer-pool-size' ? bytesOf(value) : undefined;
    if (bytes !== undefined) checkConfiguredMemory(problems, resources, { setting, bytes, besides: besidePages[engine] });
  }
}

/** An amount as option files have it: bytes, or with `K`, `M`, `G` and so on. */
function bytesOf(value: unknown): number | undefined {
  const [, number, unit = ''] = /^(\d+)([kmgt]?)$/i.exec(String(value)) ?? [];
  return number === undefined ? undefined : Number(number) * 1024 ** ' kmgt'.indexOf(unit.toLowerCase() || ' ');
}

import type { Construct } from 'constructs';
import { ConfigMapData } from '../../apps/config-map-data';
import type { StatefulAppProps } from '../../apps/stateful-app';
import type { KeyRef } from '../../config/key-references';
import { isPlainMap } from '../../core/checks';
import type { Problems } from '../../core/problems';
import type { EnvProps } from '../../pod/env';
import { exec, http, tcp } from '../../pod/health';
import { text } from '../../pod/text';
import { emptyDir } from '../../storage/backends/empty-dir';
import { type BackupProps, type BackupWork, dumpScripts, type RestoreProps } from '../common/backup';
import { catalogFields, type CatalogProps, commonProps, givenProps, nameOfApp } from '../common/catalog-app';
import type { Database } from '../common/database';
import { helperResources } from '../common/helper-resources';
import { checkIdentifier, type ReservedNames } from '../common/identifiers';
import { checkMemory, memoryShare } from '../common/memory';
import { checkMetrics, metricsImage, type MetricsProps, wantsMetrics } from '../common/metrics';
import { checkPasswords, givenPasswords, type Passwords } from '../common/passwords';
import { systemFiles } from '../common/scripts';
import { checkStorage, dataStorage } from '../common/storage';
import { checkVersion, imageOf, type Versions } from '../common/versions';

/** What every MongoDB server can say, alone or in a replica set. */
export interface MongoServerProps extends CatalogProps {
  /** Database of the application. @default 'app' */
  readonly database?: string | undefined;
  /** User of the application, who may read and write that database. @default 'app' */
  readonly user?: string | undefined;
  /** Whether an exporter of metrics for Prometheus runs beside each server, at the port `metrics` (9216). @default false */
  readonly metrics?: boolean | MetricsProps | undefined;
  /** Dumps of the database of the application, on a schedule. @default - none */
  readonly backup?: BackupProps | undefined;
  /** A dump that is loaded, once: collections of the same names are replaced. @default - none */
  readonly restore?: RestoreProps | undefined;
}

/** Every field of `MongoServerProps`. */
export const mongoServerFields = [
  ...catalogFields, 'database', 'user', 'metrics', 'backup', 'restore',
] as const satisfies readonly (keyof MongoServerProps)[];

const versions: Versions = { what: 'MongoDB', repository: 'docker.io/library/mongo', known: ['8.0', '7.0'] };
/** The user of the image. */
const user = 999;
const exporter = 'docker.io/percona/mongodb_exporter:0.43.1';
const folder = '/etc/kubeloom';
const scripts = ['start.sh', 'join.sh', 'shell.sh', 'join.js', 'ready.js'] as const;
const backupScripts = ['backup.sh', 'restore.sh'] as const;
/** Of the memory limit: connections and sorting need memory beside the cache. */
const cacheShare = 50;
const mostLag = 30;
const reservedDatabases: ReservedNames = Object.fromEntries(['admin', 'local', 'config'].map((name) => [name, 'the server keeps its own collections there']));

/** The database of the application. */
export function databaseOf({ database }: MongoServerProps): string {
  return typeof database === 'string' ? database : 'app';
}

/** The user of the application. */
export function userOf({ user: name }: MongoServerProps): string {
  return typeof name === 'string' ? name : 'app';
}

/** A password, as far as it is given. */
export function passwordOf(props: MongoServerProps, account: 'root' | 'app' | 'members'): KeyRef | undefined {
  return givenPasswords(givenProps(props) as { readonly passwords?: Passwords<never, 'root' | 'app' | 'members'> })[account];
}

/** `mongod.conf`. */
function configuration({ resources }: MongoServerProps): string {
  const cache = memoryShare(resources, cacheShare);
  return [
    'storage:',
    '  dbPath: /data/db',
    ...(cache === undefined ? [] : ['  wiredTiger:', '    engineConfig:', `      cacheSizeGB: ${(cache / 1024).toFixed(2)}`]),
    'net:',
    '  port: 27017',
    '  bindIpAll: true',
    'security:',
    '  authorization: enabled',
    '',
  ].join('\n');
}

/** The app of a server, and what its jobs have in common with it. */
export interface MongoServer {
  readonly app: StatefulAppProps<'mongo', 'data'>;
  readonly jobs: { readonly image: string; readonly mounts: BackupWork['mounts'] };
}

/**
 * The app of a server; what is wrong with the props is reported by `checkMongoServer`.
 * @param replicaSet variables of a server that belongs to a replica set
 */
export function mongoServer(scope: Construct, id: string, props: MongoServerProps, replicaSet: EnvProps = {}): MongoServer {
  const given = givenProps(props);
  const config = new ConfigMapData(scope, `${nameOfApp(id, given)}-config`, {
    data: {
      'mongod.conf': configuration(given),
      ...systemFiles('mongo', scripts),
      ...(given.backup === undefined ? undefined : { ...systemFiles('mongo', backupScripts), ...systemFiles('common', dumpScripts) }),
    },
  });
  const image = imageOf(given, versions);
  const files = config.files({ restartOnChange: true });
  const root = { ROOT_PASSWORD: passwordOf(given, 'root') };
  const app: StatefulAppProps<'mongo', 'data'> = {
    ...commonProps(given),
    image,
    ports: { mongo: 27017, ...(wantsMetrics(given.metrics) ? { metrics: { port: 9216, container: 'metrics' } } : undefined) },
    command: ['sh', `${folder}/start.sh`],
    env: { ...replicaSet, ...root, MEMBERS_PASSWORD: passwordOf(given, 'members'), MONGO_CONFIG: `${folder}/mongod.conf`, RUN_FOLDER: '/run/mongo', MOST_LAG: mostLag },
    mounts: { [folder]: files, '/run/mongo': emptyDir({ medium: 'Memory', sizeLimit: '1Mi' }), '/tmp': emptyDir() },
    storage: { data: dataStorage(given.storage, '/data/db') },
    security: { profile: 'restricted', runAsUser: user, runAsGroup: user, fsGroup: user, readOnlyRootFilesystem: true },
    health: {
      startup: tcp('mongo', { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 120 }),
      readiness: exec(['sh', `${folder}/shell.sh`, `${folder}/ready.js`], { periodSeconds: 15, timeoutSeconds: 15, failureThreshold: 2 }),
      liveness: tcp('mongo', { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 }),
    },
    sidecars: {
      join: {
        image,
        command: ['sh', `${folder}/join.sh`],
        env: {
          ...replicaSet, ...root,
          APP_PASSWORD: passwordOf(given, 'app'),
          DATABASE: databaseOf(given),
          USER_NAME: userOf(given),
          FOLDER: folder,
          JOIN_EVERY: 10,
          REST_SECONDS: 300,
        },
        mounts: { [folder]: files, '/tmp': emptyDir() },
        resources: helperResources(given.resources, '256Mi'),
        security: { readOnlyRootFilesystem: true },
      },
    },
    // A primary hands over, and waits for the others to have everything.
    terminationGracePeriodSeconds: given.terminationGracePeriodSeconds ?? 60,
    ...(wantsMetrics(given.metrics) ? { containers: { metrics: exporterContainer(given) } } : undefined),
  };
  return { app, jobs: { image, mounts: { [folder]: files } } };
}

function exporterContainer(props: MongoServerProps): NonNullable<StatefulAppProps<'mongo', 'data'>['containers']>[string] {
  return {
    image: metricsImage(props.metrics, exporter),
    args: ['--collect-all'],
    env: { MONGODB_URI: text`mongodb://root:${passwordOf(props, 'root') ?? ''}@127.0.0.1:27017/admin?directConnection=true` },
    resources: helperResources(props.resources, '128Mi'),
    security: { readOnlyRootFilesystem: true },
    health: { readiness: http<'mongo'>('/', 9216) },
  };
}

/** How dumps are written and loaded. */
export function mongoBackup(db: Database & { readonly name: string }, props: MongoServerProps, { jobs }: MongoServer): BackupWork {
  return {
    pod: {
      image: jobs.image,
      imagePullPolicy: props.imagePullPolicy,
      imagePullSecrets: props.imagePullSecrets,
      env: { BACKUP_URI: db.url(), BACKUP_NAME: db.name, DATABASE: databaseOf(props) },
      security: { profile: 'restricted', runAsUser: user, runAsGroup: user, fsGroup: user },
    },
    ofServer: props.resources,
    mounts: jobs.mounts,
    backup: ['sh', `${folder}/backup.sh`],
    restore: ['sh', `${folder}/restore.sh`],
  };
}

/** The passwords are checked, whatever they are. */
type WithPasswords = MongoServerProps & { readonly passwords?: unknown };

/** Reports what is wrong with the props of a server, apart from what the app reports. */
export function checkMongoServer(problems: Problems, props: WithPasswords, accounts: { readonly [key: string]: string }): void {
  if (!isPlainMap(props)) return;
  const { storage, resources, passwords, database, user: name }: WithPasswords = props;
  checkMetrics(problems, props.metrics);
  checkVersion(problems, props, versions);
  checkPasswords(problems, passwords, accounts);
  checkStorage(problems, storage, '1Gi', 'the journal alone takes some 300 MiB');
  checkMemory(problems, resources, '512Mi', 'half of it is the cache, which has 256 MiB at least');
  if (database !== undefined) checkIdentifier(problems.at('database'), 'name of a database', database, 63, reservedDatabases);
  if (name !== undefined) checkIdentifier(problems.at('user'), 'name of a user', name, 63);
}

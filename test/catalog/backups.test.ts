import { SecretData } from '../../src';
import { Mongo, Mysql, Postgres, Redis } from '../../src/catalog';
import { errorsOf, newBundle, objectsOf } from '../support/definitions';
import { oneOf } from '../support/objects';
import { runScript, type ScriptRun } from './support/run-script';

interface Case {
  /** What follows the time in the name of a dump. */
  readonly suffix: string;
  /** What lies in a dump: itself, or a file of its folder. */
  readonly file: string;
  readonly env: { readonly [name: string]: string };
  readonly programs: { readonly [name: string]: string };
  /** The program that is given what is loaded. */
  readonly loads: string;
}

const systems: readonly [string, Case][] = [
  ['mysql', {
    suffix: '.sql.gz', file: '', env: { BACKUP_HOST: 'db', PRIMARY_HOST: 'db', BACKUP_PASSWORD: 'b' }, loads: 'gunzip',
    programs: { mysql: 'echo shop', mysqldump: 'echo data', gzip: 'cat "$2"', gunzip: 'exit 1' },
  }],
  ['postgres', {
    suffix: '.dump', file: '', env: { BACKUP_HOST: 'db', PRIMARY_HOST: 'db', DATABASE: 'app', APP_USER: 'app', APP_PASSWORD: 'p' }, loads: 'pg_restore',
    programs: { pg_dump: 'echo data > "$FOLDER/backup/db-20260103T000000Z.dump.part"', pg_restore: '' },
  }],
  ['mongo', {
    suffix: '.archive.gz', file: '', env: { BACKUP_URI: 'mongodb://db/app', DATABASE: 'app', TMPDIR: '$FOLDER' }, loads: 'mongorestore',
    programs: { mongodump: 'echo data > "$FOLDER/backup/db-20260103T000000Z.archive.gz.part"', mongorestore: '' },
  }],
  ['redis', {
    suffix: '', file: '/0.rdb', env: { BACKUP_HOST: 'db', CLUSTERED: 'no', POD_IP: '10.0.0.9', REDISCLI_AUTH: 'p' }, loads: 'redis-server',
    programs: { 'redis-cli': 'echo PONG; echo master_link_status:up', 'redis-server': '', 'sleep': '' },
  }],
];

describe.each(systems)('dumps of %s', (system, { suffix, file, env, programs, loads }) => {
  const run = (script: string, more: { readonly [name: string]: string }, files: readonly string[]): ScriptRun => runScript(`${system}/${script}`, {
    env: { ...env, BACKUP_NAME: 'db', BACKUP_FOLDER: '$FOLDER/backup', ...more },
    programs: { date: 'echo 20260103T000000Z', ...programs },
    files: { 'engine.sh': '. "$FOLDER/mysql.sh"', 'mysql.sh': 'client() { mysql "$@"; }\ndump() { mysqldump "$@"; }\n', 'backup/.keep': '', ...Object.fromEntries(files.map((name) => [`backup/${name}`, 'x'])) },
  });
  const dump = (name: string, day: string): string => `${name}-202601${day}T000000Z${suffix}${file}`;

  test('those of a system whose name begins the same stay', () => {
    const others = ['db-2', 'db-shop', 'db-20260101T000000Z'].map((name) => dump(name, '01'));
    const { status, file: left } = run('backup.sh', { BACKUP_KEEP: '1' }, [...others, dump('db', '01'), dump('db', '02')]);
    expect(status).toBe(0);
    expect(others.map((name) => left(`backup/${name}`))).toEqual(['x', 'x', 'x']);
    expect([left(`backup/${dump('db', '01')}`), left(`backup/${dump('db', '02')}`)]).toEqual([undefined, undefined]);
  });

  test('what was not completed goes, so that it does not fill the volume', () => {
    const half = [`db-20260101T000000Z${suffix}.part${file}`, `db-20260102T000000Z${suffix}.sql.part`];
    const { file: left } = run('backup.sh', { BACKUP_KEEP: '7' }, [...half, `db-shop-20260101T000000Z${suffix}.part${file}`]);
    expect(half.map((name) => left(`backup/${name}`))).toEqual([undefined, undefined]);
    expect(left(`backup/db-shop-20260101T000000Z${suffix}.part${file}`)).toBe('x');
  });

  test('the newest one is its own', () => {
    const { calls } = run('restore.sh', { RESTORE_FILE: 'latest' }, [dump('db', '01'), dump('db', '02'), dump('db-shop', '03')]);
    expect(calls.find((call) => call.startsWith(loads))).toContain('backup/db-20260102T000000Z');
  });

  test('none is said to be none', () => {
    const { status, stderr, calls } = run('restore.sh', { RESTORE_FILE: 'latest' }, [dump('db-shop', '03')]);
    expect([status, calls]).toEqual([1, []]);
    expect(stderr).toContain('restore: there is no $FOLDER/backup/db-');
  });
});

describe.each([['Mysql', Mysql], ['Postgres', Postgres], ['Mongo', Mongo], ['Redis', Redis]] as const)('%s', (_name, System) => {
  const define = (file: string) => {
    const bundle = newBundle();
    const passwords = SecretData.existing(bundle, 'passwords', { keys: ['root', 'app', 'backup', 'default'] }).keys;
    new System(bundle, 'db', { storage: '5Gi', passwords, backup: { schedule: '@daily', storage: '5Gi' }, restore: { file } });
    return bundle;
  };

  test('a restore that is done stays, so that whatever applies the bundle again does not load the dump again', () => {
    expect(oneOf(objectsOf(define('latest')), 'Job', 'db-restore').spec.ttlSecondsAfterFinished).toBeUndefined();
  });

  test.each(['../data', '/etc/passwd', '', '.', 'a/b'])('%p is no dump of the volume', (file) => {
    expect(errorsOf(define(file))).toEqual(['value/wrong-type /restore/file']);
  });
});

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runScript, type ScriptRun } from '../support/run-script';

const folder = resolve(__dirname, '../../../src/catalog/postgres');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

interface Given {
  readonly env?: { readonly [name: string]: string };
  readonly programs?: { readonly [name: string]: string };
  readonly files?: { readonly [path: string]: string };
}

const own = { POD_NAME: 'db-1', PRIMARY_POD: 'db-0', PRIMARY_HOST: 'db-0.db', PEERS: 'db-1.db db-2.db', APP_PASSWORD: 'p', REPLICATION_PASSWORD: 'a:b\\c', MAX_LAG: '60' };
const primary = { POD_NAME: 'db-0' };

/** A script with its folders in that of the run. */
function run(script: string, { env = {}, programs = {}, files = {} }: Given): ScriptRun {
  const moved = (text: string): string => text
    .replaceAll('/var/lib/postgresql/data', '$FOLDER/volume').replaceAll('/run/postgresql', '$FOLDER/run');
  return runScript(`postgres/${script}`, {
    env: { ...own, ...env },
    programs: { sleep: '', ...programs },
    files: { 'server.sh': moved(read('server.sh')), 'run/.keep': '', 'volume/.keep': '', ...files },
    edit: (text) => `${moved(text)}\n`,
  });
}

describe('ready.sh', () => {
  const justNow = { 'run/in-step': '1000\n' };
  test.each<[string, Given, number]>([
    ['a primary that takes writes', { env: primary, programs: { psql: 'echo f' } }, 0],
    ['a primary that is still a replica', { env: primary, programs: { psql: 'echo t' } }, 1],
    ['a primary that does not answer', { env: primary, programs: { psql: 'exit 2' } }, 1],
    ['a replica in step', { programs: { psql: 'echo 0' } }, 0],
    ['a replica that is behind as far as it may', { programs: { psql: 'echo 60' } }, 0],
    ['a replica that is further behind', { programs: { psql: 'echo 61' } }, 1],
    ['a replica that has lost the primary', { programs: { psql: 'true' } }, 1],
    ['the same, and was in step just now', { programs: { psql: 'true', date: 'echo 1060' }, files: justNow }, 0],
    ['the same, and was in step long ago', { programs: { psql: 'true', date: 'echo 1061' }, files: justNow }, 1],
    ['a replica that does not answer, though it was in step just now', { programs: { psql: 'exit 2', date: 'echo 1001' }, files: justNow }, 2],
  ])('%s', (_name, given, want) => {
    expect(run('ready.sh', given).status).toBe(want);
  });
});

describe('init.sh', () => {
  const made = { pg_isready: 'exit 2', initdb: 'mkdir -p "$FOLDER/volume/pgdata"', pg_ctl: '', psql: '' };
  const programsOf = (calls: readonly string[]): string[] => calls.map((call) => call.split(' ').slice(0, call.startsWith('pg_ctl') ? 2 : 1).join(' '));

  test('a primary makes new data where no other server answers, and its accounts', () => {
    const { status, calls, file } = run('init.sh', { env: primary, programs: made });
    expect([status, file('volume/role')]).toEqual([0, 'primary\n']);
    expect(programsOf(calls)).toEqual(['pg_isready', 'pg_isready', 'initdb', 'pg_ctl start', 'psql', 'pg_ctl stop']);
    expect(calls[4]).toContain('accounts.sql');
  });

  test.each([['answers', 'exit 0'], ['answers that it starts', 'exit 1']])('a primary without data refuses to start beside a server that %s', (_name, pg_isready) => {
    const { status, stderr, calls } = run('init.sh', { env: primary, programs: { ...made, pg_isready } });
    expect([status, programsOf(calls).includes('initdb')]).toEqual([1, false]);
    expect(stderr).toContain('db-1.db has data');
  });

  test('a replica that becomes the primary is promoted before it gets its accounts', () => {
    const { status, calls } = run('init.sh', {
      env: primary, files: { 'volume/role': 'replica\n', 'volume/pgdata/standby.signal': '' },
      programs: { ...made, pg_controldata: "echo 'max_connections setting: 200'", postgres: 'echo 100' },
    });
    expect(status).toBe(0);
    expect(programsOf(calls).filter((call) => call.startsWith('p') && !['pg_controldata', 'postgres'].includes(call))).toEqual(['pg_ctl start', 'pg_ctl promote', 'psql', 'pg_ctl stop']);
    expect(calls.find((call) => call.startsWith('pg_ctl start'))).toContain('-c max_connections=200');
  });

  test('accounts that cannot be made are a failure', () => {
    expect(run('init.sh', { env: primary, programs: { ...made, psql: 'exit 3' } }).status).toBe(3);
  });

  test('what was the primary does not follow another one with writes that nobody else has', () => {
    const { status, stderr } = run('init.sh', { files: { 'volume/role': 'primary\n' } });
    expect(status).toBe(1);
    expect(stderr).toContain('Delete the claim');
  });

  test.each([['volume/pgdata/PG_VERSION', primary], ['volume/PG_VERSION', primary], ['volume/pgdata/PG_VERSION', {}]])('data of somebody else stays: %s', (path, env) => {
    const { status, stderr, file } = run('init.sh', { env, programs: { ...made, pg_basebackup: '' }, files: { [path]: '17' } });
    expect([status, file(path), file('volume/role')]).toEqual([1, '17', undefined]);
    expect(stderr).toContain('were not made here');
  });

  test.each(['APP_PASSWORD', 'REPLICATION_PASSWORD', 'METRICS_PASSWORD'])('%s that is empty, or ends in a newline, starts nothing', (name) => {
    for (const [password, why] of [['', 'is empty'], ['secret\n', 'more than one line']] as const) {
      const { status, stderr, calls } = run('init.sh', { env: { ...primary, [name]: password }, programs: made });
      expect([status, calls]).toEqual([1, []]);
      expect(stderr).toContain(why);
    }
  });

  test('a replica copies the primary; data that was begun here and is not complete is made anew', () => {
    const { status, calls, file } = run('init.sh', { programs: { pg_isready: '', pg_basebackup: '' }, files: { 'volume/pgdata/half': '', 'volume/begun': '' } });
    expect([status, file('volume/role'), file('volume/pgdata/half'), file('volume/begun')]).toEqual([0, 'replica\n', undefined, undefined]);
    expect(calls.at(-1)).toMatch(/^pg_basebackup .*--host=db-0\.db --username=replication/);
    expect(file('run/pgpass')).toBe('*:*:*:replication:a\\:b\\\\c\n'.trimEnd());
  });

  test('a copy that fails is none', () => {
    const { status, file } = run('init.sh', { programs: { pg_isready: '', pg_basebackup: 'exit 1' } });
    expect([status, file('volume/role')]).toEqual([1, undefined]);
  });
});

/** What the log of the primary says that it offers. */
const offered = (connections: number): string => `echo 'max_connections setting:              ${connections}'; echo 'max_locks_per_xact setting:           64'`;

describe('start.sh', () => {
  const server = { postgres: 'case "$*" in *-C*max_connections*) echo 100 ;; *-C*) echo 64 ;; esac' };

  test.each([[200, ' -c max_connections=200 -c primary_conninfo'], [100, ' -c primary_conninfo'], [50, ' -c primary_conninfo']])('a replica of a primary with %d connections offers no less, or it would not start', (connections, want) => {
    const { calls } = run('start.sh', { programs: { ...server, pg_controldata: offered(connections) }, files: { 'volume/pgdata/PG_VERSION': '17' } });
    expect(calls.at(-1)).toContain(`config_file=/etc/kubeloom/postgresql.conf${want}`);
  });

  test('a replica follows the primary; its password stands in a file', () => {
    const { calls, file } = run('start.sh', { programs: { ...server, pg_controldata: offered(100) }, files: { 'volume/pgdata/PG_VERSION': '17' } });
    expect(calls.at(-1)).toContain('primary_conninfo=host=db-0.db port=5432 user=replication passfile=$FOLDER/run/pgpass application_name=db-1');
    expect(calls.at(-1)).not.toContain('a:b');
    expect(file('volume/pgdata/standby.signal')).toBe('');
  });

  test('the primary follows nobody', () => {
    const { calls } = run('start.sh', { env: primary, programs: { postgres: '' } });
    expect(calls).toEqual(['postgres -D $FOLDER/volume/pgdata -c config_file=/etc/kubeloom/postgresql.conf']);
  });
});

test.each([[0, 0], [1, 0], [2, 1], [3, 1]])('alive.sh: where pg_isready says %i, it says %i', (said, want) => {
  expect(run('alive.sh', { programs: { pg_isready: `exit ${said}` } }).status).toBe(want);
});

describe('backups', () => {
  const env = { BACKUP_HOST: 'db-read', DATABASE: 'shop', APP_USER: 'web', APP_PASSWORD: 'b', BACKUP_NAME: 'db', BACKUP_KEEP: '2', BACKUP_FOLDER: '$FOLDER/backup' };
  const files = { 'backup/db-20260101T000000Z.dump': '1', 'backup/db-20260102T000000Z.dump': '2', 'backup/other.dump': 'x' };
  const newest = { date: 'echo 20260103T000000Z' };

  test('backup.sh keeps the newest dumps, and no other file is touched', () => {
    const { status, file } = run('backup.sh', { env, files, programs: { ...newest, pg_dump: 'echo data > "$FOLDER/backup/db-20260103T000000Z.dump.part"' } });
    expect(status).toBe(0);
    expect(['0101', '0102', '0103'].map((day) => file(`backup/db-2026${day}T000000Z.dump`))).toEqual([undefined, '2', 'data\n']);
    expect(file('backup/other.dump')).toBe('x');
  });

  test('a dump that fails leaves the others', () => {
    const { status, file } = run('backup.sh', { env, files, programs: { ...newest, pg_dump: 'exit 1' } });
    expect([status, file('backup/db-20260101T000000Z.dump'), file('backup/db-20260103T000000Z.dump')]).toEqual([1, '1', undefined]);
  });

  test.each([['latest', '0102'], ['db-20260101T000000Z.dump', '0101']])('restore.sh loads %s into the primary, all or nothing', (name, day) => {
    const { status, calls } = run('restore.sh', { env: { ...env, RESTORE_FILE: name }, files, programs: { pg_restore: '' } });
    expect([status, calls.at(-1)]).toEqual([0, expect.stringMatching(new RegExp(`^pg_restore --host=db-0\\.db .*--single-transaction .*/backup/db-2026${day}T000000Z\\.dump$`))]);
  });
});

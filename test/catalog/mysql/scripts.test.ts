import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runScript, type ScriptRun } from '../support/run-script';

const folder = resolve(__dirname, '../../../src/catalog/mysql');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

interface Given {
  readonly engine?: 'mariadb' | 'mysql';
  readonly env?: { readonly [name: string]: string };
  readonly programs?: { readonly [name: string]: string };
  readonly files?: { readonly [path: string]: string };
}

const own = { POD_NAME: 'db-1', PRIMARY_POD: 'db-0', PRIMARY_HOST: 'db-0.db', PEERS: 'db-1.db db-2.db', ROOT_PASSWORD: 'r', REPLICATION_PASSWORD: 'p', MAX_LAG: '60' };
const primary = { POD_NAME: 'db-0' };

/** A script beside its engine, with its folders in that of the run. */
function run(script: string, { engine = 'mariadb', env = {}, programs = {}, files = {} }: Given): ScriptRun {
  const moved = (text: string): string => text
    .replaceAll('/var/lib/mysql', '$FOLDER/volume').replaceAll('/run/mysqld', '$FOLDER/run').replaceAll('/tmp/', '$FOLDER/run/');
  return runScript(`mysql/${script}`, {
    env: { ...own, ...env },
    programs: { sleep: '', ...programs },
    files: { 'server.sh': moved(read('server.sh')), 'engine.sh': moved(read(`${engine}.sh`)), 'run/.keep': '', 'volume/.keep': '', ...files },
    edit: (text) => `${moved(text)}\n`,
  });
}

const statusLines = (io: string, sql: string, seconds: string): string => `echo '   Slave_IO_Running: ${io}'; echo '  Slave_SQL_Running: ${sql}'; echo 'Seconds_Behind_Master: ${seconds}'`;

describe('ready.sh', () => {
  test.each<[string, Given, number]>([
    ['a primary that takes writes', { env: primary, programs: { mariadb: 'echo 0' } }, 0],
    ['a primary that takes none', { env: primary, programs: { mariadb: 'echo 1' } }, 1],
    ['a primary that does not answer', { env: primary, programs: { mariadb: 'exit 1' } }, 1],
    ['a replica in step', { programs: { mariadb: statusLines('Yes', 'Yes', '0') } }, 0],
    ['a replica that is behind as far as it may', { programs: { mariadb: statusLines('Yes', 'Yes', '60') } }, 0],
    ['a replica that is further behind', { programs: { mariadb: statusLines('Yes', 'Yes', '61') } }, 1],
    ['a replica that has lost the primary', { programs: { mariadb: statusLines('Connecting', 'Yes', 'NULL') } }, 1],
    ['the same, and was in step just now', { programs: { mariadb: statusLines('Connecting', 'Yes', 'NULL'), date: 'echo 1050' }, files: { 'run/in-step': '1000\n' } }, 0],
    ['the same, and was in step long ago', { programs: { mariadb: statusLines('Connecting', 'Yes', 'NULL'), date: 'echo 1061' }, files: { 'run/in-step': '1000\n' } }, 1],
    ['a replica that applies nothing, though it was in step just now', { programs: { mariadb: statusLines('Yes', 'No', 'NULL'), date: 'echo 1001' }, files: { 'run/in-step': '1000\n' } }, 1],
    ['a replica that follows nobody', { programs: { mariadb: 'true' } }, 1],
  ])('%s', (_name, given, want) => {
    expect(run('ready.sh', given).status).toBe(want);
  });
});

describe('init.sh', () => {
  const nobody = { mariadb: "echo 'ERROR 2002 (HY000): cannot connect' >&2; exit 1" };

  test('a primary makes new data where no other server answers', () => {
    const { status, calls, file } = run('init.sh', { env: primary, programs: { ...nobody, 'mariadb-install-db': '' } });
    expect([status, file('volume/role')]).toEqual([0, 'primary\n']);
    expect(calls.filter((call) => call.startsWith('mariadb-install-db'))).toHaveLength(1);
  });

  test.each([
    ['takes the password', 'true'],
    ['refuses the password', "echo 'ERROR 1045 (28000): Access denied' >&2; exit 1"],
  ])('a primary without data refuses to start beside a server that %s', (_name, mariadb) => {
    const { status, stderr, calls } = run('init.sh', { env: primary, programs: { mariadb, 'mariadb-install-db': '' } });
    expect([status, calls.some((call) => call.startsWith('mariadb-install-db'))]).toEqual([1, false]);
    expect(stderr).toContain('db-1.db has data');
  });

  test('data that is complete stays as it is', () => {
    const { status, calls } = run('init.sh', { files: { 'volume/role': 'replica\n' } });
    expect([status, calls]).toEqual([0, []]);
  });

  test('a replica becomes the primary with the data that it has', () => {
    expect(run('init.sh', { env: primary, files: { 'volume/role': 'replica\n' } }).status).toBe(0);
  });

  test('what was the primary does not follow another one with writes that nobody else has', () => {
    const { status, stderr } = run('init.sh', { files: { 'volume/role': 'primary\n' } });
    expect(status).toBe(1);
    expect(stderr).toContain('Delete the claim');
  });

  test('data that was begun here and is not complete is made anew', () => {
    const { status, file } = run('init.sh', { env: primary, programs: { ...nobody, 'mariadb-install-db': '' }, files: { 'volume/data/half': '', 'volume/begun': '' } });
    expect([status, file('volume/data/half'), file('volume/begun'), file('volume/role')]).toEqual([0, undefined, undefined, 'primary\n']);
  });

  test.each([['volume/data/ibdata1', primary], ['volume/ibdata1', primary], ['volume/data/ibdata1', {}]])('data of somebody else stays: %s', (path, env) => {
    const { status, stderr, file } = run('init.sh', { env, programs: { ...nobody, 'mariadb-install-db': '' }, files: { [path]: 'theirs' } });
    expect([status, file(path), file('volume/role')]).toEqual([1, 'theirs', undefined]);
    expect(stderr).toContain('were not made here');
  });

  test('a replica loads what the primary dumps, as no change of its own', () => {
    const programs = { mariadb: 'cat >> "$FOLDER/loaded"', 'mariadb-install-db': '', 'mariadb-dump': "echo 'CREATE TABLE t'", mariadbd: '' };
    const { status, calls, file } = run('init.sh', { programs });
    expect([status, file('volume/role'), file('volume/clone.sql')]).toEqual([0, 'replica\n', undefined]);
    expect(file('loaded')).toBe('SET SESSION sql_log_bin = 0;\nCREATE TABLE t\n');
    expect(calls.find((call) => call.startsWith('mariadb-dump'))).toContain('--host=db-0.db');
  });
});

describe.each([['mariadb', 'mariadbd'], ['mysql', 'mysqld']] as const)('start.sh with %s', (engine, server) => {
  const env = { DATABASE: 'shop', APP_USER: 'web', APP_PASSWORD: "it's a \\ word" };

  test('the primary has its accounts, with any password', () => {
    const { calls, file } = run('start.sh', { engine, env: { ...env, ...primary, METRICS_PASSWORD: 'm' }, programs: { [server]: '' } });
    const statements = file('run/init.sql')!;
    expect(statements).toContain("ALTER USER 'web'@'%' IDENTIFIED BY 'it''s a \\\\ word';\n");
    expect(statements).toContain("GRANT ALL PRIVILEGES ON `shop`.* TO 'web'@'%';\n");
    expect(statements).toMatch(/^GRANT .* ON \*\.\* TO 'replication'@'%';$/m);
    expect(statements).toMatch(/^GRANT .* TO 'metrics'@'127\.0\.0\.1';$/m);
    expect(statements).not.toContain("'backup'");
    expect(file('volume/role')).toBe('primary\n');
    expect(calls).toEqual([expect.stringMatching(new RegExp(`^${server} --defaults-file=/etc/kubeloom/server.cnf --server-id=1 --init-file=`))]);
  });

  test.each(['ROOT_PASSWORD', 'APP_PASSWORD', 'REPLICATION_PASSWORD', 'BACKUP_PASSWORD', 'METRICS_PASSWORD'])('%s that is empty, or ends in a newline, starts nothing', (name) => {
    for (const [password, why] of [['', 'is empty'], ['secret\n', 'more than one line']] as const) {
      const { status, stderr, calls } = run('start.sh', { engine, env: { ...env, ...primary, [name]: password }, programs: { [server]: '' } });
      expect([status, calls]).toEqual([1, []]);
      expect(stderr).toContain(why);
    }
  });

  test('a replica follows the primary, and takes no writes', () => {
    const { calls, file } = run('start.sh', { engine, env, programs: { [server]: '' } });
    expect(file('run/init.sql')).toMatch(/_HOST = 'db-0\.db'.*_PASSWORD = 'p'[^]*\nSTART (SLAVE|REPLICA);\n$/);
    expect(file('run/init.sql')).not.toContain('GRANT');
    expect(calls[0]).toMatch(/--server-id=2 .*--(super-)?read-only$/);
  });
});

describe('backups', () => {
  const env = { BACKUP_HOST: 'db-read', BACKUP_PASSWORD: 'b', BACKUP_NAME: 'db', BACKUP_KEEP: '2', BACKUP_FOLDER: '$FOLDER/backup' };
  const files = { 'backup/db-20260101T000000Z.sql.gz': '1', 'backup/db-20260102T000000Z.sql.gz': '2', 'backup/other.sql.gz': 'x' };

  test('backup.sh keeps the newest dumps, and no other file is touched', () => {
    const { status, file, calls } = run('backup.sh', {
      env, files, programs: { mariadb: 'echo shop', 'mariadb-dump': 'echo data', gzip: 'cat "$2"', date: 'echo 20260103T000000Z' },
    });
    expect(status).toBe(0);
    expect(['0101', '0102', '0103'].map((day) => file(`backup/db-2026${day}T000000Z.sql.gz`))).toEqual([undefined, '2', 'data\n']);
    expect(file('backup/other.sql.gz')).toBe('x');
    expect(calls.find((call) => call.startsWith('mariadb-dump'))).toContain('--databases shop');
  });

  test('a dump that fails leaves the others, and nothing that looks like one', () => {
    const { status, file } = run('backup.sh', { env, files, programs: { mariadb: 'echo shop', 'mariadb-dump': 'exit 2', date: 'echo 20260103T000000Z' } });
    expect(status).not.toBe(0);
    expect(file('backup/db-20260103T000000Z.sql.gz')).toBeUndefined();
    expect(file('backup/db-20260101T000000Z.sql.gz')).toBe('1');
  });

  test.each([['latest', '2'], ['db-20260101T000000Z.sql.gz', '1']])('restore.sh loads %s into the primary', (name, want) => {
    const { status, file, calls } = run('restore.sh', {
      env: { ...env, RESTORE_FILE: name }, files, programs: { gunzip: 'cat "$2"', mariadb: 'cat > "$FOLDER/loaded"' },
    });
    expect([status, file('loaded')]).toEqual([0, want]);
    expect(calls.at(-1)).toContain('--host=db-0.db');
  });
});

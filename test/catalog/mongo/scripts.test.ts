import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { runScript, type ScriptRun } from '../support/run-script';

describe('start.sh', () => {
  const start = (env: { readonly [name: string]: string } = {}): ScriptRun => runScript('mongo/start.sh', {
    env: { MONGO_CONFIG: '/etc/kubeloom/mongod.conf', RUN_FOLDER: '$FOLDER/run', REPLICA_SET: 'rs0', MEMBERS_PASSWORD: 'a+b/c=', ...env },
    programs: { mongod: 'ls -l "$FOLDER/run/keyfile" | cut -c1-10' },
    files: { 'run/.keep': '' },
  });

  test('starts a member with a key that nobody else can read', () => {
    const { status, calls, file, stdout } = start();
    expect([status, calls]).toEqual([0, ['mongod --config /etc/kubeloom/mongod.conf --replSet rs0 --keyFile $FOLDER/run/keyfile']]);
    expect([file('run/keyfile'), stdout]).toEqual(['a+b/c=', '-r--------\n']);
  });

  test('starts a server alone without one', () => {
    const { calls, file } = start({ REPLICA_SET: '' });
    expect([calls, file('run/keyfile')]).toEqual([['mongod --config /etc/kubeloom/mongod.conf'], undefined]);
  });

  test.each(['', 'short', 'a b c d e f', 'line\nline'])('refuses the key %j', (MEMBERS_PASSWORD) => {
    expect([start({ MEMBERS_PASSWORD }).status, start({ MEMBERS_PASSWORD }).calls]).toEqual([1, []]);
  });
});

test('join.sh looks once where it is told so', () => {
  const { status, calls } = runScript('mongo/join.sh', {
    env: { FOLDER: resolve(__dirname, '../../../src/catalog/mongo'), JOIN_EVERY: '0', REST_SECONDS: '1' }, programs: { mongosh: 'exit 3' },
  });
  expect(status).toBe(0);
  expect(calls).toEqual([expect.stringMatching(/^mongosh --quiet --norc mongodb:\/\/127\.0\.0\.1:27017\/.* \S*\/mongo\/join\.js$/)]);
});

/** A server that a file of commands meets. */
interface FakeServer {
  readonly hello: object | undefined;
  /** Passwords by user; the first user can be made by anybody. */
  readonly users: Map<string, string>;
  readonly members?: string[];
  readonly status?: object;
}

class Quit extends Error {
  constructor(readonly code: number) {
    super(`quit ${code}`);
  }
}

/** Runs a file of commands as the shell does, where the servers are ones that the test has made. */
function shell(
  file: string, env: { readonly [name: string]: string }, own: FakeServer, others: { readonly [host: string]: object | undefined } = {},
): {
  readonly code: number; readonly said: readonly string[]; readonly done: readonly string[];
} {
  const said: string[] = [];
  const done: string[] = [];
  const database = (name: string): object => ({
    runCommand: (command: object) => ('hello' in command ? own.hello : own.status),
    auth: (user: string, password: string) => {
      if (own.users.get(user) !== password) throw new Error('AuthenticationFailed');
      return { ok: 1 };
    },
    createUser: ({ user, pwd, roles }: { readonly user: string; readonly pwd: string; readonly roles: readonly string[] }) => {
      own.users.set(user, pwd);
      done.push(`user ${user} of ${name}: ${roles.join()}`);
    },
    getUser: (user: string) => (own.users.has(user) ? { user } : null),
  });
  const context = createContext({
    process: { env },
    print: (words: string) => said.push(words),
    quit: (code: number) => { throw new Quit(code); },
    db: { getSiblingDB: database },
    rs: {
      initiate: ({ members }: { readonly members: readonly { readonly host: string }[] }) => done.push(`set ${members.map(({ host }) => host).join()}`),
      conf: () => ({ members: (own.members ?? []).map((host) => ({ host })) }),
      add: (host: string) => done.push(`add ${host}`),
    },
    Mongo: class {
      constructor(private readonly uri: string) {}

      getDB(): object {
        const host = /\/\/([^/]+)\//.exec(this.uri)![1]!;
        if (others[host] === undefined) throw new Error('ServerSelectionTimeout');
        return { runCommand: () => others[host] };
      }
    },
  });
  try {
    runInContext(readFileSync(resolve(__dirname, '../../../src/catalog/mongo', file), 'utf8'), context);
    return { code: 0, said, done };
  } catch (error) {
    if (!(error instanceof Quit)) throw error;
    return { code: error.code, said, done };
  }
}

describe('join.js', () => {
  const env = {
    REPLICA_SET: 'rs0', PEERS: 'db-0.db db-1.db db-2.db', POD_NAME: 'db-0', POD_NAMESPACE: 'shop',
    DATABASE: 'shop', USER_NAME: 'web', ROOT_PASSWORD: 'r', APP_PASSWORD: 'a',
  };
  const hosts = ['db-0.db.shop.svc:27017', 'db-1.db.shop.svc:27017', 'db-2.db.shop.svc:27017'];
  const alone = { isWritablePrimary: false, secondary: false };
  const placed = { ...alone, setName: 'rs0' };
  const fresh = (hello: object): FakeServer => ({ hello, users: new Map(), members: hosts });

  test('the first member makes the set, of all members, when every other one says that it has none', () => {
    expect(shell('join.js', env, fresh(alone), { [hosts[1]!]: alone, [hosts[2]!]: alone })).toEqual({ code: 3, said: ['made the set rs0'], done: [`set ${hosts.join()}`] });
  });

  test.each([
    ['a member is silent', { [hosts[1]!]: alone }, `waiting for ${hosts[2]}: it may belong to a set already`],
    ['a member has a set', { [hosts[1]!]: alone, [hosts[2]!]: placed }, `waiting to be told of the set by ${hosts[2]}`],
  ])('it makes none while %s', (_name, others, words) => {
    expect(shell('join.js', env, fresh(alone), others)).toEqual({ code: 3, said: [words], done: [] });
  });

  test('another member makes none', () => {
    expect(shell('join.js', { ...env, POD_NAME: 'db-1' }, fresh(alone), { [hosts[0]!]: alone, [hosts[2]!]: alone }).done).toEqual([]);
  });

  test('the primary makes the users, once', () => {
    const primary = fresh({ ...placed, isWritablePrimary: true });
    expect(shell('join.js', env, primary)).toMatchObject({ code: 0, done: ['user root of admin: root', 'user web of shop: readWrite'] });
    expect(shell('join.js', env, primary)).toEqual({ code: 0, said: [], done: [] });
  });

  test.each([['ROOT_PASSWORD', '', 'root" is empty'], ['APP_PASSWORD', 'secret\n', 'web" has more than one line']])('nobody is made with a %s of %j', (name, password, why) => {
    const { code, said, done } = shell('join.js', { ...env, [name]: password }, fresh({ ...placed, isWritablePrimary: true }));
    expect([code, done, said[0]]).toEqual([3, [], expect.stringContaining(why)]);
  });

  test('the primary takes in members that are new', () => {
    const primary = { ...fresh({ ...placed, isWritablePrimary: true }), members: hosts.slice(0, 2) };
    expect(shell('join.js', env, primary).done).toContain(`add ${hosts[2]}`);
  });

  test('a secondary has nothing to do, and one without a place waits', () => {
    expect(shell('join.js', env, fresh({ ...placed, secondary: true }))).toEqual({ code: 0, said: [], done: [] });
    expect(shell('join.js', env, fresh(placed))).toEqual({ code: 3, said: ['waiting for a place in the set'], done: [] });
  });

  test('a server alone gets its users, and no set', () => {
    const { REPLICA_SET: _set, PEERS: _peers, ...own } = env;
    expect(shell('join.js', own, { hello: { isWritablePrimary: true }, users: new Map() })).toMatchObject({ code: 0, done: ['user root of admin: root', 'user web of shop: readWrite'] });
  });
});

describe('ready.js', () => {
  const env = { REPLICA_SET: 'rs0', ROOT_PASSWORD: 'r', MOST_LAG: '30' };
  const status = (behind: number, primary = 'PRIMARY'): object => ({
    members: [{ stateStr: primary, optimeDate: new Date(100_000) }, { stateStr: 'SECONDARY', self: true, optimeDate: new Date(100_000 - behind * 1000) }],
  });
  const users = new Map([['root', 'r']]);

  test.each<[string, FakeServer, number, string]>([
    ['a secondary that keeps up', { hello: { secondary: true }, users, status: status(5) }, 0, ''],
    ['one that is behind', { hello: { secondary: true }, users, status: status(31) }, 1, 'not ready: it is 31 s behind the primary'],
    ['one that copies', { hello: { secondary: false }, users, status: status(0) }, 1, 'not ready: it has no place in the replica set yet, or still copies'],
    ['one without a primary', { hello: { secondary: true }, users, status: status(0, 'SECONDARY') }, 1, 'not ready: there is no primary'],
    ['one that has no users yet', { hello: { isWritablePrimary: true }, users: new Map() }, 1, 'not ready: its users are not there yet'],
  ])('%s', (_name, server, code, words) => {
    const run = shell('ready.js', env, server);
    expect([run.code, run.said.join()]).toEqual([code, words]);
  });

  test('a server alone that takes writes', () => {
    expect(shell('ready.js', { ROOT_PASSWORD: 'r', MOST_LAG: '30' }, { hello: { isWritablePrimary: true }, users }).code).toBe(0);
  });
});

describe('backup.sh and restore.sh', () => {
  const run = (script: 'backup.sh' | 'restore.sh', env: { readonly [name: string]: string }): ScriptRun => runScript(`mongo/${script}`, {
    env: { BACKUP_URI: 'mongodb://app:secret@db/app', BACKUP_NAME: 'db', DATABASE: 'app', BACKUP_FOLDER: '$FOLDER/backup', TMPDIR: '$FOLDER/tmp', ...env },
    programs: {
      mongodump: 'for word; do case "$word" in --archive=*) : > "${word#--archive=}" ;; --config=*) cat "${word#--config=}" ;; esac; done',
      mongorestore: '', date: 'echo 20260102T030405Z',
    },
    files: { 'tmp/.keep': '', 'backup/db-20250101T000000Z.archive.gz': '', 'backup/db-20260101T000000Z.archive.gz': '' },
  });

  test('a dump is written, the password in no argument, and the oldest one deleted', () => {
    const { status, stdout, calls } = run('backup.sh', { BACKUP_KEEP: '2' });
    expect([status, stdout.split('\n')]).toEqual([0, [
      'uri: "mongodb://app:secret@db/app"', 'backup: wrote $FOLDER/backup/db-20260102T030405Z.archive.gz', 'backup: deleted $FOLDER/backup/db-20250101T000000Z.archive.gz', '',
    ]]);
    expect(calls.join()).not.toContain('secret');
  });

  test('the newest dump is loaded', () => {
    const { status, calls } = run('restore.sh', { RESTORE_FILE: 'latest' });
    expect([status, calls[0]]).toEqual([0, expect.stringMatching(/--archive=\$FOLDER\/backup\/db-20260101T000000Z\.archive\.gz --drop --nsInclude=app\.\*$/)]);
  });

  test('a dump that is not there is refused', () => {
    expect([run('restore.sh', { RESTORE_FILE: 'none' }).status, run('restore.sh', { RESTORE_FILE: 'none' }).calls]).toEqual([1, []]);
  });
});

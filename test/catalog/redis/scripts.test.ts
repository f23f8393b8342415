import { runScript, type ScriptRun } from '../support/run-script';

const info = (...lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('');
/** A `redis-cli` that answers as the table says, by its arguments without options. */
const redisCli = (answers: { readonly [command: string]: string }): string => [
  'host=here; while :; do case "$1" in -e) shift ;; -h) host="$2"; shift 2 ;; -p) shift 2 ;; *) break ;; esac; done',
  'case "$host $*" in',
  ...Object.entries(answers).map(([command, answer]) => `"${command.startsWith('@') ? command.slice(1) : `here ${command}`}") printf '%s' '${answer}' ;;`),
  'esac',
].join('\n');

describe('start.sh', () => {
  const start = (env: { readonly [name: string]: string }): ScriptRun => runScript('redis/start.sh', {
    env: { REDIS_CONFIG: '/etc/kubeloom/redis.conf', RUN_FOLDER: '$FOLDER/run', REDISCLI_AUTH: 'secret', ...env },
    programs: { 'redis-server': '' },
    files: { 'run/.keep': '' },
  });

  test('starts the server with the mounted configuration and the password', () => {
    const { status, calls, file } = start({});
    expect([status, calls]).toEqual([0, ['redis-server $FOLDER/run/server.conf']]);
    expect(file('run/server.conf')).toBe('include /etc/kubeloom/redis.conf\nrequirepass "secret"\nmasterauth "secret"\n');
  });

  test('tells the others the address and the name of the pod', () => {
    const { file } = start({ POD_IP: '10.1.2.3', POD_NAME: 'redis-1', PEERS: 'redis-0.redis redis-1.redis redis-10.redis' });
    expect(file('run/server.conf')).toMatch(/\ncluster-announce-ip 10\.1\.2\.3\ncluster-announce-hostname redis-1\.redis\n$/);
  });

  test('keeps quotes and backslashes of a password', () => {
    expect(start({ REDISCLI_AUTH: 'a"b\\c $d' }).file('run/server.conf')).toContain('requirepass "a\\"b\\\\c $d"\n');
  });

  test.each([['', 'the password is empty'], ['one\ntwo', 'more than one line']])('refuses the password %j', (REDISCLI_AUTH, words) => {
    const { status, stderr, calls } = start({ REDISCLI_AUTH });
    expect([status, calls]).toEqual([1, []]);
    expect(stderr).toContain(words);
  });
});

describe('alive.sh', () => {
  test.each([
    ['PONG', 0], ['LOADING Redis is loading the dataset in memory', 0], ['NOAUTH Authentication required.', 0],
    ['Could not connect to Redis at 127.0.0.1:6379: Connection refused', 1], ['', 1],
  ])('after the answer %j ends with %d', (answer, want) => {
    expect(runScript('redis/alive.sh', { programs: { 'redis-cli': redisCli({ ping: answer }) } }).status).toBe(want);
  });
});

describe('ready.sh', () => {
  const primary = info('role:master', 'connected_slaves:1');
  const replica = (link: string, syncing: number, silence: number): string =>
    info('role:slave', `master_link_status:${link}`, `master_last_io_seconds_ago:${silence}`, `master_sync_in_progress:${syncing}`);
  const placed = 'a1 10.0.0.1:6379@16379,redis-0.redis myself,master - 0 0 1 connected 0-5460\n';
  const unplaced = 'a1 10.0.0.1:6379@16379,redis-0.redis myself,master - 0 0 1 connected\n';
  const ok = info('cluster_state:ok');

  test.each<[string, { readonly [command: string]: string }, boolean, string]>([
    ['one server that answers', { 'ping': 'PONG', 'info replication': primary }, false, ''],
    ['one that loads', { ping: 'LOADING' }, false, 'it does not answer, or still loads'],
    ['a primary with slots', { 'ping': 'PONG', 'info replication': primary, 'cluster info': ok, 'cluster nodes': placed }, true, ''],
    ['a primary without slots', { 'ping': 'PONG', 'info replication': primary, 'cluster info': ok, 'cluster nodes': unplaced }, true, 'it has no part in the cluster yet'],
    ['one of a cluster with a gap', { 'ping': 'PONG', 'info replication': primary, 'cluster info': info('cluster_state:fail') }, true, 'the state of the cluster is fail'],
    ['a replica', { 'ping': 'PONG', 'info replication': replica('up', 0, 2), 'cluster info': ok }, true, ''],
    ['a replica that still copies', { 'ping': 'PONG', 'info replication': replica('up', 1, 0) }, true, 'it still copies the data of its primary'],
    ['a replica without its primary', { 'ping': 'PONG', 'info replication': replica('down', 0, -1) }, true, 'it has no link to its primary'],
    ['a replica whose primary is silent', { 'ping': 'PONG', 'info replication': replica('up', 0, 16) }, true, 'its primary has been silent for 16 s'],
  ])('%s', (_name, answers, clustered, want) => {
    const { status, stderr } = runScript('redis/ready.sh', {
      env: { MAX_SILENCE: '15', ...(clustered ? { PEERS: 'redis-0.redis redis-1.redis' } : undefined) },
      programs: { 'redis-cli': redisCli(answers) },
    });
    expect(status).toBe(want === '' ? 0 : 1);
    expect(stderr).toContain(want);
  });
});

describe('join.sh', () => {
  const self = (rest: string): string => `a0 10.0.0.10:6379@16379,redis-0.redis myself,${rest}\n`;
  const node = (n: number, flags: string, rest = ''): string => `a${n} 10.0.0.1${n}:6379@16379,redis-${n}.redis ${flags} - 0 0 1 connected${rest}\n`;
  const join = (pod: string, answers: { readonly [command: string]: string }): ScriptRun => runScript('redis/join.sh', {
    env: { PEERS: 'redis-0.redis redis-1.redis redis-2.redis redis-3.redis', PRIMARIES: '3', POD_NAME: pod, JOIN_EVERY: '0' },
    programs: {
      'redis-cli': redisCli(answers),
      'getent': 'case "$2" in redis-?.redis) n="${2#redis-}"; echo "10.0.0.1${n%.redis} $2" ;; *) exit 2 ;; esac',
    },
  });
  const changes = ({ calls }: ScriptRun): readonly string[] => calls.filter((call) => /meet|forget|replicate|addslots/.test(call)).map((call) => call.replace('redis-cli -e cluster ', ''));
  const others = node(1, 'master') + node(2, 'master') + node(3, 'master');
  /** Every node sees the same. */
  const everywhere = (view: string): { readonly [command: string]: string } =>
    Object.fromEntries(['@redis-0.redis', '@redis-1.redis', '@redis-2.redis', '@redis-3.redis'].map((host) => [`${host} cluster nodes`, view]));

  test('meets the nodes that it does not know at their present address', () => {
    const nodes = self('master - 0 0 1 connected 0-5460') + node(1, 'master') + 'a2 10.0.0.99:6379@16379,redis-2.redis master - 0 0 1 disconnected\n';
    expect(changes(join('redis-0', { 'cluster nodes': nodes }))).toEqual(['meet 10.0.0.12 6379', 'meet 10.0.0.13 6379']);
  });

  test('takes its slots where every node says that nobody has them', () => {
    const nodes = self('master - 0 0 1 connected') + others;
    expect(changes(join('redis-0', { 'cluster nodes': nodes, ...everywhere(nodes) }))).toEqual(['addslotsrange 0 5460']);
  });

  test('takes none while a node is silent', () => {
    const nodes = self('master - 0 0 1 connected') + others;
    const run = join('redis-0', { 'cluster nodes': nodes, ...everywhere(nodes), '@redis-2.redis cluster nodes': '' });
    expect(changes(run)).toEqual([]);
    expect(run.stdout).toBe('join: waiting for redis-2.redis: they may know who has the slots of group 0\n');
  });

  test('follows the primary that has the slots of its group: it has lost its volume, and another one has taken over', () => {
    const nodes = self('master - 0 0 1 connected') + node(1, 'master') + node(2, 'master') + node(3, 'master', ' 0-5460');
    expect(changes(join('redis-0', { 'cluster nodes': nodes, ...everywhere(nodes) }))).toEqual(['replicate a3']);
  });

  test('waits for a replica to take over the slots that it had before it lost its volume', () => {
    const nodes = self('master - 0 0 1 connected') + others;
    const former = `b0 10.0.0.10:6379@16379,redis-0.redis master - 0 0 1 connected 0-5460\n${others}`;
    const run = join('redis-0', { 'cluster nodes': nodes, ...everywhere(former) });
    expect(changes(run)).toEqual([]);
    expect(run.stdout).toContain('the primary of group 0 has failed');
  });

  test('as a node beyond the primaries it follows, and never takes slots', () => {
    const nodes = 'a0 10.0.0.10:6379@16379,redis-0.redis master - 0 0 1 connected 0-5460\n' + node(1, 'master') + node(2, 'master') + node(3, 'myself,master');
    expect(changes(join('redis-3', { 'cluster nodes': nodes, ...everywhere(nodes) }))).toEqual(['replicate a0']);
    const without = nodes.replace(' 0-5460', '');
    expect(changes(join('redis-3', { 'cluster nodes': without, ...everywhere(without) }))).toEqual([]);
  });

  test('forgets what a pod was before it lost its volume, and nothing else that failed', () => {
    const former = 'b2 10.0.0.12:6379@16379,redis-2.redis master,fail - 0 0 1 disconnected\n';
    const owning = 'b1 10.0.0.11:6379@16379,redis-1.redis master,fail - 0 0 1 disconnected 5461-10921\n';
    const away = 'c3 10.0.0.13:6379@16379,redis-3.redis slave,fail a0 0 0 1 disconnected\n';
    const nodes = self('master - 0 0 1 connected 0-5460') + node(1, 'master') + node(2, 'slave') + former + owning + away;
    expect(changes(join('redis-0', { 'cluster nodes': nodes })).filter((change) => change.startsWith('forget'))).toEqual(['forget b2']);
  });

  test('does nothing where all is well', () => {
    expect(changes(join('redis-0', { 'cluster nodes': self('master - 0 0 1 connected 0-5460') + others }))).toEqual([]);
  });
});

describe('stop.sh', () => {
  const stop = (replication: string): ScriptRun => runScript('redis/stop.sh', { env: { HANDOVER_SECONDS: '1' }, programs: { 'redis-cli': redisCli({ 'info replication': replication }) } });

  test('hands over to the replica that is furthest', () => {
    const { status, calls } = stop(info('role:master', 'slave0:ip=10.0.0.4,port=6379,state=online,offset=90,lag=1', 'slave1:ip=10.0.0.5,port=6379,state=online,offset=100,lag=0', 'slave2:ip=10.0.0.6,port=6379,state=send_bulk,offset=999,lag=0'));
    expect([status, calls.filter((call) => call.includes('failover'))]).toEqual([0, ['redis-cli -e -h 10.0.0.5 -p 6379 cluster failover']]);
  });

  test.each([['a replica', info('role:slave')], ['a primary alone', info('role:master', 'connected_slaves:0')]])('lets %s stop at once', (_name, replication) => {
    const { status, calls } = stop(replication);
    expect([status, calls.filter((call) => call.includes('failover'))]).toEqual([0, []]);
  });
});

describe('backup.sh', () => {
  const backup = (env: { readonly [name: string]: string }, files: { readonly [path: string]: string } = {}): ScriptRun => runScript('redis/backup.sh', {
    env: { BACKUP_HOST: 'cache', BACKUP_NAME: 'cache', BACKUP_KEEP: '2', BACKUP_FOLDER: '$FOLDER/backup', CLUSTERED: 'no', ...env },
    programs: {
      'redis-cli': [
        'case "$*" in *nodes*) cat <<END',
        'a0 10.0.0.1:6379@16379,r-0.r master - 0 0 1 connected 0-5460\na1 10.0.0.2:6379@16379,r-1.r slave a0 0 0 1 connected',
        'a2 10.0.0.3:6379@16379,r-2.r master,fail - 0 0 1 disconnected\na3 10.0.0.4:6379@16379,r-3.r master - 0 0 1 connected 5461-16383\nEND',
        '  ;; *--rdb*) for last; do :; done; : > "$last" ;; esac',
      ].join('\n').replaceAll('\\n', '\n'),
      date: 'echo 20260102T030405Z',
    },
    files: { 'backup/.keep': '', ...files },
  });

  test('copies one server', () => {
    const { status, stdout, calls } = backup({});
    expect([status, stdout]).toEqual([0, 'backup: wrote $FOLDER/backup/cache-20260102T030405Z\n']);
    expect(calls).toContain('redis-cli -h cache --rdb $FOLDER/backup/cache-20260102T030405Z.part/0.rdb');
  });

  test('copies every primary of a cluster', () => {
    expect(backup({ CLUSTERED: 'yes' }).calls.filter((call) => call.includes('--rdb')).map((call) => call.split(' ')[2])).toEqual(['10.0.0.1', '10.0.0.4']);
  });

  test('keeps the newest, and what is not its own', () => {
    const old = { 'backup/cache-20250101T000000Z/0.rdb': '', 'backup/cache-20260101T000000Z/0.rdb': '', 'backup/other-20200101T000000Z/0.rdb': '' };
    expect(backup({}, old).stdout.split('\n').filter((line) => line.includes('deleted'))).toEqual(['backup: deleted $FOLDER/backup/cache-20250101T000000Z']);
  });
});

describe('restore.sh', () => {
  const restore = (file: string): ScriptRun => runScript('redis/restore.sh', {
    env: { BACKUP_HOST: 'cache', BACKUP_NAME: 'cache', BACKUP_FOLDER: '$FOLDER/backup', RESTORE_FILE: file, CLUSTERED: 'no', POD_IP: '10.0.0.9', REDISCLI_AUTH: 'secret' },
    programs: {
      'redis-server': 'exec sleep 1',
      'redis-cli': 'case "$*" in *ping*) echo PONG ;; *replication*) echo master_link_status:up ;; esac',
    },
    files: { 'backup/cache-20250101T000000Z/0.rdb': '', 'backup/cache-20260101T000000Z/0.rdb': '' },
  });

  test('has the server read the newest copy, and leaves it as it was', () => {
    const { status, stdout, calls } = restore('latest');
    expect([status, stdout]).toEqual([0, 'restore: loaded $FOLDER/backup/cache-20260101T000000Z/0.rdb\n']);
    expect(calls.filter((call) => call.includes('replicaof'))).toEqual(['redis-cli -e -h cache replicaof 10.0.0.9 6400', 'redis-cli -e -h cache replicaof no one']);
  });

  test('refuses a copy that is not there', () => {
    const { status, stderr, calls } = restore('cache-20270101T000000Z');
    expect([status, calls]).toEqual([1, []]);
    expect(stderr).toContain('there is no $FOLDER/backup/cache-20270101T000000Z');
  });
});

import { once } from 'node:events';
import { createServer } from 'node:net';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runScript, type ScriptRun } from '../support/run-script';

describe('start.sh', () => {
  const config = 'dataDir=/data\nserver.1=zk-0.zk:2888:3888\nserver.2=zk-1.zk:2888:3888\n';
  const start = (pod: string, files: { readonly [path: string]: string } = {}, dns = ''): ScriptRun => runScript('zookeeper/start.sh', {
    env: { POD_NAME: pod, ZOO_CONFIG: '$FOLDER/zoo.cfg', ZOO_DATA_DIR: '$FOLDER/data', NAMES_SECONDS: '1' },
    programs: { 'zkServer.sh': '', 'getent': dns, 'sleep': '' },
    files: { 'data/.keep': '', 'zoo.cfg': config, ...files },
  });

  test('numbers the server after its pod, and starts it with the mounted configuration', () => {
    const { status, calls, file } = start('zk-2');
    expect([status, calls.at(-1), file('data/myid')]).toEqual([0, 'zkServer.sh start-foreground $FOLDER/zoo.cfg', '3\n']);
  });

  test('waits for the names of all servers, but not for ever', () => {
    expect(start('zk-0').calls).toEqual(['getent hosts zk-0.zk', 'getent hosts zk-1.zk', 'zkServer.sh start-foreground $FOLDER/zoo.cfg']);
    const { status, calls } = start('zk-0', {}, '[ "$2" = zk-0.zk ]');
    expect([status, calls.filter((call) => !call.startsWith('getent'))]).toEqual([0, ['sleep 1', 'zkServer.sh start-foreground $FOLDER/zoo.cfg']]);
  });

  test('starts again on its own volume', () => {
    expect(start('my-zk-12', { 'data/myid': '13\n' }).status).toBe(0);
  });

  test('refuses the volume of another server', () => {
    const { status, stderr, calls } = start('zk-0', { 'data/myid': '2\n' });
    expect([status, calls]).toEqual([1, []]);
    expect(stderr).toContain('the volume belongs to server 2, this is server 1');
  });
});

/** Runs a probe against a server that gives one answer to everything; it listens where there is room, and the probe is told so. */
async function probe(script: 'alive.sh' | 'ready.sh', answer: string): Promise<{ readonly status: number; readonly asked: string }> {
  let asked = '';
  const server = createServer((socket) => socket.once('data', (words) => {
    asked = words.toString();
    socket.end(answer);
  }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  const text = readFileSync(resolve(__dirname, '../../../src/catalog/zookeeper', script), 'utf8').replace('/2181', `/${port}`);
  const child = spawn('bash', ['-c', text], { stdio: 'ignore' });
  const [status] = (await once(child, 'exit')) as [number];
  server.close();
  return { status, asked };
}

test.each([['imok', 0], ['', 1], ['This ZooKeeper instance is not currently serving requests\n', 1]])('alive.sh ends after %j with %d', async (answer, status) => {
  expect(await probe('alive.sh', answer)).toEqual({ status, asked: 'ruok' });
});

test.each([
  ['Zookeeper version: 3.9.3\nMode: leader\nNode count: 5\n', 0],
  ['Zookeeper version: 3.9.3\nMode: follower\nNode count: 5\n', 0],
  ['Zookeeper version: 3.9.3\nMode: standalone\n', 1],
  ['This ZooKeeper instance is not currently serving requests\n', 1],
])('ready.sh ends after %j with %d', async (answer, status) => {
  expect(await probe('ready.sh', answer)).toEqual({ status, asked: 'srvr' });
});

test.each(['alive.sh', 'ready.sh'])('%s fails where nobody listens', (script) => {
  // Nothing is at the port of ZooKeeper here, or no ZooKeeper that would be called this.
  expect(runScript(`zookeeper/${script}`, { shell: 'bash' }).status).toBe(1);
});

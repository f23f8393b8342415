import { renameSync, rmSync } from 'node:fs';
import { mysqlReplicated } from '../../../examples/mysql-replicated';
import type { PodProcesses } from '../pod';
import type { ProcessProof, Stage } from '../stage';

const password = { root: "ro'ot\\1", app: 'app-1', replication: "repli'cation-1", backup: 'backup-1', metrics: 'metrics-1' };

/** The example with MariaDB, which Debian has. */
export const mysqlReplicatedProof: ProcessProof = {
  name: 'mysql-replicated',
  packages: ['mariadb-server', 'mariadb-client', 'mariadb-backup'],
  define: (app) => mysqlReplicated(app, 'mariadb', { file: 'latest' }),
  secrets: { 'db-passwords': password },
  image: { users: { 999: 'mysql' }, without: ['metrics'] },

  async prove(stage) {
    const [primary, first, second] = stage.podsOf('db') as [PodProcesses, PodProcesses, PodProcesses];

    await stage.claim('a primary starts with new data, and replicas clone it, one after the other', () => stage.startInOrder('db'));
    await stage.claim('a row that the application writes to the primary is read from every replica', async () => {
      write(primary, 'CREATE TABLE item (id INT PRIMARY KEY, word VARCHAR(100)) ENGINE = InnoDB');
      write(primary, "INSERT INTO item VALUES (1, 'first')");
      return await reads(stage, first, 1) && reads(stage, second, 1);
    });
    await stage.claim('a replica takes no writes', () => sql(first, "INSERT INTO item VALUES (99, 'lost')").status !== 0);
    await stage.claim('a replica that is stopped, wiped and started again clones, and is not ready before it has caught up', async () => {
      await stage.stop(second);
      second.wipe();
      write(primary, "INSERT INTO item VALUES (2, 'while away')");
      const start = stage.start(second);
      const early = await second.isReady();
      await start;
      await stage.untilReady(second);
      return !early && reads(stage, second, 2);
    });
    await stage.claim('a replica that applies nothing is not ready, and ready again once it follows', async () => {
      root(second, 'STOP SLAVE SQL_THREAD');
      const stopped = await second.isReady();
      root(second, 'START SLAVE SQL_THREAD');
      return !stopped && stage.eventually(() => second.isReady());
    });
    await stage.claim('a graceful stop of the primary loses nothing that was acknowledged', async () => {
      const acknowledged = await writeUntilStopped(stage, primary);
      await stage.startReady(primary);
      const kept = Number(sql(primary, 'SELECT COUNT(*) FROM item WHERE id >= 1000').stdout.trim());
      if (kept !== acknowledged) throw new Error(`${acknowledged} rows were acknowledged, ${kept} are there`);
      return await reads(stage, first, acknowledged + 2) && reads(stage, second, acknowledged + 2);
    });
    await stage.claim('replicas stay ready while the primary restarts, and follow it again by themselves', async () => {
      await stage.stop(primary);
      const ready = await first.isReady();
      await stage.startReady(primary);
      write(primary, "INSERT INTO item VALUES (3, 'after the restart')");
      return ready && stage.eventually(() => count(first, 'id = 3') === 1);
    });
    await stage.claim('a primary that lost its volume does not start empty beside replicas that have data', async () => {
      await stage.stop(primary);
      const folder = stage.claimFolder('data-db-0');
      renameSync(folder, `${folder}-kept`);
      const failure = await stage.start(primary).then(() => 'nothing', (error: unknown) => String(error));
      await stage.kill(primary);
      rmSync(folder, { recursive: true });
      renameSync(`${folder}-kept`, folder);
      if (!failure.includes('has data')) throw new Error(`it was not refused for that: ${failure}`);
      await stage.startReady(primary);
    });
    await stage.claim('a backup is written, kept, and loaded again', async () => {
      const before = count(primary, 'id > 0');
      await stage.runJob('db-backup');
      root(primary, 'DROP TABLE shop.item');
      await stage.runJob('db-restore');
      return count(primary, 'id > 0') === before && stage.eventually(() => count(second, 'id > 0') === before);
    });
  },
};

function client(pod: PodProcesses, user: string, secret: string, statement: string): ReturnType<PodProcesses['exec']> {
  const host = user === 'root' ? ['--socket=/run/mysqld/mysqld.sock'] : ['--host=127.0.0.1'];
  return pod.exec(['env', `MYSQL_PWD=${secret}`, 'mariadb', '--no-defaults', '-BN', ...host, `--user=${user}`, 'shop', '-e', statement]);
}

/** As the application. */
function sql(pod: PodProcesses, statement: string): ReturnType<PodProcesses['exec']> {
  return client(pod, 'shop', password.app, statement);
}

function write(pod: PodProcesses, statement: string): void {
  const { status, stderr } = sql(pod, statement);
  if (status !== 0) throw new Error(`${statement}: ${stderr}`);
}

function root(pod: PodProcesses, statement: string): void {
  const { status, stderr } = client(pod, 'root', password.root, statement);
  if (status !== 0) throw new Error(`${statement}: ${stderr}`);
}

function count(pod: PodProcesses, where: string): number {
  const { status, stdout } = sql(pod, `SELECT COUNT(*) FROM item WHERE ${where}`);
  return status === 0 ? Number(stdout.trim()) : -1;
}

function reads(stage: Stage, pod: PodProcesses, rows: number): Promise<boolean> {
  return stage.eventually(() => count(pod, 'id > 0') === rows, 30);
}

/** Writes row after row while the primary is stopped; gives the number that it acknowledged. */
async function writeUntilStopped(stage: Stage, primary: PodProcesses): Promise<number> {
  let acknowledged = 0;
  for (; acknowledged < 20; acknowledged++) write(primary, `INSERT INTO item VALUES (${1000 + acknowledged}, 'counted')`);
  const stopping = stage.stop(primary);
  while (sql(primary, `INSERT INTO item VALUES (${1000 + acknowledged}, 'counted')`).status === 0) {
    acknowledged++;
    await new Promise((resolve) => { setTimeout(resolve, 1); });
  }
  if (await stopping !== 'stopped') throw new Error('it had to be killed');
  return acknowledged;
}

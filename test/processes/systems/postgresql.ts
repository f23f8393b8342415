import { renameSync, rmSync } from 'node:fs';
import { postgresql } from '../../../examples/postgresql';
import type { PodProcesses } from '../pod';
import type { ProcessProof, Stage } from '../stage';

const password = { app: 'app-1', replication: "repli:ca'tion\\1", metrics: 'metrics-1' };

/** The example, with the version of PostgreSQL that Debian 12 has. */
export const postgresqlProof: ProcessProof = {
  name: 'postgresql',
  packages: ['postgresql-15', 'postgresql-client-15'],
  define: (app) => postgresql(app, { file: 'latest' }),
  secrets: { 'db-passwords': password },
  image: { users: { 999: 'postgres' }, path: ['/usr/lib/postgresql/15/bin'], without: ['metrics'] },

  async prove(stage) {
    const [primary, first, second] = stage.podsOf('db') as [PodProcesses, PodProcesses, PodProcesses];

    await stage.claim('a primary starts with new data, and replicas clone it, one after the other', () => stage.startInOrder('db'));
    await stage.claim('a row that the application writes to the primary is read from every replica', async () => {
      write(primary, 'CREATE TABLE item (id int PRIMARY KEY, word text)');
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
    await stage.claim('a replica that applies nothing is not ready once it is too far behind, and ready again once it follows', async () => {
      superuser(second, 'SELECT pg_wal_replay_pause()');
      // Nobody waits for a minute here: what it was in step with is forgotten.
      second.exec(['rm', '-f', '/run/postgresql/in-step']);
      const stopped = await second.isReady();
      superuser(second, 'SELECT pg_wal_replay_resume()');
      return !stopped && stage.eventually(() => second.isReady());
    });
    await stage.claim('a graceful stop of the primary loses nothing that was acknowledged', async () => {
      const acknowledged = await writeUntilStopped(stage, primary);
      await stage.startReady(primary);
      const kept = count(primary, 'id >= 1000');
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
      write(primary, 'DROP TABLE item');
      await stage.runJob('db-restore');
      return count(primary, 'id > 0') === before && stage.eventually(() => count(second, 'id > 0') === before);
    });
  },
};

/** As the application. */
function sql(pod: PodProcesses, statement: string): ReturnType<PodProcesses['exec']> {
  return pod.exec(['env', `PGPASSWORD=${password.app}`, 'psql', '-h', '127.0.0.1', '-U', 'shop', '-d', 'shop', '-XAtqc', statement]);
}

function write(pod: PodProcesses, statement: string): void {
  const { status, stderr } = sql(pod, statement);
  if (status !== 0) throw new Error(`${statement}: ${stderr}`);
}

function superuser(pod: PodProcesses, statement: string): void {
  const { status, stderr } = pod.exec(['psql', '-h', '/run/postgresql', '-U', 'postgres', '-XAtqc', statement]);
  if (status !== 0) throw new Error(`${statement}: ${stderr}`);
}

function count(pod: PodProcesses, where: string): number {
  const { status, stdout } = sql(pod, `SELECT count(*) FROM item WHERE ${where}`);
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

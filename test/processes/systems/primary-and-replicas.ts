import { renameSync, rmSync } from 'node:fs';
import type { App } from '../../../src';
import type { Answer } from '../container';
import type { PodProcesses } from '../pod';
import type { Stage } from '../stage';

/** What differs between databases with one primary and two replicas, of which the same is claimed. */
export interface Dialect {
  /** The system with another pod as the primary. */
  readonly movedTo: (app: App, primary: number) => unknown;
  /** Runs a statement as the application. */
  readonly sql: (pod: PodProcesses, statement: string) => Answer;
  /** Keeps a replica from applying what it reads, so that it is not ready; and undoes that. */
  readonly hold: (pod: PodProcesses) => void;
  readonly release: (pod: PodProcesses) => void;
}

/** Shows what the catalogue claims of one primary and two replicas, the pods of StatefulSet `db`. */
export async function provePrimaryAndReplicas(stage: Stage, { movedTo, sql, hold, release }: Dialect): Promise<void> {
  const pods = (): [PodProcesses, PodProcesses, PodProcesses] => stage.podsOf('db') as [PodProcesses, PodProcesses, PodProcesses];
  const [primary, first, second] = pods();
  const write = (pod: PodProcesses, statement: string): void => {
    const { status, stderr } = sql(pod, statement);
    if (status !== 0) throw new Error(`${statement}: ${stderr}`);
  };
  const count = (pod: PodProcesses, where = 'id > 0'): number => {
    const { status, stdout } = sql(pod, `SELECT count(*) FROM item WHERE ${where}`);
    return status === 0 ? Number(stdout.trim()) : -1;
  };
  const reads = (pod: PodProcesses, rows: number): Promise<boolean> => stage.eventually(() => count(pod) === rows, 30);

  await stage.claim('all pods start at once: a primary with new data, and replicas that wait for it and clone it', () => stage.startAtOnce('db'));
  await stage.claim('a row that the application writes to the primary is read from every replica', async () => {
    write(primary, 'CREATE TABLE item (id int PRIMARY KEY, word varchar(100))');
    write(primary, "INSERT INTO item VALUES (1, 'first')");
    return await reads(first, 1) && reads(second, 1);
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
    return !early && reads(second, 2);
  });
  await stage.claim('a replica that applies nothing is not ready, and ready again once it follows', async () => {
    hold(second);
    const held = await second.isReady();
    release(second);
    return !held && stage.eventually(() => second.isReady());
  });
  await stage.claim('a graceful stop of the primary loses nothing that was acknowledged', async () => {
    const acknowledged = await writeUntilStopped(stage, primary, sql);
    await stage.startReady(primary);
    const kept = count(primary, 'id >= 1000');
    if (kept !== acknowledged) throw new Error(`${acknowledged} rows were acknowledged, ${kept} are there`);
    return await reads(first, acknowledged + 2) && reads(second, acknowledged + 2);
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
    const before = count(primary);
    await stage.runJob('db-backup');
    write(primary, 'DROP TABLE item');
    await stage.runJob('db-restore');
    return count(primary) === before && reads(second, before);
  });
  await stage.claim('by hand, another pod becomes the primary with all that was acknowledged, and the others follow it', async () => {
    const before = count(primary);
    if (!(await reads(first, before)) || !(await reads(second, before))) return false;
    await stage.kill(primary);
    stage.apply((app) => movedTo(app, 1));
    // As the controller does it: from the highest number down, each once the one before is ready.
    const other = await stage.replace(second);
    const moved = await stage.replace(first);
    await stage.untilReady(other);
    write(moved, "INSERT INTO item VALUES (4, 'to the new primary')");
    return count(moved) === before + 1 && reads(other, before + 1);
  });
  await stage.claim('what was the primary refuses to follow with its old volume, and clones with an empty one', async () => {
    const [lost, moved] = pods();
    const old = await stage.renew(lost);
    const failure = await stage.start(old).then(() => 'nothing', (error: unknown) => String(error));
    await stage.kill(old);
    if (!failure.includes('Delete the claim')) throw new Error(`it was not refused for that: ${failure}`);
    old.wipe();
    await stage.startReady(old);
    return reads(old, count(moved));
  });
}

/** Writes row after row while the primary is stopped; gives the number that it acknowledged. */
async function writeUntilStopped(stage: Stage, primary: PodProcesses, sql: Dialect['sql']): Promise<number> {
  const insert = (id: number): boolean => sql(primary, `INSERT INTO item VALUES (${id}, 'counted')`).status === 0;
  let acknowledged = 0;
  for (; acknowledged < 20; acknowledged++) if (!insert(1000 + acknowledged)) throw new Error('a row was not taken');
  const stopping = stage.stop(primary);
  while (insert(1000 + acknowledged)) {
    acknowledged++;
    await new Promise((resolve) => { setTimeout(resolve, 1); });
  }
  if (await stopping !== 'stopped') throw new Error('it had to be killed');
  return acknowledged;
}

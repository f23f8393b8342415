import { postgresql } from '../../../examples/postgresql';
import type { PodProcesses } from '../pod';
import type { ProcessProof } from '../stage';
import { type Dialect, provePrimaryAndReplicas } from './primary-and-replicas';

/** With characters that statements, shells and files of passwords take for something else. */
const password = { app: 'app-1', replication: "repli:ca'tion\\1", metrics: 'metrics-1' };

/** The example, with the version of PostgreSQL that Debian 12 has. */
export const postgresqlProof: ProcessProof = {
  name: 'postgresql',
  packages: ['postgresql-15', 'postgresql-client-15'],
  define: (app) => postgresql(app, { restore: { file: 'latest' } }),
  secrets: { 'db-passwords': password },
  image: { users: { 999: 'postgres' }, path: ['/usr/lib/postgresql/15/bin'], without: ['metrics'] },
  prove: async (stage) => {
    await provePrimaryAndReplicas(stage, dialect);
    await stage.claim('what the primary offers can be lowered: a replica, which is replaced before it, starts and follows', async () => {
      stage.apply((app) => postgresql(app, { primary: 1, settings: { max_connections: 50, max_locks_per_transaction: 32 } }));
      const [, before, follower] = stage.podsOf('db') as [PodProcesses, PodProcesses, PodProcesses];
      const other = await stage.replace(follower);
      const primary = await stage.replace(before);
      await stage.untilReady(other);
      return show(primary) === '50';
    });
  },
};

const dialect: Dialect = {
  movedTo: (app, primary) => postgresql(app, { primary }),
  sql: (pod, statement) => pod.exec(['env', `PGPASSWORD=${password.app}`, 'psql', '-h', '127.0.0.1', '-U', 'shop', '-d', 'shop', '-XAtqc', statement]),
  hold: (pod) => {
    superuser(pod, 'SELECT pg_wal_replay_pause()');
    // Nobody waits for a minute here: that it was in step is forgotten.
    pod.exec(['rm', '-f', '/run/postgresql/in-step']);
  },
  release: (pod) => { superuser(pod, 'SELECT pg_wal_replay_resume()'); },
};

function superuser(pod: PodProcesses, statement: string): string {
  const { status, stdout, stderr } = pod.exec(['psql', '-h', '/run/postgresql', '-U', 'postgres', '-XAtqc', statement]);
  if (status !== 0) throw new Error(`${statement}: ${stderr}`);
  return stdout.trim();
}

function show(pod: PodProcesses): string {
  return superuser(pod, 'SHOW max_connections');
}

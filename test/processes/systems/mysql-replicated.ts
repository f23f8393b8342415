import { mysqlReplicated } from '../../../examples/mysql-replicated';
import type { Answer } from '../container';
import type { PodProcesses } from '../pod';
import type { ProcessProof } from '../stage';
import { provePrimaryAndReplicas } from './primary-and-replicas';

/** With characters that statements and shells take for something else. */
const password = { root: "ro'ot\\1", app: 'app-1', replication: "repli'cation-1", backup: 'backup-1', metrics: 'metrics-1' };

/** The example with MariaDB, which Debian has. */
export const mysqlReplicatedProof: ProcessProof = {
  name: 'mysql-replicated',
  packages: ['mariadb-server', 'mariadb-client'],
  define: (app) => mysqlReplicated(app, { engine: 'mariadb', restore: { file: 'latest' } }),
  secrets: { 'db-passwords': password },
  image: { users: { 999: 'mysql' }, without: ['metrics'] },
  prove: (stage) => provePrimaryAndReplicas(stage, {
    movedTo: (app, primary) => mysqlReplicated(app, { engine: 'mariadb', primary }),
    sql: (pod, statement) => client(pod, ['--host=127.0.0.1', '--user=shop', 'shop'], password.app, statement),
    hold: (pod) => root(pod, 'STOP SLAVE SQL_THREAD'),
    release: (pod) => root(pod, 'START SLAVE SQL_THREAD'),
  }),
};

function client(pod: PodProcesses, options: readonly string[], secret: string, statement: string): Answer {
  return pod.exec(['env', `MYSQL_PWD=${secret}`, 'mariadb', '--no-defaults', '-BN', '-e', statement, ...options]);
}

function root(pod: PodProcesses, statement: string): void {
  const { status, stderr } = client(pod, ['--socket=/run/mysqld/mysqld.sock', '--user=root'], password.root, statement);
  if (status !== 0) throw new Error(`${statement}: ${stderr}`);
}

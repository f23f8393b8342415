import { type App, Bundle, Namespace, SecretData, StatelessApp } from 'kubeloom';
import { PostgresCluster, type PostgresClusterProps } from 'kubeloom/catalog';

/** One primary and two replicas, each with a volume of its own, dumps every night, and an application that reads and writes. */
export function postgresql(app: App, more: Pick<PostgresClusterProps, 'primary' | 'restore' | 'settings'> = {}): Bundle {
  const bundle = new Bundle(app, 'postgresql', { namespace: 'postgresql' });
  new Namespace(bundle, 'postgresql', { podSecurity: 'restricted' });

  const passwords = SecretData.existing(bundle, 'db-passwords', { keys: ['app', 'replication', 'metrics'] });
  const db = new PostgresCluster(bundle, 'db', {
    replicas: 3,
    database: 'shop',
    user: 'shop',
    passwords: passwords.keys,
    storage: '10Gi',
    resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '1Gi' } },
    settings: { max_connections: 200 },
    metrics: true,
    backup: { schedule: '30 2 * * *', storage: '20Gi', keep: 7 },
    ...more,
  });

  const web = new StatelessApp(bundle, 'web', {
    image: 'nginxinc/nginx-unprivileged:1.27',
    replicas: 2,
    ports: { http: 8080 },
    env: { DATABASE_URL: db.url(), REPORTS_URL: db.readOnlyUrl() },
    security: 'restricted',
  });
  db.allowFrom(web, { ports: ['postgres'] });
  return bundle;
}

import { type App, Bundle, Namespace, SecretData } from 'kubeloom';
import { PostgresCluster } from 'kubeloom/catalog';

/** One primary, two replicas that copy its data and follow it, and a dump every night. */
export function define(app: App): Bundle {
  const bundle = new Bundle(app, 'postgresql', { namespace: 'postgresql' });
  new Namespace(bundle, 'postgresql', { podSecurity: 'restricted' });

  const passwords = SecretData.existing(bundle, 'postgresql-passwords', { keys: ['app', 'replication'] });

  // An application says env: { DATABASE_URL: db.url() }, and has its connection.
  new PostgresCluster(bundle, 'postgresql', {
    replicas: 3,
    passwords: passwords.keys,
    storage: '20Gi',
    resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '2Gi' } },
    backup: { schedule: '30 2 * * *', storage: '40Gi', keep: 7 },
  });
  return bundle;
}

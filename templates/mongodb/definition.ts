import { type App, Bundle, Namespace, SecretData } from 'kubeloom';
import { MongoReplicaSet } from 'kubeloom/catalog';

/** Three members that hold the same data and elect a primary. */
export function define(app: App): Bundle {
  const bundle = new Bundle(app, 'mongodb', { namespace: 'mongodb' });
  new Namespace(bundle, 'mongodb', { podSecurity: 'restricted' });

  // An application says env: { DATABASE_URL: db.url() }, and has its connection.
  new MongoReplicaSet(bundle, 'mongo', {
    passwords: SecretData.existing(bundle, 'mongo-passwords', { keys: ['root', 'app', 'members'] }).keys,
    database: 'app',
    storage: '20Gi',
    resources: { requests: { cpu: '250m', memory: '2Gi' }, limits: { memory: '2Gi' } },
  });
  return bundle;
}

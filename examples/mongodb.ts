import { type App, Bundle, Namespace, SecretData, StatelessApp } from 'kubeloom';
import { MongoReplicaSet } from 'kubeloom/catalog';

/** A MongoDB replica set of 3 members, and an app that gets the text to connect to it in one line. */
export function mongodb(app: App): Bundle {
  const bundle = new Bundle(app, 'mongodb', { namespace: 'mongodb' });
  new Namespace(bundle, 'mongodb', { podSecurity: 'restricted' });

  const db = new MongoReplicaSet(bundle, 'mongo', {
    passwords: SecretData.existing(bundle, 'mongo-passwords', { keys: ['root', 'app', 'members'] }).keys,
    database: 'shop',
    user: 'shop',
    storage: '20Gi',
    resources: { requests: { cpu: '250m', memory: '2Gi' }, limits: { memory: '2Gi' } },
  });

  const web = new StatelessApp(bundle, 'web', {
    image: 'registry.example.com/shop/web:1.0.0',
    replicas: 2,
    env: { DATABASE_URL: db.url() },
    security: 'restricted',
  });

  // Nobody else may connect.
  db.allowFrom(web);
  return bundle;
}

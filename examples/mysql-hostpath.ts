import { type App, Bundle, hostPath, Namespace, PersistentVolume, PersistentVolumeClaim, SecretData, StatefulApp, unsafeLiteral } from 'kubeloom';

/**
 * MySQL on a folder of the node, as a well-known tutorial has it, with its two faults: both replicas share one claim, which
 * one node at a time can use, and the value of the Secret ends in a newline. `kubeloom check` finds both; they are accepted
 * here, for the reason that stands on the objects.
 */
export function mysqlHostpath(app: App): Bundle {
  const bundle = new Bundle(app, 'mysql-hostpath', { namespace: 'mysql-hostpath' });
  new Namespace(bundle, 'mysql-hostpath', { podSecurity: 'baseline' });

  const password = new SecretData(bundle, 'mysql-pass', {
    data: { password: unsafeLiteral('example-password\n') },
    commit: 'base64',
    reason: 'an example: the password opens nothing',
  }).suppress('practice/secret-newline', 'as published: the value was encoded with its newline');

  const volume = new PersistentVolume(bundle, 'mysql-pv', {
    labels: { type: 'local' },
    storageClass: 'manual',
    capacity: '1Gi',
    accessModes: ['ReadWriteOnce'],
    source: hostPath('/mnt/data/mysql'),
  });
  const claim = new PersistentVolumeClaim(bundle, 'mysql-pv-claim', { volume });

  new StatefulApp(bundle, 'mysql', {
    image: 'mysql:5.6',
    replicas: 2,
    selector: { app: 'mysql', tier: 'backend' },
    ports: { mysql: 3306 },
    env: { MYSQL_ROOT_PASSWORD: password.key('password') },
    mounts: { '/var/lib/mysql': claim },
    rollout: { minReadySeconds: 10 },
    terminationGracePeriodSeconds: 10,
  }).suppress('claim/shared-by-replicas', 'as published: both replicas mount one folder of one node');
  return bundle;
}

import { join } from 'node:path';
import { type App, Bundle, ConfigMapData, exec, fromFile, Namespace, SecretData, ServiceAccount, StatefulApp } from 'kubeloom';

/** MariaDB with its configuration, an account of its own, careful probes and a volume for each pod. */
export function mariadb(app: App): Bundle {
  const bundle = new Bundle(app, 'mariadb', { namespace: 'mariadb' });
  new Namespace(bundle, 'mariadb', { podSecurity: 'restricted' });

  const config = new ConfigMapData(bundle, 'mariadb-config', {
    data: { 'my.cnf': fromFile(join(__dirname, 'mariadb', 'my.cnf')) },
  });
  const passwords = SecretData.existing(bundle, 'mariadb-passwords', { keys: ['root'] });
  const account = new ServiceAccount(bundle, 'mariadb');
  const ping = ['healthcheck.sh', '--connect', '--innodb_initialized'];

  new StatefulApp(bundle, 'mariadb', {
    image: 'mariadb:11.4',
    ports: { mysql: 3306 },
    env: { MARIADB_ROOT_PASSWORD: passwords.key('root') },
    serviceAccount: account,
    security: { profile: 'restricted', runAsUser: 999, runAsGroup: 999, fsGroup: 999 },
    rollout: { strategy: 'RollingUpdate' },
    scheduling: { spread: { over: 'nodes', weight: 50 } },
    health: {
      liveness: exec(ping, { initialDelaySeconds: 60, periodSeconds: 15, timeoutSeconds: 5 }),
      readiness: exec(ping, { initialDelaySeconds: 10, periodSeconds: 10, timeoutSeconds: 5 }),
    },
    storage: { data: { mountPath: '/var/lib/mysql', size: '8Gi', accessModes: ['ReadWriteOnce'] } },
    mounts: { '/etc/mysql/my.cnf': config.file('my.cnf') },
  });
  return bundle;
}

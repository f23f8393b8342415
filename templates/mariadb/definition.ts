import { type App, Bundle, ConfigMapData, exec, Namespace, SecretData, ServiceAccount, StatefulApp } from 'kubeloom';

/** One MariaDB server: configuration, an account of its own, a database with its user, and a volume. */
export function define(app: App): Bundle {
  const bundle = new Bundle(app, 'mariadb', { namespace: 'mariadb' });
  new Namespace(bundle, 'mariadb', { podSecurity: 'restricted' });

  const config = new ConfigMapData(bundle, 'mariadb-config', {
    data: { 'my.cnf': '[mariadb]\nmax_connections = 100\ninnodb_buffer_pool_size = 256M\nskip-name-resolve\n' },
  });
  const passwords = SecretData.existing(bundle, 'mariadb-passwords', { keys: ['root', 'app'] });
  const check = ['healthcheck.sh', '--connect', '--innodb_initialized'];

  new StatefulApp(bundle, 'mariadb', {
    image: 'mariadb:11.4',
    ports: { mysql: 3306 },
    env: {
      MARIADB_ROOT_PASSWORD: passwords.key('root'),
      MARIADB_DATABASE: 'app',
      MARIADB_USER: 'app',
      MARIADB_PASSWORD: passwords.key('app'),
    },
    serviceAccount: new ServiceAccount(bundle, 'mariadb'),
    storage: { data: { mountPath: '/var/lib/mysql', size: '8Gi' } },
    mounts: { '/etc/mysql/conf.d/my.cnf': config.file('my.cnf') },
    health: {
      startup: exec(check, { periodSeconds: 5, failureThreshold: 60, timeoutSeconds: 5 }),
      readiness: exec(check, { timeoutSeconds: 5 }),
      liveness: exec(check, { periodSeconds: 20, timeoutSeconds: 5 }),
    },
    resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '1Gi' } },
    security: { profile: 'restricted', runAsUser: 999, runAsGroup: 999, fsGroup: 999 },
    terminationGracePeriodSeconds: 120,
  });
  return bundle;
}

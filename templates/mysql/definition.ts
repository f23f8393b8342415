import { type App, Bundle, ConfigMapData, exec, Namespace, SecretData, StatefulApp, tcp } from 'kubeloom';

/** One MySQL server: configuration, a volume of its own, and a root password that somebody else keeps. */
export function define(app: App): Bundle {
  const bundle = new Bundle(app, 'mysql', { namespace: 'mysql' });
  new Namespace(bundle, 'mysql', { podSecurity: 'restricted' });

  const config = new ConfigMapData(bundle, 'mysql-config', {
    data: { 'server.cnf': '[mysqld]\nmax_connections = 100\ninnodb_buffer_pool_size = 256M\nskip-name-resolve\n' },
  });
  const passwords = SecretData.existing(bundle, 'mysql-passwords', { keys: ['root'] });

  new StatefulApp(bundle, 'mysql', {
    image: 'mysql:8.4',
    ports: { mysql: 3306 },
    env: { MYSQL_ROOT_PASSWORD: passwords.key('root') },
    storage: { data: { mountPath: '/var/lib/mysql', size: '8Gi' } },
    mounts: { '/etc/mysql/conf.d/server.cnf': config.file('server.cnf') },
    health: {
      startup: tcp({ periodSeconds: 5, failureThreshold: 60 }),
      readiness: exec(['sh', '-c', 'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" mysql -h 127.0.0.1 -u root -e "SELECT 1"'], { timeoutSeconds: 5 }),
      liveness: tcp({ periodSeconds: 20 }),
    },
    resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '1Gi' } },
    security: { profile: 'restricted', runAsUser: 999, runAsGroup: 999, fsGroup: 999 },
    terminationGracePeriodSeconds: 120,
  });
  return bundle;
}

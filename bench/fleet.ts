import { App, Bundle, ConfigMapData, nfs, PersistentVolume, PersistentVolumeClaim, SecretData, StatefulApp, StatelessApp, unsafeLiteral } from '../src';

/** Objects of one app of the fleet. */
export const objectsPerApp = 8;

/**
 * A fleet of apps of eight objects each: ConfigMap, Secret, headless Service, StatefulSet with a claim template,
 * NFS PersistentVolume, PersistentVolumeClaim, Deployment, Service. Returns the number of objects that were built.
 */
export function buildFleet(apps: number): number {
  return addFleet(new App(), apps).objects().length;
}

/** A program that defines such a fleet. Fleets of different names can live in one cluster. */
export function fleetApp(apps: number, name?: string): App {
  const app = new App();
  addFleet(app, apps, name);
  return app;
}

/** A program that defines the same apps, each in a bundle of its own. */
export function fleetOfBundles(apps: number): App {
  const app = new App();
  for (let index = 0; index < apps; index++) addApp(new Bundle(app, `bundle-${index}`, { namespace: 'fleet' }), `app-${index}`);
  return app;
}

/** The objects of one app. */
export function objectsOfOneApp(): ReturnType<Bundle['objects']> {
  return addFleet(new App(), 1).objects();
}

function addFleet(app: App, apps: number, name = 'fleet'): Bundle {
  const bundle = new Bundle(app, name, { namespace: name });
  for (let index = 0; index < apps; index++) addApp(bundle, name === 'fleet' ? `app-${index}` : `${name}-${index}`);
  return bundle;
}

function addApp(bundle: Bundle, name: string): void {
  const config = new ConfigMapData(bundle, `${name}-config`, { data: { LOG_LEVEL: 'info', 'my.cnf': '[mysqld]\nmax_connections = 100\n' } });
  const secret = new SecretData(bundle, `${name}-secret`, {
    data: { password: unsafeLiteral('example') }, commit: 'base64', reason: 'a benchmark',
  });
  const db = new StatefulApp(bundle, `${name}-db`, {
    image: 'mysql:8.4',
    replicas: 3,
    ports: { mysql: 3306 },
    env: { MYSQL_ROOT_PASSWORD: secret.key('password'), LOG_LEVEL: config.key('LOG_LEVEL') },
    storage: { data: { mountPath: '/var/lib/mysql', size: '8Gi' } },
    mounts: { '/etc/mysql/conf.d': config.files(['my.cnf']) },
  });
  const volume = new PersistentVolume(bundle, `${name}-volume`, {
    source: nfs({ server: '10.0.0.2', path: `/exports/${name}` }), capacity: '5Gi', accessModes: ['ReadWriteMany'],
  });
  const claim = new PersistentVolumeClaim(bundle, `${name}-claim`, { volume });
  new StatelessApp(bundle, `${name}-web`, {
    image: 'nginx:1.27',
    replicas: 2,
    ports: { http: 8080 },
    env: { DB_HOST: db.host, DB_PORT: db.port('mysql'), DB_PASSWORD: secret.key('password') },
    mounts: { '/usr/share/nginx/html': claim },
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  });
}

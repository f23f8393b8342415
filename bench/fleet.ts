import { App as Cdk8sApp, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { App, Bundle, ConfigMapData, nfs, PersistentVolume, PersistentVolumeClaim, SecretData, StatefulApp, StatelessApp, unsafeLiteral } from '../src';

/** Objects of one app of the fleet. */
export const objectsPerApp = 8;

/**
 * A fleet of apps of eight objects each: ConfigMap, Secret, headless Service, StatefulSet with a claim template,
 * NFS PersistentVolume, PersistentVolumeClaim, Deployment, Service. Returns the number of objects that were built.
 */
export function buildFleet(apps: number): number {
  const app = new App();
  const bundle = new Bundle(app, 'fleet', { namespace: 'fleet' });
  for (let index = 0; index < apps; index++) addApp(bundle, `app-${index}`);
  return bundle.objects().length;
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

/** The same fleet as cdk8s-plus-27 users define it. Returns the number of objects that were built. */
export function buildPeerFleet(apps: number): number {
  const app = new Cdk8sApp();
  const chart = new Chart(app, 'fleet', { namespace: 'fleet' });
  for (let index = 0; index < apps; index++) addPeerApp(chart, `app-${index}`);
  return (chart.toJson() as unknown[]).length;
}

function addPeerApp(chart: Chart, name: string): void {
  const config = new kplus.ConfigMap(chart, `${name}-config`, { data: { LOG_LEVEL: 'info', 'my.cnf': '[mysqld]\nmax_connections = 100\n' } });
  const secret = new kplus.Secret(chart, `${name}-secret`, { stringData: { password: 'example' } });
  const headless = new kplus.Service(chart, `${name}-db-service`, { clusterIP: 'None', ports: [{ port: 3306 }] });
  const set = new kplus.StatefulSet(chart, `${name}-db`, { service: headless, replicas: 3 });
  const mysql = set.addContainer({
    image: 'mysql:8.4',
    portNumber: 3306,
    envVariables: {
      MYSQL_ROOT_PASSWORD: kplus.EnvValue.fromSecretValue({ secret, key: 'password' }),
      LOG_LEVEL: kplus.EnvValue.fromConfigMap(config, 'LOG_LEVEL'),
    },
  });
  // The peer has no claim templates: an ephemeral directory takes the place of the data.
  mysql.mount('/var/lib/mysql', kplus.Volume.fromEmptyDir(chart, `${name}-data`, 'data'));
  mysql.mount('/etc/mysql/conf.d', kplus.Volume.fromConfigMap(chart, `${name}-files`, config));
  // Nor NFS volumes: an EBS one takes its place.
  const volume = new kplus.AwsElasticBlockStorePersistentVolume(chart, `${name}-volume`, {
    volumeId: `vol-${name}`, storage: Size.gibibytes(5), accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_MANY],
  });
  const claim = volume.reserve();
  const deployment = new kplus.Deployment(chart, `${name}-web`, { replicas: 2 });
  const web = deployment.addContainer({
    image: 'nginx:1.27',
    portNumber: 8080,
    envVariables: {
      DB_HOST: kplus.EnvValue.fromValue(headless.name),
      DB_PORT: kplus.EnvValue.fromValue('3306'),
      DB_PASSWORD: kplus.EnvValue.fromSecretValue({ secret, key: 'password' }),
    },
    resources: {
      cpu: { request: kplus.Cpu.millis(100) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
  });
  web.mount('/usr/share/nginx/html', kplus.Volume.fromPersistentVolumeClaim(chart, `${name}-web-volume`, claim));
  deployment.exposeViaService({ ports: [{ port: 8080 }] });
}

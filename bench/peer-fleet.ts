import { App as Cdk8sApp, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

// Its classes hold their own interfaces only without exactOptionalPropertyTypes, hence the assertions below.

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
      MYSQL_ROOT_PASSWORD: kplus.EnvValue.fromSecretValue({ secret: secret as kplus.ISecret, key: 'password' }),
      LOG_LEVEL: kplus.EnvValue.fromConfigMap(config as kplus.IConfigMap, 'LOG_LEVEL'),
    },
  });
  // The peer has no claim templates: an ephemeral directory takes the place of the data.
  mysql.mount('/var/lib/mysql', kplus.Volume.fromEmptyDir(chart, `${name}-data`, 'data'));
  mysql.mount('/etc/mysql/conf.d', kplus.Volume.fromConfigMap(chart, `${name}-files`, config as kplus.IConfigMap));
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
      DB_PASSWORD: kplus.EnvValue.fromSecretValue({ secret: secret as kplus.ISecret, key: 'password' }),
    },
    resources: {
      cpu: { request: kplus.Cpu.millis(100) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
  });
  web.mount('/usr/share/nginx/html', kplus.Volume.fromPersistentVolumeClaim(chart, `${name}-web-volume`, claim as kplus.IPersistentVolumeClaim));
  deployment.exposeViaService({ ports: [{ port: 8080 }] });
}

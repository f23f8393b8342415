// From compose.yaml.
import { join } from 'node:path';
import {
  App,
  Bundle,
  ConfigMapData,
  emptyDir,
  exec,
  fromFile,
  hostPath,
  Job,
  NodeAgent,
  PersistentVolumeClaim,
  SecretData,
  StatefulApp,
  StatelessApp,
  text,
} from 'kubeloom';

const app = new App();
const shop = new Bundle(app, 'shop');

const dbSecrets = SecretData.existing(shop, 'db-secrets', {
  keys: ['POSTGRES_PASSWORD'],
});

const db = new StatefulApp(shop, 'db', {
  image: 'postgres:17',
  replicas: 1,
  ports: { postgres: 5432 },
  env: {
    POSTGRES_USER: 'app',
    POSTGRES_PASSWORD: dbSecrets.key('POSTGRES_PASSWORD'),
  },
  storage: {
    'db-data': { mountPath: '/var/lib/postgresql/data', size: '20Gi' },
  },
  mounts: { '/dev/shm': emptyDir({ medium: 'Memory', sizeLimit: '128Mi' }) },
  health: {
    readiness: exec(['sh', '-c', 'pg_isready -U ${POSTGRES_USER}'], {
      periodSeconds: 5,
      timeoutSeconds: 30,
    }),
  },
  stdin: true,
  tty: true,
});

const cacheSecrets = SecretData.existing(shop, 'cache-secrets', {
  keys: ['REDIS_PASSWORD'],
});

const shared = new PersistentVolumeClaim(shop, 'shared', {
  size: '1Gi',
  accessModes: ['ReadWriteMany'],
});

const cache = new StatelessApp(shop, 'cache', {
  image: 'redis:7-alpine',
  ports: { redis: 6379 },
  args: [
    'redis-server',
    '--save',
    '60',
    '1',
    '--requirepass',
    '$(REDIS_PASSWORD)',
  ],
  env: { REDIS_PASSWORD: cacheSecrets.key('REDIS_PASSWORD') },
  mounts: { '/data': shared },
});

const commonEnv = new ConfigMapData(shop, 'common-env', {
  data: {
    LOG_FORMAT: 'json',
    GREETING: `hello
world`,
  },
});

const commonEnvSecrets = SecretData.existing(shop, 'common-env-secrets', {
  keys: ['JWT_SECRET'],
});

const apiSecrets = SecretData.existing(shop, 'api-secrets', {
  keys: ['DATABASE_URL', 'API_SECRET'],
});

const appConfig = new ConfigMapData(shop, 'app-config', {
  data: { 'config.yaml': fromFile(join(__dirname, '../config.yaml')) },
});

const inline = new ConfigMapData(shop, 'inline', {
  data: {
    inline: `a: 1
`,
  },
});

const apiKey = SecretData.existing(shop, 'api-key', { keys: ['api_key'] });

const api = new StatelessApp(shop, 'api', {
  image: 'shop-api:latest',
  ports: { http: 3000, 'port-9464': 9464 },
  command: ['/bin/entry', '--key=$(API_SECRET)'],
  args: ['node', 'server.js', '--dollar=${HOME}', text`${'$(pwd)'}`],
  workingDir: '/srv',
  env: {
    LOG_LEVEL: 'debug',
    COST: text`${'$$5'}`,
    DATABASE_URL: apiSecrets.key('DATABASE_URL'),
    API_SECRET: apiSecrets.key('API_SECRET'),
    JWT_SECRET: commonEnvSecrets.key('JWT_SECRET'),
  },
  envFrom: [commonEnv.all()],
  mounts: {
    '/tmp': emptyDir({ medium: 'Memory', sizeLimit: '64Mi' }),
    '/run': emptyDir({ medium: 'Memory' }),
    '/etc/app/config.yaml': appConfig.file('config.yaml'),
    '/inline': inline.file('inline'),
    '/run/secrets/api_key': apiKey.file('api_key'),
    '/run/secrets/other_key': apiKey.file('api_key'),
  },
  health: {
    readiness: exec(['sh', '-c', 'curl -f http://localhost:3000/health'], {
      periodSeconds: 10,
      timeoutSeconds: 3,
      failureThreshold: 5,
    }),
  },
  initContainers: {
    'wait-for-db': {
      image: 'busybox:1.37',
      command: [
        'sh',
        '-c',
        text`until nc -z -w 2 ${db.host} ${db.port('postgres')}; do sleep 1; done`,
      ],
    },
    'wait-for-cache': {
      image: 'busybox:1.37',
      command: [
        'sh',
        '-c',
        text`until nc -z -w 2 ${cache.host} ${cache.port('redis')}; do sleep 1; done`,
      ],
    },
  },
  resources: {
    requests: { memory: '512Mi' },
    limits: { cpu: '1500m', memory: '1Gi' },
  },
  scheduling: {
    nodeSelector: {
      'kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'arm64',
    },
  },
  security: {
    pod: {
      runAsUser: 1000,
      runAsGroup: 1000,
      supplementalGroups: [2000],
      sysctls: { 'net.ipv4.ip_local_port_range': '1024 65000' },
    },
    readOnlyRootFilesystem: true,
    capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
  },
});

const webNginxConf = new ConfigMapData(shop, 'web-nginx-conf', {
  data: { 'nginx.conf': fromFile(join(__dirname, '../nginx.conf')) },
});

const webTlsKey = SecretData.existing(shop, 'web-tls-key', {
  keys: ['tls.key'],
});

new StatelessApp(shop, 'web', {
  image: 'nginx:1.27',
  imagePullPolicy: 'Always',
  replicas: 2,
  ports: {
    http: 80,
    'port-9113': 9113,
    tls: 8443,
    'port-7000': { port: 7000, protocol: 'UDP' },
    'port-7001': { port: 7001, protocol: 'UDP' },
    'port-7002': { port: 7002, protocol: 'UDP' },
  },
  mounts: {
    '/etc/nginx/nginx.conf': webNginxConf.file('nginx.conf'),
    '/etc/tls/tls.key': webTlsKey.file('tls.key'),
    '/host/log': { volume: hostPath('/var/log'), readOnly: true },
    '/scratch': emptyDir(),
  },
  initContainers: {
    'wait-for-api': {
      image: 'busybox:1.37',
      command: [
        'sh',
        '-c',
        text`until nc -z -w 2 ${api.host} ${api.port('http')}; do sleep 1; done`,
      ],
    },
  },
  resources: {
    requests: { cpu: '250m', memory: '64Mi' },
    limits: { cpu: '500m', memory: '128Mi', 'nvidia.com/gpu': '1' },
  },
  rollout: { maxSurge: 1, maxUnavailable: 0, minReadySeconds: 10 },
  scheduling: { nodeSelector: { disk: 'ssd' } },
  hostname: 'web',
  hostAliases: { '10.0.0.7': ['db.local', 'other'] },
  dnsConfig: {
    nameservers: ['10.0.0.10'],
    searches: ['example.com'],
    options: { ndots: '2', 'use-vc': true },
  },
  terminationGracePeriodSeconds: 90,
});

const keptData = PersistentVolumeClaim.existing(shop, 'kept-data', {
  name: 'kept-data',
});

new NodeAgent(shop, 'worker-1', {
  image: 'example/worker:1',
  mounts: {
    '/cache': { volume: shared, subPath: 'cache', readOnly: true },
    '/fast': emptyDir({ medium: 'Memory', sizeLimit: '64Mi' }),
    '/kept': keptData,
  },
  security: { hostNetwork: true, hostPID: true },
});

new Job(shop, 'migrate', {
  image: 'example/migrate:1',
  args: ['./migrate', 'up'],
  initContainers: {
    'wait-for-db': {
      image: 'busybox:1.37',
      command: [
        'sh',
        '-c',
        text`until nc -z -w 2 ${db.host} ${db.port('postgres')}; do sleep 1; done`,
      ],
    },
  },
});

new StatelessApp(shop, 'after', { image: 'example/migrate:1' });

app.synth();

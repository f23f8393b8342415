import { type App, Bundle, ConfigMapData, env, http, Namespace, SecretData, StatelessApp, text, unsafeLiteral } from 'kubeloom';

/** Settings and credentials, defined once and used by two apps: as variables, as arguments, as files. */
export function configAndSecrets(app: App): Bundle {
  const bundle = new Bundle(app, 'config-and-secrets', { namespace: 'config-and-secrets' });
  new Namespace(bundle, 'config-and-secrets', { podSecurity: 'restricted' });

  const settings = new ConfigMapData(bundle, 'settings', {
    data: {
      DB_URL: 'postgresql://db.example.com:5432/shop',
      DB_USER: 'shop',
      'app.properties': 'log.level=info\nlog.format=json\n',
    },
  });

  const credentials = new SecretData(bundle, 'credentials', {
    data: { DB_PASSWORD: unsafeLiteral('example-password'), API_KEY: unsafeLiteral('example-api-key') },
    version: '1',
    commit: 'base64',
    reason: 'an example: these values open nothing',
  });

  // Single variables, one text made of several, an argument, and files in folders.
  new StatelessApp(bundle, 'api', {
    image: 'registry.k8s.io/e2e-test-images/agnhost:2.53',
    args: ['netexec', text`--http-port=${env('HTTP_PORT')}`],
    ports: { http: 8080 },
    env: {
      HTTP_PORT: 8080,
      DB_URL: settings.key('DB_URL'),
      DB_USER: settings.key('DB_USER'),
      DB_PASSWORD: credentials.key('DB_PASSWORD'),
      LOGIN: text`${env('DB_USER')}:${env('DB_PASSWORD')}`,
    },
    mounts: {
      '/etc/app': settings.files(['app.properties']),
      '/etc/credentials': credentials.files({ defaultMode: 0o440 }),
    },
    health: { readiness: http('/healthz') },
    security: { profile: 'restricted', runAsUser: 1000, fsGroup: 1000 },
  }).suppress('practice/single-replica', 'one pod is enough to look at');

  // Every key at once, with a prefix; the API key as an argument of the command line. No change of a setting stops its work: it goes
  // on with the old values until somebody restarts it.
  new StatelessApp(bundle, 'worker', {
    image: 'busybox:1.36',
    command: ['sh', '-c', 'trap exit TERM; echo "working for $APP_DB_USER with $# argument"; sleep infinity & wait', 'worker'],
    args: [text`--api-key=${credentials.key('API_KEY')}`],
    envFrom: [settings.all({ prefix: 'APP_' }), credentials.all()],
    rollOnConfigChange: false,
    security: { profile: 'restricted', runAsUser: 1000 },
  });
  return bundle;
}

import { type App, Bundle, http, Namespace, SecretData, StatelessApp } from 'kubeloom';
import { Postgres, Redis } from 'kubeloom/catalog';

/** A web front end and a worker that share a database and a cache. The image stands for yours: it listens on 8080. */
export function define(app: App): Bundle {
  const bundle = new Bundle(app, 'shop', { namespace: 'shop' });
  new Namespace(bundle, 'shop', { podSecurity: 'restricted' });

  const image = 'nginxinc/nginx-unprivileged:1.27';
  const passwords = SecretData.existing(bundle, 'shop-passwords', { keys: ['app', 'default'] });

  const db = new Postgres(bundle, 'shop-db', {
    database: 'shop',
    user: 'shop',
    passwords: passwords.keys,
    storage: '10Gi',
    resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '1Gi' } },
    backup: { schedule: '30 2 * * *', storage: '20Gi', keep: 7 },
  });
  const cache = new Redis(bundle, 'shop-cache', {
    passwords: passwords.keys,
    storage: '1Gi',
    maxmemoryPolicy: 'allkeys-lru',
    resources: { requests: { cpu: '50m', memory: '256Mi' }, limits: { memory: '256Mi' } },
  });
  const env = { DATABASE_URL: db.url(), CACHE_URL: cache.url() };

  const web = new StatelessApp(bundle, 'shop-web', {
    image,
    replicas: { min: 2, max: 6, cpu: '70%' },
    ports: { http: 8080 },
    expose: { http: { host: 'shop.example.com' } },
    env,
    health: { readiness: http('/'), liveness: http('/', { periodSeconds: 20 }) },
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    disruptionBudget: { minAvailable: 1 },
    security: 'restricted',
  });
  const worker = new StatelessApp(bundle, 'shop-worker', {
    image,
    command: ['sh', '-c', 'while true; do sleep 60; done'],
    replicas: 2,
    env,
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    security: 'restricted',
  });

  for (const client of [web, worker]) {
    db.allowFrom(client, { ports: ['postgres'] });
    cache.allowFrom(client, { ports: ['redis'] });
  }
  return bundle;
}

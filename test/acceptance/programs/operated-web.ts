import {
  type App, Bundle, ConfigMapData, http, LimitRange, Namespace, NetworkPolicy, PriorityClass, ResourceQuota, SecretData, ServiceAccount, StatelessApp,
} from 'kubeloom';

/** A web app with everything that its operators put around it, custom resources included. */
export function operatedWeb(app: App): Bundle {
  const bundle = new Bundle(app, 'operated-web', { namespace: 'operated-web' });
  new Namespace(bundle, 'operated-web', { podSecurity: { enforce: 'restricted' } });
  new ResourceQuota(bundle, 'quota', { hard: { 'requests.cpu': '4', 'requests.memory': '8Gi', 'limits.memory': '8Gi', pods: 20 } });
  new LimitRange(bundle, 'limits', { limits: { Container: { defaultRequest: { cpu: '100m', memory: '128Mi' }, default: { memory: '256Mi' } } } });
  new NetworkPolicy(bundle, 'default-deny', { pods: 'all', isolate: 'both' });
  const important = new PriorityClass(bundle, 'operated-web-important', { value: 1000 });

  const settings = new ConfigMapData(bundle, 'settings', { data: { LOG_LEVEL: 'info' }, immutable: 'hashed' });
  const apiKey = SecretData.externalSecret(bundle, 'api-key', { store: { name: 'vault', kind: 'ClusterSecretStore' }, data: { key: 'shop/api' } });
  const account = new ServiceAccount(bundle, 'web').can(['get', 'list', 'watch'], ['pods', 'deployments']).can('get', 'nodes', { clusterWide: true });

  const web = new StatelessApp(bundle, 'web', {
    image: 'example.com/shop/web:1.4.2',
    replicas: { min: 2, max: 6, cpu: '70%' },
    disruptionBudget: { minAvailable: '50%' },
    ports: { http: 8080, metrics: 9090 },
    services: { metrics: { ports: { metrics: 9090 } } },
    env: { LOG_LEVEL: settings.key('LOG_LEVEL'), API_KEY: apiKey.key('key') },
    resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '256Mi' } },
    health: { readiness: http('/ready', 'http') },
    serviceAccount: account,
    scheduling: { spread: 'zones', priorityClass: important },
    security: { profile: 'restricted', runAsUser: 1000 },
    expose: { http: { gateway: { name: 'public', namespace: 'gateways' }, host: 'shop.example.com' } },
  });

  const cache = new StatelessApp(bundle, 'cache', {
    image: 'example.com/shop/cache:7.2',
    ports: { redis: 6379 },
    security: { profile: 'restricted', runAsUser: 1000 },
  });
  cache.allowFrom(web);
  return bundle;
}

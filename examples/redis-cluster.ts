import { type App, Bundle, Namespace, SecretData, StatelessApp } from 'kubeloom';
import { RedisCluster } from 'kubeloom/catalog';

/** Redis Cluster: 3 primaries with a replica each, and an app that is told where it is in one line. */
export function redisCluster(app: App): Bundle {
  const bundle = new Bundle(app, 'redis-cluster', { namespace: 'redis-cluster' });
  new Namespace(bundle, 'redis-cluster', { podSecurity: 'restricted' });

  const cache = new RedisCluster(bundle, 'redis', {
    passwords: SecretData.existing(bundle, 'redis-passwords', { keys: ['default'] }).keys,
    storage: '4Gi',
    resources: { requests: { cpu: '100m', memory: '1Gi' }, limits: { memory: '1Gi' } },
  });

  const web = new StatelessApp(bundle, 'web', {
    image: 'registry.example.com/shop/web:1.0.0',
    replicas: 2,
    env: { REDIS_URL: cache.url() },
    security: 'restricted',
  });

  // Nobody else may connect.
  cache.allowFrom(web);
  return bundle;
}

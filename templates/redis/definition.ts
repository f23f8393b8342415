import { type App, Bundle, Namespace, SecretData } from 'kubeloom';
import { RedisCluster } from 'kubeloom/catalog';

/** Three primaries that share the data, and a replica of each. */
export function define(app: App): Bundle {
  const bundle = new Bundle(app, 'redis', { namespace: 'redis' });
  new Namespace(bundle, 'redis', { podSecurity: 'restricted' });

  // An application says env: { REDIS_URL: cache.url() }, and has its connection.
  new RedisCluster(bundle, 'redis', {
    passwords: SecretData.existing(bundle, 'redis-passwords', { keys: ['default'] }).keys,
    storage: '4Gi',
    resources: { requests: { cpu: '100m', memory: '1Gi' }, limits: { memory: '1Gi' } },
  });
  return bundle;
}

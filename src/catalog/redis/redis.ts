import type { Construct } from 'constructs';
import type { KeyRef } from '../../config/key-references';
import type { HostRef, ServicePortRef } from '../../network/service-ref';
import type { Text } from '../../pod/text';
import { CatalogApp, givenProps } from '../common/catalog-app';
import { connectionText, type Database } from '../common/database';
import { givenPasswords } from '../common/passwords';
import { checkRedisServer, redisBackup, redisServer, redisServerFields, type RedisServerProps } from './redis-server';

/** One Redis server. */
export type RedisProps = RedisServerProps;

const fields: ReadonlySet<string> = new Set(redisServerFields);

/**
 * One Redis server that keeps its data on a volume: a cache or a queue that survives a restart. While its pod is away, nobody
 * takes over; `RedisCluster` is for that.
 *
 * ```ts
 * const cache = new Redis(shop, 'cache', { passwords, storage: '4Gi', resources: { limits: { memory: '1Gi' } } });
 * new StatelessApp(shop, 'web', { env: { REDIS_URL: cache.url() }, … });
 * ```
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/
 */
export class Redis extends CatalogApp<'redis' | 'metrics'> implements Database {
  private readonly given: RedisProps;

  constructor(scope: Construct, id: string, props: RedisProps) {
    const { app, shared } = redisServer(scope, id, props);
    super(scope, id, props, app, fields);
    this.given = props;
    checkRedisServer(this.problems, props);
    this.addBackups(scope, givenProps(props), redisBackup(shared, givenProps(props), this, false));
  }

  get readOnlyHost(): HostRef {
    return this.host;
  }

  get clientPort(): ServicePortRef {
    return this.port('redis');
  }

  /** `redis://default:<password>@<host>:6379/0`. */
  url(given?: KeyRef): Text {
    const own = givenPasswords(givenProps(this.given)).default;
    return connectionText({ scheme: 'redis', user: 'default', password: this.passwordIn(given, own), host: this.host, port: this.clientPort, database: '0' });
  }

  readOnlyUrl(given?: KeyRef): Text {
    return this.url(given);
  }
}

import { type App, Bundle, SecretData } from '../../../src';
import { Redis, RedisCluster } from '../../../src/catalog';
import type { PodProcesses } from '../pod';
import type { ProcessProof } from '../stage';

const keys = Array.from({ length: 30 }, (_, index) => `key-${index}`);

function define(app: App): Bundle {
  const bundle = new Bundle(app, 'redis-backup', { namespace: 'redis-backup' });
  const common = {
    passwords: SecretData.existing(bundle, 'redis-passwords', { keys: ['default'] }).keys,
    storage: '1Gi', backup: { schedule: '0 3 * * *', storage: '1Gi', keep: 2 }, restore: { file: 'latest' },
  };
  new Redis(bundle, 'cache', common);
  new RedisCluster(bundle, 'sessions', common);
  return bundle;
}

function cli(pod: PodProcesses, ...words: readonly string[]): string {
  return pod.exec(['redis-cli', '-c', ...words]).stdout.trim();
}

/** Copies of the data: of one server, and of a cluster. */
export const redisBackup: ProcessProof = {
  name: 'redis-backup',
  packages: ['redis-server', 'redis-tools'],
  define,
  secrets: { 'redis-passwords': { default: 'exam"ple\\1' } },
  image: { users: { 999: 'redis' } },

  async prove(stage) {
    for (const [set, claim] of [['cache', 'one server'], ['sessions', 'a cluster']] as const) {
      const pod = stage.pod(`${set}-0`);
      await stage.claim(`the data of ${claim} are copied, and loaded again after a mistake`, async () => {
        await stage.startAtOnce(set, 60);
        for (const key of keys) cli(pod, 'set', key, 'one');
        await stage.runJob(`${set}-backup`);
        for (const key of keys) cli(pod, 'del', key);
        await stage.runJob(`${set}-restore`);
        return stage.eventually(() => keys.every((key) => cli(pod, 'get', key) === 'one'), 20);
      });
      await stage.claim('the server takes writes again', () => cli(pod, 'set', 'late', 'two') === 'OK');
    }
  },
};

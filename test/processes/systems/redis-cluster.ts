import { setTimeout as sleep } from 'node:timers/promises';
import { systems } from '../../examples/systems';
import type { PodProcesses } from '../pod';
import type { ProcessProof } from '../stage';

const keys = Array.from({ length: 60 }, (_, index) => `key-${index}`);

/** A line of CLUSTER NODES. */
interface Node {
  readonly id: string;
  readonly pod: string;
  readonly flags: readonly string[];
  readonly primary: string;
  readonly slots: string;
}

/** The cluster as a node sees it. */
function nodesOf(pod: PodProcesses): readonly Node[] {
  return cli(pod, 'cluster', 'nodes').split('\n').filter((line) => line !== '').map((line) => {
    const [id = '', place = '', flags = '', primary = '', , , , , ...slots] = line.split(' ');
    return { id, pod: place.split(',')[1]?.split('.')[0] ?? '', flags: flags.split(','), primary, slots: slots.join(' ') };
  });
}

function cli(pod: PodProcesses, ...words: readonly string[]): string {
  return pod.exec(['redis-cli', ...words]).stdout.replaceAll('\r', '').trim();
}

function facts(pod: PodProcesses, ...words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(cli(pod, ...words).split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

function isWell(pod: PodProcesses): boolean {
  const state = facts(pod, 'cluster', 'info');
  return state.get('cluster_state') === 'ok' && state.get('cluster_slots_ok') === '16384';
}

/** Which of the keys do not have the value that was written, as any node answers. */
function lost(pod: PodProcesses, written: readonly string[], value: string): readonly string[] {
  return written.filter((key) => cli(pod, '-c', 'get', key) !== value);
}

function primaryOf(pod: PodProcesses): Node {
  const own = nodesOf(pod).find(({ flags }) => flags.includes('myself'))!;
  return nodesOf(pod).find(({ id }) => id === own.primary) ?? own;
}

/** Whether a pod has slots. */
function isPrimary(pod: PodProcesses): boolean {
  const own = nodesOf(pod).find(({ flags }) => flags.includes('myself'));
  return own !== undefined && own.flags.includes('master') && own.slots !== '';
}

/** Redis Cluster: forms, fails over, mends, hands over. */
export const redisCluster: ProcessProof = {
  name: 'redis-cluster',
  packages: ['redis-server', 'redis-tools'],
  define: systems['redis-cluster']!,
  secrets: { 'redis-passwords': { default: 'exam"ple\\1' } },
  image: { users: { 999: 'redis' } },

  async prove(stage) {
    const pods = stage.podsOf('redis');
    const [first, second, third] = pods as [PodProcesses, PodProcesses, PodProcesses];

    await stage.claim('6 nodes that know each other by name form a cluster', () => stage.startAtOnce('redis', 60));
    await stage.claim('every slot is covered, as every node sees it', () => stage.eventually(() => pods.every(isWell), 20));
    await stage.claim('3 primaries have a replica each', () => {
      const nodes = nodesOf(first);
      const primaries = nodes.filter(({ flags, slots }) => flags.includes('master') && slots !== '');
      return nodes.length === 6 && primaries.length === 3 && primaries.every(({ id }) => nodes.filter(({ primary }) => primary === id).length === 1);
    });
    await stage.claim('nobody gets in without the password', () =>
      first.exec(['env', '-u', 'REDISCLI_AUTH', 'redis-cli', 'get', 'x']).stdout.includes('NOAUTH'));
    await stage.claim('what is written is read from every node, replicas too', async () => {
      for (const key of keys) if (cli(first, '-c', 'set', key, 'one') !== 'OK') return false;
      if (pods.some((pod) => lost(pod, keys.slice(0, 10), 'one').length > 0)) return false;
      // Each pair of primary and replica holds the same keys.
      return stage.eventually(() => pods.filter((pod) => !isPrimary(pod)).every((pod) => {
        const primary = stage.pod(primaryOf(pod).pod);
        return cli(pod, 'dbsize') === cli(primary, 'dbsize');
      }), 10);
    });

    await stage.claim('the loss of a primary is survived: a replica takes over', async () => {
      const { slots } = nodesOf(second).find(({ flags }) => flags.includes('myself'))!;
      await stage.kill(second);
      const isTakenOver = (): boolean => nodesOf(first).some((node) => node.pod !== second.name && node.slots === slots);
      return stage.eventually(() => isTakenOver() && isWell(first), 30);
    });
    await stage.claim('nothing that was replicated is lost by that', () => lost(first, keys, 'one').length === 0);
    await stage.claim('a pod that lost its volume is not ready before it has copied the data', async () => {
      second.wipe();
      await stage.start(second);
      const early = await second.isReady();
      await second.untilReady(60);
      return !early && !isPrimary(second) && cli(second, 'dbsize') === cli(stage.pod(primaryOf(second).pod), 'dbsize');
    });
    await stage.claim('what it was before is forgotten by every node', () => stage.eventually(() => pods.every((pod) => nodesOf(pod).length === 6), 60));

    await stage.claim('a primary that is stopped hands over first: no write that was acknowledged is lost', async () => {
      const leaving = isPrimary(first) ? first : third;
      const other = pods.find((pod) => pod !== leaving)!;
      const acknowledged: string[] = [];
      let writing = true;
      const writer = (async (): Promise<void> => {
        for (let n = 0; writing; n++) {
          if (cli(other, '-c', 'set', `late-${n}`, 'two') === 'OK') acknowledged.push(`late-${n}`);
          await sleep(1);
        }
      })();
      const how = await stage.stop(leaving);
      await stage.eventually(() => isWell(other), 20);
      writing = false;
      await writer;
      if (how !== 'stopped' || acknowledged.length === 0 || lost(other, acknowledged, 'two').length > 0) return false;
      await stage.startReady(leaving, 60);
      return !isPrimary(leaving);
    });

    await stage.claim('all nodes come back after all were gone, with everything', async () => {
      for (const pod of pods) await stage.kill(pod);
      await stage.startAtOnce('redis', 60);
      return (await stage.eventually(() => pods.every(isWell), 20)) && lost(first, keys, 'one').length === 0;
    });
  },
};

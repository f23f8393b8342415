import { systems } from '../../examples/systems';
import type { PodProcesses } from '../pod';
import type { ProcessProof } from '../stage';

/** What a server says of itself. */
function mode(pod: PodProcesses): string | undefined {
  const { stdout } = pod.exec(['bash', '-c', 'exec 3<> /dev/tcp/127.0.0.1/2181; printf srvr >&3; timeout 4 cat <&3']);
  return /^Mode: (.*)$/m.exec(stdout)?.[1];
}

/** Runs commands of the client, connected to one server. */
function client(pod: PodProcesses, ...commands: readonly string[]): string {
  const { stdout, stderr } = pod.exec(['bash', '-c', 'zkCli.sh -server "$0:2181"', pod.address], `${[...commands, 'quit'].join('\n')}\n`);
  return stdout + stderr;
}

/** The ensemble of the example: elects, elects again, and brings in what it lost. Solr itself is shown apart. */
export const zookeeper: ProcessProof = {
  name: 'solrcloud',
  packages: ['zookeeper', 'default-jre-headless'],
  define: systems['solrcloud']!,
  image: { users: { 1000: 'zookeeper' }, path: ['/usr/share/zookeeper/bin'] },

  async prove(stage) {
    const pods = stage.podsOf('zookeeper');
    const followers = (): readonly PodProcesses[] => pods.filter((pod) => mode(pod) === 'follower');
    const leader = (): PodProcesses | undefined => pods.find((pod) => mode(pod) === 'leader');
    const [first] = pods as [PodProcesses];

    await stage.claim('one server without the others lives, and is not ready', async () => {
      await stage.start(first);
      return (await stage.eventually(() => first.isLive(), 60)) && !(await first.isReady());
    });
    await stage.claim('3 servers find each other by name, and elect one leader', async () => {
      for (const pod of pods.slice(1)) await stage.start(pod);
      for (const pod of pods) await pod.untilReady(60);
      return leader() !== undefined && followers().length === 2;
    });
    await stage.claim('what is written by one is read from every server', async () => {
      client(first, 'create /kubeloom one');
      return stage.eventually(() => pods.every((pod) => client(pod, 'get /kubeloom').includes('\none\n')), 20);
    });
    await stage.claim('the loss of the leader is survived: another one is elected', async () => {
      const lost = leader()!;
      await stage.kill(lost);
      const others = pods.filter((pod) => pod !== lost);
      if (!(await stage.eventually(() => others.some((pod) => mode(pod) === 'leader') && others.some((pod) => mode(pod) === 'follower'), 30))) return false;
      client(others[0]!, 'set /kubeloom two');
      return client(others[1]!, 'sync /kubeloom', 'get /kubeloom').includes('\ntwo\n');
    });
    await stage.claim('a server that lost its volume is not ready before it has copied everything', async () => {
      const lost = pods.find((pod) => !pod.isRunning)!;
      lost.wipe();
      await stage.start(lost);
      const early = await lost.isReady();
      await lost.untilReady(60);
      return !early && client(lost, 'get /kubeloom').includes('\ntwo\n');
    });
    await stage.claim('without a majority, the last server lives and is not ready', async () => {
      const last = followers()[0]!;
      for (const pod of pods) if (pod !== last) await stage.kill(pod);
      return (await stage.eventually(async () => !(await last.isReady()), 30)) && last.isLive();
    });
    await stage.claim('with the others it is ready again, with everything', async () => {
      for (const pod of pods) if (!pod.isRunning) await stage.start(pod);
      for (const pod of pods) await pod.untilReady(60);
      return client(first, 'get /kubeloom').includes('\ntwo\n');
    });
    await stage.claim('a server that is asked to stop stops in time', async () => (await stage.stop(pods[2]!)) === 'stopped');
  },
};

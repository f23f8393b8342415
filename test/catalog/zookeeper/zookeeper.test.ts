import { StatelessApp } from '../../../src';
import { ZooKeeperEnsemble, type ZooKeeperEnsembleProps } from '../../../src/catalog';
import { synthesize, systems } from '../../examples/systems';
import { built, errorsOf, newBundle } from '../../support/definitions';

describe('solrcloud: the ensemble', () => {
  const { one } = synthesize(systems['solrcloud']!);
  const { spec } = one('StatefulSet', 'zookeeper');
  const pod = spec.template.spec;
  const [container] = pod.containers;
  const config = one('ConfigMap', 'zookeeper-config').data['zoo.cfg']!.split('\n');

  test('has 3 servers, which start together', () => {
    expect([spec.replicas, spec.podManagementPolicy, container!.image]).toEqual([3, 'Parallel', 'docker.io/library/zookeeper:3.9']);
  });

  test('has servers that find each other by the stable names of their pods', () => {
    expect(config.filter((line) => line.startsWith('server.'))).toEqual([
      'server.1=zookeeper-0.zookeeper:2888:3888', 'server.2=zookeeper-1.zookeeper:2888:3888', 'server.3=zookeeper-2.zookeeper:2888:3888',
    ]);
    const service = one('Service', 'zookeeper').spec;
    expect([spec.serviceName, service.clusterIP, service.publishNotReadyAddresses]).toEqual(['zookeeper', 'None', true]);
    expect(service.ports.map(({ port }) => port)).toEqual([2181, 2888, 3888]);
  });

  test('has a Service for clients, of servers that are ready', () => {
    const service = one('Service', 'zookeeper-client').spec;
    expect([service.ports.map(({ port }) => port), 'clusterIP' in service]).toEqual([[2181], false]);
  });

  test('keeps its data on a volume of each server', () => {
    expect(spec.volumeClaimTemplates[0]!.spec).toEqual({ accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } });
    expect(container!.volumeMounts).toContainEqual({ name: 'data', mountPath: '/data' });
    expect(config).toContain('dataDir=/data');
  });

  test('has a heap that follows from the memory limit', () => {
    expect(container!.env.find(({ name }) => name === 'ZK_SERVER_HEAP')).toEqual({ name: 'ZK_SERVER_HEAP', value: '614' });
  });

  test('is asked apart whether it lives and whether it has a leader', () => {
    expect([container!.livenessProbe, container!.readinessProbe].map((probe) => probe.exec.command)).toEqual([
      ['bash', '/etc/kubeloom/alive.sh'], ['bash', '/etc/kubeloom/ready.sh'],
    ]);
  });

  test('keeps its majority while nodes are drained', () => {
    expect(one('PodDisruptionBudget', 'zookeeper').spec.maxUnavailable).toBe(1);
  });

  test('is closed to all but its own servers and Solr', () => {
    const peers = one('NetworkPolicy', 'zookeeper').spec.ingress.map(({ from, ports }) => [from[0]!.podSelector.matchLabels['app.kubernetes.io/name'], ports.map(({ port }) => port)]);
    expect(peers).toEqual([['zookeeper', [2181, 2888, 3888]], ['solr', [2181]]]);
  });

  test('runs with the rights of the level restricted', () => {
    expect(pod.securityContext).toMatchObject({ runAsUser: 1000, fsGroup: 1000, runAsNonRoot: true });
    expect(container!.securityContext.readOnlyRootFilesystem).toBe(true);
  });
});

test('5 servers survive the loss of two, and offer their figures where that is asked for', () => {
  const bundle = newBundle();
  const zookeeper = new ZooKeeperEnsemble(bundle, 'zk', { replicas: 5, storage: '1Gi', metrics: true });
  new StatelessApp(bundle, 'app', { image: 'app:1', env: { ZK: zookeeper.connection('/app') } });
  expect(built(bundle, 'PodDisruptionBudget').spec.maxUnavailable).toBe(2);
  expect(built(bundle, 'StatefulSet').spec.template.spec.containers[0]!.ports.map(({ name }) => name)).toEqual(['client', 'peer', 'election', 'metrics']);
  expect(built(bundle, 'ConfigMap').data['zoo.cfg']).toContain('\nmetricsProvider.httpPort=7000\n');
  expect(built(bundle, 'Deployment').spec.template.spec.containers[0]!.env).toEqual([
    { name: 'ZK', value: 'zk-0.zk:2181,zk-1.zk:2181,zk-2.zk:2181,zk-3.zk:2181,zk-4.zk:2181/app' },
  ]);
});

test.each<[string, Partial<ZooKeeperEnsembleProps>, readonly string[]]>([
  ['nothing wrong', {}, []],
  ['an even quorum', { replicas: 4 }, ['catalog/even-quorum /replicas']],
  ['one server', { replicas: 1 }, ['catalog/too-few /replicas']],
  ['half a server', { replicas: 2.5 }, ['value/out-of-range /replicas']],
  ['storage below a floor', { storage: '10Mi' }, ['catalog/storage-too-small /storage']],
  ['a limit that is too small', { resources: { limits: { memory: '64Mi' } } }, ['catalog/memory-too-small /resources/limits/memory']],
  ['a version with no image', { version: '2.9' }, ['catalog/unknown-version /version']],
  ['a word for metrics', { metrics: 'yes' as unknown as boolean }, ['value/wrong-type /metrics']],
  ['a name that is too long', { name: 'z'.repeat(60) }, ['name/too-long /name']],
])('an ensemble with %s', (_name, props, want) => {
  const bundle = newBundle();
  new ZooKeeperEnsemble(bundle, 'zk', { storage: '1Gi', ...props });
  expect([...new Set(errorsOf(bundle))]).toEqual(want);
});

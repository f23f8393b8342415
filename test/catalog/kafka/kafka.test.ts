import { SecretData } from '../../../src';
import { KafkaCluster, type KafkaClusterProps } from '../../../src/catalog';
import { synthesize, systems } from '../../examples/systems';
import { built, errorsOf, namesOf, newBundle } from '../../support/definitions';

const properties = (text: string): { readonly [name: string]: string } => Object.fromEntries(text.trimEnd().split('\n').map((line) => {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}));

describe('kafka', () => {
  const { one, names } = synthesize(systems['kafka']!);
  const brokers = one('StatefulSet', 'kafka').spec;
  const controllers = one('StatefulSet', 'kafka-controller').spec;
  const broker = brokers.template.spec.containers[0]!;
  const controller = controllers.template.spec.containers[0]!;
  const ofBroker = properties(one('ConfigMap', 'kafka-config').data['server.properties']!);
  const ofController = properties(one('ConfigMap', 'kafka-controller-config').data['server.properties']!);
  const envOf = (container: { readonly env: readonly { readonly name: string; readonly value: string }[] }, name: string): string | undefined =>
    container.env.find((variable) => variable.name === name)?.value;

  test('has brokers, and controllers apart from them, which start together', () => {
    expect([brokers.replicas, controllers.replicas, brokers.podManagementPolicy, controllers.podManagementPolicy]).toEqual([3, 3, 'Parallel', 'Parallel']);
    expect([ofBroker['process.roles'], ofController['process.roles'], broker.image]).toEqual(['broker', 'controller', 'docker.io/apache/kafka:4.1.0']);
  });

  test('knows no ZooKeeper: every server is told the stable name of each controller', () => {
    const voters = '1000@kafka-controller-0.kafka-controller:9093,1001@kafka-controller-1.kafka-controller:9093,1002@kafka-controller-2.kafka-controller:9093';
    expect([ofBroker['controller.quorum.voters'], ofController['controller.quorum.voters']]).toEqual([voters, voters]);
    expect([envOf(broker, 'NODE_ID_FIRST'), envOf(controller, 'NODE_ID_FIRST')]).toEqual(['0', '1000']);
  });

  test('prepares all volumes for one cluster', () => {
    expect(envOf(broker, 'CLUSTER_ID')).toMatch(/^[\w-]{22}$/);
    expect(envOf(controller, 'CLUSTER_ID')).toBe(envOf(broker, 'CLUSTER_ID'));
  });

  test('keeps three copies, of which two must be there for a write', () => {
    expect([ofBroker['default.replication.factor'], ofBroker['min.insync.replicas'], ofBroker['offsets.topic.replication.factor']]).toEqual(['3', '2', '3']);
    expect(one('PodDisruptionBudget', 'kafka').spec.maxUnavailable).toBe(1);
    expect(one('PodDisruptionBudget', 'kafka-controller').spec.maxUnavailable).toBe(1);
  });

  test('takes a setting of its own', () => {
    expect([ofBroker['log.retention.hours'], ofController['log.retention.hours']]).toEqual(['72', '72']);
  });

  test('lets clients and servers in with a password alone, which is a reference', () => {
    expect(ofBroker['listener.security.protocol.map']).toBe('CLIENT:SASL_PLAINTEXT,INTERNAL:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT');
    expect(ofBroker['listener.name.client.sasl.enabled.mechanisms']).toBe('SCRAM-SHA-512');
    expect(broker.env.filter(({ name }) => name.endsWith('_PASSWORD'))).toEqual([
      { name: 'CLIENT_PASSWORD', valueFrom: { secretKeyRef: { name: 'kafka-passwords', key: 'client' } } },
      { name: 'INTERNAL_PASSWORD', valueFrom: { secretKeyRef: { name: 'kafka-passwords', key: 'internal' } } },
    ]);
  });

  test('has volumes of its own for each server, and a heap of half the memory', () => {
    expect([brokers, controllers].map(({ volumeClaimTemplates }) => volumeClaimTemplates[0]!.spec.resources.requests['storage'])).toEqual(['50Gi', '5Gi']);
    expect([envOf(broker, 'KAFKA_HEAP_OPTS'), envOf(controller, 'KAFKA_HEAP_OPTS')]).toEqual(['-Xms2048m -Xmx2048m', '-Xms512m -Xmx512m']);
  });

  test('is not ready before a broker has caught up', () => {
    expect(broker.readinessProbe.exec.command).toEqual(['bash', '/etc/kubeloom/ready.sh']);
    expect(broker.livenessProbe.tcpSocket.port).toBe('internal');
    expect(controller.readinessProbe.tcpSocket.port).toBe('controller');
  });

  test('tells the worker where to begin, and lets it in alone, to the port of clients', () => {
    expect(one('Deployment', 'worker').spec.template.spec.containers[0]!.env[0]).toEqual({ name: 'KAFKA_SERVERS', value: 'kafka-client:9092' });
    expect(one('Service', 'kafka-client').spec).not.toHaveProperty('clusterIP');
    const peers = (name: string): unknown => one('NetworkPolicy', name).spec.ingress.map(({ from, ports }) =>
      [from.map((peer) => peer.podSelector.matchLabels['app.kubernetes.io/name']).join(), ports.map(({ port }) => port)]);
    expect(peers('kafka')).toEqual([['kafka', [9092, 9094]], ['kafka-controller', [9092, 9094]], ['worker', [9092]]]);
    expect(peers('kafka-controller')).toEqual([['kafka,kafka-controller', [9093]]]);
  });

  test('brings each script once', () => {
    expect(names.filter((name) => name.startsWith('ConfigMap'))).toEqual(['ConfigMap kafka-scripts', 'ConfigMap kafka-config', 'ConfigMap kafka-controller-config']);
  });
});

test('brokers are controllers as well where nothing is said of controllers', () => {
  const bundle = newBundle();
  const passwords = SecretData.existing(bundle, 'p', { keys: ['client', 'internal'] }).keys;
  new KafkaCluster(bundle, 'kafka', { passwords, storage: '10Gi', clusterId: 'MkU3OEVBNTcwNTJENDM2Qg' });
  expect(namesOf(bundle).filter((name) => name.startsWith('StatefulSet'))).toEqual(['StatefulSet kafka']);
  const config = properties(built(bundle, 'ConfigMap', 'kafka-config').data['server.properties']!);
  expect([config['process.roles'], config['controller.quorum.voters']]).toEqual(['broker,controller', '0@kafka-0.kafka:9093,1@kafka-1.kafka:9093,2@kafka-2.kafka:9093']);
  expect(config['listeners']).toBe('CLIENT://:9092,INTERNAL://:9094,CONTROLLER://:9093');
  const [container] = built(bundle, 'StatefulSet').spec.template.spec.containers;
  expect(container!.ports.map(({ containerPort }) => containerPort)).toEqual([9092, 9094, 9093]);
  expect(container!.env.find(({ name }) => name === 'CLUSTER_ID')!.value).toBe('MkU3OEVBNTcwNTJENDM2Qg');
});

test.each<[string, Partial<KafkaClusterProps>, readonly string[]]>([
  ['nothing wrong', {}, []],
  ['an even quorum', { replicas: 4 }, ['catalog/even-quorum /replicas']],
  ['an even number of brokers beside controllers', { replicas: 4, controllers: 3 }, []],
  ['two brokers', { replicas: 2, controllers: 3 }, ['catalog/too-few /replicas']],
  ['an even quorum of controllers', { controllers: 4 }, ['catalog/even-quorum /controllers']],
  ['one controller', { controllers: { replicas: 1 } }, ['catalog/too-few /controllers/replicas']],
  ['an unknown field of controllers', { controllers: { size: '1Gi' } as object }, ['value/unknown-field /controllers/size']],
  ['storage below a floor', { storage: '1Gi', controllers: { storage: '1Mi' } }, ['catalog/storage-too-small /controllers/storage', 'catalog/storage-too-small /storage']],
  ['no credentials', { passwords: {} as KafkaClusterProps['passwords'] }, ['catalog/no-credentials /passwords/client', 'catalog/no-credentials /passwords/internal']],
  ['a limit that is too small', { resources: { limits: { memory: '256Mi' } } }, ['catalog/memory-too-small /resources/limits/memory']],
  ['a version with no image', { version: '0.8' }, ['catalog/unknown-version /version']],
  ['a second line in a name', { settings: { 'a=1\nnode.id': 2 } }, ['value/wrong-type /settings/a=1\nnode.id']],
  ['a property that is set already', { settings: { 'node.id': 1, 'a': 'b\nc' } }, ['catalog/setting-taken /settings/node.id', 'value/wrong-type /settings/a']],
  ['a cluster id that is none', { clusterId: 'kafka' }, ['value/wrong-type /clusterId']],
  ['a name that is too long', { name: 'k'.repeat(53) }, ['name/too-long /name']],
  ['a name that is too long for its controllers', { name: 'k'.repeat(45), controllers: 3 }, ['name/too-long /name']],
])('a cluster with %s', (_name, props, want) => {
  const bundle = newBundle();
  const passwords = SecretData.existing(bundle, 'p', { keys: ['client', 'internal'] }).keys;
  new KafkaCluster(bundle, 'kafka', { passwords, storage: '10Gi', ...props });
  expect([...new Set(errorsOf(bundle))]).toEqual(want);
});

describe('metrics', () => {
  const define = (more: Partial<KafkaClusterProps>) => {
    const bundle = newBundle();
    const passwords = SecretData.existing(bundle, 'passwords', { keys: ['client', 'internal'] }).keys;
    return { bundle, kafka: new KafkaCluster(bundle, 'kafka', { passwords, storage: '5Gi', ...more }) };
  };

  test('an exporter asks the brokers as a client, and is let in to them', () => {
    const { bundle, kafka } = define({ metrics: true, resources: { limits: { memory: '2Gi' } } });
    kafka.allowFrom({ namespaces: 'web' });
    kafka.exporter!.allowFrom({ namespaces: 'monitoring' }, { ports: ['metrics'] });
    const [container] = built(bundle, 'Deployment', 'kafka-metrics').spec.template.spec.containers;
    expect(container!.args).toEqual([
      '--kafka.server=kafka-client:9092', '--kafka.version=3.9.0', '--sasl.enabled', '--sasl.mechanism=scram-sha512', '--sasl.username=client', '--sasl.password=$(CLIENT_PASSWORD)',
    ]);
    expect(built(bundle, 'PodDisruptionBudget', 'kafka-metrics').spec.maxUnavailable).toBe(1);
    expect(container!.env).toEqual([{ name: 'CLIENT_PASSWORD', valueFrom: { secretKeyRef: { name: 'passwords', key: 'client' } } }]);
    const from = built(bundle, 'NetworkPolicy', 'kafka').spec.ingress.flatMap((rule) => rule.from.map((peer) => peer.podSelector?.matchLabels['app.kubernetes.io/name']));
    expect(from).toContain('kafka-metrics');
    expect(built(bundle, 'NetworkPolicy', 'kafka-metrics').spec.ingress.map(({ ports }) => ports)).toEqual([[{ port: 9308, protocol: 'TCP' }]]);
  });

  test('there is none unless it is asked for, and its image can be another one', () => {
    expect([define({}).kafka.exporter, namesOf(define({}).bundle).filter((name) => name.endsWith('metrics'))]).toEqual([undefined, []]);
    const { bundle } = define({ metrics: { image: 'registry.example.com/exporter:1' } });
    expect(built(bundle, 'Deployment', 'kafka-metrics').spec.template.spec.containers[0]!.image).toBe('registry.example.com/exporter:1');
    expect(errorsOf(define({ metrics: 'yes' as never }).bundle)).toEqual(['value/wrong-type /metrics']);
  });
});

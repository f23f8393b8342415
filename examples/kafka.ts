import { type App, Bundle, Namespace, SecretData, StatelessApp } from 'kubeloom';
import { KafkaCluster } from 'kubeloom/catalog';

/** Kafka without ZooKeeper: 3 brokers, 3 controllers apart from them, and a worker that reads from it. */
export function kafka(app: App): Bundle {
  const bundle = new Bundle(app, 'kafka', { namespace: 'kafka' });
  new Namespace(bundle, 'kafka', { podSecurity: 'restricted' });
  const passwords = SecretData.existing(bundle, 'kafka-passwords', { keys: ['client', 'internal'] });

  const broker = new KafkaCluster(bundle, 'kafka', {
    passwords: passwords.keys,
    storage: '50Gi',
    resources: { requests: { cpu: '500m', memory: '4Gi' }, limits: { memory: '4Gi' } },
    controllers: { replicas: 3, storage: '5Gi', resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '1Gi' } } },
    settings: { 'log.retention.hours': 72 },
  });

  const worker = new StatelessApp(bundle, 'worker', {
    image: 'registry.example.com/orders/worker:1.0.0',
    replicas: 3,
    env: { KAFKA_SERVERS: broker.bootstrapServers(), KAFKA_USER: broker.user, KAFKA_PASSWORD: passwords.key('client') },
    security: 'restricted',
  });

  // Clients are let in by name; the servers are closed to everybody else.
  broker.allowFrom(worker);
  return bundle;
}

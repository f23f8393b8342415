import { type App, Bundle, Namespace, SecretData } from 'kubeloom';
import { KafkaCluster } from 'kubeloom/catalog';

/** Three servers, each of them broker and controller. */
export function define(app: App): Bundle {
  const bundle = new Bundle(app, 'kafka', { namespace: 'kafka' });
  new Namespace(bundle, 'kafka', { podSecurity: 'restricted' });

  // An application says env: { KAFKA_SERVERS: kafka.bootstrapServers() }. Larger clusters have controllers of their own: controllers: 3.
  new KafkaCluster(bundle, 'kafka', {
    passwords: SecretData.existing(bundle, 'kafka-passwords', { keys: ['client', 'internal'] }).keys,
    storage: '50Gi',
    resources: { requests: { cpu: '500m', memory: '4Gi' }, limits: { memory: '4Gi' } },
    settings: { 'log.retention.hours': 72 },
  });
  return bundle;
}

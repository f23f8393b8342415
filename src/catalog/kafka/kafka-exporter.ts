import type { Construct } from 'constructs';
import { StatelessApp } from '../../apps/stateless-app';
import type { KeyRef } from '../../config/key-references';
import type { HostRef, ServicePortRef } from '../../network/service-ref';
import { http } from '../../pod/health';
import type { ResourceProps } from '../../pod/resources';
import { env, text } from '../../pod/text';
import { helperResources } from '../common/helper-resources';
import { metricsImage, type MetricsProps } from '../common/metrics';

/** What an exporter asks, and as whom. */
export interface KafkaExporterProps {
  /** Name of the cluster. */
  readonly name: string;
  readonly metrics: boolean | MetricsProps | undefined;
  /** Where clients begin. */
  readonly host: HostRef;
  readonly port: ServicePortRef;
  readonly user: string;
  readonly password: KeyRef | undefined;
  /** What is said of the brokers' needs. */
  readonly ofServer: ResourceProps | undefined;
}

const image = 'docker.io/danielqsj/kafka-exporter:v1.9.0';
/** Of the protocols that the exporter knows, the newest: Kafka 4 has dropped the old ones. */
const protocol = '3.9.0';
const nobody = 65_534;

/** The exporter of a cluster: it asks the brokers, as any client, of topics and of how far their readers are behind. */
export function kafkaExporter(
  scope: Construct, { name, metrics, host, port, user, password, ofServer }: KafkaExporterProps,
): StatelessApp<'metrics'> {
  return new StatelessApp(scope, `${name}-metrics`, {
    image: metricsImage(metrics, image),
    ports: { metrics: 9308 },
    args: [
      text`--kafka.server=${host}:${port}`, `--kafka.version=${protocol}`,
      '--sasl.enabled', '--sasl.mechanism=scram-sha512', `--sasl.username=${user}`, text`--sasl.password=${env('CLIENT_PASSWORD')}`,
    ],
    env: { CLIENT_PASSWORD: password },
    resources: helperResources(ofServer, '128Mi'),
    security: { profile: 'restricted', runAsUser: nobody, runAsGroup: nobody, readOnlyRootFilesystem: true },
    // While it is away, nobody counts: that is all.
    disruptionBudget: { maxUnavailable: 1 },
    health: { readiness: http('/healthz', 'metrics') },
  });
}

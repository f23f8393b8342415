import type { KindKey } from './kinds';

/** What an operator makes of a resource, by what follows its name: `-app` of `pg` is `pg-app`. */
interface Made {
  readonly secrets?: readonly string[];
  readonly configMaps?: readonly string[];
  readonly services?: readonly string[];
}

/**
 * Objects that operators make of their resources under names that their documentation promises. What other objects refer to is not
 * missing then.
 */
export const operators: { readonly [kind: KindKey]: Made | undefined } = {
  // https://cloudnative-pg.io/documentation/current/applications/
  'postgresql.cnpg.io/Cluster': { secrets: ['-app', '-superuser', '-ca', '-server', '-replication'], services: ['-rw', '-ro', '-r'] },
  'postgresql.cnpg.io/Pooler': { services: [''] },
  // https://strimzi.io/docs/operators/latest/deploying
  'kafka.strimzi.io/Kafka': {
    secrets: ['-cluster-ca-cert', '-cluster-ca', '-clients-ca-cert', '-clients-ca'], services: ['-kafka-bootstrap', '-kafka-brokers', '-kafka-external-bootstrap'],
  },
  'kafka.strimzi.io/KafkaUser': { secrets: [''] },
  'kafka.strimzi.io/KafkaConnect': { services: ['-connect-api'] },
  'kafka.strimzi.io/KafkaBridge': { services: ['-bridge-service'] },
  // https://www.rabbitmq.com/kubernetes/operator/using-operator
  'rabbitmq.com/RabbitmqCluster': { secrets: ['-default-user', '-erlang-cookie'], services: ['', '-nodes'] },
  // https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s
  'elasticsearch.k8s.elastic.co/Elasticsearch': {
    secrets: ['-es-elastic-user', '-es-http-certs-public', '-es-http-certs-internal', '-es-http-ca-internal', '-es-transport-certs-public'],
    services: ['-es-http', '-es-internal-http', '-es-transport'],
  },
  'kibana.k8s.elastic.co/Kibana': { secrets: ['-kb-http-certs-public'], services: ['-kb-http'] },
  // https://knative.dev/docs/serving/
  'serving.knative.dev/Service': { services: [''] },
  // https://postgres-operator.readthedocs.io
  'acid.zalan.do/postgresql': { services: ['', '-repl', '-pooler', '-pooler-repl'] },
  // https://dev.mysql.com/doc/mysql-operator/en/
  'mysql.oracle.com/InnoDBCluster': { services: ['', '-instances'] },
  // https://github.com/mongodb/mongodb-kubernetes
  'mongodbcommunity.mongodb.com/MongoDBCommunity': { services: ['-svc'] },
  // Operators of secret stores that name the Secret as the resource.
  'ricoberger.de/VaultSecret': { secrets: [''] },
  'redhatcop.redhat.io/VaultSecret': { secrets: [''] },
  'kubernetes-client.io/ExternalSecret': { secrets: [''] },
};

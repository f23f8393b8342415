import { sha256 } from '../../core/sha256';
import { givenSettings } from '../common/settings';

/** What a server does: keep the state of the cluster, serve clients, or both. */
export type KafkaRoles = 'broker,controller' | 'broker' | 'controller';

/** What the configuration of a server is made of. */
export interface KafkaConfiguration {
  readonly roles: KafkaRoles;
  /** Number and host name of each controller. */
  readonly voters: readonly (readonly [id: number, host: string])[];
  /** How many brokers there are: no topic has more copies. */
  readonly brokers: number;
  readonly settings: unknown;
}

const mostCopies = 3;

/** What `settings` cannot change. */
export const ownProperties: ReadonlySet<string> = new Set([
  'process.roles', 'node.id', 'controller.quorum.voters', 'controller.listener.names', 'inter.broker.listener.name', 'listeners',
  'advertised.listeners', 'listener.security.protocol.map', 'sasl.mechanism.inter.broker.protocol', 'sasl.mechanism.controller.protocol', 'log.dirs', 'log.dir',
]);

/** `server.properties`, without what only the pod knows. */
export function serverProperties({ roles, voters, brokers, settings }: KafkaConfiguration): string {
  const copies = Math.min(mostCopies, brokers);
  // A write is acknowledged once it is on so many: with 3 copies, one broker may be away.
  const inSync = Math.max(1, copies - 1);
  const broker = {
    'inter.broker.listener.name': 'INTERNAL',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'listener.name.internal.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.client.sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'listener.name.client.scram-sha-512.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
  };
  const properties = {
    'process.roles': roles,
    'controller.quorum.voters': voters.map(([id, host]) => `${id}@${host}:9093`).join(','),
    'controller.listener.names': 'CONTROLLER',
    'listeners': listenersOf(roles).map((listener) => listener.replace(':', '://:')).join(','),
    'listener.security.protocol.map': 'CLIENT:SASL_PLAINTEXT,INTERNAL:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    ...(roles === 'controller' ? undefined : broker),
    // A folder in the volume: the root of a file system may have one that is no log.
    'log.dirs': '/var/lib/kafka/data/logs',
    'auto.create.topics.enable': false,
    'default.replication.factor': copies,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': copies,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': inSync,
    ...givenSettings(settings),
  };
  return Object.entries(properties).map(([property, value]) => `${property}=${value}\n`).join('');
}

const listenersOfRole: { readonly [role: string]: readonly string[] } = { broker: ['CLIENT:9092', 'INTERNAL:9094'], controller: ['CONTROLLER:9093'] };

/** The listeners of a server, each with its port: `CLIENT:9092`. */
export function listenersOf(roles: KafkaRoles): readonly string[] {
  return roles.split(',').flatMap((role) => listenersOfRole[role] ?? []);
}

/** Which cluster volumes belong to: always the same for the same name, so that a volume of another cluster is noticed. */
export function clusterId(namespace: string | undefined, name: string): string {
  const bytes = Buffer.from(sha256(`kafka ${namespace ?? ''} ${name}`), 'hex').subarray(0, 16);
  return bytes.toString('base64url').replace(/^-/, 'A');
}

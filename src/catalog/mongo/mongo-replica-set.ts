import type { Construct } from 'constructs';
import { isPlainMap } from '../../core/checks';
import type { Problems } from '../../core/problems';
import type { KeyRef } from '../../config/key-references';
import type { HostRef, ServicePortRef } from '../../network/service-ref';
import { field } from '../../pod/downward';
import { Text, type TextPart } from '../../pod/text';
import { CatalogApp, givenProps, nameOfApp } from '../common/catalog-app';
import type { Database } from '../common/database';
import type { Passwords } from '../common/passwords';
import { hostList, podHostsNamed } from '../common/peers';
import { checkQuorum, countOf, dispensable } from '../common/quorum';
import { checkMongoServer, databaseOf, mongoBackup, type MongoServer, mongoServer, mongoServerFields, type MongoServerProps, passwordOf, userOf } from './mongo-server';

/** MongoDB servers that hold the same data and elect a primary. */
export interface MongoReplicaSetProps extends MongoServerProps {
  /** Number of members: odd, and 3 at least. 3 survive the loss of one, 5 that of two. More can be added later. @default 3 */
  readonly replicas?: number | undefined;
  /** Name of the replica set, which clients name as well. It cannot be changed later. @default 'rs0' */
  readonly replicaSet?: string | undefined;
  /**
   * Passwords of the user `root` and of the user of the application, which are set when the users are made, and what the members
   * know each other by: 6 to 1024 letters, digits, `+`, `/` and `=`.
   */
  readonly passwords: Passwords<'root' | 'app' | 'members'>;
}

const fields: ReadonlySet<string> = new Set([
  ...mongoServerFields, 'replicas', 'replicaSet', 'passwords',
] satisfies (keyof MongoReplicaSetProps)[]);
const fewest = 3;
const setSyntax = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;

function membersOf({ replicas }: MongoReplicaSetProps): number {
  return countOf(replicas, fewest);
}

function setOf({ replicaSet }: MongoReplicaSetProps): string {
  return typeof replicaSet === 'string' ? replicaSet : 'rs0';
}

function replicaSetServer(scope: Construct, id: string, props: MongoReplicaSetProps): MongoServer {
  const given = givenProps(props);
  const peers = hostList(podHostsNamed(scope, nameOfApp(id, given), membersOf(given)));
  const { app, jobs } = mongoServer(scope, id, given, {
    POD_NAME: field('metadata.name'), POD_NAMESPACE: field('metadata.namespace'), REPLICA_SET: setOf(given), PEERS: peers,
  });
  const member: MongoServer['app'] = {
    ...app,
    replicas: membersOf(given),
    // Members have to meet before any of them is ready.
    podManagementPolicy: 'Parallel',
    service: { publishNotReadyAddresses: true },
    services: { client: { ports: ['mongo'] } },
    disruptionBudget: { maxUnavailable: dispensable(membersOf(given)) },
  };
  return { app: member, jobs };
}

/**
 * A MongoDB replica set: members that hold the same data, elect a primary, and another one when it fails. A member that lost its
 * volume copies everything again before it counts as ready.
 *
 * ```ts
 * const db = new MongoReplicaSet(shop, 'db', { passwords, storage: '10Gi', database: 'shop' });
 * new StatelessApp(shop, 'web', { env: { DATABASE_URL: db.url() }, … });
 * ```
 * @see https://www.mongodb.com/docs/manual/replication/
 */
export class MongoReplicaSet extends CatalogApp<'mongo' | 'metrics'> implements Database {
  private readonly given: MongoReplicaSetProps;

  constructor(scope: Construct, id: string, props: MongoReplicaSetProps) {
    const server = replicaSetServer(scope, id, props);
    super(scope, id, props, server.app, fields);
    this.given = props;
    const accounts = { root: 'the user "root"', app: 'the user of the application', members: 'the members among each other' };
    checkMongoServer(this.problems, props, accounts);
    if (isPlainMap(props)) checkReplicaSet(this.problems, props);
    this.addBackups(scope, givenProps(props), mongoBackup(this, givenProps(props), server));
  }

  /** Any member that is ready: the connection text names all of them, and clients find the primary among them. */
  override get host(): HostRef {
    return this.service('client').host;
  }

  get readOnlyHost(): HostRef {
    return this.host;
  }

  get clientPort(): ServicePortRef {
    return this.service('client').port('mongo');
  }

  /** `mongodb://app:<password>@<member>:27017,…/app?replicaSet=rs0`: clients write to the primary, wherever it is. */
  url(password?: KeyRef): Text {
    return this.urlWith('', password);
  }

  /** As `url()`, for clients that read from a secondary as long as there is one. */
  readOnlyUrl(password?: KeyRef): Text {
    return this.urlWith('&readPreference=secondaryPreferred', password);
  }

  private urlWith(further: string, password: KeyRef | undefined): Text {
    const given = givenProps(this.given);
    const hosts = this.podHosts;
    const parts: TextPart[] = [this.passwordIn(password, passwordOf(given, 'app')) ?? ''];
    const literals = [`mongodb://${userOf(given)}:`, '@'];
    for (const [index, host] of hosts.entries()) {
      parts.push(host, this.clientPort);
      literals.push(':', index < hosts.length - 1 ? ',' : '');
    }
    literals.push(`${literals.pop() ?? ''}/${databaseOf(given)}?replicaSet=${setOf(given)}${further}`);
    return new Text(literals, parts);
  }
}

function checkReplicaSet(problems: Problems, { replicas, replicaSet }: MongoReplicaSetProps): void {
  if (replicas !== undefined) {
    checkQuorum(problems.at('replicas'), replicas, { what: 'members', min: fewest, why: 'a majority of them elects the primary, and with fewer nobody takes over' });
  }
  if (replicaSet !== undefined && (typeof replicaSet !== 'string' || !setSyntax.test(replicaSet))) {
    problems.at('replicaSet').report('value/wrong-type', { expected: 'a name of letters, digits, "_" and "-"', found: replicaSet });
  }
}

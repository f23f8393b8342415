import type { Construct } from 'constructs';
import type { KeyRef } from '../../config/key-references';
import type { HostRef, ServicePortRef } from '../../network/service-ref';
import type { Text } from '../../pod/text';
import { CatalogApp, givenProps } from '../common/catalog-app';
import { connectionText, type Database } from '../common/database';
import type { Passwords } from '../common/passwords';
import { checkMongoServer, databaseOf, mongoBackup, mongoServer, mongoServerFields, type MongoServerProps, passwordOf, userOf } from './mongo-server';

/** One MongoDB server. */
export interface MongoProps extends MongoServerProps {
  /** Passwords of the user `root` and of the user of the application. They are set when the users are made. */
  readonly passwords: Passwords<'root' | 'app'>;
}

const fields: ReadonlySet<string> = new Set([...mongoServerFields, 'passwords'] satisfies (keyof MongoProps)[]);

/**
 * One MongoDB server with a database and a user for an application. While its pod is away, nobody takes over;
 * `MongoReplicaSet` is for that, and for transactions and change streams, which need a replica set.
 *
 * ```ts
 * const db = new Mongo(shop, 'db', { passwords, storage: '10Gi', database: 'shop' });
 * new StatelessApp(shop, 'web', { env: { DATABASE_URL: db.url() }, … });
 * ```
 * @see https://www.mongodb.com/docs/manual/administration/
 */
export class Mongo extends CatalogApp<'mongo' | 'metrics'> implements Database {
  private readonly given: MongoProps;

  constructor(scope: Construct, id: string, props: MongoProps) {
    const server = mongoServer(scope, id, props);
    super(scope, id, props, server.app, fields);
    this.given = props;
    checkMongoServer(this.problems, props, { root: 'the user "root"', app: 'the user of the application' });
    this.addBackups(scope, givenProps(props), mongoBackup(this, givenProps(props), server));
  }

  get readOnlyHost(): HostRef {
    return this.host;
  }

  get clientPort(): ServicePortRef {
    return this.port('mongo');
  }

  /** `mongodb://app:<password>@<host>:27017/app`. */
  url(password?: KeyRef): Text {
    const given = givenProps(this.given);
    return connectionText({
      scheme: 'mongodb', user: userOf(given), password: this.passwordIn(password, passwordOf(given, 'app')), host: this.host, port: this.clientPort, database: databaseOf(given),
    });
  }

  readOnlyUrl(password?: KeyRef): Text {
    return this.url(password);
  }
}

import type { Construct } from 'constructs';
import type { StatefulAppProps } from '../../apps/stateful-app';
import type { KeyRef } from '../../config/key-references';
import { isPlainMap } from '../../core/checks';
import type { Problems } from '../../core/problems';
import type { HostRef, ServicePortRef } from '../../network/service-ref';
import type { EnvProps } from '../../pod/env';
import type { Text } from '../../pod/text';
import type { BackupProps, BackupWork, RestoreProps } from './backup';
import { CatalogApp, type CatalogProps, givenProps } from './catalog-app';
import { connectionText, type Database } from './database';
import { givenPasswords, type Passwords } from './passwords';

/** What every server of SQL can say of its application and its dumps. */
interface SqlProps extends CatalogProps {
  readonly database?: string | undefined;
  readonly user?: string | undefined;
  readonly passwords: Passwords<'app'>;
  readonly backup?: BackupProps | undefined;
  readonly restore?: RestoreProps | undefined;
}

/**
 * What is known of a server before its app is there.
 * @internal
 */
export interface SqlParts<P extends string> {
  /** Of connection texts. */
  readonly scheme: string;
  readonly app: StatefulAppProps<P, 'data'>;
  /** What the jobs that write and load dumps have in common with the servers. */
  readonly jobs: Pick<BackupWork['pod'], 'image' | 'security'> & Pick<BackupWork, 'mounts' | 'backup' | 'restore'> & {
    /** Their variables, with those that say where the servers are. */
    readonly env: (hosts: EnvProps) => EnvProps;
  };
  /** Reports what is wrong with the props, which are a map. */
  readonly check: (problems: Problems) => void;
}

/** The database and the account of an application that names none. */
export const defaultName = 'app';

/**
 * The base of servers of SQL: what they offer to an application, and their dumps.
 * @typeParam P names of the ports
 */
export abstract class SqlServer<P extends string> extends CatalogApp<P | 'metrics'> implements Database {
  private readonly given: SqlProps;
  private readonly scheme: string;

  /** @internal */
  protected constructor(scope: Construct, id: string, props: SqlProps, parts: SqlParts<P>, fields: ReadonlySet<string>) {
    super(scope, id, props, parts.app as StatefulAppProps<Exclude<P, 'metrics'>, 'data'>, fields);
    this.given = givenProps(props);
    this.scheme = parts.scheme;
    if (isPlainMap(props)) parts.check(this.problems);
    const { mounts, backup, restore, env, ...pod } = parts.jobs;
    const { imagePullPolicy, imagePullSecrets, serviceAccount, resources } = this.given;
    this.addBackups(scope, this.given, {
      pod: {
        ...pod,
        imagePullPolicy, imagePullSecrets, serviceAccount,
        env: { ...env({ BACKUP_HOST: this.readOnlyHost, PRIMARY_HOST: this.host }), BACKUP_NAME: this.name },
      },
      mounts,
      ofServer: resources,
      backup,
      restore,
    });
  }

  abstract get clientPort(): ServicePortRef;

  get readOnlyHost(): HostRef {
    return this.host;
  }

  url(password?: KeyRef): Text {
    return this.urlOf(this.host, password);
  }

  readOnlyUrl(password?: KeyRef): Text {
    return this.urlOf(this.readOnlyHost, password);
  }

  private urlOf(host: HostRef, given: KeyRef | undefined): Text {
    const { user = defaultName, database = defaultName } = this.given;
    const password = this.passwordIn(given, givenPasswords(this.given).app);
    return connectionText({ scheme: this.scheme, user, password, host, port: this.clientPort, database });
  }
}

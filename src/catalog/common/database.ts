import type { KeyRef } from '../../config/key-references';
import type { HostRef, ServicePortRef } from '../../network/service-ref';
import { type Text, text } from '../../pod/text';

/** What a database offers to an application, as references. */
export interface Database {
  /** Where to write: the host name of the primary. */
  readonly host: HostRef;
  /** Where to read: any server that is up to date. The same as `host` where there is one server. */
  readonly readOnlyHost: HostRef;
  /** The port of both, as a reference: its number in variables and texts. */
  readonly clientPort: ServicePortRef;
  /**
   * The connection text for an application: `env: { DATABASE_URL: db.url() }`. The password is a reference: it becomes a
   * variable of its own that the text refers to, and never stands in the manifest. Nothing can encode it on the way, so it must
   * consist of characters that need no encoding in a URL: letters, digits, `-`, `_`, `.` and `~`.
   * @param password the same password in a Secret of the application's own: no pod can read a Secret of another namespace.
   * @default - the key that the database was given
   */
  url(password?: KeyRef): Text;
  /**
   * The same for the read-only host.
   * @param password as for `url`
   */
  readOnlyUrl(password?: KeyRef): Text;
}

/** The parts of a connection text. */
export interface ConnectionParts {
  /** `mysql`, `postgresql` */
  readonly scheme: string;
  readonly user: string;
  readonly password: KeyRef | undefined;
  readonly host: HostRef;
  readonly port: ServicePortRef;
  readonly database: string;
}

/** `scheme://user:password@host:port/database`, the password as a reference. */
export function connectionText({ scheme, user, password, host, port, database }: ConnectionParts): Text {
  // A missing password is reported where it is missing from.
  return text`${scheme}://${user}:${password ?? ''}@${host}:${port}/${database}`;
}

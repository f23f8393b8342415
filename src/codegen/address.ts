import { type Code, template } from './print/code';

/** A host, with what stands before and behind it: `http://`, `user@`, `:3306`, `/path`. */
const address = /^((?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@\s/]+@)?)([a-z]([-a-z0-9_]*[a-z0-9])?)(?::([0-9]+))?(?=$|[/?,;])/;
/** What variables are called whose whole value is a host. */
const hostNames = /HOST|ADDR|SERVER|ENDPOINT|UPSTREAM/i;

/** A text with a host in it. */
export interface Address {
  readonly before: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly after: string;
}

/** The host at the start of the text of a variable. */
export function addressIn(text: string, variable: string): Address | undefined {
  // `$(NAME)` and `$$` mean something in a text that is put together.
  const match = text.includes('$') ? null : address.exec(text);
  if (match === null) return undefined;
  const [whole, before, host, , port] = match as unknown as [string, string, string, string | undefined, string | undefined];
  // A word alone may be the name of anything: of a database, of a driver.
  if (before === '' && port === undefined && !hostNames.test(variable)) return undefined;
  return { before, host, port: port === undefined ? undefined : Number(port), after: text.slice(whole.length) };
}

/** The text of a variable with references in it: to the host, and to the port where that is known. */
export function addressCode({ before, port: number, after }: Address, host: Code, port: Code | undefined): Code {
  if (port !== undefined) return template('text', [before, ':', after], [host, port]);
  const rest = number === undefined ? after : `:${number}${after}`;
  return before === '' && rest === '' ? host : template('text', [before, rest], [host]);
}

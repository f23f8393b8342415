import { secretInFile } from '../check/practice/secret-text';
import { isPlainMap } from '../core/checks';
import type { Path } from '../core/json-pointer';
import type { ObjectId } from '../core/object-id';

/** A copy of all that was applied, which `kubectl apply` leaves on an object. */
const COPY_OF_ALL = 'kubectl.kubernetes.io/last-applied-configuration';

/** A value before and after, as a plan may say them. */
export interface Values {
  readonly from?: unknown;
  readonly to?: unknown;
}

/**
 * Values of an object without what nobody may see: of values of Secrets, and of what looks like a secret anywhere else, only the
 * length is said.
 * @param named what the value belongs to, where its field does not say it: a variable
 */
export function withoutSecrets(id: ObjectId, path: Path, { from, to }: Values, named?: string): Values {
  const name = named ?? String(path.findLast((key) => typeof key === 'string') ?? '');
  const ofSecret = isOfSecret(id, path);
  const describe = ofSecret && path[0] === 'data' ? (value: unknown) => described(value, decoded) : (value: unknown) => described(value);
  const hide = ofSecret || looksSecret(name, from) || looksSecret(name, to) ? describe : (value: unknown) => shown(id, name, value);
  return { ...(from === undefined ? undefined : { from: hide(from) }), ...(to === undefined ? undefined : { to: hide(to) }) };
}

/** Whether a path of an object leads to values of a Secret. */
function isOfSecret({ apiVersion, kind }: ObjectId, [first, second, third]: Path): boolean {
  if (apiVersion !== 'v1' || kind !== 'Secret') return false;
  return first === 'data' || first === 'stringData' || (first === 'metadata' && second === 'annotations' && third === COPY_OF_ALL);
}

function looksSecret(name: string, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [, option, given] = OPTION.exec(value) ?? [];
  return secretInFile(name, value) !== undefined || (option !== undefined && secretInFile(option, given!) !== undefined);
}

/** `--password=value` on a command line. */
const OPTION = /^--?([A-Za-z][\w.-]{0,60})=(.+)$/s;

/** The option of a command line whose value the next word is: `password` of `--password`. */
export function optionIn(word: unknown): string | undefined {
  return typeof word === 'string' ? /^--?([A-Za-z][\w.-]{0,60})$/.exec(word)?.[1] : undefined;
}

/** What came or went as a whole, with what is secret in it described. */
function shown(id: ObjectId, name: string, value: unknown): unknown {
  if (typeof value === 'string') return looksSecret(name, value) ? described(value) : value;
  if (Array.isArray(value)) return value.map((item: unknown, index) => shown(id, optionIn(value[index - 1]) ?? name, item));
  if (!isPlainMap(value)) return value;
  const variable = typeof value['name'] === 'string' ? value['name'] : undefined;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => {
    if (key === COPY_OF_ALL && id.kind === 'Secret') return [key, described(entry)];
    return [key, shown(id, key === 'value' && variable !== undefined ? variable : key, entry)];
  }));
}

/** What may be said of a secret value: how long it is. */
function described(value: unknown, read = (text: string): string => text): unknown {
  if (isPlainMap(value)) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, described(entry, read)]));
  if (Array.isArray(value)) return value.map((item: unknown) => described(item, read));
  if (typeof value !== 'string') return '(secret)';
  const { length } = read(value);
  return `(secret, ${length} ${length === 1 ? 'character' : 'characters'})`;
}

/** The text of a value of a Secret, as it is without base64. */
function decoded(text: string): string {
  return Buffer.from(text, 'base64').toString();
}

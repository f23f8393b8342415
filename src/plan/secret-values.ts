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
  const hide = isOfSecret(id, path) || looksSecret(name, from) || looksSecret(name, to) ? described : (value: unknown) => shown(id, name, value);
  return { ...(from === undefined ? undefined : { from: hide(from) }), ...(to === undefined ? undefined : { to: hide(to) }) };
}

/** Whether a path of an object leads to values of a Secret. */
function isOfSecret({ apiVersion, kind }: ObjectId, [first, second, third]: Path): boolean {
  if (apiVersion !== 'v1' || kind !== 'Secret') return false;
  return first === 'data' || first === 'stringData' || (first === 'metadata' && second === 'annotations' && third === COPY_OF_ALL);
}

function looksSecret(name: string, value: unknown): boolean {
  return typeof value === 'string' && secretInFile(name, value) !== undefined;
}

/** What came or went as a whole, with what is secret in it described. */
function shown(id: ObjectId, name: string, value: unknown): unknown {
  if (typeof value === 'string') return looksSecret(name, value) ? described(value) : value;
  if (Array.isArray(value)) return value.map((item: unknown) => shown(id, name, item));
  if (!isPlainMap(value)) return value;
  const variable = typeof value['name'] === 'string' ? value['name'] : undefined;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => {
    if (key === COPY_OF_ALL && id.kind === 'Secret') return [key, described(entry)];
    return [key, shown(id, key === 'value' && variable !== undefined ? variable : key, entry)];
  }));
}

/** What may be said of a secret value: how long it is. */
function described(value: unknown): unknown {
  if (isPlainMap(value)) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, described(entry)]));
  if (Array.isArray(value)) return value.map(described);
  return typeof value === 'string' ? `(secret, ${value.length} characters)` : '(secret)';
}

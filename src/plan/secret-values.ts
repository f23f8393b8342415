import { isPlainMap } from '../core/checks';
import type { Path } from '../core/json-pointer';
import type { ObjectId } from '../core/object-id';

/** Whether a path of an object leads to values that nobody may see in a plan. */
export function isSecretValue({ apiVersion, kind }: ObjectId, [first]: Path): boolean {
  return apiVersion === 'v1' && kind === 'Secret' && (first === 'data' || first === 'stringData');
}

/** What may be said of a secret value: how long it is. */
export function describedSecret(value: unknown): unknown {
  if (isPlainMap(value)) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, describedSecret(entry)]));
  return typeof value === 'string' ? `(secret, ${value.length} characters)` : '(secret)';
}

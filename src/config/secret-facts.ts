import { checkMap, checkText, eachEntry } from '../core/checks';
import { checkName, dataKey } from '../core/names';
import type { Problems } from '../core/problems';
import { itemsOf, readField } from '../core/read-field';
import type { SecretType } from './secret-types';

/** What every definition of a Secret says besides its content. */
export interface SecretOptionsOfAll {
  /**
   * A word that you change together with the values: pods that read them only when they start are then replaced. The SDK
   * never hashes a secret, since the hash of a weak one can be guessed.
   * @default - none: pods keep the old values until they are replaced for another reason
   */
  readonly version?: string | undefined;
  /**
   * Type of the Secret; the keys that it requires are checked.
   * @default 'Opaque'
   * @see https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
   */
  readonly type?: SecretType | undefined;
}

/** What is known of a Secret in the cluster, however it gets there. */
export interface SecretFacts {
  readonly keys: ReadonlySet<string>;
  /** Whether these are all of its keys. */
  readonly complete: boolean;
  /** Keys that somebody may add in the cluster. @default - none */
  readonly optionalKeys?: ReadonlySet<string> | undefined;
  readonly type: string | undefined;
  readonly version: string | undefined;
}

/** Reads `type` and `version`. */
export function readTypeAndVersion(problems: Problems, props: object): Pick<SecretFacts, 'type' | 'version'> {
  return { type: readField(problems, props, 'type', checkText), version: readField(problems, props, 'version', checkText) };
}

/** Reads a list of keys that is given by name alone. */
export function readKeyNames(problems: Problems, list: unknown): Set<string> {
  const keys = new Set<string>();
  for (const [key, place] of itemsOf(problems, list)) {
    if (!checkName(place, dataKey, 'key', key)) continue;
    if (keys.has(key)) place.report('value/duplicate', { what: 'key', name: key });
    keys.add(key);
  }
  return keys;
}

/** Reads `optionalKeys`: none of them has a value. */
export function readOptionalKeys(problems: Problems, props: object, keys: ReadonlySet<string>): ReadonlySet<string> | undefined {
  const given = (props as { readonly optionalKeys?: unknown }).optionalKeys;
  const place = problems.at('optionalKeys');
  if (given === undefined || !checkMap(place, given, 'a map of keys to true')) return undefined;
  const optional = new Set<string>();
  eachEntry<unknown>(place, given, (key, said, at) => {
    if (said !== true) at.report('value/wrong-type', { expected: 'true: such a key has no value here', found: said });
    else if (keys.has(key)) at.report('value/duplicate', { what: 'key', name: key });
    else if (checkName(at, dataKey, 'key', key)) optional.add(key);
  });
  return optional;
}

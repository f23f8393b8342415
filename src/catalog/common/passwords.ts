import { KeyRef } from '../../config/key-references';
import { isPlainMap } from '../../core/checks';
import type { Problems } from '../../core/problems';

/**
 * Passwords of the accounts of a server, each the key of a Secret. `keys` of a Secret is such a map, where its keys have
 * these names: `passwords: SecretData.existing(bundle, 'db-passwords', { keys: ['root', 'app'] }).keys`.
 * @typeParam K accounts that need one
 * @typeParam O accounts that may have one
 */
export type Passwords<K extends string, O extends string = never> =
  { readonly [N in K]: KeyRef } & { readonly [N in O]?: KeyRef | undefined };

/** The passwords, whatever was given: what is wrong with them is reported by `checkPasswords`. */
export function givenPasswords<T>({ passwords }: { readonly passwords?: T | undefined }): Partial<T> {
  return isPlainMap(passwords) ? passwords : {};
}

/**
 * Reports accounts without a password, and passwords that do not come from a Secret. `problems` is at the props.
 * @param accounts what each account is, in words, by its key under `passwords`: those that need a password
 */
export function checkPasswords(problems: Problems, given: unknown, accounts: { readonly [key: string]: string }): void {
  const place = problems.at('passwords');
  const passwords = isPlainMap(given) ? given : {};
  for (const [key, what] of Object.entries(accounts)) {
    if (passwords[key] === undefined) place.at(key).report('catalog/no-credentials', { key, what });
  }
  for (const [key, value] of Object.entries(passwords)) {
    if (value !== undefined) checkPassword(place.at(key), key, value);
  }
}

/** Reports a password that does not come from a Secret; its text, if it is one, is not shown. */
export function checkPassword(problems: Problems, key: string, value: unknown): value is KeyRef {
  if (isSecretKey(value)) return true;
  problems.report('catalog/password-not-secret', { key, found: typeof value === 'string' ? 'a text' : value });
  return false;
}

/** Whether it leads somewhere is reported where it is used. */
function isSecretKey(value: unknown): value is KeyRef {
  return value instanceof KeyRef && value.ownerKind === 'Secret';
}

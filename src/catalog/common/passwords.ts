import type { KeyRef } from '../../config/key-references';
import { isPlainMap } from '../../core/checks';
import { Problems } from '../../core/problems';
import { Consumer } from '../../core/references';
import { isEnvSource } from '../../pod/inputs';

/**
 * Passwords of the accounts of a server, each the key of a Secret. `keys` of a Secret is such a map, where its keys have
 * these names: `passwords: SecretData.existing(bundle, 'db-passwords', { keys: ['root', 'app'] }).keys`.
 * @typeParam K accounts that need one
 * @typeParam O accounts that may have one
 */
export type Passwords<K extends string, O extends string = never> =
  { readonly [N in K]: KeyRef } & { readonly [N in O]?: KeyRef | undefined };

/** Whoever reads the passwords. */
interface Reader {
  readonly namespace: string | undefined;
  readonly cluster: string | undefined;
}

/**
 * Reports accounts without a password, and passwords that do not come from a Secret. `problems` is at the props.
 * @param accounts what each account is, in words, by its key under `passwords`: those that need a password
 * @param reader who reads them
 */
export function checkPasswords(problems: Problems, given: unknown, accounts: { readonly [key: string]: string }, reader: Reader): void {
  const place = problems.at('passwords');
  const passwords = isPlainMap(given) ? given : {};
  for (const [key, what] of Object.entries(accounts)) {
    if (passwords[key] === undefined) place.at(key).report('catalog/no-credentials', { key, what });
  }
  for (const [key, value] of Object.entries(passwords)) {
    if (value !== undefined && !isSecretKey(value, reader)) place.at(key).report('catalog/password-not-secret', { key, found: typeof value === 'string' ? 'a text' : value });
  }
}

/** What a reference becomes says where it comes from. Whether it leads somewhere is reported where it is used. */
function isSecretKey(value: unknown, { namespace, cluster }: Reader): boolean {
  if (!isEnvSource(value)) return false;
  const source = value.envSource(new Problems(), new Consumer(namespace, cluster));
  return source === undefined || source.secretKeyRef !== undefined;
}

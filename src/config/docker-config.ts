import { checkFields, checkText, isPlainMap } from '../core/checks';
import type { Problems } from '../core/problems';
import { typeName, isLineWithNewline } from './secret-sources';
import { originOf, readSecret, SecretValue } from './secret-value';

/** What logs in to a registry. */
export interface RegistryLogin {
  /** User name; many registries take any for a token. It must hold no `:`. */
  readonly username: string | SecretValue;
  /** Password or token. */
  readonly password: SecretValue;
  /** @default - none */
  readonly email?: string | undefined;
}

/**
 * The data of a Secret of type `kubernetes.io/dockerconfigjson`, made of user names and passwords by registry:
 * ```ts
 * new SecretData(bundle, 'registry', {
 *   type: 'kubernetes.io/dockerconfigjson',
 *   data: dockerConfigJson({ 'ghcr.io': { username: 'bot', password: fromEnvironment('GHCR_TOKEN') } }),
 *   …
 * });
 * ```
 * @param registries by host name, with a port or path where it has one; Docker Hub is `https://index.docker.io/v1/`
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
 */
export function dockerConfigJson(registries: { readonly [registry: string]: RegistryLogin }): { readonly '.dockerconfigjson': SecretValue } {
  return { '.dockerconfigjson': new SecretValue({ from: 'the logins of registries', read: (problems) => configOf(registries, problems) }) };
}

const fields: ReadonlySet<string> = new Set(['username', 'password', 'email'] satisfies (keyof RegistryLogin)[]);

function configOf(registries: unknown, problems: Problems): Uint8Array | undefined {
  if (!isPlainMap(registries) || Object.keys(registries).length === 0) {
    problems.report('secret/wrong-type', { expected: 'a map of registries to logins', type: typeName(registries) });
    return undefined;
  }
  const auths: [string, object][] = [];
  for (const registry of Object.keys(registries)) {
    const auth = readLogin(registries[registry], problems.at(registry));
    if (auth !== undefined) auths.push([registry, auth]);
  }
  return auths.length < Object.keys(registries).length ? undefined : Buffer.from(JSON.stringify({ auths: Object.fromEntries(auths) }));
}

function readLogin(login: unknown, problems: Problems): object | undefined {
  if (!isPlainMap(login)) {
    problems.report('secret/wrong-type', { expected: '{ username, password }', type: typeName(login) });
    return undefined;
  }
  checkFields(problems, login, fields);
  const { email } = login;
  const user = login.username;
  const username = typeof user === 'string' ? user : readText(problems.at('username'), 'username', user);
  const password = readText(problems.at('password'), 'password', login.password);
  if (email !== undefined && !checkText(problems.at('email'), email, 'an address')) return undefined;
  if (username === undefined || password === undefined) return undefined;
  if (username === '' || username.includes(':')) {
    problems.at('username').report('secret/malformed', { key: 'username', type: 'kubernetes.io/dockerconfigjson', expected: 'a name without ":"' });
    return undefined;
  }
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  return { username, password, ...(email === undefined ? undefined : { email }), auth };
}

function readText(problems: Problems, key: string, value: unknown): string | undefined {
  if (!(value instanceof SecretValue)) {
    problems.report('secret/not-a-secret-value', { key, type: typeName(value) });
    return undefined;
  }
  const bytes = readSecret(value, problems);
  if (bytes === undefined) return undefined;
  const { from, keepsNewline } = originOf(value);
  if (bytes.length === 0) problems.report('secret/empty', { key, from });
  else if (keepsNewline !== true && isLineWithNewline(bytes)) problems.report('secret/trailing-newline', { key, from });
  return Buffer.from(bytes).toString('utf8');
}

import type { Problems } from '../core/problems';

/** The types of Secrets that Kubernetes knows. @see https://kubernetes.io/docs/concepts/configuration/secret/#secret-types */
export type BuiltInSecretType =
  | 'Opaque'
  | 'kubernetes.io/tls'
  | 'kubernetes.io/dockerconfigjson'
  | 'kubernetes.io/dockercfg'
  | 'kubernetes.io/basic-auth'
  | 'kubernetes.io/ssh-auth'
  | 'kubernetes.io/service-account-token'
  | 'bootstrap.kubernetes.io/token';

/** A type of Kubernetes, or one of your own, which Kubernetes does not look at. */
export type SecretType = BuiltInSecretType | (string & Record<never, never>);

export const serviceAccountToken = 'kubernetes.io/service-account-token';
export const bootstrapToken = 'bootstrap.kubernetes.io/token';

interface TypeRule {
  /** Keys that must all be there. */
  readonly keys?: readonly string[];
  /** Keys of which one must be there. */
  readonly anyOf?: readonly string[];
  /** What the values of some keys must look like. */
  readonly forms?: { readonly [key: string]: { readonly expected: string; readonly fits: (text: string) => boolean } };
}

const matching = (expected: string, pattern: RegExp): { expected: string; fits: (text: string) => boolean } =>
  ({ expected, fits: (text) => pattern.test(text) });

const jsonObject = { expected: 'a JSON object', fits: isJsonObject };
const trueOrFalse = matching('true or false', /^(true|false)$/);

/** As the API server checks them; those of bootstrap tokens as the token authenticator does, which ignores all others. */
const rules: { readonly [type: string]: TypeRule | undefined } = {
  'kubernetes.io/tls': { keys: ['tls.crt', 'tls.key'] },
  'kubernetes.io/dockerconfigjson': { keys: ['.dockerconfigjson'], forms: { '.dockerconfigjson': jsonObject } },
  'kubernetes.io/dockercfg': { keys: ['.dockercfg'], forms: { '.dockercfg': jsonObject } },
  'kubernetes.io/basic-auth': { anyOf: ['username', 'password'] },
  'kubernetes.io/ssh-auth': {
    keys: ['ssh-privatekey'],
    forms: { 'ssh-privatekey': { expected: 'a key that is not empty', fits: (text) => text !== '' } },
  },
  [bootstrapToken]: {
    keys: ['token-id', 'token-secret'],
    forms: {
      'token-id': matching('6 lower-case letters and digits', /^[a-z0-9]{6}$/),
      'token-secret': matching('16 lower-case letters and digits', /^[a-z0-9]{16}$/),
      'expiration': matching('a time as 2030-01-31T12:00:00Z', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/),
      'usage-bootstrap-authentication': trueOrFalse,
      'usage-bootstrap-signing': trueOrFalse,
      'auth-extra-groups': matching('groups that start with system:bootstrappers:', /^system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9](,system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9])*$/),
    },
  },
};

/** Reports keys that a type requires and that are not there. */
export function checkTypeKeys(problems: Problems, type: string | undefined, keys: ReadonlySet<string>): void {
  const rule = ruleOf(type);
  if (type === undefined || rule === undefined) return;
  const missing = rule.keys?.filter((key) => !keys.has(key)) ?? [];
  if (missing.length > 0) problems.report('secret/missing-key', { type, missing });
  if (rule.anyOf !== undefined && !rule.anyOf.some((key) => keys.has(key))) {
    problems.report('secret/missing-key', { type, missing: rule.anyOf, anyOf: true });
  }
}

/** Reports a value that does not have the form that a type requires, without showing it. */
export function checkTypeValue(problems: Problems, type: string | undefined, key: string, bytes: Uint8Array): void {
  const forms = ruleOf(type)?.forms ?? {};
  const form = Object.hasOwn(forms, key) ? forms[key] : undefined;
  if (type === undefined || form === undefined) return;
  if (!form.fits(Buffer.from(bytes).toString('utf8'))) problems.report('secret/malformed', { key, type, expected: form.expected });
}

/** Reports a bootstrap token that no cluster would find. */
export function checkBootstrapPlace(problems: Problems, name: string, namespace: string | undefined, tokenId: string | undefined): void {
  const expected = tokenId === undefined ? undefined : `bootstrap-token-${tokenId}`;
  if (expected !== undefined && name !== expected) problems.at('name').report('secret/bootstrap-name', { field: 'name', expected, found: name });
  if (namespace !== 'kube-system') problems.report('secret/bootstrap-name', { field: 'namespace', expected: 'kube-system', found: namespace });
}

function ruleOf(type: string | undefined): TypeRule | undefined {
  return type !== undefined && Object.hasOwn(rules, type) ? rules[type] : undefined;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}

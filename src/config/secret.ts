import type { Secret } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkMap, checkOneOf, checkText, eachEntry, isPlainMap, type PlainMap } from '../core/checks';
import { type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import { checkName, dataKey, dnsSubdomain, followsRule } from '../core/names';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';
import type { Consumer, Target } from '../core/references';
import type { Writable } from '../core/writable';
import { checkSize, toBase64 } from './content';
import { readOptionalKeys, readTypeAndVersion, type SecretFacts, type SecretOptionsOfAll } from './secret-facts';
import { isLineWithNewline, typeName } from './secret-sources';
import { bootstrapToken, checkBootstrapPlace, checkTypeKeys, checkTypeValue, serviceAccountToken } from './secret-types';
import { originOf, readBefore, readSecret, SecretValue } from './secret-value';

/**
 * A Secret whose values this program has. What it writes holds them in clear, as base64 hides nothing: prefer
 * `SecretData.externalSecret`, `SecretData.sealed` or `SecretData.existing` for everything that is committed.
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export interface SecretProps<K extends string = string> extends MetadataProps, SecretOptionsOfAll {
  /**
   * Values by key: `fromEnvironment('NAME')`, `fromSecretFile('path')`, `unsafeLiteral('…')`, or what `dockerConfigJson` makes
   * of them. All values together have at most 1 MiB.
   * @default - none
   */
  readonly data?: { readonly [P in K]?: SecretValue | undefined } | undefined;
  /**
   * Keys without a value here, which somebody may add in the cluster (`{ DEBUG: true }`): variables can be taken from them with
   * `optional: true`.
   * @default - none
   */
  readonly optionalKeys?: { readonly [P in K]?: true | undefined } | undefined;
  /**
   * `'base64'` says that the values may stand in the output in clear; the reason must be given.
   * @default - not allowed: a Secret with values is an error
   */
  readonly commit?: 'base64' | undefined;
  /**
   * Why the values may stand in the output in clear, for who reviews the definition.
   * @default - none
   */
  readonly reason?: string | undefined;
  /**
   * Whether the data can never change. `'versioned'` puts `version` into the name (`db-password-2`), and every reference
   * follows.
   * @default false
   * @see https://kubernetes.io/docs/concepts/configuration/secret/#secret-immutable
   */
  readonly immutable?: boolean | 'versioned' | undefined;
  /**
   * The service account that a Secret of type `kubernetes.io/service-account-token` gets a token for: its name, or its
   * definition.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
   */
  readonly serviceAccount?: string | ServiceAccountReference | undefined;
}

/** The definition of a service account. */
export interface ServiceAccountReference {
  /** `metadata.name`. */
  readonly name: string;
  /** @default - not known: only the name is used */
  readonly target?: Target | undefined;
}

/** `name` and `override` belong to the construct around it. */
const fields: ReadonlySet<string> = new Set([
  'data', 'optionalKeys', 'type', 'commit', 'reason', 'immutable', 'version', 'serviceAccount', 'labels', 'annotations', 'finalizers', 'ownerReferences',
  'name', 'override',
] satisfies (keyof SecretProps | 'name' | 'override')[]);

const accountAnnotation = 'kubernetes.io/service-account.name';

/** A Secret with its values, in one form. */
export interface SecretModel extends SecretFacts {
  readonly values: ReadonlyMap<string, SecretValue>;
  readonly immutable: boolean;
  /** Whether the name ends in the version. */
  readonly versioned: boolean;
  readonly serviceAccount: string | undefined;
}

/** Checks the props of a Secret and reads its values. */
export function normalizeSecret(props: SecretProps, problems: Problems, consumer: Consumer): SecretModel {
  const keys = new Set<string>();
  const values = new Map<string, SecretValue>();
  const none = { type: undefined, version: undefined, serviceAccount: undefined };
  const given: unknown = props;
  if (!checkMap(problems, given, 'the props of a Secret')) return { keys, values, complete: true, immutable: false, versioned: false, ...none };
  checkFields(problems, given, fields);
  const { type, version } = readTypeAndVersion(problems, given);
  const data = problems.at('data');
  readValues(data, given.data, type, keys, values);
  checkTypeKeys(data, type, keys);
  checkCommit(problems, given, [...values.keys()]);
  const immutable = readField(problems, given, 'immutable', checkImmutable) ?? false;
  if (immutable === 'versioned' && version === undefined) problems.at('immutable').report('secret/needs-version', {});
  return {
    keys, values, complete: type !== serviceAccountToken, optionalKeys: readOptionalKeys(problems, given, keys), type, version, immutable: immutable !== false, versioned: immutable === 'versioned',
    serviceAccount: readAccount(problems, given.serviceAccount, type, consumer),
  };
}

/** The name in the cluster: with the version where the definition asks for it. */
export function secretName(name: string, props: Pick<SecretProps, 'immutable' | 'version'> | undefined): string {
  return props?.immutable === 'versioned' && props.version !== undefined ? `${name}-${props.version}` : name;
}

/** The field to mend where the name in the cluster is no name: the version, where the name would do without it. */
export function secretNameField(name: string, props: Pick<SecretProps, 'immutable' | 'version'> | undefined): 'name' | 'version' {
  return typeof name === 'string' && secretName(name, props) !== name && followsRule(dnsSubdomain, name) ? 'version' : 'name';
}

/** The Secret of a normalized definition. */
export function secretObject(identity: Identity, model: SecretModel, props: MetadataProps, problems: Problems): Secret {
  const { type, values, immutable, serviceAccount } = model;
  const account = serviceAccount === undefined ? undefined : { annotations: { [accountAnnotation]: serviceAccount } };
  const metadata = metadataFields(identity, props, problems, account);
  checkPlace(identity, model, metadata.annotations, problems);
  let data: { [key: string]: string } | undefined;
  for (const [key, value] of values) {
    const bytes = readBefore(value);
    if (bytes !== undefined) (data ??= {})[key] = toBase64(bytes);
  }
  const secret: Writable<Secret> = { apiVersion: 'v1', kind: 'Secret', metadata };
  if (type !== undefined) secret.type = type;
  if (immutable) secret.immutable = immutable;
  if (data !== undefined) secret.data = data;
  return secret;
}

function readValues(
  problems: Problems, data: unknown, type: string | undefined, keys: Set<string>, values: Map<string, SecretValue>,
): void {
  if (data === undefined) return;
  // Not checkMap: it would show what was given, and that may be a value.
  if (!isPlainMap(data)) {
    problems.report('secret/wrong-type', { expected: 'a map of keys to secret values', type: typeName(data) });
    return;
  }
  let size = 0;
  eachEntry(problems, data, (key, value, place) => {
    keys.add(key);
    checkName(place, dataKey, 'key', key);
    if (!(value instanceof SecretValue)) {
      place.report('secret/not-a-secret-value', { key, type: typeName(value) });
      return;
    }
    values.set(key, value);
    const bytes = readSecret(value, place);
    if (bytes === undefined) return;
    size += bytes.length;
    const { from, keepsNewline } = originOf(value);
    if (bytes.length === 0) place.report('secret/empty', { key, from });
    else if (keepsNewline !== true && isLineWithNewline(bytes)) place.report('secret/trailing-newline', { key, from });
    checkTypeValue(place, type, key, bytes);
  });
  checkSize(problems, 'Secret', size);
}

const commits = ['base64'] as const;

function checkCommit(problems: Problems, { commit, reason }: PlainMap, keys: readonly string[]): void {
  if (reason !== undefined && !checkText(problems.at('reason'), reason, 'a reason')) return;
  if (commit === undefined) {
    if (keys.length > 0) problems.at('data').report('secret/clear-text', { keys });
    else if (reason !== undefined) problems.at('reason').report('value/needs-other', { field: 'reason', needs: "commit: 'base64'" });
    return;
  }
  if (!checkOneOf(problems.at('commit'), commit, commits)) return;
  if (reason === undefined) problems.at('commit').report('value/needs-other', { field: 'commit', needs: 'a "reason": why the values may stand in clear' });
  else if (keys.length > 0) problems.at('commit').report('secret/committed', { keys, reason });
}

function checkImmutable(problems: Problems, value: unknown): value is boolean | 'versioned' {
  return value === 'versioned' || checkBoolean(problems, value);
}

function readAccount(problems: Problems, account: unknown, type: string | undefined, consumer: Consumer): string | undefined {
  if (account === undefined) return undefined;
  const place = problems.at('serviceAccount');
  if (type !== serviceAccountToken) place.report('value/needs-other', { field: 'serviceAccount', needs: `type: '${serviceAccountToken}'` });
  const reference = account as ServiceAccountReference;
  if (typeof account === 'object' && account !== null && reference.target !== undefined && !consumer.use(place, reference.target)) return undefined;
  const name: unknown = typeof account === 'object' && account !== null ? reference.name : account;
  return checkName(place, dnsSubdomain, 'service account', name) ? name : undefined;
}

/** What a type asks of the object around its data. */
function checkPlace(identity: Identity, model: SecretModel, annotations: { readonly [key: string]: string } | undefined, problems: Problems): void {
  if (model.type === serviceAccountToken && annotations?.[accountAnnotation] === undefined) {
    problems.report('value/needs-other', { field: 'type', needs: 'a "serviceAccount": the one that the token is for' });
  }
  if (model.type !== bootstrapToken) return;
  const id = model.values.get('token-id');
  const bytes = id === undefined ? undefined : readBefore(id);
  checkBootstrapPlace(problems, identity.name, identity.namespace, bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8'));
}

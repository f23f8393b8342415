import type { ObjectMeta } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkMap, checkOneOf, entriesOf, isPlainMap } from '../core/checks';
import { type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import { checkName, dataKey } from '../core/names';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';
import { readTypeAndVersion, type SecretFacts, type SecretOptionsOfAll } from './secret-facts';
import { typeName } from './secret-sources';
import { readTemplateData, readTemplateMetadata, type SecretTemplate } from './secret-template';
import { checkTypeKeys } from './secret-types';

/** Where ciphertext can be opened. */
export type SealingScope = 'strict' | 'namespace-wide' | 'cluster-wide';

const scopes: readonly SealingScope[] = ['strict', 'namespace-wide', 'cluster-wide'];

/**
 * A Secret as ciphertext that only the cluster can open, made by `kubeseal`.
 * @see https://github.com/bitnami-labs/sealed-secrets#readme
 */
export interface SealedSecretProps<K extends string = string> extends MetadataProps, SecretOptionsOfAll {
  /**
   * `metadata.name` of the SealedSecret and of the Secret. Ciphertext of scope `strict` opens under the name and namespace
   * that it was sealed for.
   * @default - the construct's id
   */
  readonly name?: string | undefined;
  /** Ciphertext by key, exactly as `kubeseal` gives it. */
  readonly encryptedData: { readonly [P in K]?: string | undefined };
  /**
   * The scope that the values were sealed with.
   * @default 'strict'
   */
  readonly sealingScope?: SealingScope | undefined;
  /** Whether the Secret can never change. @default false */
  readonly immutable?: boolean | undefined;
  /**
   * What is made of the opened values; `data` adds to them.
   * @default - the values as they are
   */
  readonly template?: SecretTemplate<K> | undefined;
}

const fields: ReadonlySet<string> = new Set([
  'name', 'encryptedData', 'sealingScope', 'immutable', 'template', 'type', 'version', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'override',
] satisfies (keyof SealedSecretProps | 'override')[]);
const templateFields: ReadonlySet<string> = new Set(['data', 'labels', 'annotations'] satisfies (keyof SecretTemplate)[]);

/** What the controller of Sealed Secrets reads. */
export interface SealedSecret {
  /** Version of the controller's API. */
  readonly apiVersion: 'bitnami.com/v1alpha1';
  /** The kind. */
  readonly kind: 'SealedSecret';
  /** Who it is. */
  readonly metadata: ObjectMeta;
  /** The ciphertext, and what the Secret is made with. */
  readonly spec: { readonly encryptedData: { readonly [key: string]: string }; readonly template?: object };
}

/** A SealedSecret in one form. */
export interface SealedSecretModel extends SecretFacts {
  readonly encryptedData: { readonly [key: string]: string };
  readonly scope: SealingScope;
  readonly template: { readonly metadata?: { readonly labels?: object; readonly annotations?: object }; readonly [field: string]: unknown };
}

/** Checks the props of a SealedSecret. */
export function normalizeSealedSecret(props: SealedSecretProps, problems: Problems): SealedSecretModel {
  const given: unknown = props;
  const keys = new Set<string>();
  const none = { type: undefined, version: undefined };
  if (!checkMap(problems, given, 'the props of a SealedSecret')) return { keys, complete: true, ...none, encryptedData: {}, scope: 'strict', template: {} };
  checkFields(problems, given, fields);
  const facts = readTypeAndVersion(problems, given);
  if (given.encryptedData === undefined) problems.report('value/missing', { field: 'encryptedData' });
  const encryptedData = readCiphertext(problems.at('encryptedData'), given.encryptedData, keys);
  const template = readTemplate(problems.at('template'), given.template, keys);
  const immutable = readField(problems, given, 'immutable', checkBoolean);
  checkTypeKeys(problems.at('encryptedData'), facts.type, keys);
  return {
    keys, complete: true, ...facts, encryptedData,
    scope: readField(problems, given, 'sealingScope', checkScope) ?? 'strict',
    template: {
      ...(facts.type === undefined ? undefined : { type: facts.type }),
      ...(immutable === undefined ? undefined : { immutable }),
      ...template,
    },
  };
}

/** The SealedSecret of a normalized definition. */
export function sealedSecretObject(identity: Identity, model: SealedSecretModel, props: MetadataProps, problems: Problems): SealedSecret {
  const { encryptedData, scope, template: { metadata, ...template } } = model;
  const annotations = scope === 'strict' ? undefined : { [`sealedsecrets.bitnami.com/${scope}`]: 'true' };
  // The controller looks at the annotation of the SealedSecret, kubeseal at that of the template.
  const inner = annotations === undefined ? metadata : { ...metadata, annotations: { ...annotations, ...metadata?.annotations } };
  const filled = { ...(inner === undefined ? undefined : { metadata: inner }), ...template };
  return {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: metadataFields(identity, props, problems, annotations === undefined ? {} : { annotations }),
    spec: { encryptedData, ...(Object.keys(filled).length === 0 ? undefined : { template: filled }) },
  };
}

function readCiphertext(problems: Problems, data: unknown, keys: Set<string>): { [key: string]: string } {
  const result: { [key: string]: string } = {};
  if (data === undefined) return result;
  // Not checkMap: it would show what was given, and that may be in clear.
  if (!isPlainMap(data)) problems.report('secret/wrong-type', { expected: 'a map of keys to ciphertext', type: typeName(data) });
  else {
    for (const [key, value] of entriesOf(problems, data)) {
      const place = problems.at(key);
      keys.add(key);
      if (!checkName(place, dataKey, 'key', key)) continue;
      if (typeof value !== 'string') place.report('secret/wrong-type', { expected: 'ciphertext', type: typeName(value) });
      else if (!isCiphertext(value)) place.report('secret/not-sealed', { key, length: value.length });
      else result[key] = value;
    }
  }
  return result;
}

function readTemplate(problems: Problems, template: unknown, keys: Set<string>): SealedSecretModel['template'] {
  if (template === undefined || !checkMap(problems, template, 'a template')) return {};
  checkFields(problems, template, templateFields);
  const data = readTemplateData(problems.at('data'), template.data);
  for (const key of Object.keys(data ?? {})) keys.add(key);
  const metadata = readTemplateMetadata(problems, template);
  return { ...(metadata === undefined ? undefined : { metadata }), ...(data === undefined ? undefined : { data }) };
}

const lengthPrefix = 2;
const shortestKey = 128;
const authenticationTag = 16;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Whether a text has the shape of what kubeseal makes: the length of an encrypted session key, that key, and what it
 * encrypts. A secret in clear, or its base64, has not.
 */
function isCiphertext(value: string): boolean {
  if (!base64.test(value)) return false;
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length < lengthPrefix + shortestKey + authenticationTag) return false;
  const sessionKey = bytes.readUInt16BE(0);
  return sessionKey >= shortestKey && bytes.length >= lengthPrefix + sessionKey + authenticationTag;
}

function checkScope(problems: Problems, value: unknown): value is SealingScope {
  return checkOneOf(problems, value, scopes);
}

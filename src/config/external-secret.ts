import type { ObjectMeta } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkMap, checkOneOf, checkPlainData, checkText, entriesOf, type PlainMap } from '../core/checks';
import { type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import { checkName, dataKey, dnsSubdomain } from '../core/names';
import type { Problems } from '../core/problems';
import { type Check, itemsOf, readField } from '../core/read-field';
import { readKeyNames, readTypeAndVersion, type SecretFacts, type SecretOptionsOfAll } from './secret-facts';
import { readTemplateData, readTemplateMetadata, type SecretTemplate } from './secret-template';
import { checkTypeKeys } from './secret-types';

/** Where a store keeps a value. */
export interface RemoteReference {
  /** Name or path of the entry in the store. */
  readonly key: string;
  /** Field within the entry, where it holds several. @default - the whole entry */
  readonly property?: string | undefined;
  /** Version of the entry. @default - the newest */
  readonly version?: string | undefined;
  /** @default 'None' */
  readonly metadataPolicy?: 'None' | 'Fetch' | undefined;
  /** @default 'Default' */
  readonly conversionStrategy?: 'Default' | 'Unicode' | undefined;
  /** @default 'None' */
  readonly decodingStrategy?: 'Auto' | 'Base64' | 'Base64URL' | 'None' | undefined;
}

/** Several values at once: all of one entry, or all that are found by name or tags. */
export interface RemoteSelection {
  /** Every field of one entry. @default - none */
  readonly extract?: RemoteReference | undefined;
  /** Every entry that is found. @default - none */
  readonly find?: {
    readonly path?: string | undefined;
    readonly name?: { readonly regexp: string } | undefined;
    readonly tags?: { readonly [tag: string]: string } | undefined;
    readonly conversionStrategy?: 'Default' | 'Unicode' | undefined;
    readonly decodingStrategy?: 'Auto' | 'Base64' | 'Base64URL' | 'None' | undefined;
  } | undefined;
  /** Changes of the keys, in order. @default - none */
  readonly rewrite?: readonly { readonly [field: string]: unknown }[] | undefined;
  /** Another store, or a generator. @default - `store` */
  readonly sourceRef?: { readonly [field: string]: unknown } | undefined;
}

/**
 * A Secret that the External Secrets Operator keeps equal to what a store holds: the program knows where a value is, and
 * never the value.
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export interface ExternalSecretProps<K extends string = string, D extends string = string> extends MetadataProps, SecretOptionsOfAll {
  /**
   * `metadata.name` of the ExternalSecret and of the Secret.
   * @default - the construct's id
   */
  readonly name?: string | undefined;
  /**
   * The store: the name of a SecretStore in the same namespace, or one with its kind.
   * @default - none: every entry of `dataFrom` must name a source
   */
  readonly store?: string | { readonly name: string; readonly kind?: 'SecretStore' | 'ClusterSecretStore' | undefined } | undefined;
  /**
   * Where the store keeps the value of each key.
   * @default - none
   */
  readonly data?: { readonly [P in K]?: string | RemoteReference | undefined } | undefined;
  /**
   * Several values at once; which keys they have is said by `keys`.
   * @default - none
   */
  readonly dataFrom?: readonly RemoteSelection[] | undefined;
  /**
   * The keys that `dataFrom` brings, as far as they are used. Others can be asked for with `dynamicKey`.
   * @default - none
   */
  readonly keys?: readonly D[] | undefined;
  /**
   * How often the store is asked: a Go duration such as `1h` or `10m`; `0` asks it once.
   * @default - the operator's: one hour
   */
  readonly refreshInterval?: string | undefined;
  /**
   * When the store is asked.
   * @default 'Periodic'
   */
  readonly refreshPolicy?: 'CreatedOnce' | 'Periodic' | 'OnChange' | undefined;
  /**
   * Whether the Secret belongs to the ExternalSecret and goes with it.
   * @default 'Owner'
   * @see https://external-secrets.io/latest/guides/ownership-deletion-policy/
   */
  readonly creationPolicy?: 'Owner' | 'Orphan' | 'Merge' | 'None' | undefined;
  /**
   * What becomes of the Secret when the store no longer has the values.
   * @default 'Retain'
   */
  readonly deletionPolicy?: 'Delete' | 'Merge' | 'Retain' | undefined;
  /** Whether the Secret can never change. @default false */
  readonly immutable?: boolean | undefined;
  /**
   * What is made of the values. With `data`, only its keys are in the Secret, unless `mergePolicy` is `Merge`.
   * @default - the values as they are
   */
  readonly template?: (SecretTemplate<K> & { readonly mergePolicy?: 'Replace' | 'Merge' | undefined }) | undefined;
}

const fields: ReadonlySet<string> = new Set([
  'name', 'store', 'data', 'dataFrom', 'keys', 'refreshInterval', 'refreshPolicy', 'creationPolicy', 'deletionPolicy', 'immutable', 'template',
  'type', 'version', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'override',
] satisfies (keyof ExternalSecretProps | 'override')[]);
const storeFields: ReadonlySet<string> = new Set(['name', 'kind']);
const remoteFields: ReadonlySet<string> = new Set([
  'key', 'property', 'version', 'metadataPolicy', 'conversionStrategy', 'decodingStrategy',
] satisfies (keyof RemoteReference)[]);
const selectionFields: ReadonlySet<string> = new Set(['extract', 'find', 'rewrite', 'sourceRef'] satisfies (keyof RemoteSelection)[]);
const templateFields: ReadonlySet<string> = new Set(['data', 'labels', 'annotations', 'mergePolicy']);

/** What the External Secrets Operator reads. */
export interface ExternalSecret {
  /** Version of the operator's API. */
  readonly apiVersion: 'external-secrets.io/v1';
  /** The kind. */
  readonly kind: 'ExternalSecret';
  /** Who it is. */
  readonly metadata: ObjectMeta;
  /** Where the values are. */
  readonly spec: { readonly [field: string]: unknown };
}

/** An ExternalSecret in one form. */
export interface ExternalSecretModel extends SecretFacts {
  readonly spec: { readonly [field: string]: unknown };
}

const oneOf = <W extends string>(...words: readonly W[]): Check<W> => (problems, value): value is W => checkOneOf(problems, value, words);
const isStoreKind = oneOf('SecretStore', 'ClusterSecretStore');
const isRefreshPolicy = oneOf('CreatedOnce', 'Periodic', 'OnChange');
const isCreationPolicy = oneOf('Owner', 'Orphan', 'Merge', 'None');
const isDeletionPolicy = oneOf('Delete', 'Merge', 'Retain');
const isMergePolicy = oneOf('Replace', 'Merge');
const goDuration = /^(0|(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/;

/** Checks the props of an ExternalSecret. */
export function normalizeExternalSecret(props: ExternalSecretProps, problems: Problems): ExternalSecretModel {
  const given: unknown = props;
  const keys = new Set<string>();
  if (!checkMap(problems, given, 'the props of an ExternalSecret')) return { keys, complete: false, type: undefined, version: undefined, spec: {} };
  checkFields(problems, given, fields);
  const facts = readTypeAndVersion(problems, given);
  const data = readData(problems.at('data'), given.data, keys);
  const dataFrom = itemsOf(problems.at('dataFrom'), given.dataFrom).filter(([item, place]) => checkSelection(place, item)).map(([item]) => item);
  for (const key of readKeyNames(problems.at('keys'), given.keys)) keys.add(key);
  const template = readTemplate(problems.at('template'), given.template, facts.type, keys);
  if (given.data === undefined && given.dataFrom === undefined) problems.report('value/needs-one-of', { fields: ['data', 'dataFrom'] });
  if (given.store === undefined && (data.length > 0 || dataFrom.some(needsStore))) problems.report('value/missing', { field: 'store' });
  const replaces = template?.data !== undefined && template.mergePolicy !== 'Merge';
  const complete = given.dataFrom === undefined || replaces;
  if (complete) checkTypeKeys(problems.at('data'), facts.type, keys);
  return {
    keys, complete, ...facts,
    spec: {
      ...optional('refreshPolicy', readField(problems, given, 'refreshPolicy', isRefreshPolicy)),
      ...optional('refreshInterval', readField(problems, given, 'refreshInterval', isGoDuration)),
      ...optional('secretStoreRef', readStore(problems.at('store'), given.store)),
      target: { ...readTarget(problems, given), ...optional('template', template) },
      ...(data.length === 0 ? undefined : { data }),
      ...(dataFrom.length === 0 ? undefined : { dataFrom }),
    },
  };
}

/** The ExternalSecret of a normalized definition. */
export function externalSecretObject(identity: Identity, model: ExternalSecretModel, props: MetadataProps, problems: Problems): ExternalSecret {
  const { target, ...spec } = model.spec;
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: metadataFields(identity, props, problems),
    spec: { ...spec, target: { name: identity.name, ...(target as object | undefined) } },
  };
}

function readData(problems: Problems, data: unknown, keys: Set<string>): object[] {
  if (data === undefined || !checkMap(problems, data, 'a map of keys to entries of the store')) return [];
  const result: object[] = [];
  for (const [key, value] of entriesOf<unknown>(problems, data)) {
    const place = problems.at(key);
    keys.add(key);
    const named = checkName(place, dataKey, 'key', key);
    const remoteRef = typeof value === 'string' ? { key: value } : value;
    if (!checkRemote(place, remoteRef) || !named) continue;
    result.push({ secretKey: key, remoteRef });
  }
  return result;
}

function checkRemote(problems: Problems, value: unknown): boolean {
  if (!checkMap(problems, value, "the name of the store's entry, or { key, property }")) return false;
  checkFields(problems, value, remoteFields);
  readField(problems, value, 'metadataPolicy', oneOf('None', 'Fetch'));
  readField(problems, value, 'conversionStrategy', oneOf('Default', 'Unicode'));
  readField(problems, value, 'decodingStrategy', oneOf('Auto', 'Base64', 'Base64URL', 'None'));
  readField(problems, value, 'property', checkText);
  readField(problems, value, 'version', checkText);
  return checkText(problems.at('key'), value.key, "the name of the store's entry");
}

function checkSelection(problems: Problems, value: unknown): value is PlainMap {
  if (!checkMap(problems, value, '{ extract }, { find } or { sourceRef }')) return false;
  checkFields(problems, value, selectionFields);
  const { extract, find, sourceRef } = value;
  if (extract !== undefined && find !== undefined) problems.report('value/exclusive', { fields: ['extract', 'find'] });
  if (extract === undefined && find === undefined && sourceRef === undefined) {
    problems.report('value/needs-one-of', { fields: ['extract', 'find', 'sourceRef'] });
  }
  return checkPlainData(problems, value) && (extract === undefined || checkRemote(problems.at('extract'), extract));
}

function needsStore(selection: unknown): boolean {
  return (selection as RemoteSelection).sourceRef === undefined;
}

function readStore(problems: Problems, store: unknown): object | undefined {
  if (store === undefined) return undefined;
  if (typeof store === 'string') return checkName(problems, dnsSubdomain, 'store', store) ? { name: store, kind: 'SecretStore' } : undefined;
  if (!checkMap(problems, store, 'the name of a store, or { name, kind }')) return undefined;
  checkFields(problems, store, storeFields);
  const kind = readField(problems, store, 'kind', isStoreKind) ?? 'SecretStore';
  return checkName(problems.at('name'), dnsSubdomain, 'store', store.name) ? { name: store.name, kind } : undefined;
}

function readTarget(problems: Problems, props: PlainMap): object {
  const creationPolicy = readField(problems, props, 'creationPolicy', isCreationPolicy);
  const deletionPolicy = readField(problems, props, 'deletionPolicy', isDeletionPolicy);
  const foreign = creationPolicy === 'Merge' || creationPolicy === 'None';
  // The operator's own webhook refuses these: it would delete a Secret that is not its own.
  if ((deletionPolicy === 'Delete' && foreign) || (deletionPolicy === 'Merge' && creationPolicy === 'None')) {
    problems.at('deletionPolicy').report('value/needs-other', { field: 'deletionPolicy', needs: `another creationPolicy than '${creationPolicy}'` });
  }
  return {
    ...optional('creationPolicy', creationPolicy),
    ...optional('deletionPolicy', deletionPolicy),
    ...optional('immutable', readField(problems, props, 'immutable', checkBoolean)),
  };
}

interface TemplateModel {
  readonly type?: string;
  readonly mergePolicy?: 'Replace' | 'Merge';
  readonly metadata?: object;
  readonly data?: object;
}

/** Reads the template, and leaves in `keys` those that the Secret then has. */
function readTemplate(problems: Problems, template: unknown, type: string | undefined, keys: Set<string>): TemplateModel | undefined {
  if (template === undefined) return type === undefined ? undefined : { type };
  if (!checkMap(problems, template, 'a template')) return undefined;
  checkFields(problems, template, templateFields);
  const mergePolicy = readField(problems, template, 'mergePolicy', isMergePolicy);
  const data = readTemplateData(problems.at('data'), template.data);
  if (data !== undefined) {
    if (mergePolicy !== 'Merge') keys.clear();
    for (const key of Object.keys(data)) keys.add(key);
  }
  return {
    ...optional('type', type),
    ...optional('mergePolicy', mergePolicy),
    ...optional('metadata', readTemplateMetadata(problems, template)),
    ...optional('data', data),
  };
}

function isGoDuration(problems: Problems, value: unknown): value is string {
  if (typeof value === 'string' && goDuration.test(value)) return true;
  problems.report('value/wrong-type', { expected: 'a Go duration such as 1h or 10m', found: value });
  return false;
}

function optional<F extends string, T>(field: F, value: T | undefined): { [P in F]?: T } {
  return (value === undefined ? {} : { [field]: value }) as { [P in F]?: T };
}

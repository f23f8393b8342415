import type { ManagedFieldsEntry, ObjectMeta, OwnerReference } from '../../../../generated/kubernetes';
import type { CheckArgs } from '../../codes';
import type { Context } from '../../rule/context';
import { all, each, fields, type Rule } from '../../rule/rules';
import { byteLength, dnsLabel, labelKey, labelValue, maxBytes, type TextRule } from './names';
import { notNegative } from './numbers';

type StringMap = { readonly [key: string]: string };

/** All annotations of one object together, keys and values, in bytes. */
const annotationLimit = 256 * 1024;

/** Labels; the server names the map, the finding shows the label. */
export const labels: Rule<StringMap> = (map, at) => {
  for (const key in map) {
    if (!labelKey.accepts(key)) at.report('api/label-key', { found: key }, key);
    // A label without value is decoded as an empty text.
    const value = map[key] ?? '';
    if (!labelValue.accepts(value)) at.report('api/label-value', { found: value }, key);
  }
};

/** Annotations: keys may have capital letters in their prefix, values are free. */
export const annotations: Rule<StringMap> = (map, at) => {
  for (const key in map) {
    if (!labelKey.accepts(key) && !labelKey.accepts(key.toLowerCase())) at.report('api/label-key', { found: key }, key);
  }
  annotationsSize(map, at);
};

/** Keys and values of all annotations together. */
export const annotationsSize: Rule<StringMap> = (map, at) => {
  let units = 0;
  for (const key in map) units += key.length + (map[key] ?? '').length;
  if (units * 3 <= annotationLimit) return;
  let bytes = 0;
  for (const key in map) bytes += byteLength(key) + byteLength(map[key] ?? '');
  if (bytes > annotationLimit) at.report('api/annotations-size', { bytes, max: annotationLimit });
};

/** The server names the fields of owners without saying which owner it is. */
const owners: Rule<readonly OwnerReference[]> = (references, at) => {
  let controllers = 0;
  references.forEach((owner, index) => {
    const bad = (field: keyof OwnerReference, problem: CheckArgs<'api/owner'>['problem']): void => at.reportAt(field, 'api/owner', { problem }, [index, field]);
    const version = versionOf(owner.apiVersion ?? '');
    if (version === '') bad('apiVersion', 'version');
    for (const field of ['kind', 'name', 'uid'] as const) {
      if ((owner[field] ?? '') === '') bad(field, 'empty');
    }
    if (owner.kind === 'Event' && version === 'v1' && (owner.apiVersion === 'v1' || owner.apiVersion === '/v1')) at.report('api/owner', { problem: 'event' }, index);
    if (owner.controller === true && ++controllers > 1) at.report('api/owner', { problem: 'controllers' }, index);
  });
};

/** The version of an apiVersion; empty where there is none. */
function versionOf(apiVersion: string): string {
  const parts = apiVersion.split('/');
  return parts.length > 2 ? '' : parts.at(-1)!;
}

const standardFinalizers: ReadonlySet<string> = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);

const finalizers: Rule<readonly string[]> = (names, at) => {
  names.forEach((name, index) => {
    if (!labelKey.accepts(name)) at.report('api/label-key', { found: name }, index);
  });
  if (names.includes('orphan') && names.includes('foregroundDeletion')) at.report('api/contradiction', { fields: ['orphan', 'foregroundDeletion'] });
};

/** A finalizer with a prefix, or one that Kubernetes itself defines. */
export function isStandardFinalizer(name: string): boolean {
  return name.includes('/') || standardFinalizers.has(name);
}

/** Finalizers of Kubernetes' own kinds: without a prefix only those that it defines itself. */
const ownFinalizers: Rule<readonly string[]> = each<string>((found, at) => {
  if (!isStandardFinalizer(found)) at.report('api/finalizer', { found });
});

const unprintable = /[^\P{C}]|[^\P{Z}]/u;

/** Managers of fields can be 128 bytes of printable characters; a space is the only blank. */
const manager: Rule<string> = (found, at) => {
  maxBytes(128)(found, at);
  if (unprintable.test(found.replaceAll(' ', ''))) at.report('api/invalid', { found, expected: 'printable characters' });
};

const managedFields: Rule<readonly ManagedFieldsEntry[]> = each<ManagedFieldsEntry>(
  (entry, at) => {
    const operation = entry.operation ?? '';
    if (operation !== 'Apply' && operation !== 'Update') at.reportAt('operation', 'api/choice', { found: operation, known: ['Apply', 'Update'] });
  },
  fields<ManagedFieldsEntry>({
    fieldsType: (found, at) => {
      if (found !== '' && found !== 'FieldsV1') at.report('api/choice', { found, known: ['FieldsV1'] });
    },
    manager,
    subresource: maxBytes(256),
  }),
);

/** What is judged alike in the metadata of every kind. */
const common: Rule<ObjectMeta> = fields<ObjectMeta>({
  namespace: (name, at) => {
    if (name !== '') dnsLabel(name, at);
  },
  generation: notNegative,
  labels,
  annotations,
  ownerReferences: owners,
  finalizers,
  managedFields,
});

/** What differs from kind to kind. */
export interface MetadataOptions {
  /** Whether finalizers without prefix must be Kubernetes' own; some kinds do not ask. @default 'kubernetes' */
  readonly finalizers?: 'anyone' | 'kubernetes';
  /** The release from which on `generateName` is not judged beside a name. @default - it always is */
  readonly looseGenerateName?: number;
  /** Whether the server gives a name to an object that has none. @default false */
  readonly nameless?: boolean;
}

/** The metadata of a kind. That a namespace is missing, or given where none belongs, the server mends by itself. */
export function objectMeta(name: TextRule, { finalizers: whose = 'kubernetes', looseGenerateName = Infinity, nameless = false }: MetadataOptions = {}): Rule<ObjectMeta> {
  const rules = whose === 'kubernetes' ? all(common, fields<ObjectMeta>({ finalizers: ownFinalizers })) : common;
  return (metadata, at) => {
    if (!nameless || (metadata.name ?? '') !== '' || (metadata.generateName ?? '') !== '') nameOf(metadata, name, at.minor >= looseGenerateName, at);
    rules(metadata, at);
  };
}

/** The name itself, and what the server would put something behind. */
function nameOf({ name = '', generateName = '' }: ObjectMeta, rule: TextRule, loose: boolean, at: Context): void {
  const judged = generateName !== '' && !(loose && name !== '');
  if (judged && !(rule.acceptsIn ?? rule.accepts)(withoutTrailingDash(generateName), at.minor)) at.reportAt('generateName', rule.code, { found: generateName });
  if (name !== '') {
    at.enter('name');
    rule(name, at);
    at.leave();
  } else if (generateName === '') at.reportAt('name', 'api/required', { field: 'name' });
}

/** A dash at the end of what something is put behind is no end. */
export function withoutTrailingDash(prefix: string): string {
  return prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix;
}

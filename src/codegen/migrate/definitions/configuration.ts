import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { call, type Code, type Entry, map, type MapCode, value } from '../../print/code';
import { safe } from '../safe-path';
import type { SourceObject } from '../sources';
import { besideProgram } from '../unit';
import { metadataProps, nameOf, optionalValue, sameFields, type Shelf, textMap } from './shelf';

/** ConfigMaps, and Secrets where their values may be kept. */
export function placeConfiguration(shelf: Shelf): void {
  for (const object of shelf.open('v1', 'ConfigMap')) placeConfigMap(shelf, object);
  if (shelf.options.secrets === 'existing') for (const object of shelf.open('v1', 'Secret')) shelf.taken.add(object);
  else for (const object of shelf.open('v1', 'Secret')) placeSecret(shelf, object);
}

function placeConfigMap(shelf: Shelf, object: SourceObject): void {
  const { data, binaryData, immutable } = object.manifest as unknown as PlainMap;
  const props = map({
    ...metadataProps(object), data: dataCode(object, 'data', data), binaryData: optionalValue(textMap(binaryData)),
    optionalKeys: shelf.optionalKeys('ConfigMap', nameOf(object), [data, binaryData].flatMap((texts) => Object.keys(textMap(texts) ?? {}))),
    immutable: optionalValue(immutable),
  });
  shelf.place([{ objects: [object], callee: 'ConfigMapData', id: nameOf(object), props, override: 'object' }]);
}

/** Values with the comments that stood before them. */
function dataCode({ comments }: SourceObject, field: string, data: unknown): Code | undefined {
  const texts = textMap(data);
  if (texts === undefined) return undefined;
  const entries = Object.entries(texts).map(([key, text]): Entry => ({
    key, value: value(text), comment: comments.get(`/${field}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  }));
  return map(entries);
}

const reason = 'taken over by kubeloom migrate: the values were in a manifest';
const lineFeed = 10;

/** The values go to files, which only their owner may read and nobody commits. */
function placeSecret(shelf: Shelf, object: SourceObject): void {
  const { manifest } = object;
  const { data = {}, immutable, type } = manifest as unknown as PlainMap;
  const texts = textMap(data);
  if (texts === undefined) return;
  const folder = `secrets/${safe(shelf.trials.group.namespace ?? shelf.trials.group.id)}/${safe(nameOf(object))}`;
  const { files } = shelf.options;
  const own: string[] = [];
  const entries = Object.entries(texts).map(([key, base64]): Entry => {
    const path = free(`${folder}/${safe(key)}`, files);
    const bytes = Buffer.from(base64, 'base64');
    files.set(path, { path, text: bytes, secret: true });
    own.push(path);
    const keepsNewline = bytes.length > 1 && bytes.indexOf(lineFeed) === bytes.length - 1;
    const options = keepsNewline ? [value({ trimNewline: false })] : [];
    return { key, value: call('fromSecretFile', besideProgram(path), ...options) };
  });
  const committed: { readonly [field: string]: Code } = entries.length === 0 ? {} : { data: map(entries), commit: value('base64'), reason: value(reason) };
  const props: MapCode = map({ type: optionalValue(type), ...metadataProps(object), ...committed, optionalKeys: shelf.optionalKeys('Secret', nameOf(object), Object.keys(texts)), immutable: optionalValue(immutable) });
  const proven = shelf.place([{ objects: [object], callee: 'SecretData', id: nameOf(object), props, override: 'object' }]);
  if (proven === undefined) for (const path of own) files.delete(path);
}

/** No two values may share a file, on systems that tell no capitals apart either. */
function free(wanted: string, files: ReadonlyMap<string, unknown>): string {
  const taken = new Set([...files.keys()].map((path) => path.toLowerCase()));
  let path = wanted;
  for (let number = 2; taken.has(path.toLowerCase()); number++) path = `${wanted}-${number}`;
  return path;
}

/** Namespaces and service accounts. */
export function placeIdentities(shelf: Shelf): void {
  for (const object of shelf.open('v1', 'Namespace')) placeNamespace(shelf, object);
  for (const object of shelf.open('v1', 'ServiceAccount')) {
    const given = object.manifest as unknown as PlainMap;
    const secrets = Array.isArray(given['imagePullSecrets']) ? given['imagePullSecrets'].flatMap((item) => (isPlainMap(item) ? [item['name']] : [])) : undefined;
    const props = map({
      ...metadataProps(object), ...sameFields(given, ['automountServiceAccountToken']), imagePullSecrets: optionalValue(secrets),
    });
    shelf.place([{ objects: [object], callee: 'ServiceAccount', id: nameOf(object), props, override: 'object', label: `${nameOf(object)}-account` }]);
  }
}

const enforce = 'pod-security.kubernetes.io/enforce';

function placeNamespace(shelf: Shelf, object: SourceObject): void {
  const level = object.manifest.metadata?.labels?.[enforce];
  const candidate = (podSecurity: string | undefined): Parameters<Shelf['place']>[0][number] => ({
    objects: [object], callee: 'Namespace', id: nameOf(object), override: 'object', label: `${nameOf(object)}-namespace`,
    props: map({ podSecurity: optionalValue(podSecurity), ...metadataProps(object, new Set(podSecurity === undefined ? [] : [enforce])) }),
  });
  shelf.place(level === undefined ? [candidate(undefined)] : [candidate(level), candidate(undefined)]);
}

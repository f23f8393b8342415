import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import type { SourceObject } from '../sources';

/** The keys of ConfigMaps and Secrets that objects name, by `kind/name`, in the order in which they are named. */
export function keysUsed(objects: readonly SourceObject[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (kind: 'ConfigMap' | 'Secret', name: unknown, keys: readonly unknown[]): void => {
    if (typeof name !== 'string') return;
    const known = found.get(`${kind}/${name}`) ?? new Set<string>();
    found.set(`${kind}/${name}`, known);
    for (const key of keys) if (typeof key === 'string') known.add(key);
  };
  const visit = (data: unknown): void => {
    if (Array.isArray(data)) data.forEach(visit);
    if (!isPlainMap(data)) return;
    const { configMapKeyRef, secretKeyRef, configMap, secret } = data;
    if (isPlainMap(configMapKeyRef)) add('ConfigMap', configMapKeyRef['name'], [configMapKeyRef['key']]);
    if (isPlainMap(secretKeyRef)) add('Secret', secretKeyRef['name'], [secretKeyRef['key']]);
    if (isPlainMap(configMap)) add('ConfigMap', configMap['name'], keysOf(configMap));
    if (isPlainMap(secret)) add('Secret', secret['secretName'] ?? secret['name'], keysOf(secret));
    Object.values(data).forEach(visit);
  };
  for (const { manifest } of objects) visit((manifest as unknown as PlainMap)['spec']);
  return found;
}

/** The keys that variables and files are taken from where they are there, by `kind/name`, in the order in which they are named. */
export function optionalKeys(objects: readonly SourceObject[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (kind: 'ConfigMap' | 'Secret', reference: unknown): void => {
    if (!isPlainMap(reference) || reference['optional'] !== true) return;
    const owner = `${kind}/${String(reference['secretName'] ?? reference['name'])}`;
    for (const key of [reference['key'], ...keysOf(reference)]) {
      if (typeof key === 'string') found.set(owner, (found.get(owner) ?? new Set()).add(key));
    }
  };
  const visit = (data: unknown): void => {
    if (Array.isArray(data)) data.forEach(visit);
    if (!isPlainMap(data)) return;
    for (const field of ['configMapKeyRef', 'configMap']) add('ConfigMap', data[field]);
    for (const field of ['secretKeyRef', 'secret']) add('Secret', data[field]);
    Object.values(data).forEach(visit);
  };
  for (const { manifest } of objects) visit((manifest as unknown as PlainMap)['spec']);
  return found;
}

function keysOf({ items }: PlainMap): readonly unknown[] {
  return Array.isArray(items) ? items.flatMap((item) => (isPlainMap(item) ? [item['key']] : [])) : [];
}

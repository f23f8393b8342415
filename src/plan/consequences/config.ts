import type { GraphEdge } from '../../check/graph/edge';
import { isPlainMap } from '../../core/checks';
import { fromPointer } from '../../core/json-pointer';
import type { ObjectId } from '../../core/object-id';
import { at, listAt, textAt } from '../update/update';
import type { ConsequenceRule, Situation } from './situation';

/** Who goes on with the old values of a ConfigMap or Secret that changes in place, and whose pods are replaced for it. */
export const staleConfig: ConsequenceRule = (situation) => {
  for (const part of situation.all) {
    const { from, to } = part.pair;
    if (from === undefined || to === undefined || part.change === undefined) continue;
    if (to.id.apiVersion !== 'v1' || (to.id.kind !== 'ConfigMap' && to.id.kind !== 'Secret')) continue;
    const keys = changedKeys(from.manifest, to.manifest);
    // A refused change does not happen.
    if (keys.length > 0 && part.change.effect !== 'refused') readers(situation, to.id, new Set(keys));
  }
};

/** Keys with another value. One that is gone is missed by whoever reads it, which is told apart. */
function changedKeys(from: unknown, to: unknown): string[] {
  const [before, after] = [valuesOf(from), valuesOf(to)];
  return [...after.keys()].filter((key) => before.get(key) !== after.get(key)).sort();
}

/** The values of a ConfigMap or Secret, however they are written. */
function valuesOf(object: unknown): Map<string, unknown> {
  const entries = (field: string): [string, unknown][] => {
    const data = at(object, field);
    return isPlainMap(data) ? Object.entries(data) : [];
  };
  const isSecret = at(object, 'kind') === 'Secret';
  const data = entries('data').map(([key, value]): [string, unknown] => [key, isSecret && typeof value === 'string' ? value.replace(/[\r\n]/g, '') : value]);
  const texts = entries('stringData').map(([key, value]): [string, unknown] => [key, Buffer.from(String(value)).toString('base64')]);
  return new Map([...data, ...entries('binaryData'), ...(isSecret ? texts : [])]);
}

function readers(situation: Situation, cause: ObjectId, changed: ReadonlySet<string>): void {
  const byReader = new Map<ObjectId, { readonly variables: Set<string>; readonly files: Set<string>; folders: boolean }>();
  for (const edge of situation.after.to(cause)) {
    const known = byReader.get(edge.from.id) ?? { variables: new Set<string>(), files: new Set<string>(), folders: false };
    if (edge.type === 'reads-key') {
      if (changed.has(edge.key ?? '')) known.variables.add(edge.key!);
    } else if (edge.type === 'reads-all') {
      for (const key of changed) known.variables.add(key);
    } else if (edge.type === 'mounts') {
      for (const { key, frozen } of mountedKeys(edge, changed)) {
        if (frozen) known.files.add(key);
        else known.folders = true;
      }
    } else continue;
    byReader.set(edge.from.id, known);
  }
  for (const [id, { variables, files, folders }] of byReader) {
    if (variables.size === 0 && files.size === 0 && !folders) continue;
    if (situation.startsPods(id)) {
      if (situation.part(id)?.pair.from !== undefined) situation.add('config/restarts', { id, cause }, [cause]);
      continue;
    }
    if (variables.size > 0) situation.add('config/stale', { id, cause, keys: [...variables], how: 'variables' }, [cause]);
    if (files.size > 0) situation.add('config/stale', { id, cause, keys: [...files], how: 'files' }, [cause]);
    if (variables.size === 0 && files.size === 0) situation.add('config/refreshed', { id, cause }, [cause]);
  }
}

/** The changed keys that a volume shows, and whether its pods see no change: files that are mounted one by one stay as they are. */
function mountedKeys({ from, pointer, key }: GraphEdge, changed: ReadonlySet<string>): { readonly key: string; readonly frozen: boolean }[] {
  const path = fromPointer(pointer);
  const position = path.indexOf('volumes');
  if (position < 0) return [];
  const spec = at(from.manifest, ...path.slice(0, position));
  const volume = listAt(spec, 'volumes')[Number(path[position + 1])];
  const source = at(from.manifest, ...path.slice(0, path.findLastIndex((step) => ['configMap', 'secret'].includes(step)) + 1));
  const items = listAt(source, 'items');
  const shown = key !== undefined ? [key] : items.length === 0 ? [...changed] : items.map((item) => textAt(item, 'key') ?? '');
  const mounts = ['initContainers', 'containers'].flatMap((list) => listAt(spec, list)).flatMap((container) => listAt(container, 'volumeMounts'))
    .filter((mount) => textAt(mount, 'name') === textAt(volume, 'name'));
  const file = (name: string): string => textAt(items.find((item) => textAt(item, 'key') === name), 'path') ?? name;
  return shown.filter((name) => changed.has(name)).flatMap((name) => mounts.flatMap((mount): { readonly key: string; readonly frozen: boolean }[] => {
    const subPath = textAt(mount, 'subPath') ?? textAt(mount, 'subPathExpr');
    if (subPath === undefined) return [{ key: name, frozen: false }];
    return file(name) === subPath || file(name).startsWith(`${subPath}/`) || subPath.includes('$(') ? [{ key: name, frozen: true }] : [];
  }));
}

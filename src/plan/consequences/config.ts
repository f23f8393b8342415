import type { GraphEdge } from '../../check/graph/edge';
import { isPlainMap } from '../../core/checks';
import { fromPointer } from '../../core/json-pointer';
import type { ObjectId } from '../../core/object-id';
import { sameData } from '../../schema/plain-data';
import { at, listAt, textAt } from '../update/update';
import type { ConsequenceRule, Situation } from './situation';

const DATA = ['data', 'binaryData', 'stringData'] as const;

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
  const keys = new Set<string>();
  for (const field of DATA) {
    const [before, after] = [at(from, field), at(to, field)].map((data) => (isPlainMap(data) ? data : {})) as [object, object];
    for (const key of Object.keys(after)) if (!sameData(at(before, key), at(after, key))) keys.add(key);
  }
  return [...keys].sort();
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

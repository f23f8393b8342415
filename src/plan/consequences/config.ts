import type { GraphEdge } from '../../check/graph/edge';
import { isPlainMap } from '../../core/checks';
import { fromPointer } from '../../core/json-pointer';
import { identityKey, type ObjectId } from '../../core/object-id';
import type { KeysOfObject, Restart } from '../codes/consequences';
import { templatePathOf } from '../effects/kinds';
import type { Side } from '../match';
import { at, listAt, textAt } from '../update/update';
import { type ConsequenceRule, isRefused, type Situation } from './situation';

/** Who goes on with the old values of ConfigMaps and Secrets that change in place, and whose pods are replaced for them. */
export const staleConfig: ConsequenceRule = (situation) => {
  const found = new Map<string, Reader>();
  for (const part of situation.all) {
    const { from, to } = part.pair;
    if (from === undefined || to === undefined || part.change === undefined) continue;
    if (to.id.apiVersion !== 'v1' || (to.id.kind !== 'ConfigMap' && to.id.kind !== 'Secret')) continue;
    const keys = changedKeys(from.manifest, to.manifest);
    // A refused change does not happen.
    if (keys.changed.size + keys.removed.size > 0 && !isRefused(part.change)) findReaders(situation, to.id, keys, found);
  }
  for (const reader of found.values()) report(situation, reader);
};

/** An object whose pods read configuration that changes, and what of it. */
interface Reader {
  readonly id: ObjectId;
  readonly variables: KeysOfObject[];
  readonly files: KeysOfObject[];
  readonly folders: ObjectId[];
}

interface ChangedKeys {
  readonly changed: ReadonlySet<string>;
  /** Keys that are gone. Who names one misses it, which is told apart; who takes all of them does not notice. */
  readonly removed: ReadonlySet<string>;
}

function changedKeys(from: unknown, to: unknown): ChangedKeys {
  const [before, after] = [valuesOf(from), valuesOf(to)];
  return {
    changed: new Set([...after.keys()].filter((key) => before.get(key) !== after.get(key)).sort()),
    removed: new Set([...before.keys()].filter((key) => !after.has(key)).sort()),
  };
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

function findReaders(situation: Situation, cause: ObjectId, { changed, removed }: ChangedKeys, found: Map<string, Reader>): void {
  const all = new Set([...changed, ...removed]);
  const here = new Map<string, { readonly id: ObjectId; readonly variables: Set<string>; readonly files: Set<string>; folders: boolean }>();
  for (const edge of situation.after.to(cause)) {
    const key = identityKey(edge.from.id);
    const known = here.get(key) ?? { id: edge.from.id, variables: new Set<string>(), files: new Set<string>(), folders: false };
    if (edge.type === 'reads-key') {
      if (changed.has(edge.key ?? '')) known.variables.add(edge.key!);
    } else if (edge.type === 'reads-all') {
      for (const one of all) known.variables.add(one);
    } else if (edge.type === 'mounts') {
      for (const { key: file, frozen } of mountedKeys(edge, changed, all)) {
        if (frozen) known.files.add(file);
        else known.folders = true;
      }
    } else continue;
    here.set(key, known);
  }
  for (const [key, { id, variables, files, folders }] of here) {
    const reader = found.get(key) ?? { id, variables: [], files: [], folders: [] };
    if (variables.size > 0) reader.variables.push({ of: cause, keys: [...variables] });
    if (files.size > 0) reader.files.push({ of: cause, keys: [...files] });
    if (folders && variables.size === 0 && files.size === 0) reader.folders.push(cause);
    found.set(key, reader);
  }
}

/** One thing for each way of reading, whatever number of ConfigMaps and Secrets is read so. */
function report(situation: Situation, { id, variables, files, folders }: Reader): void {
  const then = situation.part(id)?.then;
  const read = [...new Set([...variables, ...files].map(({ of }) => of).concat(folders))];
  if (then === undefined || read.length === 0) return;
  if (situation.startsPods(id)) {
    if (situation.part(id)?.pair.from !== undefined) situation.add('config/restarts', { id, cause: read[0]!, read, reloader: false }, read);
    return;
  }
  if (id.kind === 'CronJob') return situation.add('config/next-run', { id, cause: read[0]!, read }, read);
  // Who has no pods starts with the new values.
  if (templatePathOf(id) !== undefined && situation.podsOf(then).most === 0) return;
  const reloaded = read.filter((one) => isReloaded(then.manifest, one));
  if (reloaded.length > 0) situation.add('config/restarts', { id, cause: reloaded[0]!, read: reloaded, reloader: true }, reloaded);
  const left = (list: readonly KeysOfObject[]): KeysOfObject[] => list.filter(({ of }) => !reloaded.includes(of));
  for (const [how, keys] of [['variables', left(variables)], ['files', left(files)]] as const) {
    const causes = keys.map(({ of }) => of);
    if (keys.length > 0) situation.add('config/stale', { id, cause: causes[0]!, keys, how, restart: restartOf(then) }, causes);
  }
  const refreshed = folders.filter((one) => !reloaded.includes(one));
  if (refreshed.length > 0) situation.add('config/refreshed', { id, cause: refreshed[0]!, read: refreshed, restart: restartOf(then) }, refreshed);
}

/** Whether the annotations of a workload ask Reloader to replace its pods: https://github.com/stakater/Reloader. */
function isReloaded(manifest: unknown, { kind, name }: ObjectId): boolean {
  const annotation = (key: string): string => textAt(manifest, 'metadata', 'annotations', key) ?? '';
  if (annotation('reloader.stakater.com/auto') === 'true' || annotation(`${kind.toLowerCase()}.reloader.stakater.com/auto`) === 'true') return true;
  return annotation(`${kind.toLowerCase()}.reloader.stakater.com/reload`).split(',').some((one) => one.trim() === name);
}

/** How the pods of a workload are made to read anew. */
function restartOf({ id, manifest }: Side): Restart {
  if (id.kind === 'Pod' || id.kind === 'Job') return id.kind === 'Pod' ? 'pod' : 'job';
  if (at(manifest, 'spec', 'paused') === true) return 'paused';
  const restarts = ['Deployment', 'StatefulSet', 'DaemonSet'].includes(id.kind) && textAt(manifest, 'spec', 'updateStrategy', 'type') !== 'OnDelete';
  return restarts ? 'rollout' : 'pods';
}

/** The changed keys that a volume shows, and whether its pods see no change: files that are mounted one by one stay as they are. */
function mountedKeys(
  { from, pointer, key }: GraphEdge, changed: ReadonlySet<string>, all: ReadonlySet<string>,
): { readonly key: string; readonly frozen: boolean }[] {
  const path = fromPointer(pointer);
  const position = path.indexOf('volumes');
  if (position < 0) return [];
  const spec = at(from.manifest, ...path.slice(0, position));
  const volume = listAt(spec, 'volumes')[Number(path[position + 1])];
  const source = at(from.manifest, ...path.slice(0, path.findLastIndex((step) => ['configMap', 'secret'].includes(step)) + 1));
  const items = listAt(source, 'items');
  // A key that is named and gone is missed, not stale.
  const named = key !== undefined ? [key] : items.map((item) => textAt(item, 'key') ?? '');
  const shown = named.length === 0 ? [...all] : named.filter((name) => changed.has(name));
  const mounts = ['initContainers', 'containers'].flatMap((list) => listAt(spec, list)).flatMap((container) => listAt(container, 'volumeMounts'))
    .filter((mount) => textAt(mount, 'name') === textAt(volume, 'name'));
  const file = (name: string): string => textAt(items.find((item) => textAt(item, 'key') === name), 'path') ?? name;
  return shown.flatMap((name) => mounts.flatMap((mount): { readonly key: string; readonly frozen: boolean }[] => {
    const subPath = textAt(mount, 'subPath') ?? textAt(mount, 'subPathExpr');
    if (subPath === undefined) return [{ key: name, frozen: false }];
    return file(name) === subPath || file(name).startsWith(`${subPath}/`) || subPath.includes('$(') ? [{ key: name, frozen: true }] : [];
  }));
}

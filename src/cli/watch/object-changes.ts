import { idOf } from '../../core/manifest';
import { formatObjectId } from '../../core/object-id';
import { isPlainMap } from '../../core/plain-map';
import { toPointer } from '../../core/json-pointer';
import type { SynthesizedObject } from '../../synth/synthesis';

/** What a change of the program did to one object. */
export interface ObjectChange {
  readonly kind: 'added' | 'changed' | 'removed';
  /** `Deployment shop/web`. */
  readonly object: string;
  /** JSON pointers to what is not as it was, in the order of the object. Never a value: it may be a secret. */
  readonly pointers: readonly string[];
}

/** What is different between two runs, object by object, in the order of the output; removed ones at the end. */
export function objectChanges(before: readonly SynthesizedObject[], after: readonly SynthesizedObject[]): ObjectChange[] {
  const old = new Map(before.map((object) => [keyOf(object), object]));
  const changes: ObjectChange[] = [];
  for (const object of after) {
    const earlier = old.get(keyOf(object));
    old.delete(keyOf(object));
    if (earlier === undefined) {
      changes.push({ kind: 'added', object: nameOf(object), pointers: [] });
      continue;
    }
    if (isSame(earlier.manifest, object.manifest)) continue;
    const pointers: string[] = [];
    compare(earlier.manifest, object.manifest, [], pointers);
    changes.push({ kind: 'changed', object: nameOf(object), pointers });
  }
  for (const object of old.values()) changes.push({ kind: 'removed', object: nameOf(object), pointers: [] });
  return changes;
}

/** `web.k8s.yaml` may hold objects of one name for several clusters, and a chart of cdk8s two that are alike. */
function keyOf({ manifest, bundle, path }: SynthesizedObject): string {
  const { apiVersion, kind, metadata } = manifest;
  return [bundle.cluster, apiVersion, kind, metadata?.namespace, metadata?.name ?? path].join('\n');
}

function nameOf({ manifest, bundle: { cluster } }: SynthesizedObject): string {
  return `${formatObjectId(idOf(manifest))}${cluster === undefined ? '' : ` of cluster ${cluster}`}`;
}

/** Most objects stay as they are, and then nobody asks for the place. */
function isSame(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true;
  if (Array.isArray(before)) {
    return Array.isArray(after) && before.length === after.length && before.every((item, index) => isSame(item, after[index]));
  }
  if (!isPlainMap(before) || !isPlainMap(after)) return false;
  for (const key in after) if (!isSame(before[key], after[key])) return false;
  for (const key in before) if (!(key in after)) return false;
  return true;
}

function compare(before: unknown, after: unknown, path: readonly string[], pointers: string[]): void {
  if (isSame(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    after.forEach((item, index) => compare(before[index], item, [...path, String(index)], pointers));
  } else if (isPlainMap(before) && isPlainMap(after)) {
    for (const key of new Set([...Object.keys(after), ...Object.keys(before)])) compare(before[key], after[key], [...path, key], pointers);
  } else {
    pointers.push(toPointer(path));
  }
}

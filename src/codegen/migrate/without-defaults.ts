import type { Manifest } from '../../core/manifest';
import { isPlainMap } from '../../core/plain-map';
import { isSame } from './same';
import type { SourceObject } from './sources';

/** An object as a server stores it: with every default. */
export type Defaulted = (manifest: Manifest) => Manifest;

/** The objects without what a server fills in by itself; each remembers how it was given. */
export function withoutDefaults(objects: readonly SourceObject[], defaulted: Defaulted): readonly SourceObject[] {
  return objects.map((object) => {
    const whole = defaulted(object.manifest);
    const keeps = (candidate: unknown): boolean => isSame(defaulted(candidate as Manifest), whole);
    const manifest = stripped(object.manifest, [], keeps, (data) => data) as Manifest;
    return manifest === object.manifest ? object : { ...object, manifest, given: object.manifest };
  });
}

const identity: ReadonlySet<string> = new Set(['/apiVersion', '/kind', '/metadata', '/metadata/name', '/metadata/namespace']);

/** Whether everybody writes a field, whatever it defaults to: a volume without words is an empty folder. */
function isWritten(path: readonly string[]): boolean {
  return path.at(-1) === 'emptyDir' || identity.has(`/${path.join('/')}`);
}

/**
 * Takes away each field whose absence makes no difference, from the outside in.
 * @param whole puts a part into the object that it is a part of
 */
function stripped(data: unknown, path: readonly string[], keeps: (candidate: unknown) => boolean, whole: (part: unknown) => unknown): unknown {
  if (Array.isArray(data)) {
    let items: readonly unknown[] = data;
    data.forEach((item: unknown, index) => {
      const inner = stripped(item, [...path, String(index)], keeps, (part) => whole(items.map((one, at) => (at === index ? part : one))));
      if (inner !== item) items = items.map((one, at) => (at === index ? inner : one));
    });
    return items;
  }
  if (!isPlainMap(data)) return data;
  let current = data;
  for (const key of Object.keys(data)) {
    const inside = [...path, key];
    const { [key]: value, ...rest } = current;
    if (!isWritten(inside) && keeps(whole(rest))) {
      current = rest;
      continue;
    }
    const inner = stripped(value, inside, keeps, (part) => whole({ ...current, [key]: part }));
    if (inner !== value) current = { ...current, [key]: inner };
  }
  return current;
}

import { isPlainMap, type PlainMap } from '../core/checks';

/** Whether two pieces of data are the same; a field that is `undefined` counts as absent. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => sameData(item, b[index]));
  if (!isPlainMap(a) || !isPlainMap(b)) return false;
  const keys = definedKeys(a);
  return keys.length === definedKeys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameData(a[key], b[key]));
}

function definedKeys(map: PlainMap): string[] {
  return Object.keys(map).filter((key) => map[key] !== undefined);
}

/** What stands under a key, unless it is inherited. */
export function ownValue(map: unknown, key: string): unknown {
  return isPlainMap(map) && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Sets a field of an object; `__proto__` is a field like any other. */
export function setOwn(target: { [key: string]: unknown }, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

/** A copy whose fields can be set; `__proto__` stays a field. */
export function copyMap(map: PlainMap): { [key: string]: unknown } {
  // A spread defines fields instead of assigning them, so that `__proto__` is copied as a field.
  return { ...map };
}

/** Fields of many lines each: nobody would find what stands behind them. */
const longFields: ReadonlySet<string> = new Set(['initContainers', 'containers', 'jobTemplate', 'template']);
/** Fields that stand behind those all the same. */
const behind = ['volumes', 'volumeClaimTemplates'];

/** Moves fields that were added to a map in front of its first long one; all others keep their order. */
export function putAddedFirst(before: PlainMap, after: { [key: string]: unknown }): void {
  const keys = Object.keys(before);
  // A label or a key of a ConfigMap may have such a name as well.
  const first = keys.findIndex((key) => longFields.has(key) && typeof before[key] === 'object');
  if (first < 0) return;
  for (const key of [...keys.slice(first), ...behind.filter((name) => !Object.hasOwn(before, name))]) {
    if (!Object.hasOwn(after, key)) continue;
    const value = after[key];
    delete after[key];
    setOwn(after, key, value);
  }
}

/** `Array.isArray` for data that nobody may change. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

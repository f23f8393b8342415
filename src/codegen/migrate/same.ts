import { isPlainMap } from '../../core/plain-map';

/** Whether two pieces of data say the same: the order of keys does not count, that of lists does; an entry `undefined` is none. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one === 'number' && typeof other === 'number') return one === other;
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  if (!isPlainMap(one) || !isPlainMap(other)) return false;
  const keys = keysOf(one);
  return keys.length === keysOf(other).length && keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]));
}

/** How many values are in a piece of data: texts, numbers, and lists and maps that are empty. */
export function countFields(data: unknown): number {
  if (Array.isArray(data)) return data.length === 0 ? 1 : data.reduce((sum: number, item) => sum + countFields(item), 0);
  if (!isPlainMap(data)) return data === undefined ? 0 : 1;
  const values = Object.values(data);
  return values.length === 0 ? 1 : values.reduce((sum: number, item) => sum + countFields(item), 0);
}

/** The first place where two pieces of data differ, as a JSON pointer; `undefined` where they are the same. */
export function firstDifference(one: unknown, other: unknown, pointer = ''): string | undefined {
  if (isSame(one, other)) return undefined;
  const keys = childKeys(one, other);
  for (const key of keys) {
    const found = firstDifference(child(one, key), child(other, key), `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    if (found !== undefined) return found;
  }
  return pointer;
}

function childKeys(one: unknown, other: unknown): string[] {
  const bothLists = Array.isArray(one) && Array.isArray(other);
  if (!bothLists && !(isPlainMap(one) && isPlainMap(other))) return [];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}

function child(data: unknown, key: string): unknown {
  return Object.hasOwn(data as object, key) ? (data as { readonly [key: string]: unknown })[key] : undefined;
}

function keysOf(map: { readonly [key: string]: unknown }): string[] {
  return Object.keys(map).filter((key) => map[key] !== undefined);
}

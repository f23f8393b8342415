import { isPlainMap, type PlainMap } from '../core/checks';
import { type Path, toPointer } from '../core/json-pointer';
import { quantityValue } from '../core/quantity';
import { ANY, type Schema } from '../schema/schema';
import { fieldSchema, itemSchema, keyedList } from '../schema/shape';

/** How a value differs. `reordered` is a list whose items stand in another order; what changed inside of them is told apart. */
export type ChangeKind = 'added' | 'removed' | 'changed' | 'reordered';

/** One difference between two objects. */
export interface Change {
  readonly kind: ChangeKind;
  /** Into the new object; into the old one for what was removed. */
  readonly path: Path;
  /** @default - there was none */
  readonly from?: unknown;
  /** @default - there is none any more */
  readonly to?: unknown;
}

/** JSON pointer of a change. */
export function pointerOf(change: Change): string {
  return toPointer(change.path);
}

/** Whether a change lies at a path or below it; numbers of items do not count, so `[]` stands for any item. */
export function isBelow(change: Change, path: readonly string[]): boolean {
  return path.length <= change.path.length && path.every((key, index) => key === '[]' || key === String(change.path[index]));
}

/**
 * What differs between two objects, as the API server sees it: quantities by value, items of lists by their merge keys, and an
 * empty map or list is none. Both have the server's defaults already, so what is left is meant.
 */
export function compare(schema: Schema, from: unknown, to: unknown): readonly Change[] {
  const changes: Change[] = [];
  values(schema, from, to, [], changes);
  return changes;
}

/** Whether nothing differs. */
export function isSame(schema: Schema, from: unknown, to: unknown): boolean {
  // What is shared between two versions of an object is the same without a look inside.
  return from === to || compare(schema, from, to).length === 0;
}

function values(schema: Schema, from: unknown, to: unknown, path: (string | number)[], changes: Change[]): void {
  if (from === to) return;
  const [before, after] = [given(from), given(to)];
  if (before === undefined || after === undefined) {
    if (before !== after) changes.push(differing(path, before, after));
    return;
  }
  if (isPlainMap(before) && isPlainMap(after)) return maps(schema, before, after, path, changes);
  if (Array.isArray(before) && Array.isArray(after)) return lists(schema, before, after, path, changes);
  if (!sameScalar(schema, before, after)) changes.push(differing(path, before, after));
}

/** For a server an empty map or list that is no value of its own is none. Fields of objects that are there without content count. */
function given(value: unknown): unknown {
  return value === null || (Array.isArray(value) && value.length === 0) ? undefined : value;
}

function differing(path: Path, from: unknown, to: unknown): Change {
  const kind = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
  return { kind, path: [...path], ...(from === undefined ? undefined : { from }), ...(to === undefined ? undefined : { to }) };
}

function maps(schema: Schema, from: PlainMap, to: PlainMap, path: (string | number)[], changes: Change[]): void {
  for (const key of Object.keys(to)) step(key, from[key], to[key]);
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) step(key, from[key], undefined);

  function step(key: string, before: unknown, after: unknown): void {
    if (before === after) return;
    const below = fieldSchema(schema, key) ?? ANY;
    path.push(key);
    // The content of a map is data: a map without entries and no map at all are the same to the server.
    if (below.type === 'map') values(below, before ?? {}, after ?? {}, path, changes);
    else values(below, before, after, path, changes);
    path.pop();
  }
}

function lists(schema: Schema, from: readonly unknown[], to: readonly unknown[], path: (string | number)[], changes: Change[]): void {
  const keyed = keyedList(schema);
  const keyOf = keyed === undefined ? undefined : keyFunction(keyed.keys, from, to);
  if (keyOf !== undefined) return keyedItems(itemSchema(schema), from, to, keyOf, path, changes);
  const items = itemSchema(schema);
  if (from.length === to.length) {
    to.forEach((item, index) => {
      path.push(index);
      values(items, from[index], item, path, changes);
      path.pop();
    });
    return;
  }
  // Items before and behind the place that changed are the same ones.
  let start = 0;
  while (start < from.length && start < to.length && isSame(items, from[start], to[start])) start++;
  let end = 0;
  while (end < from.length - start && end < to.length - start && isSame(items, from[from.length - 1 - end], to[to.length - 1 - end])) end++;
  for (let index = start; index < from.length - end; index++) changes.push({ kind: 'removed', path: [...path, index], from: from[index] });
  for (let index = start; index < to.length - end; index++) changes.push({ kind: 'added', path: [...path, index], to: to[index] });
}

type KeyOf = (item: unknown) => string;

/** What tells the items of a list apart; `undefined` when their keys do not, and they are compared in their order. */
function keyFunction(keys: readonly string[], ...listsOfItems: readonly (readonly unknown[])[]): KeyOf | undefined {
  const keyOf: KeyOf = (item) => keys.map((key) => JSON.stringify((item as PlainMap)[key]) ?? '').join('\n');
  const apart = listsOfItems.every((items) => items.every(isPlainMap) && new Set(items.map(keyOf)).size === items.length);
  return apart ? keyOf : undefined;
}

function keyedItems(
  schema: Schema, from: readonly unknown[], to: readonly unknown[], keyOf: KeyOf, path: (string | number)[], changes: Change[],
): void {
  const before = new Map(from.map((item, index) => [keyOf(item), index]));
  const kept: number[] = [];
  to.forEach((item, index) => {
    const old = before.get(keyOf(item));
    if (old === undefined) {
      changes.push({ kind: 'added', path: [...path, index], to: item });
      return;
    }
    kept.push(old);
    before.delete(keyOf(item));
    path.push(index);
    values(schema, from[old], item, path, changes);
    path.pop();
  });
  for (const index of before.values()) changes.push({ kind: 'removed', path: [...path, index], from: from[index] });
  if (kept.some((old, index) => index > 0 && old < kept[index - 1]!)) changes.push({ kind: 'reordered', path: [...path], from, to });
}

function sameScalar(schema: Schema, from: unknown, to: unknown): boolean {
  // White space in base64 is no data.
  if (schema.type === 'byte' && typeof from === 'string' && typeof to === 'string') {
    return from.replace(/[\r\n]/g, '') === to.replace(/[\r\n]/g, '');
  }
  if (schema.type !== 'quantity') return Object.is(from, to) || (typeof from === 'bigint' && String(from) === String(to));
  const [before, after] = [from, to].map((value) => quantityValue(value as string | number));
  return before === undefined || after === undefined ? String(from) === String(to) : before === after;
}

import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { ANY, type Schema } from '../../schema/schema';
import { fieldSchema, itemSchema, keyedList, type KeyedList } from '../../schema/shape';
import { isSame } from './same';

/** What makes one object the other: a partial object, as an override takes it. `undefined` where none can say it. */
export function overrideFor(actual: unknown, wanted: unknown, schema: Schema | undefined): PlainMap | undefined {
  if (!isPlainMap(actual) || !isPlainMap(wanted)) return undefined;
  const { apiVersion: _version, kind: _kind, ...rest } = mapChange(actual, wanted, schema ?? ANY);
  return rest;
}

function mapChange(actual: PlainMap, wanted: PlainMap, schema: Schema): { [key: string]: unknown } {
  const change: { [key: string]: unknown } = {};
  for (const key of Object.keys(actual)) if (actual[key] !== undefined && wanted[key] === undefined) set(change, key, null);
  for (const key of Object.keys(wanted)) {
    if (wanted[key] === undefined || isSame(actual[key], wanted[key])) continue;
    set(change, key, valueChange(Object.hasOwn(actual, key) ? actual[key] : undefined, wanted[key], fieldSchema(schema, key) ?? ANY));
  }
  return change;
}

function set(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function valueChange(actual: unknown, wanted: unknown, schema: Schema): unknown {
  if (isPlainMap(actual) && isPlainMap(wanted)) return mapChange(actual, wanted, schema);
  if (Array.isArray(actual) && Array.isArray(wanted)) return listChange(actual, wanted, schema);
  return wanted;
}

function listChange(actual: readonly unknown[], wanted: readonly unknown[], schema: Schema): unknown {
  const keyed = keyedList(schema);
  if (keyed === undefined) return wanted;
  const [before, after] = [keysOf(actual, keyed), keysOf(wanted, keyed)];
  if (before === undefined || after === undefined) return replaced(wanted);
  const kept = before.filter((key) => after.includes(key));
  // Items keep their places, and new ones come behind them: any other order is another list.
  if (!isSame(after.slice(0, kept.length), kept)) return replaced(wanted);
  const changes: unknown[] = [];
  before.forEach((key, index) => {
    const item = actual[index] as PlainMap;
    const at = after.indexOf(key);
    if (at < 0) changes.push({ ...identity(item, keyed), $patch: 'delete' });
    else if (!isSame(item, wanted[at])) changes.push({ ...identity(item, keyed), ...mapChange(item, wanted[at] as PlainMap, itemSchema(schema)) });
  });
  return [...changes, ...wanted.slice(kept.length)];
}

function replaced(wanted: readonly unknown[]): unknown {
  return [{ $patch: 'replace' }, ...wanted];
}

function identity(item: PlainMap, { keys }: KeyedList): PlainMap {
  return Object.fromEntries(keys.flatMap((key) => (item[key] === undefined ? [] : [[key, item[key]]])));
}

/** The keys of the items; `undefined` where they do not tell the items apart. */
function keysOf(items: readonly unknown[], { keys, items: schema }: KeyedList): readonly string[] | undefined {
  const keyOf = (item: unknown): string | undefined =>
    (isPlainMap(item) && item[keys[0]!] !== undefined ? JSON.stringify(keys.map((key) => keyIn(item, key))) : undefined);
  const keyIn = (item: PlainMap, key: string): unknown => item[key] ?? schema.fields.get(key)?.default ?? null;
  const found = items.map(keyOf);
  return found.includes(undefined) || new Set(found).size < found.length ? undefined : (found as string[]);
}

import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { setEntry } from '../../yaml/entry';

/** Lists that hold variables or notes: they can be maps as well. */
const keyed: ReadonlySet<string> = new Set(['environment', 'labels', 'annotations', 'args', 'extra_hosts', 'sysctls']);
/** Lists of which a later file has the last word. */
const replaced: ReadonlySet<string> = new Set(['command', 'entrypoint', 'test']);

/** One document of several files: maps are merged, lists are joined, and what is said last holds. */
export function mergeFiles(files: readonly PlainMap[]): PlainMap {
  return files.reduce<PlainMap>((merged, file) => mergeMaps(merged, file), {});
}

function mergeMaps(base: PlainMap, over: PlainMap): PlainMap {
  const merged = {};
  for (const [key, value] of Object.entries(base)) setEntry(merged, key, value);
  for (const [key, value] of Object.entries(over)) {
    setEntry(merged, key, Object.hasOwn(base, key) ? mergeValues(key, base[key], value) : value);
  }
  return merged;
}

function mergeValues(key: string, base: unknown, over: unknown): unknown {
  if (keyed.has(key) && base !== null && over !== null) return mergeMaps(asMap(base), asMap(over));
  if (isPlainMap(base) && isPlainMap(over)) return mergeMaps(base, over);
  if (Array.isArray(base) && Array.isArray(over) && !replaced.has(key)) {
    const seen = new Set(base.map((item) => JSON.stringify(item)));
    return [...base as unknown[], ...(over as unknown[]).filter((item) => !seen.has(JSON.stringify(item)))];
  }
  return over;
}

/** `[A=b]` as `{ A: b }`. */
function asMap(value: unknown): PlainMap {
  if (isPlainMap(value)) return value;
  const map = {};
  for (const item of Array.isArray(value) ? value : []) {
    const [, name, text] = /^([^=]*)(?:=([^]*))?$/.exec(String(item))!;
    setEntry(map, name!, text ?? null);
  }
  return map;
}

/**
 * The services with what they extend in them. Only services of the same files can be extended.
 * @returns names of services that extend something else
 */
export function resolveExtends(document: PlainMap): { readonly document: PlainMap; readonly unresolved: readonly string[] } {
  const { services } = document;
  if (!isPlainMap(services)) return { document, unresolved: [] };
  const unresolved: string[] = [];
  const resolve = (name: string, seen: readonly string[]): PlainMap => {
    const service = services[name];
    if (!isPlainMap(service)) return {};
    const { extends: base, ...own } = service;
    if (base === undefined) return service;
    const target = typeof base === 'string' ? base : isPlainMap(base) && base.file === undefined && typeof base.service === 'string' ? base.service : undefined;
    if (target === undefined || !Object.hasOwn(services, target) || seen.includes(target)) {
      unresolved.push(name);
      return own;
    }
    const { depends_on: _, ...inherited } = resolve(target, [...seen, target]);
    const { service: __, ...rest } = isPlainMap(base) ? base : {};
    return mergeMaps(inherited, Object.keys(rest).length === 0 ? own : { ...own, extends: rest });
  };
  const all = {};
  for (const name of Object.keys(services)) setEntry(all, name, isPlainMap(services[name]) ? resolve(name, [name]) : services[name]);
  return { document: { ...document, services: all }, unresolved: [...new Set(unresolved)] };
}

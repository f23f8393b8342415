import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { show } from '../../core/show';
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

/** Where other files are found: their documents, by the path as the first file has it. */
export interface ComposeFiles {
  /** `undefined` where there is none, or it cannot be read. */
  readDocument(path: string): PlainMap | undefined;
}

/** A document with everything in it that it takes from other files and services. */
export interface WholeDocument {
  readonly document: PlainMap;
  /** Files and services that are not there. */
  readonly problems: readonly string[];
  /** What was said of other files and has no counterpart. */
  readonly notes: readonly string[];
}

/**
 * Puts included files and extended services into a document.
 * @see https://github.com/compose-spec/compose-spec/blob/main/14-include.md
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#extends
 */
export function wholeDocument(documents: readonly PlainMap[], files: ComposeFiles): WholeDocument {
  const reader = new Reader(files);
  const document = reader.extended(mergeFiles(documents.map((one) => reader.included(one, []))), []);
  return { document, problems: [...new Set(reader.problems)], notes: reader.notes };
}

class Reader {
  readonly problems: string[] = [];
  readonly notes: string[] = [];
  private readonly known = new Map<string, PlainMap | undefined>();

  constructor(private readonly files: ComposeFiles) {}

  /** A document with those that it includes: what it says itself has the last word. */
  included(document: PlainMap, within: readonly string[]): PlainMap {
    const { include, ...own } = document;
    if (include === undefined || include === null) return document;
    const bases = (Array.isArray(include) ? include as readonly unknown[] : [include]).flatMap((item): readonly PlainMap[] => {
      const { path, ...more } = isPlainMap(item) ? item : { path: item };
      for (const field of Object.keys(more)) this.notes.push(`include: ${field} has no counterpart: paths are those of the file, variables those of .env`);
      return (Array.isArray(path) ? path as readonly unknown[] : [path]).flatMap((one): PlainMap | readonly PlainMap[] => this.document(one, 'include', within) ?? []);
    });
    return mergeFiles([...bases, own]);
  }

  /** A document whose services have in them what they extend. */
  extended(document: PlainMap, within: readonly string[]): PlainMap {
    const { services } = document;
    if (!isPlainMap(services)) return document;
    const all = {};
    for (const name of Object.keys(services)) setEntry(all, name, isPlainMap(services[name]) ? this.service(services, name, '', [...within, `/${show(name)}`]) : services[name]);
    return { ...document, services: all };
  }

  /** @param file the one that the services stand in; the empty text for the first one */
  private service(services: PlainMap, name: string, file: string, seen: readonly string[]): PlainMap {
    const given = services[name];
    if (!isPlainMap(given)) return {};
    const { extends: base, ...own } = given;
    if (base === undefined || base === null) return given;
    const { service: target, file: other, ...more } = isPlainMap(base) ? base : { service: base };
    const document = other === undefined ? { services } : this.document(other, `${name} extends`, seen);
    if (document === undefined) return own;
    const { services: others } = document;
    const place = typeof other === 'string' ? joined('', other) : file;
    const key = `${place}/${show(target)}`;
    if (typeof target !== 'string' || !isPlainMap(others) || !Object.hasOwn(others, target) || seen.includes(key)) {
      this.problems.push(`${name} extends ${show(target)}, which is ${seen.includes(key) ? 'part of a circle' : `no service${place === '' ? '' : ` of ${place}`}`}`);
      return own;
    }
    const { depends_on: _, ...inherited } = this.service(others, target, place, [...seen, key]);
    return mergeMaps(inherited, Object.keys(more).length === 0 ? own : { ...own, extends: more });
  }

  /** Another file, its paths as the first file has them. */
  private document(path: unknown, what: string, within: readonly string[]): PlainMap | undefined {
    if (typeof path !== 'string' || path === '') {
      this.problems.push(`${what}: expected the path of a file`);
      return undefined;
    }
    const place = joined('', path);
    if (within.includes(`file ${place}`)) {
      this.problems.push(`${what} ${place}: it includes itself`);
      return undefined;
    }
    if (!this.known.has(place)) {
      const found = this.files.readDocument(place);
      if (found === undefined) this.problems.push(`${what} ${place}: there is no such file of compose`);
      this.known.set(place, found === undefined ? undefined : rebased(found, place.replace(/[^/]*$/, '')));
    }
    const document = this.known.get(place);
    return document === undefined ? undefined : this.included(document, [...within, `file ${place}`]);
  }
}

/** A path beside another file. */
function joined(folder: string, path: string): string {
  if (path.startsWith('/') || path.startsWith('~') || /^[a-z]+:\/\//i.test(path)) return path;
  const parts: string[] = [];
  for (const part of `${folder}${path}`.split('/')) {
    if (part === '.' || part === '') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/') || '.';
}

/** A document of another folder: each path in it as it is seen from here. */
function rebased(document: PlainMap, folder: string): PlainMap {
  if (folder === '') return document;
  const path = (value: unknown): unknown => (typeof value === 'string' ? joined(folder, value) : value);
  // Paths of volumes start with a dot: anything else is the name of a volume.
  const local = (value: string): string => (/^\.{1,2}(?:\/|$)/.test(value) ? `./${joined(folder, value)}`.replace(/^\.\/(?=\.\.)/, '') : value);
  const inMap = (value: unknown, fields: { readonly [field: string]: (inner: unknown) => unknown }): unknown => {
    if (!isPlainMap(value)) return value;
    const map = {};
    for (const [key, inner] of Object.entries(value)) setEntry(map, key, Object.hasOwn(fields, key) ? fields[key]!(inner) : inner);
    return map;
  };
  const each = (value: unknown, change: (item: unknown) => unknown): unknown => {
    if (Array.isArray(value)) return (value as readonly unknown[]).map(change);
    if (!isPlainMap(value)) return value;
    const map = {};
    for (const [key, inner] of Object.entries(value)) setEntry(map, key, change(inner));
    return map;
  };
  const pathOrMap = (field: string) => (value: unknown): unknown => (typeof value === 'string' ? path(value) : inMap(value, { [field]: path }));
  const volume = (value: unknown): unknown => {
    if (typeof value !== 'string') return inMap(value, { source: (source) => (typeof source === 'string' ? local(source) : source) });
    const [source, ...rest] = value.split(':');
    return [rest.length === 0 ? source : local(source!), ...rest].join(':');
  };
  const service = (value: unknown): unknown => inMap(value, {
    build: pathOrMap('context'),
    env_file: (given) => (Array.isArray(given) ? each(given, pathOrMap('path')) : pathOrMap('path')(given)),
    volumes: (given) => (Array.isArray(given) ? each(given, volume) : given),
    extends: (given) => inMap(given, { file: path }),
  });
  const ofFile = (value: unknown): unknown => each(value, (one) => inMap(one, { file: path }));
  const included = (value: unknown): unknown => {
    const one = (item: unknown): unknown => (typeof item === 'string' ? path(item) : inMap(item, { path: (given) => (Array.isArray(given) ? each(given, path) : path(given)) }));
    return Array.isArray(value) ? each(value, one) : one(value);
  };
  return inMap(document, { services: (all) => each(all, service), configs: ofFile, secrets: ofFile, include: included }) as PlainMap;
}

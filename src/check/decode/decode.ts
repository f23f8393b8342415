import { isClusterScoped } from '../../core/cluster-scoped';
import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { nearest } from '../../core/suggest';
import type { Path } from '../../core/json-pointer';
import type { Manifest } from '../../core/manifest';
import { loadRelease } from '../../schema/release';
import { RELEASES } from '../../schema/releases';
import { copyMap, setOwn } from '../../schema/plain-data';
import type { ObjectSchema } from '../../schema/schema';
import type { CheckArgs, CheckCode } from '../codes';
import type { Context } from '../rule/context';
import type { Dropper } from '../defaults/drops';
import { gatedFields, never } from '../defaults/gates';
import { isCounted } from '../defaults/generations';
import { minorOf } from './minor';
import { readQuantity, roundToThousandths } from './quantity';
import { type Dialect, type ListReader, type MapReader, type ObjectReader, type Reader, readerOf } from './reader';
import { isInt32, isInt64, readBase64, readByteList, readTime } from './scalars';

type Writable = { [key: string]: unknown };

/** An object as the server has it. */
export interface Decoded {
  readonly value: Manifest;
  /** Whether the server can decode it; the value is of no use otherwise. */
  readonly ok: boolean;
}

/**
 * Reads an object as the API server does under strict field validation, and reports what it cannot decode: fields that are
 * unknown, and values that are none of their type.
 *
 * Returns the object as the server then has it, with its defaults: what says nothing (`null`, and empty values where the server
 * cannot tell them from none) is gone, amounts, times and bytes are in their usual form, and what the release drops is dropped
 * and reported. Parts in which nothing changes are those of the given object.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export function decode(manifest: Manifest, reader: ObjectReader, at: Context): Decoded {
  // Nearly all objects are right: only for others a second walk keeps the path.
  const decoder = new Decoder(at.minor);
  const value = decoder.readWhole(manifest, reader);
  if (decoder.failed || decoder.dropped) new Decoder(at.minor, at).readWhole(manifest, reader);
  return { value, ok: !decoder.failed };
}

/** Reads a part of an object, at which the context stands. */
export function decodePart(value: unknown, reader: ObjectReader, at: Context): { readonly value: unknown; readonly ok: boolean } {
  const decoder = new Decoder(at.minor);
  const decoded = decoder.read(value, reader);
  if (decoder.failed) new Decoder(at.minor, at).read(value, reader);
  return { value: decoded, ok: !decoder.failed };
}

/** The reader of a kind of a release. */
export function kindReader(schema: ObjectSchema, own: boolean, minor: number): ObjectReader {
  return readerOf(schema, own ? ownDialect(minor) : customDialect) as ObjectReader;
}

const customDialect: Dialect = { own: false, minor: 0, empty: () => ({}) };
const ownDialects = new Map<number, Dialect>();

function ownDialect(minor: number): Dialect {
  let dialect = ownDialects.get(minor);
  if (dialect === undefined) {
    const known = new Map<ObjectReader, object>();
    const empty = (reader: ObjectReader): object => {
      let value = known.get(reader);
      // One value for all objects that lack it: nobody may change it.
      if (value === undefined) known.set(reader, (value = Object.freeze(new Decoder(minor).read({}, reader) as object)));
      return value;
    };
    ownDialects.set(minor, (dialect = { own: true, minor, empty }));
  }
  return dialect;
}

class Decoder {
  failed = false;
  dropped = false;

  constructor(private readonly minor: number, private readonly at?: Context) {}

  readWhole(manifest: Manifest, reader: ObjectReader): Manifest {
    const read = this.read(manifest, reader) as Manifest;
    if (this.failed) return manifest;
    const value = withServerMetadata(read, isCounted(reader.name, this.minor));
    return reader.objectDropper === undefined ? value : (this.dropBy(reader.objectDropper, value) as Manifest);
  }

  read(value: unknown, reader: Reader): unknown {
    switch (reader.type) {
      case 'object': return isPlainMap(value) ? this.readObject(value, reader) : this.wrongType('a map', value);
      case 'list': return Array.isArray(value) ? this.readList(value, reader) : this.wrongType('a list', value);
      case 'map': return isPlainMap(value) ? this.readMap(value, reader) : this.wrongType('a map', value);
      case 'string': return typeof value === 'string' ? value : this.wrongType('a text', value);
      case 'boolean': return typeof value === 'boolean' ? value : this.wrongType('true or false', value);
      case 'int32': return isInt32(value) ? value : this.wrongNumber('int32', value);
      case 'int64': return isInt64(value) ? value : this.wrongNumber('int64', value);
      case 'quantity': return this.readQuantity(value);
      case 'int-or-string':
        if (typeof value === 'string' || isInt32(value)) return value;
        return typeof value === 'number' || typeof value === 'bigint' ? this.wrongNumber('int32', value) : this.wrongType('a whole number or a text', value);
      case 'float': case 'double': return typeof value === 'number' || typeof value === 'bigint' ? value : this.wrongType('a number', value);
      case 'byte': return this.readBytes(value);
      case 'date-time': return this.readTime(value, false);
      case 'micro-time': return this.readTime(value, true);
      default: return value;
    }
  }

  private readObject(value: PlainMap, reader: ObjectReader): PlainMap | undefined {
    const { at } = this;
    const { fields, open, standard, defaults, dropped, dropper } = reader;
    let result: Writable = value;
    for (const key in value) {
      const field = fields.get(key);
      if (field === undefined) {
        if (!open && value[key] !== undefined) this.unknownField(key, reader);
        continue;
      }
      if (!field.resolved) field.resolve();
      const given = value[key];
      // Most values are text that stays as it is.
      if (field.isText && typeof given === 'string' && (given !== '' || !field.nonzero)) continue;
      let read: unknown;
      if (given !== null && given !== undefined) {
        if (at !== undefined) at.enter(key);
        read = this.read(given, field.reader);
        if (at !== undefined) at.leave();
        if (field.nonzero && isEmpty(read)) read = undefined;
      }
      if (read === given) continue;
      if (result === value) result = copyMap(value);
      if (read === undefined) delete result[key];
      else result[key] = read;
    }
    // First what the code says, which does not know of what stands for nothing.
    if (defaults !== undefined && !this.failed) result = defaults(result, this.minor) as PlainMap;
    for (let index = 0; index < standard.length; index++) {
      const [field, given] = standard[index]!;
      if (result[field] !== undefined) continue;
      if (result === value) result = copyMap(value);
      else if (!Object.isExtensible(result)) result = copyMap(result);
      result[field] = given;
    }
    if (dropper !== undefined && !this.failed) result = this.dropBy(dropper, result) as PlainMap;
    return dropped.length === 0 ? result : this.drop(result, reader);
  }

  /** Takes out what the release accepts and does not keep; nothing is left of a lifecycle without anything in it. */
  private drop(value: PlainMap, { dropped, name }: ObjectReader): PlainMap | undefined {
    let result: Writable = value;
    for (const field of dropped) {
      if (value[field] === undefined) continue;
      if (result === value) result = copyMap(value);
      delete result[field];
      this.reportDropped([field], gatedFields[name]![field]!);
    }
    return result !== value && name === 'core.v1.Lifecycle' && isEmpty(result) ? undefined : result;
  }

  private dropBy(dropper: Dropper, value: object): object {
    return dropper(value as never, this.minor, (path, since) => this.reportDropped(path, since));
  }

  private reportDropped(path: Path, since: number): void {
    this.dropped = true;
    if (this.at === undefined) return;
    this.at.reportAt(path, 'version/dropped-field', { field: String(path.at(-1)), since: since === never ? undefined : `1.${since}` });
  }

  private readMap(value: PlainMap, reader: MapReader): PlainMap {
    if (!reader.resolved) reader.resolve();
    const { items, resources } = reader;
    const isText = items.type === 'string';
    let result: Writable = value;
    for (const key in value) {
      const given = value[key];
      if (isText && typeof given === 'string') continue;
      this.at?.enter(key);
      let read = given === undefined ? given : this.read(given ?? zero(items), items);
      if (resources && read !== undefined) read = roundToThousandths(read as string);
      this.at?.leave();
      if (read === given && given !== undefined) continue;
      if (result === value) result = copyMap(value);
      if (read === undefined) delete result[key];
      else setOwn(result, key, read);
    }
    return result;
  }

  private readList(list: readonly unknown[], reader: ListReader): readonly unknown[] {
    if (!reader.resolved) reader.resolve();
    const { items } = reader;
    let result: unknown[] | undefined;
    for (let index = 0; index < list.length; index++) {
      const given = list[index];
      this.at?.enter(index);
      const read = this.read(given ?? zero(items), items);
      this.at?.leave();
      if (read !== given) (result ??= [...list])[index] = read;
    }
    return result ?? list;
  }

  private readQuantity(value: unknown): unknown {
    const text = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
    if (text === undefined) return this.wrongType('an amount', value);
    return readQuantity(text) ?? this.report('schema/quantity', { found: value });
  }

  private readBytes(value: unknown): unknown {
    if (value === null) return value;
    if (Array.isArray(value)) return readByteList(value) ?? this.report('schema/base64', {});
    if (typeof value !== 'string') return this.wrongType('a text in base64', value);
    return readBase64(value) ?? this.report('schema/base64', {});
  }

  private readTime(value: unknown, micro: boolean): unknown {
    if (value === null) return value;
    if (typeof value !== 'string') return this.wrongType('a time as text', value);
    return readTime(value, micro) ?? this.report('schema/time', { found: value, micro });
  }

  private unknownField(field: string, { fields, name }: ObjectReader): void {
    this.failed = true;
    if (this.at === undefined) return;
    const since = fieldSince(name, field, this.minor);
    this.at.reportAt(field, 'schema/unknown-field', { field, nearest: since === undefined ? nearest(field, fields.keys()) : undefined, since });
  }

  private wrongNumber(type: 'int32' | 'int64', found: unknown): undefined {
    if ((typeof found === 'number' && Number.isInteger(found)) || typeof found === 'bigint') return this.report('schema/number-range', { type, found });
    return this.wrongType('a whole number', found);
  }

  private wrongType(expected: string, found: unknown): undefined {
    return this.report('schema/type', { expected, found });
  }

  private report<C extends CheckCode>(code: C, args: CheckArgs<C>): undefined {
    this.failed = true;
    this.at?.report(code, args);
    return undefined;
  }
}

/** The server takes no notice of the namespace of an object that lives in none, nor of a generation that it counts itself. */
function withServerMetadata(object: Manifest, isCountedKind: boolean): Manifest {
  const { metadata } = object;
  const strayNamespace = metadata?.namespace !== undefined && isClusterScoped(object.apiVersion, object.kind);
  const strayGeneration = isCountedKind && metadata !== undefined && 'generation' in metadata;
  if (!strayNamespace && !strayGeneration) return object;
  const own: { namespace?: unknown; generation?: unknown } = { ...metadata };
  if (strayNamespace) delete own.namespace;
  if (strayGeneration) delete own.generation;
  return { ...object, metadata: own as Manifest['metadata'] };
}

/** The first later release of which a type has a field. */
function fieldSince(type: string, field: string, minor: number): string | undefined {
  return RELEASES.findLast((release) => minorOf(release) > minor && loadRelease(release).type(type)?.fields.has(field) === true);
}

/** Whether the server's code takes a value for none. */
function isEmpty(value: unknown): boolean {
  switch (typeof value) {
    case 'string': return value === '';
    case 'number': return value === 0;
    case 'boolean': return !value;
    case 'bigint': return value === 0n;
    case 'object':
      if (value === null) return true;
      if (Array.isArray(value)) return value.length === 0;
      for (const key in value) return Object.hasOwn(value, key) ? false : true;
      return true;
    default: return value === undefined;
  }
}

/** What `null` is among the items of a list or the values of a map. */
function zero(reader: Reader): unknown {
  switch (reader.type) {
    case 'object': case 'map': return {};
    case 'list': return [];
    case 'boolean': return false;
    case 'int32': case 'int64': case 'float': case 'double': case 'int-or-string': return 0;
    case 'quantity': return '0';
    // The server tells these from an empty value.
    case 'any': case 'byte': case 'date-time': case 'micro-time': return null;
    default: return '';
  }
}

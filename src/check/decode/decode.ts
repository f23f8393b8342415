import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { nearest } from '../../core/suggest';
import type { Manifest } from '../../core/manifest';
import { copyMap, setOwn } from '../../schema/plain-data';
import type { ObjectSchema } from '../../schema/schema';
import type { CheckArgs, CheckCode } from '../codes';
import type { Context } from '../rule/context';
import { readQuantity } from './quantity';
import { type ListReader, type MapReader, type ObjectReader, type Reader, readerOf } from './reader';
import { isInt32, isInt64, readBase64, readByteList, readTime } from './scalars';

/**
 * Reads an object as the API server does under strict field validation, and reports what it cannot decode: fields that are
 * unknown, and values that are none of their type.
 *
 * Returns the object as the server then has it: what says nothing (`null`, and empty values where the server cannot tell them
 * from none) is gone, amounts, times and bytes are in their usual form. Parts without such are those of the given object.
 * @param own whether the schema is a type of Kubernetes' own, and no custom resource
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export function decode(manifest: Manifest, schema: ObjectSchema, own: boolean, at: Context): Manifest {
  const reader = readerOf(schema, own);
  // Nearly all objects are right: only for others a second walk keeps the path.
  const decoder = new Decoder();
  const decoded = decoder.read(manifest, reader);
  if (decoder.failed) new Decoder(at).read(manifest, reader);
  return decoded as Manifest;
}

class Decoder {
  failed = false;

  constructor(private readonly at?: Context) {}

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

  private readObject(value: PlainMap, { fields, open }: ObjectReader): PlainMap {
    let result = value;
    for (const key in value) {
      const field = fields.get(key);
      if (field === undefined) {
        if (!open && value[key] !== undefined) this.unknownField(key, fields);
        continue;
      }
      const given = value[key];
      let read: unknown;
      if (given !== null && given !== undefined) {
        this.at?.enter(key);
        read = this.read(given, field.reader);
        this.at?.leave();
        if (field.nonzero && isEmpty(read)) read = undefined;
      }
      if (read === given) continue;
      if (result === value) result = copyMap(value);
      if (read === undefined) delete (result as { [key: string]: unknown })[key];
      else (result as { [key: string]: unknown })[key] = read;
    }
    return result;
  }

  private readMap(value: PlainMap, { items }: MapReader): PlainMap {
    let result = value;
    for (const key in value) {
      const given = value[key];
      this.at?.enter(key);
      const read = given === undefined ? given : this.read(given ?? zero(items), items);
      this.at?.leave();
      if (read === given && given !== undefined) continue;
      if (result === value) result = copyMap(value);
      if (read === undefined) delete (result as { [key: string]: unknown })[key];
      else setOwn(result as { [key: string]: unknown }, key, read);
    }
    return result;
  }

  private readList(list: readonly unknown[], { items }: ListReader): readonly unknown[] {
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
    if (Array.isArray(value)) return readByteList(value) ?? this.report('schema/base64', { found: value });
    if (typeof value !== 'string') return this.wrongType('a text in base64', value);
    return readBase64(value) ?? this.report('schema/base64', { found: value });
  }

  private readTime(value: unknown, micro: boolean): unknown {
    if (typeof value !== 'string') return this.wrongType('a time as text', value);
    return readTime(value, micro) ?? this.report('schema/time', { found: value, micro });
  }

  private unknownField(key: string, fields: ReadonlyMap<string, unknown>): void {
    this.at?.enter(key);
    this.report('schema/unknown-field', { field: key, nearest: this.at === undefined ? undefined : nearest(key, fields.keys()) });
    this.at?.leave();
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
    case 'any': return null;
    default: return '';
  }
}

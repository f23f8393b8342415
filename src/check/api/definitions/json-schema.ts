import { isPlainMap } from '../../../core/plain-map';
import { nearest } from '../../../core/suggest';
import { copyMap, setOwn } from '../../../schema/plain-data';
import type { Context } from '../../rule/context';

/** A rule of a schema, in CEL. */
export interface ValidationRule {
  readonly rule?: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: string;
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}

/**
 * A schema as a definition gives it, after decoding: fields have their types, and what says nothing to the server (`nullable: false`,
 * `title: ''`) is gone.
 */
export interface JsonSchema {
  readonly id?: string;
  readonly $schema?: string;
  readonly $ref?: string;
  readonly description?: string;
  readonly title?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly nullable?: true;
  readonly uniqueItems?: true;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly properties?: SchemaMap;
  readonly patternProperties?: SchemaMap;
  readonly definitions?: SchemaMap;
  readonly dependencies?: { readonly [name: string]: JsonSchema | readonly string[] };
  readonly additionalProperties?: JsonSchema | boolean;
  readonly additionalItems?: JsonSchema | boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: true;
  readonly 'x-kubernetes-int-or-string'?: true;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-map-type'?: string;
  readonly 'x-kubernetes-validations'?: readonly ValidationRule[];
}

/** Schemas by the names of fields. */
export interface SchemaMap {
  readonly [name: string]: JsonSchema;
}

/** Reads a value, and reports what cannot be decoded. `undefined` where nothing is given. */
type Read = (value: unknown, reader: Reader) => unknown;

const text: Read = (value, reader) => (typeof value === 'string' ? value || undefined : reader.wrong('a text', value));
// A pointer to the server, which tells an empty text from none.
const givenText: Read = (value, reader) => (typeof value === 'string' ? value : reader.wrong('a text', value));
const flag: Read = (value, reader) => (typeof value === 'boolean' ? value || undefined : reader.wrong('true or false', value));
const givenFlag: Read = (value, reader) => (typeof value === 'boolean' ? value : reader.wrong('true or false', value));
const amount: Read = (value, reader) => (typeof value === 'number' || typeof value === 'bigint' ? value : reader.wrong('a number', value));
const count: Read = (value, reader) =>
  ((typeof value === 'bigint' || Number.isInteger(value)) && Math.abs(Number(value)) < 2 ** 63 ? value : reader.wrong('a whole number', value));
const data: Read = (value) => value;

function listOf(item: Read, missing: unknown): Read {
  return (value, reader) => (Array.isArray(value)
    ? value.map((one: unknown, index) => (one === null ? missing : reader.within(index, () => item(one, reader)) ?? missing))
    : reader.wrong('a list', value));
}

function mapOf(item: Read, missing: unknown): Read {
  return (value, reader) => {
    if (!isPlainMap(value)) return reader.wrong('a map', value);
    const result = copyMap({});
    for (const key of Object.keys(value)) {
      setOwn(result, key, value[key] === null ? missing : reader.within(key, () => item(value[key], reader)) ?? missing);
    }
    return result;
  };
}

function recordOf(table: { readonly [field: string]: Read }): Read {
  const names = Object.keys(table);
  return (value, reader) => {
    if (!isPlainMap(value)) return reader.wrong('a map', value);
    const result: { [field: string]: unknown } = {};
    for (const field of Object.keys(value)) {
      if (!Object.hasOwn(table, field)) reader.unknown(field, names);
      else if (value[field] !== null && value[field] !== undefined) {
        const read = reader.within(field, () => table[field]!(value[field], reader));
        if (read !== undefined) result[field] = read;
      }
    }
    return result;
  };
}

const texts = listOf(text, '');
const schema: Read = (value, reader) => readFields(value, reader);
const schemas = listOf(schema, {});
const schemaMap = mapOf(schema, {});
// What can have several forms is decoded apart, and not as strictly: fields that nobody knows are dropped.
// Anything else than a map or a list counts as given, and says nothing.
const listOrSchema: Read = (value, reader) =>
  (isPlainMap(value) ? reader.leniently(() => schema(value, reader)) : Array.isArray(value) ? reader.leniently(() => schemas(value, reader)) : []);
const boolOrSchema: Read = (value, reader) =>
  (typeof value === 'boolean' ? value : isPlainMap(value) ? reader.leniently(() => schema(value, reader)) : reader.wrong('true, false or a schema', value));
const textsOrSchema: Read = (value, reader) =>
  (isPlainMap(value) ? reader.leniently(() => schema(value, reader)) : Array.isArray(value) ? reader.leniently(() => texts(value, reader)) : {});

const readFields = recordOf({
  'id': text, '$schema': text, '$ref': givenText, 'description': text, 'type': text, 'format': text, 'title': text, 'default': data,
  'maximum': amount, 'exclusiveMaximum': flag, 'minimum': amount, 'exclusiveMinimum': flag, 'maxLength': count, 'minLength': count, 'pattern': text,
  'maxItems': count, 'minItems': count, 'uniqueItems': flag, 'multipleOf': amount, 'enum': listOf(data, null), 'maxProperties': count, 'minProperties': count,
  'required': texts, 'items': listOrSchema, 'allOf': schemas, 'oneOf': schemas, 'anyOf': schemas, 'not': schema, 'properties': schemaMap,
  'additionalProperties': boolOrSchema, 'patternProperties': schemaMap, 'dependencies': mapOf(textsOrSchema, {}), 'additionalItems': boolOrSchema,
  'definitions': schemaMap, 'externalDocs': recordOf({ description: text, url: text }), 'example': data, 'nullable': flag,
  'x-kubernetes-preserve-unknown-fields': givenFlag, 'x-kubernetes-embedded-resource': flag, 'x-kubernetes-int-or-string': flag,
  'x-kubernetes-list-map-keys': texts, 'x-kubernetes-list-type': givenText, 'x-kubernetes-map-type': givenText,
  'x-kubernetes-validations': listOf(recordOf({
    rule: text, message: text, messageExpression: text, reason: givenText, fieldPath: text, optionalOldSelf: givenFlag,
  }), {}),
});

const readNothing = recordOf({});

class Reader {
  ok = true;
  private strict = true;

  constructor(private readonly at: Context) {}

  within<T>(key: string | number, read: () => T): T {
    this.at.enter(key);
    const result = read();
    this.at.leave();
    return result;
  }

  leniently<T>(read: () => T): T {
    const outer = this.strict;
    this.strict = false;
    const result = read();
    this.strict = outer;
    return result;
  }

  wrong(expected: string, found: unknown): undefined {
    this.ok = false;
    this.at.report('schema/type', { expected, found });
  }

  unknown(field: string, known: readonly string[]): void {
    if (!this.strict) return;
    this.ok = false;
    this.at.reportAt(field, 'schema/unknown-field', { field, nearest: nearest(field, known), since: undefined });
  }
}

/** Decodes a schema as strictly as the server does; `undefined` where that fails, which is reported. */
export function readJsonSchema(value: unknown, at: Context): JsonSchema | undefined {
  const reader = new Reader(at);
  const result = readFields(value, reader);
  return reader.ok ? (result as JsonSchema) : undefined;
}

/** Whether a value is a map without fields, which is all that it can be; reports what it is instead. */
export function readEmptyMap(value: unknown, at: Context): boolean {
  const reader = new Reader(at);
  readNothing(value, reader);
  return reader.ok;
}

/** The one schema of all items. */
export function itemSchema({ items }: JsonSchema): JsonSchema | undefined {
  return isPlainMap(items) ? (items) : undefined;
}

/** Named fields; none where the server sees none. */
export function propertiesOf({ properties }: JsonSchema): readonly (readonly [name: string, schema: JsonSchema])[] {
  return properties === undefined ? [] : Object.entries(properties);
}

/** The schema of one field. */
export function propertyOf({ properties }: JsonSchema, name: string): JsonSchema | undefined {
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** The schema of keys that are data. */
export function additionalSchema({ additionalProperties }: JsonSchema): JsonSchema | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** Goes into a schema that stands in another one. */
export function inside(at: Context, keys: readonly (string | number)[], visit: () => void): void {
  for (const key of keys) at.enter(key);
  visit();
  for (let left = keys.length; left > 0; left--) at.leave();
}

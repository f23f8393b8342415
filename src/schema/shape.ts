import { isPlainMap } from '../core/checks';
import { ANY, type ListSchema, type ObjectSchema, type ScalarType, type Schema } from './schema';

/** What messages call the values of a type. */
const EXPECTED: { readonly [T in ScalarType]: string } = {
  string: 'a text',
  byte: 'a text in base64',
  'date-time': 'a time as text',
  'micro-time': 'a time as text',
  quantity: 'a number or a text such as "1Gi"',
  'int-or-string': 'a whole number or a text',
  boolean: 'true or false',
  int32: 'a whole number',
  int64: 'a whole number',
  float: 'a number',
  double: 'a number',
};

/** What the schema wants instead of the value, looking at its outermost form only; `undefined` when it fits. */
export function misfit(schema: Schema, value: unknown): string | undefined {
  switch (schema.type) {
    case 'any':
      return isData(value) ? undefined : 'plain data';
    case 'object':
    case 'map':
      return isPlainMap(value) ? undefined : 'an object';
    case 'list':
      return Array.isArray(value) ? undefined : 'a list';
    default:
      return isScalar(schema.type, value) ? undefined : EXPECTED[schema.type];
  }
}

function isScalar(type: ScalarType, value: unknown): boolean {
  switch (type) {
    case 'string': case 'byte': case 'date-time': case 'micro-time':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'quantity':
      return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
    case 'int-or-string':
      return typeof value === 'string' || Number.isInteger(value);
    case 'int32': case 'int64':
      return Number.isInteger(value) || typeof value === 'bigint';
    case 'float': case 'double':
      return typeof value === 'number' && Number.isFinite(value);
  }
}

/** Whether a manifest can hold the value, looking at its outermost form only. */
function isData(value: unknown): boolean {
  switch (typeof value) {
    case 'string': case 'boolean': case 'bigint':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      return value === null || Array.isArray(value) || isPlainMap(value);
    default:
      return false;
  }
}

/** The schema of what stands under a key of an object; `undefined` when there can be nothing. */
export function fieldSchema(schema: Schema, key: string): Schema | undefined {
  switch (schema.type) {
    case 'any':
      return ANY;
    case 'map':
      return schema.items;
    case 'object':
      return schema.fields.get(key)?.schema ?? (schema.open ? ANY : undefined);
    default:
      return undefined;
  }
}

/** The schema of the items of a list. */
export function itemSchema(schema: Schema): Schema {
  return schema.type === 'list' ? schema.items : ANY;
}

/** A list whose items are told apart by fields of theirs. */
export interface KeyedList {
  readonly keys: readonly string[];
  readonly items: ObjectSchema;
}

/** The keys of a list that is merged item by item; `undefined` for lists that are replaced as a whole. */
export function keyedList(schema: Schema): KeyedList | undefined {
  const { keys, items } = schema.type === 'list' ? schema : ({ keys: [] } as Partial<ListSchema> & { keys: [] });
  return keys.length > 0 && items?.type === 'object' ? { keys, items } : undefined;
}

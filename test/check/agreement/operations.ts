import { isPlainMap as isPlainData } from '../../../src/core/checks';
import type { Manifest } from '../../../src/core/manifest';
import { setOwn } from '../../../src/schema/plain-data';
import type { ScalarSchema, Schema } from '../../../src/schema/schema';
import type { Pool } from './mutate';
import type { Random } from './random';
import { anyValue, otherType, scalarValue, texts } from './values';

/** A field of an object, and what the schema says of it. */
export interface FieldSpot {
  readonly object: Manifest;
  readonly parent: { [field: string]: unknown } | unknown[];
  readonly key: string;
  readonly schema: Schema;
  readonly parentSchema: Schema;
}

/** Changes a field; says how, or `undefined` where it does not fit. */
type Operation = (random: Random, spot: FieldSpot, pool: Pool) => string | undefined;

/** A map of which this code may change the entries: it is of a copy. */
function isPlainMap(value: unknown): value is { [key: string]: unknown } {
  return isPlainData(value);
}

function get({ parent, key }: FieldSpot): unknown {
  return (parent as { [field: string]: unknown })[key];
}

function put({ parent, key }: FieldSpot, value: unknown): void {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else setOwn(parent, key, value);
}

function isScalar(schema: Schema): schema is ScalarSchema {
  return schema.type !== 'object' && schema.type !== 'list' && schema.type !== 'map' && schema.type !== 'any';
}

const keep: Operation = () => 'as it is';

const unset: Operation = (_, { parent, key }) => {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return 'unset';
};

const scalar: Operation = (random, spot) => {
  if (!isScalar(spot.schema)) return undefined;
  const value = scalarValue(random, spot.schema);
  put(spot, value);
  return `= ${JSON.stringify(value).slice(0, 60)}`;
};

const pooled: Operation = (random, spot, pool) => {
  const value = pool.pick(random, spot.schema, spot.key);
  if (value === undefined) return undefined;
  put(spot, structuredClone(value));
  return 'another';
};

const whole: Operation = (random, spot) => {
  put(spot, anyValue(random, spot.schema));
  return 'made up';
};

const wrongType: Operation = (random, spot) => {
  const value = otherType(random, get(spot));
  put(spot, value);
  return `wrong type ${JSON.stringify(value)?.slice(0, 60)}`;
};

const boundary: Operation = (random, spot) => {
  if (!/^(int|float|double|int-or-string|quantity)/.test(spot.schema.type)) return undefined;
  const value = random.pick([
    -1, 0, 1, 2, 15, 16, 63, 64, 65, 99, 100, 101, 255, 256, 511, 512, 1023, 1024, 3600, 3601, 32767, 32768, 65535, 65536, 86399,
    86400, 86401, 100000, 100001,
    2147483647, 2147483648, -2147483648, -2147483649, 9007199254740991, 1.0, 1.5, 1e9, 1e21, '1', '-1', '0%', '100%', '101%', '080',
  ]);
  put(spot, value);
  return `= ${value}`;
};

const empty: Operation = (random, spot) => {
  const { schema } = spot;
  put(spot, schema.type === 'list' ? [] : schema.type === 'map' || schema.type === 'object' ? {} : random.pick(['', 0, false]));
  return `empty ${schema.type}`;
};

const nothing: Operation = (_, spot) => {
  put(spot, null);
  return 'null';
};

const nothingInside: Operation = (random, spot) => {
  const value = get(spot);
  if (Array.isArray(value)) value.splice(random.below(value.length + 1), random.below(2), null);
  else if (isPlainMap(value) && Object.keys(value).length > 0) value[random.pick(Object.keys(value))] = null;
  else return undefined;
  return 'null inside';
};

const unknown: Operation = (random, spot) => {
  const value = get(spot);
  const target = isPlainMap(value) ? value : isPlainMap(spot.parent) ? spot.parent : undefined;
  if (target === undefined) return undefined;
  const name = random.pick(['unknown', `${spot.key}s`, spot.key.toUpperCase(), spot.key.charAt(0).toUpperCase() + spot.key.slice(1), spot.key.slice(1), '', ' ', 'apiVersion', 'kind', 'name', 'metadata', '__proto__', 'constructor', 'toString']);
  setOwn(target, name, random.pick<unknown>(['a', null, 1, {}]));
  return `field ${name}`;
};

const twice: Operation = (random, spot) => {
  const value = get(spot);
  const list = Array.isArray(value) && value.length > 0 ? value : Array.isArray(spot.parent) ? spot.parent : undefined;
  if (list === undefined) return undefined;
  const item: unknown = structuredClone(random.pick(list));
  // The same key, and another value.
  if (isPlainMap(item) && random.chance(0.5) && Object.keys(item).length > 1) delete item[random.pick(Object.keys(item).slice(1))];
  list.splice(random.below(list.length + 1), 0, item);
  return 'twice';
};

const long: Operation = (random, spot) => {
  const value = get(spot);
  if (typeof value === 'string') put(spot, (value === '' ? 'a' : value).repeat(Math.ceil(random.pick([16, 33, 53, 64, 80, 254, 1025, 5000]) / Math.max(1, value.length))));
  else if (Array.isArray(value) && value.length > 0) put(spot, Array.from({ length: random.pick(typeof value[0] === 'object' ? [2, 4, 9, 17, 33, 65] : [2, 9, 33, 65, 101, 257]) }, () => structuredClone(random.pick(value)) as unknown));
  else if (spot.schema.type === 'map' && isPlainMap(value)) for (let index = 0; index < 40; index++) value[`a${index}`] = structuredClone(Object.values(value)[0] ?? 'a');
  else return undefined;
  return 'long';
};

const text: Operation = (random, spot) => {
  if (typeof get(spot) !== 'string' && spot.schema.type !== 'string') return undefined;
  const value = random.pick(texts);
  put(spot, value);
  return `= ${JSON.stringify(value).slice(0, 60)}`;
};

const garbled: Operation = (random, spot) => {
  const value = get(spot);
  if (typeof value !== 'string' || value === '') return undefined;
  const at = random.below(value.length + 1);
  const made = random.pick([
    value.toUpperCase(), value.toLowerCase(), value.charAt(0).toUpperCase() + value.slice(1), ` ${value}`, `${value} `, `${value}\n`, `/${value}`, `${value}/`, `.${value}`, `${value}.`, `-${value}`, `${value}-`,
    `${value.slice(0, at)}${random.pick([...'_./: %*$()[]{}Aä\t"\'0,;=', '..', '--', '//'])}${value.slice(at)}`, value.slice(0, at), value.slice(at), value + value,
  ]);
  put(spot, made);
  return `= ${JSON.stringify(made).slice(0, 60)}`;
};

const mapKey: Operation = (random, spot) => {
  const value = get(spot);
  if (spot.schema.type !== 'map' || !isPlainMap(value)) return undefined;
  const key = random.pick([...texts, 'ephemeral-storage', 'storage', 'pods', 'services.nodeports', 'count/jobs.batch', 'requests.example.com/gpu', 'hugepages-1Gi', 'attachable-volumes-aws', 'beta.kubernetes.io/os', 'tls.crt', 'tls.key', 'ssh-privatekey', '.dockerconfigjson']);
  value[key] = spot.schema.items.type === 'quantity' ? random.pick(['1', '2', '100m', '0', '-1', '1Gi']) : (Object.values(value)[0] ?? anyValue(random, spot.schema.items));
  return `key ${JSON.stringify(key).slice(0, 40)}`;
};

const sibling: Operation = (random, { parent, parentSchema, key }, pool) => {
  if (parentSchema.type !== 'object' || !isPlainMap(parent)) return undefined;
  const field = random.pick([...parentSchema.fields.values()].filter(({ name }) => name !== key));
  if (field === undefined) return undefined;
  setOwn(parent, field.name, structuredClone(pool.pick(random, field.schema, field.name) ?? anyValue(random, field.schema)));
  return `beside ${field.name}`;
};

const alone: Operation = (random, { parent, key }) => {
  if (!isPlainMap(parent)) return undefined;
  const others = Object.keys(parent).filter((other) => other !== key && other !== 'apiVersion' && other !== 'kind');
  if (others.length === 0) return undefined;
  const gone = random.pick(others);
  delete parent[gone];
  return `without ${gone}`;
};

/** Ways to change a field, all of them equally frequent. */
export const operations: readonly Operation[] = [
  keep, unset, scalar, scalar, scalar, pooled, whole, wrongType, boundary, boundary, empty, nothing, nothingInside, unknown,
  twice, long, text, text, garbled, garbled, mapKey, sibling, sibling, alone,
];

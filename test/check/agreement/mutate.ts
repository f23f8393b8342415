import { isPlainMap } from '../../../src/core/checks';
import type { Manifest } from '../../../src/core/manifest';
import type { MapSchema, ObjectSchema, Schema } from '../../../src/schema/schema';
import type { Random } from './random';
import { anyValue, otherType, scalarValue, texts } from './values';

type Container = { [key: string]: unknown } | unknown[];

/** A value of an object, where it stands, and what the schema makes of it. */
interface Spot {
  readonly parent: Container;
  readonly key: string | number;
  readonly schema: Schema | undefined;
  readonly parentSchema: Schema | undefined;
}

/** Values by the name of their type, of all seeds: what one object has may stand in another. */
export class Pool {
  private readonly byType = new Map<string, unknown[]>();

  add(schema: Schema | undefined, value: unknown, field = ''): void {
    const name = typeName(schema, field);
    if (name !== undefined) {
      const list = this.byType.get(name);
      if (list === undefined) this.byType.set(name, [value]);
      else list.push(value);
    }
    for (const spot of spotsIn(value, schema)) this.add(spot.schema, (spot.parent as { [key: string]: unknown })[spot.key], String(spot.key));
  }

  pick(random: Random, schema: Schema | undefined, field: string): unknown {
    const list = this.byType.get(typeName(schema, field) ?? '');
    return list === undefined ? undefined : random.pick(list);
  }
}

function typeName(schema: Schema | undefined, field: string): string | undefined {
  if (schema === undefined) return undefined;
  switch (schema.type) {
    case 'any': return undefined;
    case 'object': return schema.name;
    case 'list': case 'map': return `${schema.type} ${schema.items.type === 'object' ? schema.items.name : schema.items.type}`;
    default: return `${schema.type} ${field}`;
  }
}

/** The values directly inside of a value. */
function spotsIn(value: unknown, schema: Schema | undefined): Spot[] {
  if (Array.isArray(value)) {
    const items = schema?.type === 'list' ? schema.items : undefined;
    return value.map((_, key) => ({ parent: value as unknown[], key, schema: items, parentSchema: schema }));
  }
  if (!isPlainMap(value)) return [];
  const fieldSchema = (key: string): Schema | undefined =>
    schema?.type === 'object' ? schema.fields.get(key)?.schema : (schema as MapSchema | undefined)?.type === 'map' ? (schema as MapSchema).items : undefined;
  return Object.keys(value).map((key) => ({ parent: value, key, schema: fieldSchema(key), parentSchema: schema }));
}

function allSpots(value: unknown, schema: Schema | undefined): Spot[] {
  const spots: Spot[] = [];
  const visit = (inner: unknown, innerSchema: Schema | undefined): void => {
    for (const spot of spotsIn(inner, innerSchema)) {
      spots.push(spot);
      visit((spot.parent as { [key: string]: unknown })[spot.key], spot.schema);
    }
  };
  visit(value, schema);
  return spots;
}

/** Every map with known fields, the object itself among them. */
function allObjects(manifest: Manifest, schema: ObjectSchema): [value: { [key: string]: unknown }, schema: ObjectSchema][] {
  const found: [{ [key: string]: unknown }, ObjectSchema][] = [[manifest as unknown as { [key: string]: unknown }, schema]];
  for (const spot of allSpots(manifest, schema)) {
    const value = (spot.parent as { [key: string]: unknown })[spot.key];
    if (spot.schema?.type === 'object' && isPlainMap(value)) found.push([value, spot.schema]);
  }
  return found;
}

/** What can be done to an object. Each returns a word for it. */
type Mutation = (random: Random, manifest: Manifest, schema: ObjectSchema, pool: Pool) => string | undefined;

function atSpot(change: (random: Random, spot: Spot, value: unknown, pool: Pool) => string | undefined): Mutation {
  return (random, manifest, schema, pool) => {
    const spots = allSpots(manifest, schema).filter(({ parent, key }) => parent !== (manifest as unknown) || (key !== 'apiVersion' && key !== 'kind'));
    if (spots.length === 0) return undefined;
    const spot = random.pick(spots);
    return change(random, spot, (spot.parent as { [key: string]: unknown })[spot.key], pool);
  };
}

function put({ parent, key }: Spot, value: unknown): void {
  (parent as { [key: string]: unknown })[key] = value;
}

const remove = atSpot((_, { parent, key }) => {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return `remove ${key}`;
});

const setScalar = atSpot((random, spot) => {
  if (spot.schema === undefined || spot.schema.type === 'object' || spot.schema.type === 'list' || spot.schema.type === 'map' || spot.schema.type === 'any') return undefined;
  put(spot, scalarValue(random, spot.schema));
  return `set ${spot.key}`;
});

const replace = atSpot((random, spot) => {
  if (spot.schema === undefined) return undefined;
  put(spot, anyValue(random, spot.schema));
  return `replace ${spot.key}`;
});

const retype = atSpot((random, spot, value) => {
  put(spot, otherType(random, value));
  return `retype ${spot.key}`;
});

const duplicate = atSpot((random, { parent }) => {
  if (!Array.isArray(parent) || parent.length === 0) return undefined;
  parent.splice(random.below(parent.length + 1), 0, structuredClone(random.pick(parent)));
  return 'duplicate';
});

function isMap(value: unknown): value is { [key: string]: unknown } {
  return isPlainMap(value);
}

const enlarge = atSpot((random, spot, value) => {
  if (typeof value === 'string') {
    put(spot, value.repeat(Math.ceil(random.pick([20, 64, 260, 1100]) / Math.max(1, value.length))));
  } else if (typeof value === 'number') {
    put(spot, random.pick([value * 10, value * 1000, -value, value + 1, value - 1, value * 1e6]));
  } else if (Array.isArray(value) && value.length > 0) {
    const items: unknown[] = [];
    for (let count = random.pick([3, 9, 17, 33, 130]); count > 0; count--) items.push(structuredClone(random.pick(value)));
    put(spot, items);
  } else if (isMap(value) && spot.schema?.type === 'map') {
    for (const text of texts.slice(0, random.pick([3, 30]))) value[text] = Object.values(value)[0] ?? 'a';
  } else return undefined;
  return `enlarge ${spot.key}`;
});

const garble = atSpot((random, spot, value) => {
  if (typeof value !== 'string') return undefined;
  const at = random.below(value.length + 1);
  const character = random.pick([...'_.-/: %*$()[]{}Aä\n\t"\'0', '..', '--']);
  put(spot, value.slice(0, at) + (random.chance(0.2) ? '' : character) + value.slice(at + random.below(2)));
  return `garble ${spot.key}`;
});

const setText = atSpot((random, spot, value) => {
  if (typeof value !== 'string') return undefined;
  put(spot, random.pick(texts));
  return `text ${spot.key}`;
});

const garbleKey = atSpot((random, { parent, key, parentSchema }) => {
  if (Array.isArray(parent) || parentSchema?.type !== 'map') return undefined;
  const value = parent[key];
  if (random.chance(0.5)) delete parent[key];
  parent[random.chance(0.5) ? random.pick(texts) : String(key) + random.pick(['_', '/', '..', ' ', 'A', 'x'.repeat(250)])] = value;
  return `key ${key}`;
});

const misspell = atSpot((random, { parent, key, parentSchema }) => {
  if (Array.isArray(parent) || parentSchema?.type === 'map') return undefined;
  const name = String(key);
  const value = parent[key];
  const at = random.below(name.length);
  const wrong = random.pick([name.toUpperCase(), name.charAt(0).toUpperCase() + name.slice(1), name.toLowerCase(), name + 's', name.slice(0, at) + name.slice(at + 1), `${name.slice(0, at)}x${name.slice(at)}`, '']);
  if (random.chance(0.7)) delete parent[key];
  parent[wrong] = value;
  return `misspell ${key}`;
});

const addField: Mutation = (random, manifest, schema, pool) => {
  const [value, valueSchema] = random.pick(allObjects(manifest, schema));
  const missing = [...valueSchema.fields.values()].filter(({ name }) => !(name in value) && name !== 'status');
  if (missing.length === 0) return undefined;
  const field = random.pick(missing);
  const pooled = random.chance(0.6) ? pool.pick(random, field.schema, field.name) : undefined;
  value[field.name] = pooled === undefined ? anyValue(random, field.schema) : structuredClone(pooled);
  return `add ${field.name}`;
};

/** A value of the same type, from anywhere. */
const cross = atSpot((random, spot, _, pool) => {
  const value = pool.pick(random, spot.schema, String(spot.key));
  if (value === undefined) return undefined;
  put(spot, structuredClone(value));
  return `cross ${spot.key}`;
});

const addItem = atSpot((random, spot, value, pool) => {
  if (!Array.isArray(value) || spot.schema?.type !== 'list') return undefined;
  const pooled = random.chance(0.7) ? pool.pick(random, spot.schema.items, String(spot.key)) : undefined;
  value.push(pooled === undefined ? anyValue(random, spot.schema.items) : structuredClone(pooled));
  return `item of ${spot.key}`;
});

/** The value of another field of the same object or list item. */
const copySibling = atSpot((random, spot, value) => {
  const siblings = Array.isArray(spot.parent) ? spot.parent : Object.values(spot.parent);
  const same = siblings.filter((other) => typeof other === typeof value);
  put(spot, structuredClone(random.pick(same)));
  return `copy to ${spot.key}`;
});

/** Decoding is a part of the rules only; most mutations keep the types. */
const mutations: readonly [weight: number, Mutation][] = [
  [10, remove], [14, setScalar], [3, replace], [3, retype], [5, duplicate], [5, enlarge], [7, garble], [6, setText], [4, garbleKey], [3, misspell],
  [14, addField], [8, cross], [8, addItem], [4, copySibling],
];
const total = mutations.reduce((sum, [weight]) => sum + weight, 0);

/** Changes a copy of an object in one to three ways; says which. */
export function mutate(random: Random, seed: Manifest, schema: ObjectSchema, pool: Pool): { readonly object: Manifest; readonly how: string } {
  const object = structuredClone(seed);
  const done: string[] = [];
  for (let wanted = random.pick([1, 1, 1, 1, 2, 2, 3]); done.length < wanted;) {
    let at = random.below(total);
    const [, mutation] = mutations.find(([weight]) => (at -= weight) < 0)!;
    const how = mutation(random, object, schema, pool);
    if (how !== undefined) done.push(how);
  }
  return { object, how: done.join(', ') };
}

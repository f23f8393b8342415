import { isPlainMap } from '../../../src/core/checks';
import type { Manifest } from '../../../src/core/manifest';
import { setOwn } from '../../../src/schema/plain-data';
import { loadRelease } from '../../../src/schema/release';
import type { KubernetesRelease } from '../../../src/schema/releases';
import type { Schema } from '../../../src/schema/schema';
import { fieldPaths, type FieldPath, withField } from '../../check/agreement/by-field';
import { Pool } from '../../check/agreement/mutate';
import { operations } from '../../check/agreement/operations';
import type { Random } from '../../check/agreement/random';
import { anyValue } from '../../check/agreement/values';
import { verdicts } from '../../support/oracle';
import type { PairOfObjects } from './pairs';

type Fields = { [field: string]: unknown };

/** Where a field stands in one object. */
interface Spot {
  readonly object: Manifest;
  readonly parent: Fields | unknown[];
  readonly key: string;
  readonly schema: Schema;
  readonly parentSchema: Schema;
}

/** Hosts that are tried for each field, and updates made of a field. */
const [hosts, updates] = [8, 6];

/**
 * Updates in which each field of a kind is changed as often as any other: it comes, goes, gets another value, an item of its list is
 * added, removed or moved, a key of its map is added or removed. Old objects are such that the server accepts.
 */
export function fieldPairs(release: KubernetesRelease, seeds: readonly Manifest[], random: Random, count: number): PairOfObjects[] {
  const facts = loadRelease(release);
  const pool = new Pool();
  for (const seed of seeds) pool.add(facts.kind(seed.apiVersion, seed.kind), seed);
  const kinds = [...new Set(seeds.map(({ kind }) => kind))];
  const paths = new Map(kinds.map((name) => {
    const { apiVersion, kind } = seeds.find((seed) => seed.kind === name)!;
    return [name, fieldPaths(facts.kind(apiVersion, kind)!).filter(({ steps: [first] }) => first !== 'status')];
  }));
  const chosen = Array.from({ length: Math.ceil(count / updates) }, (_, index) => {
    const kind = kinds[index % kinds.length]!;
    const path = random.pick(paths.get(kind)!);
    const starts = seeds.filter((one) => one.kind === kind);
    const tried = Array.from({ length: hosts }, () => {
      const seed = random.pick(starts);
      const { object, keys } = withField(random, seed, path, pool);
      return { seed, host: named(object, seed), keys };
    });
    return { path, tried };
  });
  const answers = verdicts(release, chosen.flatMap(({ tried }) => tried.map(({ host }) => host)));
  const made = chosen.flatMap(({ path, tried }, index) => {
    const accepted = tried.filter((_, variant) => answers[index * hosts + variant]!.code === 201);
    if (accepted.length === 0) return tried.slice(0, 1).map(({ seed, host }) => ({ from: seed, to: host, how: `${path.steps.join('.')}: set` }));
    return Array.from({ length: updates }, () => changed(random, random.pick(accepted), accepted, path, pool));
  });
  return made.slice(0, count);
}

/** Another name would be another object. */
function named(object: Manifest, { apiVersion, kind, metadata }: Manifest): Manifest {
  const { name, namespace } = metadata ?? {};
  const rest: object = isPlainMap(object.metadata) ? object.metadata : {};
  return { ...object, apiVersion, kind, metadata: { ...rest, name, ...(namespace === undefined ? {} : { namespace }) } };
}

/** An object with a field, where the field stands in it, and what it was made of. */
interface Host {
  readonly seed: Manifest;
  readonly host: Manifest;
  readonly keys: readonly string[];
}

function changed(random: Random, { seed, host, keys }: Host, others: readonly Host[], { steps, schemas }: FieldPath, pool: Pool): PairOfObjects {
  const name = steps.join('.');
  const way = random.next();
  // It comes, with what it needs around it, or goes.
  if (way < 0.15) return { from: seed, to: host, how: `${name}: set` };
  if (way < 0.25) return { from: host, to: seed, how: `${name}: no longer set` };
  if (way < 0.4) {
    const alike = others.filter((other) => other.seed === seed && other.host !== host);
    if (alike.length > 0) return { from: host, to: random.pick(alike).host, how: `${name}: another` };
  }
  const object = structuredClone(host);
  const parent = keys.slice(0, -1).reduce((value: unknown, key) => (value as Fields)[key], object);
  const spot = { object, parent: parent as Fields | unknown[], key: keys.at(-1)!, schema: schemas.at(-1)!, parentSchema: schemas.at(-2)! };
  for (;;) {
    // What a field may not be is the matter of checks; a part of the updates are such.
    const operation = random.pick(random.chance(0.8) ? edits : operations);
    const done = operation(random, spot, pool);
    if (done !== undefined) return { from: host, to: named(object, seed), how: `${keys.join('.')}: ${done}` };
  }
}

type Edit = (random: Random, spot: Spot, pool: Pool) => string | undefined;

function get({ parent, key }: Spot): unknown {
  return (parent as Fields)[key];
}

function put({ parent, key }: Spot, value: unknown): void {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else setOwn(parent, key, value);
}

const unset: Edit = (_, { parent, key }) => {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return 'unset';
};

const other: Edit = (random, spot, pool) => {
  const { schema } = spot;
  const value = get(spot);
  if (schema.type === 'boolean') put(spot, value !== true);
  else if (typeof value === 'number') put(spot, Math.max(0, value + random.pick([1, -1, 2, 10])));
  else if (schema.type === 'quantity') put(spot, random.pick(['1', '2', '3Gi', '4Gi', '20Gi', '500m', '128Mi']));
  else if ('values' in schema && schema.values !== undefined) put(spot, random.pick(schema.values));
  else if (typeof value === 'string' && /^[a-z0-9][a-z0-9.-]*$/.test(value)) put(spot, random.pick([`${value}x`, `x${value}`, 'other', 'example.com/other']));
  else return pooled(random, spot, pool);
  return 'other value';
};

const pooled: Edit = (random, spot, pool) => {
  const value = pool.pick(random, spot.schema, spot.key);
  if (value === undefined) return undefined;
  put(spot, structuredClone(value));
  return 'value of another object';
};

function listOf(spot: Spot): { readonly list: unknown[]; readonly items: Schema; readonly field: string } | undefined {
  const value = get(spot);
  if (Array.isArray(value) && spot.schema.type === 'list') return { list: value, items: spot.schema.items, field: spot.key };
  return Array.isArray(spot.parent) ? { list: spot.parent, items: spot.schema, field: '' } : undefined;
}

const addItem: Edit = (random, spot, pool) => {
  const found = listOf(spot);
  if (found === undefined) return undefined;
  const { list, items } = found;
  const item: unknown = structuredClone(pool.pick(random, items, '[]') ?? (list.length > 0 ? random.pick(list) : anyValue(random, items)));
  let added = typeof item === 'string' && random.chance(0.5) ? `${item}2` : item;
  if (isPlainMap(item) && typeof item['name'] === 'string' && random.chance(0.7)) added = { ...item, name: `${item['name']}2` };
  list.splice(random.below(list.length + 1), 0, added);
  return 'item added';
};

const removeItem: Edit = (random, spot) => {
  const { list } = listOf(spot) ?? { list: [] };
  if (list.length === 0) return undefined;
  list.splice(random.below(list.length), 1);
  return 'item removed';
};

const moveItem: Edit = (_, spot) => {
  const { list } = listOf(spot) ?? { list: [] };
  if (list.length < 2) return undefined;
  list.reverse();
  return 'items in another order';
};

const addKey: Edit = (random, spot, pool) => {
  const value = get(spot);
  if (spot.schema.type !== 'map' || !isPlainMap(value)) return undefined;
  const key = random.pick(['other', 'example.com/other', 'cpu', 'memory', 'storage', 'app', 'team']);
  setOwn(value, key, structuredClone(Object.values(value)[0] ?? pool.pick(random, spot.schema.items, '{}') ?? anyValue(random, spot.schema.items)));
  return `key ${key} added`;
};

const removeKey: Edit = (random, spot) => {
  const value = get(spot);
  if (spot.schema.type !== 'map' || !isPlainMap(value) || Object.keys(value).length === 0) return undefined;
  const gone = random.pick(Object.keys(value));
  put(spot, Object.fromEntries(Object.entries(value).filter(([key]) => key !== gone)));
  return 'key removed';
};

/** Changes that make sense, each as frequent as any other where it fits. */
const edits: readonly Edit[] = [unset, other, other, pooled, addItem, removeItem, moveItem, addKey, removeKey];

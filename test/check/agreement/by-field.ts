import { isPlainMap } from '../../../src/core/checks';
import type { Manifest } from '../../../src/core/manifest';
import { setOwn } from '../../../src/schema/plain-data';
import { loadRelease } from '../../../src/schema/release';
import type { KubernetesRelease } from '../../../src/schema/releases';
import type { ObjectSchema, Schema } from '../../../src/schema/schema';
import { verdicts } from '../../support/oracle';
import type { Mutant } from './agreement';
import { Pool } from './mutate';
import type { Random } from './random';
import { readSeeds, seedFor } from './seeds';
import { operations } from './operations';
import { anyValue } from './values';

/** A field of a kind at any depth: names of fields, `[]` for the items of a list, `{}` for the values of a map. */
export interface FieldPath {
  readonly steps: readonly string[];
  /** What stands at each step, the object itself first. */
  readonly schemas: readonly Schema[];
}

interface Host {
  readonly object: Manifest;
  readonly keys: readonly string[];
}

type Fields = { [field: string]: unknown };

/** Objects that are tried as hosts of a field, and changes made to the field in each host. */
const [variants, changes] = [6, 5];

/**
 * Objects in which each field of a kind is changed as often as any other, however deep it stands: it is put into an object that
 * the server accepts, and then changed in one of all ways.
 * @param kinds all without any
 */
export function generateByField(release: KubernetesRelease, kinds: readonly string[] | undefined, random: Random, count: number): Mutant[] {
  const seeds = readSeeds().flatMap((one) => seedFor(one, release) ?? []);
  const facts = loadRelease(release);
  const pool = new Pool();
  for (const seed of seeds) pool.add(facts.kind(seed.apiVersion, seed.kind), seed);
  const wanted = seeds.filter(({ kind }) => kinds === undefined || kinds.includes(kind));
  const names = [...new Set(wanted.map(versioned))];
  const paths = new Map(names.map((name) => {
    const { apiVersion, kind } = seeds.find((seed) => versioned(seed) === name)!;
    return [name, fieldPaths(facts.kind(apiVersion, kind)!)];
  }));
  const chosen = Array.from({ length: Math.ceil(count / changes) }, () => {
    const kind = random.pick(names);
    const path = random.pick(paths.get(kind)!);
    const starts = seeds.filter((one) => versioned(one) === kind);
    return { path, tried: Array.from({ length: variants }, () => withField(random, random.pick(starts), path, pool)) };
  });
  const answers = verdicts(release, chosen.flatMap(({ tried }) => tried.map(({ object }) => object)));
  return chosen.flatMap(({ path, tried }, index) => {
    const accepted = tried.filter((_, variant) => answers[index * variants + variant]!.code === 201);
    return Array.from({ length: changes }, () => changed(random, random.pick(accepted.length > 0 ? accepted : tried), path, pool));
  }).slice(0, count);
}

function versioned({ apiVersion, kind }: Manifest): string {
  return `${apiVersion}/${kind}`;
}

/** Every field, those of a type inside of itself left out. */
export function fieldPaths(kind: ObjectSchema): FieldPath[] {
  const found: FieldPath[] = [];
  const visit = (path: FieldPath, inside: readonly Schema[]): void => {
    const schema = path.schemas.at(-1)!;
    if (schema.type === 'object') {
      if (inside.includes(schema)) return;
      for (const field of schema.fields.values()) {
        if (inside.length === 0 && (field.name === 'apiVersion' || field.name === 'kind')) continue;
        const inner = { steps: [...path.steps, field.name], schemas: [...path.schemas, field.schema] };
        found.push(inner);
        visit(inner, [...inside, schema]);
      }
    } else if (schema.type === 'list' || schema.type === 'map') {
      visit({ steps: [...path.steps, schema.type === 'list' ? '[]' : '{}'], schemas: [...path.schemas, schema.items] }, inside);
    }
  };
  visit({ steps: [], schemas: [kind] }, []);
  return found;
}

/** A copy of an object that has the field, and where it has it. */
export function withField(random: Random, seed: Manifest, { steps, schemas }: FieldPath, pool: Pool): Host {
  const object = structuredClone(seed);
  const keys: string[] = [];
  let parent: unknown = object;
  steps.forEach((step, index) => {
    const schema = schemas[index + 1]!;
    const last = index === steps.length - 1;
    const key = keyAt(random, parent, step);
    let value = (parent as Fields)[key];
    if (isNothing(value) || (last && random.chance(0.5))) value = valueFor(random, schema, step, pool);
    // Of things of which there can be one, the one that is asked for.
    else if (isPlainMap(value) && schema.type === 'object' && random.chance(0.2)) value = leastOf(random, schema, pool);
    if (Array.isArray(parent)) parent[Number(key)] = value;
    else setOwn(parent as Fields, key, value);
    keys.push(key);
    parent = value;
  });
  return { object, keys };
}

export function keyAt(random: Random, parent: unknown, step: string): string {
  if (step === '[]') return String(random.below(Math.max(1, (parent as readonly unknown[]).length)));
  if (step === '{}') return random.pick([...Object.keys(parent as Fields), 'example']);
  return step;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || typeof value !== 'object' || Object.keys(value).length === 0;
}

function valueFor(random: Random, schema: Schema, field: string, pool: Pool): unknown {
  const pooled = random.chance(0.7) ? pool.pick(random, schema, field) : undefined;
  if (pooled !== undefined) return structuredClone(pooled);
  return schema.type === 'object' ? leastOf(random, schema, pool) : anyValue(random, schema);
}

/** An object with what it needs. */
function leastOf(random: Random, schema: ObjectSchema, pool: Pool): Fields {
  const least: Fields = {};
  for (const { name, schema: inner, required } of schema.fields.values()) {
    if (required) least[name] = pool.pick(random, inner, name) ?? anyValue(random, inner);
  }
  return structuredClone(least);
}

/** A copy of an object, changed at the field. */
export function changed(random: Random, host: Host, { schemas }: FieldPath, pool: Pool): Mutant {
  const object = structuredClone(host.object);
  const { keys } = host;
  const parent: unknown = keys.slice(0, -1).reduce((value: unknown, key) => (value as Fields)[key], object);
  for (;;) {
    const operation = random.pick(operations);
    const spot = { object, parent: parent as Fields | unknown[], key: keys.at(-1)!, schema: schemas.at(-1)!, parentSchema: schemas.at(-2)! };
    const done = operation(random, spot, pool);
    if (done !== undefined) return { object, how: `${keys.join('.')}: ${done}` };
  }
}

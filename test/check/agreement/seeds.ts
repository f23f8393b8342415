import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../../src/core/manifest';
import { isPlainMap } from '../../../src/core/checks';
import { loadRelease } from '../../../src/schema/release';
import type { KubernetesRelease } from '../../../src/schema/releases';
import type { Schema } from '../../../src/schema/schema';
import { readDocuments } from '../../../src/yaml/read';

const folder = join(__dirname, 'seeds');

/** Objects that a server accepts, of every kind that the checkers know: what mutations start from. */
export function readSeeds(from = folder): Manifest[] {
  return readdirSync(from).sort().flatMap((file) => readDocuments(readFileSync(join(from, file), 'utf8')).map(({ value, errors }) => {
    if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
    return value as Manifest;
  }));
}

/** A seed as a release knows it: without the fields that it does not have. */
export function seedFor(seed: Manifest, version: KubernetesRelease): Manifest | undefined {
  const schema = loadRelease(version).kind(seed.apiVersion, seed.kind);
  return schema === undefined ? undefined : (known(schema, seed) as Manifest);
}

function known(schema: Schema, value: unknown): unknown {
  if (schema.type === 'list' && Array.isArray(value)) return value.map((item) => known(schema.items, item));
  if (!isPlainMap(value)) return value;
  if (schema.type === 'map') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, known(schema.items, item)]));
  if (schema.type !== 'object' || schema.open) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => {
    const field = schema.fields.get(key);
    return field === undefined ? [] : [[key, known(field.schema, item)]];
  }));
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRelease } from '../src/schema/release';
import type { KubernetesRelease } from '../src/schema/releases';
import type { ScalarType, Schema } from '../src/schema/schema';

/** Where kubeconform finds the schemas that `writeKubeconformSchemas` writes. */
export const schemaLocation = (folder: string): string => `${folder}/{{ .ResourceKind }}{{ .KindSuffix }}.json`;

/**
 * Writes the schemas of a release as kubeconform reads them: one file for each kind, everything inside, no other fields allowed. The
 * schemas that it fetches by default are these, made of the same definitions.
 */
export function writeKubeconformSchemas(release: KubernetesRelease, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const loaded = loadRelease(release);
  for (const { apiVersion, kind, status } of loaded.kinds()) {
    if (status === 'removed') continue;
    const schema = loaded.kind(apiVersion, kind);
    if (schema === undefined) continue;
    const [version, group] = apiVersion.split('/').reverse() as [string, string?];
    // Of a group, what is before its first dot.
    const suffix = group === undefined ? version : `${group.split('.', 1)[0]!}-${version}`;
    writeFileSync(join(folder, `${kind.toLowerCase()}-${suffix}.json`), JSON.stringify(jsonSchema(schema, [])));
  }
}

const scalars: { readonly [T in ScalarType]: object } = {
  'string': { type: ['string', 'null'] },
  'byte': { type: ['string', 'null'], format: 'byte' },
  'date-time': { type: ['string', 'null'], format: 'date-time' },
  'micro-time': { type: ['string', 'null'] },
  'quantity': { oneOf: [{ type: ['string', 'null'] }, { type: 'number' }] },
  'int-or-string': { oneOf: [{ type: ['string', 'null'] }, { type: 'integer' }] },
  'boolean': { type: ['boolean', 'null'] },
  'int32': { type: ['integer', 'null'], format: 'int32' },
  'int64': { type: ['integer', 'null'], format: 'int64' },
  'float': { type: ['number', 'null'] },
  'double': { type: ['number', 'null'] },
};

/** `above` are the types around it: a type that holds itself (a schema in a schema) ends there. */
function jsonSchema(schema: Schema, above: readonly string[]): object {
  switch (schema.type) {
    case 'any':
      return {};
    case 'list':
      return { type: ['array', 'null'], items: jsonSchema(schema.items, above) };
    case 'map':
      return { type: ['object', 'null'], additionalProperties: jsonSchema(schema.items, above) };
    case 'object': {
      if (above.includes(schema.name)) return {};
      const inside = [...above, schema.name];
      const fields = [...schema.fields.values()];
      const required = fields.filter((field) => field.required).map(({ name }) => name);
      return {
        type: ['object', 'null'],
        properties: Object.fromEntries(fields.map((field) => [field.name, jsonSchema(field.schema, inside)])),
        ...(required.length > 0 ? { required } : {}),
        ...(schema.open ? {} : { additionalProperties: false }),
      };
    }
    default:
      return { ...scalars[schema.type], ...(schema.values === undefined ? {} : { enum: [...schema.values, null] }) };
  }
}

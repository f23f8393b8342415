import type { Manifest } from '../../../src/core/manifest';
import { loadRelease } from '../../../src/schema/release';
import type { ObjectSchema, Schema } from '../../../src/schema/schema';
import { fieldSchema, itemSchema, misfit } from '../../../src/schema/shape';
import { nameOf } from '../objects';

/** Where objects differ from the form that Kubernetes 1.36 gives to their kinds. */
export function misshapen(objects: readonly Manifest[]): string[] {
  const release = loadRelease('1.36');
  return objects.flatMap((object) => {
    const schema = release.kind(object.apiVersion, object.kind);
    return schema === undefined ? [`${nameOf(object)} is of no known kind`] : wrongParts(schema, object, nameOf(object));
  });
}

function wrongParts(schema: Schema, value: unknown, path: string): string[] {
  const expected = misfit(schema, value);
  if (expected !== undefined) return [`${path}: expected ${expected}, found ${JSON.stringify(value)}`];
  if (Array.isArray(value)) return value.flatMap((item, index) => wrongParts(itemSchema(schema), item, `${path}/${index}`));
  if (typeof value !== 'object' || value === null) return wrongWord(schema, value, path);
  const entries: [string, unknown][] = Object.entries(value);
  return [
    ...(schema.type === 'object' ? missingFields(schema, value, path) : []),
    ...entries.filter(([, part]) => part !== undefined).flatMap(([key, part]) => {
      const inner = fieldSchema(schema, key);
      return inner === undefined ? [`${path}: there is no field ${key}`] : wrongParts(inner, part, `${path}/${key}`);
    }),
  ];
}

function wrongWord(schema: Schema, value: unknown, path: string): string[] {
  const values = schema.type === 'string' ? schema.values : undefined;
  return values === undefined || values.includes(String(value)) ? [] : [`${path}: ${JSON.stringify(value)} is none of ${values.join(', ')}`];
}

function missingFields(schema: ObjectSchema, value: object, path: string): string[] {
  const present = new Map<string, unknown>(Object.entries(value));
  return [...schema.fields.values()]
    .filter(({ name, required }) => required && present.get(name) === undefined)
    .map(({ name }) => `${path}: the field ${name} is missing`);
}

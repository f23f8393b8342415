import { sameData } from '../../../schema/plain-data';
import type { Context } from '../../rule/context';
import { defaultRules } from './defaults';
import { resolveFieldPath } from './field-path';
import { inside, type JsonSchema, readEmptyMap, readJsonSchema } from './json-schema';
import { schemaRules } from './schema-rules';
import type { DefinitionSpec, DefinitionVersion } from './spec';
import { isReadable, structuralRules } from './structural';

/** The decoded schemas of versions. */
export type Schemas = ReadonlyMap<object, JsonSchema>;

/** Decodes what is left to it of all versions: their schemas. `undefined` where something cannot be decoded, which is reported. */
export function readSchemas({ versions = [] }: Partial<DefinitionSpec>, at: Context): Schemas | undefined {
  const result = new Map<object, JsonSchema>();
  let ok = true;
  versions.forEach(({ schema }, index) => inside(at, ['spec', 'versions', index, 'schema', 'openAPIV3Schema'], () => {
    const given = schema?.openAPIV3Schema;
    if (given === undefined || given === null) return;
    const read = readJsonSchema(given, at);
    if (read === undefined) ok = false;
    else result.set(given, read);
  }));
  versions.forEach(({ subresources }, index) => inside(at, ['spec', 'versions', index, 'subresources', 'status'], () => {
    const status: unknown = subresources?.status ?? undefined;
    if (status !== undefined && !readEmptyMap(status, at)) ok = false;
  }));
  return ok ? result : undefined;
}

/** The decoded schema of a version. */
export function schemaOf({ schema }: DefinitionVersion, schemas: Schemas): JsonSchema | undefined {
  return schema?.openAPIV3Schema === undefined ? undefined : schemas.get(schema.openAPIV3Schema);
}

/** Whether all versions say the same of a part of them. */
export function isShared(versions: readonly DefinitionVersion[], part: keyof DefinitionVersion, schemas: Schemas): boolean {
  const said = (version: DefinitionVersion): unknown => (part === 'schema' ? version.schema && { schema: schemaOf(version, schemas) } : version[part]);
  return versions.every((version) => sameData(said(version), said(versions[0]!)));
}

/** Whether the status of objects is written apart, which the server asks of a version or of all. */
function hasStatus(version: DefinitionVersion, { versions }: DefinitionSpec, shared: boolean): boolean {
  if (shared) return versions.some(({ subresources }) => subresources?.status !== undefined);
  const named = versions.find(({ name }) => name === version.name) ?? version;
  return named.subresources?.status !== undefined;
}

const allowedAtRoot: ReadonlySet<string> = new Set([
  'description', 'type', 'format', 'title', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength', 'pattern', 'maxItems', 'minItems',
  'uniqueItems', 'multipleOf', 'required', 'items', 'properties', 'externalDocs', 'example', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-validations',
]);
const beforeType = ['id', '$schema', '$ref'] as const;

/** Where the status is written apart, the server has to take the schema apart, too. */
function rootWithStatus(schema: JsonSchema, at: Context): void {
  const other = beforeType.find((field) => schema[field] !== undefined);
  if (other === undefined && schema.type !== undefined && schema.type !== 'object') {
    at.reportAt('openAPIV3Schema.type', 'api/must-equal', { found: schema.type, expected: 'object', as: 'there is a status' }, ['openAPIV3Schema', 'type']);
    return;
  }
  const field = other ?? Object.keys(schema).find((name) => !allowedAtRoot.has(name));
  if (field !== undefined) at.reportAt('openAPIV3Schema', 'definition/root', { field }, ['openAPIV3Schema', field]);
}

/** The schema of a version. */
export function validation(version: DefinitionVersion, spec: DefinitionSpec, schemas: Schemas, shared: boolean, at: Context): void {
  const schema = schemaOf(version, schemas);
  if (schema === undefined) return;
  const before = at.reported.length;
  if (hasStatus(version, spec, shared)) rootWithStatus(schema, at);
  if (schema.nullable === true) at.reportAt('openAPIV3Schema.nullable', 'api/forbidden', { field: 'nullable', when: 'at the root' }, ['openAPIV3Schema', 'nullable']);
  inside(at, ['openAPIV3Schema'], () => {
    const readable = isReadable(schema);
    if (readable) {
      const found = at.reported.length;
      structuralRules(schema, at);
      if (at.reported.length === found) defaultRules(schema, at);
    }
    schemaRules(schema, at);
    if (!readable && at.reported.length === before) at.report('definition/dialect', {}, '$schema');
  });
}

/** Fields by which objects can be looked for. */
export function selectableFields(version: DefinitionVersion, spec: DefinitionSpec, schemas: Schemas, shared: boolean, at: Context): void {
  const { selectableFields: selectable = [] } = version;
  if (selectable.length === 0) return;
  const schema = schemaOf(version, schemas);
  // What is said of all versions alike and what is not cannot be seen together, by the server.
  if (version.schema === undefined || shared !== isShared(spec.versions, 'schema', schemas) || (!shared && schema === undefined)) {
    return at.report('definition/selectable', { found: '', problem: 'schema' });
  }
  const seen = new Set<string>();
  selectable.forEach(({ jsonPath: found = '' }: { readonly jsonPath?: string }, index) => inside(at, [index, 'jsonPath'], () => {
    if (found === '') return at.report('api/required', { field: 'jsonPath' });
    const field = schema && resolveFieldPath(found, schema, false);
    if (field === undefined) return at.report('definition/selectable', { found, problem: 'path' });
    if (field.path[0] === 'metadata') at.report('definition/selectable', { found, problem: 'metadata' });
    if (!['string', 'boolean', 'integer'].includes(field.schema.type ?? '')) at.report('definition/selectable', { found, problem: 'type' });
    const path = JSON.stringify(field.path);
    if (seen.has(path)) at.report('api/duplicate', { found });
    seen.add(path);
  }));
  if (seen.size > 8) at.report('api/too-many', { count: seen.size, max: 8 });
}

import type { Context } from '../../rule/context';
import { oneOf } from '../../rule/rules';
import { resolveFieldPath } from './field-path';
import { additionalSchema, inside, itemSchema, type JsonSchema, propertiesOf, propertyOf, type SchemaMap, type ValidationRule } from './json-schema';

/** Where a schema stands. */
interface Place {
  readonly isRoot?: boolean;
  /** Whether it is about the metadata of an object. */
  readonly inMetadata?: boolean;
  /** Why it can have no default. */
  readonly noDefaults?: string | undefined;
}

const types = oneOf('array', 'boolean', 'integer', 'number', 'object', 'string');
const metaFields: ReadonlySet<string> = new Set(['metadata', 'kind', 'apiVersion']);
const nowhere = 'in a CustomResourceDefinition';

/** What schemas of definitions can have, and what not. */
export function schemaRules(schema: JsonSchema, at: Context, place: Place = { isRoot: true }): void {
  supported(schema, at, place);
  mapRules(schema, at);
  listRules(schema, at);
  mapKeyRules(schema, at);
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) {
    at.reportAt('x-kubernetes-preserve-unknown-fields', 'api/invalid', { found: false, expected: 'true, or nothing at all' });
  }
  inside(at, ['x-kubernetes-validations'], () => schema['x-kubernetes-validations']?.forEach((rule, index) => inside(at, [index], () => ruleRules(rule, schema, at))));
  innerSchemas(schema, at, place);
}

function supported(schema: JsonSchema, at: Context, { inMetadata, noDefaults }: Place): void {
  const { type, items } = schema;
  const never = (field: keyof JsonSchema, given: boolean, when = nowhere): void => {
    if (given) at.reportAt(field, 'api/forbidden', { field, when });
  };
  if (type !== undefined) inside(at, ['type'], () => types(type, at));
  if (noDefaults !== undefined) never('default', schema.default !== undefined, noDefaults);
  never('id', schema.id !== undefined);
  never('additionalItems', schema.additionalItems !== undefined);
  never('patternProperties', isFilled(schema.patternProperties));
  never('definitions', isFilled(schema.definitions));
  never('dependencies', schema.dependencies !== undefined);
  never('$ref', schema.$ref !== undefined);
  never('items', Array.isArray(items) && items.length > 0, 'as a list: all items have one schema');
  never('x-kubernetes-embedded-resource', inMetadata === true && schema['x-kubernetes-embedded-resource'] === true, 'inside of metadata');
  never('uniqueItems', schema.uniqueItems === true, 'since it takes too long; use x-kubernetes-list-type: set');
  const { additionalProperties } = schema;
  never('additionalProperties', additionalProperties !== undefined && additionalProperties !== true && isFilled(schema.properties), 'beside properties');
  if (type === 'null') at.reportAt('type', 'api/forbidden', { field: 'null', when: 'as a type; use nullable' });
}

function isFilled(map: object | undefined): boolean {
  return map !== undefined && Object.keys(map).length > 0;
}

function innerSchemas(schema: JsonSchema, at: Context, place: Place): void {
  const { inMetadata = false, noDefaults } = place;
  const here: Place = { inMetadata, noDefaults };
  const visit = (keys: readonly (string | number)[], inner: JsonSchema | undefined, where = here): void => {
    if (inner !== undefined) inside(at, keys, () => schemaRules(inner, at, where));
  };
  const visitMap = (key: keyof JsonSchema, map: SchemaMap | undefined): void => {
    for (const name in map) visit([key, name], map[name]);
  };
  visit(['additionalProperties'], additionalSchema(schema), inMetadata ? { inMetadata, noDefaults: 'inside of metadata' } : here);
  const isObject = place.isRoot === true || schema['x-kubernetes-embedded-resource'] === true;
  for (const [name, inner] of propertiesOf(schema)) {
    const isMeta = isObject && metaFields.has(name);
    visit(['properties', name], inner, isMeta ? { inMetadata: true, noDefaults: place.isRoot === true ? `for "${name}"` : noDefaults } : here);
  }
  visit(['not'], schema.not);
  for (const key of ['allOf', 'oneOf', 'anyOf'] as const) schema[key]?.forEach((inner, index) => visit([key, index], inner));
  visitMap('definitions', schema.definitions);
  visit(['items'], itemSchema(schema));
  if (Array.isArray(schema.items)) (schema.items as readonly JsonSchema[]).forEach((inner, index) => visit(['items', index], inner));
  for (const [name, inner] of Object.entries(schema.dependencies ?? {})) if (!Array.isArray(inner)) visit(['dependencies', name], inner as JsonSchema);
}

/** A mark that says something about lists or maps stands at a list or a map. */
function typed(schema: JsonSchema, expected: string, mark: string, at: Context): boolean {
  if (schema.type === expected) return true;
  if (schema.type === undefined) at.reportAt('type', 'api/required', { field: 'type', when: `as ${expected}, since there is ${mark}` });
  else at.reportAt('type', 'api/invalid', { found: schema.type, expected: `${expected}, since there is ${mark}` });
  return false;
}

const mapTypes = oneOf('atomic', 'granular');
const listTypes = oneOf('atomic', 'set', 'map');

function mapRules(schema: JsonSchema, at: Context): void {
  const mapType = schema['x-kubernetes-map-type'];
  if (mapType === undefined) return;
  typed(schema, 'object', 'x-kubernetes-map-type', at);
  inside(at, ['x-kubernetes-map-type'], () => mapTypes(mapType, at));
}

function listRules(schema: JsonSchema, at: Context): void {
  const listType = schema['x-kubernetes-list-type'];
  if (listType === undefined) return;
  if (typed(schema, 'array', 'x-kubernetes-list-type', at) && listType === 'set') setRules(itemSchema(schema), at);
  inside(at, ['x-kubernetes-list-type'], () => listTypes(listType, at));
  const items = itemSchema(schema);
  if (items?.nullable === true && (listType === 'set' || listType === 'map')) {
    at.reportAt(['items', 'nullable'], 'api/forbidden', { field: 'nullable', when: `for items of a ${listType}` });
  }
}

/** Items of sets are compared as a whole. */
function setRules(items: JsonSchema | undefined, at: Context): void {
  const key = items?.type === 'array' ? 'x-kubernetes-list-type' : items?.type === 'object' ? 'x-kubernetes-map-type' : undefined;
  if (key === undefined) return;
  const found = items![key] ?? (key === 'x-kubernetes-list-type' ? 'atomic' : 'granular');
  if (found !== 'atomic') at.reportAt(['items', key], 'api/must-equal', { found, expected: 'atomic', as: 'the items are those of a set' });
}

function mapKeyRules(schema: JsonSchema, at: Context): void {
  const listType = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  if (listType === 'map') keyedItems(schema, keys, at);
  else if (keys.length > 0 && listType === undefined) at.reportAt('x-kubernetes-list-type', 'api/required', { field: 'x-kubernetes-list-type', when: 'as map, since there are keys' });
  else if (keys.length > 0) at.reportAt('x-kubernetes-list-type', 'api/invalid', { found: listType, expected: 'map, since there are keys' });
}

function keyedItems(schema: JsonSchema, keys: readonly string[], at: Context): void {
  const items = itemSchema(schema);
  if (keys.length === 0) at.reportAt('x-kubernetes-list-map-keys', 'api/required', { field: 'x-kubernetes-list-map-keys', when: 'for lists whose items have keys' });
  if (schema.items === undefined) at.reportAt('items', 'api/required', { field: 'items', when: 'for lists whose items have keys' });
  else if (items === undefined) at.reportAt('items', 'api/invalid', { found: 'a list', expected: 'one schema' });
  else if (items.type === 'object') keyProperties(items, keys, at);
  else at.reportAt(['items', 'type'], 'api/invalid', { found: items.type ?? '', expected: 'object, since items have keys' });
  if (items === undefined) return;
  for (const key of keys) {
    const property = propertyOf(items, key);
    if (property === undefined) continue;
    const path = ['items', 'properties', key];
    if (!(items.required ?? []).includes(key) && property.default === undefined) {
      at.reportAt([...path, 'default'], 'api/required', { field: 'default', when: 'for a key that is not required' });
    }
    if (property.nullable === true) at.reportAt([...path, 'nullable'], 'api/forbidden', { field: 'nullable', when: 'for a key' });
  }
}

function keyProperties(items: JsonSchema, keys: readonly string[], at: Context): void {
  const seen = new Set<string>();
  for (const key of keys) {
    const property = propertyOf(items, key);
    if (property === undefined) at.reportAt('x-kubernetes-list-map-keys', 'api/invalid', { found: key, expected: 'a property of the items' });
    else if (property.type === 'array' || property.type === 'object') {
      at.reportAt(['items', 'properties', key, 'type'], 'api/invalid', { found: property.type, expected: 'a type without parts, since it is a key' });
    }
    if (seen.has(key)) at.reportAt('x-kubernetes-list-map-keys', 'api/invalid', { found: key, expected: 'each key once' });
    seen.add(key);
  }
}

const reasons = oneOf('FieldValueDuplicate', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueRequired');
const breaks = /[\n\r]/;

/** What a rule has besides its expression, which is not judged here. */
function ruleRules({ rule = '', message = '', messageExpression = '', fieldPath = '', reason }: ValidationRule, schema: JsonSchema, at: Context): void {
  const words = message.trim();
  const oneLine = 'a text of one line';
  if (rule.trim() === '') at.reportAt('rule', 'api/required', { field: 'rule' });
  else if (message !== '' && words === '') at.reportAt('message', 'api/invalid', { found: message, expected: 'words, or nothing at all' });
  else if (breaks.test(words)) at.reportAt('message', 'api/invalid', { found: message, expected: oneLine });
  else if (breaks.test(rule.trim()) && words === '') at.reportAt('message', 'api/required', { field: 'message', when: 'for a rule of several lines' });
  if (messageExpression !== '' && messageExpression.trim() === '') at.reportAt('messageExpression', 'api/required', { field: 'messageExpression' });
  if (reason !== undefined) inside(at, ['reason'], () => reasons(reason, at));
  if (fieldPath === '') return;
  if (breaks.test(fieldPath)) at.reportAt('fieldPath', 'api/invalid', { found: fieldPath, expected: oneLine });
  if (fieldPath.trim() === '' || resolveFieldPath(fieldPath, schema) === undefined) {
    at.reportAt('fieldPath', 'api/invalid', { found: fieldPath, expected: 'the path of a field such as ".spec.replicas"' });
  }
}

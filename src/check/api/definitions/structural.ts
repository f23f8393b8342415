import { sameData } from '../../../schema/plain-data';
import type { Context } from '../../rule/context';
import { brokenGoPattern } from './go-pattern';
import { additionalSchema, inside, itemSchema, type JsonSchema, propertiesOf, propertyOf } from './json-schema';

type Level = 'root' | 'item' | 'field';
type Keys = readonly (string | number)[];

const junctors = ['allOf', 'anyOf', 'oneOf'] as const;

/**
 * Whether a schema can be read as a structural one at all. What stands in its way is reported elsewhere, except for `$schema`.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function isReadable(schema: JsonSchema): boolean {
  const { id, $schema, $ref, additionalItems, items } = schema;
  if (id !== undefined || $schema !== undefined || ($ref ?? '') !== '' || additionalItems !== undefined) return false;
  if (schema['x-kubernetes-preserve-unknown-fields'] === false || (Array.isArray(items) && items.length > 0)) return false;
  for (const map of [schema.patternProperties, schema.dependencies, schema.definitions]) {
    if (map !== undefined && Object.keys(map).length > 0) return false;
  }
  const inner = [itemSchema(schema), additionalSchema(schema), schema.not, ...junctors.flatMap((key) => schema[key] ?? [])];
  return [...inner, ...propertiesOf(schema).map(([, property]) => property)].every((one) => one === undefined || isReadable(one));
}

/** What is asked of schemas by which the server prunes, defaults and validates. */
export function structuralRules(schema: JsonSchema, at: Context): void {
  shape(schema, 'root', at);
  complete(schema, schema, [], [], at);
}

function shape(schema: JsonSchema, level: Level, at: Context): void {
  const items = itemSchema(schema);
  const additional = additionalSchema(schema);
  if (schema.type === 'array' && items === undefined) at.reportAt('items', 'api/required', { field: 'items', when: 'for a list' });
  if (items !== undefined) inside(at, ['items'], () => shape(items, 'item', at));
  for (const [name, property] of propertiesOf(schema)) inside(at, ['properties', name], () => shape(property, 'field', at));
  if (schema.additionalProperties !== undefined && level === 'root') {
    at.reportAt('additionalProperties', 'api/forbidden', { field: 'additionalProperties', when: 'at the root' });
  }
  if (additional !== undefined) inside(at, ['additionalProperties'], () => shape(additional, 'field', at));
  intOrStringAlone(schema, at);
  values(schema, isIntOrString(schema), isIntOrString(schema.allOf?.[0]), at);
  typeRules(schema, level, at);
  metadataRules(schema, level, at);
}

function intOrStringAlone(schema: JsonSchema, at: Context): void {
  if (schema['x-kubernetes-int-or-string'] !== true) return;
  for (const mark of ['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource'] as const) {
    if (schema[mark] === true) at.reportAt(mark, 'api/not-allowed', { field: mark, when: 'for a whole number or a text' });
  }
}

function typeRules(schema: JsonSchema, level: Level, at: Context): void {
  const { type } = schema;
  const isFree = schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  const isEmbedded = schema['x-kubernetes-embedded-resource'] === true;
  if (isEmbedded && type !== 'object') {
    const what = 'for an embedded object';
    if (type === undefined) at.reportAt('type', 'api/required', { field: 'type', when: what });
    else at.reportAt('type', 'api/invalid', { found: type, expected: `object, ${what}` });
  } else if (type === undefined && !isFree) {
    at.reportAt('type', 'api/required', { field: 'type', when: level === 'root' ? 'at the root' : `for an ${level === 'item' ? 'item' : 'object field'}` });
  }
  if (level === 'root' && type !== undefined && type !== 'object') at.reportAt('type', 'api/invalid', { found: type, expected: 'object at the root' });
  if (!isEmbedded) return;
  if (schema.additionalProperties !== undefined) at.reportAt('additionalProperties', 'api/forbidden', { field: 'additionalProperties', when: 'for an embedded object' });
  if (schema['x-kubernetes-preserve-unknown-fields'] !== true && propertiesOf(schema).length === 0) {
    at.reportAt('properties', 'api/required', { field: 'properties', when: 'for an embedded object whose fields are not preserved' });
  }
}

/** Objects have metadata of the same form, of which a definition can say a little about names. */
function metadataRules(schema: JsonSchema, level: Level, at: Context): void {
  const isObject = level === 'root' || schema['x-kubernetes-embedded-resource'] === true;
  const must = (field: string, type: string): void => {
    const property = propertyOf(schema, field);
    if (isObject && property !== undefined && property.type !== type) {
      at.reportAt(['properties', field, 'type'], 'api/must-equal', { found: property.type ?? '', expected: type, as: 'every object has it so' });
    }
  };
  must('kind', 'string');
  must('apiVersion', 'string');
  must('metadata', 'object');
  const metadata = propertyOf(schema, 'metadata');
  if (level !== 'root' || metadata === undefined) return;
  const { type: _, default: __, properties = {}, ...others } = metadata;
  if (Object.keys(others).length > 0 || Object.keys(properties).some((name) => name !== 'name' && name !== 'generateName')) {
    at.reportAt(['properties', 'metadata'], 'definition/metadata', {});
  }
}

function isIntOrString(schema: JsonSchema | undefined): boolean {
  return sameData(schema?.anyOf, [{ type: 'integer' }, { type: 'string' }]);
}

/**
 * What a schema says about values.
 * @param skipAnyOf whether `anyOf` is the one that says "whole number or text"
 */
function values(schema: JsonSchema, skipAnyOf: boolean, skipFirstAllOf: boolean, at: Context): void {
  if (!skipAnyOf) schema.anyOf?.forEach((inner, index) => inside(at, ['anyOf', index], () => nested(inner, false, at)));
  schema.allOf?.forEach((inner, index) => inside(at, ['allOf', index], () => nested(inner, skipFirstAllOf && index === 0, at)));
  schema.oneOf?.forEach((inner, index) => inside(at, ['oneOf', index], () => nested(inner, false, at)));
  const { not, pattern } = schema;
  if (not !== undefined) inside(at, ['not'], () => nested(not, false, at));
  if (pattern === undefined) return;
  const problem = brokenGoPattern(pattern);
  if (problem !== undefined) at.reportAt('pattern', 'definition/pattern', { pattern, problem });
}

const structure = [
  'type', 'default', 'title', 'description', 'nullable', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource', 'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys', 'x-kubernetes-list-type', 'x-kubernetes-map-type', 'x-kubernetes-validations',
] as const;

/** Schemas inside of allOf, anyOf, oneOf and not only say something about values. */
function nested(schema: JsonSchema, skipAnyOf: boolean, at: Context): void {
  values(schema, skipAnyOf, false, at);
  const items = itemSchema(schema);
  if (items !== undefined) inside(at, ['items'], () => nested(items, false, at));
  for (const [name, property] of propertiesOf(schema)) inside(at, ['properties', name], () => nested(property, false, at));
  const forbidden = (field: string, ...keys: Keys): void => at.reportAt([...keys, field], 'definition/not-structural', { field });
  for (const field of structure) {
    const found = schema[field];
    if (found !== undefined && !(Array.isArray(found) && found.length === 0)) forbidden(field);
  }
  if (schema.additionalProperties !== undefined && schema.additionalProperties !== false) forbidden('additionalProperties');
  if (propertyOf(schema, 'metadata') !== undefined) forbidden('metadata', 'properties');
}

/** What is said about a field inside of allOf and the like is said about a field that there is. */
function complete(schema: JsonSchema, known: JsonSchema | undefined, keys: Keys, where: Keys, at: Context): void {
  const { not } = schema;
  if (not !== undefined) completeNested(not, known, keys, [...where, 'not'], at);
  for (const key of junctors) schema[key]?.forEach((inner, index) => completeNested(inner, known, keys, [...where, key, index], at));
}

function completeNested(schema: JsonSchema, known: JsonSchema | undefined, keys: Keys, where: Keys, at: Context): void {
  if (known === undefined) return at.reportAt(keys, 'api/required', { field: String(keys.at(-1)), when: `since ${where.join('.')} speaks of it` });
  complete(schema, known, keys, where, at);
  const items = itemSchema(schema);
  if (items !== undefined) completeNested(items, itemSchema(known), [...keys, 'items'], [...where, 'items'], at);
  for (const [name, property] of propertiesOf(schema)) {
    completeNested(property, propertyOf(known, name), [...keys, 'properties', name], [...where, 'properties', name], at);
  }
}

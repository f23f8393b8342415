import { dataText } from '../../core/data-text';
import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { sameData } from '../../schema/plain-data';
import { isInt32, isInt64 } from '../decode/scalars';
import type { Reported } from '../rule/context';
import { hasFormat } from './formats';
import { Pattern } from './pattern';
import type { SchemaType, StructuralSchema } from './structural-schema';
import type { Visit } from './visit';

const expected: { readonly [T in SchemaType]: string } = {
  object: 'a map', array: 'a list', string: 'a text', integer: 'a whole number', number: 'a number', boolean: 'true or false',
};

/**
 * What a server says to a custom resource for its schema. The object has been prepared before.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation
 */
export function validateCustom(value: unknown, schema: StructuralSchema, at: Visit): void {
  const type = typeOf(value);
  if (value === null) {
    if (schema.type !== undefined && !schema.nullable) at.report('schema/type', { expected: expected[schema.type], found: null });
    checkValues(value, schema, at);
    return;
  }
  if (!fits(type, schema)) {
    at.report('schema/type', { expected: schema.intOrString ? 'a whole number or a text' : expected[schema.type!], found: value });
    checkCombinations(value, schema, at);
    return;
  }
  checkValues(value, schema, at);
  checkCombinations(value, schema, at);
  switch (type) {
    case 'string': checkText(value as string, schema, at); break;
    case 'integer': case 'number':
      checkSize(value as number | bigint, schema, at);
      checkBounds(schema, at);
      checkNumber(Number(value), schema.constraints, at);
      break;
    case 'array': checkList(value as readonly unknown[], schema, at); break;
    case 'object': checkMap(value as PlainMap, schema, at); break;
    case 'boolean': case undefined: break;
  }
}

function typeOf(value: unknown): SchemaType | undefined {
  switch (typeof value) {
    case 'string': return 'string';
    case 'boolean': return 'boolean';
    case 'bigint': return 'integer';
    case 'number': return Number.isInteger(value) ? 'integer' : 'number';
    case 'object': return Array.isArray(value) ? 'array' : isPlainMap(value) ? 'object' : undefined;
    default: return undefined;
  }
}

function fits(type: SchemaType | undefined, schema: StructuralSchema): boolean {
  if (schema.intOrString) return type === 'integer' || type === 'string';
  if (schema.type === undefined || type === schema.type || (schema.type === 'number' && type === 'integer')) return true;
  // The server looks at no types of texts and lists where there is a format.
  return schema.format !== undefined && schema.type !== 'integer' && schema.type !== 'number' && (type === 'string' || type === 'array');
}

function checkValues(value: unknown, { values }: StructuralSchema, at: Visit): void {
  if (values === undefined || values.some((known) => sameData(known, value))) return;
  at.report('api/not-supported', { found: value, known: values.map((known) => (typeof known === 'string' ? known : dataText(known))) });
}

function checkText(text: string, { constraints, format }: StructuralSchema, at: Visit): void {
  const { minLength, maxLength, pattern } = constraints;
  if (typeof maxLength === 'number' || typeof minLength === 'number') {
    const length = [...text].length;
    if (typeof maxLength === 'number' && length > maxLength) at.report('api/too-long', { length, max: maxLength });
    if (typeof minLength === 'number' && length < minLength) at.report('custom/too-short', { length, min: minLength });
  }
  if (typeof pattern === 'string' && !Pattern.of(pattern).accepts(text)) at.report('custom/pattern', { found: text, pattern });
  if (format !== undefined && !hasFormat(text, format)) at.report('custom/format', { found: text, format });
}

/** The server says nowhere which number it was. */
function checkSize(found: number | bigint, { type, format }: StructuralSchema, at: Visit): void {
  if (type !== 'integer') return;
  if (!(format === 'int32' ? isInt32(found) : isInt64(found))) at.reportNowhere('schema/number-range', { type: format === 'int32' ? 'int32' : 'int64', found });
}

const largestFloat = 3.4028234663852886e38;

/** A bound that no number of its type can reach makes the server refuse all numbers, and it says nowhere which one it was. */
function checkBounds({ type, format, constraints }: StructuralSchema, at: Visit): void {
  if (type !== 'integer' && !(type === 'number' && format === 'float')) return;
  const canBe = type === 'number' ? (bound: number) => Math.abs(bound) <= largestFloat : format === 'int32' ? isInt32 : isInt64;
  for (const word of ['maximum', 'minimum', 'multipleOf'] as const) {
    const bound = constraints[word];
    if (typeof bound === 'number' && !canBe(bound)) at.reportNowhere('custom/bound', { word, bound, type: type === 'number' ? 'a float' : format === 'int32' ? 'int32' : 'int64' });
  }
}

function checkNumber(number: number, { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: PlainMap, at: Visit): void {
  const tooSmall = typeof minimum === 'number' && (exclusiveMinimum === true ? number <= minimum : number < minimum);
  const tooLarge = typeof maximum === 'number' && (exclusiveMaximum === true ? number >= maximum : number > maximum);
  if (tooSmall) at.report('custom/out-of-range', { found: number, bound: minimum, side: 'least', open: exclusiveMinimum === true });
  if (tooLarge) at.report('custom/out-of-range', { found: number, bound: maximum, side: 'most', open: exclusiveMaximum === true });
  if (typeof multipleOf === 'number' && multipleOf > 0) {
    const quotient = number / multipleOf;
    if (Math.abs(quotient - Math.round(quotient)) > 1e-9) at.report('custom/multiple', { found: number, of: multipleOf });
  }
}

function checkList(list: readonly unknown[], schema: StructuralSchema, at: Visit): void {
  const { minItems, maxItems } = schema.constraints;
  const { items } = schema;
  if (items !== undefined) list.forEach((item, index) => at.within(index, () => validateCustom(item, items, at)));
  if (typeof minItems === 'number' && list.length < minItems) at.report('custom/too-few', { count: list.length, min: minItems });
  if (typeof maxItems === 'number' && list.length > maxItems) at.report('api/too-many', { count: list.length, max: maxItems });
}

function checkMap(map: PlainMap, schema: StructuralSchema, at: Visit): void {
  const { minProperties, maxProperties } = schema.constraints;
  const keys = Object.keys(map).filter((key) => map[key] !== undefined);
  if (typeof minProperties === 'number' && keys.length < minProperties) at.report('custom/too-few', { count: keys.length, min: minProperties });
  if (typeof maxProperties === 'number' && keys.length > maxProperties) at.report('api/too-many', { count: keys.length, max: maxProperties });
  for (const key of keys) {
    const inner = schema.properties.get(key) ?? schema.additional;
    if (inner !== undefined) at.within(key, () => validateCustom(map[key], inner, at));
  }
  for (const field of schema.required) {
    if (!Object.hasOwn(map, field) || map[field] === undefined) at.report('api/required', { field }, [field]);
  }
}

/** Schemas that all, one or some of must hold beside the first one. */
function checkCombinations(value: unknown, schema: StructuralSchema, at: Visit): void {
  for (const inner of schema.alternatives('allOf')) validateCustom(value, inner, at);
  const failures = (inner: StructuralSchema): readonly Reported[] => at.aside(() => validateCustom(value, inner, at));
  const anyOf = schema.alternatives('anyOf').map(failures);
  // Definitions that say `anyOf` integer or string say nothing more than that.
  if (anyOf.length > 0 && !schema.intOrString && anyOf.every((found) => found.length > 0)) reportAlternatives(anyOf, 'anyOf', at);
  const oneOf = schema.alternatives('oneOf').map(failures);
  if (oneOf.length > 0 && oneOf.filter((found) => found.length === 0).length !== 1) reportAlternatives(oneOf, 'oneOf', at);
  if (schema.not !== undefined && failures(schema.not).length === 0) at.reportNowhere('custom/excluded', {});
}

/** Says what is missing to the alternative that is nearest, too. */
function reportAlternatives(failures: readonly (readonly Reported[])[], word: 'anyOf' | 'oneOf', at: Visit): void {
  const count = failures.filter((found) => found.length === 0).length;
  at.reportNowhere('custom/alternatives', { count, of: failures.length, word });
  if (count === 0) at.found.push(...failures.reduce((nearest, found) => (found.length < nearest.length ? found : nearest)));
}

/** Items that the definition tells apart must differ. */
export function checkLists(value: unknown, schema: StructuralSchema | undefined, at: Visit): void {
  if (schema === undefined) return;
  if (Array.isArray(value)) {
    if (schema.listType === 'set') reportRepeated(value, at);
    if (schema.listType === 'map') {
      const stray = value.findIndex((item) => item !== null && !isPlainMap(item));
      if (stray < 0) reportRepeated(value.map((item: unknown) => keyOf(item, schema.mapKeys)), at);
    }
    value.forEach((item: unknown, index) => at.within(index, () => checkLists(item, schema.items, at)));
  } else if (isPlainMap(value)) {
    for (const key of Object.keys(value)) at.within(key, () => checkLists(value[key], schema.properties.get(key) ?? schema.additional, at));
  }
}

function keyOf(item: unknown, keys: readonly string[]): unknown {
  if (!isPlainMap(item)) return {};
  return Object.fromEntries(keys.flatMap((key) => (Object.hasOwn(item, key) ? [[key, item[key]]] : [])));
}

/** The server names the first item that repeats an earlier one. */
function reportRepeated(items: readonly unknown[], at: Visit): void {
  const seen = new Map<string, number>();
  items.forEach((item, index) => {
    const text = canonical(item);
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    if (times === 2) at.within(index, () => at.report('api/duplicate', { found: item }));
  });
}

/** One text for all data that are the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'bigint') return inner.toString();
    return isPlainMap(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner;
  });
}

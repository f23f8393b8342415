import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { celEnvironment } from './cel-library';
import { librarySource } from './cel-source';
import { inTime, tooLong } from './in-time';
import type { ExpressionRule, StructuralSchema } from './structural-schema';
import type { Visit } from './visit';

/** What one object's rules may take. A server, too, ends rules that cost too much. */
const milliseconds = 500;
/** Mistakes that a server makes of the same expression with the same object. */
const serverErrors: ReadonlySet<unknown> = new Set(['no_such_key', 'index_out_of_bounds', 'division_by_zero', 'kubernetes_value']);

/**
 * Asks the rules (`x-kubernetes-validations`) of a definition about an object that has the types of its schema. Rules about changes
 * are not asked: there is nothing before.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
 */
export function checkExpressions(value: unknown, schema: StructuralSchema, at: Visit): void {
  if (!hasRules(schema, new Set())) return;
  // Loaded before the clock runs: a module that is interrupted half-way stays broken.
  celEnvironment();
  const goBack = at.mark();
  if (!endless.has(schema) && inTime(() => checkValue(value, schema, at), milliseconds) !== tooLong) return;
  // Once is enough: there may be a million objects more.
  endless.add(schema);
  goBack();
  at.report('custom/rule-unchecked', { rule: '', problem: 'the rules of this object take too long' });
}

/** Schemas whose rules took too long for an object. */
const endless = new WeakSet<StructuralSchema>();
const withRules = new WeakMap<StructuralSchema, boolean>();

/** Whether there is a rule anywhere: nearly all definitions have none, and need nothing of this. */
function hasRules(schema: StructuralSchema | undefined, within: Set<StructuralSchema>): boolean {
  if (schema === undefined || within.has(schema)) return false;
  const known = withRules.get(schema);
  if (known !== undefined) return known;
  within.add(schema);
  const found = schema.rules.length > 0 || hasRules(schema.items, within) || hasRules(schema.additional, within)
    || [...schema.properties.values()].some((inner) => hasRules(inner, within)) || schema.alternatives('allOf').some((inner) => hasRules(inner, within));
  within.delete(schema);
  withRules.set(schema, found);
  return found;
}

function checkValue(value: unknown, schema: StructuralSchema | undefined, at: Visit): void {
  if (schema === undefined || value === null || value === undefined || !hasRules(schema, new Set())) return;
  if (schema.rules.length > 0) {
    const self = celValue(value, schema);
    for (const rule of schema.rules) checkRule(rule, self, at);
  }
  for (const inner of schema.alternatives('allOf')) checkValue(value, inner, at);
  if (Array.isArray(value)) value.forEach((item: unknown, index) => at.within(index, () => checkValue(item, schema.items, at)));
  else if (isPlainMap(value)) {
    for (const key of Object.keys(value)) at.within(key, () => checkValue(value[key], schema.properties.get(key) ?? schema.additional, at));
  }
}

function checkRule({ rule, message, messageExpression, fieldPath, optionalOldSelf }: ExpressionRule, self: unknown, at: Visit): void {
  const ofChanges = /\boldSelf\b/.test(rule);
  if (ofChanges && !optionalOldSelf) return;
  const keys = fieldPath === undefined ? [] : readFieldPath(fieldPath);
  const unchecked = (problem: string): void => at.report('custom/rule-unchecked', { rule, problem });
  const program = ofChanges ? undefined : programOf(rule);
  if (program === undefined) {
    unchecked(ofChanges ? 'it compares with what is stored' : 'it cannot be read here');
    return;
  }
  try {
    if (program({ self }) === true) return;
  } catch (error) {
    const { code, summary } = error as { code?: unknown; summary?: string };
    if (serverErrors.has(code)) at.report('custom/rule', { rule, message: `${summary ?? 'an error'} (in the rule ${rule})` });
    else unchecked(summary ?? 'it uses something unknown');
    return;
  }
  at.report('custom/rule', { rule, message: messageOf(messageExpression, self) ?? message ?? `failed rule: ${rule}` }, keys);
}

function messageOf(expression: string | undefined, self: unknown): string | undefined {
  if (expression === undefined) return undefined;
  try {
    const message = programOf(expression)?.({ self });
    return typeof message === 'string' && message.trim() !== '' ? message : undefined;
  } catch {
    return undefined;
  }
}

type Program = (context: { readonly [variable: string]: unknown }) => unknown;
const programs = new Map<string, Program | null>();

function programOf(rule: string): Program | undefined {
  let program = programs.get(rule);
  if (program === undefined) {
    try {
      program = celEnvironment()?.parse(librarySource(rule)) ?? null;
    } catch {
      program = null;
    }
    if (programs.size < 5000) programs.set(rule, program);
  }
  return program ?? undefined;
}

/** `.spec.x`, `.spec['a-b']`: the field that a rule is about. */
function readFieldPath(path: string): string[] {
  return [...path.matchAll(/\.([A-Za-z_]\w*)|\['((?:[^'\\]|\\.)*)'\]/g)].map(([, name, quoted]) => name ?? quoted!.replace(/\\(.)/g, '$1'));
}

/** A value as rules see it: whole numbers are whole, times are times, and names of fields are names. */
function celValue(value: unknown, schema: StructuralSchema | undefined): unknown {
  switch (typeof value) {
    case 'number':
      return schema?.type !== 'number' && Number.isInteger(value) ? BigInt(value) : value;
    case 'string':
      return schema?.type === 'string' ? celText(value, schema.format) : value;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return value.map((item: unknown) => celValue(item, schema?.items));
      return isPlainMap(value) ? celMap(value, schema) : value;
    default:
      return value;
  }
}

function celText(text: string, format: string | undefined): unknown {
  if (format === 'date-time' || format === 'date' || format === 'datetime') return new Date(text);
  if (format === 'byte') return new Uint8Array(Buffer.from(text, 'base64'));
  if (format !== 'duration') return text;
  try {
    return programOf('duration(self)')?.({ self: text }) ?? text;
  } catch {
    return text;
  }
}

function celMap(map: PlainMap, schema: StructuralSchema | undefined): PlainMap {
  const result: { [key: string]: unknown } = Object.create(null) as { [key: string]: unknown };
  for (const key of Object.keys(map)) {
    const field = schema?.properties.get(key);
    // Whatever a definition says of them, and most say "an object" of metadata.
    if (schema?.embedded === true && identity.has(key)) result[key] = key === 'metadata' ? nameOf(map[key]) : map[key];
    else if (field !== undefined) result[celName(key)] = celValue(map[key], field);
    else if (schema?.additional !== undefined || schema === undefined) result[key] = celValue(map[key], schema?.additional);
  }
  return result;
}

const identity: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/** Of metadata, rules see names alone. */
function nameOf(metadata: unknown): PlainMap {
  const { name, generateName } = isPlainMap(metadata) ? metadata : {};
  return { ...(name === undefined ? {} : { name }), ...(generateName === undefined ? {} : { generateName }) };
}

const keywords: ReadonlySet<string> = new Set([
  'true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var',
  'void', 'while',
]);

/** Fields whose names are none in CEL have another one. */
function celName(field: string): string {
  if (keywords.has(field)) return `__${field}__`;
  return field.replaceAll('__', '__underscores__').replaceAll('.', '__dot__').replaceAll('-', '__dash__').replaceAll('/', '__slash__');
}

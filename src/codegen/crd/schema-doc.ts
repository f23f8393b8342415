import { isPlainMap, type PlainMap } from '../../core/plain-map';
import type { Doc } from './type-model';

/** Bounds that a type cannot say, in the words of a schema. */
const bounds = ['minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'] as const;

/** What a schema says of a value, beside its type. @param ofType whether it is for the type, and not for the field that has it */
export function docOf(schema: PlainMap, ofType = false): Doc {
  const text = typeof schema.description === 'string' && schema.description.trim() !== '' ? schema.description.trim() : undefined;
  if (ofType) return { text, tags: rulesOf(schema) };
  const tags: string[] = [];
  if (schema.default !== undefined) tags.push(`@default ${JSON.stringify(schema.default)}`);
  for (const bound of bounds) {
    if (typeof schema[bound] !== 'number') continue;
    const exclusive = (bound === 'minimum' && schema.exclusiveMinimum === true) || (bound === 'maximum' && schema.exclusiveMaximum === true);
    tags.push(`@${bound} ${schema[bound]}${exclusive ? ' (not itself)' : ''}`);
  }
  if (typeof schema.format === 'string' && schema.format !== 'int32' && schema.format !== 'int64') tags.push(`@format ${schema.format}`);
  if (typeof schema.pattern === 'string') tags.push(`@pattern ${schema.pattern}`);
  if (schema['x-kubernetes-list-type'] === 'set') tags.push('@uniqueItems');
  if (!isPlainMap(schema.properties)) tags.push(...rulesOf(schema));
  return { text, tags };
}

/** What rules in CEL say to who breaks them. */
function rulesOf(schema: PlainMap): string[] {
  const rules: unknown = schema['x-kubernetes-validations'];
  if (!Array.isArray(rules)) return [];
  return rules.filter(isPlainMap).flatMap(({ message }) => (typeof message === 'string' && message.trim() !== '' ? [`@rule ${message.trim().replace(/\s+/g, ' ')}`] : []));
}

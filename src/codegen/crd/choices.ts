import { isPlainMap, type PlainMap } from '../../core/plain-map';
import type { Choice } from './type-model';

/** More combinations than these make a compiler slow; the check holds the rule all the same. */
const most = 24;

/**
 * What a schema says of fields that must be given, beside `required`: `oneOf` and `anyOf` of lists of required fields, in the
 * forms that definitions use. Other combinations are left to the check of values.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function choicesOf(openApi: PlainMap): readonly Choice[] {
  const found: Choice[] = [];
  const look = (schema: PlainMap): void => {
    for (const word of ['oneOf', 'anyOf'] as const) {
      const choice = choiceOf(schema[word], word === 'oneOf');
      if (choice !== undefined) found.push(choice);
    }
    if (Array.isArray(schema.allOf)) for (const inner of schema.allOf) if (isPlainMap(inner)) look(inner);
  };
  look(openApi);
  const kept: Choice[] = [];
  let combinations = 1;
  for (const choice of found) {
    combinations *= choice.alternatives.length;
    if (combinations > most) break;
    kept.push(choice);
  }
  return kept;
}

function choiceOf(list: unknown, exclusive: boolean): Choice | undefined {
  if (!Array.isArray(list) || list.length < 2) return undefined;
  const alternatives: string[][] = [];
  for (const item of list) {
    const fields = isPlainMap(item) ? requiredOf(item) ?? noneOf(item) : undefined;
    if (fields === undefined) return undefined;
    alternatives.push(fields);
  }
  const none = alternatives.some((fields) => fields.length === 0);
  // At least one of some fields, or none of them: that is anything.
  if (none && !exclusive) return undefined;
  // Of sets that hold each other, a type cannot say that it is one and not the other.
  const overlapping = alternatives.some((one, index) =>
    one.length > 0 && alternatives.some((other, at) => at !== index && one.every((field) => other.includes(field))));
  return overlapping ? undefined : { exclusive, alternatives };
}

/** The fields of an alternative that is nothing but required fields; types of theirs that it repeats are those of the fields. */
function requiredOf(schema: PlainMap): string[] | undefined {
  for (const key of Object.keys(schema)) {
    if (key !== 'required' && key !== 'type' && key !== 'description' && !(key === 'properties' && saysNothing(schema.properties))) return undefined;
  }
  const { required } = schema;
  if (!Array.isArray(required) || required.length === 0 || !required.every((field) => typeof field === 'string')) return undefined;
  return required;
}

/** Whether properties only repeat that there are fields of these names. */
function saysNothing(properties: unknown): boolean {
  return isPlainMap(properties) && Object.values(properties).every((schema) => isPlainMap(schema) && Object.keys(schema).length === 0);
}

/** `not: { anyOf: [{ required: [a] }, …] }`: none of the fields. */
function noneOf(schema: PlainMap): [] | undefined {
  const { not } = schema;
  if (Object.keys(schema).length !== 1 || !isPlainMap(not) || Object.keys(not).length !== 1 || !Array.isArray(not.anyOf)) return undefined;
  return not.anyOf.every((item) => isPlainMap(item) && requiredOf(item) !== undefined) ? [] : undefined;
}

import { fromPointer } from '../../../core/json-pointer';
import { isPlainMap } from '../../../core/plain-map';
import { StructuralSchema } from '../../custom/structural-schema';
import { validateCustom } from '../../custom/validate-custom';
import { Visit } from '../../custom/visit';
import type { Context } from '../../rule/context';
import { inside, itemSchema, type JsonSchema, propertiesOf } from './json-schema';

const metaFields: ReadonlySet<string> = new Set(['metadata', 'kind', 'apiVersion']);

/** Defaults are what the schema around them allows, and nothing of which it does not know. */
export function defaultRules(schema: JsonSchema, at: Context, isRoot = true, inMetadata = false): void {
  const isObject = isRoot || schema['x-kubernetes-embedded-resource'] === true;
  const within = inMetadata && !isObject;
  if (schema.default !== undefined) inside(at, ['default'], () => defaultRule(schema, isRoot, within, at));
  const items = itemSchema(schema);
  if (items !== undefined) inside(at, ['items'], () => defaultRules(items, at, false, within));
  for (const [name, property] of propertiesOf(schema)) {
    inside(at, ['properties', name], () => defaultRules(property, at, false, within || (isObject && metaFields.has(name))));
  }
}

function defaultRule(schema: JsonSchema, isRoot: boolean, inMetadata: boolean, at: Context): void {
  const structural = new StructuralSchema(schema as { readonly [field: string]: unknown }, isRoot);
  if (!inMetadata && hasUnknownFields(schema.default, structural)) at.report('definition/default', { found: schema.default });
  const validation = new Visit();
  validateCustom(schema.default, structural, validation);
  for (const { code, args, pointer } of validation.found) {
    // The definition could be decoded: it is the value that does not fit.
    at.reportAt(fromPointer(pointer), code === 'schema/type' ? 'api/invalid' : code, args);
  }
}

/** Whether a value has fields that its schema does not know, and does not preserve either. */
function hasUnknownFields(value: unknown, schema: StructuralSchema | undefined, preserved = false): boolean {
  const keeps = schema === undefined ? preserved : schema.preserves;
  if (Array.isArray(value)) return value.some((item: unknown) => hasUnknownFields(item, schema?.items, keeps));
  if (!isPlainMap(value)) return false;
  return Object.keys(value).some((key) => {
    if (schema?.embedded === true && metaFields.has(key)) return false;
    const inner = schema?.properties.get(key) ?? schema?.additional;
    return inner === undefined ? !keeps : hasUnknownFields(value[key], inner);
  });
}

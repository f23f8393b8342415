import { additionalSchema, type JsonSchema, propertiesOf, propertyOf } from './json-schema';

const dotted = /^\.([^.[\]]+)/;
const anyStep = /^(?:\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\])/s;

/** A field that a path leads to. */
export interface FoundField {
  readonly path: readonly string[];
  readonly schema: JsonSchema;
}

/**
 * Follows a path such as `.spec['a.b']` through a schema; `undefined` where it leads nowhere.
 * @param brackets whether keys can stand in brackets. @default true
 */
export function resolveFieldPath(text: string, root: JsonSchema, brackets = true): FoundField | undefined {
  let schema: JsonSchema | undefined = root;
  const path: string[] = [];
  let rest = text;
  while (rest !== '') {
    const step = (brackets ? anyStep : dotted).exec(rest);
    if (step === null) return undefined;
    const key = step[1] ?? step[2]!.replace(/\\(.)/gs, '$1');
    schema = propertiesOf(schema).length > 0 ? propertyOf(schema, key) : additionalSchema(schema);
    if (schema === undefined) return undefined;
    path.push(key);
    rest = rest.slice(step[0].length);
  }
  return { path, schema };
}

import { defaulted } from '../../check/defaults/defaulted';
import type { Manifest } from '../../core/manifest';
import { isPlainMap } from '../../core/plain-map';
import type { KubernetesRelease } from '../../schema/releases';
import type { Schema } from '../../schema/schema';
import type { NamedKind } from './kind-names';

/** What defaults depend on besides the field itself. */
const conditions: { readonly [field: string]: string } = { imagePullPolicy: '"Always" for the tag latest, or none' };

/**
 * What the API server fills in where a field is left out of an object that has the fields around it.
 * @param path fields from the object on
 * @returns JSON, with what else it depends on; `undefined` for no default, and for an empty one
 */
export function serverDefault(
  { apiVersion, kind }: NamedKind, schema: Schema, path: readonly string[], release: KubernetesRelease,
): string | undefined {
  const field = path.at(-1);
  if (field === undefined) return undefined;
  const object = { apiVersion, kind, metadata: { name: 'a', namespace: 'default' }, ...(skeleton(schema, path) as object) } as Manifest;
  const value = path.reduce<unknown>((at, name) => {
    const inner: unknown = Array.isArray(at) ? at[0] : at;
    return isPlainMap(inner) ? inner[name] : undefined;
  }, defaulted(object, release));
  if (isEmpty(value)) return undefined;
  const text = JSON.stringify(value);
  return conditions[field] === undefined ? text : `${text}; ${conditions[field]}`;
}

/** The fields around a field, each empty but for the next one. */
function skeleton(schema: Schema, [name, ...rest]: readonly string[]): unknown {
  if (schema.type === 'list') return [skeleton(schema.items, name === undefined ? [] : [name, ...rest])];
  if (name === undefined || rest.length === 0) return {};
  const inner = schema.type === 'object' ? schema.fields.get(name)?.schema : schema.type === 'map' ? schema.items : undefined;
  return inner === undefined ? {} : { [name]: skeleton(inner, rest) };
}

/** What the server writes for every field that must be given looks like a default. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

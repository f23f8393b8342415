import { isPlainMap } from '../core/plain-map';
import { show } from '../core/show';

const longestText = 200;
const mostItems = 50;

/** What a message was made of, as data that anybody may read: texts and numbers as they are, of everything else what kind of thing it is. */
export function reportArgs(args: { readonly [name: string]: unknown }): { [name: string]: unknown } {
  const result: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(args)) if (value !== undefined) result[name] = plainArg(value);
  return result;
}

function plainArg(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return value.length > longestText ? `${value.slice(0, longestText)}…` : value;
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return value.slice(0, mostItems).map((item: unknown) => plainArg(item));
      return objectId(value) ?? show(value);
    default:
      return show(value);
  }
}

/** The objects among the facts are names of objects; whatever else is an object is part of a manifest. */
function objectId(value: object): object | undefined {
  if (!isPlainMap(value) || typeof value.kind !== 'string' || typeof value.name !== 'string') return undefined;
  const { apiVersion, kind, namespace, name } = value;
  return {
    ...(typeof apiVersion === 'string' ? { apiVersion } : undefined), kind,
    ...(typeof namespace === 'string' ? { namespace } : undefined), name,
  };
}

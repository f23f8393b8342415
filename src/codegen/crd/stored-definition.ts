import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { sha256 } from '../../core/sha256';

/** The digest of a definition: of its data, however it is written down. */
export function digestOf(definition: PlainMap): string {
  return `sha256:${sha256(JSON.stringify(sorted(definition.spec)))}`;
}

/**
 * What a check of values needs of a definition, as the text of a file: all but what is said to people, and what a server added.
 */
export function storedDefinition(definition: PlainMap): string {
  const { apiVersion, kind, metadata, spec } = definition;
  const { conversion: _, ...kept } = isPlainMap(spec) ? spec : {};
  const name = isPlainMap(metadata) ? metadata.name : undefined;
  return `${JSON.stringify(sorted({ apiVersion, kind, metadata: { name }, spec: withoutWords(kept) }), undefined, 1)}\n`;
}

/** Keys under which schemas stand by names that are data. */
const byName: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'definitions']);
/** Keys under which there is data, and no schema. */
const data: ReadonlySet<string> = new Set(['default', 'enum', 'example', 'required', 'x-kubernetes-list-map-keys']);
const words: ReadonlySet<string> = new Set(['description', 'example', 'externalDocs', 'title', 'additionalPrinterColumns']);

function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (!isPlainMap(value)) return value;
  return mapped(value, (key, inner) => {
    if (words.has(key)) return undefined;
    if (data.has(key)) return inner;
    return byName.has(key) && isPlainMap(inner) ? mapped(inner, (_, schema) => withoutWords(schema)) : withoutWords(inner);
  });
}

/** Any key is data, `__proto__` too. */
function mapped(map: PlainMap, change: (key: string, value: unknown) => unknown): PlainMap {
  const entries = Object.entries(map).map(([key, value]): [string, unknown] => [key, change(key, value)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The same data with all keys in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlainMap(value)) return typeof value === 'bigint' ? Number(value) : value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

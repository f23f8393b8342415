import type { ObjectMeta } from '../../../generated/kubernetes';
import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { objectMeta } from '../api/shared/metadata';
import { pathSegment } from '../api/shared/names';
import { decodePart } from '../decode/decode';
import type { ObjectReader } from '../decode/reader';
import { Context } from '../rule/context';
import type { StructuralSchema } from './structural-schema';
import type { Visit } from './visit';

const metadataRules = objectMeta(pathSegment, { finalizers: 'anyone', nameless: true });

/** Reports what cannot be decoded of the metadata of objects inside of a custom resource. */
export function decodeEmbedded(value: unknown, schema: StructuralSchema, metadata: ObjectReader, minor: number, at: Visit): void {
  visitEmbedded(value, schema, at, (object) => {
    if (object.metadata !== undefined && object.metadata !== null) decodePart(object.metadata, metadata, metadataOf(at, minor));
  });
}

/** Reports what is wrong with the metadata of objects inside of a custom resource, and with what they say they are. */
export function judgeEmbedded(value: unknown, schema: StructuralSchema, metadata: ObjectReader, minor: number, at: Visit): void {
  visitEmbedded(value, schema, at, (object) => {
    const { value: decoded } = decodePart(object.metadata ?? {}, metadata, new Context({ apiVersion: '', kind: '' }, minor));
    metadataRules(decoded as ObjectMeta, metadataOf(at, minor));
    for (const field of ['apiVersion', 'kind'] as const) {
      const found = object[field];
      if (found === undefined) at.report('api/required', { field }, [field]);
      else if (!isIdentity(field, found)) at.report('custom/embedded', { field, found }, [field]);
    }
  });
}

/** Looks at each object that the schema says is one; the whole object itself is none of them. */
function visitEmbedded(value: unknown, schema: StructuralSchema | undefined, at: Visit, look: (object: PlainMap) => void, isRoot = true): void {
  if (schema === undefined) return;
  const within = (part: unknown, key: string | number, of: StructuralSchema | undefined): void =>
    at.within(key, () => visitEmbedded(part, of, at, look, false));
  if (Array.isArray(value)) value.forEach((item: unknown, index) => within(item, index, schema.items));
  if (!isPlainMap(value)) return;
  if (schema.embedded && !isRoot) look(value);
  for (const key of Object.keys(value)) within(value[key], key, schema.properties.get(key) ?? schema.additional);
}

function metadataOf(at: Visit, minor: number): Context {
  const context = at.context(minor);
  context.enter('metadata');
  return context;
}

function isIdentity(field: 'apiVersion' | 'kind', found: unknown): boolean {
  if (typeof found !== 'string' || found === '') return false;
  if (field === 'apiVersion') return found.split('/').length <= 2;
  return found.length <= 63 && /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/.test(found.toLowerCase());
}

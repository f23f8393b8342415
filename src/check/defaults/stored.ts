import type { Manifest } from '../../core/manifest';
import { copyMap } from '../../schema/plain-data';
import type { FieldReader, ObjectReader, Reader } from '../decode/reader';
import type { StoredForm } from '../../schema/stored-form';
import { prepareForStorage } from './prepare';

type Fields = { [field: string]: unknown };

/** What the server's storage makes of an object that was decoded and has its defaults. */
export function stored(object: Manifest, reader: ObjectReader, minor: number): Manifest {
  return withNulls(prepareForStorage(object, reader, minor), reader, minor) as Manifest;
}

/** Fields that are always stored are `null` where nobody gave them, and nothing else stands for none. */
function withNulls(value: unknown, reader: Reader, minor: number): unknown {
  if (value === null) return value;
  switch (reader.type) {
    case 'object': {
      const given = value as Fields;
      let result = given;
      for (const [name, field] of reader.fields) {
        const inner = given[name];
        const outer = storedField(inner, field, reader.name, minor);
        if (outer === inner) continue;
        if (result === given) result = copyMap(given);
        if (outer === undefined) delete result[name];
        else result[name] = outer;
      }
      return result;
    }
    case 'list': {
      if (!reader.resolved) reader.resolve();
      const list = value as readonly unknown[];
      let result = list;
      for (let index = 0; index < list.length; index++) {
        const outer = withNulls(list[index], reader.items, minor);
        if (outer === list[index]) continue;
        if (result === list) result = [...list];
        (result as unknown[])[index] = outer;
      }
      return result;
    }
    default: return value;
  }
}

function storedField(value: unknown, field: FieldReader, type: string, minor: number): unknown {
  field.resolve();
  const { name, form, reader } = field;
  if (value === undefined) return isNull(name, form, type, minor) ? null : undefined;
  if (form === 'nonzero' && Array.isArray(value) && value.length === 0) return undefined;
  return withNulls(value, reader, minor);
}

function isNull(field: string, form: StoredForm, type: string, minor: number): boolean {
  if (field === 'creationTimestamp' && type === 'meta.v1.ObjectMeta') return minor < 34;
  return form === 'always';
}

import { isPlainMap } from '../../core/plain-map';
import { nearest } from '../../core/suggest';
import { copyMap, setOwn } from '../../schema/plain-data';
import type { StructuralSchema } from './structural-schema';
import type { Visit } from './visit';

const metaFields: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);
type Writable = { [key: string]: unknown };

/**
 * A custom resource as the server has it after decoding: without `null` where there can be none, with defaults. Fields that the
 * definition does not know are reported, as under strict field validation. Parts in which nothing changes are those of the given object.
 * @param lenient whether the definition is only a part of what is published: then only what looks misspelt is reported
 */
export function prepareCustom(value: unknown, schema: StructuralSchema, at: Visit, lenient = false): unknown {
  return new Preparer(at, lenient).prepare(value, schema, false);
}

class Preparer {
  constructor(private readonly at: Visit, private readonly lenient: boolean) {}

  /** @param preserved whether a schema around this one keeps what it does not know */
  prepare(value: unknown, schema: StructuralSchema | undefined, preserved: boolean): unknown {
    if (Array.isArray(value)) return this.list(value, schema, preserved);
    return isPlainMap(value) ? this.map(value, schema, preserved) : value;
  }

  private list(list: readonly unknown[], schema: StructuralSchema | undefined, preserved: boolean): readonly unknown[] {
    let result: unknown[] | undefined;
    const items = schema?.items;
    const keeps = schema?.preserves === true || (preserved && schema === undefined);
    for (let index = 0; index < list.length; index++) {
      const given = list[index] === null && items !== undefined && !items.nullable ? items.standard ?? null : list[index];
      const prepared = items === undefined && keeps ? given : this.at.within(index, () => this.prepare(given, items, schema?.preserves === true));
      if (prepared !== list[index]) (result ??= [...list])[index] = prepared;
    }
    return result ?? list;
  }

  private map(map: Writable, schema: StructuralSchema | undefined, preserved: boolean): Writable {
    let result = map;
    const keeps = schema?.preserves === true || (preserved && schema === undefined);
    for (const key of Object.keys(map)) {
      if (schema?.embedded === true && metaFields.has(key)) continue;
      const inner = schema?.properties.get(key) ?? schema?.additional;
      if (inner === undefined && !keeps) {
        if (map[key] !== undefined) this.unknownField(key, schema);
        continue;
      }
      const given = map[key] === null && inner !== undefined && !inner.nullable ? inner.standard : map[key];
      const prepared = inner === undefined ? given : this.at.within(key, () => this.prepare(given, inner, schema?.preserves === true));
      if (prepared === map[key]) continue;
      if (result === map) result = copyMap(map);
      if (prepared === undefined) delete result[key];
      else setOwn(result, key, prepared);
    }
    for (const [key, inner] of schema?.properties ?? []) {
      if (inner.standard === undefined || inner.standard === null || (Object.hasOwn(result, key) && result[key] !== undefined)) continue;
      if (result === map) result = copyMap(map);
      setOwn(result, key, this.at.within(key, () => this.prepare(inner.standard, inner, false)));
    }
    return result;
  }

  private unknownField(field: string, schema: StructuralSchema | undefined): void {
    const suggestion = nearest(field, schema?.properties.keys() ?? []);
    if (this.lenient && suggestion === undefined) return;
    this.at.report('schema/unknown-field', { field, nearest: suggestion, since: undefined }, [field]);
  }
}

import { ANY, type FieldSchema, type ListSchema, type MapSchema, type ObjectSchema, type ScalarType, type Schema, type UnionSchema } from './schema';

/** A type as the data files hold it; `schemas/README.md` describes the form. */
export interface StoredType {
  readonly fields?: { readonly [field: string]: string };
  readonly required?: readonly string[];
  readonly enums?: { readonly [field: string]: readonly string[] };
  readonly defaults?: { readonly [field: string]: unknown };
  readonly patch?: { readonly [field: string]: string };
  readonly mapTypes?: { readonly [field: string]: 'atomic' | 'granular' };
  readonly mapType?: 'atomic' | 'granular';
  readonly unions?: readonly UnionSchema[];
  readonly open?: boolean;
}

/** Finds a type by its name. */
export type TypeLookup = (name: string) => ObjectSchema | undefined;

const SCALARS: ReadonlySet<string> = new Set<ScalarType>([
  'string', 'byte', 'date-time', 'micro-time', 'quantity', 'int-or-string', 'boolean', 'int32', 'int64', 'float', 'double',
]);

/** Makes a schema of a stored type. */
export function readStoredType(name: string, stored: StoredType, lookup: TypeLookup): ObjectSchema {
  const required = new Set(stored.required);
  const fields = new Map<string, FieldSchema>();
  for (const field in stored.fields) {
    fields.set(field, new StoredField(field, stored, required.has(field), lookup));
  }
  return { type: 'object', name, fields, open: stored.open === true, mapType: stored.mapType, unions: stored.unions ?? [] };
}

/** Reads the text of its type only when somebody asks: most fields of most kinds are never looked at. */
class StoredField implements FieldSchema {
  private resolved: Schema | undefined;

  constructor(
    readonly name: string,
    private readonly stored: StoredType,
    readonly required: boolean,
    private readonly lookup: TypeLookup,
  ) {}

  get schema(): Schema {
    return (this.resolved ??= this.resolve());
  }

  get default(): unknown {
    return this.stored.defaults?.[this.name];
  }

  get patchStrategy(): string | undefined {
    return this.stored.patch?.[this.name]?.split(' ')[0];
  }

  get patchMergeKey(): string | undefined {
    return this.stored.patch?.[this.name]?.split(' ')[1];
  }

  private resolve(): Schema {
    const schema = readTypeText(this.stored.fields![this.name]!, this.stored.enums?.[this.name], this.lookup);
    const mapType = this.stored.mapTypes?.[this.name];
    return mapType === undefined || schema.type !== 'object' ? schema : { ...schema, mapType };
  }
}

/** `int32`, `core.v1.PodSpec`, `[name]core.v1.Container`, `[set]string`, `{}quantity`, `{atomic}string`. */
function readTypeText(text: string, values: readonly string[] | undefined, lookup: TypeLookup): Schema {
  if (text[0] === '[') {
    const end = text.indexOf(']');
    return new StoredList(text.slice(1, end), text.slice(end + 1), values, lookup);
  }
  if (text[0] === '{') {
    const end = text.indexOf('}');
    return new StoredMap(text.slice(1, end), text.slice(end + 1), values, lookup);
  }
  if (SCALARS.has(text)) return { type: text as ScalarType, values };
  const found = lookup(text);
  if (found === undefined) throw new Error(`the data of this release has no type ${text}`);
  return found.open && found.fields.size === 0 ? ANY : found;
}

class StoredList implements ListSchema {
  readonly type = 'list';
  readonly listType: ListSchema['listType'];
  readonly keys: readonly string[];
  private resolved: Schema | undefined;

  constructor(
    how: string,
    private readonly itemText: string,
    private readonly values: readonly string[] | undefined,
    private readonly lookup: TypeLookup,
  ) {
    const named = how === 'set' || how === 'atomic';
    this.listType = how === '' ? undefined : named ? how : 'map';
    this.keys = named || how === '' ? [] : how.split(',');
  }

  get items(): Schema {
    return (this.resolved ??= readTypeText(this.itemText, this.values, this.lookup));
  }
}

class StoredMap implements MapSchema {
  readonly type = 'map';
  readonly mapType: MapSchema['mapType'];
  private resolved: Schema | undefined;

  constructor(
    how: string,
    private readonly itemText: string,
    private readonly values: readonly string[] | undefined,
    private readonly lookup: TypeLookup,
  ) {
    this.mapType = how === '' ? undefined : (how as 'atomic' | 'granular');
  }

  get items(): Schema {
    return (this.resolved ??= readTypeText(this.itemText, this.values, this.lookup));
  }
}

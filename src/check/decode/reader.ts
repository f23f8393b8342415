import type { ScalarType, Schema } from '../../schema/schema';
import { expectedForm, storedForm } from '../../schema/stored-form';

/** How values of a schema are read: the schema in the form in which it is walked through most quickly. */
export type Reader = ScalarReader | ListReader | MapReader | ObjectReader | AnyReader;

interface ScalarReader {
  readonly type: ScalarType;
}

interface AnyReader {
  readonly type: 'any';
}

export interface ListReader {
  readonly type: 'list';
  readonly items: Reader;
}

export interface MapReader {
  readonly type: 'map';
  readonly items: Reader;
}

export interface ObjectReader {
  readonly type: 'object';
  readonly fields: ReadonlyMap<string, FieldReader>;
  readonly open: boolean;
}

/** A field; its own schema is read when an object first has it. */
export interface FieldReader {
  readonly reader: Reader;
  /** Whether its empty value is as good as none. */
  readonly nonzero: boolean;
}

const readers = new WeakMap<Schema, Reader>();
const scalars = new Map<string, ScalarReader>();
const any: AnyReader = { type: 'any' };

/** @param own whether it is a type of Kubernetes' own, and no custom resource */
export function readerOf(schema: Schema, own: boolean): Reader {
  if (schema.type === 'any') return any;
  if (schema.type !== 'object' && schema.type !== 'list' && schema.type !== 'map') {
    let scalar = scalars.get(schema.type);
    if (scalar === undefined) scalars.set(schema.type, (scalar = { type: schema.type }));
    return scalar;
  }
  let reader = readers.get(schema);
  if (reader === undefined) readers.set(schema, (reader = makeReader(schema, own)));
  return reader;
}

function makeReader(schema: Extract<Schema, { type: 'object' | 'list' | 'map' }>, own: boolean): Reader {
  switch (schema.type) {
    case 'list': return new ItemsReader('list', schema, own);
    case 'map': return new ItemsReader('map', schema, own);
    default: {
      const fields = new Map<string, FieldReader>();
      for (const field of schema.fields.values()) fields.set(field.name, new LazyField(schema, field, own));
      return { type: 'object', fields, open: schema.open };
    }
  }
}

class ItemsReader<T extends 'list' | 'map'> {
  private read: Reader | undefined;

  constructor(readonly type: T, private readonly schema: { readonly items: Schema }, private readonly own: boolean) {}

  get items(): Reader {
    return (this.read ??= readerOf(this.schema.items, this.own));
  }
}

class LazyField implements FieldReader {
  private read: Reader | undefined;
  private drops: boolean | undefined;

  constructor(private readonly type: Parameters<typeof storedForm>[0], private readonly field: Parameters<typeof expectedForm>[0], private readonly own: boolean) {}

  get reader(): Reader {
    return (this.read ??= readerOf(this.field.schema, this.own));
  }

  get nonzero(): boolean {
    return (this.drops ??= this.own && storedForm(this.type, this.field) === 'nonzero');
  }
}

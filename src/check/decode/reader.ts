import type { FieldSchema, ObjectSchema, ScalarType, Schema } from '../../schema/schema';
import { storedForm, type StoredForm } from '../../schema/stored-form';
import { defaulterOf } from '../defaults/defaulters';
import { type Dropper, dropperOf, objectDropperOf } from '../defaults/drops';
import type { Defaulter } from '../defaults/fill';
import { gatedFields } from '../defaults/gates';

/** How values of a schema are read: the schema in the form in which it is walked through most quickly. */
export type Reader = ScalarReader | ListReader | MapReader | ObjectReader | AnyReader;

interface ScalarReader {
  readonly type: ScalarType;
}

interface AnyReader {
  readonly type: 'any';
}

/** As of a field, what its items are is read when there first are some. */
export interface ListReader {
  readonly type: 'list';
  readonly resolved: boolean;
  readonly items: Reader;
  resolve(): void;
}

export interface MapReader {
  readonly type: 'map';
  readonly resolved: boolean;
  readonly items: Reader;
  resolve(): void;
  /** Amounts of resources, of which the server counts thousandths. */
  readonly resources: boolean;
}

export interface ObjectReader {
  readonly type: 'object';
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldReader>;
  readonly open: boolean;
  /** What the server sets where nobody else does, beside what `defaults` sets. */
  readonly standard: readonly (readonly [field: string, value: unknown])[];
  /** @default - none */
  readonly defaults: Defaulter<object> | undefined;
  /** Fields that the release drops. */
  readonly dropped: readonly string[];
  /** What else the release drops. @default - nothing */
  readonly dropper: Dropper | undefined;
  /** What else it drops of a whole object. @default - nothing */
  readonly objectDropper: Dropper | undefined;
}

/** A field. Its own schema is read when an object first has it: `resolve` has to be called before anything else is asked. */
export interface FieldReader {
  readonly name: string;
  readonly resolved: boolean;
  readonly reader: Reader;
  readonly form: StoredForm;
  /** Whether its empty value is as good as none. */
  readonly nonzero: boolean;
  /** Whether it holds text of any form. */
  readonly isText: boolean;
  resolve(): void;
}

/** What readers are made for. */
export interface Dialect {
  /** Whether schemas are types of Kubernetes' own, and no custom resources. */
  readonly own: boolean;
  /** 36 for 1.36. */
  readonly minor: number;
  /** The empty value of a type as the server stores it. */
  readonly empty: (reader: ObjectReader) => object;
}

const readers = new WeakMap<Schema, Reader>();
const scalars = new Map<string, ScalarReader>();
const any: AnyReader = { type: 'any' };

/**
 * The reader of a schema, which belongs to one release.
 * @param owner the type that has the field
 */
export function readerOf(schema: Schema, dialect: Dialect, owner = ''): Reader {
  if (schema.type === 'any') return any;
  if (schema.type !== 'object' && schema.type !== 'list' && schema.type !== 'map') {
    let scalar = scalars.get(schema.type);
    if (scalar === undefined) scalars.set(schema.type, (scalar = { type: schema.type }));
    return scalar;
  }
  const known = readers.get(schema);
  if (known !== undefined) return known;
  const reader: Reader = schema.type === 'object' ? new TypeReader(schema, dialect)
    : schema.type === 'list' ? new ItemsReader('list', schema, dialect, owner) : new ItemsReader('map', schema, dialect, owner);
  readers.set(schema, reader);
  return reader;
}

class ItemsReader<T extends 'list' | 'map'> {
  items: Reader = any;
  resolved = false;
  resources = false;

  constructor(
    readonly type: T, private readonly schema: { readonly items: Schema }, private readonly dialect: Dialect, private readonly owner: string,
  ) {}

  resolve(): void {
    const { items } = this.schema;
    this.resolved = true;
    this.items = readerOf(items, this.dialect);
    this.resources = this.dialect.own && items.type === 'quantity' && this.owner.startsWith('core.');
  }
}

class TypeReader implements ObjectReader {
  readonly type = 'object';
  readonly name: string;
  readonly open: boolean;
  readonly fields = new Map<string, FieldReader>();
  readonly defaults: Defaulter<object> | undefined;
  readonly dropped: readonly string[];
  readonly dropper: Dropper | undefined;
  readonly objectDropper: Dropper | undefined;
  private filled: readonly (readonly [string, unknown])[] | undefined;

  constructor(private readonly schema: ObjectSchema, private readonly dialect: Dialect) {
    this.name = schema.name;
    this.open = schema.open;
    for (const field of schema.fields.values()) this.fields.set(field.name, new LazyField(schema, field, dialect));
    this.defaults = dialect.own ? defaulterOf(schema.name) : undefined;
    this.dropper = dialect.own ? dropperOf(schema.name) : undefined;
    this.objectDropper = dialect.own ? objectDropperOf(schema.name) : undefined;
    const gated = dialect.own ? gatedFields[schema.name] : undefined;
    this.dropped = gated === undefined ? [] : Object.keys(gated).filter((field) => this.fields.has(field) && gated[field]! > dialect.minor);
  }

  get standard(): readonly (readonly [string, unknown])[] {
    return (this.filled ??= this.dialect.own ? this.readStandard() : []);
  }

  private readStandard(): [string, unknown][] {
    const standard: [string, unknown][] = [];
    for (const field of this.schema.fields.values()) {
      const own = this.fields.get(field.name)!;
      own.resolve();
      const { form, reader } = own;
      const value = standardValue(field, form, reader, this.dialect);
      if (value !== undefined) standard.push([field.name, value]);
    }
    return standard;
  }
}

/** What stands in a field that nobody gave; `undefined` for nothing. */
function standardValue({ default: given, schema }: FieldSchema, form: StoredForm, reader: Reader, { empty }: Dialect): unknown {
  switch (schema.type) {
    case 'object': return form === 'always' && given !== undefined ? empty(reader as ObjectReader) : undefined;
    case 'list': case 'map': case 'any': case 'date-time': case 'micro-time': case 'byte': return undefined;
    case 'quantity': return form === 'always' ? '0' : undefined;
    case 'int-or-string': return form === 'always' ? 0 : undefined;
    default:
      if (given !== undefined) return form === 'nonzero' && !(given as boolean) ? undefined : given;
      return undefined;
  }
}

/** Of these, the empty value is what the server has where nobody gave one. */
function isText({ type }: Schema): boolean {
  return type === 'string' || type === 'boolean' || type === 'int32' || type === 'int64';
}

/** Fields of which the server's code tells an empty value from none. */
const toldFromNone: { readonly [type: string]: readonly string[] } = {
  'admissionregistration.v1.MutatingWebhook': ['sideEffects'],
  'admissionregistration.v1.ValidatingWebhook': ['sideEffects'],
  'autoscaling.v2.HPAScalingRules': ['policies'],
  'core.v1.AzureFilePersistentVolumeSource': ['secretNamespace'],
  'core.v1.EphemeralContainer': ['ports', 'resizePolicy', 'restartPolicyRules'],
  'core.v1.PodSecurityContext': ['supplementalGroups'],
  'core.v1.ResourceRequirements': ['claims'],
  'core.v1.TypedLocalObjectReference': ['apiGroup'],
  'core.v1.TypedObjectReference': ['apiGroup'],
  'meta.v1.ObjectMeta': ['finalizers', 'managedFields', 'ownerReferences'],
  'networking.v1.IngressClassParametersReference': ['scope'],
  'resource.v1.ResourceSliceSpec': ['devices', 'sharedCounters'],
};

/** Plain fields and no getters: they are read for every value of every object. */
class LazyField implements FieldReader {
  readonly name: string;
  resolved = false;
  reader: Reader = any;
  form: StoredForm = 'given';
  nonzero = false;
  isText = false;

  constructor(private readonly type: ObjectSchema, private readonly field: FieldSchema, private readonly dialect: Dialect) {
    this.name = field.name;
  }

  resolve(): void {
    if (this.resolved) return;
    const { schema } = this.field;
    this.resolved = true;
    this.reader = readerOf(schema, this.dialect, this.type.name);
    this.isText = schema.type === 'string';
    if (!this.dialect.own) return;
    this.form = storedForm(this.type, this.field);
    if (toldFromNone[this.type.name]?.includes(this.name) !== true) {
      this.nonzero = this.form === 'nonzero' || (this.form === 'always' && isText(schema));
    }
  }
}

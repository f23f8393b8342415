/** Text and numbers, by the word that Kubernetes' own definitions use for them. */
export type ScalarType =
  | 'string' | 'byte' | 'date-time' | 'micro-time' | 'quantity' | 'int-or-string'
  | 'boolean' | 'int32' | 'int64' | 'float' | 'double';

/** What a value may be. Types that a schema refers to are read when they are first asked for. */
export type Schema = ScalarSchema | ListSchema | MapSchema | ObjectSchema | AnySchema;

/** One value. */
export interface ScalarSchema {
  readonly type: ScalarType;
  /** The only values that the API accepts. @default - any value of the type */
  readonly values?: readonly string[] | undefined;
}

/** A list. */
export interface ListSchema {
  readonly type: 'list';
  readonly items: Schema;
  /**
   * How the API merges two of them: `map` by `keys`, `set` by value, `atomic` not at all.
   * @default - not said, which the API treats as atomic
   * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
   */
  readonly listType?: 'map' | 'set' | 'atomic' | undefined;
  /** The fields that tell the items of a `map` list apart; empty for all others. */
  readonly keys: readonly string[];
}

/** An object whose keys are data: labels, resource names, file names. */
export interface MapSchema {
  readonly type: 'map';
  readonly items: Schema;
  /** @default - granular: key by key */
  readonly mapType?: 'atomic' | 'granular' | undefined;
}

/** An object with known fields. */
export interface ObjectSchema {
  readonly type: 'object';
  /** Name of the type, such as `core.v1.PodSpec`; unique within a release. */
  readonly name: string;
  /** In the order of the API definition, which is alphabetical for Kubernetes' own types. */
  readonly fields: ReadonlyMap<string, FieldSchema>;
  /** Whether fields beyond the known ones are accepted and kept. */
  readonly open: boolean;
  /** @default - granular: field by field */
  readonly mapType?: 'atomic' | 'granular' | undefined;
  /** Groups of fields of which at most one may be set. */
  readonly unions: readonly UnionSchema[];
}

/** Any data: the API does not say what it is. */
export interface AnySchema {
  readonly type: 'any';
}

/** A field of an object. */
export interface FieldSchema {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  /**
   * What stands in the API definition as default. It is what the server fills in for text, numbers and lists of a custom
   * resource; for Kubernetes' own kinds it is mostly the empty value, and the server's code fills in more than that.
   * @default - none
   */
  readonly default?: unknown;
  /** How a strategic merge patch treats the field: `merge`, `replace`, `retainKeys`, or several with commas. @default - replace */
  readonly patchStrategy?: string | undefined;
  /** The one field that a strategic merge patch finds the items of a list by. @default - none */
  readonly patchMergeKey?: string | undefined;
}

/** Fields of which at most one may be set. */
export interface UnionSchema {
  /** The field whose value says which one is set. @default - none */
  readonly discriminator?: string | undefined;
  /** Field -> the name that the API definition gives to it in the union: often, not always, the discriminator's value. */
  readonly fields: { readonly [field: string]: string };
}

export const ANY: AnySchema = { type: 'any' };

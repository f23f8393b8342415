/** A type of TypeScript, before it is printed. */
export type TypeModel =
  | { readonly type: 'text' | 'number' | 'boolean' | 'unknown' | 'number-or-text' | 'nothing' }
  | { readonly type: 'literals'; readonly values: readonly (string | number | boolean | null)[] }
  | { readonly type: 'list'; readonly items: TypeModel }
  /** Keys are data. */
  | { readonly type: 'map'; readonly values: TypeModel }
  | { readonly type: 'nullable'; readonly of: TypeModel }
  /** An interface of the file, or an imported one. */
  | { readonly type: 'named'; readonly name: string };

/** A type with a name of its own. */
export interface NamedType {
  readonly name: string;
  readonly doc: Doc;
  readonly fields: readonly FieldModel[];
  /** Whether it keeps fields that it does not name. */
  readonly open: boolean;
  /** What must be given together, or not. */
  readonly choices: readonly Choice[];
}

/** A field of a type. */
export interface FieldModel {
  /** As in the schema, to the letter. */
  readonly key: string;
  readonly type: TypeModel;
  readonly required: boolean;
  readonly doc: Doc;
}

/** What is said of a type or a field. */
export interface Doc {
  /** @default - nothing */
  readonly text?: string | undefined;
  /** Lines such as `@default 3`. */
  readonly tags: readonly string[];
}

/** Sets of fields of which the fields of one must be given. */
export interface Choice {
  /** Whether those of the others must not be. */
  readonly exclusive: boolean;
  /** Each a set of fields; an empty one stands for none of them. */
  readonly alternatives: readonly (readonly string[])[];
}

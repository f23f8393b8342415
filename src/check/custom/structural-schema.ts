import { isPlainMap, type PlainMap } from '../../core/plain-map';

/** What a value must be, by JSON Schema's own words. */
export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';

/** A rule in CEL. */
export interface ExpressionRule {
  readonly rule: string;
  readonly message?: string | undefined;
  readonly messageExpression?: string | undefined;
  readonly reason?: string | undefined;
  readonly fieldPath?: string | undefined;
  readonly optionalOldSelf: boolean;
}

/**
 * A schema of a CustomResourceDefinition, in the form in which objects are checked. What is not well formed counts as left out: the
 * server refuses such a definition, and that is told of the definition itself.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export class StructuralSchema {
  readonly type: SchemaType | undefined;
  readonly nullable: boolean;
  readonly intOrString: boolean;
  readonly preserves: boolean;
  readonly embedded: boolean;
  readonly listType: string | undefined;
  readonly mapKeys: readonly string[];
  readonly required: readonly string[];
  readonly values: readonly unknown[] | undefined;
  readonly standard: unknown;
  readonly format: string | undefined;
  readonly rules: readonly ExpressionRule[];
  readonly constraints: PlainMap;
  private fields: ReadonlyMap<string, StructuralSchema> | undefined;
  private ofItems: StructuralSchema | null | undefined;
  private ofOthers: StructuralSchema | null | undefined;
  private readonly combined = new Map<string, readonly StructuralSchema[]>();

  constructor(private readonly given: PlainMap, isRoot = false) {
    this.type = types.has(given.type as SchemaType) ? (given.type as SchemaType) : undefined;
    this.nullable = given.nullable === true;
    this.intOrString = given['x-kubernetes-int-or-string'] === true;
    this.preserves = given['x-kubernetes-preserve-unknown-fields'] === true;
    this.embedded = isRoot || given['x-kubernetes-embedded-resource'] === true;
    this.listType = typeof given['x-kubernetes-list-type'] === 'string' ? given['x-kubernetes-list-type'] : undefined;
    this.mapKeys = texts(given['x-kubernetes-list-map-keys']);
    this.required = texts(given.required);
    this.values = Array.isArray(given.enum) ? given.enum : undefined;
    this.standard = given.default;
    this.format = typeof given.format === 'string' ? given.format : undefined;
    this.rules = readRules(given['x-kubernetes-validations']);
    this.constraints = given;
  }

  /** Fields that have names. */
  get properties(): ReadonlyMap<string, StructuralSchema> {
    return (this.fields ??= new Map(Object.entries(isPlainMap(this.given.properties) ? this.given.properties : {}).flatMap(([name, schema]) =>
      (isPlainMap(schema) ? [[name, new StructuralSchema(schema)] as const] : []))));
  }

  /** What the items of a list are. @default - not said */
  get items(): StructuralSchema | undefined {
    this.ofItems ??= isPlainMap(this.given.items) ? new StructuralSchema(this.given.items) : null;
    return this.ofItems ?? undefined;
  }

  /** What stands under keys that are data. @default - there are none */
  get additional(): StructuralSchema | undefined {
    const { additionalProperties: given } = this.given;
    this.ofOthers ??= isPlainMap(given) ? new StructuralSchema(given) : given === true ? new StructuralSchema({ 'x-kubernetes-preserve-unknown-fields': true }) : null;
    return this.ofOthers ?? undefined;
  }

  /** Further schemas for the same value. */
  alternatives(word: 'allOf' | 'anyOf' | 'oneOf'): readonly StructuralSchema[] {
    return this.combinedOf(word, this.given[word]);
  }

  /** A schema that the value must not have. @default - none */
  get not(): StructuralSchema | undefined {
    return this.combinedOf('not', [this.given.not])[0];
  }

  private combinedOf(word: string, list: unknown): readonly StructuralSchema[] {
    let schemas = this.combined.get(word);
    if (schemas === undefined) {
      schemas = (Array.isArray(list) ? list : []).filter(isPlainMap).map((schema) => new StructuralSchema(schema));
      this.combined.set(word, schemas);
    }
    return schemas;
  }
}

const types: ReadonlySet<SchemaType> = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean']);

function texts(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

function readRules(list: unknown): readonly ExpressionRule[] {
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
  return (Array.isArray(list) ? list : []).filter(isPlainMap).flatMap((given) => {
    const rule = text(given.rule);
    if (rule === undefined) return [];
    return [{
      rule,
      message: text(given.message),
      messageExpression: text(given.messageExpression),
      reason: text(given.reason),
      fieldPath: text(given.fieldPath),
      optionalOldSelf: given.optionalOldSelf === true,
    }];
  });
}

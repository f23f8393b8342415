import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { type Names, pascalCase } from '../print/identifiers';
import { choicesOf } from './choices';
import { docOf } from './schema-doc';
import type { FieldModel, NamedType, TypeModel } from './type-model';

/** Fields that every object has: they are typed by all kinds alike. */
const ofEveryObject: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/** Fields that are not those of the schema. */
interface OwnFields {
  /** Fields of the schema that are none of the type. @default - none */
  readonly skip?: ReadonlySet<string>;
  /** Fields that come first. @default - none */
  readonly before?: readonly FieldModel[];
}

/** The types of one schema of a CustomResourceDefinition. */
export class SchemaTypes {
  /** In the order in which they are met: a type before those of its fields. */
  readonly types: NamedType[] = [];

  /**
   * @param names of the module
   * @param metadata the type of the metadata of an object
   */
  constructor(private readonly names: Names, private readonly metadata: TypeModel) {}

  /** Makes the type of a whole object, without `apiVersion` and `kind`. */
  root(openApi: PlainMap | undefined, name: string, prefix: string, hasStatus: boolean): void {
    const schema = openApi ?? { 'x-kubernetes-preserve-unknown-fields': true };
    const skip = new Set([...ofEveryObject, ...(hasStatus ? ['status'] : [])]);
    const metadata: FieldModel = {
      key: 'metadata', type: this.metadata, required: false,
      doc: { text: 'Name, labels and the like.', tags: ['@default - the id of the construct as the name, and the namespace of the bundle'] },
    };
    this.named(schema, name, prefix, { skip, before: [metadata] });
  }

  private typeOf(schema: PlainMap, name: string): TypeModel {
    const type = this.plainType(schema, name);
    return schema.nullable === true && type.type !== 'unknown' ? { type: 'nullable', of: type } : type;
  }

  private plainType(schema: PlainMap, name: string): TypeModel {
    const values = literalsOf(schema.enum);
    if (values !== undefined) return { type: 'literals', values };
    if (schema['x-kubernetes-int-or-string'] === true) return { type: 'number-or-text' };
    switch (schema.type) {
      case 'string': return { type: 'text' };
      case 'boolean': return { type: 'boolean' };
      case 'integer': case 'number': return { type: 'number' };
      case 'array': return { type: 'list', items: isPlainMap(schema.items) ? this.typeOf(schema.items, name) : { type: 'unknown' } };
    }
    if (schema.type !== 'object' && schema.type !== undefined) return { type: 'unknown' };
    if (isEmbedded(schema)) return this.embedded(schema, name);
    if (isPlainMap(schema.properties) && Object.keys(schema.properties).length > 0) return this.ofFields(schema, name);
    const { additionalProperties: others } = schema;
    if (isPlainMap(others)) return { type: 'map', values: this.typeOf(others, name) };
    if (schema.type === undefined) return { type: 'unknown' };
    if (others === true || isOpen(schema)) return { type: 'map', values: { type: 'unknown' } };
    // `type: object` alone: a server drops every field.
    return { type: 'map', values: { type: 'nothing' } };
  }

  private ofFields(schema: PlainMap, name: string): TypeModel {
    const free = this.names.take(name);
    this.named(schema, free, free);
    return { type: 'named', name: free };
  }

  /** A whole object inside of another one. */
  private embedded(schema: PlainMap, name: string): TypeModel {
    const free = this.names.take(name);
    const before: FieldModel[] = [
      { key: 'apiVersion', type: { type: 'text' }, required: true, doc: { tags: [] } },
      { key: 'kind', type: { type: 'text' }, required: true, doc: { tags: [] } },
      { key: 'metadata', type: this.metadata, required: false, doc: { tags: [] } },
    ];
    this.named(schema, free, free, { skip: ofEveryObject, before });
    return { type: 'named', name: free };
  }

  private named(schema: PlainMap, name: string, prefix: string, { skip, before = [] }: OwnFields = {}): void {
    const place = this.types.length;
    const properties = isPlainMap(schema.properties) ? schema.properties : {};
    const required = new Set(Array.isArray(schema.required) ? schema.required : []);
    const fields = new Map<string, FieldModel>(before.map((field) => [field.key, field]));
    for (const key of inOrderOfNaming(Object.keys(properties))) {
      if (skip?.has(key) === true) continue;
      const property = properties[key];
      const known = isPlainMap(property) ? property : {};
      fields.set(key, { key, type: this.typeOf(known, `${prefix}${pascalCase(key)}`), required: required.has(key), doc: docOf(known) });
    }
    const sorted = [...fields.values()].sort((a, b) => Number(before.includes(b)) - Number(before.includes(a)) || (a.key < b.key ? -1 : 1));
    const choices = choicesOf(schema).filter(({ alternatives }) => !alternatives.flat().some((field) => skip?.has(field) === true));
    const open = isOpen(schema) || isPlainMap(schema.additionalProperties);
    this.types.splice(place, 0, { name, doc: { tags: docOf(schema, true).tags }, fields: sorted, open, choices });
  }
}

/** Keys that are names already come first, so that `fooBar` has the name that one expects, and `foo-bar` another one. */
function inOrderOfNaming(keys: readonly string[]): string[] {
  const plain = (key: string): boolean => /^[a-z][A-Za-z0-9]*$/.test(key);
  return [...keys].sort((a, b) => Number(plain(b)) - Number(plain(a)) || (a < b ? -1 : 1));
}

function isOpen(schema: PlainMap): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true;
}

function isEmbedded(schema: PlainMap): boolean {
  return schema['x-kubernetes-embedded-resource'] === true;
}

function literalsOf(values: unknown): readonly (string | number | boolean | null)[] | undefined {
  if (!Array.isArray(values) || values.length === 0) return undefined;
  const scalars = values.filter((value) => value === null || ['string', 'number', 'boolean'].includes(typeof value));
  return scalars.length === values.length ? [...new Set(scalars as (string | number | boolean | null)[])] : undefined;
}

import type { ObjectSchema, Schema } from '../../schema/schema';
import type { FieldModel, NamedType, TypeModel } from './type-model';

/** A kind of a release, by the name of its type. */
export interface ReleaseKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The types of Kubernetes' own definitions. They refer to each other by name, so that those that hold themselves are no problem. */
export class ReleaseTypes {
  /**
   * @param names what types are called, by the name of their definition
   * @param kindOf which of them are kinds
   */
  constructor(private readonly names: ReadonlyMap<string, string>, private readonly kindOf: ReadonlyMap<string, ReleaseKind>) {}

  /** A type; a kind that stands inside of another one need not say what it is. */
  named(schema: ObjectSchema): NamedType {
    const kind = this.kindOf.get(schema.name);
    const identity: FieldModel[] = kind === undefined ? [] : (['apiVersion', 'kind'] as const).map((key) =>
      ({ key, type: { type: 'literals', values: [kind[key]] }, required: false, doc: { tags: [] } }));
    return { name: this.names.get(schema.name)!, doc: { tags: [] }, fields: [...identity, ...this.fields(schema, kind === undefined ? [] : ['apiVersion', 'kind'])], open: schema.open, choices: [] };
  }

  /** The fields of a type but some. */
  fields(schema: ObjectSchema, but: readonly string[]): FieldModel[] {
    return [...schema.fields.values()].filter(({ name }) => !but.includes(name)).map(({ name, schema: type, required }) =>
      ({ key: name, type: this.type(type), required, doc: { tags: [] } }));
  }

  private type(schema: Schema): TypeModel {
    switch (schema.type) {
      case 'string': case 'byte': case 'date-time': case 'micro-time':
        return schema.values === undefined ? { type: 'text' } : { type: 'literals', values: schema.values };
      case 'quantity': case 'int-or-string': return { type: 'number-or-text' };
      case 'boolean': return { type: 'boolean' };
      case 'int32': case 'int64': case 'float': case 'double': return { type: 'number' };
      case 'list': return { type: 'list', items: this.type(schema.items) };
      case 'map': return { type: 'map', values: this.type(schema.items) };
      case 'object': return this.object(schema);
      case 'any': return { type: 'unknown' };
    }
  }

  private object(schema: ObjectSchema): TypeModel {
    const name = this.names.get(schema.name);
    return name === undefined ? { type: 'map', values: { type: 'unknown' } } : { type: 'named', name };
  }
}

/** Every type that the given ones are made of. */
export function reachableTypes(roots: Iterable<ObjectSchema>): Map<string, ObjectSchema> {
  const found = new Map<string, ObjectSchema>();
  const look = (schema: Schema): void => {
    if (schema.type === 'list' || schema.type === 'map') look(schema.items);
    else if (schema.type === 'object' && !found.has(schema.name)) {
      found.set(schema.name, schema);
      for (const { schema: inner } of schema.fields.values()) look(inner);
    }
  };
  for (const root of roots) for (const [name, { schema }] of root.fields) if (name !== 'status') look(schema);
  return found;
}

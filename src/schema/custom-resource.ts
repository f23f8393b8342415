import { isPlainMap, type PlainMap } from '../core/checks';
import { ANY, type FieldSchema, type ListSchema, type MapSchema, type ObjectSchema, type Schema } from './schema';

/** A kind that a CustomResourceDefinition adds to a cluster. */
export interface CustomKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** The resource's name in URLs and RBAC rules. */
  readonly plural: string;
  readonly namespaced: boolean;
  /** Whether the API serves this version. */
  readonly served: boolean;
  readonly schema: ObjectSchema;
}

/**
 * The kinds that a CustomResourceDefinition (apiextensions.k8s.io/v1) defines, one for each version; none where it is not well formed.
 * `metadata` is the schema of every object's metadata, which definitions leave out.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
export function customKinds(definition: unknown, metadata: Schema): readonly CustomKind[] {
  const spec = mapAt(definition, 'spec');
  const names = mapAt(spec, 'names');
  const { group, versions, scope } = spec ?? {};
  const { kind, plural } = names ?? {};
  if (typeof group !== 'string' || typeof kind !== 'string' || !Array.isArray(versions)) return [];
  return versions.flatMap((version: unknown): CustomKind[] => {
    if (!isPlainMap(version) || typeof version.name !== 'string') return [];
    const openApi = mapAt(mapAt(version, 'schema'), 'openAPIV3Schema') ?? { 'x-kubernetes-preserve-unknown-fields': true };
    const name = `${group}.${version.name}.${kind}`;
    return [{
      apiVersion: `${group}/${version.name}`,
      kind,
      plural: typeof plural === 'string' ? plural : '',
      namespaced: scope !== 'Cluster',
      served: version.served !== false,
      schema: rootSchema(openApi, name, metadata),
    }];
  });
}

function rootSchema(openApi: PlainMap, name: string, metadata: Schema): ObjectSchema {
  const root = new OpenApiObject(openApi, name);
  const text: Schema = { type: 'string' };
  const own: [string, Schema][] = [['apiVersion', text], ['kind', text], ['metadata', metadata]];
  const fields = new Map<string, FieldSchema>(own.map(([field, schema]) => [field, { name: field, schema, required: field !== 'metadata' }]));
  for (const [field, schema] of root.fields) if (!fields.has(field)) fields.set(field, schema);
  return { type: 'object', name, fields, open: root.open, unions: [] };
}

/** A structural schema, as custom resources are described with, in the form that Kubernetes' own types have. */
export function openApiSchema(openApi: PlainMap, name: string): Schema {
  if (openApi['x-kubernetes-int-or-string'] === true) return { type: 'int-or-string' };
  switch (openApi.type) {
    case 'string':
      return { type: openApi.format === 'byte' || openApi.format === 'date-time' ? openApi.format : 'string', values: textValues(openApi.enum) };
    case 'boolean':
      return { type: 'boolean' };
    case 'integer':
      return { type: openApi.format === 'int32' ? 'int32' : 'int64' };
    case 'number':
      return { type: openApi.format === 'float' ? 'float' : 'double' };
    case 'array':
      return new OpenApiList(openApi, name);
    case 'object':
      if (openApi.properties !== undefined) return new OpenApiObject(openApi, name);
      if (isPlainMap(openApi.additionalProperties)) return new OpenApiMap(openApi, name);
  }
  if (openApi.properties !== undefined) return new OpenApiObject(openApi, name);
  // `type: object` alone has no fields: the server drops whatever stands there.
  return openApi.type === 'object' && !isOpen(openApi) ? new OpenApiObject(openApi, name) : ANY;
}

class OpenApiObject implements ObjectSchema {
  readonly type = 'object';
  readonly unions = [];
  private read: ReadonlyMap<string, FieldSchema> | undefined;

  constructor(private readonly openApi: PlainMap, readonly name: string) {}

  get fields(): ReadonlyMap<string, FieldSchema> {
    return (this.read ??= this.readFields());
  }

  get open(): boolean {
    return isOpen(this.openApi);
  }

  get mapType(): ObjectSchema['mapType'] {
    return mapTypeOf(this.openApi);
  }

  private readFields(): ReadonlyMap<string, FieldSchema> {
    const required: readonly unknown[] = Array.isArray(this.openApi.required) ? this.openApi.required : [];
    const fields = new Map<string, FieldSchema>();
    for (const [field, openApi] of Object.entries(isPlainMap(this.openApi.properties) ? this.openApi.properties : {})) {
      if (!isPlainMap(openApi)) continue;
      fields.set(field, {
        name: field, schema: openApiSchema(openApi, `${this.name}.${field}`), required: required.includes(field), default: openApi.default,
      });
    }
    return fields;
  }
}

class OpenApiList implements ListSchema {
  readonly type = 'list';
  private read: Schema | undefined;

  constructor(private readonly openApi: PlainMap, private readonly name: string) {}

  get items(): Schema {
    return (this.read ??= isPlainMap(this.openApi.items) ? openApiSchema(this.openApi.items, `${this.name}[]`) : ANY);
  }

  get listType(): ListSchema['listType'] {
    const listType = this.openApi['x-kubernetes-list-type'];
    return listType === 'map' || listType === 'set' || listType === 'atomic' ? listType : undefined;
  }

  get keys(): readonly string[] {
    return this.listType === 'map' ? textValues(this.openApi['x-kubernetes-list-map-keys']) ?? [] : [];
  }
}

class OpenApiMap implements MapSchema {
  readonly type = 'map';
  private read: Schema | undefined;

  constructor(private readonly openApi: PlainMap, private readonly name: string) {}

  get items(): Schema {
    return (this.read ??= openApiSchema(this.openApi.additionalProperties as PlainMap, `${this.name}{}`));
  }

  get mapType(): MapSchema['mapType'] {
    return mapTypeOf(this.openApi);
  }
}

function isOpen(openApi: PlainMap): boolean {
  return openApi['x-kubernetes-preserve-unknown-fields'] === true || openApi['x-kubernetes-embedded-resource'] === true
    || openApi.additionalProperties === true;
}

function mapTypeOf(openApi: PlainMap): 'atomic' | 'granular' | undefined {
  const mapType = openApi['x-kubernetes-map-type'];
  return mapType === 'atomic' || mapType === 'granular' ? mapType : undefined;
}

function textValues(list: unknown): readonly string[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const texts = list.filter((value) => typeof value === 'string');
  return texts.length === list.length ? texts : undefined;
}

function mapAt(value: unknown, key: string): PlainMap | undefined {
  const child = isPlainMap(value) ? value[key] : undefined;
  return isPlainMap(child) ? child : undefined;
}

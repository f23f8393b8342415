/**
 * A release's OpenAPI definitions -> the compact form that schemas/README.md describes.
 */
import { apiVersionOf, kindsOf, refTarget, type KindStatus, type OpenApiRelease, type OpenApiSchema } from './openapi';

/** One type as a data file holds it. Maps and lists that would be empty are left out. */
export interface CompactType {
  fields?: Record<string, string>;
  required?: readonly string[];
  enums?: Record<string, readonly string[]>;
  defaults?: Record<string, unknown>;
  patch?: Record<string, string>;
  mapTypes?: Record<string, string>;
  mapType?: string;
  unions?: readonly CompactUnion[];
  open?: true;
}

export interface CompactUnion {
  discriminator?: string;
  fields: Readonly<Record<string, string>>;
}

/** The first line of a data file. */
export interface CompactHeader {
  release: string;
  /** `apiVersion/kind` -> type, by what the release makes of the kind. */
  kinds: Record<KindStatus, Record<string, string>>;
  /** Group versions that the release can serve, but of which its definitions are not known. */
  undescribed?: readonly string[];
}

export interface CompactRelease {
  readonly header: CompactHeader;
  readonly types: ReadonlyMap<string, CompactType>;
}

/** Definitions that the compact form calls by a word of its own. */
const SCALARS: Readonly<Record<string, string>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'int-or-string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'date-time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'micro-time',
};

/** Untyped objects: any field is right. */
const OPEN = new Set(['io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1', 'io.k8s.apimachinery.pkg.runtime.RawExtension']);

/** `io.k8s.api.apps.v1.Deployment` -> `apps.v1.Deployment`. */
export function typeName(definition: string): string {
  return definition.replace(/^io\.k8s\.(api|apimachinery\.pkg\.apis|apimachinery\.pkg)\./, '');
}

export function compactRelease(release: OpenApiRelease, version: string): CompactRelease {
  const header: CompactHeader = { release: version, kinds: { on: {}, off: {}, removed: {}, transient: {} } };
  const described = new Set<string>();
  for (const kind of kindsOf(release, version)) {
    header.kinds[kind.status][`${apiVersionOf(kind)}/${kind.kind}`] = typeName(kind.definition);
    described.add(apiVersionOf(kind));
  }
  const undescribed = Object.keys(release.servedVersions).filter((apiVersion) => !described.has(apiVersion)).sort();
  if (undescribed.length > 0) {
    header.undescribed = undescribed;
  }
  const types = new Map<string, CompactType>();
  for (const name of Object.keys(release.definitions).sort()) {
    if (SCALARS[name] === undefined) {
      types.set(typeName(name), compactType(release.definitions[name] ?? {}, OPEN.has(name)));
    }
  }
  return { header, types };
}

function compactType(schema: OpenApiSchema, open: boolean): CompactType {
  const type: CompactType = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    (type.fields ??= {})[name] = typeText(property);
    const values = innermost(property).enum;
    if (values !== undefined) {
      (type.enums ??= {})[name] = values;
    }
    if (property.default !== undefined) {
      (type.defaults ??= {})[name] = property.default;
    }
    const strategy = property['x-kubernetes-patch-strategy'];
    if (strategy !== undefined) {
      const key = property['x-kubernetes-patch-merge-key'];
      (type.patch ??= {})[name] = key === undefined ? strategy : `${strategy} ${key}`;
    }
    const mapType = property['x-kubernetes-map-type'];
    if (mapType !== undefined && property.$ref !== undefined) {
      (type.mapTypes ??= {})[name] = mapType;
    }
  }
  if (schema.required !== undefined) {
    type.required = schema.required;
  }
  if (schema['x-kubernetes-map-type'] !== undefined) {
    type.mapType = schema['x-kubernetes-map-type'];
  }
  const unions = schema['x-kubernetes-unions'];
  if (unions !== undefined) {
    type.unions = unions.map((union) => ({
      ...(union.discriminator === undefined ? {} : { discriminator: union.discriminator }),
      fields: union['fields-to-discriminateBy'],
    }));
  }
  if (open) {
    type.open = true;
  }
  return type;
}

/** `int32`, `core.v1.PodSpec`, `[name]core.v1.Container` (a list whose items are found by name), `{}quantity` (a map). */
function typeText(schema: OpenApiSchema): string {
  if (schema.$ref !== undefined) {
    const target = refTarget(schema.$ref);
    return SCALARS[target] ?? typeName(target);
  }
  if (schema.items !== undefined) {
    const keys = schema['x-kubernetes-list-map-keys'];
    // A few lists had a merge key for patches before they said that they are maps.
    const how = keys?.join(',') ?? schema['x-kubernetes-list-type'] ?? schema['x-kubernetes-patch-merge-key'] ?? '';
    return `[${how}]${typeText(schema.items)}`;
  }
  if (schema.additionalProperties !== undefined) {
    return `{${schema['x-kubernetes-map-type'] ?? ''}}${typeText(schema.additionalProperties)}`;
  }
  switch (schema.type) {
    case 'string': return schema.format ?? 'string';
    case 'boolean': return 'boolean';
    case 'integer':
    case 'number': {
      if (schema.format === undefined) {
        throw new Error('A number without a format');
      }
      return schema.format;
    }
    default: throw new Error(`No compact form for ${JSON.stringify(schema)}`);
  }
}

function innermost(schema: OpenApiSchema): OpenApiSchema {
  return schema.items !== undefined ? innermost(schema.items)
    : schema.additionalProperties !== undefined ? innermost(schema.additionalProperties) : schema;
}

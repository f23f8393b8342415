import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { groupOf } from '../../core/object-id';

/** A CustomResourceDefinition, as far as types are made of it. */
export interface CustomDefinition {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly clusterScoped: boolean;
  /** Those that a cluster serves: the one whose objects are kept first, then the newest. Not empty. */
  readonly versions: readonly DefinedVersion[];
}

/** A version of a kind. */
export interface DefinedVersion {
  readonly name: string;
  /** What a server says to whoever uses it; `true` for its own words. @default - it is not deprecated */
  readonly deprecated?: string | true | undefined;
  /** @default - there is none: any fields are kept */
  readonly openApi?: PlainMap | undefined;
  /** Whether the server alone writes `status`. */
  readonly hasStatus: boolean;
}

/** Whether an object is a CustomResourceDefinition. */
export function isCustomDefinition(object: unknown): object is PlainMap {
  return isPlainMap(object) && object.kind === 'CustomResourceDefinition' && typeof object.apiVersion === 'string'
    && groupOf(object.apiVersion) === 'apiextensions.k8s.io';
}

/**
 * Reads a CustomResourceDefinition, of apiextensions.k8s.io/v1 or the older v1beta1. `problem` says what no types can be made without.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
export function readDefinition(object: PlainMap): { readonly definition: CustomDefinition } | { readonly problem: string } {
  const spec = mapAt(object, 'spec');
  if (spec === undefined) return { problem: 'it has no spec' };
  const { group, scope } = spec;
  const { kind, plural } = mapAt(spec, 'names') ?? {};
  if (!isText(group)) return { problem: 'it has no spec.group' };
  if (!isText(kind)) return { problem: 'it has no spec.names.kind' };
  const versions = versionsOf(spec);
  if (versions.length === 0) return { problem: 'no version of it is served' };
  return {
    definition: { group, kind, plural: isText(plural) ? plural : `${kind.toLowerCase()}s`, clusterScoped: scope === 'Cluster', versions },
  };
}

function versionsOf(spec: PlainMap): readonly DefinedVersion[] {
  // Before apiextensions.k8s.io/v1, one schema and one list of subresources could stand for all versions, and one version alone.
  const single = isText(spec.version) ? [{ name: spec.version, storage: true }] : [];
  const listed: readonly PlainMap[] = Array.isArray(spec.versions) ? spec.versions.filter(isPlainMap) : single;
  const served = listed.filter((version) => isText(version.name) && version.served !== false);
  const ordered = [...served].sort((a, b) =>
    Number(b.storage === true) - Number(a.storage === true) || compareVersions(a.name as string, b.name as string));
  const seen = new Set<string>();
  return ordered.flatMap((version): DefinedVersion[] => {
    const name = version.name as string;
    if (seen.has(name)) return [];
    seen.add(name);
    const given = mapAt(mapAt(version, 'schema'), 'openAPIV3Schema') ?? mapAt(mapAt(spec, 'validation'), 'openAPIV3Schema');
    const open = spec.preserveUnknownFields === true;
    const subresources = mapAt(version, 'subresources') ?? mapAt(spec, 'subresources');
    return [{
      name,
      deprecated: version.deprecated !== true ? undefined : isText(version.deprecationWarning) ? version.deprecationWarning : true,
      openApi: open && given !== undefined ? { ...given, 'x-kubernetes-preserve-unknown-fields': true } : given,
      hasStatus: subresources?.status !== undefined,
    }];
  });
}

/**
 * The order in which Kubernetes prefers versions: stable ones, the newest first, then beta, then alpha, then others by name.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority
 */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [rank(a), rank(b)];
  for (let index = 0; index < 3; index++) {
    const difference = other[index]! - one[index]!;
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

function rank(version: string): readonly [stability: number, major: number, minor: number] {
  const match = /^v([1-9]\d*)(?:(alpha|beta)([1-9]\d*))?$/.exec(version);
  if (match === null) return [0, 0, 0];
  return [match[2] === undefined ? 3 : match[2] === 'beta' ? 2 : 1, Number(match[1]), Number(match[3] ?? 0)];
}

function mapAt(value: unknown, key: string): PlainMap | undefined {
  const child = isPlainMap(value) ? value[key] : undefined;
  return isPlainMap(child) ? child : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

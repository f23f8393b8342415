/**
 * The shape of a Kubernetes release's OpenAPI file as this project's scripts read it.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { isRemovedKind } from './removed-kinds';

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

export interface OpenApiSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema;
  readonly properties?: { readonly [name: string]: OpenApiSchema };
  readonly required?: readonly string[];
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
  readonly 'x-kubernetes-patch-merge-key'?: string;
  readonly 'x-kubernetes-patch-strategy'?: string;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-unions'?: readonly OpenApiUnion[];
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[];
}

export interface OpenApiUnion {
  readonly discriminator?: string;
  readonly 'fields-to-discriminateBy': { readonly [field: string]: string };
}

export interface OpenApiRelease {
  readonly definitions: { readonly [name: string]: OpenApiSchema };
  /** Group versions of the release: on (true) or off (false) by default. Removed ones are absent. */
  readonly servedVersions: { readonly [groupVersion: string]: boolean };
  /** Exceptions to `servedVersions` for single resources, as `group/version/plural`. */
  readonly servedResources: { readonly [resource: string]: boolean };
}

const REF = '#/definitions/';

/** Reads a release file, plain or gzipped. */
export function loadOpenApi(path: string): OpenApiRelease {
  const bytes = readFileSync(path);
  const text = path.endsWith('.gz') ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8');
  return JSON.parse(text) as OpenApiRelease;
}

/** `1.36` out of `…/openapi-1.36.json.gz`. */
export function releaseOf(path: string): string {
  const match = /openapi-(\d+\.\d+)\.json(\.gz)?$/.exec(path);
  if (match?.[1] === undefined) {
    throw new Error(`Expected a file named openapi-<release>.json or openapi-<release>.json.gz, got ${path}`);
  }
  return match[1];
}

export function refTarget(ref: string): string {
  if (!ref.startsWith(REF)) {
    throw new Error(`Unexpected reference ${ref}`);
  }
  return ref.slice(REF.length);
}

export function apiVersionOf(gvk: GroupVersionKind): string {
  return gvk.group === '' ? gvk.version : `${gvk.group}/${gvk.version}`;
}

/** Names of every definition that the given ones reach, themselves included. */
export function reachable(release: OpenApiRelease, roots: Iterable<string>): Set<string> {
  const seen = new Set<string>();
  const visitSchema = (schema: OpenApiSchema): void => {
    if (schema.$ref !== undefined) {
      visit(refTarget(schema.$ref));
    }
    if (schema.items !== undefined) {
      visitSchema(schema.items);
    }
    if (schema.additionalProperties !== undefined) {
      visitSchema(schema.additionalProperties);
    }
    for (const property of Object.values(schema.properties ?? {})) {
      visitSchema(property);
    }
  };
  const visit = (name: string): void => {
    if (seen.has(name)) {
      return;
    }
    seen.add(name);
    const definition = release.definitions[name];
    if (definition === undefined) {
      throw new Error(`The release has no definition ${name}`);
    }
    visitSchema(definition);
  };
  for (const root of roots) {
    visit(root);
  }
  return seen;
}

/** Kinds that are requests, options of a request or answers: they cannot be kept as objects in a cluster. */
const TRANSIENT_KINDS: ReadonlySet<string> = new Set([
  'v1/Binding', 'v1/ComponentStatus', 'v1/NodeProxyOptions', 'v1/PodAttachOptions', 'v1/PodExecOptions', 'v1/PodLogOptions',
  'v1/PodPortForwardOptions', 'v1/PodProxyOptions', 'v1/PodStatusResult', 'v1/RangeAllocation', 'v1/SerializedReference',
  'v1/ServiceProxyOptions', 'autoscaling/v1/Scale', 'policy/v1/Eviction',
]);
const TRANSIENT_GROUPS: ReadonlySet<string> = new Set([
  'admission.k8s.io', 'authentication.k8s.io', 'authorization.k8s.io', 'imagepolicy.k8s.io',
]);

/** Whether objects of the kind are stored by a cluster, so that a manifest can declare one. */
export function isManifestKind(gvk: GroupVersionKind): boolean {
  return !gvk.kind.endsWith('List')
    && !TRANSIENT_GROUPS.has(gvk.group)
    && !TRANSIENT_KINDS.has(`${apiVersionOf(gvk)}/${gvk.kind}`);
}

/** `on` or `off` by default; `removed` when defined, but no longer served; `transient` for requests and lists, which are never stored. */
export type KindStatus = 'on' | 'off' | 'removed' | 'transient';

export interface ReleaseKind extends GroupVersionKind {
  readonly definition: string;
  readonly status: KindStatus;
}

/** Every kind that the release defines, with what it makes of it, in the order of their definitions. */
export function kindsOf(release: OpenApiRelease, version: string): ReleaseKind[] {
  const kinds: ReleaseKind[] = [];
  for (const definition of Object.keys(release.definitions).sort()) {
    const gvks = release.definitions[definition]?.['x-kubernetes-group-version-kind'] ?? [];
    const gvk = gvks[0];
    // A definition with several is a part that many groups share, such as DeleteOptions.
    if (gvk !== undefined && gvks.length === 1) {
      kinds.push({ ...gvk, definition, status: statusOf(release, version, gvk) });
    }
  }
  return kinds;
}

function statusOf(release: OpenApiRelease, version: string, gvk: GroupVersionKind): KindStatus {
  const apiVersion = apiVersionOf(gvk);
  if (!isManifestKind(gvk)) {
    return 'transient';
  }
  const exception = release.servedResources[`${apiVersion}/${gvk.kind.toLowerCase()}s`];
  const on = exception ?? release.servedVersions[apiVersion];
  if (on === undefined || isRemovedKind(apiVersion, gvk.kind, version)) {
    return 'removed';
  }
  return on ? 'on' : 'off';
}

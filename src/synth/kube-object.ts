import type { Construct } from 'constructs';
import type { KubernetesKinds } from '../../generated/kubernetes';
import { checkMap, checkPlainData, checkText, isPlainMap } from '../core/checks';
import { isClusterScoped } from '../core/cluster-scoped';
import { checkAnnotations, checkLabels } from '../core/labels';
import type { Manifest } from '../core/manifest';
import { checkName, dnsLabel, dnsSubdomain, pathSegment } from '../core/names';
import { groupOf } from '../core/object-id';
import { nearest } from '../core/suggest';
import type { kindOf } from '../core/targeted';
import { DEFAULT_RELEASE, loadRelease } from '../schema/release';
import { Definition, type DefinitionKind, type DefinitionProps } from './definition';

type BuiltIn = KubernetesKinds[keyof KubernetesKinds];

/**
 * The fields of an object: typed for every kind of Kubernetes, open for custom resources. In an API group of Kubernetes only
 * its kinds compile.
 */
export type ObjectFields<A extends string, K extends string> = `${A}/${K}` extends keyof KubernetesKinds
  ? KubernetesKinds[`${A}/${K}`]
  : A extends BuiltIn['apiVersion']
    ? { readonly apiVersion: A; readonly kind: Extract<BuiltIn, { readonly apiVersion: A }>['kind'] }
    : {
      /** Group and version. */
      readonly apiVersion: A;
      /** The kind. */
      readonly kind: K;
      /** Name, labels and the like. @default - the id of the construct as the name, and the namespace of the bundle */
      readonly metadata?: object | undefined;
      readonly [field: string]: unknown;
    };

/**
 * Any Kubernetes object, as it stands in a manifest: the way in for kinds and fields that have no definition of their own.
 * Its fields are typed by `apiVersion` and `kind`. Nothing is added but `metadata.name` (the id) and the namespace of the
 * bundle, where they are not given; `metadata: { namespace: undefined }` keeps a cluster-scoped custom resource out of it.
 *
 * ```ts
 * new KubeObject(bundle, 'web', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { … } });
 * ```
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
export class KubeObject<A extends string, K extends string> extends Definition {
  /** @internal */
  declare readonly [kindOf]: K;

  private readonly manifest: Manifest;

  constructor(scope: Construct, id: string, props: ObjectFields<A, K> & { readonly apiVersion: A; readonly kind: K }) {
    const given: unknown = props;
    const manifest = isPlainMap(given) ? given : {};
    const { apiVersion, kind, metadata } = manifest;
    super(scope, id, definitionKind(apiVersion, kind), nameIn(metadata));
    this.manifest = manifest as unknown as Manifest;
    if (!checkMap(this.problems, given, 'an object with apiVersion and kind')) return;
    const named = [checkText(this.problems.at('apiVersion'), apiVersion), checkText(this.problems.at('kind'), kind)].every(Boolean);
    if (named) this.checkKind(String(apiVersion), String(kind));
    if (!checkPlainData(this.problems, given) || metadata === undefined) return;
    const place = this.problems.at('metadata');
    if (!checkMap(place, metadata, 'a map with name, labels and the like')) return;
    if (metadata['namespace'] !== undefined) checkName(place.at('namespace'), dnsLabel, 'namespace', metadata['namespace']);
    if (metadata['labels'] !== undefined) checkLabels(place.at('labels'), metadata['labels']);
    if (metadata['annotations'] !== undefined) checkAnnotations(place.at('annotations'), metadata['annotations']);
  }

  protected build(): readonly Manifest[] {
    const { apiVersion, kind, metadata, ...fields } = this.manifest;
    const generated = metadata?.name === undefined && (metadata as { generateName?: string } | undefined)?.generateName !== undefined;
    const named = {
      ...(generated ? undefined : { name: this.name }),
      ...(this.namespace === undefined ? undefined : { namespace: this.namespace }),
    };
    return [{ apiVersion, kind, metadata: { ...named, ...metadata }, ...fields }];
  }

  /** A kind that nobody serves is a slip where the group is one of Kubernetes; other groups are anybody's. */
  private checkKind(apiVersion: string, kind: string): void {
    const release = loadRelease(DEFAULT_RELEASE);
    if (release.status(apiVersion, kind) !== 'unknown') return;
    const kinds = release.kinds().filter((known) => known.apiVersion === apiVersion).map((known) => known.kind);
    if (kinds.length > 0) this.problems.at('kind').report('object/unknown-kind', { apiVersion, kind, release: DEFAULT_RELEASE, nearest: nearest(kind, kinds) });
  }
}

function definitionKind(apiVersion: unknown, kind: unknown): DefinitionKind {
  const [group, name] = [textOr(apiVersion), textOr(kind)];
  return {
    apiVersion: group,
    kind: name,
    clusterScoped: isClusterScoped(group, name),
    nameRule: groupOf(group) === 'rbac.authorization.k8s.io' ? pathSegment : dnsSubdomain,
    namePath: ['metadata', 'name'],
  };
}

function textOr(value: unknown): string {
  return typeof value === 'string' ? value : 'object';
}

function nameIn(metadata: unknown): DefinitionProps {
  return isPlainMap(metadata) && metadata['name'] !== undefined ? { name: metadata['name'] as string } : {};
}

import type { Construct } from 'constructs';
import type { KubernetesKinds } from '../../generated/kubernetes';
import { checkPlainData, checkText, isPlainMap } from '../core/checks';
import { isClusterScoped } from '../core/cluster-scoped';
import { checkAnnotations, checkLabels } from '../core/labels';
import type { Manifest } from '../core/manifest';
import { dnsSubdomain, pathSegment } from '../core/names';
import { groupOf } from '../core/object-id';
import { Definition, type DefinitionKind, type DefinitionProps } from './definition';

/** The fields of an object: typed for every kind of Kubernetes, open for custom resources. */
export type ObjectFields<A extends string, K extends string> = `${A}/${K}` extends keyof KubernetesKinds
  ? KubernetesKinds[`${A}/${K}`]
  : { readonly apiVersion: A; readonly kind: K; readonly metadata?: object; readonly [field: string]: unknown };

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
  private readonly manifest: Manifest;

  constructor(scope: Construct, id: string, props: ObjectFields<A, K> & { readonly apiVersion: A; readonly kind: K }) {
    const manifest = props as Manifest;
    super(scope, id, definitionKind(manifest), definitionProps(manifest));
    this.manifest = manifest;
    checkText(this.problems.at('apiVersion'), props.apiVersion);
    checkText(this.problems.at('kind'), props.kind);
    checkPlainData(this.problems, props);
    const { metadata } = manifest;
    if (metadata?.labels !== undefined) checkLabels(this.problems.at('metadata', 'labels'), metadata.labels);
    if (metadata?.annotations !== undefined) checkAnnotations(this.problems.at('metadata', 'annotations'), metadata.annotations);
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
}

function definitionKind({ apiVersion, kind }: Manifest): DefinitionKind {
  const group = groupOf(String(apiVersion));
  return {
    apiVersion: String(apiVersion),
    kind: String(kind),
    clusterScoped: isClusterScoped(String(apiVersion), String(kind)),
    nameRule: group === 'rbac.authorization.k8s.io' ? pathSegment : dnsSubdomain,
  };
}

function definitionProps({ metadata }: Manifest): DefinitionProps {
  return isPlainMap(metadata) && metadata.name !== undefined ? { name: metadata.name as string } : {};
}

import { barePath } from './show';

/**
 * What makes a Kubernetes object the one it is, for people and for the cluster.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export interface ObjectId {
  /** Group and version, as in a manifest: `apps/v1`, `v1`. */
  readonly apiVersion: string;
  /** Kind, as in a manifest: `StatefulSet`. */
  readonly kind: string;
  /** `metadata.namespace`. @default - none: cluster-scoped, or decided when the manifest is applied */
  readonly namespace?: string | undefined;
  /** `metadata.name`. */
  readonly name: string;
}

/** The group of an `apiVersion`: `apps` of `apps/v1`, the empty text of `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** One text per object of one cluster: two objects with the same text are the same object for the API server. */
export function identityKey(id: ObjectId): string {
  return `${groupOf(id.apiVersion)}/${id.kind}/${id.namespace ?? ''}/${id.name}`;
}

/** How messages name an object: `StatefulSet shop/db`, `PersistentVolume pv-1`; one without a name by its kind alone. */
export function formatObjectId(id: ObjectId): string {
  if (id.name === '') return barePath(id.kind);
  return barePath(id.namespace === undefined ? `${id.kind} ${id.name}` : `${id.kind} ${id.namespace}/${id.name}`);
}

/** How settings name an object: `StatefulSet/shop/db`, `PersistentVolume/pv-1`. */
export function slashedName({ kind, namespace, name }: ObjectId): string {
  return [kind, ...(namespace === undefined ? [] : [namespace]), name].join('/');
}

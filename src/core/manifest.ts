import type { ObjectId } from './object-id';

/**
 * A Kubernetes object as plain data: what a manifest file holds.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/
 */
export interface Manifest {
  /** Group and version of its kind: `apps/v1`, or `v1` for the core group. */
  readonly apiVersion: string;
  /** Its kind: `Deployment`. */
  readonly kind: string;
  /** Who it is. @default - none: a part of another object */
  readonly metadata?: ManifestMetadata | undefined;
}

/** The part of `metadata` that every object has. */
export interface ManifestMetadata {
  /** Its name, of which there is one for each kind and namespace. @default - none: the server makes one from `generateName` */
  readonly name?: string | undefined;
  /** Its namespace. @default - none: where it is applied, or cluster-scoped */
  readonly namespace?: string | undefined;
  /** What selectors find it by. @default - none */
  readonly labels?: { readonly [key: string]: string } | undefined;
  /** Notes for programs and people. @default - none */
  readonly annotations?: { readonly [key: string]: string } | undefined;
}

/** The identity of a manifest; an object without a name (only `generateName`) gets the empty name. */
export function idOf(manifest: Manifest): ObjectId {
  const { apiVersion, kind, metadata } = manifest;
  return { apiVersion, kind, namespace: metadata?.namespace, name: metadata?.name ?? '' };
}

import type { ObjectId } from './object-id';

/**
 * A Kubernetes object as plain data: what a manifest file holds.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/
 */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: ManifestMetadata | undefined;
}

/** The part of `metadata` that every object has. */
export interface ManifestMetadata {
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly labels?: { readonly [key: string]: string } | undefined;
  readonly annotations?: { readonly [key: string]: string } | undefined;
}

/** The identity of a manifest; an object without a name (only `generateName`) gets the empty name. */
export function idOf(manifest: Manifest): ObjectId {
  const { apiVersion, kind, metadata } = manifest;
  return { apiVersion, kind, namespace: metadata?.namespace, name: metadata?.name ?? '' };
}

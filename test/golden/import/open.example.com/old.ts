// Made by kubeloom import from the definition of olds.open.example.com. Changes to this file are overwritten.
// sha256:4305b6cc818557ffef7c84bfe2fc93082b8b12e9790b15bae829de1be561b42c
/* eslint-disable */
import type { Construct } from 'constructs';
import { KubeObject, type ObjectMeta } from 'kubeloom';

/** open.example.com/v1alpha1 Old. */
export class Old extends KubeObject<string, string> {
  static readonly apiVersion = 'open.example.com/v1alpha1';
  static readonly kind = 'Old';

  constructor(scope: Construct, id: string, props: OldProps = {}) {
    super(scope, id, { ...props, apiVersion: 'open.example.com/v1alpha1', kind: 'Old' });
  }
}

/** A manifest of an Old (open.example.com/v1alpha1). */
export type OldManifest = OldProps & { readonly apiVersion: 'open.example.com/v1alpha1'; readonly kind: 'Old' };

/** Whether an object says that it is an Old (open.example.com/v1alpha1); its fields are not looked at. */
export function isOld(object: unknown): object is OldManifest {
  const { apiVersion, kind } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return apiVersion === 'open.example.com/v1alpha1' && kind === 'Old';
}

/** What Old is made of. */
export interface OldProps {
  /**
   * Name, labels and the like.
   * @default - the id of the construct as the name, and the namespace of the bundle
   */
  readonly metadata?: ObjectMeta | undefined;
  readonly spec?: OldSpec | undefined;
  readonly [key: string]: unknown;
}

export interface OldSpec {
  readonly size?: number | undefined;
}

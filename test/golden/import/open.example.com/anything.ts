// Made by kubeloom import from the definition of anythings.open.example.com. Changes to this file are overwritten.
// sha256:33ae4155d87f3275534b2bd659db0576f73b4a36172244aac95100a70652ee07
/* eslint-disable */
import type { Construct } from 'constructs';
import { KubeObject, type ObjectMeta } from 'kubeloom';

/** open.example.com/v1 Anything. */
export class Anything extends KubeObject<string, string> {
  static readonly apiVersion = 'open.example.com/v1';
  static readonly kind = 'Anything';

  constructor(scope: Construct, id: string, props: AnythingProps = {}) {
    super(scope, id, { ...props, apiVersion: 'open.example.com/v1', kind: 'Anything' });
  }
}

/** A manifest of an Anything (open.example.com/v1). */
export type AnythingManifest = AnythingProps & { readonly apiVersion: 'open.example.com/v1'; readonly kind: 'Anything' };

/** Whether an object says that it is an Anything (open.example.com/v1); its fields are not looked at. */
export function isAnything(object: unknown): object is AnythingManifest {
  const { apiVersion, kind } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return apiVersion === 'open.example.com/v1' && kind === 'Anything';
}

/** What Anything is made of. */
export interface AnythingProps {
  /**
   * Name, labels and the like.
   * @default - the id of the construct as the name, and the namespace of the bundle
   */
  readonly metadata?: ObjectMeta | undefined;
  readonly [key: string]: unknown;
}

// Made by kubeloom import from the definition of bares.open.example.com. Changes to this file are overwritten.
// sha256:2d268496cb43e4053439a0d2b831956b32c1b6a6443adb7025d10ca1c0b3c465
/* eslint-disable */
import type { Construct } from 'constructs';
import { KubeObject, type ObjectMeta } from 'kubeloom';

/** open.example.com/v1 Bare. */
export class Bare extends KubeObject<string, string> {
  static readonly apiVersion = 'open.example.com/v1';
  static readonly kind = 'Bare';

  constructor(scope: Construct, id: string, props: BareProps = {}) {
    super(scope, id, { ...props, apiVersion: 'open.example.com/v1', kind: 'Bare' });
  }
}

/** A manifest of a Bare (open.example.com/v1). */
export type BareManifest = BareProps & { readonly apiVersion: 'open.example.com/v1'; readonly kind: 'Bare' };

/** Whether an object says that it is a Bare (open.example.com/v1); its fields are not looked at. */
export function isBare(object: unknown): object is BareManifest {
  const { apiVersion, kind } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return apiVersion === 'open.example.com/v1' && kind === 'Bare';
}

/** What Bare is made of. */
export interface BareProps {
  /**
   * Name, labels and the like.
   * @default - the id of the construct as the name, and the namespace of the bundle
   */
  readonly metadata?: ObjectMeta | undefined;
  readonly [key: string]: unknown;
}

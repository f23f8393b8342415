// Made by kubeloom import from the definition of objects.hostile.example.com. Changes to this file are overwritten.
// sha256:ee9d7a3db6729f1bd894dcbbc640b7fd93cc0162fcfcabbc677a7994a9b54230
/* eslint-disable */
import type { Construct } from 'constructs';
import { KubeObject, type ObjectMeta } from 'kubeloom';

/** hostile.example.com/v1 Object. */
export class Object2 extends KubeObject<string, string> {
  static readonly apiVersion = 'hostile.example.com/v1';
  static readonly kind = 'Object';

  constructor(scope: Construct, id: string, props: Object2Props = {}) {
    super(scope, id, { ...props, apiVersion: 'hostile.example.com/v1', kind: 'Object' });
  }
}

/** A manifest of an Object (hostile.example.com/v1). */
export type Object2Manifest = Object2Props & { readonly apiVersion: 'hostile.example.com/v1'; readonly kind: 'Object' };

/** Whether an object says that it is an Object (hostile.example.com/v1); its fields are not looked at. */
export function isObject2(object: unknown): object is Object2Manifest {
  const { apiVersion, kind } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return apiVersion === 'hostile.example.com/v1' && kind === 'Object';
}

/** What Object2 is made of. */
export interface Object2Props {
  /**
   * Name, labels and the like.
   * @default - the id of the construct as the name, and the namespace of the bundle
   */
  readonly metadata?: ObjectMeta | undefined;
  readonly spec?: Object2Spec | undefined;
}

export interface Object2Spec {
  readonly string?: string | undefined;
}

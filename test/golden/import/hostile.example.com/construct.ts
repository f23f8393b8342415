// Made by kubeloom import from the definition of constructs.hostile.example.com. Changes to this file are overwritten.
// sha256:f823b59ebcd4843534feb5f621a8d91cf0d7743a8b5346a4b90fbc6d65dac72e
/* eslint-disable */
import type { Construct } from 'constructs';
import { KubeObject, type ObjectMeta } from 'kubeloom';

/** hostile.example.com/v2 Construct. */
export class Construct2 extends KubeObject<string, string> {
  static readonly apiVersion = 'hostile.example.com/v2';
  static readonly kind = 'Construct';

  constructor(scope: Construct, id: string, props: Construct2Props = {}) {
    super(scope, id, { ...props, apiVersion: 'hostile.example.com/v2', kind: 'Construct' });
  }
}

/** A manifest of a Construct (hostile.example.com/v2). */
export type Construct2Manifest = Construct2Props & { readonly apiVersion: 'hostile.example.com/v2'; readonly kind: 'Construct' };

/** Whether an object says that it is a Construct (hostile.example.com/v2); its fields are not looked at. */
export function isConstruct2(object: unknown): object is Construct2Manifest {
  const { apiVersion, kind } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return apiVersion === 'hostile.example.com/v2' && kind === 'Construct';
}

/** What Construct2 is made of. */
export interface Construct2Props {
  /**
   * Name, labels and the like.
   * @default - the id of the construct as the name, and the namespace of the bundle
   */
  readonly metadata?: ObjectMeta | undefined;
  readonly spec?: Construct2Spec | undefined;
}

export interface Construct2Spec {
  readonly objectMeta?: Construct2SpecObjectMeta | undefined;
}

export interface Construct2SpecObjectMeta {
  readonly a?: string | undefined;
}

// Made by kubeloom import from the definition of kubeobjects.hostile.example.com. Changes to this file are overwritten.
// sha256:025614df41e091811b8ff7cea407c930ef519bd895b74838d3e7412bb46c46ae
/* eslint-disable */
import type { Construct } from 'constructs';
import { KubeObject, type ObjectMeta } from 'kubeloom';

/** hostile.example.com/v1 KubeObject. *\/ export const injected = `${process.exit(1)}`; /* @ ts-nocheck */
export class KubeObject2 extends KubeObject<string, string> {
  static readonly apiVersion = 'hostile.example.com/v1';
  static readonly kind = 'KubeObject';

  constructor(scope: Construct, id: string, props: KubeObject2Props = {}) {
    super(scope, id, { ...props, metadata: { namespace: undefined, ...props.metadata }, apiVersion: 'hostile.example.com/v1', kind: 'KubeObject' });
  }
}

/** A manifest of a KubeObject (hostile.example.com/v1). */
export type KubeObject2Manifest = KubeObject2Props & { readonly apiVersion: 'hostile.example.com/v1'; readonly kind: 'KubeObject' };

/** Whether an object says that it is a KubeObject (hostile.example.com/v1); its fields are not looked at. */
export function isKubeObject2(object: unknown): object is KubeObject2Manifest {
  const { apiVersion, kind } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return apiVersion === 'hostile.example.com/v1' && kind === 'KubeObject';
}

/** What KubeObject2 is made of. */
export interface KubeObject2Props {
  /**
   * Name, labels and the like.
   * @default - the id of the construct as the name, and the namespace of the bundle
   */
  readonly metadata?: ObjectMeta | undefined;
  readonly manifest?: KubeObject2Manifest2 | undefined;
  readonly props?: KubeObject2Props2 | undefined;
  readonly spec?: KubeObject2Spec | undefined;
}

export interface KubeObject2Manifest2 {
  readonly a?: string | undefined;
}

export interface KubeObject2Props2 {
  readonly a?: string | undefined;
}

export interface KubeObject2Spec {
  readonly ''?: KubeObject2SpecValue | undefined;
  readonly "'; process.exit(1); '"?: "it's" | 'say "hi"' | 'back\\slash' | 'line\nbreak' | '`${1}`' | undefined;
  readonly '*/ injected'?: string | undefined;
  readonly '2fast': number;
  readonly ['__proto__']?: KubeObject2SpecProto | undefined;
  readonly any?: KubeObject2SpecAny | undefined;
  readonly class: string;
  /** @default "*\/" */
  readonly constructor?: unknown;
  readonly 'foo-bar'?: KubeObject2SpecFooBar2 | undefined;
  readonly 'foo.bar'?: KubeObject2SpecFooBar3 | undefined;
  readonly fooBar?: KubeObject2SpecFooBar | undefined;
  /**
   * Straße
   * mit Umlauten
   *  und @deprecated am Ende
   */
  readonly 'größe': string;
  readonly mixed?: 'auto' | 1 | true | null | undefined;
  readonly numbers?: 1 | 2 | 3 | undefined;
  readonly 'with space'?: readonly (readonly KubeObject2SpecWithSpace[])[] | undefined;
}

export interface KubeObject2SpecAny {
  readonly unknown?: string | undefined;
}

export interface KubeObject2SpecFooBar {
  readonly camel?: string | undefined;
}

export interface KubeObject2SpecValue {
  readonly empty?: string | undefined;
}

export interface KubeObject2SpecProto {
  readonly deep?: string | undefined;
}

export interface KubeObject2SpecFooBar2 {
  readonly dash?: string | undefined;
}

export interface KubeObject2SpecFooBar3 {
  readonly dot?: string | undefined;
}

export interface KubeObject2SpecWithSpace {
  readonly x?: string | null | undefined;
}

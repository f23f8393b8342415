// Made by kubeloom import from the definition of packages.open.example.com. Changes to this file are overwritten.
// sha256:11250bfe07127c32e1b0603fdb33b4b86226ab0feff8af440cbd4a84a2bb8e96
/* eslint-disable */
import type { Construct } from 'constructs';
import { KubeObject, type ObjectMeta } from 'kubeloom';

/** open.example.com/v1 Package. */
export class Package extends KubeObject<string, string> {
  static readonly apiVersion = 'open.example.com/v1';
  static readonly kind = 'Package';

  constructor(scope: Construct, id: string, props: PackageProps) {
    super(scope, id, { ...props, apiVersion: 'open.example.com/v1', kind: 'Package' });
  }
}

/** A manifest of a Package (open.example.com/v1). */
export type PackageManifest = PackageProps & { readonly apiVersion: 'open.example.com/v1'; readonly kind: 'Package' };

/** Whether an object says that it is a Package (open.example.com/v1); its fields are not looked at. */
export function isPackage(object: unknown): object is PackageManifest {
  const { apiVersion, kind } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return apiVersion === 'open.example.com/v1' && kind === 'Package';
}

/** What Package is made of. */
export interface PackageProps {
  /**
   * Name, labels and the like.
   * @default - the id of the construct as the name, and the namespace of the bundle
   */
  readonly metadata?: ObjectMeta | undefined;
  readonly spec: PackageSpec;
}

export interface PackageSpec {
  readonly item?: PackageSpecItem | undefined;
  readonly more?: { readonly [key: string]: unknown } | undefined;
  readonly nothing?: { readonly [key: string]: never } | undefined;
  readonly raw?: PackageSpecRaw | undefined;
  readonly refs?: readonly unknown[] | undefined;
  readonly strange?: unknown;
  readonly template?: PackageSpecTemplate | undefined;
  readonly values?: unknown;
}

export interface PackageSpecItem {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: ObjectMeta | undefined;
  readonly spec?: PackageSpecItemSpec | undefined;
}

export interface PackageSpecItemSpec {
  readonly size?: number | undefined;
}

export interface PackageSpecRaw {
  readonly name: string;
  readonly [key: string]: unknown;
}

export interface PackageSpecTemplate {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: ObjectMeta | undefined;
  readonly [key: string]: unknown;
}

// Made by kubeloom import from the definition of routes.choices.example.com. Changes to this file are overwritten.
// sha256:f54c71b47249982a4b8aa32dbcc137c6951d546828c76b9244b5b40866d0e32d
/* eslint-disable */
import type { Construct } from 'constructs';
import { KubeObject, type ObjectMeta } from 'kubeloom';

/** choices.example.com/v1 Route. */
export class Route extends KubeObject<string, string> {
  static readonly apiVersion = 'choices.example.com/v1';
  static readonly kind = 'Route';

  constructor(scope: Construct, id: string, props: RouteProps) {
    super(scope, id, { ...props, apiVersion: 'choices.example.com/v1', kind: 'Route' });
  }
}

/** A manifest of a Route (choices.example.com/v1). */
export type RouteManifest = RouteProps & { readonly apiVersion: 'choices.example.com/v1'; readonly kind: 'Route' };

/** Whether an object says that it is a Route (choices.example.com/v1); its fields are not looked at. */
export function isRoute(object: unknown): object is RouteManifest {
  const { apiVersion, kind } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return apiVersion === 'choices.example.com/v1' && kind === 'Route';
}

/** What Route is made of. */
export interface RouteProps {
  /**
   * Name, labels and the like.
   * @default - the id of the construct as the name, and the namespace of the bundle
   */
  readonly metadata?: ObjectMeta | undefined;
  readonly spec: RouteSpec;
}

export interface RouteSpec {
  readonly beyond?: RouteSpecBeyond | undefined;
  readonly one?: RouteSpecOne | undefined;
  readonly oneOrNone?: RouteSpecOneOrNone | undefined;
  readonly pairs?: RouteSpecPairs | undefined;
  readonly some?: RouteSpecSome | undefined;
}

export interface RouteSpecBeyond {
  readonly b?: string | undefined;
  readonly mode?: string | undefined;
}

export type RouteSpecOne = {
  readonly exact?: string | undefined;
  readonly ignoreCase?: boolean | undefined;
  readonly prefix?: string | undefined;
  readonly regex?: string | undefined;
} & (
  | { readonly exact: string; readonly prefix?: undefined; readonly regex?: undefined }
  | { readonly prefix: string; readonly exact?: undefined; readonly regex?: undefined }
  | { readonly regex: string; readonly exact?: undefined; readonly prefix?: undefined }
);

export type RouteSpecOneOrNone = {
  readonly hash?: RouteSpecOneOrNoneHash | undefined;
  readonly simple?: 'RANDOM' | 'ROUND_ROBIN' | undefined;
} & (
  | { readonly simple?: undefined; readonly hash?: undefined }
  | { readonly simple: 'RANDOM' | 'ROUND_ROBIN'; readonly hash?: undefined }
  | { readonly hash: RouteSpecOneOrNoneHash; readonly simple?: undefined }
);

export interface RouteSpecOneOrNoneHash {
  readonly header?: string | undefined;
}

export type RouteSpecPairs = {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly socket?: string | undefined;
  readonly token?: string | undefined;
  readonly user?: string | undefined;
} & (
  | { readonly host: string; readonly port: number; readonly socket?: undefined }
  | { readonly socket: string }
) & (
  | { readonly user: string }
  | { readonly token: string }
);

export type RouteSpecSome = {
  readonly cpu?: number | string | undefined;
  readonly memory?: number | string | undefined;
} & (
  | { readonly cpu: number | string }
  | { readonly memory: number | string }
);

// Made by kubeloom import from the definition of certificates.pki.example.com. Changes to this file are overwritten.
// sha256:aa5dff8b3046e93550f79a99250bd7567a16861d9233a91fd1e578cb5a6c8de4
/* eslint-disable */
import type { Construct } from 'constructs';
import { KubeObject, type ObjectMeta } from 'kubeloom';

/**
 * pki.example.com/v1 Certificate. A Certificate asks for a key and what proves whose it is.
 * It is kept in a Secret.
 */
export class Certificate extends KubeObject<string, string> {
  static readonly apiVersion = 'pki.example.com/v1';
  static readonly kind = 'Certificate';

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id, { ...props, apiVersion: 'pki.example.com/v1', kind: 'Certificate' });
  }
}

/** A manifest of a Certificate (pki.example.com/v1). */
export type CertificateManifest = CertificateProps & { readonly apiVersion: 'pki.example.com/v1'; readonly kind: 'Certificate' };

/** Whether an object says that it is a Certificate (pki.example.com/v1); its fields are not looked at. */
export function isCertificate(object: unknown): object is CertificateManifest {
  const { apiVersion, kind } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return apiVersion === 'pki.example.com/v1' && kind === 'Certificate';
}

/** What Certificate is made of. */
export interface CertificateProps {
  /**
   * Name, labels and the like.
   * @default - the id of the construct as the name, and the namespace of the bundle
   */
  readonly metadata?: ObjectMeta | undefined;
  /** What is wanted. */
  readonly spec: CertificateSpec;
}

/** @rule commonName or dnsNames is needed */
export interface CertificateSpec {
  readonly commonName?: string | undefined;
  /** @uniqueItems */
  readonly dnsNames?: readonly string[] | undefined;
  /**
   * @default "2160h"
   * @format duration
   */
  readonly duration?: string | undefined;
  /** Who signs. */
  readonly issuerRef: CertificateSpecIssuerRef;
  /** @maxItems 4 */
  readonly keystores?: readonly CertificateSpecKeystores[] | undefined;
  readonly privateKey?: CertificateSpecPrivateKey | null | undefined;
  readonly secretLabels?: { readonly [key: string]: string } | undefined;
  /**
   * The Secret that it is kept in.
   * @minLength 1
   * @maxLength 253
   * @pattern ^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$
   */
  readonly secretName: string;
  readonly selfSigned?: { readonly [key: string]: never } | undefined;
  readonly usageBudget?: { readonly [key: string]: CertificateSpecUsageBudget } | undefined;
}

export interface CertificateSpecIssuerRef {
  /** @default "Issuer" */
  readonly kind?: 'Issuer' | 'ClusterIssuer' | undefined;
  readonly name: string;
}

export interface CertificateSpecKeystores {
  readonly format: 'jks' | 'pkcs#12';
  readonly password?: number | string | undefined;
}

export interface CertificateSpecPrivateKey {
  readonly algorithm?: 'RSA' | 'ECDSA' | 'Ed25519' | undefined;
  /** @default true */
  readonly rotate?: boolean | undefined;
  /**
   * @minimum 256 (not itself)
   * @maximum 8192
   */
  readonly size?: number | undefined;
}

export interface CertificateSpecUsageBudget {
  readonly most?: number | undefined;
}

/**
 * pki.example.com/v1beta1 Certificate.
 * @deprecated pki.example.com/v1beta1 is going away, use v1
 */
export class CertificateV1beta1 extends KubeObject<string, string> {
  static readonly apiVersion = 'pki.example.com/v1beta1';
  static readonly kind = 'Certificate';

  constructor(scope: Construct, id: string, props: CertificateV1beta1Props = {}) {
    super(scope, id, { ...props, apiVersion: 'pki.example.com/v1beta1', kind: 'Certificate' });
  }
}

/** A manifest of a Certificate (pki.example.com/v1beta1). */
export type CertificateV1beta1Manifest = CertificateV1beta1Props & { readonly apiVersion: 'pki.example.com/v1beta1'; readonly kind: 'Certificate' };

/** Whether an object says that it is a Certificate (pki.example.com/v1beta1); its fields are not looked at. */
export function isCertificateV1beta1(object: unknown): object is CertificateV1beta1Manifest {
  const { apiVersion, kind } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return apiVersion === 'pki.example.com/v1beta1' && kind === 'Certificate';
}

/** What CertificateV1beta1 is made of. */
export interface CertificateV1beta1Props {
  /**
   * Name, labels and the like.
   * @default - the id of the construct as the name, and the namespace of the bundle
   */
  readonly metadata?: ObjectMeta | undefined;
  readonly spec?: CertificateV1beta1Spec | undefined;
}

export interface CertificateV1beta1Spec {
  readonly days?: number | undefined;
  readonly secret: string;
}

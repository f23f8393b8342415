import type { PodDNSConfig } from '../../generated/kubernetes';

/**
 * How names are resolved in a pod, besides what `dnsPolicy` says.
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config
 */
export interface DnsConfigProps {
  /** Addresses of name servers, at most 3. @default - those of `dnsPolicy` */
  readonly nameservers?: readonly string[] | undefined;
  /** Domains that are tried behind a short name, at most 32. @default - those of `dnsPolicy` */
  readonly searches?: readonly string[] | undefined;
  /** Options of the resolver: `{ ndots: 2, edns0: true }`, or Kubernetes' own list. @default - those of `dnsPolicy` */
  readonly options?: { readonly [name: string]: string | number | true } | PodDNSConfig['options'] | undefined;
}

/** Names for addresses, in the pod's `/etc/hosts`: `{ '10.1.2.3': ['db.example.com'] }`, or Kubernetes' own list. */
export type HostAliasesInput =
  | { readonly [ip: string]: readonly string[] | string }
  | readonly { readonly ip: string; readonly hostnames?: readonly string[] | undefined }[];

import type { HostAlias, LocalObjectReference, PodDNSConfig, PodResourceClaim, PodSpec, Quantity } from '../../generated/kubernetes';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import type { DnsConfigProps, HostAliasesInput } from './dns';
import type { NameOrReference } from './named';

/** When containers are started again. */
export type RestartPolicy = 'Always' | 'OnFailure' | 'Never';

/** Claim of devices: by the name of a ResourceClaim, or of the template that makes one for each pod. */
export interface PodResourceClaimProps {
  /** A ResourceClaim that all pods share. @default - none */
  readonly resourceClaimName?: string | undefined;
  /** A ResourceClaimTemplate; each pod gets a claim of its own. @default - none */
  readonly resourceClaimTemplateName?: string | undefined;
}

/** Settings of a pod that are none of containers, volumes, security and scheduling. They stand beside each other in the props of whatever has pods. */
export interface PodOptionsProps {
  /**
   * Where names are resolved.
   * @default 'ClusterFirst'; 'ClusterFirstWithHostNet' for a pod in the network of its node
   * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
   */
  readonly dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None' | undefined;
  /** How names are resolved, in detail. @default - as `dnsPolicy` says */
  readonly dnsConfig?: DnsConfigProps | undefined;
  /** Names for addresses, in `/etc/hosts`. @default - none */
  readonly hostAliases?: HostAliasesInput | undefined;
  /** Host name of the pod. @default - the pod's name */
  readonly hostname?: string | undefined;
  /** Name of the headless Service that gives the pod a name in the DNS. @default - none */
  readonly subdomain?: string | undefined;
  /** Whether the host name is the full name in the DNS. @default false */
  readonly setHostnameAsFQDN?: boolean | undefined;
  /** Host name that processes see, whatever the DNS says; at most 64 characters. Needs Kubernetes 1.34. @default - none */
  readonly hostnameOverride?: string | undefined;
  /** How long a pod may take to stop, in seconds; 0 kills at once. @default 30 */
  readonly terminationGracePeriodSeconds?: number | undefined;
  /** Whether each Service of the namespace puts its address into the environment of the pod. @default true */
  readonly enableServiceLinks?: boolean | undefined;
  /** Whether containers see each other's processes. @default false */
  readonly shareProcessNamespace?: boolean | undefined;
  /** How long a pod may run, in seconds, before it is stopped as failed. @default - for ever */
  readonly activeDeadlineSeconds?: number | undefined;
  /** Operating system of the images. @default - not said, treated as Linux */
  readonly os?: 'linux' | 'windows' | { readonly name: 'linux' | 'windows' } | undefined;
  /** What the pod needs besides its containers, such as `{ memory: '120Mi' }`; a RuntimeClass sets it by itself. @default - none */
  readonly overhead?: { readonly [resource: string]: Quantity } | undefined;
  /**
   * Claims of devices, by the name that containers use in `resources.claims`.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
   */
  readonly resourceClaims?: { readonly [name: string]: PodResourceClaimProps } | undefined;
  /**
   * Secrets of type `kubernetes.io/dockerconfigjson` that images are pulled with.
   * @default - those of the service account
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
   */
  readonly imagePullSecrets?: readonly NameOrReference[] | undefined;
  /** When containers are started again. @default - as the kind of workload has it */
  readonly restartPolicy?: RestartPolicy | undefined;
  /**
   * Conditions that something outside sets on the pod before it counts as ready.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate
   */
  readonly readinessGates?: readonly string[] | undefined;
}

/** Names of the fields above, for whoever looks for unknown ones. */
export const podOptionNames: readonly (keyof PodOptionsProps)[] = [
  'dnsPolicy', 'dnsConfig', 'hostAliases', 'hostname', 'subdomain', 'setHostnameAsFQDN', 'hostnameOverride', 'terminationGracePeriodSeconds',
  'enableServiceLinks', 'shareProcessNamespace', 'activeDeadlineSeconds', 'os', 'overhead', 'resourceClaims', 'imagePullSecrets',
  'restartPolicy', 'readinessGates',
];

/** What the options need to know of the workload. */
export interface PodOptionsContext {
  /** Restart policies that the kind of workload takes. */
  readonly restartPolicies: readonly RestartPolicy[];
  /** Restart policy that is written when none is given. @default - none is written */
  readonly defaultRestartPolicy?: RestartPolicy | undefined;
  /** Takes note of references. */
  readonly consumer: Consumer;
}

/** The options after normalization. */
export interface PodOptionsModel extends Pick<PodSpec,
  'dnsPolicy' | 'hostname' | 'subdomain' | 'setHostnameAsFQDN' | 'hostnameOverride' | 'terminationGracePeriodSeconds' | 'enableServiceLinks'
  | 'shareProcessNamespace' | 'activeDeadlineSeconds' | 'overhead'> {
  readonly os?: 'linux' | 'windows' | undefined;
  readonly dnsConfig?: PodDNSConfig | undefined;
  readonly hostAliases: readonly HostAlias[];
  readonly resourceClaims: readonly PodResourceClaim[];
  readonly imagePullSecrets: readonly LocalObjectReference[];
  readonly restartPolicy?: RestartPolicy | undefined;
  readonly readinessGates: readonly string[];
}

/** Fields of a pod that come from its options. */
export type PodOptionsFields = Pick<PodSpec,
  'dnsPolicy' | 'dnsConfig' | 'hostAliases' | 'hostname' | 'subdomain' | 'setHostnameAsFQDN' | 'hostnameOverride'
  | 'terminationGracePeriodSeconds' | 'enableServiceLinks' | 'shareProcessNamespace' | 'activeDeadlineSeconds' | 'os' | 'overhead'
  | 'resourceClaims' | 'imagePullSecrets' | 'restartPolicy' | 'readinessGates'>;

/** Reports what the API server refuses. `problems` is at the path of the props that hold the options (they stand among others). */
export function normalizePodOptions(props: PodOptionsProps, problems: Problems, context: PodOptionsContext): PodOptionsModel {
  void props;
  void problems;
  void context;
  return { hostAliases: [], resourceClaims: [], imagePullSecrets: [], readinessGates: [] };
}

/**
 * The fields of the pod.
 * @param hostNetwork whether the pod uses the network of its node, where names of the cluster resolve only with another `dnsPolicy`
 */
export function podOptionsFields(model: PodOptionsModel, hostNetwork = false): PodOptionsFields {
  void model;
  void hostNetwork;
  return {};
}

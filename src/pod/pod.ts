import type { Container, PodSpec, Volume } from '../../generated/kubernetes';
import type { Mountable } from '../core/pod-inputs';
import type { PortModel } from '../core/port-model';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import { type ContainerProps, type MainContainerProps, mainContainerFields } from './container';
import type { ClaimVolume } from './mounts';
import type { NameOrReference } from './named';
import { type PodOptionsModel, type PodOptionsProps, podOptionNames, type RestartPolicy } from './pod-options';
import type { PortProps } from './ports';
import type { ResourceProps } from './resources';
import type { SchedulingModel, SchedulingProps } from './scheduling';
import type { PodSecurityModel, SecurityInput } from './security';

/** Containers by name. */
export interface ContainerMap<P extends string = string, V extends string = string> {
  readonly [name: string]: ContainerProps<P, V> | undefined;
}

/**
 * What is inside a pod. The fields of the main container stand inline; all that concerns the pod as a whole stands beside them.
 * @typeParam P names of the ports, inferred from `ports`
 * @typeParam V names of the volumes, inferred from `volumes` (and `storage`, where there is such a field)
 * @see https://kubernetes.io/docs/concepts/workloads/pods/
 */
export interface PodProps<P extends string = never, V extends string = never>
  extends MainContainerProps<NoInfer<P>, NoInfer<V>>, PodOptionsProps {
  /** Name of the main container. @default - the name of the app, with `-` for each `.` */
  readonly containerName?: string | undefined;
  /**
   * Ports that the pod listens on, by name: `{ http: 8080, dns: { port: 53, protocol: 'UDP' } }`. The names are at most 15
   * characters long; probes, Services and routes refer to them.
   * @default - none
   */
  readonly ports?: { readonly [N in P]?: PortProps | undefined } | undefined;
  /**
   * Volumes that several mounts share or that need a name of their own, by name. A volume that is mounted once can stand under `mounts` itself.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/storage/volumes/
   */
  readonly volumes?: { readonly [N in V]?: Mountable | undefined } | undefined;
  /** Containers beside the main one, by name. @default - none */
  readonly containers?: ContainerMap<NoInfer<P>, NoInfer<V>> | undefined;
  /**
   * Containers that run to their end, one after the other, before the others start; by name, in order.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
   */
  readonly initContainers?: ContainerMap<NoInfer<P>, NoInfer<V>> | undefined;
  /**
   * Containers that start before the init containers and run until all others have ended; by name, in order.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  readonly sidecars?: ContainerMap<NoInfer<P>, NoInfer<V>> | undefined;
  /**
   * What all containers together need and may use. Needs Kubernetes 1.34.
   * @default - the sum of the containers
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#pod-level-resource-specification
   */
  readonly podResources?: Omit<ResourceProps, 'claims'> | undefined;
  /** How the pod is confined. @default 'default' */
  readonly security?: SecurityInput | undefined;
  /** Where the pod runs. @default - wherever the scheduler puts it */
  readonly scheduling?: SchedulingProps | undefined;
  /**
   * Service account of the pod, by name.
   * @default - the account `default` of the namespace
   * @see https://kubernetes.io/docs/concepts/security/service-accounts/
   */
  readonly serviceAccount?: NameOrReference | undefined;
}

/** Names of the fields above, for whoever looks for unknown ones. */
export const podFields: readonly (keyof PodProps)[] = [
  ...mainContainerFields, ...podOptionNames,
  'containerName', 'ports', 'volumes', 'containers', 'initContainers', 'sidecars', 'podResources', 'security', 'scheduling', 'serviceAccount',
];

/** What a pod needs to know of the workload that it belongs to. */
export interface PodContext {
  /** Takes note of references and of the values that the pod reads only at start; its namespace is that of the pod. */
  readonly consumer: Consumer;
  /** Name of the app, which the main container gets as well. */
  readonly appName: string;
  /** Labels that select the pods of this app and no others. */
  readonly selectorLabels: { readonly [key: string]: string };
  /** Restart policies that the kind of workload takes. The first is the one that is written when none is given. */
  readonly restartPolicies: readonly RestartPolicy[];
  /** Volumes that the claim templates of the workload make. @default - none */
  readonly claimVolumes?: readonly ClaimVolume[] | undefined;
}

/** A pod after normalization. What its start depends on stands in `consumer.startValues` of the context. */
export interface PodModel {
  /** Name of the main container. */
  readonly mainContainer: string;
  /** All ports of the pod, in order. */
  readonly ports: readonly PortModel[];
  /** The main container first. */
  readonly containers: readonly Container[];
  /** Sidecars first. */
  readonly initContainers: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly podResources?: PodSpec['resources'];
  readonly serviceAccountName?: string | undefined;
  readonly security: PodSecurityModel;
  readonly scheduling: SchedulingModel;
  readonly options: PodOptionsModel;
}

/** Reports all that is wrong with a pod. `problems` is at the path of the props that hold its fields; unknown fields are the caller's to find. */
export function normalizePod<P extends string, V extends string>(props: PodProps<P, V>, problems: Problems, context: PodContext): PodModel {
  void props;
  void problems;
  return {
    mainContainer: context.appName, ports: [], containers: [], initContainers: [], volumes: [],
    security: { profile: 'default', os: 'linux', main: { profile: 'default' } },
    scheduling: { topologySpread: [], tolerations: [], schedulingGates: [] },
    options: { hostAliases: [], resourceClaims: [], imagePullSecrets: [], readinessGates: [] },
  };
}

/**
 * The pod as a manifest has it.
 * @param needsToken whether the pod's service account has been granted something, so that its token is of use
 */
export function podSpec(model: PodModel, needsToken = false): PodSpec {
  void needsToken;
  return { containers: model.containers };
}

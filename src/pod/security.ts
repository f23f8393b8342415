import type { Container, PodSecurityContext, PodSpec, SecurityContext } from '../../generated/kubernetes';
import type { Problems } from '../core/problems';
import type { CapabilitiesProps, ContainerSecurityContextProps, PodSecurityContextProps } from './security-context';

/**
 * How much a pod is confined:
 * - `default`: the runtime's own filter of system calls, no privilege escalation, no service account token. Runs the images people use.
 * - `baseline`: the same, and what the Pod Security level "baseline" does not allow is reported.
 * - `restricted`: as well no root user and no capabilities; what the Pod Security level "restricted" does not allow is reported.
 * - `none`: nothing is set and nothing is reported.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export type SecurityProfile = 'default' | 'baseline' | 'restricted' | 'none';

/**
 * How a pod is confined.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export interface SecurityProps extends Pick<PodSecurityContextProps, 'runAsUser' | 'runAsGroup' | 'runAsNonRoot' | 'fsGroup' | 'supplementalGroups'> {
  /** What is set unless said otherwise, and what is reported. It holds for all containers. @default 'default' */
  readonly profile?: SecurityProfile | undefined;
  /** Security context of the pod; the fields that are used most can stand beside it. @default - as the profile says */
  readonly pod?: PodSecurityContextProps | undefined;
  /** Security context of the main container; other containers have a `security` of their own. @default - as the profile says */
  readonly container?: ContainerSecurityContextProps | undefined;
  /** Whether the main container has all the rights of a process of the node. @default false */
  readonly privileged?: boolean | undefined;
  /** Whether the main container's own file system is read-only. @default false */
  readonly readOnlyRootFilesystem?: boolean | undefined;
  /** Linux capabilities of the main container. @default - the runtime's; with the profile `restricted` all are dropped */
  readonly capabilities?: CapabilitiesProps | undefined;
  /** Whether the pod uses the network of its node. @default false */
  readonly hostNetwork?: boolean | undefined;
  /** Whether the pod sees the processes of its node. @default false */
  readonly hostPID?: boolean | undefined;
  /** Whether the pod shares memory and semaphores with its node. @default false */
  readonly hostIPC?: boolean | undefined;
  /**
   * Whether users in the pod are users of the node; `false` gives the pod a user namespace of its own.
   * @default true
   * @see https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
   */
  readonly hostUsers?: boolean | undefined;
  /**
   * Whether the pod gets a token of its service account.
   * @default - only where the service account has been granted something; with the profile `none` as the service account says
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
   */
  readonly automountServiceAccountToken?: boolean | undefined;
}

/** How a pod is confined: a profile, or a profile and what differs from it. */
export type SecurityInput = SecurityProfile | SecurityProps;

/** How one container is confined. */
export interface ContainerSecurityProps extends ContainerSecurityContextProps {
  /** What is set unless said otherwise. @default - that of the pod */
  readonly profile?: SecurityProfile | undefined;
}

/** How one container is confined: a profile, or what differs from the pod's. */
export type ContainerSecurityInput = SecurityProfile | ContainerSecurityProps;

/** What security needs to know of the pod. */
export interface SecurityContextOf {
  /** Operating system of the nodes. @default - Linux */
  readonly os?: 'linux' | 'windows' | undefined;
}

/** A container's security after normalization. */
export interface ContainerSecurityModel {
  readonly profile: SecurityProfile;
  /** As in `spec.containers[].securityContext`; absent when there is nothing to say. */
  readonly context?: SecurityContext | undefined;
}

/** A pod's security after normalization. */
export interface PodSecurityModel {
  readonly profile: SecurityProfile;
  readonly os: 'linux' | 'windows';
  /** As in `spec.securityContext`; absent when there is nothing to say. */
  readonly context?: PodSecurityContext | undefined;
  /** The main container. */
  readonly main: ContainerSecurityModel;
  readonly hostNetwork?: boolean | undefined;
  readonly hostPID?: boolean | undefined;
  readonly hostIPC?: boolean | undefined;
  readonly hostUsers?: boolean | undefined;
  readonly automountServiceAccountToken?: boolean | undefined;
}

/** Fields of a pod that come from security. */
export type PodSecurityFields = Pick<PodSpec,
  'securityContext' | 'hostNetwork' | 'hostPID' | 'hostIPC' | 'hostUsers' | 'automountServiceAccountToken'>;

/** Reports what the API server and the profile refuse. `problems` is at the path of `security`. */
export function normalizePodSecurity(input: SecurityInput | undefined, problems: Problems, pod: SecurityContextOf = {}): PodSecurityModel {
  void input;
  void problems;
  return { profile: 'default', os: pod.os ?? 'linux', main: { profile: 'default' } };
}

/**
 * Reports what the API server, the container's own profile and that of the pod refuse. `problems` is at the path of the
 * container's `security`. For any container but the main one, which has its model in `pod.main`.
 */
export function normalizeContainerSecurity(
  input: ContainerSecurityInput | undefined, problems: Problems, pod: PodSecurityModel,
): ContainerSecurityModel {
  void input;
  void problems;
  return { profile: pod.profile };
}

/**
 * The fields of the pod.
 * @param needsToken whether the pod's service account has been granted something, so that its token is of use
 */
export function podSecurityFields(model: PodSecurityModel, needsToken = false): PodSecurityFields {
  void model;
  void needsToken;
  return {};
}

/** The field of a container. */
export function containerSecurityFields(model: ContainerSecurityModel): Pick<Container, 'securityContext'> {
  return model.context === undefined ? {} : { securityContext: model.context };
}

/**
 * Reports what the pod's profile refuses outside of security contexts: ports of the node, volumes, probes of other hosts; and what
 * the API server refuses of the whole. Call it once the containers and volumes of the pod are known. `problems` is at the path of
 * the pod's props (the parent of `security`).
 */
export function checkPodSecurity(
  model: PodSecurityModel, spec: Pick<PodSpec, 'containers' | 'initContainers' | 'volumes'>, problems: Problems,
): void {
  void model;
  void spec;
  void problems;
}

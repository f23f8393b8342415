import type { ContainerRestartRule } from '../../generated/kubernetes';
import type { EnvFromInput, EnvSource, TextSource } from '../core/pod-inputs';
import type { EnvProps } from './env';
import type { HealthProps } from './health';
import type { LifecycleProps } from './lifecycle';
import type { MountProps, VolumeInput } from './mounts';
import type { ResourceProps } from './resources';
import type { ContainerSecurityInput } from './security';
import type { Text } from './text';

/** One word of a command or its arguments; a key of a Secret or ConfigMap reaches it through an environment variable. */
export type CommandWord = string | number | TextSource | EnvSource | Text;

/** What a resize of the container's resources does to it. */
export type ResizeRestartPolicy = 'NotRequired' | 'RestartContainer';

/**
 * A container: its image and how it runs. The main container of an app has these fields in the props of the app itself.
 * @typeParam P names of the pod's ports
 * @typeParam V names of the pod's volumes
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container
 */
export interface MainContainerProps<P extends string = string, V extends string = string> {
  /**
   * Image, as `name:tag` or `name@sha256:…`.
   * @see https://kubernetes.io/docs/concepts/containers/images/#image-names
   */
  readonly image: string;
  /** When the image is pulled. @default - `Always` for the tag `latest` or none, otherwise `IfNotPresent` */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | undefined;
  /**
   * Program to run, with its first arguments; no shell is involved. `$(NAME)` stands for an environment variable.
   * @default - the entrypoint of the image
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
   */
  readonly command?: readonly CommandWord[] | undefined;
  /** Arguments of the program. `$(NAME)` stands for an environment variable. @default - those of the image, unless `command` is given */
  readonly args?: readonly CommandWord[] | undefined;
  /** Folder that the program starts in, an absolute path. @default - as the image says */
  readonly workingDir?: string | undefined;
  /** Environment variables. @default - none */
  readonly env?: EnvProps | undefined;
  /**
   * ConfigMaps and Secrets of which every key becomes an environment variable; `env` goes before them.
   * @default - none
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#configure-all-key-value-pairs-in-a-configmap-as-container-environment-variables
   */
  readonly envFrom?: readonly EnvFromInput[] | undefined;
  /** What the container needs and may use. @default - nothing is said; a LimitRange of the namespace may add it */
  readonly resources?: ResourceProps | undefined;
  /** What a change of its resources does to the running container. @default - `NotRequired` for both: no restart */
  readonly resizePolicy?: { readonly cpu?: ResizeRestartPolicy | undefined; readonly memory?: ResizeRestartPolicy | undefined } | undefined;
  /** Volumes by the path at which the container sees them. @default - none */
  readonly mounts?: { readonly [path: string]: MountProps<V> | undefined } | undefined;
  /** Volumes of mode Block by the path of the device at which the container sees them. @default - none */
  readonly devices?: { readonly [path: string]: VolumeInput<V> | undefined } | undefined;
  /** How Kubernetes finds out how the container is. @default - only whether its process runs */
  readonly health?: HealthProps<P> | undefined;
  /** What is done when the container has started and before it is stopped. @default - nothing */
  readonly lifecycle?: LifecycleProps<P> | undefined;
  /** File of the container that its last words are read from. @default '/dev/termination-log' */
  readonly terminationMessagePath?: string | undefined;
  /** What the last words are when that file is empty. @default 'File' */
  readonly terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError' | undefined;
  /** Whether its standard input stays open. @default false */
  readonly stdin?: boolean | undefined;
  /** Whether standard input is closed after the first client has left; needs `stdin`. @default false */
  readonly stdinOnce?: boolean | undefined;
  /** Whether it gets a terminal. @default false */
  readonly tty?: boolean | undefined;
  /**
   * Exit codes on which the container is started again (or all containers), whatever the restart policy. Needs Kubernetes 1.35.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restart-rules
   */
  readonly restartPolicyRules?: readonly ContainerRestartRule[] | undefined;
}

/** A container beside the main one. */
export interface ContainerProps<P extends string = string, V extends string = string> extends MainContainerProps<P, V> {
  /** How it is confined, where that differs from the pod. @default - as the pod */
  readonly security?: ContainerSecurityInput | undefined;
  /**
   * When this container is started again, where that differs from the pod. `Always` makes a sidecar of an init container, which
   * keeps its place among them; the other words need Kubernetes 1.35.
   * @default - as the pod says
   */
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never' | undefined;
}

/** Names of the fields of a main container, for whoever looks for unknown ones. */
export const mainContainerFields: readonly (keyof MainContainerProps)[] = [
  'image', 'imagePullPolicy', 'command', 'args', 'workingDir', 'env', 'envFrom', 'resources', 'resizePolicy', 'mounts', 'devices', 'health',
  'lifecycle', 'terminationMessagePath', 'terminationMessagePolicy', 'stdin', 'stdinOnce', 'tty', 'restartPolicyRules',
];

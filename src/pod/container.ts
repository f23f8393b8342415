import type { Container, ContainerRestartRule } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkMap, checkOneOf, type PlainMap } from '../core/checks';
import type { EnvFromInput, EnvSource, TextSource } from '../core/pod-inputs';
import type { PortModel } from '../core/port-model';
import type { Problems } from '../core/problems';
import { type Check, readField } from '../core/read-field';
import type { Consumer } from '../core/references';
import { normalizeWords } from './command';
import { Environment, type EnvProps, normalizeEnvFrom } from './env';
import type { HandlerContext } from './handlers';
import { type HealthProps, normalizeHealth } from './health';
import { checkImage } from './image';
import { type LifecycleProps, normalizeLifecycle } from './lifecycle';
import { type ClaimVolume, type MountProps, normalizeMounts, type VolumeInput } from './mounts';
import { checkContainerPath, type PodOs } from './paths';
import type { RestartPolicy } from './pod-options';
import { containerPorts } from './ports';
import { normalizeResources, type ResourceProps } from './resources';
import { normalizeRestartRules } from './restart-rules';
import {
  type ContainerSecurityInput, type ContainerSecurityModel, normalizeContainerSecurity, type PodSecurityModel,
} from './security';
import type { Text } from './text';
import type { VolumeTable } from './volume-table';

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

/** What a container is in its pod. */
export type ContainerRole = 'main' | 'beside' | 'init' | 'sidecar';

/** What a container needs to know of its pod. */
export interface ContainerContext {
  readonly consumer: Consumer;
  /** All ports of the pod. */
  readonly ports: readonly PortModel[];
  readonly volumes: VolumeTable;
  /** Volumes of claim templates that the main container mounts without saying so. */
  readonly claims: readonly ClaimVolume[];
  readonly security: PodSecurityModel;
  /** Operating system of the pod, if it is said. */
  readonly os: PodOs | undefined;
  /** Seconds that the pod has to stop. */
  readonly gracePeriod: number;
  readonly restartPolicy: RestartPolicy;
  /** Names of the pod's resource claims. */
  readonly resourceClaims: readonly string[];
}

const ownFields: ReadonlySet<string> = new Set<string>([...mainContainerFields, 'security', 'restartPolicy']);
const pullPolicies = ['Always', 'IfNotPresent', 'Never'] as const;
const restartPolicies = ['Always', 'OnFailure', 'Never'] as const;
const messagePolicies = ['File', 'FallbackToLogsOnError'] as const;
const resizeWords = ['NotRequired', 'RestartContainer'] as const;
const resizable = ['cpu', 'memory'] as const;
const resizeFields: ReadonlySet<string> = new Set(resizable);
const terminalFields = ['stdin', 'stdinOnce', 'tty'] as const;
const none: readonly never[] = [];

const checkPullPolicy: Check<(typeof pullPolicies)[number]> = (problems, value): value is (typeof pullPolicies)[number] =>
  checkOneOf(problems, value, pullPolicies);
const checkMessagePolicy: Check<(typeof messagePolicies)[number]> = (problems, value): value is (typeof messagePolicies)[number] =>
  checkOneOf(problems, value, messagePolicies);
const checkRestartPolicy: Check<RestartPolicy> = (problems, value): value is RestartPolicy => checkOneOf(problems, value, restartPolicies);

/**
 * A container as a manifest has it; reports what the API server refuses, and what would not work. `problems` is at the path
 * of its fields.
 */
export function normalizeContainer(name: string, role: ContainerRole, props: PlainMap, problems: Problems, context: ContainerContext): Container {
  return new ContainerReader(name, role, props, problems, context).read();
}

type Fields = { -readonly [F in keyof Container]: Container[F] };

/** Reads the fields one by one. They are set and not spread: this runs for each container of each app. */
class ContainerReader {
  private readonly restartPolicy: RestartPolicy | undefined;
  /** Whether it runs as long as the pod does. */
  private readonly keepsRunning: boolean;
  private readonly fields: Fields;

  constructor(
    private readonly name: string,
    private readonly role: ContainerRole,
    private readonly props: PlainMap,
    private readonly problems: Problems,
    private readonly context: ContainerContext,
  ) {
    if (role !== 'main') checkFields(problems, props, ownFields);
    this.restartPolicy = this.readRestartPolicy();
    this.keepsRunning = role !== 'init' || this.restartPolicy === 'Always';
    this.fields = { name };
  }

  read(): Container {
    const { fields, props } = this;
    this.readImage();
    this.readInside();
    if (props['resources'] !== undefined) this.readResources(props['resources']);
    if (props['resizePolicy'] !== undefined) this.readResizePolicy(props['resizePolicy']);
    if (props['health'] !== undefined) this.readHealth(props['health']);
    if (props['lifecycle'] !== undefined) this.readLifecycle(props['lifecycle']);
    if (props['stdin'] !== undefined || props['stdinOnce'] !== undefined || props['tty'] !== undefined) this.readTerminal();
    this.readRestarts(props['restartPolicyRules']);
    return fields;
  }

  private readImage(): void {
    const { fields, props, problems } = this;
    if (props['image'] === undefined) problems.at('image').report('value/missing', { field: 'image' });
    const image = readField(problems, props, 'image', checkImage);
    if (image !== undefined) fields.image = image;
    const imagePullPolicy = readField(problems, props, 'imagePullPolicy', checkPullPolicy);
    if (imagePullPolicy !== undefined) fields.imagePullPolicy = imagePullPolicy;
  }

  /** What the program finds: its environment, arguments, ports, files and rights. */
  private readInside(): void {
    const { fields, role, name, props, problems, context } = this;
    const security = this.readSecurity();
    const given = props['envFrom'];
    const environment = new Environment(problems.at('env'), context.consumer, context.volumes, Array.isArray(given) && given.length > 0);
    environment.addAll(props['env']);
    if (props['command'] !== undefined) fields.command = normalizeWords(props['command'], 'COMMAND', problems.at('command'), environment);
    if (props['args'] !== undefined) fields.args = normalizeWords(props['args'], 'ARGS', problems.at('args'), environment);
    this.readPaths();
    const ports = containerPorts(context.ports, role === 'main' ? undefined : name);
    if (ports.length > 0) fields.ports = ports;
    const { mounts, devices } = normalizeMounts(props['mounts'], props['devices'], problems, {
      container: name,
      privileged: security.context?.privileged === true,
      os: context.os ?? 'linux',
      volumes: context.volumes,
      environment,
      claims: role === 'main' ? context.claims : none,
    });
    const env = environment.finish();
    if (env.length > 0) fields.env = env;
    const envFrom = given === undefined ? none : normalizeEnvFrom(given, problems.at('envFrom'), context.consumer);
    if (envFrom.length > 0) fields.envFrom = envFrom;
    if (mounts.length > 0) fields.volumeMounts = mounts;
    if (devices.length > 0) fields.volumeDevices = devices;
    if (security.context !== undefined) fields.securityContext = security.context;
  }

  private readSecurity(): ContainerSecurityModel {
    const { role, props, problems, context: { security } } = this;
    if (role === 'main') return security.main;
    return normalizeContainerSecurity(props['security'] as ContainerSecurityInput | undefined, problems.at('security'), security);
  }

  private readRestartPolicy(): RestartPolicy | undefined {
    const { role, props, problems } = this;
    if (role === 'main') return undefined;
    const given = readField(problems, props, 'restartPolicy', checkRestartPolicy);
    if (role !== 'sidecar') return given;
    if (given !== undefined && given !== 'Always') problems.at('restartPolicy').report('value/not-one-of', { expected: ['Always'], found: given });
    return 'Always';
  }

  private readPaths(): void {
    const { fields, props, problems, context: { os = 'linux' } } = this;
    if (props['workingDir'] !== undefined) {
      const path = props['workingDir'];
      if (checkContainerPath(problems.at('workingDir'), path, 'working directory', os)) fields.workingDir = path;
    }
    if (props['terminationMessagePath'] !== undefined) {
      const path = props['terminationMessagePath'];
      if (checkContainerPath(problems.at('terminationMessagePath'), path, 'path', os)) fields.terminationMessagePath = path;
    }
    const policy = readField(problems, props, 'terminationMessagePolicy', checkMessagePolicy);
    if (policy !== undefined) fields.terminationMessagePolicy = policy;
  }

  private readResources(given: unknown): void {
    const resources = normalizeResources(given, this.problems.at('resources'), this.context.resourceClaims);
    if (resources !== undefined) this.fields.resources = resources;
  }

  private readHealth(given: unknown): void {
    const place = this.problems.at('health');
    if (this.keepsRunning) Object.assign(this.fields, normalizeHealth(given, place, this.handlers()));
    else place.report('container/not-for-init', { field: 'health', container: this.name });
  }

  private readLifecycle(given: unknown): void {
    const { context: { gracePeriod, os } } = this;
    const place = this.problems.at('lifecycle');
    if (!this.keepsRunning) {
      place.report('container/not-for-init', { field: 'lifecycle', container: this.name });
      return;
    }
    const lifecycle = normalizeLifecycle(given, place, { ...this.handlers(), gracePeriod, os });
    if (lifecycle !== undefined) this.fields.lifecycle = lifecycle;
  }

  private handlers(): HandlerContext {
    const { name, role, context: { ports, consumer } } = this;
    return { container: name, main: role === 'main', ports, consumer };
  }

  private readTerminal(): void {
    const { fields, props, problems } = this;
    for (const field of terminalFields) {
      const value = readField(problems, props, field, checkBoolean);
      if (value !== undefined) fields[field] = value;
    }
    if (fields.stdinOnce === true && fields.stdin !== true) problems.at('stdinOnce').report('value/needs-other', { field: 'stdinOnce', needs: 'stdin: true' });
  }

  private readResizePolicy(given: unknown): void {
    const { name, problems, context } = this;
    const place = problems.at('resizePolicy');
    if (!checkMap(place, given, 'a map of cpu and memory to what a resize does')) return;
    checkFields(place, given, resizeFields);
    const resizePolicy: { resourceName: string; restartPolicy: string }[] = [];
    for (const resourceName of resizable) {
      const restartPolicy = given[resourceName];
      if (restartPolicy === undefined || !checkOneOf(place.at(resourceName), restartPolicy, resizeWords)) continue;
      resizePolicy.push({ resourceName, restartPolicy });
      if (restartPolicy === 'NotRequired') continue;
      const why = !this.keepsRunning ? 'an init container runs only once' : context.restartPolicy === 'Never' ? 'the restart policy of the pod is "Never"' : undefined;
      if (why !== undefined) place.at(resourceName).report('container/resize-restart', { container: name, why });
    }
    if (resizePolicy.length > 0) this.fields.resizePolicy = resizePolicy;
  }

  private readRestarts(given: unknown): void {
    const { fields, role, problems, restartPolicy, context } = this;
    const rules = given === undefined ? none : normalizeRestartRules(given, problems.at('restartPolicyRules'));
    if (rules.length > 0) {
      fields.restartPolicyRules = rules;
      // Rules need a policy beside them: the container keeps the one that it has by its pod.
      fields.restartPolicy = restartPolicy ?? context.restartPolicy;
      if (restartPolicy === undefined && role === 'init') {
        problems.at('restartPolicyRules').report('value/needs-other', { field: 'restartPolicyRules', needs: '"restartPolicy" of the init container' });
      }
    } else if (restartPolicy !== undefined) fields.restartPolicy = restartPolicy;
  }
}

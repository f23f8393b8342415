import type { Container, PodSpec, Volume } from '../../generated/kubernetes';
import { checkMap, entriesOf, isPlainMap, type PlainMap } from '../core/checks';
import { checkName, dnsLabel } from '../core/names';
import type { Mountable } from '../core/pod-inputs';
import type { PortModel } from '../core/port-model';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import { type Referable, referredName } from '../core/targeted';
import type { Writable } from '../core/writable';
import { checkPodSecurity } from './check-pod-security';
import {
  type ContainerContext, type ContainerProps, type ContainerRole, type MainContainerProps, mainContainerFields, normalizeContainer,
} from './container';
import type { ClaimVolume } from './mounts';
import type { PodOs } from './paths';
import { normalizePodOptions, type PodOptionsModel, type PodOptionsProps, podOptionNames, podOptionsFields, type RestartPolicy } from './pod-options';
import { normalizePorts, type PortProps } from './ports';
import { normalizePodResources, type ResourceProps } from './resources';
import { normalizeScheduling, schedulingFields, type SchedulingModel, type SchedulingProps } from './scheduling';
import { normalizePodSecurity, podSecurityFields, type PodSecurityModel, type SecurityInput } from './security';
import { VolumeTable } from './volume-table';

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
  readonly serviceAccount?: Referable<'ServiceAccount'> | undefined;
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

const defaultGracePeriod = 30;
const none: readonly never[] = [];

/** Reports all that is wrong with a pod. `problems` is at the path of the props that hold its fields; unknown fields are the caller's to find. */
export function normalizePod<P extends string, V extends string>(props: PodProps<P, V>, problems: Problems, context: PodContext): PodModel {
  const given = props as unknown as PodProps<string, string> & PlainMap;
  const { consumer, restartPolicies } = context;
  const options = normalizePodOptions(given, problems, context);
  const { os } = options;
  const security = normalizePodSecurity(given.security, problems.at('security'), options);
  const scheduling = normalizeScheduling(given.scheduling, problems.at('scheduling'), context);
  const mainContainer = readContainerName(given.containerName, problems.at('containerName'), context.appName, problems.at('name').isReported);
  const others = listContainers(given, mainContainer, problems);
  const ports = normalizePorts(given.ports, problems.at('ports'), {
    mainContainer,
    containers: others.length === 0 ? [mainContainer] : [mainContainer, ...others.map(({ name }) => name)],
    hostNetwork: security.hostNetwork === true,
  });
  const volumes = new VolumeTable(consumer);
  const claims = context.claimVolumes ?? none;
  if (claims.length > 0) volumes.addClaims(claims, problems.at('storage'));
  const storage: unknown = given['storage'];
  if (isPlainMap(storage)) volumes.addWrong(Object.keys(storage).filter((name) => storage[name] !== undefined));
  if (given.volumes !== undefined) volumes.addAll(given.volumes, problems.at('volumes'));
  const inside: ContainerContext = {
    consumer, ports, volumes, claims, security, os,
    gracePeriod: options.terminationGracePeriodSeconds ?? defaultGracePeriod,
    restartPolicy: options.restartPolicy ?? restartPolicies[0] ?? 'Always',
    resourceClaims: options.resourceClaims.length === 0 ? none : options.resourceClaims.map(({ name }) => name),
  };
  const containers = [normalizeContainer(mainContainer, 'main', given, problems, inside)];
  const initContainers: Container[] = [];
  for (const { name, role, props: own, problems: place } of others) {
    const list = role === 'beside' ? containers : initContainers;
    list.push(normalizeContainer(name, role, own, place, inside));
  }
  if (!containerMaps.some(([field]) => problems.at(field).isReported)) volumes.reportUnused();
  const model: PodModel = {
    mainContainer, ports, containers, initContainers, volumes: volumes.volumes(), security, scheduling, options,
    podResources: readPodResources(given.podResources, problems.at('podResources'), { os, containers, initContainers }),
    serviceAccountName: readAccount(given.serviceAccount, problems.at('serviceAccount'), consumer),
  };
  const { shareProcessNamespace, hostnameOverride } = options;
  checkPodSecurity(security, { containers, initContainers, volumes: model.volumes, shareProcessNamespace, hostnameOverride }, problems);
  return model;
}

/** Names of the containers that run as long as the pod, sidecars among them. */
export function runningContainers({ mainContainer, containers, initContainers }: PodModel): readonly string[] {
  if (containers.length === 1 && initContainers.length === 0) return [mainContainer];
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [...containers, ...sidecars].map(({ name }) => name);
}

/**
 * The pod as a manifest has it.
 * @param needsToken whether the pod's service account has been granted something, so that its token is of use
 */
export function podSpec(model: PodModel, needsToken = false): PodSpec {
  const { containers, initContainers, volumes, podResources, serviceAccountName, security, scheduling, options } = model;
  const spec = {} as Writable<PodSpec>;
  Object.assign(spec, podOptionsFields(options, security.hostNetwork === true));
  if (serviceAccountName !== undefined) spec.serviceAccountName = serviceAccountName;
  Object.assign(spec, podSecurityFields(security, needsToken), schedulingFields(scheduling));
  if (initContainers.length > 0) spec.initContainers = initContainers;
  spec.containers = containers;
  if (podResources !== undefined) spec.resources = podResources;
  if (volumes.length > 0) spec.volumes = volumes;
  return spec;
}

/** A container beside the main one, before it is read. */
interface NamedContainer {
  readonly name: string;
  readonly role: ContainerRole;
  readonly props: PlainMap;
  /** At the path of its fields. */
  readonly problems: Problems;
}

const containerMaps = [['sidecars', 'sidecar'], ['initContainers', 'init'], ['containers', 'beside']] as const;

function listContainers(props: PlainMap, mainContainer: string, problems: Problems): readonly NamedContainer[] {
  if (props['sidecars'] === undefined && props['initContainers'] === undefined && props['containers'] === undefined) return none;
  const list: NamedContainer[] = [];
  const first = new Map([[mainContainer, problems]]);
  for (const [field, role] of containerMaps) {
    const map = props[field];
    if (map === undefined || !checkMap(problems.at(field), map, 'a map of container names to containers')) continue;
    for (const [name, own] of entriesOf(problems.at(field), map)) {
      const place = problems.at(field, name);
      const named = checkName(place, dnsLabel, 'container name', name);
      const twin = first.get(name);
      if (twin === undefined) first.set(name, place);
      else {
        place.report('value/duplicate', { what: 'container name', name, ...(twin === problems ? { because: 'it is the name of the main container' } : { first: twin.pointer }) });
      }
      if (checkMap(place, own, 'a container') && named && twin === undefined) list.push({ name, role, props: own, problems: place });
    }
  }
  return list;
}

function readContainerName(name: unknown, problems: Problems, appName: string, nameReported: boolean): string {
  if (name !== undefined) return checkName(problems, dnsLabel, 'container name', name) ? name : 'main';
  const derived = appName.includes('.') ? appName.replaceAll('.', '-') : appName;
  // What is wrong with the name of the app has been said already, unless it is only too long for a container.
  if (derived.length > dnsLabel.max && !nameReported) {
    problems.report('name/too-long', { what: 'container name', found: derived, length: derived.length, max: dnsLabel.max, why: 'it is the name of the app; give containerName' });
  }
  return derived;
}

function readAccount(account: unknown, problems: Problems, consumer: Consumer): string | undefined {
  return account === undefined ? undefined : referredName(account, 'ServiceAccount', problems, consumer);
}

function readPodResources(
  input: unknown, problems: Problems, { os, containers, initContainers }: Pick<PodModel, 'containers' | 'initContainers'> & { readonly os: PodOs | undefined },
): PodSpec['resources'] {
  if (input === undefined) return undefined;
  if (os !== 'windows') return normalizePodResources(input, problems, containers, initContainers);
  problems.report('pod/wrong-os', { field: 'podResources', os });
  return undefined;
}

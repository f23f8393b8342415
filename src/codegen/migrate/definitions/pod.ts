import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { type Code, type Entry, list, map, value } from '../../print/code';
import { isSame } from '../same';
import { containerProps, portsCode } from './container';
import { securityCodes } from './security';
import { mapsIn, optionalValue, sameFields, type Shelf } from './shelf';
import { volumesCodes } from './volumes';

/** What a pod needs to know of its workload. */
export interface PodContext {
  readonly shelf: Shelf;
  readonly appName: string;
  /** The labels by which others find the pods. */
  readonly matchLabels: PlainMap;
  /** What claim templates make, by the name of the volume, with the props that go before its mount. */
  readonly claims: ReadonlySet<string>;
  /** How texts of variables are said: hosts and ports of other definitions as references. */
  readonly texts: (text: string, variable: string) => Code;
}

const options = [
  'dnsPolicy', 'dnsConfig', 'hostAliases', 'hostname', 'subdomain', 'setHostnameAsFQDN', 'hostnameOverride', 'terminationGracePeriodSeconds',
  'enableServiceLinks', 'shareProcessNamespace', 'activeDeadlineSeconds', 'overhead', 'restartPolicy',
];

/** The ways in which a pod can be said, the shortest ones first. */
export function podPropsOf(spec: PlainMap, context: PodContext): readonly { readonly [field: string]: Code | undefined }[] {
  const { shelf } = context;
  const containers = mapsIn(spec['containers']);
  const [main] = containers;
  if (main === undefined || typeof main['name'] !== 'string') return [];
  const initContainers = mapsIn(spec['initContainers']);
  const ports = portsCode([...containers, ...initContainers], main);
  const ways = securityCodes(spec, main).flatMap((security) => volumesCodes(spec, shelf, context.claims).map((volumes) => ({ security, volumes })));
  return ways.map(({ security, volumes }) => {
    const own = containerProps(main, shelf, volumes, context.texts);
    const { image, imagePullPolicy, env, envFrom, mounts, devices, health, lifecycle, ...others } = own;
    const beside = (given: readonly PlainMap[], plain: boolean): Code | undefined => containerMap(given, (container) => ({
      ...containerProps(container, shelf, volumes, context.texts),
      security: security.container(container),
      restartPolicy: plain ? optionalValue(container['restartPolicy']) : undefined,
    }));
    const derived = context.appName.replaceAll('.', '-');
    const account = spec['serviceAccountName'];
    return {
      containerName: main['name'] === derived ? undefined : value(main['name']),
      image, imagePullPolicy,
      ports: ports.length === 0 ? undefined : map(ports),
      ...others,
      env, envFrom, volumes: volumes.volumes, mounts, devices, health, lifecycle,
      security: security.pod,
      serviceAccount: typeof account === 'string' ? (shelf.definition('ServiceAccount', account) ?? value(account)) : undefined,
      scheduling: schedulingCode(spec, context),
      initContainers: beside(initContainers.filter((container) => !startsAsSidecar(container, initContainers)), true),
      sidecars: beside(initContainers.filter((container) => startsAsSidecar(container, initContainers)), false),
      containers: beside(containers.slice(1), true),
      ...sameFields(spec, options),
      os: isPlainMap(spec['os']) ? optionalValue(spec['os']['name']) : undefined,
      podResources: optionalValue(spec['resources']),
      resourceClaims: namedMap(spec['resourceClaims']),
      imagePullSecrets: namesOf(spec['imagePullSecrets'], 'name'),
      readinessGates: namesOf(spec['readinessGates'], 'conditionType'),
    };
  });
}

/** Sidecars stand before all init containers; one that stands between them keeps its place as an init container. */
function startsAsSidecar(container: PlainMap, all: readonly PlainMap[]): boolean {
  const index = all.indexOf(container);
  return all.slice(0, index + 1).every(({ restartPolicy }) => restartPolicy === 'Always');
}

function containerMap(
  containers: readonly PlainMap[], props: (container: PlainMap) => { readonly [field: string]: Code | undefined },
): Code | undefined {
  const entries = containers.flatMap((container): Entry[] => {
    const { name } = container;
    return typeof name === 'string' ? [{ key: name, value: map(props(container)) }] : [];
  });
  return entries.length === 0 ? undefined : map(entries);
}

function schedulingCode(spec: PlainMap, { matchLabels }: PodContext): Code | undefined {
  const affinity = isPlainMap(spec['affinity']) ? spec['affinity'] : {};
  const spread = spreadOf(affinity['podAntiAffinity'], matchLabels);
  const scheduling = map({
    ...sameFields(spec, ['nodeSelector', 'nodeName']),
    ...sameFields(affinity, ['nodeAffinity', 'podAffinity']),
    podAntiAffinity: spread === undefined ? optionalValue(affinity['podAntiAffinity']) : undefined,
    spread,
    topologySpread: optionalValue(spec['topologySpreadConstraints']),
    tolerations: optionalValue(spec['tolerations']),
    priorityClass: optionalValue(spec['priorityClassName']),
    preemptionPolicy: optionalValue(spec['preemptionPolicy']),
    runtimeClass: optionalValue(spec['runtimeClassName']),
    schedulerName: optionalValue(spec['schedulerName']),
    schedulingGates: namesOf(spec['schedulingGates'], 'name'),
  });
  return scheduling.entries.length === 0 ? undefined : scheduling;
}

const topologies: { readonly [key: string]: string } = { 'kubernetes.io/hostname': 'nodes', 'topology.kubernetes.io/zone': 'zones' };

/** Pods that keep apart from their own kind. */
function spreadOf(apart: unknown, matchLabels: PlainMap): Code | undefined {
  if (!isPlainMap(apart) || Object.keys(apart).length !== 1) return undefined;
  const required = mapsIn(apart['requiredDuringSchedulingIgnoredDuringExecution']);
  const preferred = mapsIn(apart['preferredDuringSchedulingIgnoredDuringExecution']);
  const [wish] = preferred;
  const term = required.length === 1 ? required[0] : preferred.length === 1 ? wish!['podAffinityTerm'] : undefined;
  if (!isPlainMap(term)) return undefined;
  const over = typeof term['topologyKey'] === 'string' ? topologies[term['topologyKey']] : undefined;
  if (over === undefined || !isSame(term, { labelSelector: { matchLabels }, topologyKey: term['topologyKey'] })) return undefined;
  if (required.length === 1) return value({ over, required: true });
  return wish!['weight'] === 100 ? value(over) : value({ over, weight: wish!['weight'] });
}

function namedMap(given: unknown): Code | undefined {
  const items = mapsIn(given);
  return items.length === 0 ? undefined : map(items.map(({ name, ...rest }): Entry => ({ key: String(name), value: value(rest) })));
}

function namesOf(given: unknown, field: string): Code | undefined {
  const items = mapsIn(given);
  return items.length === 0 ? undefined : list(items.map((item) => value(item[field])));
}

import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { type Code, type Entry, map, type MapCode, value } from '../../print/code';
import { isSame } from '../same';
import type { SourceObject } from '../sources';
import { mapsIn, metadataProps, nameOf, optionalValue, sameFields, specOf } from './shelf';

const sameNames = [
  'externalName', 'externalIPs', 'loadBalancerClass', 'loadBalancerIP', 'loadBalancerSourceRanges', 'allocateLoadBalancerNodePorts',
  'externalTrafficPolicy', 'healthCheckNodePort', 'internalTrafficPolicy', 'trafficDistribution', 'ipFamilies', 'ipFamilyPolicy', 'publishNotReadyAddresses',
];

/** Whether a Service leads to the pods with these labels. */
export function isServiceOf(service: SourceObject, matchLabels: PlainMap): boolean {
  const { selector } = specOf(service);
  return isPlainMap(selector) && Object.keys(selector).length > 0 && isSame(selector, matchLabels);
}

/** What a further Service of an app is called in its definition. */
export function servicePart(service: SourceObject, app: string): string {
  const name = nameOf(service);
  return name.startsWith(`${app}-`) ? name.slice(app.length + 1) : name;
}

/**
 * The Service of an app.
 * @param derived the name that it gets by itself
 * @param inherited labels that it has from the app
 * @param governing whether it is headless unless it is said otherwise
 */
export function serviceProps(service: SourceObject, podSpec: PlainMap, derived: string, inherited: ReadonlySet<string>, governing: boolean): MapCode {
  const spec = specOf(service);
  const podPorts = [...mapsIn(podSpec['containers']), ...mapsIn(podSpec['initContainers'])].flatMap((container) => mapsIn(container['ports']));
  const { headless, ...rest } = ownFields(spec);
  const decided = spec['type'] !== undefined || spec['clusterIP'] !== undefined;
  const more = rest;
  return map({
    name: nameOf(service) === derived ? undefined : value(nameOf(service)),
    // The Service that gives pods their names is headless unless somebody says otherwise.
    headless: governing ? (headless === undefined && !decided ? value(false) : undefined) : headless,
    ...more,
    ports: portsCode(spec, podPorts),
    ...metadataProps(service, inherited),
  });
}

/** What a Service says besides its pods, its ports and its metadata. */
export function ownFields(spec: PlainMap): { readonly [field: string]: Code | undefined } {
  const { type, clusterIP, sessionAffinity, sessionAffinityConfig } = spec;
  return {
    type: type === 'ClusterIP' ? undefined : optionalValue(type),
    headless: clusterIP === 'None' ? value(true) : undefined,
    clusterIP: clusterIP === 'None' ? undefined : optionalValue(clusterIP),
    sessionAffinity: isPlainMap(sessionAffinityConfig) && sessionAffinity === 'ClientIP' ? value(sessionAffinityConfig) : optionalValue(sessionAffinity),
    ...sameFields(spec, sameNames),
  };
}

/** Ports as they are by themselves need no words. */
function portsCode(spec: PlainMap, podPorts: readonly PlainMap[]): Code | undefined {
  const ports = mapsIn(spec['ports']);
  const plain = podPorts.filter(({ name }) => typeof name === 'string').map(({ name, containerPort, protocol }) => (
    { name, port: containerPort, targetPort: name, ...(protocol === undefined || protocol === 'TCP' ? {} : { protocol }) }
  ));
  if (isSame(plain, ports)) return undefined;
  const entries = ports.flatMap((port): Entry[] => {
    const { name, targetPort, ...rest } = port;
    if (typeof name !== 'string') return [];
    const behind = podPorts.find((one) => one['name'] === name);
    const implied = behind !== undefined && targetPort === name;
    return [{ key: name, value: portCode(implied ? rest : { ...rest, targetPort }) }];
  });
  if (entries.length === 0) return undefined;
  const known = new Set(podPorts.map(({ name }) => name));
  if (entries.every(({ key }) => known.has(key))) return map(entries);
  // In a map the names are those of the pods' ports; any other name stands in a list.
  return value(ports.flatMap((port) => (typeof port['name'] === 'string' ? [port] : [])));
}

/** A port that is no more than its number is that number. */
export function portCode({ port, protocol, ...others }: PlainMap): Code {
  const rest: PlainMap = protocol === 'TCP' ? others : { ...others, protocol };
  const said = Object.entries(rest).filter(([, item]) => item !== undefined);
  return said.length === 0 ? value(port) : value(Object.fromEntries([['port', port], ...said]));
}

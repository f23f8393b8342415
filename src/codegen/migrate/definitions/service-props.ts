import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { type Code, type Entry, map, type MapCode, value } from '../../print/code';
import { nameForPort } from '../../well-known-ports';
import { isSame } from '../same';
import type { SourceObject } from '../sources';
import { podPortsOf, portBehind, referenceTo } from './port-names';
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
  const podPorts = podPortsOf(podSpec);
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
    type: optionalValue(type),
    headless: clusterIP === 'None' ? value(true) : undefined,
    clusterIP: clusterIP === 'None' ? undefined : optionalValue(clusterIP),
    sessionAffinity: isPlainMap(sessionAffinityConfig) && sessionAffinity === 'ClientIP' ? value(sessionAffinityConfig) : optionalValue(sessionAffinity),
    ...sameFields(spec, sameNames),
  };
}

/** Ports of an app's Service. As they are by themselves they need no words. */
function portsCode(spec: PlainMap, podPorts: readonly PlainMap[]): Code | undefined {
  const ports = mapsIn(spec['ports']);
  const plain = podPorts.filter(({ name }) => typeof name === 'string').map((port) => (
    { name: port['name'], port: port['containerPort'], targetPort: referenceTo(port), ...(isTcp(port) ? {} : { protocol: port['protocol'] }) }
  ));
  return isSame(plain, ports) ? undefined : servicePortsCode(ports, podPorts);
}

/**
 * Ports of a Service, each by its name: the map says those of the pods' ports, any other name stands in a list.
 * @param podPorts those of the pods that are known
 */
export function servicePortsCode(ports: readonly PlainMap[], podPorts: readonly PlainMap[]): Code | undefined {
  const taken = new Set(ports.flatMap(({ name }) => (typeof name === 'string' ? [name] : [])));
  const items = ports.map((given) => {
    const { name, targetPort, ...rest } = given;
    const behind = portBehind(given, podPorts);
    const wanted = name ?? behind?.['name'];
    const own = typeof wanted === 'string' ? wanted : nameForPort(Number(given['port']), 'TCP', taken);
    const isOwn = behind !== undefined && behind['name'] === own;
    const implied = isOwn ? referenceTo(behind) : podPorts.length === 0 ? undefined : own;
    const target = targetPort === implied && (isOwn || podPorts.length === 0) ? undefined : targetPort ?? null;
    const named = name === undefined ? { named: false } : {};
    return { key: own, isOwn, given: { ...rest, ...(target === undefined ? {} : { targetPort: target }), ...named } };
  });
  if (items.length === 0) return undefined;
  const inMap = podPorts.length === 0 || items.every(({ isOwn }) => isOwn);
  if (inMap) return map(items.map(({ key, given }): Entry => ({ key, value: portCode(given) })));
  return value(items.map(({ key, given }) => ({ name: key, ...given })));
}

function isTcp({ protocol }: PlainMap): boolean {
  return protocol === undefined || protocol === 'TCP';
}

/** A port that is no more than its number is that number. */
function portCode({ port, ...rest }: PlainMap): Code {
  return Object.keys(rest).length === 0 ? value(port) : value({ port, ...rest });
}

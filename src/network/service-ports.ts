import type { ServicePort } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkInteger, checkMap, checkOneOf, entriesOf, isPlainMap } from '../core/checks';
import { brokenQualifiedName, checkName, dnsLabel, portName } from '../core/names';
import { type PortModel, portReference } from '../core/port-model';
import type { Problems } from '../core/problems';
import { itemsOf, readField } from '../core/read-field';
import { nearest } from '../core/suggest';
import type { Writable } from '../core/writable';

/** One port of a Service, in full. */
export interface ServicePortProps<P extends string = string> {
  /** Port number on the Service's address, 1-65535. @default - the number of the pods' port */
  readonly port?: number | undefined;
  /**
   * Port of the pods that it leads to, by name or number; `null` writes none, and a cluster takes the number of `port`.
   * @default - the pods' port of the same name; where the pods' ports are not known, the number of `port`
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
   */
  readonly targetPort?: P | number | null | undefined;
  /** Port number on every node, for types NodePort and LoadBalancer. @default - the cluster picks one from 30000-32767 */
  readonly nodePort?: number | undefined;
  /** @default - that of the pods' port, else TCP, which is then not written */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | undefined;
  /**
   * What is spoken on the port, a hint for implementations: `kubernetes.io/h2c`, `kubernetes.io/ws`, `https`.
   * @default - that of the pods' port, else none
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
   */
  readonly appProtocol?: string | undefined;
  /**
   * Whether the port has its name in the manifest, too; a Service with several ports needs their names.
   * @default true
   */
  readonly named?: boolean | undefined;
}

/** One port of a Service in a list, with its name. */
export interface NamedServicePort<P extends string = string> extends ServicePortProps<P> {
  /** Name of the Service's port; it need not be that of a port of the pods when `targetPort` says where it leads. */
  readonly name: string;
}

/**
 * Ports of a Service: a map from the names of the pods' ports (`{ http: 80 }`, `{ http: { port: 80, nodePort: 30080 } }`), or a
 * list of such names and of full entries.
 */
export type ServicePortsInput<P extends string = string> =
  | { readonly [N in P]?: number | ServicePortProps<P> }
  | readonly (P | NamedServicePort<P>)[];

/** A port of a Service after normalization. */
export interface ServicePortModel {
  readonly name: string;
  /** Whether the Service has that name, too. @default true */
  readonly named?: false;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** Whether somebody said TCP: then it is written, though a cluster would take the same. */
  readonly protocolSaid?: true;
  /** Name or number of the pods' port; absent when the pods are not known and the number is the same. */
  readonly targetPort?: string | number;
  readonly nodePort?: number;
  readonly appProtocol?: string;
}

const portFields: ReadonlySet<string> = new Set(['port', 'targetPort', 'nodePort', 'protocol', 'appProtocol', 'named']);
const namedPortFields: ReadonlySet<string> = new Set(['name', ...portFields]);
const protocols = ['TCP', 'UDP', 'SCTP'] as const;

/**
 * Brings the ports of a Service into their full form.
 * @param podPorts ports of the pods behind it; `undefined` when they are not known
 */
export function normalizeServicePorts(input: unknown, podPorts: readonly PortModel[] | undefined, problems: Problems): ServicePortModel[] {
  if (input === undefined) return podPorts?.map(samePort) ?? [];
  const ports: ServicePortModel[] = [];
  const entries = portEntries(problems, input, podPorts !== undefined);
  const seen = new Map<string, Problems>();
  for (const [name, spec, place] of entries) {
    const port = normalizePort(name, spec, podPorts, place);
    if (port === undefined) continue;
    if (port.named === false && entries.length > 1) {
      place.at('named').report('value/needs-other', { field: 'named: false', needs: 'to be the only port: a Service tells several apart by their names' });
    }
    if (entries.length === 1) ports.push(port);
    else if (isNew(seen, `name ${port.name}`, 'service port name', port.name, place) &&
      isNew(seen, `${port.port}/${port.protocol}`, 'service port', `${port.port}/${port.protocol}`, place) &&
      (port.nodePort === undefined || isNew(seen, `node ${port.nodePort}/${port.protocol}`, 'node port', String(port.nodePort), place))) ports.push(port);
  }
  return ports;
}

/** The ports as a Service has them. */
export function servicePortFields(ports: readonly ServicePortModel[]): ServicePort[] {
  return ports.map(({ name, named, port, protocol, protocolSaid, targetPort, nodePort, appProtocol }) => {
    const fields: Writable<ServicePort> = named === false ? { port } : { name, port };
    if (protocol !== 'TCP' || protocolSaid === true) fields.protocol = protocol;
    if (targetPort !== undefined) fields.targetPort = targetPort;
    if (nodePort !== undefined) fields.nodePort = nodePort;
    if (appProtocol !== undefined) fields.appProtocol = appProtocol;
    return fields;
  });
}

function samePort(pods: PortModel): ServicePortModel {
  const { name, port, protocol, appProtocol } = pods;
  const same = { name, port, protocol, targetPort: portReference(pods) };
  return appProtocol === undefined ? same : { ...same, appProtocol };
}

/** Both forms of the ports as name, specification and place. */
function portEntries(problems: Problems, input: unknown, podsKnown: boolean): [string, unknown, Problems][] {
  if (!Array.isArray(input)) {
    if (!checkMap(problems, input, 'a map of port name to port, or a list')) return [];
    return entriesOf(problems, input).map(([name, spec]) => [name, spec, problems.at(name)]);
  }
  return itemsOf(problems, input).flatMap(([item, place]): [string, unknown, Problems][] => {
    if (typeof item === 'string' && podsKnown) return [[item, {}, place]];
    if (!checkMap(place, item, podsKnown ? 'the name of a port, or a map with name and port' : 'a map with name and port')) return [];
    checkFields(place, item, namedPortFields);
    if (item['name'] === undefined) {
      place.at('name').report('value/missing', { field: 'name' });
      return [];
    }
    return typeof item['name'] === 'string' || checkName(place.at('name'), dnsLabel, 'service port name', item['name'])
      ? [[item['name'], item, place]]
      : [];
  });
}

function normalizePort(name: string, spec: unknown, podPorts: readonly PortModel[] | undefined, problems: Problems): ServicePortModel | undefined {
  const props = typeof spec === 'number' ? { port: spec } : spec;
  if (!isPlainMap(props)) {
    problems.report('value/wrong-type', { expected: 'a port number or a map', found: spec });
    return undefined;
  }
  if (props['name'] === undefined) checkFields(problems, props, portFields);
  if (!checkName(problems, dnsLabel, 'service port name', name)) return undefined;
  const targetPort = props['targetPort'] === null ? undefined : readField(problems, props, 'targetPort', checkTargetPort);
  if (targetPort === undefined && props['targetPort'] !== undefined && props['targetPort'] !== null) return undefined;
  const sameNumber = props['targetPort'] === null && typeof props['port'] === 'number' ? props['port'] : undefined;
  const behind = podPorts === undefined ? undefined : podPortBehind(name, targetPort ?? sameNumber, podPorts, problems);
  if (podPorts !== undefined && behind === undefined && typeof (targetPort ?? sameNumber) !== 'number') return undefined;
  if (props['port'] === undefined && behind === undefined) {
    problems.at('port').report('value/missing', { field: 'port' });
    return undefined;
  }
  const port = readField(problems, props, 'port', checkPortNumber) ?? behind?.port;
  if (port === undefined) return undefined;
  const nodePort = readField(problems, props, 'nodePort', checkNodePort);
  const appProtocol = readField(problems, props, 'appProtocol', checkAppProtocol) ?? behind?.appProtocol;
  const protocol = readField(problems, props, 'protocol', checkProtocol);
  const isNamed = readField(problems, props, 'named', checkBoolean);
  const target = typeof targetPort === 'number' || behind === undefined ? targetPort : portReference(behind);
  return {
    name,
    ...(isNamed === false ? { named: false as const } : undefined),
    port,
    protocol: protocol ?? behind?.protocol ?? 'TCP',
    ...(protocol === 'TCP' ? { protocolSaid: true as const } : undefined),
    ...(target === undefined || props['targetPort'] === null ? undefined : { targetPort: target }),
    ...(nodePort === undefined ? undefined : { nodePort }),
    ...(appProtocol === undefined ? undefined : { appProtocol }),
  };
}

/** The pods' port that a Service's port leads to; a number need not be declared by the pods. */
function podPortBehind(
  name: string, targetPort: string | number | undefined, podPorts: readonly PortModel[], problems: Problems,
): PortModel | undefined {
  const wanted = targetPort ?? name;
  const found = podPorts.find((port) => port.name === wanted || port.port === wanted);
  if (found !== undefined || typeof wanted === 'number') return found;
  const known = podPorts.map((port) => port.name);
  const place = targetPort === undefined ? problems : problems.at('targetPort');
  place.report('service/unknown-port', { port: wanted, known, nearest: nearest(wanted, known) });
  return undefined;
}

function checkTargetPort(problems: Problems, value: unknown): value is string | number {
  return typeof value === 'number' ? checkPortNumber(problems, value) : checkName(problems, portName, 'port name', value);
}

/** Reports anything but a port number. */
export function checkPortNumber(problems: Problems, value: unknown): value is number {
  return checkInteger(problems, value, 1, 65535);
}

/** Reports anything but a port number, and warns of one that clusters refuse unless they were set up otherwise. */
export function checkNodePort(problems: Problems, value: unknown): value is number {
  if (!checkPortNumber(problems, value)) return false;
  if (value < 30000 || value > 32767) problems.report('service/node-port-range', { found: value });
  return true;
}

function checkProtocol(problems: Problems, value: unknown): value is 'TCP' | 'UDP' | 'SCTP' {
  return checkOneOf(problems, value, protocols);
}

function checkAppProtocol(problems: Problems, value: unknown): value is string {
  const rule = typeof value === 'string' ? brokenQualifiedName(value) : 'expected a text such as kubernetes.io/h2c';
  if (rule === undefined) return true;
  problems.report('name/invalid', { what: 'appProtocol', found: value, rule });
  return false;
}

function isNew(seen: Map<string, Problems>, key: string, what: string, name: string, place: Problems): boolean {
  const first = seen.get(key);
  if (first === undefined) seen.set(key, place);
  else place.report('value/duplicate', { what, name, first: first.pointer });
  return first === undefined;
}

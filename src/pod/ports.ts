import type { ContainerPort } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkInteger, checkMap, checkOneOf, eachEntry, isPlainMap } from '../core/checks';
import { checkIp } from '../core/ip-address';
import { brokenQualifiedName, checkName, portName } from '../core/names';
import type { TextSource } from '../core/pod-inputs';
import type { PortModel } from '../core/port-model';
import type { Problems } from '../core/problems';
import { type Check, readField } from '../core/read-field';
import { nearest } from '../core/suggest';
import type { Writable } from '../core/writable';

/**
 * A port that a container listens on.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports
 */
export interface PortOptions {
  /** Port number on the pod's address, 1-65535. */
  readonly port: number;
  /**
   * Transport protocol.
   * @default 'TCP', which is then not written
   */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | undefined;
  /**
   * Application protocol, for the Services that lead here: an IANA service name such as `https`, or a name with a
   * prefix such as `kubernetes.io/h2c`.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
   */
  readonly appProtocol?: string | undefined;
  /**
   * Port number on the node's address, 1-65535. Rarely needed: only one pod per node can have it.
   * @default - none
   */
  readonly hostPort?: number | undefined;
  /**
   * Address of the node that `hostPort` binds to.
   * @default - every address of the node
   */
  readonly hostIP?: string | undefined;
  /**
   * Name of the container that listens: one of `containers`, `sidecars` or `initContainers`.
   * @default - the main container
   */
  readonly container?: string | undefined;
  /**
   * Whether the port has its name in the manifest, too. Without it, Services and probes lead there by its number: for objects
   * that are in a cluster already, where a name would replace all pods.
   * @default true
   */
  readonly named?: boolean | undefined;
}

/** A port number, or a port with all that can be said of it. */
export type PortProps = number | PortOptions;

/** What ports need to know of the pod. */
export interface PortsContext {
  /** Name of the main container. */
  readonly mainContainer: string;
  /** Names of all containers, the main one included. */
  readonly containers: readonly string[];
  /** Whether the pod uses the network of its node. */
  readonly hostNetwork: boolean;
}

const optionFields: ReadonlySet<string> = new Set<keyof PortOptions>(['port', 'protocol', 'appProtocol', 'hostPort', 'hostIP', 'container', 'named']);
const protocols = ['TCP', 'UDP', 'SCTP'] as const;

const checkPort: Check<number> = (problems, value): value is number => checkInteger(problems, value, 1, 65_535);
const checkProtocol: Check<PortModel['protocol']> = (problems, value): value is PortModel['protocol'] => checkOneOf(problems, value, protocols);
const checkAppProtocol: Check<string> = (problems, value): value is string => {
  const rule = typeof value === 'string' ? brokenQualifiedName(value) : 'expected a text';
  if (rule !== undefined) problems.report('name/invalid', { what: 'application protocol', found: value, rule });
  return rule === undefined;
};

/** The ports of a pod in one form, in the order given. `problems` is at the path of `ports`. */
export function normalizePorts(input: unknown, problems: Problems, context: PortsContext): PortModel[] {
  if (input === undefined || !checkMap(problems, input, 'a map of port names to ports')) return [];
  const ports: PortModel[] = [];
  eachEntry(problems, input, (name, props, place) => {
    const model = normalizePort(name, props, place, context);
    if (model !== undefined) ports.push(model);
  });
  if (ports.length > 1) reportClashes(ports, problems, context);
  return ports;
}

function normalizePort(name: string, props: unknown, problems: Problems, context: PortsContext): PortModel | undefined {
  const named = checkName(problems, portName, 'port name', name);
  if (!isPlainMap(props)) {
    const well = typeof props === 'object' ? checkMap(problems, props, 'a port number or a map') : checkPort(problems, props);
    return named && well ? { name, port: props as number, protocol: 'TCP' } : undefined;
  }
  checkFields(problems, props, optionFields);
  if (props['port'] === undefined) problems.at('port').report('value/missing', { field: 'port' });
  const port = readField(problems, props, 'port', checkPort);
  const said = readField(problems, props, 'protocol', checkProtocol);
  const protocol = said ?? 'TCP';
  const appProtocol = readField(problems, props, 'appProtocol', checkAppProtocol);
  const hostPort = readField(problems, props, 'hostPort', checkPort);
  const hostIP = readField(problems, props, 'hostIP', checkIp);
  const isNamed = readField(problems, props, 'named', checkBoolean);
  const container = containerOf(name, props['container'], problems.at('container'), context);
  if (hostIP !== undefined && props['hostPort'] === undefined && !context.hostNetwork) {
    problems.at('hostIP').report('value/needs-other', { field: 'hostIP', needs: '"hostPort"' });
  }
  if (!named || port === undefined) return undefined;
  if (context.hostNetwork && hostPort !== undefined && hostPort !== port) problems.at('hostPort').report('port/host-port', { port, hostPort });
  return {
    name, port, protocol,
    ...(said === 'TCP' ? { protocolSaid: true } : undefined),
    ...(isNamed === false ? { named: false } : undefined),
    ...(appProtocol === undefined ? undefined : { appProtocol }),
    ...(container === undefined ? undefined : { container }),
    ...(hostPort === undefined ? undefined : { hostPort }),
    ...(hostIP === undefined ? undefined : { hostIP }),
  };
}

/** The container of a port, unless it is the main one. */
function containerOf(port: string, container: unknown, problems: Problems, { mainContainer, containers }: PortsContext): string | undefined {
  if (container === undefined || container === mainContainer) return undefined;
  if (typeof container !== 'string') problems.report('value/wrong-type', { expected: 'the name of a container', found: container });
  else if (containers.includes(container)) return container;
  else problems.report('port/unknown-container', { port, container, known: containers, nearest: nearest(container, containers) });
  return undefined;
}

function reportClashes(ports: readonly PortModel[], problems: Problems, { hostNetwork }: PortsContext): void {
  const byPort = new Map<string, PortModel>();
  const byHostPort = new Map<string, PortModel>();
  for (const port of ports) {
    const { name, protocol, container, hostPort, hostIP } = port;
    const key = `${port.port}/${protocol}`;
    const twin = byPort.get(key);
    if (twin === undefined) byPort.set(key, port);
    else if (twin.container === container) problems.at(name).report('value/duplicate', { what: 'port', name: key, first: problems.at(twin.name).pointer });
    else problems.at(name).report('port/taken', { name, other: twin.name, port: port.port, protocol });
    if (hostPort === undefined || hostNetwork) continue;
    const hostKey = `${hostIP ?? ''}:${hostPort}/${protocol}`;
    const hostTwin = byHostPort.get(hostKey);
    if (hostTwin === undefined) byHostPort.set(hostKey, port);
    else problems.at(name, 'hostPort').report('value/duplicate', { what: 'host port', name: `${hostPort}/${protocol}`, first: problems.at(hostTwin.name).pointer });
  }
}

/**
 * The ports of one container, as a manifest has them.
 * @param container its name; left out for the main one
 */
export function containerPorts(ports: readonly PortModel[], container?: string): ContainerPort[] {
  const own: ContainerPort[] = [];
  for (const { name, port, protocol, hostPort, hostIP, container: owner, named, protocolSaid } of ports) {
    if (owner !== container) continue;
    const fields: Writable<ContainerPort> = named === false ? { containerPort: port } : { name, containerPort: port };
    if (protocol !== 'TCP' || protocolSaid === true) fields.protocol = protocol;
    if (hostPort !== undefined) fields.hostPort = hostPort;
    if (hostIP !== undefined) fields.hostIP = hostIP;
    own.push(fields);
  }
  return own;
}

/** A port of an app, as its references hand it out: its number wherever a text or number is wanted. */
export class PortRef<N extends string = string> implements TextSource {
  /** Name of the port. */
  readonly name: N;
  /** Number of the port on the pod's address. */
  readonly number: number;
  /** Transport protocol. */
  readonly protocol: PortModel['protocol'];

  constructor(model: PortModel & { readonly name: N }) {
    this.name = model.name;
    this.number = model.port;
    this.protocol = model.protocol;
  }

  /** The number, as a text. */
  textFor(): string {
    return String(this.number);
  }

  /** The number, as a text. */
  toString(): string {
    return String(this.number);
  }
}

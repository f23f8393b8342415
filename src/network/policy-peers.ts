import type { LabelSelector, NetworkPolicyPeer, NetworkPolicyPort } from '../../generated/kubernetes';
import { checkFields, checkInteger, checkMap, checkOneOf, isPlainMap } from '../core/checks';
import { checkCidr, liesWithin, parseCidr } from '../core/ip-address';
import { type LabelSelectorInput, labelSelectorFields, type LabelSelectorProps, normalizeLabelSelector } from '../core/label-selector';
import { checkName, dnsLabel, portName } from '../core/names';
import { isPodOwner, type PodOwner, type PodSet } from '../core/pod-set';
import type { PortModel } from '../core/port-model';
import type { Problems } from '../core/problems';
import { checkNotEmpty, itemsOf, readField } from '../core/read-field';
import { Consumer } from '../core/references';
import { nearest } from '../core/suggest';
import type { Writable } from '../core/writable';
import { checkPortNumber } from './service-ports';

/** Namespaces: the word `all`, a name, several names, or a selector for their labels. */
export type NamespacesInput = string | readonly string[] | LabelSelectorProps | { readonly [label: string]: string };

/** Pods by their labels, in the own namespace or in others. */
export interface PodsPeer {
  /** @default - all pods of the namespaces */
  readonly pods?: PodOwner | LabelSelectorInput | undefined;
  /** @default - the own namespace (of an app: its namespace) */
  readonly namespaces?: NamespacesInput | undefined;
}

/** Addresses, mostly outside of the cluster. */
export interface AddressesPeer {
  /** A range such as `10.0.0.0/8`. */
  readonly cidr: string;
  /** Ranges within it that are left out. @default - none */
  readonly except?: readonly string[] | undefined;
}

/** Who may connect, or be connected to: an app, pods by their labels, addresses, or anyone inside and outside of the cluster. */
export type PolicyPeerInput = PodOwner | PodsPeer | AddressesPeer | 'anyone';

/** Ports: the name of a declared one, a number (TCP), or a range and protocol. */
export type PolicyPortInput<P extends string = string> =
  | P
  | number
  | {
    /** @default - all ports of the protocol */
    readonly port?: P | number | undefined;
    /** Last port of a range that starts at `port`. @default - `port` alone */
    readonly endPort?: number | undefined;
    /** `null` writes none, and a cluster takes TCP. @default - that of the declared port, else TCP */
    readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | null | undefined;
  };

/** A peer after normalization. */
export interface PeerModel {
  /** `undefined` stands for anyone. */
  readonly peer: NetworkPolicyPeer | undefined;
  /** The pods, when the peer is an app. */
  readonly owner?: PodOwner;
  /** Whether it can be asked for a port by name. */
  readonly hasPods: boolean;
}

const podsFields: ReadonlySet<string> = new Set(['pods', 'namespaces']);
const addressFields: ReadonlySet<string> = new Set(['cidr', 'except']);
const portFields: ReadonlySet<string> = new Set(['port', 'endPort', 'protocol']);
const namespaceName = 'kubernetes.io/metadata.name';

/** Brings a peer into the form that a network policy has; what is wrong is reported. */
export function normalizePeer(input: unknown, problems: Problems, consumer: Consumer): PeerModel | undefined {
  if (input === 'anyone') return { peer: undefined, hasPods: false };
  if (isPodOwner(input)) {
    const peer = podsOf(input.podSet, problems, consumer);
    return peer === undefined ? undefined : { peer, owner: input, hasPods: true };
  }
  if (!checkMap(problems, input, 'an app, "anyone", or a map with pods, namespaces or cidr')) return undefined;
  if (input['cidr'] !== undefined) {
    checkFields(problems, input, addressFields);
    return addressesPeer(input['cidr'], input['except'], problems);
  }
  checkFields(problems, input, podsFields);
  const { pods, namespaces } = input;
  if (pods === undefined && namespaces === undefined) {
    problems.report('value/needs-one-of', { fields: ['pods', 'namespaces', 'cidr'] });
    return undefined;
  }
  const namespaceSelector = namespaces === undefined ? undefined : namespaceSelectorOf(namespaces, problems.at('namespaces'));
  if (namespaces !== undefined && namespaceSelector === undefined) return undefined;
  if (isPodOwner(pods)) {
    const peer = podsOf(pods.podSet, problems.at('pods'), consumer);
    if (peer === undefined) return undefined;
    return { peer: { ...peer, ...(namespaceSelector === undefined ? undefined : { namespaceSelector }) }, owner: pods, hasPods: true };
  }
  const podSelector = pods === undefined ? undefined : labelSelectorFields(normalizeLabelSelector(pods as LabelSelectorInput, problems.at('pods')));
  const peer = {
    ...(namespaceSelector === undefined ? undefined : { namespaceSelector }),
    ...(podSelector === undefined ? undefined : { podSelector }),
  };
  return { peer, hasPods: true };
}

/** The pods of an app as another one's policy names them: with their namespace, where it is another one. */
export function podsOf({ target, selector }: PodSet, problems: Problems, consumer: Consumer): NetworkPolicyPeer | undefined {
  // Only the cluster is checked: a policy does not need its peers to exist, and two may name each other.
  if (!new Consumer(consumer.namespace, consumer.cluster).use(problems, target, { anyNamespace: true })) return undefined;
  const podSelector = { matchLabels: selector };
  if (target.namespace === consumer.namespace) return { podSelector };
  if (target.namespace === undefined) {
    problems.report('service/namespace-unknown', { target, from: consumer.namespace });
    return undefined;
  }
  return { namespaceSelector: { matchLabels: { [namespaceName]: target.namespace } }, podSelector };
}

/**
 * Brings ports into the form that a network policy has, names as numbers wherever the ports are known.
 * @param declared ports of the pods that are connected to; `undefined` when they are not known
 * @param hasPods whether there are pods on that side, which alone have port names
 */
export function normalizePolicyPorts(
  input: unknown, declared: readonly PortModel[] | undefined, hasPods: boolean, problems: Problems,
): NetworkPolicyPort[] {
  if (input === undefined) return declared?.map(({ port, protocol }) => ({ protocol, port })) ?? [];
  const hint = declared === undefined
    ? 'name those that are meant, or leave it out for every port'
    : 'name those that are meant, or leave it out for all that are declared; { port: 1, endPort: 65535 } is every port';
  checkNotEmpty(problems, input, 'every port', hint);
  return itemsOf(problems, input).flatMap(([item, place]) => policyPort(item, declared, hasPods, place) ?? []);
}

function policyPort(input: unknown, declared: readonly PortModel[] | undefined, hasPods: boolean, problems: Problems): NetworkPolicyPort | undefined {
  if (typeof input === 'number') return checkPortNumber(problems, input) ? { protocol: protocolOf(input, declared), port: input } : undefined;
  if (typeof input === 'string') return namedPort(input, declared, hasPods, problems);
  if (!checkMap(problems, input, 'the name or number of a port, or a map with port, endPort and protocol')) return undefined;
  checkFields(problems, input, portFields);
  const protocol = input['protocol'] === null ? undefined : readField(problems, input, 'protocol', checkProtocol);
  const port = input['port'] === undefined ? undefined : policyPort(input['port'], declared, hasPods, problems.at('port'));
  if (input['port'] !== undefined && port === undefined) return undefined;
  const result = { ...port, protocol: protocol ?? port?.protocol ?? 'TCP' } as Writable<NetworkPolicyPort>;
  if (input['protocol'] === null) {
    if (result.protocol !== 'TCP') problems.at('protocol').report('value/needs-other', { field: 'protocol: null', needs: 'a port of TCP' });
    delete result.protocol;
  }
  if (input['endPort'] === undefined) return result;
  if (typeof port?.port !== 'number') {
    problems.at('endPort').report('value/needs-other', { field: 'endPort', needs: 'a "port" that is a number' });
    return undefined;
  }
  return checkInteger(problems.at('endPort'), input['endPort'], port.port, 65535) ? { ...result, endPort: input['endPort'] } : undefined;
}

function namedPort(name: string, declared: readonly PortModel[] | undefined, hasPods: boolean, problems: Problems): NetworkPolicyPort | undefined {
  const found = declared?.find((port) => port.name === name);
  if (found !== undefined) return { protocol: found.protocol, port: found.port };
  if (declared !== undefined) {
    const known = declared.map((port) => port.name);
    problems.report('service/unknown-port', { port: name, known, nearest: nearest(name, known) });
  } else if (!hasPods) problems.report('policy/port-number', { port: name });
  else if (checkName(problems, portName, 'port name', name)) return { protocol: 'TCP', port: name };
  return undefined;
}

/** The protocol of a port that is named by its number: that of the one declared port with this number. */
function protocolOf(number: number, declared: readonly PortModel[] | undefined): 'TCP' | 'UDP' | 'SCTP' {
  const found = declared?.filter(({ port }) => port === number) ?? [];
  return found.length === 1 ? found[0]!.protocol : 'TCP';
}

function checkProtocol(problems: Problems, value: unknown): value is 'TCP' | 'UDP' | 'SCTP' {
  return checkOneOf(problems, value, ['TCP', 'UDP', 'SCTP'] as const);
}

function addressesPeer(cidr: unknown, except: unknown, problems: Problems): PeerModel | undefined {
  if (!checkCidr(problems.at('cidr'), cidr)) return undefined;
  const range = parseCidr(cidr)!;
  const left = itemsOf(problems.at('except'), except).flatMap(([item, place]) => {
    if (!checkCidr(place, item)) return [];
    if (liesWithin(parseCidr(item)!, range)) return [item];
    place.report('address/invalid', { expected: `a range inside of ${cidr} and smaller than it`, found: item });
    return [];
  });
  return { peer: { ipBlock: { cidr, ...(left.length === 0 ? undefined : { except: left }) } }, hasPods: false };
}

function namespaceSelectorOf(input: unknown, problems: Problems): LabelSelector | undefined {
  if (input === 'all') return {};
  if (typeof input === 'string') return checkName(problems, dnsLabel, 'namespace', input) ? { matchLabels: { [namespaceName]: input } } : undefined;
  if (Array.isArray(input)) {
    const names = itemsOf(problems, input).flatMap(([item, place]) => (checkName(place, dnsLabel, 'namespace', item) ? [item] : []));
    if (input.length === 0) problems.report('value/wrong-type', { expected: 'a list with at least one namespace', found: input });
    return names.length === 0 ? undefined : { matchExpressions: [{ key: namespaceName, operator: 'In', values: names }] };
  }
  if (isPlainMap(input)) return labelSelectorFields(normalizeLabelSelector(input, problems));
  problems.report('value/wrong-type', { expected: '"all", the name of a namespace, a list of names or a selector', found: input });
  return undefined;
}

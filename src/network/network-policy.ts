import type { LabelSelector, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from '../../generated/kubernetes';
import { checkFields, checkMap, checkOneOf, isPlainMap, type PlainMap } from '../core/checks';
import { type LabelSelectorInput, labelSelectorFields, normalizeLabelSelector } from '../core/label-selector';
import { type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import { isPodOwner, type PodOwner, type PodSet } from '../core/pod-set';
import type { PortModel } from '../core/port-model';
import { Problems } from '../core/problems';
import { itemsOf, readField } from '../core/read-field';
import { Consumer } from '../core/references';
import { normalizePeer, normalizePolicyPorts, type PeerModel, podsOf, type PolicyPeerInput, type PolicyPortInput } from './policy-peers';

/** Who may connect to the pods, in full. */
export interface AllowFromProps<P extends string = string> {
  /** Who connects. */
  readonly from: PolicyPeerInput | readonly PolicyPeerInput[];
  /** Ports of the own pods. @default - all that they declare; every port, where that is not known */
  readonly ports?: readonly PolicyPortInput<P>[] | undefined;
}

/** Whom the pods may connect to, in full. */
export interface AllowToProps {
  /** Whom they connect to. */
  readonly to: PolicyPeerInput | readonly PolicyPeerInput[];
  /** Ports of the other side. @default - of an app, all that it declares; every port otherwise */
  readonly ports?: readonly PolicyPortInput[] | undefined;
}

/**
 * Which connections are let through. Pods that no policy isolates take part in every connection; a rule in one direction
 * isolates the pods in that direction, so that only what is allowed gets through.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export interface NetworkRulesProps<P extends string = string> {
  /** Who may connect to the pods. @default - everybody, unless `isolate` says otherwise */
  readonly allowFrom?: readonly (PolicyPeerInput | AllowFromProps<P>)[] | undefined;
  /** Whom the pods may connect to. @default - everybody, unless `isolate` says otherwise */
  readonly allowTo?: readonly (PolicyPeerInput | AllowToProps)[] | undefined;
  /** Directions that are closed but for what is allowed. @default - those that have a rule */
  readonly isolate?: 'ingress' | 'egress' | 'both' | undefined;
  /**
   * Whether pods whose outgoing connections are restricted may ask for names: of the cluster's DNS (port 53 of the pods
   * `k8s-app: kube-dns` in kube-system), or of another peer.
   * @default true
   */
  readonly dns?: boolean | PolicyPeerInput | undefined;
}

/** A NetworkPolicy that stands for itself, with the pods that it is for. */
export interface NetworkPolicyProps<P extends string = string> extends NetworkRulesProps<P>, MetadataProps {
  /** The pods: an app, a selector for their labels, or the word `all` for all of the namespace. */
  readonly pods: PodOwner | LabelSelectorInput;
}

/** The pods that a policy is for, as far as they are known. */
export interface PolicySubject {
  /** Their own reference, by which the other end of a connection names them. @default - not known */
  readonly podSet?: PodSet | undefined;
  /** Ports that they declare. @default - not known */
  readonly ports?: readonly PortModel[] | undefined;
}

/** Anything that has pods and rules for them, which the other end of a connection adds to. */
export interface PolicyRulesOwner extends PodOwner {
  readonly policyRules: PolicyRules;
  /** Rules of policies beside its own that are for its pods too: they may close what it does not. Asked once everything is defined. */
  otherPolicies(): readonly PolicyRules[];
}

interface Rule {
  /** None stands for anyone. */
  readonly peers: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
}

/**
 * Collects which connections are let through, while definitions are made. `allowFrom` and `allowTo` isolate the own pods
 * in that direction; where the other end is an app, they also open it there, which counts only if something else isolates it:
 * its own rules, or a policy that stands for itself.
 */
export class PolicyRules {
  private readonly ingress: Rule[] = [];
  private readonly egress: Rule[] = [];
  private dnsPeers: readonly (NetworkPolicyPeer | undefined)[] = [clusterDns];
  /** Whose pods these are, once the other end of a connection has opened something here. */
  private openedFor: PolicyRulesOwner | undefined;
  isolatesIngress = false;
  isolatesEgress = false;

  /** Lets a peer connect to the pods. */
  allowFrom(subject: PolicySubject, input: unknown, ports: unknown, problems: Problems, consumer: Consumer, peersAt = problems): void {
    this.isolatesIngress = true;
    const peers = peersOf(input, peersAt, consumer);
    const open = normalizePolicyPorts(ports, knownPorts(subject.ports), true, problems.at('ports'));
    if (peers === undefined) return;
    addRule(this.ingress, peers, open);
    for (const { owner } of peers) if (hasRules(owner)) owner.policyRules.openEgress(subject, owner, open);
  }

  /** Lets the pods connect to a peer. */
  allowTo(subject: PolicySubject, input: unknown, ports: unknown, problems: Problems, consumer: Consumer, peersAt = problems): void {
    this.isolatesEgress = true;
    const peers = peersOf(input, peersAt, consumer);
    if (peers === undefined) return;
    // Each app has ports of its own, so each gets a rule of its own.
    const apps = peers.filter((peer) => peer.owner !== undefined);
    const others = peers.filter((peer) => peer.owner === undefined);
    if (others.length > 0) {
      const hasPods = others.every((peer) => peer.hasPods);
      addRule(this.egress, others, normalizePolicyPorts(ports, undefined, hasPods, problems.at('ports')));
    }
    for (const app of apps) {
      const owner = app.owner!;
      const open = normalizePolicyPorts(ports, knownPorts(owner.podSet.ports), true, problems.at('ports'));
      addRule(this.egress, [app], open);
      if (hasRules(owner)) owner.policyRules.openIngress(subject, owner, open);
    }
  }

  /** Closes directions but for what is allowed. */
  isolate(direction: 'ingress' | 'egress' | 'both'): void {
    this.isolatesIngress ||= direction !== 'egress';
    this.isolatesEgress ||= direction !== 'ingress';
  }

  /** Whom the pods may ask for names once their outgoing connections are restricted. */
  dns(input: unknown, problems: Problems, consumer: Consumer): void {
    if (typeof input === 'boolean') this.dnsPeers = input ? [clusterDns] : [];
    else this.dnsPeers = peersOf(input, problems, consumer)?.map(({ peer }) => peer) ?? [];
  }

  /** The specification, or `undefined` while nothing is isolated: neither by these rules nor by other policies for the same pods. */
  fields(podSelector: LabelSelector): NetworkPolicySpec | undefined {
    if (!this.isolatesIngress && !this.isolatesEgress && this.openedFor === undefined) return undefined;
    const others = this.openedFor?.otherPolicies() ?? none;
    const closedIngress = others.filter((other) => other.isolatesIngress).map((other) => other.ingress);
    const closedEgress = others.filter((other) => other.isolatesEgress).map((other) => other.egress);
    const ingress = this.isolatesIngress ? distinct(this.ingress) : missing(this.ingress, closedIngress);
    const egress = this.isolatesEgress ? distinct(this.egress) : missing(this.egress, closedEgress);
    const says = { Ingress: this.isolatesIngress || ingress.length > 0, Egress: this.isolatesEgress || egress.length > 0 };
    if (!says.Ingress && !says.Egress) return undefined;
    const open = egress.some(({ peers, ports }) => peers.length === 0 && ports.length === 0);
    // Policies add up: whoever else closes the pods has said whom they may ask for names.
    if (this.isolatesEgress && !open && this.dnsPeers.length > 0) {
      egress.push({ peers: this.dnsPeers.includes(undefined) ? [] : this.dnsPeers.filter((peer) => peer !== undefined), ports: dnsPorts });
    }
    return {
      podSelector,
      policyTypes: (['Ingress', 'Egress'] as const).filter((type) => says[type]),
      ...(ingress.length === 0 ? undefined : { ingress: ingress.map(({ peers, ports }) => ({ ...some('from', peers), ...some('ports', ports) })) }),
      ...(egress.length === 0 ? undefined : { egress: egress.map(({ peers, ports }) => ({ ...some('to', peers), ...some('ports', ports) })) }),
    };
  }

  private openEgress(other: PolicySubject, self: PolicyRulesOwner, ports: readonly NetworkPolicyPort[]): void {
    this.open(this.egress, other, self, ports);
  }

  private openIngress(other: PolicySubject, self: PolicyRulesOwner, ports: readonly NetworkPolicyPort[]): void {
    this.open(this.ingress, other, self, ports);
  }

  private open(rules: Rule[], other: PolicySubject, self: PolicyRulesOwner, ports: readonly NetworkPolicyPort[]): void {
    const peer = seenFrom(other, self);
    if (peer === undefined) return;
    this.openedFor = self;
    rules.push({ peers: [peer], ports });
  }
}

const none: readonly never[] = [];
const clusterDns: NetworkPolicyPeer = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};
const dnsPorts: readonly NetworkPolicyPort[] = [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }];
const rulesFields = ['allowFrom', 'allowTo', 'isolate', 'dns'] as const;
const rulesFieldSet: ReadonlySet<string> = new Set(rulesFields);
/** Every field of `NetworkPolicyProps`, and what the construct adds. */
export const networkPolicyFieldNames: ReadonlySet<string> = new Set([
  ...rulesFields, 'pods', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'name', 'override',
]);
const fromFields: ReadonlySet<string> = new Set(['from', 'ports']);
const toFields: ReadonlySet<string> = new Set(['to', 'ports']);

/** Adds what a definition says of connections to its rules, and reports what the API server refuses. */
export function normalizeNetworkRules(
  input: NetworkRulesProps,
  rules: PolicyRules,
  subject: PolicySubject,
  problems: Problems,
  consumer: Consumer,
  known: ReadonlySet<string> = rulesFieldSet,
): void {
  if (!checkMap(problems, input, 'a map with allowFrom, allowTo, isolate or dns')) return;
  checkFields(problems, input, known);
  const isolate = readField(problems, input, 'isolate', checkDirection);
  if (isolate !== undefined) rules.isolate(isolate);
  if (input['dns'] !== undefined) rules.dns(input['dns'], problems.at('dns'), consumer);
  addAll(input, 'allowFrom', 'from', problems, (peers, ports, place, at) => rules.allowFrom(subject, peers, ports, place, consumer, at));
  addAll(input, 'allowTo', 'to', problems, (peers, ports, place, at) => rules.allowTo(subject, peers, ports, place, consumer, at));
  if (input['allowFrom'] !== undefined) rules.isolatesIngress = true;
  if (input['allowTo'] !== undefined) rules.isolatesEgress = true;
}

/** The NetworkPolicy of rules, or `undefined` while they isolate nothing. */
export function networkPolicyObject(
  rules: PolicyRules,
  podSelector: LabelSelector,
  identity: Identity,
  problems: Problems,
  metadata: MetadataProps = {},
  inherited?: { readonly labels?: { readonly [key: string]: string } },
): NetworkPolicy | undefined {
  const spec = rules.fields(podSelector);
  if (spec === undefined) return undefined;
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: metadataFields(identity, metadata, problems, inherited), spec };
}

/** A NetworkPolicy that stands for itself: its rules, and the pods that it is for. */
export function normalizeNetworkPolicy(
  input: NetworkPolicyProps, problems: Problems, consumer: Consumer,
): { readonly rules: PolicyRules; readonly podSelector: LabelSelector; readonly subject: PolicySubject } {
  const rules = new PolicyRules();
  const pods: unknown = (input as Partial<NetworkPolicyProps> | undefined)?.pods;
  const subject: PolicySubject = isPodOwner(pods) ? { podSet: pods.podSet, ports: pods.podSet.ports } : {};
  const podSelector = subjectSelector(pods, problems.at('pods'), consumer);
  normalizeNetworkRules(input, rules, subject, problems, consumer, networkPolicyFieldNames);
  return { rules, podSelector, subject };
}

function subjectSelector(pods: unknown, problems: Problems, consumer: Consumer): LabelSelector {
  if (pods === 'all') return {};
  if (!isPodOwner(pods)) return labelSelectorFields(normalizeLabelSelector(pods as LabelSelectorInput, problems));
  consumer.use(problems, pods.podSet.target, { why: 'a NetworkPolicy is for pods of its own namespace' });
  return { matchLabels: pods.podSet.selector };
}

function addAll(
  input: PlainMap, field: string, inner: 'from' | 'to', problems: Problems, add: (peers: unknown, ports: unknown, place: Problems, peersAt: Problems) => void,
): void {
  for (const [item, place] of itemsOf(problems.at(field), input[field])) {
    if (!isPlainMap(item) || item[inner] === undefined) {
      add(item, undefined, place, place);
      continue;
    }
    checkFields(place, item, inner === 'from' ? fromFields : toFields);
    add(item[inner], item['ports'], place, place.at(inner));
  }
}

/** One peer or several; `undefined` when none is left, which would mean anyone. */
function peersOf(input: unknown, problems: Problems, consumer: Consumer): PeerModel[] | undefined {
  const peers = Array.isArray(input)
    ? itemsOf(problems, input).flatMap(([item, place]) => normalizePeer(item, place, consumer) ?? [])
    : [normalizePeer(input, problems, consumer)].filter((peer) => peer !== undefined);
  if (Array.isArray(input) && input.length === 0) problems.report('policy/no-peers', {});
  return peers.length === 0 ? undefined : peers;
}

function addRule(rules: Rule[], peers: readonly PeerModel[], ports: readonly NetworkPolicyPort[]): void {
  const anyone = peers.some(({ peer }) => peer === undefined);
  rules.push({ peers: anyone ? [] : peers.map(({ peer }) => peer!), ports });
}

/** Pods that declare no ports may still listen: then a rule does not restrict ports. */
function knownPorts(ports: readonly PortModel[] | undefined): readonly PortModel[] | undefined {
  return ports?.length === 0 ? undefined : ports;
}

function hasRules(owner: PodOwner | undefined): owner is PolicyRulesOwner {
  return (owner as Partial<PolicyRulesOwner> | undefined)?.policyRules instanceof PolicyRules;
}

/** The pods of a policy, as the policy of the other end names them. What is wrong was reported by the first end. */
function seenFrom({ podSet }: PolicySubject, self: PodOwner): NetworkPolicyPeer | undefined {
  const { namespace, cluster } = self.podSet.target;
  return podSet === undefined ? undefined : podsOf(podSet, new Problems(), new Consumer(namespace, cluster));
}

/** What is let through although other policies close it: nothing where none of them does, and nothing that one of them lets through itself. */
function missing(rules: readonly Rule[], closing: readonly (readonly Rule[])[]): Rule[] {
  return closing.length === 0 ? [] : distinct(rules, closing.flat());
}

function distinct(rules: readonly Rule[], known: readonly Rule[] = none): Rule[] {
  const seen = new Set(known.map((rule) => JSON.stringify(rule)));
  return rules.filter((rule) => {
    const text = JSON.stringify(rule);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

function some<F extends string, T>(field: F, items: readonly T[]): { readonly [P in F]?: readonly T[] } {
  return items.length === 0 ? {} : ({ [field]: items } as { readonly [P in F]?: readonly T[] });
}

function checkDirection(problems: Problems, value: unknown): value is 'ingress' | 'egress' | 'both' {
  return checkOneOf(problems, value, ['ingress', 'egress', 'both'] as const);
}

import type { LabelSelector, NetworkPolicy, NetworkPolicyEgressRule, NetworkPolicyPeer, NetworkPolicyPort } from '../../../generated/kubernetes';
import type { ObjectNode } from '../graph/node';
import type { PodSource } from '../graph/pods';
import { each, type Fields, fields, isMap, list, texts } from '../graph/read';
import { type Bundle, read } from './bundle';
import { mayBeMade } from './made-pods';

const everything: LabelSelector = {};

/** Policies without pods, and those that keep pods from finding others by name. */
export function networkPolicyRule(bundle: Bundle): void {
  const sending: Sending[] = [];
  for (const [node, { spec }] of bundle.ofKind<NetworkPolicy>('networking.k8s.io/NetworkPolicy')) {
    const policy = fields(spec);
    const selector = isMap(policy.podSelector) ? policy.podSelector : everything;
    const all = Object.keys(texts(selector.matchLabels)).length === 0 && list(selector.matchExpressions).length === 0;
    const pods = bundle.graph.select(node.namespace, selector);
    if (pods.length === 0 && !all && !bundle.graph.labels.isIncomplete && !mayBeMade(bundle, node.namespace, texts(selector.matchLabels))) bundle.report(node, 'network-policy/no-pods', {}, '/spec/podSelector');
    if (list<string>(policy.policyTypes).includes('Egress') || (policy.policyTypes === undefined && list(policy.egress).length > 0)) {
      sending.push({ node, pods, all, toNameServer: allowsNameServer(policy.egress, node.namespace) });
    }
  }
  checkNameServers(bundle, sending);
}

/** A policy about what pods send. */
interface Sending {
  readonly node: ObjectNode;
  readonly pods: readonly PodSource[];
  readonly all: boolean;
  readonly toNameServer: boolean;
}

/** What one policy allows, no other takes back: pods are cut off only when none of their policies lets them through. */
function checkNameServers(bundle: Bundle, policies: readonly Sending[]): void {
  const open = new Set<PodSource>();
  const openNamespaces = new Set<string>();
  for (const { node, pods, all, toNameServer } of policies) {
    if (!toNameServer) continue;
    if (all) openNamespaces.add(node.namespace);
    for (const one of pods) open.add(one);
  }
  for (const { node, pods, all, toNameServer } of policies) {
    if (toNameServer || openNamespaces.has(node.namespace)) continue;
    const cutOff = pods.find((one) => !open.has(one));
    if (cutOff === undefined && (pods.length > 0 || !all)) continue;
    const { egress } = fields(read<NetworkPolicy>(node).spec);
    bundle.report(node, 'network-policy/no-dns', { workload: cutOff?.node.id }, egress === undefined ? '/spec' : '/spec/egress');
  }
}

function allowsNameServer(egress: readonly NetworkPolicyEgressRule[] | undefined, namespace: string): boolean {
  let allowed = false;
  each(egress, ({ ports, to }) => {
    const named = list(ports).length > 0;
    if (named && !list(ports).some((port) => isMap(port) && isNameServerPort(port))) return;
    // Who opens port 53 has thought of it, whatever the peers are.
    allowed ||= named || list(to).length === 0 || list(to).some((peer) => isMap(peer) && mayHoldNameServer(peer, namespace));
  });
  return allowed;
}

function isNameServerPort({ port, endPort, protocol }: Fields<NetworkPolicyPort>): boolean {
  if (protocol !== undefined && protocol !== 'UDP' && protocol !== 'TCP') return false;
  if (port === undefined || typeof port === 'string') return true;
  // Clusters with a cache on each node, and some others, have their name servers on 5353 behind port 53.
  return [53, 5353, 1053].some((wanted) => port === wanted || (typeof endPort === 'number' && port <= wanted && wanted <= endPort));
}

function mayHoldNameServer({ ipBlock, namespaceSelector }: Fields<NetworkPolicyPeer>, namespace: string): boolean {
  if (isMap(ipBlock)) return true;
  if (!isMap(namespaceSelector)) return namespace === 'kube-system';
  const name = texts(namespaceSelector.matchLabels)['kubernetes.io/metadata.name'];
  return name === undefined || name === 'kube-system';
}

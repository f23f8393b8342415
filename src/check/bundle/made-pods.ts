import { bareKind, groupOfKind } from '../graph/kinds';
import type { Texts } from '../graph/read';
import type { Bundle } from './bundle';

/** Custom resources of which no controller makes pods. */
const withoutPods: ReadonlySet<string> = new Set([
  'AlertmanagerConfig', 'Certificate', 'CertificateRequest', 'ClusterIssuer', 'ClusterSecretStore', 'ExternalSecret', 'Gateway', 'GatewayClass', 'GRPCRoute',
  'HTTPRoute', 'Issuer', 'PodMonitor', 'Probe', 'PrometheusRule', 'ReferenceGrant', 'ScaledObject', 'SealedSecret', 'SecretStore', 'ServiceMonitor',
  'TCPRoute', 'TLSRoute', 'UDPRoute', 'VolumeSnapshot',
]);

/**
 * Whether pods with such labels may be made by the controller of a custom resource: one of the values is the name of one in
 * that namespace, as controllers label their pods.
 */
export function mayBeMade(bundle: Bundle, namespace: string, labels: Texts): boolean {
  const names = customNames(bundle).get(namespace);
  return names !== undefined && Object.values(labels).some((value) => names.has(value));
}

function customNames(bundle: Bundle): ReadonlyMap<string, ReadonlySet<string>> {
  return bundle.once(customNames, () => {
    const found = new Map<string, Set<string>>();
    for (const node of bundle.graph.nodes) {
      const group = groupOfKind(node.key);
      if (!group.includes('.') || group.endsWith('.k8s.io') || withoutPods.has(bareKind(node.key)) || bundle.graph.podsOf(node) !== undefined) continue;
      const names = found.get(node.namespace);
      if (names === undefined) found.set(node.namespace, new Set([node.id.name]));
      else names.add(node.id.name);
    }
    return found;
  });
}

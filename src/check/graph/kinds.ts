import { isClusterScoped } from '../../core/cluster-scoped';
import { groupOf } from '../../core/object-id';

/** A kind with its group, as the graph finds objects by: `apps/Deployment`, `/Secret`. */
export type KindKey = string;

/** Kinds that are served, or were, under a second group: one object, whichever is named. */
const sameKinds: { readonly [key: KindKey]: KindKey } = {
  'extensions/DaemonSet': 'apps/DaemonSet',
  'extensions/Deployment': 'apps/Deployment',
  'extensions/Ingress': 'networking.k8s.io/Ingress',
  'extensions/NetworkPolicy': 'networking.k8s.io/NetworkPolicy',
  'extensions/ReplicaSet': 'apps/ReplicaSet',
};

/** The kind of an object, whatever its version. */
export function kindKey(apiVersion: string, kind: string): KindKey {
  const key = `${groupOf(apiVersion)}/${kind}`;
  return sameKinds[key] ?? key;
}

/** The kind without its group. */
export function bareKind(key: KindKey): string {
  return key.slice(key.indexOf('/') + 1);
}

/** The group of a kind; the empty text for the core group. */
export function groupOfKind(key: KindKey): string {
  return key.slice(0, key.indexOf('/'));
}

/** Custom resources that live outside of namespaces, of the controllers that bundles mostly meet. */
const wellKnownClusterScoped: ReadonlySet<KindKey> = new Set([
  'cert-manager.io/ClusterIssuer', 'external-secrets.io/ClusterExternalSecret', 'external-secrets.io/ClusterSecretStore',
  'kyverno.io/ClusterPolicy', 'karpenter.sh/NodePool', 'snapshot.storage.k8s.io/VolumeSnapshotClass',
  'snapshot.storage.k8s.io/VolumeSnapshotContent', 'trust.cert-manager.io/Bundle',
]);

/** Whether objects of a kind live outside of namespaces, as far as that is known without their definition. */
export function livesOutsideOfNamespaces(key: KindKey): boolean {
  return isClusterScoped(groupOfKind(key) === '' ? 'v1' : key, bareKind(key)) || wellKnownClusterScoped.has(key);
}

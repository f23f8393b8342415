import type { KindKey } from './kinds';

const namespaces: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);
const clusterRoles: ReadonlySet<string> = new Set(['admin', 'cluster-admin', 'edit', 'view']);
const systemRoles: ReadonlySet<string> = new Set(['kube-system', 'kube-public']);

/** What every cluster has, although nobody defines it. */
const present: { readonly [kind: KindKey]: ((namespace: string, name: string) => boolean) | undefined } = {
  '/Namespace': (_namespace, name) => namespaces.has(name),
  '/ServiceAccount': (_namespace, name) => name === 'default',
  '/ConfigMap': (namespace, name) =>
    name === 'kube-root-ca.crt' || (namespace === 'kube-system' && name === 'extension-apiserver-authentication'),
  '/Service': (namespace, name) => name === 'kubernetes' && (namespace === 'default' || namespace === ''),
  'scheduling.k8s.io/PriorityClass': (_namespace, name) => name === 'system-cluster-critical' || name === 'system-node-critical',
  'rbac.authorization.k8s.io/ClusterRole': (_namespace, name) => clusterRoles.has(name) || name.startsWith('system:'),
  'rbac.authorization.k8s.io/Role': (namespace, name) =>
    systemRoles.has(namespace) && (name.startsWith('system:') || name === 'extension-apiserver-authentication-reader'),
};

/** Whether every cluster has an object of its own accord: the ServiceAccount `default`, the ClusterRole `view`. */
export function isInEveryCluster(key: KindKey, namespace: string, name: string): boolean {
  return present[key]?.(namespace, name) ?? false;
}

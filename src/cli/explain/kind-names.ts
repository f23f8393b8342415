import { nearest } from '../../core/suggest';
import { customResourceNames, loadCustomResource } from '../../schema/data-files';
import type { Release } from '../../schema/release';

/** What people call kinds on the command line; as `kubectl api-resources` lists them. */
const shortNames: { readonly [name: string]: string } = {
  cj: 'CronJob', cm: 'ConfigMap', crd: 'CustomResourceDefinition', csr: 'CertificateSigningRequest', deploy: 'Deployment', ds: 'DaemonSet', ep: 'Endpoints',
  ev: 'Event', hpa: 'HorizontalPodAutoscaler', ing: 'Ingress', limits: 'LimitRange', netpol: 'NetworkPolicy', no: 'Node', ns: 'Namespace', pc: 'PriorityClass',
  pdb: 'PodDisruptionBudget', po: 'Pod', pv: 'PersistentVolume', pvc: 'PersistentVolumeClaim', quota: 'ResourceQuota', rc: 'ReplicationController',
  rs: 'ReplicaSet', sa: 'ServiceAccount', sc: 'StorageClass', sts: 'StatefulSet', svc: 'Service',
};

/** A kind as the release serves it; custom resources that the package knows are among them. */
export interface NamedKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The kinds that a word means, the one that is mostly meant first: `sts`, `statefulset`, `StatefulSets`. */
export function kindsNamed(word: string, release: Release): NamedKind[] {
  const lower = word.toLowerCase();
  const full = (shortNames[lower] ?? word).toLowerCase();
  const means = (kind: string): boolean => [kind.toLowerCase(), ...plurals(kind.toLowerCase())].includes(full);
  return allKinds(release).filter(({ kind }) => means(kind)).sort((a, b) => rank(a) - rank(b));
}

/** The kind that a misspelt word most likely meant. */
export function nearestKind(word: string, release: Release): string | undefined {
  const names = new Set([...allKinds(release).map(({ kind }) => kind.toLowerCase()), ...Object.keys(shortNames)]);
  return nearest(word.toLowerCase(), names);
}

function allKinds(release: Release): NamedKind[] {
  const built = release.kinds().filter(({ status }) => status === 'on' || status === 'off');
  const custom = customResourceNames().flatMap((name) => release.customKinds(loadCustomResource(name))).filter(({ served }) => served);
  return [...built, ...custom].map(({ apiVersion, kind }) => ({ apiVersion, kind }));
}

/** Stable versions before others, and Kubernetes' own groups before those that took over its names. */
function rank({ apiVersion }: NamedKind): number {
  const version = apiVersion.slice(apiVersion.lastIndexOf('/') + 1);
  const stability = /^v\d+$/.test(version) ? 0 : version.includes('beta') ? 10 : 20;
  return stability + (apiVersion.includes('/') && apiVersion.includes('.') ? 1 : 0);
}

function plurals(kind: string): string[] {
  if (kind.endsWith('s')) return [`${kind}es`, kind];
  return kind.endsWith('y') ? [`${kind.slice(0, -1)}ies`, `${kind}s`] : [`${kind}s`];
}

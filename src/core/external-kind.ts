import { nearest } from './suggest';

/** Kinds that are commonly declared external, for suggestions. */
const common = [
  'ClusterIssuer', 'ClusterRole', 'ConfigMap', 'Deployment', 'Gateway', 'GatewayClass', 'Ingress', 'IngressClass', 'Namespace', 'PersistentVolume', 'PersistentVolumeClaim',
  'PriorityClass', 'Role', 'RuntimeClass', 'Secret', 'Service', 'ServiceAccount', 'StatefulSet', 'StorageClass',
];

/** A kind that cannot be one, and would silently match nothing. */
export interface WrongKind {
  readonly expected: string;
  /** What was probably meant. @default - nobody knows */
  readonly nearest: string | undefined;
}

/**
 * What is wrong with the kind of an external object: it is `Secret` or `cert-manager.io/ClusterIssuer`, with `*` for any characters;
 * without a version, and in the singular with a capital letter. `undefined` for nothing.
 */
export function wrongExternalKind(text: string): WrongKind | undefined {
  const parts = text.split('/');
  const kind = parts.at(-1)!;
  const groups = parts.slice(0, -1).filter((part) => !/^v\d+(?:(?:alpha|beta)\d+)?$/.test(part));
  const well = /^[A-Z*][A-Za-z0-9*]*$/.test(kind);
  if (well && groups.length === parts.length - 1 && parts.length <= 2) return undefined;
  const meant = well ? kind : nearest(kind, common);
  const expected = 'a kind such as Secret, or its group and the kind such as cert-manager.io/ClusterIssuer';
  return { expected, nearest: meant === undefined || groups.length > 1 ? undefined : [...groups, meant].join('/') };
}

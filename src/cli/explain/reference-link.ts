import { groupOf } from '../../core/object-id';

/** Groups in the names of types that are not the first word of the group. */
const groupNames: { readonly [name: string]: string } = { core: 'core', meta: 'meta' };

/**
 * The place of a type in the API reference of a release.
 * @param type such as `apps.v1.StatefulSetSpec`
 * @param apiVersion of the kind that the type belongs to
 */
export function referenceLink(type: string, apiVersion: string, release: string): string | undefined {
  const [group, version, name] = type.split('.');
  if (group === undefined || version === undefined || name === undefined || type.split('.').length !== 3) return undefined;
  const full = groupNames[group] ?? (groupOf(apiVersion).split('.', 1)[0] === group ? groupOf(apiVersion) : group);
  return `https://kubernetes.io/docs/reference/generated/kubernetes-api/v${release}/#${name.toLowerCase()}-${version}-${full.replaceAll('.', '-')}`;
}

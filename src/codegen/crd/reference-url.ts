/** Address of a kind in the one-page API reference of a release, whose anchors are made of kind, version and group. */
export function referenceUrl(kind: { readonly group: string; readonly version: string; readonly kind: string }, release: string): string {
  const group = kind.group === '' ? 'core' : kind.group.replaceAll('.', '-');
  return `https://kubernetes.io/docs/reference/generated/kubernetes-api/v${release}/#${kind.kind.toLowerCase()}-${kind.version}-${group}`;
}

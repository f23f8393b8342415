/** Without what the server makes up: times, uids, generated names. */
export function withoutUnknown(object: unknown): unknown {
  type Fields = { [field: string]: unknown };
  const copy = structuredClone(object) as { kind: string; metadata: Fields; spec?: Fields; status?: Fields };
  if (copy.metadata['generateName'] !== undefined || copy.kind === 'LimitRange') delete copy.metadata['name'];
  if (copy.kind === 'PersistentVolume') delete copy.status?.['lastPhaseTransitionTime'];
  for (const condition of (copy.status?.['conditions'] ?? []) as { lastTransitionTime?: unknown }[]) condition.lastTransitionTime = null;
  if (copy.kind === 'Job' && copy.spec?.['manualSelector'] === false) {
    delete copy.spec['selector'];
    const labels = (copy.spec['template'] as { metadata: { labels: { [key: string]: string } } }).metadata.labels;
    for (const key of ['controller-uid', 'batch.kubernetes.io/controller-uid']) delete labels[key];
  }
  return copy;
}

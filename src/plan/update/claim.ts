import { quantityValue } from '../../core/quantity';
import { at, textAt, type UpdateRule } from './update';

const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

function storage(claim: unknown): bigint {
  return quantityValue((at(claim, 'spec', 'resources', 'requests', 'storage') ?? 0) as string | number) ?? 0n;
}

/**
 * A claim keeps everything but its size, which may grow once it is bound, its class of attributes, and what it had left open: the
 * volume that it is bound to, and its class.
 */
export const claimRule: UpdateRule = (update) => {
  const { id, from, to } = update;
  const annotated = textAt(from, 'metadata', 'annotations', CLASS_ANNOTATION);
  for (const change of update.below(['spec'])) {
    const field = String(change.path[1]);
    if (field === 'volumeName' && textAt(from, 'spec', 'volumeName') === undefined) continue;
    if (field === 'volumeAttributesClassName' && update.minor >= 34) continue;
    if (field === 'storageClassName' && change.kind === 'added' && (annotated === undefined || annotated === change.to)) continue;
    if (change.path.join('/') === 'spec/resources/requests/storage' && change.kind === 'changed') {
      if (storage(to) < storage(from)) update.reportChange(change, 'update/claim-shrinks', { id, field: 'spec.resources.requests.storage' });
      continue;
    }
    update.reportChange(change, 'update/claim', { id, field: `spec.${field}` });
  }
  // The namespace of a source is dropped from a new claim, with its source, and not from one that has a source already.
  const namespace = ['spec', 'dataSourceRef', 'namespace'] as const;
  if (at(from, 'spec', 'dataSourceRef') !== undefined && (textAt(update.written.to, ...namespace) ?? '') !== '') {
    update.reportAt(namespace, 'update/claim', { id, field: 'spec.dataSourceRef' });
  }
  const annotation = update.first(['metadata', 'annotations', CLASS_ANNOTATION]);
  if (annotation !== undefined) update.reportChange(annotation, 'update/claim', { id, field: `annotation ${CLASS_ANNOTATION}` });
};

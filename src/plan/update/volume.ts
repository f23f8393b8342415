import { at, type UpdateRule } from './update';

/** What of a volume's spec is no part of its source. */
const BESIDE_THE_SOURCE: ReadonlySet<string> = new Set([
  'capacity', 'accessModes', 'claimRef', 'persistentVolumeReclaimPolicy', 'storageClassName', 'mountOptions', 'volumeMode', 'nodeAffinity',
  'volumeAttributesClassName',
]);

/** A PersistentVolume keeps its source and mode, and its node affinity once it has one. */
export const volumeRule: UpdateRule = (update) => {
  const { id, from } = update;
  for (const change of update.below(['spec'])) {
    const field = String(change.path[1]);
    const reported = BESIDE_THE_SOURCE.has(field)
      ? field === 'volumeMode' || (field === 'nodeAffinity' && at(from, 'spec', 'nodeAffinity') !== undefined)
        || (field === 'volumeAttributesClassName' && (update.minor < 34 || change.kind === 'removed'))
      // The secret for expansion may be given later, once.
      : !(change.path.join('/') === 'spec/csi/controllerExpandSecretRef' && change.kind === 'added');
    if (reported) update.reportChange(change, 'update/volume', { id, field: `spec.${field}` });
  }
};

import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../../generated/kubernetes';
import type { Api } from './api';

const ASKED = 'volume.kubernetes.io/storage-provisioner';
const MADE = 'pv.kubernetes.io/provisioned-by';

/** The class that a claim gets when it names none, as most clusters have one. */
export const DEFAULT_CLASS = JSON.stringify({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'volumes.acceptance.test',
  volumeBindingMode: 'WaitForFirstConsumer',
});

/**
 * Stands in for every storage driver: makes a volume for each claim for which the controllers ask a driver, and deletes it again
 * where the reclaim policy says so. It binds nothing: that is the controllers' work.
 */
export async function startProvisioner(api: Api, onError: (error: unknown) => void): Promise<() => void> {
  const made = new Set<string>();
  const stopClaims = await api.watch<PersistentVolumeClaim>('/api/v1/persistentvolumeclaims', ({ type, object: claim }) => {
    const uid = claim.metadata?.uid ?? '';
    if (type === 'DELETED' || made.has(uid) || claim.spec?.volumeName !== undefined || !isAskedFor(claim)) return;
    made.add(uid);
    void provision(api, claim).catch(onError);
  });
  const stopVolumes = await api.watch<PersistentVolume>('/api/v1/persistentvolumes', ({ type, object: volume }) => {
    if (type === 'DELETED' || volume.metadata?.annotations?.[MADE] === undefined || volume.metadata.deletionTimestamp !== undefined) return;
    if (volume.status?.phase !== 'Released' || volume.spec?.persistentVolumeReclaimPolicy !== 'Delete') return;
    void api.delete<'v1/PersistentVolume'>(volume).catch(onError);
  });
  return () => {
    stopClaims();
    stopVolumes();
  };
}

/** The controllers write who is to make the volume; with late binding not before the first pod has a node. */
function isAskedFor({ metadata, status }: PersistentVolumeClaim): boolean {
  return metadata?.annotations?.[ASKED] !== undefined && metadata.deletionTimestamp === undefined && status?.phase !== 'Bound';
}

async function provision(api: Api, claim: PersistentVolumeClaim): Promise<void> {
  const { metadata, spec } = claim;
  const storageClass = await api.read('storage.k8s.io/v1/StorageClass', spec?.storageClassName ?? '');
  if (storageClass === undefined) throw new Error(`claim ${metadata?.namespace}/${metadata?.name} asks for a class that is not there`);
  await api.create<'v1/PersistentVolume'>(volumeFor(claim, storageClass));
}

function volumeFor({ metadata, spec }: PersistentVolumeClaim, storageClass: StorageClass): PersistentVolume {
  const name = `pvc-${metadata?.uid}`;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name, annotations: { [MADE]: storageClass.provisioner } },
    spec: {
      storageClassName: storageClass.metadata?.name,
      accessModes: spec?.accessModes,
      volumeMode: spec?.volumeMode,
      capacity: { storage: spec?.resources?.requests?.storage ?? '0' },
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      mountOptions: storageClass.mountOptions,
      hostPath: { path: `/var/lib/acceptance/${name}` },
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: metadata?.namespace, name: metadata?.name, uid: metadata?.uid },
    },
  };
}

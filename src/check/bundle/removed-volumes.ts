/** A kind of volume that was built into Kubernetes, and of which the API alone is left. */
export interface RemovedVolume {
  readonly title: string;
  /** The minor version of the first release without it. */
  readonly minor: number;
  readonly instead: string;
}

/** By the field that holds the source. @see https://kubernetes.io/docs/concepts/storage/volumes/#volume-types */
export const removedVolumes: ReadonlyMap<string, RemovedVolume> = new Map([
  ['cephfs', { title: 'cephfs', minor: 31, instead: 'the CSI driver cephfs.csi.ceph.com' }],
  ['flocker', { title: 'flocker', minor: 25, instead: 'a CSI driver' }],
  ['gitRepo', { title: 'gitRepo', minor: 33, instead: 'an emptyDir, and an init container that clones the repository' }],
  ['glusterfs', { title: 'glusterfs', minor: 26, instead: 'NFS (which Gluster serves), or a CSI driver' }],
  ['photonPersistentDisk', { title: 'photonPersistentDisk', minor: 16, instead: 'a CSI driver' }],
  ['quobyte', { title: 'quobyte', minor: 25, instead: 'the CSI driver csi.quobyte.com' }],
  ['rbd', { title: 'rbd', minor: 31, instead: 'the CSI driver rbd.csi.ceph.com' }],
  ['scaleIO', { title: 'scaleIO', minor: 22, instead: 'the CSI driver of PowerFlex' }],
  ['storageos', { title: 'storageos', minor: 25, instead: 'a CSI driver' }],
]);

/** The provisioners of the same. */
export const removedProvisioners: ReadonlyMap<string, Pick<RemovedVolume, 'minor'>> = new Map([
  ['kubernetes.io/flocker', { minor: 25 }],
  ['kubernetes.io/glusterfs', { minor: 26 }],
  ['kubernetes.io/photon-pd', { minor: 16 }],
  ['kubernetes.io/quobyte', { minor: 25 }],
  ['kubernetes.io/rbd', { minor: 31 }],
  ['kubernetes.io/scaleio', { minor: 22 }],
  ['kubernetes.io/storageos', { minor: 25 }],
]);

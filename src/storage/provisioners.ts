/** A kind of volume that Kubernetes no longer has. */
interface RemovedBackend {
  readonly backend: string;
  /** The release that removed it. */
  readonly version: string;
  readonly instead: string;
}

/** Provisioners that were built into Kubernetes and are gone. */
export const removedProvisioners: { readonly [provisioner: string]: RemovedBackend } = {
  'kubernetes.io/glusterfs': { backend: 'GlusterFS', version: '1.26', instead: 'another provisioner, for example cephfs.csi.ceph.com' },
  'kubernetes.io/rbd': { backend: 'Ceph RBD (in-tree)', version: '1.31', instead: '"rbd.csi.ceph.com"' },
  'kubernetes.io/quobyte': { backend: 'Quobyte (in-tree)', version: '1.25', instead: 'the CSI driver of Quobyte' },
  'kubernetes.io/storageos': { backend: 'StorageOS (in-tree)', version: '1.25', instead: 'the CSI driver of StorageOS' },
  'kubernetes.io/flocker': { backend: 'Flocker', version: '1.25', instead: 'the CSI driver of your storage' },
  'kubernetes.io/scaleio': { backend: 'ScaleIO', version: '1.22', instead: 'the CSI driver of Dell PowerFlex' },
};

/** Provisioners that were built into Kubernetes, and the CSI drivers that answer to their names. */
export const migratedProvisioners: { readonly [provisioner: string]: string } = {
  'kubernetes.io/aws-ebs': 'ebs.csi.aws.com',
  'kubernetes.io/azure-disk': 'disk.csi.azure.com',
  'kubernetes.io/azure-file': 'file.csi.azure.com',
  'kubernetes.io/cinder': 'cinder.csi.openstack.org',
  'kubernetes.io/gce-pd': 'pd.csi.storage.gke.io',
  'kubernetes.io/portworx-volume': 'pxd.portworx.com',
  'kubernetes.io/vsphere-volume': 'csi.vsphere.vmware.com',
};

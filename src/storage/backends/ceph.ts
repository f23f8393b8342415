import { absolutePath } from '../paths';
import { flag, needed, optional, text } from '../read-fields';
import { type NameOrReference, secretAnywhere } from '../references';
import { type BackendKind, BackendVolume, type VolumeBackend } from '../volume-backend';
import { csiSource } from './csi';

/** A folder of a Ceph file system that exists. */
export interface CephfsProps {
  /** Id of the Ceph cluster, as the driver's configuration has it. */
  readonly clusterId: string;
  /** Name of the file system. */
  readonly fsName: string;
  /** Folder of the file system. @default '/' */
  readonly rootPath?: string | undefined;
  /** By what the driver knows the volume; unlike for any other volume of the cluster. */
  readonly volumeHandle: string;
  /** Secret with the keys `userID` and `userKey`, with its namespace. */
  readonly secret: NameOrReference<'Secret'>;
  /** Whether it is for reading only. @default false */
  readonly readOnly?: boolean | undefined;
}

/** An image of a Ceph pool that exists. */
export interface CephRbdProps {
  /** Id of the Ceph cluster, as the driver's configuration has it. */
  readonly clusterId: string;
  /** Name of the pool. */
  readonly pool: string;
  /** Name of the image. */
  readonly image: string;
  /** Features that the image has, with commas between. @default 'layering' */
  readonly imageFeatures?: string | undefined;
  /** Secret with the keys `userID` and `userKey`, with its namespace. */
  readonly secret: NameOrReference<'Secret'>;
  /** File system to mount. @default - the driver decides: ext4 */
  readonly fsType?: string | undefined;
  /** Whether it is for reading only. @default false */
  readonly readOnly?: boolean | undefined;
}

const cephfsShape = {
  clusterId: needed(text), fsName: needed(text), rootPath: optional(absolutePath), volumeHandle: needed(text),
  secret: needed(secretAnywhere), readOnly: optional(flag),
};

const cephfsKind: BackendKind<typeof cephfsShape> = {
  backend: 'CephFS',
  block: false,
  shape: cephfsShape,
  persistent: ({ clusterId, fsName, rootPath, secret, ...rest }) => csiSource(
    { driver: 'cephfs.csi.ceph.com', ...rest, nodeStageSecretRef: secret },
    { clusterID: clusterId, fsName, rootPath: rootPath ?? '/', staticVolume: 'true' },
  ),
};

const rbdShape = {
  clusterId: needed(text), pool: needed(text), image: needed(text), imageFeatures: optional(text),
  secret: needed(secretAnywhere), fsType: optional(text), readOnly: optional(flag),
};

const rbdKind: BackendKind<typeof rbdShape> = {
  backend: 'Ceph RBD',
  oneNode: true,
  shape: rbdShape,
  persistent: ({ clusterId, pool, image, imageFeatures, secret, ...rest }) => csiSource(
    { driver: 'rbd.csi.ceph.com', volumeHandle: image, ...rest, nodeStageSecretRef: secret },
    { clusterID: clusterId, pool, imageFeatures: imageFeatures ?? 'layering', staticVolume: 'true' },
  ),
};

/**
 * A folder of a Ceph file system, through the CSI driver `cephfs.csi.ceph.com`, which the cluster must have (the kind that
 * was built into Kubernetes was removed in 1.31). Pods of many nodes can read and write it.
 * @see https://github.com/ceph/ceph-csi/blob/devel/docs/static-pvc.md
 */
export function cephfs(props: CephfsProps): VolumeBackend {
  return new BackendVolume(cephfsKind, props);
}

/**
 * A block device image of Ceph, through the CSI driver `rbd.csi.ceph.com`, which the cluster must have (the kind that was
 * built into Kubernetes was removed in 1.31).
 * @see https://github.com/ceph/ceph-csi/blob/devel/docs/static-pvc.md
 */
export function cephRbd(props: CephRbdProps): VolumeBackend {
  return new BackendVolume(rbdKind, props);
}

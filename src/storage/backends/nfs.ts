import type { Mountable } from '../../core/pod-inputs';
import { host, type HostInput } from '../host';
import { absolutePath, volumeNameOf } from '../paths';
import { flag, needed, optional } from '../read-fields';
import { type BackendKind, BackendVolume, type VolumeBackend } from '../volume-backend';

/** Where an NFS export is. */
export interface NfsProps {
  /**
   * Name or address of the NFS server. The node mounts it, not the pod: a server inside the cluster is found by its
   * cluster IP, or by name where the nodes resolve cluster names.
   */
  readonly server: HostInput;
  /** Path that the server exports. */
  readonly path: string;
  /** Whether it is mounted for reading only. @default false */
  readonly readOnly?: boolean | undefined;
}

const shape = { server: needed(host), path: needed(absolutePath), readOnly: optional(flag) };

const kind: BackendKind<typeof shape> = {
  backend: 'NFS',
  block: false,
  recycle: true,
  shape,
  persistent: (fields) => ({ fields: { nfs: fields } }),
  inline: (fields) => ({ nfs: fields }),
  volumeName: ({ path }) => volumeNameOf(path, 'nfs'),
};

/**
 * An export of an NFS server, which pods of many nodes can read and write at the same time.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#nfs
 */
export function nfs(props: NfsProps): VolumeBackend & Mountable {
  return new BackendVolume(kind, props);
}

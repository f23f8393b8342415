import type { Mountable } from '../../core/pod-inputs';
import { host, type HostInput } from '../host';
import { absolutePath, volumeNameOf } from '../paths';
import { flag, needed, optional } from '../read-fields';
import { type BackendKind, BackendVolume, type VolumeBackend } from '../volume-backend';

/** Where an NFS export is. */
export interface NfsProps {
  /**
   * Name or address of the NFS server; of an app, its `host`. The node mounts it and not the pod, so the complete name of
   * a Service is written (`nfs.shop.svc.cluster.local`), and the nodes must resolve such names: where they do not, give the
   * Service a fixed `clusterIP`, and here that address.
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

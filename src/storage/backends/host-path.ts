import type { Mountable } from '../../core/pod-inputs';
import { nodePath, volumeNameOf } from '../paths';
import { needed, oneOf, optional } from '../read-fields';
import { type BackendKind, BackendVolume, type VolumeBackend } from '../volume-backend';

/** What must be at the path before the pod starts; those that end in `OrCreate` are made. The empty text checks nothing. */
export type HostPathType =
  '' | 'DirectoryOrCreate' | 'Directory' | 'FileOrCreate' | 'File' | 'Socket' | 'CharDevice' | 'BlockDevice';

/** Options of a hostPath volume. */
export interface HostPathOptions {
  /** What must be at the path. @default - nothing is checked */
  readonly type?: HostPathType | undefined;
}

const types: readonly HostPathType[] =
  ['', 'DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'];
const shape = { path: needed(nodePath), type: optional(oneOf(types)) };

const kind: BackendKind<typeof shape> = {
  backend: 'hostPath',
  block: false,
  mountOptions: false,
  recycle: true,
  shape,
  persistent: (fields) => ({ fields: { hostPath: fields } }),
  inline: (fields) => ({ hostPath: fields }),
  volumeName: ({ path }) => volumeNameOf(path, 'host-path'),
};

/**
 * A file or folder of the node that the pod runs on. On another node the pod finds other data, or none: for agents that
 * look after their node, and for trials on a cluster of one node. `local` keeps pods on the node that has the data.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
 */
export function hostPath(path: string, options: HostPathOptions = {}): VolumeBackend & Mountable {
  return new BackendVolume(kind, { ...options, path });
}

import { nodePath } from '../paths';
import { listOf, needed, optional, text } from '../read-fields';
import { nodeName } from '../topology';
import { type BackendKind, BackendVolume, type VolumeBackend } from '../volume-backend';

/** Options of a local volume. */
export interface LocalOptions {
  /**
   * Names of the nodes that have it, by their label `kubernetes.io/hostname`.
   * @default - the PersistentVolume says it with `nodeAffinity`
   */
  readonly nodes?: readonly string[] | undefined;
  /** File system to make on a device that has none. @default - the path is a folder, or the device has a file system */
  readonly fsType?: string | undefined;
}

const shape = { path: needed(nodePath), nodes: optional(listOf(nodeName)), fsType: optional(text) };

const kind: BackendKind<typeof shape> = {
  backend: 'local',
  needsNodes: true,
  shape,
  persistent: ({ nodes, ...source }) => ({
    fields: { local: source },
    nodes: nodes === undefined ? undefined : { label: 'kubernetes.io/hostname', values: nodes },
  }),
};

/**
 * A disk, partition or folder of particular nodes; pods that use it are scheduled to them.
 * Its StorageClass should wait for the first pod (`volumeBindingMode: 'WaitForFirstConsumer'`).
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#local
 */
export function local(path: string, options: LocalOptions = {}): VolumeBackend {
  return new BackendVolume(kind, { ...options, path });
}

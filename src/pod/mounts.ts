import type { Mountable } from '../core/pod-inputs';

/** A volume: the thing itself (a claim, the files of a ConfigMap, `emptyDir()` …), or the name of one under `volumes` or `storage`. */
export type VolumeInput<V extends string = string> = Mountable | V;

/**
 * How a volume is mounted, where its name alone does not say enough.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#volumes-1
 */
export interface MountOptions<V extends string = string> {
  /** The volume. */
  readonly volume: VolumeInput<V>;
  /**
   * Path within the volume that is mounted instead of its root. What is mounted by it is read when the container
   * starts and never updated.
   * @default - the root of the volume, or the one file that the volume stands for
   */
  readonly subPath?: string | undefined;
  /**
   * As `subPath`, with environment variables of the container as `$(NAME)`. Excludes `subPath`.
   * @default - none
   */
  readonly subPathExpr?: string | undefined;
  /**
   * Whether the container cannot write to it.
   * @default - as the volume says; otherwise false
   */
  readonly readOnly?: boolean | undefined;
  /**
   * Whether a mount that is `readOnly` makes what is mounted below it read-only as well.
   * @default 'Disabled'
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts
   */
  readonly recursiveReadOnly?: 'Disabled' | 'IfPossible' | 'Enabled' | undefined;
  /**
   * How mounts are passed between the container and the node; `Bidirectional` needs a privileged container.
   * @default 'None'
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation
   */
  readonly mountPropagation?: 'None' | 'HostToContainer' | 'Bidirectional' | undefined;
}

/** What is mounted at a path: a volume, or a volume with all that can be said of its mount. */
export type MountProps<V extends string = string> = VolumeInput<V> | MountOptions<V>;

/** A volume that a claim template of the workload makes for each pod. */
export interface ClaimVolume {
  /** Name of the template, and so of the volume. */
  readonly name: string;
  /**
   * Path in the main container.
   * @default - none: it stands under `mounts` or `devices`
   */
  readonly mountPath?: string | undefined;
  /**
   * Path of the block device in the main container.
   * @default - none
   */
  readonly devicePath?: string | undefined;
  /** @default - the root of the volume */
  readonly subPath?: string | undefined;
  /** @default false */
  readonly readOnly?: boolean | undefined;
}

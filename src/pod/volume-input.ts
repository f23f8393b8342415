import type { Mountable } from '../core/pod-inputs';

/** A volume: the thing itself (a claim, the files of a ConfigMap, `emptyDir()` …), or the name of one under `volumes` or `storage`. */
export type VolumeInput<V extends string = string> = Mountable | V;

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
  /** What the template asks for. @default - a file system */
  readonly claim?: { readonly volumeMode?: 'Filesystem' | 'Block' | undefined } | undefined;
  /** @default - the root of the volume */
  readonly subPath?: string | undefined;
  /** @default false */
  readonly readOnly?: boolean | undefined;
}

import { flag, needed, optional, text } from '../read-fields';
import { type BackendKind, BackendVolume, type VolumeBackend } from '../volume-backend';
import { csiSource } from './csi';

/** A Portworx volume that exists. */
export interface PortworxProps {
  /** Id of the volume. */
  readonly volumeId: string;
  /** File system to mount. @default - the driver decides: ext4 */
  readonly fsType?: string | undefined;
  /** Whether it is for reading only. @default false */
  readonly readOnly?: boolean | undefined;
}

const shape = { volumeId: needed(text), fsType: optional(text), readOnly: optional(flag) };

const kind: BackendKind<typeof shape> = {
  backend: 'Portworx',
  shape,
  persistent: ({ volumeId, ...rest }) => csiSource({ driver: 'pxd.portworx.com', volumeHandle: volumeId, ...rest }),
};

/**
 * A volume of Portworx, through the CSI driver `pxd.portworx.com`, which the cluster must have.
 * @see https://docs.portworx.com/
 */
export function portworx(props: PortworxProps): VolumeBackend {
  return new BackendVolume(kind, props);
}

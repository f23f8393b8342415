import { flag, needed, optional, text } from '../read-fields';
import { type BackendKind, BackendVolume, type VolumeBackend } from '../volume-backend';
import { csiSource, diskTraits } from './csi';

/** A first class disk of vSphere that exists. */
export interface VsphereProps {
  /** Id of the first class disk. */
  readonly volumeId: string;
  /** File system to mount. @default - the driver decides: ext4 */
  readonly fsType?: string | undefined;
  /** Whether it is for reading only. @default false */
  readonly readOnly?: boolean | undefined;
}

const shape = { volumeId: needed(text), fsType: optional(text), readOnly: optional(flag) };

const kind: BackendKind<typeof shape> = {
  backend: 'vSphere',
  ...diskTraits,
  shape,
  persistent: ({ volumeId, ...rest }) => csiSource(
    { driver: 'csi.vsphere.vmware.com', volumeHandle: volumeId, ...rest }, { type: 'vSphere CNS Block Volume' },
  ),
};

/**
 * A disk of vSphere, through the CSI driver `csi.vsphere.vmware.com`, which the cluster must have.
 * @see https://github.com/kubernetes-sigs/vsphere-csi-driver
 */
export function vsphere(props: VsphereProps): VolumeBackend {
  return new BackendVolume(kind, props);
}

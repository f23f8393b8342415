import { flag, needed, optional, text } from '../read-fields';
import { zone, zoneLabel } from '../topology';
import { type BackendKind, BackendVolume, type VolumeBackend } from '../volume-backend';
import { csiSource } from './csi';

/** A Cinder volume that exists. */
export interface CinderProps {
  /** Id of the volume in OpenStack. */
  readonly volumeId: string;
  /** Availability zone that it is in, so that pods which use it are scheduled there. @default - not said */
  readonly zone?: string | undefined;
  /** File system to mount. @default - the driver decides: ext4 */
  readonly fsType?: string | undefined;
  /** Whether it is for reading only. @default false */
  readonly readOnly?: boolean | undefined;
}

const shape = { volumeId: needed(text), zone: optional(zone), fsType: optional(text), readOnly: optional(flag) };

const kind: BackendKind<typeof shape> = {
  backend: 'Cinder',
  shape,
  persistent: ({ volumeId, zone: where, ...rest }) => csiSource(
    { driver: 'cinder.csi.openstack.org', volumeHandle: volumeId, ...rest },
    {},
    where === undefined ? undefined : { label: zoneLabel, values: [where] },
  ),
};

/**
 * A Cinder volume of OpenStack, through the CSI driver `cinder.csi.openstack.org`, which the cluster must have.
 * @see https://github.com/kubernetes/cloud-provider-openstack/blob/master/docs/cinder-csi-plugin/using-cinder-csi-plugin.md
 */
export function cinder(props: CinderProps): VolumeBackend {
  return new BackendVolume(kind, props);
}

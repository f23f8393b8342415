import { flag, needed, optional, text, wholeNumber } from '../read-fields';
import { zone, zoneLabel } from '../topology';
import { type BackendKind, BackendVolume, type VolumeBackend } from '../volume-backend';
import { csiSource, diskTraits } from './csi';

/** An EBS volume that exists. */
export interface AwsEbsProps {
  /** Id of the volume: `vol-0abcd1234ef567890`. */
  readonly volumeId: string;
  /** Zone that it is in, so that pods which use it are scheduled there: `eu-west-1a`. @default - not said */
  readonly zone?: string | undefined;
  /** File system to mount. @default - the driver decides: ext4 */
  readonly fsType?: string | undefined;
  /** Partition to mount, from 1. @default - the whole volume */
  readonly partition?: number | undefined;
  /** Whether it is for reading only. @default false */
  readonly readOnly?: boolean | undefined;
}

const shape = {
  volumeId: needed(text), zone: optional(zone), fsType: optional(text), partition: optional(wholeNumber(1, 255)), readOnly: optional(flag),
};

const kind: BackendKind<typeof shape> = {
  backend: 'AWS EBS',
  ...diskTraits,
  shape,
  persistent: ({ volumeId, zone: where, partition, ...rest }) => csiSource(
    { driver: 'ebs.csi.aws.com', volumeHandle: volumeId, ...rest },
    { partition: partition?.toString() },
    where === undefined ? undefined : { label: zoneLabel, values: [where] },
  ),
};

/**
 * An EBS volume of AWS, through the CSI driver `ebs.csi.aws.com`, which the cluster must have.
 * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver
 */
export function awsEbs(props: AwsEbsProps): VolumeBackend {
  return new BackendVolume(kind, props);
}

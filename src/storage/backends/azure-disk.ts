import { flag, needed, oneOf, optional, text } from '../read-fields';
import { zone, zoneLabel } from '../topology';
import { type BackendKind, BackendVolume, type VolumeBackend } from '../volume-backend';
import { csiSource, diskTraits } from './csi';

/** A managed disk that exists. */
export interface AzureDiskProps {
  /** Resource id of the disk: `/subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Compute/disks/<name>`. */
  readonly diskUri: string;
  /** Zone that it is in, so that pods which use it are scheduled there: `westeurope-1`. @default - not said */
  readonly zone?: string | undefined;
  /** How the host caches it. @default - the driver decides: ReadOnly */
  readonly cachingMode?: 'None' | 'ReadOnly' | 'ReadWrite' | undefined;
  /** File system to mount. @default - the driver decides: ext4, on Windows ntfs */
  readonly fsType?: string | undefined;
  /** Whether it is for reading only. @default false */
  readonly readOnly?: boolean | undefined;
}

const uri = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Compute\/disks\/[^/]+$/i;

const shape = {
  diskUri: needed(text), zone: optional(zone), cachingMode: optional(oneOf(['None', 'ReadOnly', 'ReadWrite'] as const)),
  fsType: optional(text), readOnly: optional(flag),
};

const kind: BackendKind<typeof shape> = {
  backend: 'Azure Disk',
  ...diskTraits,
  shape,
  check(problems, { diskUri }) {
    if (uri.test(diskUri)) return;
    const expected = 'a resource id: /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Compute/disks/<name>';
    problems.at('diskUri').report('storage/invalid-format', { what: 'diskUri', expected, found: diskUri });
  },
  persistent: ({ diskUri, zone: where, cachingMode, ...rest }) => csiSource(
    { driver: 'disk.csi.azure.com', volumeHandle: diskUri, ...rest },
    { cachingMode },
    where === undefined ? undefined : { label: zoneLabel, values: [where] },
  ),
};

/**
 * A managed disk of Azure, through the CSI driver `disk.csi.azure.com`, which the cluster must have.
 * @see https://github.com/kubernetes-sigs/azuredisk-csi-driver
 */
export function azureDisk(props: AzureDiskProps): VolumeBackend {
  return new BackendVolume(kind, props);
}

import { checkExclusive } from '../../core/checks';
import { flag, listOf, needed, optional, text, wholeNumber } from '../read-fields';
import { zone, zoneLabel } from '../topology';
import { type BackendKind, BackendVolume, type VolumeBackend } from '../volume-backend';
import { csiSource, diskTraits } from './csi';

/** A persistent disk that exists: a zonal one with its `zone`, a regional one with its `region`. */
export interface GcePdProps {
  /** Project that owns the disk. */
  readonly project: string;
  /** Name of the disk. */
  readonly name: string;
  /** Zone of a zonal disk: `europe-west1-b`. @default - none: the disk is regional */
  readonly zone?: string | undefined;
  /** Region of a regional disk: `europe-west1`. @default - none: the disk is zonal */
  readonly region?: string | undefined;
  /** The two zones of a regional disk, so that pods which use it are scheduled there. @default - not said */
  readonly replicaZones?: readonly string[] | undefined;
  /** File system to mount. @default - the driver decides: ext4 */
  readonly fsType?: string | undefined;
  /** Partition to mount, from 1. @default - the whole disk */
  readonly partition?: number | undefined;
  /** Whether it is for reading only, which many nodes can do at the same time. @default false */
  readonly readOnly?: boolean | undefined;
}

const shape = {
  project: needed(text), name: needed(text), zone: optional(zone), region: optional(zone), replicaZones: optional(listOf(zone)),
  fsType: optional(text), partition: optional(wholeNumber(1, 255)), readOnly: optional(flag),
};

const kind: BackendKind<typeof shape> = {
  backend: 'GCE PD',
  ...diskTraits,
  shape,
  check(problems, fields) {
    const place = checkExclusive(problems, fields, ['zone', 'region'], true);
    if (place !== 'region' && fields.replicaZones !== undefined) {
      problems.at('replicaZones').report('value/needs-other', { field: 'replicaZones', needs: 'a "region"' });
    }
  },
  persistent: ({ project, name, zone: where, region, replicaZones, partition, ...rest }) => csiSource(
    {
      driver: 'pd.csi.storage.gke.io',
      volumeHandle: `projects/${project}/${where === undefined ? `regions/${region}` : `zones/${where}`}/disks/${name}`,
      ...rest,
    },
    { partition: partition?.toString() },
    zonesOf(where === undefined ? replicaZones : [where]),
  ),
};

function zonesOf(values: readonly string[] | undefined): { label: string; values: readonly string[] } | undefined {
  return values === undefined ? undefined : { label: zoneLabel, values };
}

/**
 * A persistent disk of Google Compute Engine, through the CSI driver `pd.csi.storage.gke.io`, which the cluster must have.
 * @see https://github.com/kubernetes-sigs/gcp-compute-persistent-disk-csi-driver
 */
export function gcePd(props: GcePdProps): VolumeBackend {
  return new BackendVolume(kind, props);
}

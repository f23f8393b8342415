import { checkExclusive } from '../../core/checks';
import type { Mountable } from '../../core/pod-inputs';
import { flag, listOf, optional, text, wholeNumber } from '../read-fields';
import { type BackendKind, BackendVolume, type VolumeBackend } from '../volume-backend';

/** A disk behind Fibre Channel: given by `targetWWNs` and `lun`, or by `wwids`. */
export interface FcProps {
  /** World wide names of the target. @default - none: `wwids` is given */
  readonly targetWWNs?: readonly string[] | undefined;
  /** Number of the logical unit, 0-255. @default - none: `wwids` is given */
  readonly lun?: number | undefined;
  /** World wide identifiers of the disk. @default - none: `targetWWNs` and `lun` are given */
  readonly wwids?: readonly string[] | undefined;
  /** File system to mount. @default 'ext4' */
  readonly fsType?: string | undefined;
  /** Whether it is for reading only. @default false */
  readonly readOnly?: boolean | undefined;
}

const shape = {
  targetWWNs: optional(listOf(text)), lun: optional(wholeNumber(0, 255)), wwids: optional(listOf(text)),
  fsType: optional(text), readOnly: optional(flag),
};

const kind: BackendKind<typeof shape> = {
  backend: 'Fibre Channel',
  shape,
  check(problems, fields) {
    const given = checkExclusive(problems, fields, ['targetWWNs', 'wwids'], true);
    if (given !== 'targetWWNs' || fields.lun !== undefined) return;
    problems.at('targetWWNs').report('value/needs-other', { field: 'targetWWNs', needs: 'a "lun"' });
  },
  persistent: (fields) => ({ fields: { fc: fields } }),
  inline: (fields) => ({ fc: fields }),
};

/**
 * A disk behind Fibre Channel, for a PersistentVolume or for a pod directly.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#fc
 */
export function fc(props: FcProps): VolumeBackend & Mountable {
  return new BackendVolume(kind, props);
}

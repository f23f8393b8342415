import type { CSIPersistentVolumeSource } from '../../../generated/kubernetes';
import { checkName, dnsSubdomain } from '../../core/names';
import type { Mountable } from '../../core/pod-inputs';
import { flag, needed, optional, type Read, text, textMap, type TextMap } from '../read-fields';
import { localSecret, type NameOrReference, secretAnywhere } from '../references';
import { type BackendKind, type BackendTraits, BackendVolume, type PersistentSource, type VolumeBackend } from '../volume-backend';

/** What every volume of a CSI driver can say. */
interface CsiCommonProps {
  /** Name of the CSI driver: `ebs.csi.aws.com`. */
  readonly driver: string;
  /** File system to mount. @default - the driver decides */
  readonly fsType?: string | undefined;
  /** Whether the volume is for reading only. @default false */
  readonly readOnly?: boolean | undefined;
  /** Attributes that the driver wants; its documentation names them. @default - none */
  readonly volumeAttributes?: TextMap | undefined;
}

/** A volume that a CSI driver made, or that was made for it, and that outlives pods. */
export interface CsiProps extends CsiCommonProps {
  /** By what the driver knows the volume. */
  readonly volumeHandle: string;
  /** Secret for attaching. Like the others: with its namespace, since a PersistentVolume lives in none. @default - none */
  readonly controllerPublishSecretRef?: NameOrReference<'Secret'> | undefined;
  /** Secret for growing the volume. @default - none */
  readonly controllerExpandSecretRef?: NameOrReference<'Secret'> | undefined;
  /** Secret for the step that prepares the volume on a node. @default - none */
  readonly nodeStageSecretRef?: NameOrReference<'Secret'> | undefined;
  /** Secret for mounting into a pod. @default - none */
  readonly nodePublishSecretRef?: NameOrReference<'Secret'> | undefined;
  /** Secret for growing the file system on a node. @default - none */
  readonly nodeExpandSecretRef?: NameOrReference<'Secret'> | undefined;
}

/** A volume that a CSI driver makes for one pod and removes with it; few drivers can. */
export interface CsiEphemeralProps extends CsiCommonProps {
  /** Secret for mounting, in the namespace of the pod. @default - none */
  readonly nodePublishSecretRef?: NameOrReference<'Secret'> | undefined;
}

const driver: Read<string> = (problems, value) => {
  if (typeof value === 'string' && value.length > driverRule.max) {
    problems.report('name/too-long', { what: 'name of the CSI driver', found: value, length: value.length, max: driverRule.max });
    return undefined;
  }
  // The server looks at it in lower case, since some drivers were named before there was a rule.
  if (typeof value === 'string' && driverRule.pattern.test(value.toLowerCase())) return value;
  checkName(problems, driverRule, 'name of the CSI driver', value);
  return undefined;
};
const driverRule = { ...dnsSubdomain, max: 63 };

const common = { driver: needed(driver), fsType: optional(text), readOnly: optional(flag), volumeAttributes: optional(textMap) };

const persistentShape = {
  ...common,
  volumeHandle: needed(text),
  controllerPublishSecretRef: optional(secretAnywhere),
  controllerExpandSecretRef: optional(secretAnywhere),
  nodeStageSecretRef: optional(secretAnywhere),
  nodePublishSecretRef: optional(secretAnywhere),
  nodeExpandSecretRef: optional(secretAnywhere),
};

const persistentKind: BackendKind<typeof persistentShape> = {
  backend: 'CSI',
  shape: persistentShape,
  persistent: (fields) => ({ fields: { csi: fields } }),
};

const ephemeralShape = { ...common, nodePublishSecretRef: optional(localSecret) };

const ephemeralKind: BackendKind<typeof ephemeralShape> = {
  backend: 'a CSI volume without volumeHandle',
  shape: ephemeralShape,
  inline: (fields) => ({ csi: fields }),
  volumeName: () => 'csi',
};

/**
 * A volume of a CSI driver: with `volumeHandle` one that exists, for a PersistentVolume; without it one that is made for
 * the pod which mounts it, where the driver can.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#csi
 */
export function csi(props: CsiProps): VolumeBackend;
export function csi(props: CsiEphemeralProps): Mountable;
export function csi(props: CsiProps | CsiEphemeralProps): VolumeBackend & Mountable {
  const persistent = typeof props === 'object' && props !== null && 'volumeHandle' in props;
  return persistent ? new BackendVolume(persistentKind, props) : new BackendVolume(ephemeralKind, props);
}

/** The source of a volume in the terms of its driver: attributes that are not given are left out. */
export function csiSource(
  source: Omit<CSIPersistentVolumeSource, 'volumeAttributes'>,
  attributes: { readonly [name: string]: string | undefined } = {},
  nodes?: PersistentSource['nodes'],
): Omit<PersistentSource, 'traits'> {
  const volumeAttributes: { [name: string]: string } = {};
  for (const name in attributes) if (attributes[name] !== undefined) volumeAttributes[name] = attributes[name];
  return { fields: { csi: Object.keys(volumeAttributes).length === 0 ? source : { ...source, volumeAttributes } }, nodes };
}

/** What the disks of clouds have in common: with a file system, one node attaches them at a time. */
export const diskTraits = { oneNode: true } satisfies Partial<BackendTraits>;

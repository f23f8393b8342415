import type { Mountable } from '../../core/pod-inputs';
import { flag, needed, optional, text } from '../read-fields';
import { localSecret, type NameOrReference, secretAnywhere } from '../references';
import { type BackendKind, BackendVolume, type VolumeBackend } from '../volume-backend';
import { csiSource } from './csi';

/** A file share of Azure that exists. */
export interface AzureFileProps {
  /** Name of the share. */
  readonly shareName: string;
  /** Secret with the keys `azurestorageaccountname` and `azurestorageaccountkey`. */
  readonly secret: NameOrReference<'Secret'>;
  /** Whether it is mounted for reading only. @default false */
  readonly readOnly?: boolean | undefined;
}

/** A file share of Azure that exists, for a PersistentVolume. */
export interface AzureFileVolumeProps extends AzureFileProps {
  /** By what the driver knows the volume; unlike for any other share of the cluster. */
  readonly volumeHandle: string;
}

const driver = 'file.csi.azure.com';
const common = { shareName: needed(text), readOnly: optional(flag) };

const persistentShape = { ...common, volumeHandle: needed(text), secret: needed(secretAnywhere) };

const persistentKind: BackendKind<typeof persistentShape> = {
  backend: 'Azure File',
  block: false,
  shape: persistentShape,
  persistent: ({ shareName, secret, ...rest }) => csiSource({ driver, ...rest, nodeStageSecretRef: secret }, { shareName }),
};

const inlineShape = { ...common, secret: needed(localSecret) };

const inlineKind: BackendKind<typeof inlineShape> = {
  backend: 'an Azure File share without volumeHandle',
  block: false,
  shape: inlineShape,
  inline: ({ shareName, secret, ...rest }) => ({ csi: { driver, ...rest, volumeAttributes: { shareName, secretName: secret.name } } }),
  volumeName: () => 'azure-file',
};

/**
 * A file share of Azure, through the CSI driver `file.csi.azure.com`, which the cluster must have: with `volumeHandle`
 * for a PersistentVolume, without it for the pod which mounts it. Pods of many nodes can read and write it.
 * @see https://github.com/kubernetes-sigs/azurefile-csi-driver
 */
export function azureFile(props: AzureFileVolumeProps): VolumeBackend;
export function azureFile(props: AzureFileProps): Mountable;
export function azureFile(props: AzureFileProps | AzureFileVolumeProps): VolumeBackend & Mountable {
  const persistent = typeof props === 'object' && props !== null && 'volumeHandle' in props;
  return persistent ? new BackendVolume(persistentKind, props) : new BackendVolume(inlineKind, props);
}

import type {
  AWSElasticBlockStoreVolumeSource, AzureDiskVolumeSource, AzureFileVolumeSource, CSIVolumeSource, CephFSVolumeSource, CinderVolumeSource,
  ConfigMapVolumeSource, EmptyDirVolumeSource, FCVolumeSource, FlexVolumeSource, FlockerVolumeSource, GCEPersistentDiskVolumeSource,
  GitRepoVolumeSource, GlusterfsVolumeSource, HostPathVolumeSource, ISCSIVolumeSource, ImageVolumeSource, KeyToPath, LocalObjectReference,
  NFSVolumeSource, PersistentVolumeClaimVolumeSource, PhotonPersistentDiskVolumeSource, PortworxVolumeSource, QuobyteVolumeSource,
  RBDVolumeSource, ScaleIOVolumeSource, SecretVolumeSource, StorageOSVolumeSource, VsphereVirtualDiskVolumeSource,
} from '../../../../generated/kubernetes';
import { all, anything, each, fields, given, needs, numbers, oneOf, type Rule, texts } from '../../rule/rules';
import { byteLength, dnsLabel, dnsSubdomain } from '../shared/names';
import { amount, between } from '../shared/numbers';
import { csiDriverName } from '../storage/csi';
import { fileMode } from './file-mode';
import { absolutePath, descendingPath, fileInVolume, noBacksteps } from './paths';

/** Directories that live as long as their pod. */
export const emptyDir: Rule<EmptyDirVolumeSource> = ({ sizeLimit }, at) => {
  if (amount(sizeLimit) < 0n) at.reportAt('sizeLimit', 'api/negative', { found: sizeLimit });
};

const hostPathTypes = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'];

/** A path of the node. Without one, nothing more is said of it. */
export const hostPath: Rule<HostPathVolumeSource> = all(
  needs<HostPathVolumeSource>({ path: noBacksteps }),
  ({ path = '', type }, at) => {
    if (path !== '' && type !== undefined && !hostPathTypes.includes(type)) at.reportAt('type', 'api/not-supported', { found: type, known: hostPathTypes.slice(1) });
  },
);

export const gitRepo: Rule<GitRepoVolumeSource> = all(
  needs<GitRepoVolumeSource>({ repository: anything }),
  fields<GitRepoVolumeSource>({ directory: descendingPath }),
);

const partition: Rule<number> = between(0, 255);

export const gcePersistentDisk: Rule<GCEPersistentDiskVolumeSource> = all(
  needs<GCEPersistentDiskVolumeSource>({ pdName: anything }),
  fields<GCEPersistentDiskVolumeSource>({ partition }),
);

export const awsElasticBlockStore: Rule<AWSElasticBlockStoreVolumeSource> = all(
  needs<AWSElasticBlockStoreVolumeSource>({ volumeID: anything }),
  fields<AWSElasticBlockStoreVolumeSource>({ partition }),
);

/** A key of a ConfigMap or Secret, and the file that it becomes. */
export const keyToPath: Rule<KeyToPath> = all(needs<KeyToPath>({ key: anything, path: fileInVolume }), fields<KeyToPath>({ mode: fileMode }));

const keys: Rule<readonly KeyToPath[]> = each(keyToPath);

export const secret: Rule<SecretVolumeSource> = all(
  needs<SecretVolumeSource>({ secretName: anything }),
  fields<SecretVolumeSource>({ defaultMode: fileMode, items: keys }),
);

export const configMap: Rule<ConfigMapVolumeSource> = all(
  needs<ConfigMapVolumeSource>({ name: anything }),
  fields<ConfigMapVolumeSource>({ defaultMode: fileMode, items: keys }),
);

export const nfs: Rule<NFSVolumeSource> = needs<NFSVolumeSource>({ server: anything, path: absolutePath });

const iscsiNames: { readonly [type: string]: RegExp } = {
  iqn: /iqn\.\d{4}-\d{2}\.[a-zA-Z0-9.-]+:[^,;*&$|\t\n\f\r ]+$/,
  eui: /^eui.[a-zA-Z0-9]{16}$/,
  naa: /^naa.[a-zA-Z0-9]{32}$/,
};

/** The name of an initiator or target: `iqn.…`, `eui.…` or `naa.…`. */
export const iscsiQualifiedName: Rule<string> = (found, at) => {
  if (iscsiNames[found.slice(0, 3)]?.test(found) !== true) at.report('api/iscsi-name', { found });
};

type Iscsi = Omit<ISCSIVolumeSource, 'secretRef'> & { readonly secretRef?: unknown };

/** What inline volumes and PersistentVolumes have in common. */
export const iscsi: Rule<Iscsi> = all(
  needs<Iscsi>({ targetPortal: anything, iqn: iscsiQualifiedName }),
  numbers<Iscsi>({ lun: between(0, 255) }),
  ({ chapAuthDiscovery, chapAuthSession, secretRef, initiatorName }, at) => {
    if ((chapAuthDiscovery === true || chapAuthSession === true) && secretRef === undefined) {
      at.reportAt('secretRef', 'api/required', { field: 'secretRef', when: 'for authentication by CHAP' });
    }
    // The server spells it otherwise.
    if (initiatorName !== undefined) at.enterAs(['initiatorname'], ['initiatorName'], () => iscsiQualifiedName(initiatorName, at));
  },
);

export const glusterfs: Rule<GlusterfsVolumeSource> = needs<GlusterfsVolumeSource>({ endpoints: anything, path: anything });

export const flocker: Rule<FlockerVolumeSource> = ({ datasetName = '', datasetUUID = '' }, at) => {
  const fieldsOfIt = ['datasetName', 'datasetUUID'];
  if (datasetName === '' && datasetUUID === '') at.report('api/one-needed', { fields: fieldsOfIt });
  if (datasetName !== '' && datasetUUID !== '') at.report('api/contradiction', { fields: fieldsOfIt });
  if (datasetName.includes('/')) at.reportAt('datasetName', 'api/invalid', { found: datasetName, expected: 'a name without "/"' });
};

export const persistentVolumeClaim: Rule<PersistentVolumeClaimVolumeSource> = needs<PersistentVolumeClaimVolumeSource>({ claimName: anything });

type Rbd = Pick<RBDVolumeSource, 'monitors' | 'image'>;

export const rbd: Rule<Rbd> = needs<Rbd>({ monitors: anything, image: anything });

const namedSecret: Rule<LocalObjectReference> = needs<LocalObjectReference>({ name: anything });

export const cinder: Rule<CinderVolumeSource> = all(
  needs<CinderVolumeSource>({ volumeID: anything }),
  fields<CinderVolumeSource>({ secretRef: namedSecret }),
);

export const cephfs: Rule<Pick<CephFSVolumeSource, 'monitors'>> = needs<Pick<CephFSVolumeSource, 'monitors'>>({ monitors: anything });

/** `host:port`, the host in brackets where it has colons. */
const hostAndPort = /^(?:[^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/;

export const quobyte: Rule<QuobyteVolumeSource> = all(
  needs<QuobyteVolumeSource>({ registry: anything, volume: anything }),
  ({ registry = '', tenant = '' }, at) => {
    if (registry === '') return;
    if (byteLength(tenant) >= 65) at.reportAt('tenant', 'api/too-long', { length: byteLength(tenant), max: 64 });
    else if (!registry.split(',').every((pair) => hostAndPort.test(pair))) {
      at.reportAt('registry', 'api/invalid', { found: registry, expected: 'host:port, or several of them with commas between' });
    }
  },
);

export const fc: Rule<FCVolumeSource> = ({ targetWWNs = [], wwids = [], lun }, at) => {
  const both = ['targetWWNs', 'wwids'];
  if (targetWWNs.length === 0 && wwids.length === 0) at.reportAt('targetWWNs', 'api/one-needed', { fields: both });
  if (targetWWNs.length === 0) return;
  if (wwids.length > 0) at.reportAt('targetWWNs', 'api/contradiction', { fields: both });
  if (lun === undefined) at.reportAt('lun', 'api/required', { field: 'lun', when: 'beside targetWWNs' });
  else if (lun < 0 || lun > 255) at.reportAt('lun', 'api/out-of-range', { found: lun, min: 0, max: 255 });
};

/** Options of Kubernetes itself are not for users to give. */
const flexOptions: Rule<{ readonly [option: string]: string }> = (options, at) => {
  for (const key in options) {
    const domain = `.${key.split('/', 1)[0]!.toLowerCase()}`;
    if (domain.endsWith('.kubernetes.io') || domain.endsWith('.k8s.io')) at.reportAt(key, 'api/reserved-option', { found: key });
  }
};

type Flex = Pick<FlexVolumeSource, 'driver' | 'options'>;

export const flexVolume: Rule<Flex> = all(needs<Flex>({ driver: anything }), fields<Flex>({ options: flexOptions }));

type AzureFile = Pick<AzureFileVolumeSource, 'secretName' | 'shareName'>;

export const azureFile: Rule<AzureFile> = needs<AzureFile>({ secretName: anything, shareName: anything });

const managedUri = '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}';
const blobUri = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd';

export const azureDisk: Rule<AzureDiskVolumeSource> = all(
  needs<AzureDiskVolumeSource>({ diskName: anything, diskURI: anything }),
  fields<AzureDiskVolumeSource>({ cachingMode: oneOf('None', 'ReadOnly', 'ReadWrite'), kind: oneOf('Dedicated', 'Managed', 'Shared') }),
  ({ kind, diskURI: found = '' }, at) => {
    if (kind === undefined) return;
    const [start, known] = kind === 'Managed' ? ['/subscriptions/', managedUri] : ['https://', blobUri];
    if (!found.startsWith(start)) at.reportAt('diskURI', 'api/not-supported', { found, known: [known] });
  },
);

export const vsphereVolume: Rule<VsphereVirtualDiskVolumeSource> = needs<VsphereVirtualDiskVolumeSource>({ volumePath: anything });
export const photonPersistentDisk: Rule<PhotonPersistentDiskVolumeSource> = needs<PhotonPersistentDiskVolumeSource>({ pdID: anything });
export const portworxVolume: Rule<PortworxVolumeSource> = needs<PortworxVolumeSource>({ volumeID: anything });

type ScaleIO = Pick<ScaleIOVolumeSource, 'gateway' | 'system' | 'volumeName'>;

export const scaleIO: Rule<ScaleIO> = needs<ScaleIO>({ gateway: anything, system: anything, volumeName: anything });

export const storageos: Rule<StorageOSVolumeSource> = all(
  needs<StorageOSVolumeSource>({ volumeName: dnsLabel }),
  fields<StorageOSVolumeSource>({ volumeNamespace: given(dnsLabel), secretRef: namedSecret }),
);

export const csi: Rule<CSIVolumeSource> = all(
  needs<CSIVolumeSource>({ driver: csiDriverName }),
  fields<CSIVolumeSource>({ nodePublishSecretRef: namedSecret }),
  ({ nodePublishSecretRef }, at) => {
    const { name = '' } = nodePublishSecretRef ?? {};
    if (name !== '' && !dnsSubdomain.accepts(name)) at.reportAt('name', 'api/dns-subdomain', { found: name }, ['nodePublishSecretRef', 'name']);
  },
);

/** In a template, the reference can be filled in later. */
export const image: Rule<ImageVolumeSource> = all(
  ({ reference = '' }, at) => {
    if (reference === '' && at.pod!.own) at.reportAt('reference', 'api/required', { field: 'reference' });
  },
  texts<ImageVolumeSource>({ pullPolicy: oneOf('Always', 'IfNotPresent', 'Never') }),
);

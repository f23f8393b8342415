import type {
  AzureFilePersistentVolumeSource, CinderPersistentVolumeSource, CSIPersistentVolumeSource, GlusterfsPersistentVolumeSource,
  ISCSIPersistentVolumeSource, LocalVolumeSource, PersistentVolumeSpec, SecretReference, StorageOSPersistentVolumeSource,
} from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, anything, fields, given, needs, type Rule } from '../../rule/rules';
import { noBacksteps } from '../pod/paths';
import * as inline from '../pod/volume-sources';
import { byteLength, dnsLabel, dnsSubdomain } from '../shared/names';
import { csiDriverName } from './csi';

/** A Secret that must be named whole. */
const namedSecret: Rule<SecretReference> = needs<SecretReference>({ name: anything, namespace: anything });
const checkedSecret: Rule<SecretReference> = needs<SecretReference>({ name: dnsSubdomain, namespace: dnsLabel });

/** What of a source inline volumes have, too. */
const iscsi: Rule<ISCSIPersistentVolumeSource> = all(
  inline.iscsi,
  fields<ISCSIPersistentVolumeSource>({ secretRef: needs<SecretReference>({ name: anything }) }),
  ({ initiatorName, targetPortal = '' }, at) => {
    const { name = '' } = at.object.metadata ?? {};
    const text = `${String(name)}:${targetPortal}`;
    if (initiatorName === undefined || byteLength(text) <= 64) return;
    // The server spells it otherwise.
    at.reportAt('targetportal', 'volume/iscsi-length', { found: text, length: byteLength(text), max: 64 }, ['targetPortal']);
  },
);

const csi: Rule<CSIPersistentVolumeSource> = all(
  needs<CSIPersistentVolumeSource>({ driver: csiDriverName, volumeHandle: anything }),
  ({ driver = '' }, at) => {
    if (driver === '') at.reportAt('driver', 'api/dns-subdomain', { found: driver });
  },
  fields<CSIPersistentVolumeSource>({
    controllerPublishSecretRef: checkedSecret,
    controllerExpandSecretRef: checkedSecret,
    nodePublishSecretRef: checkedSecret,
    nodeExpandSecretRef: checkedSecret,
  }),
);

/** Each type of volume that a PersistentVolume can be, in the order in which the server looks at them. */
const sources = {
  hostPath: inline.hostPath,
  gcePersistentDisk: inline.gcePersistentDisk,
  awsElasticBlockStore: inline.awsElasticBlockStore,
  glusterfs: all(inline.glusterfs, fields<GlusterfsPersistentVolumeSource>({ endpointsNamespace: dnsLabel })),
  flocker: inline.flocker,
  nfs: inline.nfs,
  rbd: inline.rbd,
  quobyte: inline.quobyte,
  cephfs: inline.cephfs,
  iscsi,
  cinder: needsOf<CinderPersistentVolumeSource>('volumeID', { secretRef: namedSecret }),
  fc: inline.fc,
  flexVolume: inline.flexVolume,
  azureFile: all(inline.azureFile, fields<AzureFilePersistentVolumeSource>({ secretNamespace: (found, at) => {
    if (found === '') at.report('api/required', { field: 'secretNamespace' });
  } })),
  vsphereVolume: inline.vsphereVolume,
  photonPersistentDisk: inline.photonPersistentDisk,
  portworxVolume: inline.portworxVolume,
  azureDisk: inline.azureDisk,
  scaleIO: inline.scaleIO,
  local: needs<LocalVolumeSource>({ path: noBacksteps }),
  storageos: all(
    needs<StorageOSPersistentVolumeSource>({ volumeName: dnsLabel }),
    fields<StorageOSPersistentVolumeSource>({ volumeNamespace: given(dnsLabel), secretRef: namedSecret }),
  ),
  csi,
} satisfies { readonly [S in keyof PersistentVolumeSpec]?: Rule<never> };

function needsOf<T extends object>(field: keyof T & string, rules: Parameters<typeof fields<T>>[0]): Rule<T> {
  return all(needs<T>({ [field]: anything } as Parameters<typeof needs<T>>[0]), fields<T>(rules));
}

export type SourceName = keyof typeof sources;
export const sourceNames = Object.keys(sources) as SourceName[];

/** Some sources have a path of their own to the server. */
const serverNames: { readonly [S in SourceName]?: string } = { gcePersistentDisk: 'persistentDisk' };

/** One type of volume: the first is looked into, others are forbidden. */
export function volumeSource(spec: PersistentVolumeSpec, at: Context): void {
  let first: SourceName | undefined;
  for (const name of sourceNames) {
    const source = spec[name];
    if (source === undefined) continue;
    // The server forgets to forbid this one.
    if (first !== undefined && name !== 'flexVolume') {
      at.reportAt(name === 'cephfs' ? 'cephFS' : name, 'api/exclusive', { fields: [first, name] }, [name]);
      continue;
    }
    first ??= name;
    at.enterAs([serverNames[name] ?? name], [name], () => (sources[name] as Rule<unknown>)(source, at));
  }
  if (first === undefined) at.report('volume/no-source', {});
}

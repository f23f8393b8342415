import { posix } from 'node:path';
import type { PersistentVolume, PersistentVolumeSpec, VolumeNodeAffinity } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, fields, given, needs, objects, oneOf, type Rule } from '../../rule/rules';
import { nodeSelector } from '../pod/node-selector';
import { kind } from '../shared/kind';
import { dnsSubdomain } from '../shared/names';
import { positiveQuantity } from '../shared/numbers';
import { amounts } from '../shared/resource-names';
import { accessModes } from './access-modes';
import { type SourceName, volumeSource } from './volume-sources';

/** The size, and nothing else. */
const capacity: Rule<PersistentVolumeSpec> = ({ capacity: map = {} }, at) => {
  const found = Object.keys(map);
  at.enter('capacity');
  if (found.length === 0) at.report('api/required', { field: 'capacity' });
  if (found.length !== 1 || found[0] !== 'storage') at.report('volume/capacity', { found });
  amounts((_, quantity, place) => positiveQuantity(quantity, place))(map, at);
  at.leave();
};

const nodeAffinity: Rule<VolumeNodeAffinity> = needs<VolumeNodeAffinity>({ required: nodeSelector });

/** What a PersistentVolume can and cannot be together with its source. */
const fitting: Rule<PersistentVolumeSpec> = (spec, at) => {
  if (spec.local !== undefined && spec.nodeAffinity === undefined && firstSource(spec) === 'local') {
    at.reportAt('nodeAffinity', 'api/required', { field: 'nodeAffinity', when: 'for a local volume' });
  }
  if (spec.persistentVolumeReclaimPolicy === 'Recycle' && spec.hostPath !== undefined && isRoot(spec.hostPath.path)) {
    at.reportAt('persistentVolumeReclaimPolicy', 'volume/recycles-root', {});
  }
  attributesClass(spec, at);
};

/** The sources before "local" in the order of the server. */
function firstSource(spec: PersistentVolumeSpec): SourceName | undefined {
  const before = (['hostPath', 'gcePersistentDisk', 'awsElasticBlockStore', 'glusterfs', 'flocker', 'nfs', 'rbd', 'quobyte', 'cephfs', 'iscsi', 'cinder', 'fc',
    'flexVolume', 'azureFile', 'vsphereVolume', 'photonPersistentDisk', 'portworxVolume', 'azureDisk', 'scaleIO', 'local'] as const);
  return before.find((name) => spec[name] !== undefined);
}

function isRoot(path: string): boolean {
  return path !== '' && posix.normalize(path).replace(/(.)\/$/, '$1') === '/';
}

/** Classes of attributes are judged from Kubernetes 1.34 on, where they are on; they are for CSI volumes. */
function attributesClass({ volumeAttributesClassName: found, csi }: PersistentVolumeSpec, at: Context): void {
  if (found === undefined || at.minor < 34) return;
  if (found === '') at.reportAt('volumeAttributesClassName', 'api/required', { field: 'volumeAttributesClassName' });
  else if (!dnsSubdomain.accepts(found)) at.reportAt('volumeAttributesClassName', 'api/dns-subdomain', { found });
  if (csi === undefined) at.reportAt('csi', 'api/required', { field: 'csi', when: 'with volumeAttributesClassName' });
}

const mountAnnotation = 'volume.beta.kubernetes.io/mount-options';
const mountable: readonly SourceName[] = [
  'gcePersistentDisk', 'awsElasticBlockStore', 'glusterfs', 'nfs', 'rbd', 'quobyte', 'iscsi', 'cinder', 'cephfs', 'azureFile', 'vsphereVolume', 'azureDisk',
  'photonPersistentDisk',
];

/** The annotation of old is for the volumes of old. */
const mountOptions: Rule<PersistentVolume> = ({ metadata, spec = {} }, at) => {
  if (metadata?.annotations?.[mountAnnotation] === undefined || mountable.some((name) => spec[name] !== undefined)) return;
  at.reportAt(['metadata', 'annotations', mountAnnotation], 'api/forbidden', { field: mountAnnotation, when: 'for a volume of this type' });
};

/** @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/ */
export const volume: Rule<PersistentVolume> = kind(dnsSubdomain, mountOptions, objects<PersistentVolume>({
  spec: all(
    ({ accessModes: modes }, at) => accessModes(modes, at),
    capacity,
    volumeSource,
    fitting,
    fields<PersistentVolumeSpec>({
      persistentVolumeReclaimPolicy: oneOf('Delete', 'Recycle', 'Retain'),
      nodeAffinity,
      storageClassName: given(dnsSubdomain),
      volumeMode: oneOf('Block', 'Filesystem'),
    }),
  ),
}));

/** What of a PersistentVolume can stand inside of an attachment: a CSI volume alone. */
export const inlineVolume: Rule<PersistentVolumeSpec> = all(
  (spec, at) => {
    const when = 'in an inline volume';
    if (spec.claimRef !== undefined) at.reportAt('claimRef', 'api/forbidden', { field: 'claimRef', when });
    if (Object.keys(spec.capacity ?? {}).length > 0) at.reportAt('capacity', 'api/forbidden', { field: 'capacity', when });
    if (spec.csi === undefined) at.reportAt('csi', 'api/required', { field: 'csi', when });
    if (spec.nodeAffinity !== undefined) at.reportAt('nodeAffinity', 'api/forbidden', { field: 'nodeAffinity', when });
    if ((spec.storageClassName ?? '') !== '') at.reportAt('storageClassName', 'api/forbidden', { field: 'storageClassName', when });
    const { persistentVolumeReclaimPolicy: policy = 'Retain', volumeMode = 'Filesystem' } = spec;
    if (policy !== 'Retain') at.reportAt('persistentVolumeReclaimPolicy', 'api/forbidden', { field: policy, when });
    if (volumeMode !== 'Filesystem') at.reportAt('volumeMode', 'api/forbidden', { field: volumeMode, when });
    accessModes(spec.accessModes, at);
  },
  volumeSource,
  fitting,
);

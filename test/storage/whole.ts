import { awsEbs } from '../../src/storage/backends/aws-ebs';
import { azureDisk } from '../../src/storage/backends/azure-disk';
import { azureFile } from '../../src/storage/backends/azure-file';
import { cephfs, cephRbd } from '../../src/storage/backends/ceph';
import { cinder } from '../../src/storage/backends/cinder';
import { csi } from '../../src/storage/backends/csi';
import { emptyDir } from '../../src/storage/backends/empty-dir';
import { ephemeral } from '../../src/storage/backends/ephemeral';
import { fc as fibreChannel } from '../../src/storage/backends/fc';
import { gcePd } from '../../src/storage/backends/gce-pd';
import { hostPath } from '../../src/storage/backends/host-path';
import { imageVolume } from '../../src/storage/backends/image-volume';
import { iscsi } from '../../src/storage/backends/iscsi';
import { local } from '../../src/storage/backends/local';
import { nfs } from '../../src/storage/backends/nfs';
import { portworx } from '../../src/storage/backends/portworx';
import { vsphere } from '../../src/storage/backends/vsphere';
import { snapshot } from '../../src/storage/data-source';
import { claim, identity, pod, statefulSet, storageClass, type Try, volume } from './tries';

const secret = { name: 'keys', namespace: 'kube-system' };
const iqn = 'iqn.2001-04.com.example:storage.disk1';
const diskUri = '/subscriptions/0/resourceGroups/g/providers/Microsoft.Compute/disks/d';
const capacity = '8Gi';

/** One of everything that there is. */
export const whole: readonly Try[] = [
  ...[
    nfs({ server: '10.0.0.2', path: '/exports/data-0001', readOnly: true }),
    hostPath('/mnt/data/mysql', { type: 'DirectoryOrCreate' }),
    local('/mnt/disks/ssd1', { nodes: ['worker-1'], fsType: 'ext4' }),
    csi({
      driver: 'example.com', volumeHandle: 'v', fsType: 'xfs', readOnly: true, volumeAttributes: { a: 1 }, controllerExpandSecretRef: secret,
      controllerPublishSecretRef: secret, nodeExpandSecretRef: secret, nodePublishSecretRef: secret, nodeStageSecretRef: secret,
    }),
    awsEbs({ volumeId: 'vol-1', zone: 'eu-west-1a', fsType: 'ext4', partition: 1, readOnly: true }),
    gcePd({ project: 'p', zone: 'europe-west1-b', name: 'd', partition: 1 }),
    gcePd({ project: 'p', region: 'europe-west1', name: 'd', replicaZones: ['europe-west1-b', 'europe-west1-c'] }),
    azureDisk({ diskUri, cachingMode: 'ReadOnly', zone: 'westeurope-1' }),
    azureFile({ shareName: 'files', volumeHandle: 'g#a#files', secret }),
    cinder({ volumeId: '573e024d', zone: 'nova' }),
    cephfs({ clusterId: 'c', fsName: 'f', volumeHandle: 'v', secret }),
    cephRbd({ clusterId: 'c', pool: 'p', image: 'i', secret }),
    vsphere({ volumeId: 'fcd' }),
    portworx({ volumeId: 'px' }),
    iscsi({ targetPortal: '10.0.2.15:3260', iqn, lun: 255, portals: ['10.0.2.16:3260'], chapAuthSession: true, secret, initiatorName: iqn }),
    iscsi({ targetPortal: 'p', iqn: 'eui.02004567A425678D', lun: 0 }),
    iscsi({ targetPortal: 'p', iqn: `naa.${'0'.repeat(32)}`, lun: 0 }),
    fibreChannel({ targetWWNs: ['500a0982991b8dc5'], lun: 2 }),
    fibreChannel({ wwids: ['3600508b400105e21'] }),
  ].map((source) => volume({ source, capacity })),
  volume({ source: nfs({ server: 's', path: '/' }), capacity: '2Gi', accessModes: ['ReadWriteOnce', 'ReadWriteMany'], reclaimPolicy: 'Recycle' }),
  volume({ source: hostPath('/mnt/data/mysql'), capacity: '1Gi', storageClass: 'manual', labels: { type: 'local' }, claim: identity }),
  volume({ source: csi({ driver: 'd', volumeHandle: 'v' }), capacity, accessModes: 'ReadWriteOncePod', volumeAttributesClass: 'gold', volumeMode: 'Block' }),
  claim({ size: '3Gi', accessModes: 'ReadWriteOnce' }),
  claim({ size: '1Gi', volume: 'pv', storageClass: 'manual' }),
  claim({ size: '1Gi', selector: 'a=b,c in (d,e),!f', volumeMode: 'Block', accessModes: ['ReadWriteMany', 'ReadOnlyMany'], finalizers: ['example.com/keep'] }),
  claim({ size: '1Gi', dataSource: snapshot('nightly'), volumeAttributesClass: 'gold' }),
  claim({ size: '1Gi', dataSource: { kind: 'PersistentVolumeClaim', name: 'old' } }),
  claim({ size: '1Gi', dataSource: { apiGroup: 'example.com', kind: 'Dump', name: 'd' } }),
  storageClass({ provisioner: 'kubernetes.io/no-provisioner', volumeBindingMode: 'WaitForFirstConsumer' }),
  storageClass({
    provisioner: 'ebs.csi.aws.com', parameters: { type: 'gp3', iops: 3000, encrypted: true }, reclaimPolicy: 'Retain', allowVolumeExpansion: true,
    mountOptions: ['noatime'], allowedTopologies: [{ 'topology.kubernetes.io/zone': ['a', 'b'], 'region': 'r' }, { 'topology.kubernetes.io/zone': 'a' }], default: true,
  }),
  statefulSet({
    data: { size: '8Gi', mountPath: '/data', storageClass: 'standard', labels: { a: 'b' }, annotations: { c: 'd' } },
    raw: { size: '1Gi', volumeMode: 'Block', devicePath: '/dev/xvda', dataSource: snapshot('seed'), selector: { type: 'raw' } },
  }, { whenDeleted: 'Delete', whenScaled: 'Retain' }),
  ...[
    nfs({ server: 's', path: '/p' }), hostPath('/var/log', { type: 'Directory' }), emptyDir(), emptyDir({ medium: 'Memory', sizeLimit: '64Mi' }),
    emptyDir({ medium: 'HugePages-2Mi' }), csi({ driver: 'd', nodePublishSecretRef: 'keys', volumeAttributes: { a: 'b' } }),
    azureFile({ shareName: 'files', secret: 'keys' }), iscsi({ targetPortal: 'p', iqn, lun: 0, chapAuthDiscovery: true, secret: 'chap' }),
    fibreChannel({ wwids: ['3600508b400105e21'] }), imageVolume('i', { pullPolicy: 'Never' }),
    ephemeral({ size: '1Gi', storageClass: 'fast', labels: { a: 'b' }, accessModes: 'ReadWriteOncePod' }),
  ].map(pod),
];

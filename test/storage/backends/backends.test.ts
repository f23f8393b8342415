import type { Mountable } from '../../../src/core/pod-inputs';
import { Problems } from '../../../src/core/problems';
import { Consumer } from '../../../src/core/references';
import { awsEbs } from '../../../src/storage/backends/aws-ebs';
import { azureDisk } from '../../../src/storage/backends/azure-disk';
import { azureFile } from '../../../src/storage/backends/azure-file';
import { cephfs, cephRbd } from '../../../src/storage/backends/ceph';
import { cinder } from '../../../src/storage/backends/cinder';
import { csi } from '../../../src/storage/backends/csi';
import { emptyDir } from '../../../src/storage/backends/empty-dir';
import { ephemeral } from '../../../src/storage/backends/ephemeral';
import { fc } from '../../../src/storage/backends/fc';
import { gcePd } from '../../../src/storage/backends/gce-pd';
import { glusterfs } from '../../../src/storage/backends/glusterfs';
import { hostPath } from '../../../src/storage/backends/host-path';
import { imageVolume } from '../../../src/storage/backends/image-volume';
import { iscsi } from '../../../src/storage/backends/iscsi';
import { local } from '../../../src/storage/backends/local';
import { nfs } from '../../../src/storage/backends/nfs';
import { portworx } from '../../../src/storage/backends/portworx';
import { vsphere } from '../../../src/storage/backends/vsphere';
import type { VolumeBackend } from '../../../src/storage/volume-backend';
import { told } from '../fixtures';

const secret = { name: 'keys', namespace: 'kube-system' };
const diskUri = '/subscriptions/0000/resourceGroups/shop/providers/Microsoft.Compute/disks/data';
const iqn = 'iqn.2001-04.com.example:storage.disk1';

function persistent(volume: unknown): { source: unknown; nodes: unknown; told: string[] } {
  const problems = new Problems();
  const source = (volume as VolumeBackend).persistentSource(problems, new Consumer(undefined, undefined));
  return { source: source?.fields, nodes: source?.nodes, told: told(problems.reported) };
}

function inline(volume: unknown): { name: unknown; source: unknown; told: string[] } {
  const problems = new Problems();
  const found = (volume as Mountable).podVolume(problems, new Consumer('shop', undefined));
  return { name: found?.name, source: found?.source, told: told(problems.reported) };
}

describe('the source of a PersistentVolume', () => {
  const zone = (value: string) => ({ label: 'topology.kubernetes.io/zone', values: [value] });

  test.each<[string, { given: VolumeBackend; want: object; nodes?: object }]>([
    ['NFS', { given: nfs({ server: '10.0.0.2', path: '/exports/data-0001' }), want: { nfs: { server: '10.0.0.2', path: '/exports/data-0001' } } }],
    ['hostPath', { given: hostPath('/mnt/data/mysql'), want: { hostPath: { path: '/mnt/data/mysql' } } }],
    ['hostPath with its type', { given: hostPath('/dev/sdb', { type: 'BlockDevice' }), want: { hostPath: { path: '/dev/sdb', type: 'BlockDevice' } } }],
    ['local', {
      given: local('/mnt/disks/ssd1', { nodes: ['worker-1'] }),
      want: { local: { path: '/mnt/disks/ssd1' } },
      nodes: { label: 'kubernetes.io/hostname', values: ['worker-1'] },
    }],
    ['CSI', {
      given: csi({ driver: 'example.com', volumeHandle: 'v1', fsType: 'xfs', volumeAttributes: { size: 3, fast: true }, nodeStageSecretRef: secret }),
      want: {
        csi: { driver: 'example.com', volumeHandle: 'v1', fsType: 'xfs', volumeAttributes: { size: '3', fast: 'true' }, nodeStageSecretRef: secret },
      },
    }],
    ['AWS EBS', {
      given: awsEbs({ volumeId: 'vol-1', zone: 'eu-west-1a', fsType: 'ext4', partition: 1 }),
      want: { csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1', fsType: 'ext4', volumeAttributes: { partition: '1' } } },
      nodes: zone('eu-west-1a'),
    }],
    ['GCE PD of a zone', {
      given: gcePd({ project: 'p', zone: 'europe-west1-b', name: 'data' }),
      want: { csi: { driver: 'pd.csi.storage.gke.io', volumeHandle: 'projects/p/zones/europe-west1-b/disks/data' } },
      nodes: zone('europe-west1-b'),
    }],
    ['GCE PD of a region', {
      given: gcePd({ project: 'p', region: 'europe-west1', name: 'data', replicaZones: ['europe-west1-b', 'europe-west1-c'] }),
      want: { csi: { driver: 'pd.csi.storage.gke.io', volumeHandle: 'projects/p/regions/europe-west1/disks/data' } },
      nodes: { label: 'topology.kubernetes.io/zone', values: ['europe-west1-b', 'europe-west1-c'] },
    }],
    ['Azure Disk', {
      given: azureDisk({ diskUri, cachingMode: 'None' }),
      want: { csi: { driver: 'disk.csi.azure.com', volumeHandle: diskUri, volumeAttributes: { cachingMode: 'None' } } },
    }],
    ['Azure File', {
      given: azureFile({ shareName: 'files', volumeHandle: 'shop#files', secret }),
      want: { csi: { driver: 'file.csi.azure.com', volumeHandle: 'shop#files', nodeStageSecretRef: secret, volumeAttributes: { shareName: 'files' } } },
    }],
    ['Cinder', {
      given: cinder({ volumeId: '573e024d', readOnly: true }),
      want: { csi: { driver: 'cinder.csi.openstack.org', volumeHandle: '573e024d', readOnly: true } },
    }],
    ['CephFS', {
      given: cephfs({ clusterId: 'c', fsName: 'myfs', volumeHandle: 'data', secret }),
      want: {
        csi: {
          driver: 'cephfs.csi.ceph.com',
          volumeHandle: 'data',
          nodeStageSecretRef: secret,
          volumeAttributes: { clusterID: 'c', fsName: 'myfs', rootPath: '/', staticVolume: 'true' },
        },
      },
    }],
    ['Ceph RBD', {
      given: cephRbd({ clusterId: 'c', pool: 'p', image: 'i', secret, fsType: 'ext4' }),
      want: {
        csi: {
          driver: 'rbd.csi.ceph.com',
          volumeHandle: 'i',
          fsType: 'ext4',
          nodeStageSecretRef: secret,
          volumeAttributes: { clusterID: 'c', pool: 'p', imageFeatures: 'layering', staticVolume: 'true' },
        },
      },
    }],
    ['vSphere', {
      given: vsphere({ volumeId: 'fcd-1' }),
      want: { csi: { driver: 'csi.vsphere.vmware.com', volumeHandle: 'fcd-1', volumeAttributes: { type: 'vSphere CNS Block Volume' } } },
    }],
    ['Portworx', { given: portworx({ volumeId: 'px-1' }), want: { csi: { driver: 'pxd.portworx.com', volumeHandle: 'px-1' } } }],
    ['iSCSI', {
      given: iscsi({ targetPortal: '10.0.2.15:3260', iqn, lun: 0, chapAuthSession: true, secret }),
      want: { iscsi: { targetPortal: '10.0.2.15:3260', iqn, lun: 0, chapAuthSession: true, secretRef: secret } },
    }],
    ['Fibre Channel', { given: fc({ targetWWNs: ['500a0982991b8dc5'], lun: 2 }), want: { fc: { targetWWNs: ['500a0982991b8dc5'], lun: 2 } } }],
  ])('%s', (_name, { given, want, nodes }) => {
    expect(persistent(given)).toEqual({ source: want, nodes, told: [] });
  });
});

test.each<[string, VolumeBackend]>([
  ['AWS EBS', awsEbs({ volumeId: 'v', zone: 'z' })],
  ['Azure Disk', azureDisk({ diskUri, zone: 'z' })],
  ['Cinder', cinder({ volumeId: 'v', zone: 'z' })],
  ['GCE PD', gcePd({ project: 'p', name: 'd', zone: 'z' })],
])('%s is reached from its zone', (_name, volume) => {
  expect(persistent(volume)).toMatchObject({ nodes: { label: 'topology.kubernetes.io/zone', values: ['z'] }, told: [] });
});

test.each<[string, (value: never) => unknown, readonly string[], readonly unknown[]]>([
  ['the type of a path', (type) => hostPath('/data', { type }), ['', 'DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'], ['directory']],
  ['a name of iSCSI', (name) => iscsi({ targetPortal: 'p', iqn: name, lun: 0 }), [
    iqn, 'iqn.2001-04.com.example:a', `eui.${'0A1b'.repeat(4)}`, `naa.${'0A1b'.repeat(8)}`,
  ], [
    `x${iqn}`, `${iqn} x`, 'iqn.2001-4.com.example:a', 'iqn.2001-04.com.example:', 'eui.0A1b', `eui.${'-'.repeat(16)}`, `naa.${'0'.repeat(16)}`, `naa.${'-'.repeat(32)}`,
    `naa.${'0'.repeat(33)}`,
  ]],
  ['the initiator of iSCSI', (name) => iscsi({ targetPortal: 'p', iqn, lun: 0, initiatorName: name }), [iqn], ['disk1', '']],
  ['a disk of Azure', (uri) => azureDisk({ diskUri: uri }), [diskUri, diskUri.toUpperCase()], [`x${diskUri}`, `${diskUri}/x`]],
  ['a CSI driver', (driver) => csi({ driver, volumeHandle: 'v' }), ['d'.repeat(63), 'Example.com'], ['d'.repeat(64), 7, 'a_b', null]],
])('%s is taken or refused', (_name, volume, taken, refused) => {
  expect(taken.filter((value) => persistent(volume(value as never)).told.length > 0)).toEqual([]);
  expect(refused.filter((value) => persistent(volume(value as never)).told.length !== 1)).toEqual([]);
});

test('a medium is a disk, memory or huge pages of a size', () => {
  const refused = (medium: unknown) => inline(emptyDir({ medium: medium as never })).told.length > 0;
  expect(['', 'Memory', 'HugePages', 'HugePages-2Mi', 'HugePages-16Gi'].filter(refused)).toEqual([]);
  const wrong = ['HugePages-', 'HugePages-2', 'HugePages-2Mi ', 'xHugePages', 'memory', 7, ['Memory'], ['HugePages']];
  expect(wrong.filter((medium) => !refused(medium))).toEqual([]);
});

test('an ephemeral claim has labels, annotations, both or neither', () => {
  const template = (props: object) => (inline(ephemeral({ size: '1Gi', ...props })).source as { ephemeral: { volumeClaimTemplate: object } }).ephemeral.volumeClaimTemplate;
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  const [labels, annotations] = [{ a: 'b' }, { c: 'd' }];
  expect(template({})).toStrictEqual({ spec });
  expect(template({ labels })).toStrictEqual({ metadata: { labels }, spec });
  expect(template({ annotations })).toStrictEqual({ metadata: { annotations }, spec });
  expect(template({ labels, annotations })).toStrictEqual({ metadata: { labels, annotations }, spec });
});

test('options that are not given are not written', () => {
  expect(inline(iscsi({ targetPortal: 'p', iqn, lun: 0 })).source).toStrictEqual({ iscsi: { targetPortal: 'p', iqn, lun: 0 } });
  expect(persistent(iscsi({ targetPortal: 'p', iqn, lun: 0 })).source).toStrictEqual({ iscsi: { targetPortal: 'p', iqn, lun: 0 } });
  expect(persistent(gcePd({ project: 'p', zone: 'z', name: 'n', partition: 2 })).source).toStrictEqual({
    csi: { driver: 'pd.csi.storage.gke.io', volumeHandle: 'projects/p/zones/z/disks/n', volumeAttributes: { partition: '2' } },
  });
});

describe('a volume in a pod', () => {
  test.each<[string, { given: Mountable; want: object; name: string; told?: string[] }]>([
    ['NFS', { given: nfs({ server: 's', path: '/exports/data-0001' }), want: { nfs: { server: 's', path: '/exports/data-0001' } }, name: 'exports-data-0001' }],
    ['hostPath', { given: hostPath('/var/log'), want: { hostPath: { path: '/var/log' } }, name: 'var-log' }],
    ['hostPath of the root', { given: hostPath('/'), want: { hostPath: { path: '/' } }, name: 'host-path' }],
    ['hostPath on Windows', { given: hostPath('C:\\data'), want: { hostPath: { path: 'C:\\data' } }, name: 'c-data' }],
    ['a path too long for a name', { given: hostPath(`/${'x'.repeat(60)}`), want: { hostPath: { path: `/${'x'.repeat(60)}` } }, name: 'host-path' }],
    ['emptyDir', { given: emptyDir(), want: { emptyDir: {} }, name: 'empty-dir' }],
    ['emptyDir in memory', { given: emptyDir({ medium: 'Memory', sizeLimit: '64Mi' }), want: { emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } }, name: 'empty-dir' }],
    ['emptyDir in huge pages', { given: emptyDir({ medium: 'HugePages-2Mi' }), want: { emptyDir: { medium: 'HugePages-2Mi' } }, name: 'empty-dir' }],
    ['CSI', {
      given: csi({ driver: 'secrets-store.csi.k8s.io', readOnly: true, nodePublishSecretRef: 'keys' }),
      want: { csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, nodePublishSecretRef: { name: 'keys' } } },
      name: 'csi',
    }],
    ['Azure File', {
      given: azureFile({ shareName: 'files', secret: 'keys' }),
      want: { csi: { driver: 'file.csi.azure.com', volumeAttributes: { shareName: 'files', secretName: 'keys' } } },
      name: 'azure-file',
    }],
    ['iSCSI', {
      given: iscsi({ targetPortal: 'p', iqn, lun: 1, chapAuthDiscovery: true, secret: 'chap' }),
      want: { iscsi: { targetPortal: 'p', iqn, lun: 1, chapAuthDiscovery: true, secretRef: { name: 'chap' } } },
      name: 'iscsi',
    }],
    ['Fibre Channel', { given: fc({ wwids: ['3600508b400105e21'] }), want: { fc: { wwids: ['3600508b400105e21'] } }, name: 'fibre-channel' }],
    ['an image', {
      given: imageVolume('registry.example.com/model:2', { pullPolicy: 'IfNotPresent' }),
      want: { image: { reference: 'registry.example.com/model:2', pullPolicy: 'IfNotPresent' } },
      name: 'image',
      told: ['info storage/needs-version '],
    }],
    ['a claim for one pod', {
      given: ephemeral({ size: '10Gi', storageClass: 'fast', labels: { type: 'scratch' } }),
      want: {
        ephemeral: {
          volumeClaimTemplate: {
            metadata: { labels: { type: 'scratch' } },
            spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast', resources: { requests: { storage: '10Gi' } } },
          },
        },
      },
      name: 'ephemeral',
    }],
  ])('%s', (_name, { given, want, name, told: reported = [] }) => {
    expect(inline(given)).toEqual({ name, source: want, told: reported });
  });

  test.each<[string, VolumeBackend]>([
    ['AWS EBS', awsEbs({ volumeId: 'v' })],
    ['a CSI volume with a handle', csi({ driver: 'd', volumeHandle: 'h' })],
    ['local', local('/data', { nodes: ['n'] })],
  ])('is refused for %s, with the way by a claim', (_name, volume) => {
    expect(inline(volume)).toEqual({ told: ['storage/not-inline '] });
  });

  test.each<[string, Mountable]>([
    ['emptyDir', emptyDir()],
    ['an image', imageVolume('i')],
    ['a CSI volume without a handle', csi({ driver: 'd' })],
  ])('%s cannot back a PersistentVolume', (_name, volume) => {
    expect(persistent(volume)).toEqual({ told: ['storage/not-persistent '] });
  });
});

describe('GlusterFS', () => {
  test('is an error that names the release which removed it, wherever it stands', () => {
    const problems = new Problems();
    const consumer = new Consumer('shop', undefined);
    const volume = glusterfs({ endpoints: 'cluster', path: 'volume' });
    expect([volume.persistentSource(problems, consumer), volume.podVolume(problems, consumer)]).toEqual([undefined, undefined]);
    expect(told(problems.reported)).toEqual(['storage/removed-backend ', 'storage/removed-backend ']);
    expect(problems.reported[0]!.message).toContain('1.26');
    expect(problems.reported[0]!.help).toContain('nfs(');
  });
});

describe('what is wrong with a backend', () => {
  test.each<[string, { given: unknown; want: string[] }]>([
    ['nothing at all', { given: nfs(undefined as never), want: ['value/wrong-type '] }],
    ['missing fields, all at once', { given: nfs({} as never), want: ['value/missing /server', 'value/missing /path'] }],
    ['a misspelt field', { given: nfs({ server: 's', path: '/p', readonly: true } as never), want: ['value/unknown-field /readonly'] }],
    ['a relative export', { given: nfs({ server: 's', path: 'exports' }), want: ['storage/path-not-absolute /path'] }],
    ['a server that is no text', { given: nfs({ server: 10 as never, path: '/p' }), want: ['value/wrong-type /server'] }],
    ['a relative path of a node', { given: hostPath('data'), want: ['storage/path-not-absolute /path'] }],
    ['a path that goes up', { given: hostPath('/data/../etc'), want: ['storage/path-goes-up /path'] }],
    ['two dots within a name', { given: hostPath('/data/a..b'), want: [] }],
    ['an unknown type', { given: hostPath('/data', { type: 'Dir' as never }), want: ['value/not-one-of /type'] }],
    ['a node that is no name', { given: local('/data', { nodes: ['worker 1'] }), want: ['name/invalid /nodes/0'] }],
    ['no nodes', { given: local('/data', { nodes: [] }), want: ['value/wrong-type /nodes'] }],
    ['a driver that is no name', { given: csi({ driver: 'my_driver', volumeHandle: 'v' }), want: ['name/invalid /driver'] }],
    ['a driver name that is too long', { given: csi({ driver: 'd'.repeat(64), volumeHandle: 'v' }), want: ['name/too-long /driver'] }],
    ['a driver in upper case', { given: csi({ driver: 'Example.com', volumeHandle: 'v' }), want: [] }],
    ['a handle that came out empty', { given: csi({ driver: 'd', volumeHandle: undefined as never }), want: ['value/missing /volumeHandle'] }],
    ['a Secret without a namespace', { given: csi({ driver: 'd', volumeHandle: 'v', nodeStageSecretRef: 'keys' }), want: ['value/missing /nodeStageSecretRef/namespace'] }],
    ['a Secret that has no name', { given: csi({ driver: 'd', volumeHandle: 'v', nodeStageSecretRef: {} as never }), want: ['value/wrong-type /nodeStageSecretRef'] }],
    ['an attribute that is no text', { given: csi({ driver: 'd', volumeHandle: 'v', volumeAttributes: { a: NaN, b: null as never } }), want: ['value/wrong-type /volumeAttributes/a', 'value/wrong-type /volumeAttributes/b'] }],
    ['a disk of no place', { given: gcePd({ project: 'p', name: 'd' }), want: ['value/needs-one-of '] }],
    ['a disk of two places', { given: gcePd({ project: 'p', name: 'd', zone: 'z', region: 'r' }), want: ['value/exclusive /region'] }],
    ['zones of a zonal disk', { given: gcePd({ project: 'p', name: 'd', zone: 'z', replicaZones: ['a'] }), want: ['value/needs-other /replicaZones'] }],
    ['a disk by its name alone', { given: azureDisk({ diskUri: 'data' }), want: ['storage/invalid-format /diskUri'] }],
    ['a name that is none of iSCSI', { given: iscsi({ targetPortal: 'p', iqn: 'disk1', lun: 0 }), want: ['storage/invalid-format /iqn'] }],
    ['a unit out of range', { given: iscsi({ targetPortal: 'p', iqn, lun: 256 }), want: ['value/out-of-range /lun'] }],
    ['CHAP without a Secret', { given: iscsi({ targetPortal: 'p', iqn, lun: 0, chapAuthSession: true }), want: ['value/needs-other /chapAuthSession'] }],
    ['two ways to a disk', { given: fc({ targetWWNs: ['a'], wwids: ['b'], lun: 1 }), want: ['value/exclusive /wwids'] }],
    ['no way to a disk', { given: fc({ lun: 1 }), want: ['value/needs-one-of '] }],
    ['a target without a unit', { given: fc({ targetWWNs: ['a'] }), want: ['value/needs-other /targetWWNs'] }],
  ])('%s', (_name, { given, want }) => {
    expect(persistent(given).told).toEqual(want);
  });

  test.each<[string, { given: unknown; want: string[] }]>([
    ['a medium that there is none of', { given: emptyDir({ medium: 'memory' as never }), want: ['value/not-one-of /medium'] }],
    ['a negative size limit', { given: emptyDir({ sizeLimit: '-1Gi' }), want: ['quantity/too-small /sizeLimit'] }],
    ['an image without a name', { given: imageVolume(''), want: ['value/wrong-type /reference'] }],
    ['a Secret of another namespace', {
      given: csi({ driver: 'd', nodePublishSecretRef: { name: 'keys', namespace: 'other' } }),
      want: ['reference/other-namespace /nodePublishSecretRef'],
    }],
    ['an ephemeral claim without a size', { given: ephemeral({} as never), want: ['value/missing /size'] }],
    ['a bad label of an ephemeral claim', { given: ephemeral({ size: '1Gi', labels: { a: 'b c' } }), want: ['label/invalid-value /labels/a'] }],
  ])('%s', (_name, { given, want }) => {
    expect(inline(given).told).toEqual(want);
  });

  test('is what it was when it was made, whatever becomes of the object that was given', () => {
    const props = { server: 's', path: '/p' };
    const volume = nfs(props);
    props.path = '/elsewhere';
    expect(inline(volume).source).toEqual({ nfs: { server: 's', path: '/p' } });
  });
});

describe('the server of an NFS volume', () => {
  const host = (namespace: string | undefined) => {
    const target = { apiVersion: 'v1', kind: 'Service', namespace, name: 'nfs' };
    return { target, textFor: () => 'nfs', fqdn: () => `nfs.${namespace}.svc.cluster.local` };
  };

  test('is the complete name of a Service, since the node looks it up', () => {
    expect(inline(nfs({ server: host('shop'), path: '/p' })).source).toEqual({ nfs: { server: 'nfs.shop.svc.cluster.local', path: '/p' } });
    expect(persistent(nfs({ server: host('other'), path: '/p' })).source).toEqual({ nfs: { server: 'nfs.other.svc.cluster.local', path: '/p' } });
  });

  test('is reported when the namespace of the Service is not known', () => {
    expect(inline(nfs({ server: host(undefined), path: '/p' })).told).toEqual(['storage/server-without-namespace /server']);
  });

  test('is a text that somebody else knows', () => {
    expect(inline(nfs({ server: { textFor: () => 'nfs.example.com' }, path: '/p' })).source).toEqual({ nfs: { server: 'nfs.example.com', path: '/p' } });
    const named = { textFor: () => 'by-name', fqdn: () => 'never' };
    expect(inline(nfs({ server: named, path: '/' }))).toMatchObject({ name: 'nfs', source: { nfs: { server: 'by-name' } } });
    const targeted = { textFor: () => 'by-target', target: { apiVersion: 'v1', kind: 'Pod', name: 'nfs' } };
    expect(inline(nfs({ server: targeted, path: '/p' })).source).toMatchObject({ nfs: { server: 'by-target' } });
  });

  test('is noted as a reference', () => {
    const consumer = new Consumer('shop', undefined);
    nfs({ server: host('shop'), path: '/p' }).podVolume(new Problems(), consumer);
    expect(consumer.targets.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['Service nfs']);
  });
});

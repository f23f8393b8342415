import type { PersistentVolume as Volume, PersistentVolumeClaim as ClaimObject, StatefulSet } from '../../generated/kubernetes';
import { PersistentVolume } from '../../src/apps/persistent-volume';
import { PersistentVolumeClaim } from '../../src/apps/persistent-volume-claim';
import { Pod } from '../../src/apps/pod';
import { StatefulApp } from '../../src/apps/stateful-app';
import { StatelessApp } from '../../src/apps/stateless-app';
import { StorageClass } from '../../src/apps/storage-class';
import type { Manifest } from '../../src/core/manifest';
import { awsEbs } from '../../src/storage/backends/aws-ebs';
import { azureDisk } from '../../src/storage/backends/azure-disk';
import { cinder } from '../../src/storage/backends/cinder';
import { csi } from '../../src/storage/backends/csi';
import { emptyDir } from '../../src/storage/backends/empty-dir';
import { ephemeral } from '../../src/storage/backends/ephemeral';
import { gcePd } from '../../src/storage/backends/gce-pd';
import { glusterfs } from '../../src/storage/backends/glusterfs';
import { hostPath } from '../../src/storage/backends/host-path';
import { local } from '../../src/storage/backends/local';
import { nfs } from '../../src/storage/backends/nfs';
import { bindClaims } from '../../src/core/volume-binding';
import { App } from '../../src/synth/app';
import { Bundle } from '../../src/synth/bundle';
import { told } from '../storage/fixtures';
import { describeOracle, verdicts } from '../support/oracle';

const bundle = (): Bundle => new Bundle(new App(), 'shop', { namespace: 'shop' });

/** The first object of a kind, or the one of that name. */
function find<T>(objects: readonly Manifest[], kind: string, name?: string): T {
  return objects.find((object) => object.kind === kind && (name === undefined || object.metadata?.name === name)) as unknown as T;
}

function statefulWeb(): Bundle {
  const shop = bundle();
  const standard = new StorageClass(shop, 'standard', { provisioner: 'ebs.csi.aws.com', volumeBindingMode: 'WaitForFirstConsumer' });
  new StatefulApp(shop, 'web', {
    image: 'nginx:1.27',
    replicas: 2,
    ports: { http: 80 },
    storage: { www: { mountPath: '/usr/share/nginx/html', size: '1Gi', storageClass: standard } },
    claimRetention: { whenScaled: 'Delete' },
  });
  return shop;
}

function nfsPair(): Bundle {
  const shop = bundle();
  for (const [name, capacity] of [['nfs-0001', '2Gi'], ['nfs-0002', '5Gi']] as const) {
    const source = nfs({ server: 'nfs.example.com', path: `/exports/data-${name.slice(-4)}` });
    new PersistentVolume(shop, name, { source, capacity, accessModes: ['ReadWriteOnce', 'ReadWriteMany'], reclaimPolicy: 'Recycle' });
  }
  const mysql = new PersistentVolumeClaim(shop, 'claim-mysql', { size: '3Gi', accessModes: 'ReadWriteOnce', storageClass: '' });
  const http = new PersistentVolumeClaim(shop, 'claim-http', { size: '1Gi', accessModes: 'ReadWriteOnce', storageClass: '' });
  new Pod(shop, 'mysql', { image: 'mysql:8.4', mounts: { '/var/lib/mysql/data': mysql } });
  for (const name of ['www', 'www2']) new Pod(shop, name, { image: 'nginx:1.27', mounts: { '/usr/share/nginx/html': http } });
  return shop;
}

function nfsServer(): Bundle {
  const shop = bundle();
  const server = new StatelessApp(shop, 'nfs-server', {
    image: 'registry.k8s.io/volume-nfs:0.8',
    ports: { nfs: 2049 },
    mounts: { '/exports/data-0001': emptyDir(), '/exports/data-0002': emptyDir() },
  });
  for (const number of ['0001', '0002']) {
    const source = nfs({ server: server.host, path: `/exports/data-${number}` });
    const volume = new PersistentVolume(shop, `nfs-${number}`, { source, capacity: '1Gi', accessModes: 'ReadWriteMany' });
    new PersistentVolumeClaim(shop, `claim-${number}`, { volume });
  }
  return shop;
}

function mysqlOnHostPath(): Bundle {
  const shop = bundle();
  new PersistentVolume(shop, 'mysql-pv', {
    source: hostPath('/mnt/data/mysql'), capacity: '1Gi', accessModes: 'ReadWriteOnce', storageClass: 'manual', labels: { type: 'local' },
  });
  const claim = new PersistentVolumeClaim(shop, 'mysql-pv-claim', { size: '1Gi', storageClass: 'manual' });
  new StatefulApp(shop, 'mysql', { image: 'mysql:5.6', replicas: 2, ports: { mysql: 3306 }, mounts: { '/var/lib/mysql': claim } });
  return shop;
}

function backends(): Bundle {
  const shop = bundle();
  const diskUri = '/subscriptions/0/resourceGroups/shop/providers/Microsoft.Compute/disks/data';
  const sources = {
    'aws-ebs': awsEbs({ volumeId: 'vol-0abcd1234ef567890', zone: 'eu-west-1a' }),
    'gce-pd': gcePd({ project: 'shop', zone: 'europe-west1-b', name: 'data' }),
    'azure-disk': azureDisk({ diskUri }),
    'cinder': cinder({ volumeId: '573e024d' }),
    'csi': csi({ driver: 'csi.example.com', volumeHandle: 'volume-1' }),
    'host-path': hostPath('/mnt/data', { type: 'DirectoryOrCreate' }),
    'local': local('/mnt/disks/ssd1', { nodes: ['node-1'] }),
  };
  for (const [name, source] of Object.entries(sources)) {
    const volume = new PersistentVolume(shop, `pv-${name}`, { source, capacity: '10Gi' });
    const claim = new PersistentVolumeClaim(shop, name, { volume });
    new Pod(shop, `pod-${name}`, { image: 'nginx:1.27', mounts: { '/data': claim, '/scratch': ephemeral({ size: '1Gi' }) } });
  }
  return shop;
}

const systems: readonly (readonly [string, () => Bundle])[] = [
  ['stateful web', statefulWeb], ['a pair on NFS', nfsPair], ['an NFS server', nfsServer], ['MySQL on hostPath', mysqlOnHostPath],
  ['all backends', backends],
];

test('each pod of a stateful app gets a volume of its own class', () => {
  const { spec } = find<StatefulSet>(statefulWeb().objects(), 'StatefulSet');
  expect(spec?.volumeClaimTemplates).toMatchObject([{ metadata: { name: 'www' }, spec: { storageClassName: 'standard' } }]);
  expect(spec?.template.spec?.containers[0]?.volumeMounts).toEqual([{ name: 'www', mountPath: '/usr/share/nginx/html' }]);
  expect(spec?.template.spec?.volumes).toBeUndefined();
  expect(spec?.persistentVolumeClaimRetentionPolicy).toEqual({ whenScaled: 'Delete' });
});

test('of the two claims to NFS each has a volume that it fits, and recycling is warned of', () => {
  const shop = nfsPair();
  const objects = shop.objects();
  const of = <T>(kind: string): T[] => objects.filter((object) => object.kind === kind) as unknown as T[];
  const bound = bindClaims(of<ClaimObject>('PersistentVolumeClaim'), of<Volume>('PersistentVolume'));
  expect(Object.fromEntries(bound.map(({ claim, volume }) => [claim.metadata?.name, volume?.metadata?.name])))
    .toEqual({ 'claim-mysql': 'nfs-0002', 'claim-http': 'nfs-0001' });
  const warnings = told(shop.assemble().diagnostics).filter((line) => line.includes('storage/'));
  expect(warnings).toEqual(Array(2).fill('warning storage/recycle-deprecated /reclaimPolicy'));
});

test('volumes of a server in the cluster name it as nodes find it', () => {
  expect(find<Volume>(nfsServer().objects(), 'PersistentVolume', 'nfs-0002').spec)
    .toMatchObject({ nfs: { server: 'nfs-server.shop.svc.cluster.local', path: '/exports/data-0002' }, claimRef: { name: 'claim-0002' } });
});

test('GlusterFS stops the synthesis, as a volume and in a pod', () => {
  const shop = bundle();
  new PersistentVolume(shop, 'pv', { source: glusterfs({ endpoints: 'e', path: 'p' }), capacity: '1Gi' });
  new Pod(shop, 'web', { image: 'nginx:1.27', mounts: { '/data': glusterfs({ endpoints: 'e', path: 'p' }) } });
  expect(() => shop.objects()).toThrow('2 errors');
  expect(told(shop.assemble().diagnostics).filter((line) => line.includes('storage/')))
    .toEqual(['storage/removed-backend /source', 'storage/removed-backend /mounts/~1data']);
});

describeOracle('the API server', (release) => {
  test.each(systems)('accepts %s', (_name, system) => {
    const objects = system().objects();
    expect(verdicts(release, objects).flatMap(({ code, message }, index) => (code === 201 ? [] : [`${objects[index]!.kind}: ${message}`]))).toEqual([]);
  });
});

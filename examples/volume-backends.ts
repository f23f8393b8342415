import {
  type App, awsEbs, azureDisk, Bundle, cinder, csi, gcePd, hostPath, local, Namespace, PersistentVolume, PersistentVolumeClaim, StatefulApp,
  StorageClass, type VolumeBackend,
} from 'kubeloom';

/** One volume of each kind of backend, each bound to a claim of its own, and a class that makes volumes when they are asked for. */
export function volumeBackends(app: App): Bundle {
  const bundle = new Bundle(app, 'volume-backends', { namespace: 'volume-backends' });
  new Namespace(bundle, 'volume-backends', { podSecurity: 'baseline' });

  const backends: { readonly [name: string]: VolumeBackend } = {
    'aws-ebs': awsEbs({ volumeId: 'vol-0abcd1234ef567890', zone: 'eu-west-1a', fsType: 'ext4' }),
    'gce-pd': gcePd({ project: 'example-project', zone: 'europe-west1-b', name: 'data' }),
    'azure-disk': azureDisk({
      diskUri: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/example/providers/Microsoft.Compute/disks/data',
    }),
    'cinder': cinder({ volumeId: 'bd82f7e2-3ece-4c01-a505-4acf60b07f4a' }),
    'csi': csi({ driver: 'csi.example.com', volumeHandle: 'volume-0001', volumeAttributes: { tier: 'fast' } }),
    'host-path': hostPath('/mnt/data', { type: 'DirectoryOrCreate' }),
    'local': local('/mnt/disks/ssd1', { nodes: ['node-1'] }),
  };
  for (const [name, source] of Object.entries(backends)) {
    const volume = new PersistentVolume(bundle, `backend-${name}`, { source, capacity: '10Gi', reclaimPolicy: 'Retain' });
    new PersistentVolumeClaim(bundle, name, { volume });
  }

  const dynamic = new StorageClass(bundle, 'backend-dynamic', {
    provisioner: 'csi.example.com',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
  }).suppress('volume/reclaim-delete', 'the default of a class that provisions volumes; the data are an example');
  new StatefulApp(bundle, 'dynamic', {
    image: 'nginx:1.27',
    ports: { http: 80 },
    storage: { data: { mountPath: '/usr/share/nginx/html', size: '1Gi', storageClass: dynamic } },
  });
  return bundle;
}

import { type App, Bundle, ConfigMapData, emptyDir, Namespace, nfs, PersistentVolume, PersistentVolumeClaim, StatelessApp, tcp } from 'kubeloom';

/**
 * An NFS server inside of the cluster, with two exports and volumes that point at it. For demonstration: it is privileged,
 * and what it exports is gone with its pod.
 */
export function nfsServer(app: App): Bundle {
  const bundle = new Bundle(app, 'nfs-server', { namespace: 'nfs-server' });
  new Namespace(bundle, 'nfs-server', { podSecurity: 'privileged' });

  // Nodes mount the exports, and nodes do not ask the DNS of the cluster: the address must be known.
  const address = '10.96.200.10';
  const exported = ['data-0001', 'data-0002'] as const;

  // Each export has a number of its own; the image gives all that are named as arguments the same one.
  const exports = new ConfigMapData(bundle, 'nfs-exports', {
    data: { exports: exported.map((name, index) => `/exports/${name} *(rw,fsid=${index + 1},insecure,no_root_squash,no_subtree_check)\n`).join('') },
  });

  new StatelessApp(bundle, 'nfs-server', {
    image: 'registry.k8s.io/volume-nfs:0.8',
    command: ['/usr/local/bin/run_nfs.sh'],
    ports: { nfs: 2049, mountd: 20048, rpcbind: 111 },
    volumes: { 'data-0001': emptyDir(), 'data-0002': emptyDir() },
    mounts: { '/etc/exports': exports.file('exports'), '/exports/data-0001': 'data-0001', '/exports/data-0002': 'data-0002' },
    health: { readiness: tcp('nfs') },
    security: { privileged: true },
    service: { clusterIP: address },
    rollout: { strategy: 'Recreate' },
  }).suppress('practice/privileged', 'the NFS server of the kernel takes its exports from a privileged process alone');

  for (const [index, folder] of exported.entries()) {
    const name = `demo-000${index + 1}`;
    const volume = new PersistentVolume(bundle, name, {
      source: nfs({ server: address, path: `/exports/${folder}` }),
      capacity: '1Gi',
      accessModes: ['ReadWriteMany'],
      reclaimPolicy: 'Retain',
      // The server speaks version 3, whose locks (and UDP) would need ports that the Service does not have.
      mountOptions: ['nfsvers=3', 'proto=tcp', 'nolock'],
    });
    new PersistentVolumeClaim(bundle, `claim-${name}`, { volume });
  }
  return bundle;
}

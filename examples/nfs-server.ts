import { type App, Bundle, emptyDir, Namespace, nfs, PersistentVolume, PersistentVolumeClaim, StatelessApp, tcp } from 'kubeloom';

/**
 * An NFS server inside of the cluster, with two exports and volumes that point at it. For demonstration: it is privileged,
 * and what it exports is gone with its pod.
 */
export function nfsServer(app: App): Bundle {
  const bundle = new Bundle(app, 'nfs-server', { namespace: 'nfs-server' });
  new Namespace(bundle, 'nfs-server', { podSecurity: 'privileged' });

  // Nodes mount the exports, and nodes do not ask the DNS of the cluster: the address must be known.
  const address = '10.96.200.10';
  const exported = ['/exports/data-0001', '/exports/data-0002'];

  new StatelessApp(bundle, 'nfs-server', {
    image: 'registry.k8s.io/volume-nfs:0.8',
    args: exported,
    ports: { nfs: 2049, mountd: 20048, rpcbind: 111 },
    mounts: { '/exports/data-0001': emptyDir(), '/exports/data-0002': emptyDir() },
    health: { readiness: tcp('nfs') },
    security: { privileged: true },
    service: { clusterIP: address },
    rollout: { strategy: 'Recreate' },
  });

  for (const [index, path] of exported.entries()) {
    const name = `demo-000${index + 1}`;
    const volume = new PersistentVolume(bundle, name, {
      source: nfs({ server: address, path }),
      capacity: '1Gi',
      accessModes: ['ReadWriteMany'],
      reclaimPolicy: 'Retain',
    });
    new PersistentVolumeClaim(bundle, `claim-${name}`, { volume });
  }
  return bundle;
}

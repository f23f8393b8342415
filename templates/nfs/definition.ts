import { type App, Bundle, http, Namespace, nfs, PersistentVolume, PersistentVolumeClaim, StatelessApp } from 'kubeloom';

/** Web servers that share the files of an NFS export. */
export function define(app: App): Bundle {
  const bundle = new Bundle(app, 'nfs', { namespace: 'nfs' });
  new Namespace(bundle, 'nfs', { podSecurity: 'restricted' });

  const volume = new PersistentVolume(bundle, 'nfs-files', {
    source: nfs({ server: 'nfs.example.com', path: '/exports/files' }),
    capacity: '10Gi',
    accessModes: ['ReadWriteMany'],
    reclaimPolicy: 'Retain',
    mountOptions: ['nfsvers=4.1', 'hard'],
  });
  const files = new PersistentVolumeClaim(bundle, 'files', { volume });

  new StatelessApp(bundle, 'web', {
    image: 'nginxinc/nginx-unprivileged:1.27',
    replicas: 2,
    ports: { http: 8080 },
    mounts: { '/usr/share/nginx/html': files.readOnly() },
    health: { readiness: http('/') },
    resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '64Mi' } },
    security: { profile: 'restricted', runAsUser: 101 },
    disruptionBudget: { maxUnavailable: 1 },
  });
  return bundle;
}

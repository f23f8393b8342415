import { type App, Bundle, Namespace, nfs, PersistentVolume, PersistentVolumeClaim, Pod, SecretData } from 'kubeloom';

/**
 * Two volumes of one NFS server and two claims that share them out by size: 3Gi fits only the larger volume, which leaves the
 * smaller one for the other claim.
 */
export function nfsPair(app: App): Bundle {
  const bundle = new Bundle(app, 'nfs-pair', { namespace: 'nfs-pair' });
  new Namespace(bundle, 'nfs-pair', { podSecurity: 'baseline' });

  const server = 'nfs.example.com';
  const volumes = { 'nfs-0001': { capacity: '2Gi', path: '/exports/data-0001' }, 'nfs-0002': { capacity: '5Gi', path: '/exports/data-0002' } };
  for (const [name, { capacity, path }] of Object.entries(volumes)) {
    new PersistentVolume(bundle, name, {
      source: nfs({ server, path }),
      capacity,
      accessModes: ['ReadWriteOnce', 'ReadWriteMany'],
      // As published; `Recycle` is deprecated, and the synthesis says so.
      reclaimPolicy: 'Recycle',
    }).suppress('volume/recycle', 'as published, with the policy that has been deprecated since');
  }

  // The empty class means: a volume that exists, never one that is made.
  const forMysql = new PersistentVolumeClaim(bundle, 'claim-mysql', { size: '3Gi', accessModes: ['ReadWriteOnce'], storageClass: '' });
  const forHttp = new PersistentVolumeClaim(bundle, 'claim-http', { size: '1Gi', accessModes: ['ReadWriteOnce'], storageClass: '' });

  const password = SecretData.existing(bundle, 'mysql-password', { keys: ['root'] });
  new Pod(bundle, 'mysql', {
    image: 'mysql:8.4',
    // The image has its data one level higher, unless it is told.
    args: ['--datadir=/var/lib/mysql/data'],
    ports: { mysql: 3306 },
    env: { MYSQL_ROOT_PASSWORD: password.key('root') },
    mounts: { '/var/lib/mysql/data': forMysql },
  });

  // The second pod takes the place of the first one, on the same claim.
  for (const name of ['www', 'www2']) {
    new Pod(bundle, name, { image: 'nginx:1.27', ports: { http: 80 }, mounts: { '/usr/share/nginx/html': forHttp } });
  }
  return bundle;
}

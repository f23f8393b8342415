import { claim, code, type DefinitionExamples, storageClass, volume, web } from './example';

const nfsSource = "source: nfs({ server: 'nfs.example.com', path: '/exports' }),\ncapacity: '5Gi',\n";

/** Of configuration, secrets and storage. */
export const storageExamples: DefinitionExamples = {
  'data/not-text': code("new ConfigMapData(shop, 'settings', { data: { A: '\\ud83d' } });", "new ConfigMapData(shop, 'settings', { data: { A: '\\u{1f600}' } });"),
  'data/not-base64': code("new ConfigMapData(shop, 'logo', { data: {}, binaryData: { 'logo.png': 'not base64!' } });", "new ConfigMapData(shop, 'logo', { data: {}, binaryData: { 'logo.png': 'aGVsbG8=' } });"),
  'data/too-large': code("new ConfigMapData(shop, 'pages', { data: { page: 'x'.repeat(2_000_000) } });", "new ConfigMapData(shop, 'pages', { data: { page: 'x'.repeat(2_000) } });"),
  'data/too-large-to-apply': code("new ConfigMapData(shop, 'pages', { data: { page: 'x'.repeat(300_000) } });", "new ConfigMapData(shop, 'pages', { data: { page: 'x'.repeat(2_000) } });"),
  'data/unreadable-file': code("new ConfigMapData(shop, 'db', { data: { 'my.cnf': fromFile('ym.cnf') } });", "new ConfigMapData(shop, 'db', { data: { 'my.cnf': fromFile('my.cnf') } });"),
  'data/folder-in-folder': code("new ConfigMapData(shop, 'site', { files: fromFolder('site') });", "new ConfigMapData(shop, 'site', { files: fromFolder('pages') });"),
  'data/no-keys': code(
    "const settings = new ConfigMapData(shop, 'settings', { data: { A: '1' } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', mounts: { '/etc/app': settings.files([]) } });",
    "const settings = new ConfigMapData(shop, 'settings', { data: { A: '1' } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', mounts: { '/etc/app': settings.files() } });",
  ),
  'data/invalid-path': code(
    "const settings = new ConfigMapData(shop, 'settings', { data: { A: '1' } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', mounts: { '/etc/app': settings.files(['A'], { items: { A: '../a' } }) } });",
    "const settings = new ConfigMapData(shop, 'settings', { data: { A: '1' } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', mounts: { '/etc/app': settings.files([], { items: { A: 'a' } }) } });",
  ),
  'data/overlapping-paths': code(
    "const settings = new ConfigMapData(shop, 'settings', { data: { A: '1', B: '2' } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', mounts: { '/etc/app': settings.files(['A'], { items: { B: 'A' } }) } });",
    "const settings = new ConfigMapData(shop, 'settings', { data: { A: '1', B: '2' } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', mounts: { '/etc/app': settings.files(['A'], { items: { B: 'b' } }) } });",
  ),
  'file/decimal-mode': code(
    "const settings = new ConfigMapData(shop, 'settings', { data: { A: '1' } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', mounts: { '/etc/app': settings.files(['A'], { defaultMode: 400 }) } });",
    "const settings = new ConfigMapData(shop, 'settings', { data: { A: '1' } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', mounts: { '/etc/app': settings.files(['A'], { defaultMode: 0o400 }) } });",
  ),
  'secret/unguarded': code("new KubeObject(shop, 'db', { apiVersion: 'v1', kind: 'Secret', stringData: { password: 'hunter2' } });", "SecretData.existing(shop, 'db', { keys: ['password'] });"),
  'secret/not-a-secret-value': code("new SecretData(shop, 'db', { data: { password: 'hunter2' } });", "SecretData.existing(shop, 'db', { keys: ['password'] });"),
  'secret/wrong-type': code("new SecretData(shop, 'db', { data: ['hunter2'] });", "SecretData.existing(shop, 'db', { keys: ['password'] });"),
  'secret/clear-text': code(
    "new SecretData(shop, 'db', { data: { password: fromEnvironment('DB_PASSWORD') } });",
    "SecretData.externalSecret(shop, 'db', { store: 'vault', data: { password: 'shop/db' } });",
  ),
  'secret/committed': code(
    "new SecretData(shop, 'db', { data: { password: fromEnvironment('DB_PASSWORD') }, commit: 'base64', reason: 'dist/ is applied by the pipeline and deleted' });",
    "SecretData.externalSecret(shop, 'db', { store: 'vault', data: { password: 'shop/db' } });",
  ),
  'secret/environment-missing': code(
    "new SecretData(shop, 'db', { data: { password: fromEnvironment('DB_PASWORD') }, commit: 'base64', reason: 'applied by the pipeline' });",
    "new SecretData(shop, 'db', { data: { password: fromEnvironment('DB_PASSWORD') }, commit: 'base64', reason: 'applied by the pipeline' });",
  ),
  'secret/empty': code("new SecretData(shop, 'db', { data: { password: unsafeLiteral('') }, commit: 'base64', reason: 'a test' });", "SecretData.existing(shop, 'db', { keys: ['password'] });"),
  'secret/trailing-newline': code(
    "// echo hunter2 > echo.txt\nnew SecretData(shop, 'db', { data: { password: fromSecretFile('echo.txt') }, commit: 'base64', reason: 'a test' });",
    "// printf hunter2 > password.txt\nnew SecretData(shop, 'db', { data: { password: fromSecretFile('password.txt') }, commit: 'base64', reason: 'a test' });",
  ),
  'secret/missing-key': code(
    "new SecretData(shop, 'login', { type: 'kubernetes.io/ssh-auth', data: { key: fromEnvironment('DB_PASSWORD') }, commit: 'base64', reason: 'a test' });",
    "SecretData.existing(shop, 'login', { keys: ['ssh-privatekey'] });",
  ),
  'secret/malformed': code(
    "new SecretData(shop, 'registry', { type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': fromEnvironment('DB_PASSWORD') }, commit: 'base64', reason: 'a test' });",
    "SecretData.existing(shop, 'registry', { keys: ['.dockerconfigjson'] });",
  ),
  'secret/bootstrap-name': code(
    "new SecretData(shop, 'token', {\n  type: 'bootstrap.kubernetes.io/token', commit: 'base64', reason: 'a test',\n  data: { 'token-id': unsafeLiteral('abcdef'), 'token-secret': unsafeLiteral('0123456789abcdef') },\n});",
    "const system = new Bundle(app, 'system', { namespace: 'kube-system' });\nnew SecretData(system, 'bootstrap-token-abcdef', {\n  type: 'bootstrap.kubernetes.io/token', commit: 'base64', reason: 'a test',\n  data: { 'token-id': unsafeLiteral('abcdef'), 'token-secret': unsafeLiteral('0123456789abcdef') },\n});",
  ),
  'secret/not-sealed': code("SecretData.sealed(shop, 'token', { encryptedData: { token: 'aHVudGVyMg==' } });", "// kubeseal --raw --name token --namespace shop --from-file=token.txt\nconst ciphertext = Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(528)]).toString('base64');\nSecretData.sealed(shop, 'token', { encryptedData: { token: ciphertext } });"),
  'secret/needs-version': code(
    "new SecretData(shop, 'api-key', { data: { key: fromEnvironment('DB_PASSWORD') }, commit: 'base64', reason: 'a test', immutable: 'versioned' });",
    "new SecretData(shop, 'api-key', { data: { key: fromEnvironment('DB_PASSWORD') }, commit: 'base64', reason: 'a test', immutable: 'versioned', version: '2' });",
  ),
  'storage/removed-backend': volume("source: glusterfs({ endpoints: 'gluster', path: 'data' }),\ncapacity: '5Gi',", `${nfsSource}accessModes: ['ReadWriteMany'],`),
  'storage/in-tree-provisioner': storageClass("provisioner: 'kubernetes.io/aws-ebs',", "provisioner: 'ebs.csi.aws.com',"),
  'storage/not-inline': web("volumes: { disk: local('/mnt/disk') },\nmounts: { '/data': 'disk' },", "volumes: { disk: emptyDir() },\nmounts: { '/data': 'disk' },"),
  'storage/not-persistent': volume("source: emptyDir(),\ncapacity: '5Gi',", `${nfsSource}accessModes: ['ReadWriteMany'],`),
  'storage/recycle-deprecated': volume(`${nfsSource}accessModes: ['ReadWriteMany'],\nreclaimPolicy: 'Recycle',`, `${nfsSource}accessModes: ['ReadWriteMany'],\nreclaimPolicy: 'Retain',`),
  'storage/recycle-unsupported': volume(
    "source: csi({ driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1' }),\ncapacity: '5Gi',\naccessModes: ['ReadWriteOnce'],\nreclaimPolicy: 'Recycle',",
    "source: csi({ driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1' }),\ncapacity: '5Gi',\naccessModes: ['ReadWriteOnce'],\nreclaimPolicy: 'Delete',",
  ),
  'storage/recycle-root': volume("source: hostPath('/'),\ncapacity: '5Gi',\naccessModes: ['ReadWriteOnce'],\nreclaimPolicy: 'Recycle',", "source: hostPath('/data'),\ncapacity: '5Gi',\naccessModes: ['ReadWriteOnce'],\nreclaimPolicy: 'Retain',"),
  'storage/needs-node-affinity': volume("source: local('/mnt/disk'),\ncapacity: '5Gi',\naccessModes: ['ReadWriteOnce'],", "source: local('/mnt/disk'),\ncapacity: '5Gi',\naccessModes: ['ReadWriteOnce'],\nnodeAffinity: { nodes: ['node-1'] },"),
  'storage/exclusive-access-mode': claim("size: '8Gi',\naccessModes: ['ReadWriteOncePod', 'ReadWriteMany'],", "size: '8Gi',\naccessModes: ['ReadWriteOncePod'],"),
  'storage/access-mode-unsupported': volume(
    "source: awsEbs({ volumeId: 'vol-1' }),\ncapacity: '5Gi',\naccessModes: ['ReadWriteMany'],", "source: awsEbs({ volumeId: 'vol-1' }),\ncapacity: '5Gi',\naccessModes: ['ReadWriteOnce'],",
  ),
  'storage/block-unsupported': volume(`${nfsSource}accessModes: ['ReadWriteMany'],\nvolumeMode: 'Block',`, `${nfsSource}accessModes: ['ReadWriteMany'],`),
  'storage/mount-options-unsupported': volume(
    "source: hostPath('/data'),\ncapacity: '5Gi',\naccessModes: ['ReadWriteOnce'],\nmountOptions: ['noatime'],", "source: hostPath('/data'),\ncapacity: '5Gi',\naccessModes: ['ReadWriteOnce'],",
  ),
  'storage/needs-csi': volume(`${nfsSource}accessModes: ['ReadWriteMany'],\nvolumeAttributesClass: 'gold',`, `${nfsSource}accessModes: ['ReadWriteMany'],`),
  'storage/tiny-size': claim('size: 8,', "size: '8Gi',"),
  'storage/volume-taken': code(
    "const volume = new PersistentVolume(shop, 'pages', { source: nfs({ server: 'nfs.example.com', path: '/pages' }), capacity: '5Gi', accessModes: ['ReadWriteMany'] });\n"
      + "new PersistentVolumeClaim(shop, 'first', { volume });\nnew PersistentVolumeClaim(shop, 'second', { volume });",
    "const volume = new PersistentVolume(shop, 'pages', { source: nfs({ server: 'nfs.example.com', path: '/pages' }), capacity: '5Gi', accessModes: ['ReadWriteMany'] });\n"
      + "new PersistentVolumeClaim(shop, 'first', { volume });",
  ),
  'storage/claim-does-not-fit': code(
    "const volume = new PersistentVolume(shop, 'pages', { source: nfs({ server: 'nfs.example.com', path: '/pages' }), capacity: '5Gi', accessModes: ['ReadWriteMany'] });\n"
      + "new PersistentVolumeClaim(shop, 'pages', { volume, size: '10Gi' });",
    "const volume = new PersistentVolume(shop, 'pages', { source: nfs({ server: 'nfs.example.com', path: '/pages' }), capacity: '10Gi', accessModes: ['ReadWriteMany'] });\n"
      + "new PersistentVolumeClaim(shop, 'pages', { volume, size: '10Gi' });",
  ),
  'storage/reservation-needs-namespace': code(
    "const plain = new Bundle(app, 'plain');\nconst volume = new PersistentVolume(plain, 'pages', { source: nfs({ server: 'nfs.example.com', path: '/pages' }), capacity: '5Gi', accessModes: ['ReadWriteMany'] });\n"
      + "new PersistentVolumeClaim(plain, 'pages', { volume });",
    "const volume = new PersistentVolume(shop, 'pages', { source: nfs({ server: 'nfs.example.com', path: '/pages' }), capacity: '5Gi', accessModes: ['ReadWriteMany'] });\n"
      + "new PersistentVolumeClaim(shop, 'pages', { volume });",
  ),
  'storage/cross-namespace-source': claim("size: '8Gi',\ndataSource: { kind: 'PersistentVolumeClaim', name: 'data', namespace: 'other' },", "size: '8Gi',\ndataSource: { kind: 'PersistentVolumeClaim', name: 'data' },"),
  'storage/selector-with-class': claim("size: '8Gi',\nstorageClass: 'fast',\nselector: { tier: 'gold' },", "size: '8Gi',\nstorageClass: '',\nselector: { tier: 'gold' },"),
  'storage/server-without-namespace': code(
    "const plain = new Bundle(app, 'plain');\nconst server = new StatefulApp(plain, 'nfs', { image: 'example/nfs:1', ports: { nfs: 2049 } });\n"
      + "new PersistentVolume(plain, 'pages', { source: nfs({ server: server.host, path: '/' }), capacity: '5Gi', accessModes: ['ReadWriteMany'] });",
    "const server = new StatefulApp(shop, 'nfs', { image: 'example/nfs:1', ports: { nfs: 2049 } });\n"
      + "new PersistentVolume(shop, 'pages', { source: nfs({ server: server.host, path: '/' }), capacity: '5Gi', accessModes: ['ReadWriteMany'] });",
  ),
  'storage/path-not-absolute': volume("source: nfs({ server: 'nfs.example.com', path: 'exports' }),\ncapacity: '5Gi',\naccessModes: ['ReadWriteMany'],", `${nfsSource}accessModes: ['ReadWriteMany'],`),
  'storage/path-not-relative': code(
    "new StatefulApp(shop, 'db', { image: 'mysql:8.4', storage: { data: { mountPath: '/var/lib/mysql', subPath: '/mysql', size: '8Gi' } } });",
    "new StatefulApp(shop, 'db', { image: 'mysql:8.4', storage: { data: { mountPath: '/var/lib/mysql', subPath: 'mysql', size: '8Gi' } } });",
  ),
  'storage/path-goes-up': volume("source: hostPath('/data/../etc'),\ncapacity: '5Gi',\naccessModes: ['ReadWriteOnce'],", "source: hostPath('/etc'),\ncapacity: '5Gi',\naccessModes: ['ReadWriteOnce'],"),
  'storage/invalid-format': volume(
    "source: iscsi({ targetPortal: '10.0.0.1:3260', iqn: 'disk-1', lun: 0 }),\ncapacity: '5Gi',\naccessModes: ['ReadWriteOnce'],",
    "source: iscsi({ targetPortal: '10.0.0.1:3260', iqn: 'iqn.2001-04.com.example:storage.disk1', lun: 0 }),\ncapacity: '5Gi',\naccessModes: ['ReadWriteOnce'],",
  ),
  'storage/duplicate-topology': storageClass(
    "provisioner: 'ebs.csi.aws.com',\nallowedTopologies: [{ 'topology.kubernetes.io/zone': ['a'] }, { 'topology.kubernetes.io/zone': ['a'] }],",
    "provisioner: 'ebs.csi.aws.com',\nallowedTopologies: [{ 'topology.kubernetes.io/zone': ['a', 'b'] }],",
  ),
  'storage/claim-of-other-volume': code(
    "const volume = new PersistentVolume(shop, 'pages', {\n  source: nfs({ server: 'nfs.example.com', path: '/pages' }), capacity: '5Gi', accessModes: ['ReadWriteMany'], claim: { name: 'other', namespace: 'shop' },\n});\n"
      + "new PersistentVolumeClaim(shop, 'pages', { volume });",
    "const volume = new PersistentVolume(shop, 'pages', { source: nfs({ server: 'nfs.example.com', path: '/pages' }), capacity: '5Gi', accessModes: ['ReadWriteMany'] });\n"
      + "new PersistentVolumeClaim(shop, 'pages', { volume });",
  ),
  'storage/too-many-parameters': storageClass(
    "provisioner: 'ebs.csi.aws.com',\nparameters: Object.fromEntries(Array.from({ length: 513 }, (_, i) => [`p${i}`, 'x'])),", "provisioner: 'ebs.csi.aws.com',\nparameters: { type: 'gp3' },",
  ),
  'storage/needs-version': web("mounts: { '/models': imageVolume('registry.example.com/model:2') },", "mounts: { '/models': emptyDir() },"),
  'storage/wrong-place': code(
    "new StatefulApp(shop, 'db', { image: 'mysql:8.4', storage: { data: { mountPath: '/data', volumeMode: 'Block', size: '8Gi' } } });",
    "new StatefulApp(shop, 'db', { image: 'mysql:8.4', storage: { data: { devicePath: '/dev/xvda', volumeMode: 'Block', size: '8Gi' } } });",
  ),
};

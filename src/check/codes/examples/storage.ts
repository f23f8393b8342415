import { claim, claimVolume, file, mount, object, pod, volume, workload } from './parts';

const manual = 'storageClassName: manual';
const mounted = pod(mount(), claimVolume());
const sharing = (rest: object): string => workload({ container: mount(), pod: claimVolume(), ...rest });
const template = 'volumeClaimTemplates:\n- metadata:\n    name: data\n  spec:\n    accessModes: [ReadWriteOnce]\n    resources:\n      requests:\n        storage: 1Gi';
const set = (rest: object): string => workload({ kind: 'StatefulSet', name: 'db', ...rest });
const storageClass = (name: string, lines: string): string => object('storage.k8s.io/v1', 'StorageClass', name, lines);
const isDefault = '\n  annotations:\n    storageclass.kubernetes.io/is-default-class: "true"';
const onNode = (name: string): string =>
  `nodeAffinity:\n  required:\n    nodeSelectorTerms:\n    - matchExpressions:\n      - key: kubernetes.io/hostname\n        operator: In\n        values: [${name}]`;
const hostPath = 'volumes:\n- name: data\n  hostPath:\n    path: /srv/data';

const settings = object('v1', 'ConfigMap', 'settings', 'data:\n  app.yaml: "{}"');
const mountsFile = (path: string): string =>
  pod(`volumeMounts:\n- name: settings\n  mountPath: /etc/app.yaml\n  subPath: ${path}`, 'volumes:\n- name: settings\n  configMap:\n    name: settings');

/** Manifests that show what the check says of volumes and claims. */
export const storageExamples = {
  removed: {
    wrong: pod(mount(), 'volumes:\n- name: data\n  glusterfs:\n    endpoints: gluster\n    path: data'),
    right: pod(mount(), 'volumes:\n- name: data\n  nfs:\n    server: gluster.example.com\n    path: /data'),
  },
  provisioner: {
    wrong: storageClass('fast', 'provisioner: kubernetes.io/rbd'),
    right: storageClass('fast', 'provisioner: rbd.csi.ceph.com'),
  },
  twoDefaults: {
    wrong: file(storageClass(`fast${isDefault}`, 'provisioner: csi.example.com'), storageClass(`slow${isDefault}`, 'provisioner: csi.example.com')),
    right: file(storageClass(`fast${isDefault}`, 'provisioner: csi.example.com'), storageClass('slow', 'provisioner: csi.example.com')),
  },
  notMounted: { wrong: set({ spec: template }), right: set({ spec: template, container: mount() }) },
  hidesVolume: {
    wrong: set({ spec: template, container: mount(), pod: 'volumes:\n- name: data\n  emptyDir: {}' }),
    right: set({ spec: template, container: mount() }),
  },
  noVolume: {
    wrong: file(volume(manual), claim(manual, { size: '2Gi' }), mounted),
    right: file(volume(manual, { size: '2Gi' }), claim(manual, { size: '2Gi' }), mounted),
  },
  binding: {
    wrong: file(volume(manual, { name: 'small' }), volume(manual, { name: 'large', size: '5Gi' }), claim(manual)),
    right: file(
      volume(`${manual}\nclaimRef:\n  namespace: default\n  name: data`, { name: 'small' }),
      claim(`${manual}\nvolumeName: small`).replace('name: data', 'name: data\n  namespace: default'),
    ),
  },
  volumeMissing: {
    wrong: claim(`${manual}\nvolumeName: disk-1`),
    right: file(volume(manual), claim(`${manual}\nvolumeName: disk-1`)),
  },
  volumeTaken: {
    wrong: file(volume(manual), claim(`${manual}\nvolumeName: disk-1`), claim(`${manual}\nvolumeName: disk-1`, { name: 'logs' })),
    right: file(
      volume(manual), volume(manual, { name: 'disk-2' }), claim(`${manual}\nvolumeName: disk-1`), claim(`${manual}\nvolumeName: disk-2`, { name: 'logs' }),
    ),
  },
  nodeConflict: {
    wrong: file(
      volume(`${manual}\n${onNode('node-1')}`, { source: 'local: { path: /disks/1 }' }), claim(manual),
      pod(mount(), `${claimVolume()}\nnodeSelector:\n  kubernetes.io/hostname: node-2`),
    ),
    right: file(volume(`${manual}\n${onNode('node-1')}`, { source: 'local: { path: /disks/1 }' }), claim(manual), mounted),
  },
  replicas: { wrong: file(claim(), sharing({ spec: 'replicas: 3' })), right: file(claim('', { mode: 'ReadWriteMany' }), sharing({ spec: 'replicas: 3' })) },
  sharedByReplicas: {
    wrong: file(claim(), set({ spec: 'replicas: 2', container: mount(), pod: claimVolume() })),
    right: set({ spec: `replicas: 2\n${template}`, container: mount() }),
  },
  surge: { wrong: file(claim(), sharing({})), right: file(claim(), sharing({ spec: 'strategy:\n  type: Recreate' })) },
  onePod: {
    wrong: file(claim('', { mode: 'ReadWriteOncePod' }), sharing({ spec: 'replicas: 2' })),
    right: file(claim('', { mode: 'ReadWriteOncePod' }), sharing({ spec: 'replicas: 1\nstrategy:\n  type: Recreate' })),
  },
  eachNode: {
    wrong: file(claim(), sharing({ kind: 'DaemonSet' })),
    right: file(claim('', { mode: 'ReadWriteMany' }), sharing({ kind: 'DaemonSet' })),
  },
  severalWorkloads: {
    wrong: file(claim(), mounted, pod(mount(), claimVolume(), 'backup')),
    right: file(claim('', { mode: 'ReadWriteMany' }), mounted, pod(mount(), claimVolume(), 'backup')),
  },
  nodeLocal: {
    wrong: workload({ spec: 'replicas: 2', container: mount(), pod: hostPath }),
    right: workload({ spec: 'replicas: 2', container: mount(), pod: `${hostPath}\nnodeSelector:\n  kubernetes.io/hostname: node-1` }),
  },
  fileMissing: {
    wrong: file(settings, mountsFile('app.conf')),
    right: file(settings, mountsFile('app.yaml')),
  },
  emptyDirData: {
    wrong: set({ container: mount('/var/lib/mysql'), pod: 'volumes:\n- name: data\n  emptyDir: {}' }),
    right: set({ spec: template, container: mount('/var/lib/mysql') }),
  },
  reclaimDelete: {
    wrong: file(storageClass('fast', 'provisioner: csi.example.com'), claim('storageClassName: fast')),
    right: file(storageClass('fast', 'provisioner: csi.example.com\nreclaimPolicy: Retain'), claim('storageClassName: fast')),
  },
  recycle: { wrong: volume('persistentVolumeReclaimPolicy: Recycle'), right: volume('persistentVolumeReclaimPolicy: Retain') },
} as const;

import { claim, claimVolume, file, mount, object, pod, volume, workload } from '../../../src/check/codes/examples/parts';
import { bundleFindings, found } from './found';

const manual = 'storageClassName: manual';
const noClass = 'storageClassName: ""';
const storageClass = (name: string, lines: string): string => object('storage.k8s.io/v1', 'StorageClass', name, lines);
const provisioned = storageClass('manual', 'provisioner: csi.example.com\nreclaimPolicy: Retain');
const byHand = storageClass('manual', 'provisioner: kubernetes.io/no-provisioner\nreclaimPolicy: Retain');
const mounted = pod(mount(), claimVolume());
const sharing = (rest: object): string => workload({ container: mount(), pod: claimVolume(), ...rest });

describe('which volume a claim gets', () => {
  const nfs = { mode: 'ReadWriteOnce, ReadWriteMany' };
  const pair = file(
    volume('', { name: 'nfs-0001', size: '2Gi', ...nfs }), volume('', { name: 'nfs-0002', size: '5Gi', ...nfs }),
    claim(noClass, { name: 'claim-http' }), claim(noClass, { name: 'claim-mysql', size: '3Gi' }),
  );

  test('is told of each', () => {
    expect(bundleFindings(pair).map(({ severity, object: id, message }) => `${severity} ${id?.name}: ${message}`)).toEqual([
      'info claim-http: fits PersistentVolumes nfs-0001, nfs-0002, and gets nfs-0001',
      'info claim-mysql: fits only PersistentVolume nfs-0002, and gets it',
    ]);
  });

  test.each<[string, { given: string; want: readonly string[] }]>([
    ['none of a static class: an error', { given: file(byHand, volume(manual), claim(manual, { size: '2Gi' })), want: ['error claim/no-volume PersistentVolumeClaim/data /spec'] }],
    ['none of no class: an error', { given: file(volume(), claim(noClass, { size: '2Gi' })), want: ['error claim/no-volume PersistentVolumeClaim/data /spec'] }],
    ['none of no class, and no volumes at all: a warning, since others may make them', { given: claim(noClass), want: ['warning claim/no-volume PersistentVolumeClaim/data /spec'] }],
    ['none of a class that only volumes have: an error', { given: file(volume(manual), claim(manual, { size: '2Gi' })), want: ['error claim/no-volume PersistentVolumeClaim/data /spec'] }],
    ['none, where the default class is not known: a warning', { given: file(volume(), claim('', { size: '2Gi' })), want: ['warning claim/no-volume PersistentVolumeClaim/data /spec'] }],
    ['one that its class makes', { given: file(provisioned, volume(manual), claim(manual, { size: '2Gi' })), want: [] }],
    ['none that its class makes, with a selector', {
      given: file(provisioned, claim(`${manual}\nselector:\n  matchLabels:\n    a: b`)), want: ['warning claim/no-volume PersistentVolumeClaim/data /spec'],
    }],
    ['none, with volumes that are all reserved for others', { given: file(volume('claimRef:\n  namespace: default\n  name: other'), claim()), want: [] }],
    ['none, without a class, with volumes that all have claims: the default class makes one', {
      given: file(volume(), claim(noClass), claim('', { name: 'logs' })), want: ['info claim/binding PersistentVolumeClaim/data /spec'],
    }],
    ['the second of two: a warning of a class, since the cluster may make one', {
      given: file(volume(manual), claim(manual), claim(manual, { name: 'logs' })),
      want: ['info claim/binding PersistentVolumeClaim/data /spec', 'warning claim/no-volume PersistentVolumeClaim/logs /spec'],
    }],
    ['the second of two: an error of no class', {
      given: file(volume(), claim(noClass), claim(noClass, { name: 'logs' })),
      want: ['info claim/binding PersistentVolumeClaim/data /spec', 'error claim/no-volume PersistentVolumeClaim/logs /spec'],
    }],
    ['one that it names, and that is too small', {
      given: file(volume(manual), claim(`${manual}\nvolumeName: disk-1`, { size: '2Gi' })), want: ['error claim/no-volume PersistentVolumeClaim/data /spec/volumeName'],
    }],
    ['one that it names, and that is reserved for another', {
      given: file(volume('claimRef:\n  namespace: default\n  name: other'), claim('volumeName: disk-1')), want: ['error claim/volume-taken PersistentVolumeClaim/data /spec/volumeName'],
    }],
    ['one that is declared external', { given: claim('volumeName: elsewhere'), want: ['error claim/volume-missing PersistentVolumeClaim/data /spec/volumeName'] }],
    ['each of a StatefulSet, as far as there are volumes', {
      given: file(
        volume(manual), workload({
          kind: 'StatefulSet', name: 'db', container: mount(),
          spec: 'replicas: 2\nvolumeClaimTemplates:\n- metadata:\n    name: data\n  spec:\n    accessModes: [ReadWriteOnce]\n    storageClassName: manual\n    resources:\n      requests:\n        storage: 1Gi',
        }),
      ),
      want: ['warning claim/no-volume StatefulSet/db /spec/volumeClaimTemplates/0/spec'],
    }],
  ])('%s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });

  test('says why the others are refused, those that nearly fit first, and who will wait', () => {
    const [finding] = bundleFindings(file(
      volume(manual, { name: 'small' }), volume(`${manual}\nvolumeMode: Block`, { name: 'raw', mode: 'ReadOnlyMany', size: '9Gi', source: 'csi: { driver: csi.example.com, volumeHandle: a }' }),
      claim(manual, { size: '3Gi' }), mounted,
    ));
    expect(finding?.message).toBe('no volume fits (it wants 3Gi, ReadWriteOnce, class manual); small has size 1Gi; raw has access modes ReadOnlyMany, volume mode Block; Pod web will stay Pending');
  });
});

describe('who may share a claim', () => {
  const rollout = (count: number, more = ''): string => sharing({ spec: `replicas: ${count}\nstrategy:\n  type: Recreate${more}` });
  const apart = 'affinity:\n  podAntiAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n    - topologyKey: kubernetes.io/hostname\n      labelSelector:\n        matchLabels:\n          app: web';
  const autoscaler = object('autoscaling/v1', 'HorizontalPodAutoscaler', 'web', 'spec:\n  maxReplicas: 4\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: web');
  const at = '/spec/template/spec/volumes/0/persistentVolumeClaim/claimName';

  test.each<[string, { given: string; want: readonly string[] }]>([
    ['one replica, replaced before the next', { given: file(claim(), rollout(1)), want: [] }],
    ['replicas of a Deployment', { given: file(claim(), rollout(2)), want: [`warning claim/replicas Deployment/web ${at}`] }],
    ['replicas that must run apart', { given: file(claim(), sharing({ spec: 'replicas: 2', pod: `${claimVolume()}\n${apart}` })), want: [`error claim/replicas Deployment/web ${at}`] }],
    ['replicas of many nodes', { given: file(claim('', { mode: 'ReadWriteMany' }), rollout(2)), want: [] }],
    ['replicas that only read', { given: file(claim(), sharing({ spec: 'replicas: 2', container: `${mount()}\n  readOnly: true` })), want: [] }],
    ['as many as an autoscaler makes', {
      given: file(claim(), sharing({ container: `${mount()}\nresources:\n  requests:\n    cpu: 1` }), autoscaler), want: [`warning claim/replicas Deployment/web ${at}`],
    }],
    ['replicas of a StatefulSet', { given: file(claim(), sharing({ kind: 'StatefulSet', spec: 'replicas: 2' })), want: [`error claim/shared-by-replicas StatefulSet/web ${at}`] }],
    ['replicas, where the volume is one of many nodes: worth knowing', {
      given: file(volume(manual, { mode: 'ReadWriteOnce, ReadWriteMany' }), claim(`${manual}\nvolumeName: disk-1`), rollout(2)), want: [`info claim/replicas Deployment/web ${at}`],
    }],
    ['a rollout that starts before it stops', { given: file(claim(), sharing({})), want: [`warning claim/surge Deployment/web ${at}`] }],
    ['a rollout that stops before it starts', { given: file(claim(), sharing({ spec: 'strategy:\n  rollingUpdate:\n    maxSurge: 0\n    maxUnavailable: 1' })), want: [] }],
    ['a rollout that may do without the old pod', { given: file(claim(), sharing({ spec: 'strategy:\n  rollingUpdate:\n    maxSurge: 1\n    maxUnavailable: 1' })), want: [] }],
    ['a rollout of a pod that must be the only one', { given: file(claim('', { mode: 'ReadWriteOncePod' }), sharing({})), want: [`error claim/surge Deployment/web ${at}`] }],
    ['two pods of a claim for one', {
      given: file(claim('', { mode: 'ReadWriteOncePod' }), mounted, pod(mount(), claimVolume(), 'b')), want: ['error claim/one-pod Pod/b /spec/volumes/0/persistentVolumeClaim/claimName'],
    }],
    ['a pod that mounts it twice', { given: file(claim(), pod(mount(), `${claimVolume()}\n- name: again\n  persistentVolumeClaim:\n    claimName: data`)), want: [] }],
    ['two workloads', { given: file(claim(), mounted, pod(mount(), claimVolume(), 'b')), want: ['warning claim/several-workloads Pod/web /spec/volumes/0/persistentVolumeClaim/claimName'] }],
  ])('%s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });
});

describe('nodes of volumes', () => {
  const local = (key: string, values: string): string => volume(
    `${manual}\nnodeAffinity:\n  required:\n    nodeSelectorTerms:\n    - matchExpressions:\n      - key: ${key}\n        operator: In\n        values: [${values}]`, { source: 'local: { path: /a }' },
  );
  const affinity = (operator: string, values = ''): string =>
    `affinity:\n  nodeAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      nodeSelectorTerms:\n      - matchExpressions:\n        - key: zone\n          operator: ${operator}${values}`;
  const on = (rest: string): string[] => found(file(byHand, local('zone', 'a, b'), claim(manual), pod(mount(), `${claimVolume()}\n${rest}`))).filter((line) => !line.includes('claim/binding'));
  const conflict = ['error claim/node-conflict Pod/web /spec/volumes/0/persistentVolumeClaim/claimName'];

  test.each<[string, { given: string; want: readonly string[] }]>([
    ['one of them', { given: 'nodeSelector:\n  zone: a', want: [] }],
    ['another one', { given: 'nodeSelector:\n  zone: c', want: conflict }],
    ['another label', { given: 'nodeSelector:\n  disk: ssd', want: [] }],
    ['none of them', { given: affinity('NotIn', '\n          values: [a, b]'), want: conflict }],
    ['not one of them', { given: affinity('NotIn', '\n          values: [a]'), want: [] }],
    ['no such label', { given: affinity('DoesNotExist'), want: conflict }],
    ['such a label', { given: affinity('Exists'), want: [] }],
  ])('pods that want %s', (_name, { given, want }) => {
    expect(on(given)).toEqual(want);
  });
});

describe('volumes of pods', () => {
  const hostPath = (path: string, type = ''): string => `volumes:\n- name: data\n  hostPath:\n    path: ${path}${type}`;
  const many = (rest: object): string => workload({ spec: 'replicas: 2', container: mount(), ...rest });
  test.each<[string, { given: string; want: readonly string[]; release?: '1.31' | '1.32' | '1.33' }]>([
    ['data of nodes', { given: many({ pod: hostPath('/srv') }), want: ['warning volume/node-local Deployment/web /spec/template/spec/volumes/0/hostPath'] }],
    ['no data of one pod', { given: workload({ container: mount(), pod: hostPath('/srv') }), want: [] }],
    ['no files of the node itself', { given: many({ pod: hostPath('/var/run/docker.sock') }), want: [] }],
    ['no socket', { given: many({ pod: hostPath('/srv/a.sock', '\n    type: Socket') }), want: [] }],
    ['nothing that is only read', { given: many({ container: `${mount()}\n  readOnly: true`, pod: hostPath('/srv') }), want: [] }],
    ['nothing of each node', { given: workload({ kind: 'DaemonSet', container: mount(), pod: hostPath('/srv') }), want: [] }],
    ['data of a database that ends with its pod', {
      given: workload({ container: mount('/var/lib/postgresql/data/'), pod: 'volumes:\n- name: data\n  emptyDir: {}' }),
      want: ['warning volume/empty-dir-data Deployment/web /spec/template/spec/volumes/0/emptyDir'],
    }],
    ['no other emptyDir', { given: workload({ container: mount('/var/lib/mysql-files'), pod: 'volumes:\n- name: data\n  emptyDir: {}' }), want: [] }],
    ['gitRepo since 1.33', { given: pod(mount(), 'volumes:\n- name: data\n  gitRepo:\n    repository: a'), release: '1.33', want: ['error volume/removed Pod/web /spec/volumes/0/gitRepo'] }],
    ['no gitRepo before', { given: pod(mount(), 'volumes:\n- name: data\n  gitRepo:\n    repository: a'), release: '1.32', want: [] }],
    ['rbd of a PersistentVolume', {
      given: volume('', { source: 'rbd: { monitors: [a], image: b }' }), want: ['error volume/removed PersistentVolume/disk-1 /spec/rbd'],
    }],
  ])('are told of %s', (_name, { given, want, release = '1.31' }) => {
    expect(found(given, { kubernetes: [release] })).toEqual(want);
  });
});

describe('files of volumes', () => {
  const settings = object('v1', 'ConfigMap', 'settings', 'data:\n  app.yaml: "{}"\nbinaryData:\n  logo.png: ""');
  const mountOf = (path: string): string => `volumeMounts:\n- name: files\n  mountPath: /etc/a\n  subPath: ${path}`;
  const volumes = (source: string): string => `volumes:\n- name: files\n  ${source}`;
  const ofSettings = volumes('configMap: { name: settings }');
  const items = volumes('secret: { secretName: db, items: [{ key: password, path: db/password }] }');
  const missing = ['error volume/file-missing Pod/web /spec/containers/0/volumeMounts/0/subPath'];
  const secret = object('v1', 'Secret', 'db', 'stringData:\n  password: example');
  const projected = volumes('projected: { sources: [{ configMap: { name: settings } }, { serviceAccountToken: { path: token } }, { downwardAPI: { items: [{ path: labels, fieldRef: { fieldPath: metadata.labels } }] } }] }');
  test.each<[string, { given: string; want: readonly string[] }]>([
    ['a key', { given: file(settings, pod(mountOf('app.yaml'), ofSettings)), want: [] }],
    ['bytes', { given: file(settings, pod(mountOf('logo.png'), ofSettings)), want: [] }],
    ['no key', { given: file(settings, pod(mountOf('app.yml'), ofSettings)), want: missing }],
    ['the whole volume', { given: file(settings, pod(mountOf('.'), ofSettings)), want: [] }],
    ['a path of an item', { given: file(secret, pod(mountOf('db/password'), items)), want: [] }],
    ['its folder', { given: file(secret, pod(mountOf('db/'), items)), want: [] }],
    ['its key, which is no path', { given: file(secret, pod(mountOf('password'), items)), want: missing }],
    ['a token among others', { given: file(settings, pod(mountOf('token'), projected)), want: [] }],
    ['a key among others', { given: file(settings, pod(mountOf('app.yaml'), projected)), want: [] }],
    ['none of several', { given: file(settings, pod(mountOf('other'), projected)), want: missing }],
    ['what may not be there', { given: file(settings, pod(mountOf('other'), volumes('configMap: { name: settings, optional: true }'))), want: [] }],
    ['keys that a controller makes', {
      given: file(object('external-secrets.io/v1', 'ExternalSecret', 'db', 'spec:\n  dataFrom:\n  - extract:\n      key: db\n  secretStoreRef:\n    name: a'), pod(mountOf('other'), volumes('secret: { secretName: db }'))), want: [],
    }],
    ['a folder of another volume', { given: pod(mountOf('other'), volumes('emptyDir: {}')), want: [] }],
  ])('by subPath: %s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });

  test('say what there is', () => {
    const [finding] = bundleFindings(file(settings, pod(mountOf('app.yml'), ofSettings)));
    expect([finding?.message, finding?.help]).toEqual(['volume "files" has no file "app.yml"; it has "app.yaml", "logo.png"', 'did you mean "app.yaml"?']);
  });
});

import { type Fields, kind, kindOfSpec, long, type ObjectCases } from './given';

const requests = (storage: string): Fields => ({ resources: { requests: { storage } } });
const claim = kindOfSpec('v1', 'PersistentVolumeClaim', { accessModes: ['ReadWriteOnce'], ...requests('1Gi') });
const usual = { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' } };
const csi = { driver: 'example.com', volumeHandle: 'h' };
const volume = kindOfSpec('v1', 'PersistentVolume', usual);
const onNode = { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['n'] }] }] } };
const storageClass = kind('storage.k8s.io/v1', 'StorageClass', { provisioner: 'example.com/a' });
const topology = (key: string, ...values: readonly string[]): object => ({ matchLabelExpressions: [{ key, values }] });
const attributes = kind('storage.k8s.io/v1', 'VolumeAttributesClass', { driverName: 'example.com', parameters: { a: 'b' } });
const driver = kindOfSpec('storage.k8s.io/v1', 'CSIDriver');
const node = (...drivers: readonly object[]): Fields => kindOfSpec('storage.k8s.io/v1', 'CSINode')({ drivers });
const capacity = kind('storage.k8s.io/v1', 'CSIStorageCapacity', { storageClassName: 's' });
const attachment = kindOfSpec('storage.k8s.io/v1', 'VolumeAttachment', { attacher: 'example.com', nodeName: 'n', source: { persistentVolumeName: 'v' } });
const inlined = (spec: Fields): Fields => attachment({ source: { inlineVolumeSpec: { accessModes: ['ReadWriteOnce'], csi, ...spec } } });

export const storageCases: ObjectCases = [
  ['a claim', { given: claim({ storageClassName: '', volumeMode: 'Block' }), want: [] }],
  ['a claim of nothing', {
    given: claim({ accessModes: [], resources: {} }),
    want: ['api/required /spec/accessModes', 'api/required /spec/resources/storage > /spec/resources'],
  }],
  ['a claim of less than something', { given: claim(requests('0')), want: ['api/not-positive /spec/resources/storage > /spec/resources/requests/storage'] }],
  ['a claim of one pod and others', {
    given: claim({ accessModes: ['ReadWriteOncePod', 'ReadWriteOnce', 'ReadWrite'] }),
    want: ['api/not-supported /spec/accessModes > 2', 'api/forbidden /spec/accessModes'],
  }],
  ['a claim of volumes that cannot be', {
    given: claim({ selector: { matchLabels: { 'a b': 'c' } }, storageClassName: 'A', volumeMode: 'Raw' }),
    want: ['api/label-key /spec/selector/matchLabels > a b', 'api/dns-subdomain /spec/storageClassName', 'api/not-supported /spec/volumeMode'],
  }],
  ['a copy of a claim', { given: claim({ dataSource: { kind: 'PersistentVolumeClaim', name: 'b' } }), want: [] }],
  ['a copy of what is no claim: the server forgets it', { given: claim({ dataSource: { kind: 'VolumeSnapshot', name: 'b' } }), want: [] }],
  ['a copy of two things', {
    given: claim({ dataSource: { kind: 'PersistentVolumeClaim', name: 'b' }, dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'c' } }),
    want: ['claim/data-sources-differ /spec > dataSource'],
  }],
  ['a copy of nothing', {
    given: claim({ dataSourceRef: { apiGroup: 'A', kind: 'X', name: '' } }),
    want: [
      'api/required /spec/dataSourceRef/name', 'api/dns-subdomain /spec/dataSourceRef/apiGroup', 'api/required /spec/dataSource/name',
      'api/dns-subdomain /spec/dataSource/apiGroup',
    ],
  }],
  ['a claim with attributes', { given: claim({ volumeAttributesClassName: 'A' }), want: ['api/dns-subdomain /spec/volumeAttributesClassName'] }],
  ['a claim with attributes, before 1.34', { given: claim({ volumeAttributesClassName: 'A' }), want: [], release: '1.33' }],

  ['a volume', { given: volume({ csi }), want: [] }],
  ['a volume of nothing', { given: volume({}), want: ['volume/no-source /spec'] }],
  ['a volume of two things', { given: volume({ csi, nfs: { server: 's', path: '/' } }), want: ['api/exclusive /spec/csi'] }],
  ['a volume without size', { given: volume({ csi, capacity: {} }), want: ['api/required /spec/capacity', 'volume/capacity /spec/capacity'] }],
  ['a volume of several sizes', {
    given: volume({ csi, capacity: { storage: '0', cpu: '1' } }),
    want: ['volume/capacity /spec/capacity', 'api/not-positive /spec/capacity/storage'],
  }],
  ['a volume of a driver that cannot be', {
    given: volume({ csi: { driver: 'a_b', nodePublishSecretRef: { name: 'A' } } }),
    want: [
      'api/dns-subdomain /spec/csi/driver', 'api/required /spec/csi/volumeHandle', 'api/dns-subdomain /spec/csi/nodePublishSecretRef/name',
      'api/required /spec/csi/nodePublishSecretRef/namespace',
    ],
  }],
  ['a volume on a node', { given: volume({ local: { path: '/d' }, nodeAffinity: onNode }), want: [] }],
  ['a volume on no node', { given: volume({ local: { path: '/d/../e' } }), want: ['api/path /spec/local/path', 'api/required /spec/nodeAffinity'] }],
  ['a volume that empties a node', {
    given: volume({ hostPath: { path: '/' }, persistentVolumeReclaimPolicy: 'Recycle' }),
    want: ['volume/recycles-root /spec/persistentVolumeReclaimPolicy'],
  }],
  ['a volume by old ways', {
    given: volume({ iscsi: { targetPortal: '', iqn: 'x', lun: 256, secretRef: {} } }),
    want: ['api/required /spec/iscsi/targetPortal', 'api/iscsi-name /spec/iscsi/iqn', 'api/out-of-range /spec/iscsi/lun', 'api/required /spec/iscsi/secretRef/name'],
  }],
  ['a volume that is kept in an unknown way', {
    given: volume({ csi, accessModes: [], persistentVolumeReclaimPolicy: 'Keep', storageClassName: 'A', volumeMode: 'Raw' }),
    want: [
      'api/required /spec/accessModes', 'api/not-supported /spec/persistentVolumeReclaimPolicy', 'api/dns-subdomain /spec/storageClassName',
      'api/not-supported /spec/volumeMode',
    ],
  }],
  ['a volume with attributes that is no CSI volume', {
    given: volume({ nfs: { server: 's', path: '/' }, volumeAttributesClassName: 'a' }),
    want: ['api/required /spec/csi'],
  }],
  ['a volume with mount options by annotation', {
    given: volume({ csi }, { annotations: { 'volume.beta.kubernetes.io/mount-options': 'ro' } }),
    want: ['api/forbidden /metadata/annotations/volume.beta.kubernetes.io~1mount-options'],
  }],

  ['a class', { given: storageClass({ parameters: { a: '' }, allowedTopologies: [topology('a', 'b'), topology('a', 'c')] }), want: [] }],
  ['a class of nobody', { given: storageClass({ provisioner: '' }), want: ['api/required /provisioner'] }],
  ['a class of what cannot be', {
    given: storageClass({ provisioner: 'a b', reclaimPolicy: 'Keep', volumeBindingMode: 'Later', parameters: { '': 'x' } }),
    want: ['api/label-key /provisioner', 'api/not-supported /reclaimPolicy', 'api/not-supported /volumeBindingMode', 'api/invalid /parameters'],
  }],
  ['a class of very many parameters', {
    given: storageClass({ parameters: Object.fromEntries(Array.from({ length: 513 }, (_, index) => [`k${index}`, ''])) }),
    want: ['api/too-long /parameters'],
  }],
  ['a class of the same places twice', {
    given: storageClass({ allowedTopologies: [topology('a', 'b', 'b'), topology('a', 'b'), topology('')] }),
    want: [
      'api/duplicate /allowedTopologies/0/matchLabelExpressions/0/values/1', 'api/label-key /allowedTopologies/2/matchLabelExpressions/0/key',
      'api/required /allowedTopologies/2/matchLabelExpressions/0/values', 'api/duplicate /allowedTopologies/1/matchLabelExpressions',
    ],
  }],
  ['attributes', { given: attributes(), want: [] }],
  ['attributes that are none', { given: attributes({ driverName: 'a b', parameters: {} }), want: ['api/label-key /driverName', 'api/required /parameters'] }],

  ['a driver', { given: driver({ tokenRequests: [{ audience: 'a', expirationSeconds: 600 }], fsGroupPolicy: 'File' }), want: [] }],
  ['a driver with tokens that expire at once', {
    given: driver({ tokenRequests: [{ audience: 'a', expirationSeconds: 599 }, { audience: 'a' }] }),
    want: ['api/out-of-range /spec/tokenRequests/0/expirationSeconds', 'api/duplicate /spec/tokenRequests/1/audience'],
  }],
  ['a driver in unknown ways', {
    given: driver({ fsGroupPolicy: 'Never', volumeLifecycleModes: ['persistent'], nodeAllocatableUpdatePeriodSeconds: 9 }),
    want: ['api/not-supported /spec/fsGroupPolicy', 'api/not-supported /spec/volumeLifecycleModes > 0', 'api/out-of-range /spec/nodeAllocatableUpdatePeriodSeconds'],
  }],
  ['a driver with tokens in secrets, from 1.35 on', {
    given: driver({ serviceAccountTokenInSecrets: true }),
    want: ['api/not-allowed /spec/serviceAccountTokenInSecrets'],
  }],
  ['a driver with tokens in secrets, before', { given: driver({}), want: [], release: '1.34' }],
  ['drivers of a node', { given: node({ name: 'a', nodeID: 'n', topologyKeys: ['a'], allocatable: { count: 0 } }), want: [] }],
  ['drivers of a node that are none', {
    given: node({ name: 'A_b', nodeID: '', topologyKeys: ['', 'a', 'a', 'a b'] }, { name: 'b', nodeID: long(257), allocatable: { count: -1 } }, { name: 'b', nodeID: 'n' }),
    want: [
      'api/dns-subdomain /spec/drivers/0/name', 'api/required /spec/drivers/0/nodeID', 'api/required /spec/drivers/0', 'api/label-key /spec/drivers/0 > topologyKeys/0',
      'api/duplicate /spec/drivers/0', 'api/label-key /spec/drivers/0 > topologyKeys/3', 'api/invalid /spec/drivers/1/nodeID',
      'api/negative /spec/drivers/1/allocatable/count', 'api/duplicate /spec/drivers/2/name',
    ],
  }],
  ['capacity', { given: capacity({ capacity: '1Gi', nodeTopology: {} }), want: [] }],
  ['capacity that is none', {
    given: capacity({ storageClassName: '', capacity: '-1', nodeTopology: { matchLabels: { 'a b': 'c' } } }),
    want: ['api/dns-subdomain /storageClassName', 'api/negative /capacity', 'api/label-key /nodeTopology/matchLabels > a b'],
  }],
  ['an attachment', { given: attachment(), want: [] }],
  ['an attachment of nothing', {
    given: attachment({ attacher: '', nodeName: '', source: {} }),
    want: ['api/required /spec/attacher', 'api/one-needed /spec/source', 'api/dns-subdomain /spec/nodeName'],
  }],
  ['an attachment of two things', {
    given: attachment({ source: { persistentVolumeName: 'A', inlineVolumeSpec: { csi } } }),
    want: ['api/exclusive /spec/source', 'api/dns-subdomain /spec/source/persistentVolumeName'],
  }],
  ['an attachment of a volume written out', { given: inlined({}), want: [] }],
  ['an attachment of a volume that has a life of its own', {
    given: inlined({ claimRef: {}, capacity: { storage: '1' }, storageClassName: 's', nodeAffinity: onNode, volumeMode: 'Block', persistentVolumeReclaimPolicy: 'Delete' }),
    want: [
      'api/forbidden /spec/source/inlineVolumeSpec/claimRef', 'api/forbidden /spec/source/inlineVolumeSpec/capacity',
      'api/forbidden /spec/source/inlineVolumeSpec/nodeAffinity', 'api/forbidden /spec/source/inlineVolumeSpec/storageClassName',
      'api/forbidden /spec/source/inlineVolumeSpec/persistentVolumeReclaimPolicy', 'api/forbidden /spec/source/inlineVolumeSpec/volumeMode',
    ],
  }],
];

import { long, pod, type PodCases, template, volume } from './given';

const v = '/spec/volumes/0';
const claim = { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };
const missing = (source: string, ...fields: readonly string[]): string[] => fields.map((name) => `api/required ${v}/${source}/${name}`);

/** What each source asks for when it is empty. */
const empty: readonly (readonly [source: string, want: readonly string[]])[] = [
  ['awsElasticBlockStore', missing('awsElasticBlockStore', 'volumeID')],
  ['azureDisk', [...missing('azureDisk', 'diskName', 'diskURI'), `api/not-supported ${v}/azureDisk/diskURI`]],
  ['azureFile', missing('azureFile', 'secretName', 'shareName')],
  ['cephfs', missing('cephfs', 'monitors')],
  ['cinder', missing('cinder', 'volumeID')],
  ['configMap', missing('configMap', 'name')],
  ['csi', missing('csi', 'driver')],
  ['downwardAPI', []],
  ['emptyDir', []],
  ['ephemeral', missing('ephemeral', 'volumeClaimTemplate')],
  ['fc', [`api/one-needed ${v}/fc/targetWWNs`]],
  ['flexVolume', missing('flexVolume', 'driver')],
  ['flocker', [`api/one-needed ${v}/flocker`]],
  ['gcePersistentDisk', [`api/required ${v}/persistentDisk/pdName > ${v}/gcePersistentDisk/pdName`]],
  ['gitRepo', missing('gitRepo', 'repository')],
  ['glusterfs', missing('glusterfs', 'endpoints', 'path')],
  ['hostPath', missing('hostPath', 'path')],
  ['image', missing('image', 'reference')],
  ['iscsi', missing('iscsi', 'targetPortal', 'iqn')],
  ['nfs', missing('nfs', 'server', 'path')],
  ['persistentVolumeClaim', missing('persistentVolumeClaim', 'claimName')],
  ['photonPersistentDisk', missing('photonPersistentDisk', 'pdID')],
  ['portworxVolume', missing('portworxVolume', 'volumeID')],
  ['projected', []],
  ['quobyte', missing('quobyte', 'registry', 'volume')],
  ['rbd', missing('rbd', 'monitors', 'image')],
  ['scaleIO', missing('scaleIO', 'gateway', 'system', 'volumeName')],
  ['secret', missing('secret', 'secretName')],
  ['storageos', missing('storageos', 'volumeName')],
  ['vsphereVolume', missing('vsphereVolume', 'volumePath')],
];

export const volumeCases: PodCases = [
  ...empty.map(([source, want]) => [`knows what ${source} needs`, { given: volume({ [source]: {} }), want }] as const),
  ['takes an emptyDir for nothing', { given: volume({}), want: [] }],
  ['asks for names', { given: pod({ volumes: [{ emptyDir: {} }, { name: 'A', emptyDir: {} }] }), want: ['api/required /spec/volumes/0/name', 'api/dns-label /spec/volumes/1/name'] }],
  ['tells volumes apart by name', { given: pod({ volumes: [{ name: 'a', emptyDir: {} }, { name: 'a', emptyDir: {} }] }), want: ['api/duplicate /spec/volumes/1/name'] }],
  ['does not count names of volumes that are refused', { given: pod({ volumes: [{ name: 'a', secret: {} }, { name: 'a', emptyDir: {} }] }), want: ['api/required /spec/volumes/0/secret/secretName'] }],
  ['has one source', {
    given: volume({ emptyDir: {}, nfs: {}, cephfs: {}, downwardAPI: {} }),
    want: [`api/exclusive ${v}/nfs`, `api/exclusive ${v}/cephFS > ${v}/cephfs`, `api/exclusive ${v}/downwarAPI > ${v}/downwardAPI`],
  }],
  ['has no negative limit of an emptyDir', { given: volume({ emptyDir: { sizeLimit: '-1' } }), want: [`api/negative ${v}/emptyDir/sizeLimit`] }],
  ['knows paths and types of the node', {
    given: pod({ volumes: [{ name: 'a', hostPath: { path: '/a/../b', type: 'directory' } }, { name: 'b', hostPath: { path: '', type: 'x' } }] }),
    want: ['api/path /spec/volumes/0/hostPath/path', 'api/not-supported /spec/volumes/0/hostPath/type', 'api/required /spec/volumes/1/hostPath/path'],
  }],
  ['knows paths within repositories', { given: volume({ gitRepo: { repository: 'r', directory: '/a' } }), want: [`api/path ${v}/gitRepo/directory`] }],
  ['has partitions up to 255', {
    given: pod({ volumes: [{ name: 'a', gcePersistentDisk: { pdName: 'a', partition: 256 } }, { name: 'b', awsElasticBlockStore: { volumeID: 'a', partition: -1 } }] }),
    want: [`api/out-of-range ${v}/persistentDisk/partition > ${v}/gcePersistentDisk/partition`, 'api/out-of-range /spec/volumes/1/awsElasticBlockStore/partition'],
  }],
  ['knows modes and paths of files', {
    given: pod({
      volumes: [
        { name: 'a', secret: { secretName: 's', defaultMode: 512, items: [{}, { key: 'k', path: '/a', mode: -1 }, { key: 'k', path: '..a' }, { key: 'k', path: 'a/../b' }] } },
        { name: 'b', configMap: { name: 's', defaultMode: 644, items: [{ key: '', path: 'a' }] } },
      ],
    }),
    want: [
      `api/file-mode ${v}/secret/defaultMode`, `api/required ${v}/secret/items/0/key`, `api/required ${v}/secret/items/0/path`, `api/path ${v}/secret/items/1/path`, `api/file-mode ${v}/secret/items/1/mode`,
      `api/path ${v}/secret/items/2/path`, `api/path ${v}/secret/items/3/path`, 'api/file-mode /spec/volumes/1/configMap/defaultMode', 'api/required /spec/volumes/1/configMap/items/0/key',
    ],
  }],
  ['has paths of NFS from the root', { given: volume({ nfs: { server: 's', path: 'a' } }), want: [`api/path ${v}/nfs/path`] }],
  ['knows names of iSCSI', {
    given: pod({
      volumes: [
        { name: 'a', iscsi: { targetPortal: 'p', iqn: 'iqn.2001-04.com.example:storage', lun: 0 } }, { name: 'b', iscsi: { targetPortal: 'p', iqn: 'iqn.2001', lun: 256 } },
        { name: 'c', iscsi: { targetPortal: 'p', iqn: 'eui.0123456789abcdef', lun: 0, initiatorName: 'x', chapAuthSession: true } },
        { name: 'd', iscsi: { targetPortal: long(63), iqn: 'naa.0123456789abcdef0123456789abcdef', lun: 0, initiatorName: 'iqn.2001-04.com.example:storage' } },
      ],
    }),
    want: [
      'api/iscsi-name /spec/volumes/1/iscsi/iqn', 'api/out-of-range /spec/volumes/1/iscsi/lun', 'api/required /spec/volumes/2/iscsi/secretRef',
      'api/iscsi-name /spec/volumes/2/iscsi/initiatorname > /spec/volumes/2/iscsi/initiatorName', 'api/iscsi-name-length /spec/volumes/3/name',
    ],
  }],
  ['has one name of a flocker', { given: volume({ flocker: { datasetName: 'a/b', datasetUUID: 'u' } }), want: [`api/contradiction ${v}/flocker`, `api/invalid ${v}/flocker/datasetName`] }],
  ['asks for names of secrets', {
    given: pod({ volumes: [{ name: 'a', cinder: { volumeID: 'v', secretRef: {} } }, { name: 'b', storageos: { volumeName: 'A', volumeNamespace: 'B', secretRef: {} } }, { name: 'c', csi: { driver: 'd', nodePublishSecretRef: {} } }] }),
    want: [
      'api/required /spec/volumes/0/cinder/secretRef/name', 'api/dns-label /spec/volumes/1/storageos/volumeName', 'api/dns-label /spec/volumes/1/storageos/volumeNamespace',
      'api/required /spec/volumes/1/storageos/secretRef/name', 'api/required /spec/volumes/2/csi/nodePublishSecretRef/name',
    ],
  }],
  ['knows drivers and their secrets', {
    given: volume({ csi: { driver: `${long(64)}_`, nodePublishSecretRef: { name: 'A' } } }),
    want: [`api/too-long ${v}/csi/driver`, `api/dns-subdomain ${v}/csi/driver`, `api/dns-subdomain ${v}/csi/name > ${v}/csi/nodePublishSecretRef/name`],
  }],
  ['knows registries', {
    given: pod({ volumes: [{ name: 'a', quobyte: { registry: 'h:1,[::1]:2', volume: 'v' } }, { name: 'b', quobyte: { registry: 'h', volume: 'v' } }, { name: 'c', quobyte: { registry: 'h', volume: 'v', tenant: long(65) } }] }),
    want: ['api/invalid /spec/volumes/1/quobyte/registry', 'api/too-long /spec/volumes/2/quobyte/tenant'],
  }],
  ['has numbers of Fibre Channel', {
    given: pod({ volumes: [{ name: 'a', fc: { targetWWNs: ['a'], wwids: ['b'] } }, { name: 'b', fc: { targetWWNs: ['a'], lun: 256 } }, { name: 'c', fc: { wwids: ['b'], lun: 256 } }] }),
    want: ['api/contradiction /spec/volumes/0/fc/targetWWNs', 'api/required /spec/volumes/0/fc/lun', 'api/out-of-range /spec/volumes/1/fc/lun'],
  }],
  ['has no options of Kubernetes', {
    given: volume({ flexVolume: { driver: 'd', options: { 'kubernetes.io/a': 'b', 'x.K8s.io': 'b', 'x.io/kubernetes.io': 'b' } } }),
    want: [`api/reserved-option ${v}/flexVolume/options/kubernetes.io~1a`, `api/reserved-option ${v}/flexVolume/options/x.K8s.io`],
  }],
  ['knows disks of Azure', {
    given: pod({ volumes: [{ name: 'a', azureDisk: { diskName: 'd', diskURI: 'https://x', kind: 'Managed', cachingMode: 'Off' } }, { name: 'b', azureDisk: { diskName: 'd', diskURI: '/subscriptions/x', kind: 'other' } }] }),
    want: [
      'api/not-supported /spec/volumes/0/azureDisk/cachingMode', 'api/not-supported /spec/volumes/0/azureDisk/diskURI', 'api/not-supported /spec/volumes/1/azureDisk/kind',
      'api/not-supported /spec/volumes/1/azureDisk/diskURI',
    ],
  }],
  ['fills in references of images in templates', { given: template({ volumes: [{ name: 'v', image: { pullPolicy: 'x' } }] }), want: ['api/not-supported /template/spec/volumes/0/image/pullPolicy'] }],
  ['loses images before 1.35', { given: volume({ image: { pullPolicy: 'x' } }), want: [], release: '1.34' }],

  ['makes claims', { given: volume({ ephemeral: { volumeClaimTemplate: { metadata: { labels: { a: 'b' } }, ...claim } } }), want: [] }],
  ['names claims after the pod', {
    given: volume({ ephemeral: { volumeClaimTemplate: { metadata: { name: 'x', uid: 'y', labels: { 'a b': '' }, annotations: { 'a b': '' } }, ...claim } } }),
    want: [
      `api/label-key ${v}/ephemeral/volumeClaimTemplate/metadata/labels > a b`, `api/label-key ${v}/ephemeral/volumeClaimTemplate/metadata/annotations > a b`,
      `api/forbidden ${v}/ephemeral/volumeClaimTemplate/metadata/name`, `api/forbidden ${v}/ephemeral/volumeClaimTemplate/metadata/uID > ${v}/ephemeral/volumeClaimTemplate/metadata/uid`,
    ],
  }],
  ['knows what a claim needs', {
    given: volume({ ephemeral: { volumeClaimTemplate: {} } }),
    want: [
      `api/required ${v}/ephemeral/volumeClaimTemplate/spec/accessModes`,
      `api/required ${v}/ephemeral/volumeClaimTemplate/spec/resources/storage > ${v}/ephemeral/volumeClaimTemplate/spec/resources`,
    ],
  }],
  ['makes claims of names that are possible', {
    given: pod({ volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: claim } }] }, { name: long(252) }), want: [`api/ephemeral-name ${v}/name`],
  }],
  ['makes claims of names that the server makes up', { given: pod({ volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: claim } }] }, { name: '', generateName: `${long(250)}-` }), want: [] }],
  ['refers to no claim of its own', {
    given: pod({ volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: claim } }, { name: 'w', persistentVolumeClaim: { claimName: 'p-v' } }] }), want: ['api/claim-of-pod /spec/volumes/1/persistentVolumeClaim/claimName'],
  }],

  ['tells of the pod in files', {
    given: volume({ downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'metadata.labels' } }, { path: 'b', resourceFieldRef: { containerName: 'c', resource: 'limits.cpu' } }] } }), want: [],
  }],
  ['knows files about the pod', {
    given: volume({
      downwardAPI: {
        defaultMode: -1,
        items: [
          {}, { path: '../a', mode: 512, fieldRef: { fieldPath: 'spec.nodeName' } }, { path: 'c', fieldRef: { fieldPath: 'metadata.name' }, resourceFieldRef: { resource: 'x' } },
          { path: 'd', resourceFieldRef: { resource: 'limits.cpu', divisor: 3 } }, { path: 'e', resourceFieldRef: { containerName: 'c', resource: 'x' } },
        ],
      },
    }),
    want: [
      `api/file-mode ${v}/downwardAPI/defaultMode`, `api/required ${v}/downwardAPI/path > ${v}/downwardAPI/items/0/path`, `api/one-needed ${v}/downwardAPI > items/0`,
      `api/path ${v}/downwardAPI/path > ${v}/downwardAPI/items/1/path`, `api/not-supported ${v}/downwardAPI/fieldRef/fieldPath > ${v}/downwardAPI/items/1/fieldRef/fieldPath`,
      `api/file-mode ${v}/downwardAPI/mode > ${v}/downwardAPI/items/1/mode`, `api/contradiction ${v}/downwardAPI > items/2`,
      `api/required ${v}/downwardAPI/resourceFieldRef/containerName > ${v}/downwardAPI/items/3/resourceFieldRef/containerName`,
      `api/divisor ${v}/downwardAPI/resourceFieldRef/divisor > ${v}/downwardAPI/items/3/resourceFieldRef/divisor`,
      `api/not-supported ${v}/downwardAPI/resourceFieldRef/resource > ${v}/downwardAPI/items/4/resourceFieldRef/resource`,
    ],
  }],

  ['joins sources in one volume', {
    given: volume({
      projected: {
        sources: [{ secret: { name: 's', items: [{ key: 'k', path: 'a' }] } }, { configMap: { name: 'c' } }, { serviceAccountToken: { path: 'token' } }, { downwardAPI: { items: [{ path: 'n', fieldRef: { fieldPath: 'metadata.name' } }] } }],
      },
    }, { serviceAccountName: 'a' }),
    want: [],
  }],
  ['knows sources that are joined', {
    given: volume({ projected: { defaultMode: 512, sources: [{}, { secret: {}, configMap: { items: [{}] } }, { downwardAPI: { items: [{}] } }] } }),
    want: [
      `api/file-mode ${v}/projected/defaultMode`, `api/required ${v}/projected/sources/1/secret/name`, `api/required ${v}/projected/sources/1/configMap/name`,
      `api/required ${v}/projected/sources/1/configMap/items/0/key`, `api/required ${v}/projected/sources/1/configMap/items/0/path`, `api/exclusive ${v}/projected/sources/1`,
      `api/required ${v}/projected/sources/2/downwardAPI/path > ${v}/projected/sources/2/downwardAPI/items/0/path`,
      `api/one-needed ${v}/projected/sources/2/downwardAPI > items/0`,
    ],
  }],
  ['writes each file once', {
    given: volume({
      projected: {
        sources: [
          { secret: { name: 's', items: [{ key: 'k', path: 'a' }] } }, { configMap: { name: 's', items: [{ key: 'k', path: 'a' }, { key: 'k', path: 'b' }] } },
          { downwardAPI: { items: [{ path: 'b', fieldRef: { fieldPath: 'metadata.name' } }] } },
        ],
      },
    }),
    want: [`api/file-twice ${v}/projected > sources/1/configMap/items/0/path`, `api/file-twice ${v}/projected > sources/2/downwardAPI/items/0/path`],
  }],
  ['has tokens for ten minutes at least', {
    given: volume({ projected: { sources: [{ serviceAccountToken: { path: '', expirationSeconds: 599 } }, { serviceAccountToken: { path: '/a', expirationSeconds: 4294967297 } }] } }, { serviceAccount: 'a' }),
    want: [
      `api/out-of-range ${v}/projected/sources/0/serviceAccountToken/expirationSeconds`, `api/required ${v}/projected/path > ${v}/projected/sources/0/serviceAccountToken/path`,
      `api/out-of-range ${v}/projected/sources/1/serviceAccountToken/expirationSeconds`, `api/path ${v}/projected/path > ${v}/projected/sources/1/serviceAccountToken/path`,
    ],
  }],
  ['has tokens of an account', { given: volume({ projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }), want: [`api/forbidden ${v}/projected/sources/0/serviceAccountToken`] }],
  ['leaves accounts open in templates', { given: template({ volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }] }), want: [] }],
  ['loses sources whose gate is off', { given: volume({ projected: { sources: [{ clusterTrustBundle: {} }, { podCertificate: { keyType: 'x', signerName: '' } }] } }), want: [] }],
];

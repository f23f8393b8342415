import type { Built } from '../../src/core/built';
import type { Diagnostic } from '../../src/core/diagnostic';
import type { Mountable } from '../../src/core/pod-inputs';
import { Problems } from '../../src/core/problems';
import { Consumer } from '../../src/core/references';
import { awsEbs } from '../../src/storage/backends/aws-ebs';
import { azureDisk } from '../../src/storage/backends/azure-disk';
import { azureFile } from '../../src/storage/backends/azure-file';
import { cephfs, cephRbd } from '../../src/storage/backends/ceph';
import { cinder } from '../../src/storage/backends/cinder';
import { csi } from '../../src/storage/backends/csi';
import { emptyDir } from '../../src/storage/backends/empty-dir';
import { ephemeral } from '../../src/storage/backends/ephemeral';
import { fc } from '../../src/storage/backends/fc';
import { gcePd } from '../../src/storage/backends/gce-pd';
import { glusterfs } from '../../src/storage/backends/glusterfs';
import { hostPath } from '../../src/storage/backends/host-path';
import { imageVolume } from '../../src/storage/backends/image-volume';
import { iscsi } from '../../src/storage/backends/iscsi';
import { local } from '../../src/storage/backends/local';
import { nfs } from '../../src/storage/backends/nfs';
import { portworx } from '../../src/storage/backends/portworx';
import { vsphere } from '../../src/storage/backends/vsphere';
import { buildPersistentVolumeClaim } from '../../src/apps/persistent-volume-claim';
import { normalizeStorage } from '../../src/storage/claim-template';
import { snapshot } from '../../src/storage/data-source';
import { nodeAffinity } from '../../src/storage/node-affinity';
import { buildPersistentVolume } from '../../src/apps/persistent-volume';
import { buildStorageClass } from '../../src/apps/storage-class';
import type { VolumeBackend } from '../../src/storage/volume-backend';
import { facts } from './fixtures';

/** The facts of which a message is made, by code and place: what was expected, and what was found. */
type Rows<G> = readonly [string, G, readonly [string, object][]][];

const share = nfs({ server: 's', path: '/p' });

function told(read: (problems: Problems, consumer: Consumer) => unknown): readonly Diagnostic[] {
  const problems = new Problems();
  read(problems, new Consumer('shop', undefined));
  return problems.reported;
}

const ofVolume = (props: object) => buildPersistentVolume({ name: 'pv' }, { source: share, capacity: '1Gi', ...props }).diagnostics;
const ofAffinity = (given: unknown) => {
  expect(nodeAffinity(new Problems(), given, new Consumer(undefined, undefined))).toBeUndefined();
  return ofVolume({ nodeAffinity: given });
};
const ofTerm = (term: unknown) => ofAffinity({ required: { nodeSelectorTerms: [term] } });
const ofClass = (props: object) => buildStorageClass({ name: 'fast' }, { provisioner: 'ebs.csi.aws.com', ...props }).diagnostics;
const ofClaim = (props: object) => buildPersistentVolumeClaim({ name: 'data', namespace: 'shop' }, { size: '1Gi', ...props }).diagnostics;
const ofStorage = (storage: unknown) => told((problems, consumer) => normalizeStorage(storage as never, problems, consumer));
const ofSource = (source: unknown) => told((problems, consumer) => (source as VolumeBackend).persistentSource(problems, consumer));
const ofPodVolume = (volume: unknown) => told((problems, consumer) => (volume as Mountable).podVolume(problems, consumer));

const subdomainText = 'expected lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part';
const labelText = 'expected nothing, or letters, digits, "-", "_" and ".", with a letter or digit at both ends';
const accessModes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

const volumes: Rows<object> = [
  ['a source in Kubernetes\' shape', { source: { nfs: {} } }, [
    ['value/wrong-type /source', { expected: "a volume, such as nfs({ … }) or hostPath('/data')", found: { nfs: {} } }],
  ]],
  ['no source', { source: null }, [['value/wrong-type /source', { expected: "a volume, such as nfs({ … }) or hostPath('/data')", found: null }]]],
  ['local without nodes', { source: local('/d') }, [['storage/needs-node-affinity ', { backend: 'local' }]]],
  ['a share as a device', { volumeMode: 'Block' }, [['storage/block-unsupported /volumeMode', { backend: 'NFS' }]]],
  ['a mode in lower case', { volumeMode: 'block' }, [['value/not-one-of /volumeMode', { expected: ['Filesystem', 'Block'], found: 'block', nearest: 'Block' }]]],
  ['mount options of a folder', { source: hostPath('/d'), mountOptions: ['ro'] }, [['storage/mount-options-unsupported /mountOptions', { backend: 'hostPath' }]]],
  ['mount options in a text', { mountOptions: 'ro' }, [['value/wrong-type /mountOptions', { expected: 'a list', found: 'ro' }]]],
  ['no mount option', { mountOptions: [''] }, [['value/wrong-type /mountOptions/0', { expected: 'a text that is not empty', found: '' }]]],
  ['attributes of a share', { volumeAttributesClass: 'gold' }, [['storage/needs-csi /volumeAttributesClass', { field: 'volumeAttributesClass', backend: 'NFS' }]]],
  ['a share for one pod', { accessModes: 'ReadWriteOncePod' }, [['storage/needs-csi /accessModes', { field: 'ReadWriteOncePod', backend: 'NFS' }]]],
  ['a disk for all', { source: awsEbs({ volumeId: 'v' }), accessModes: 'ReadWriteMany' }, [
    ['storage/access-mode-unsupported /accessModes', { backend: 'AWS EBS', mode: 'ReadWriteMany' }],
  ]],
  ['Recycle of a disk', { source: awsEbs({ volumeId: 'v' }), reclaimPolicy: 'Recycle' }, [['storage/recycle-unsupported /reclaimPolicy', { backend: 'AWS EBS' }]]],
  ['Recycle of a share', { reclaimPolicy: 'Recycle' }, [['storage/recycle-deprecated /reclaimPolicy', {}]]],
  ['a policy', { reclaimPolicy: 'Keep' }, [['value/not-one-of /reclaimPolicy', { expected: ['Retain', 'Delete', 'Recycle'], found: 'Keep' }]]],
  ['bytes', { capacity: 8 }, [['storage/tiny-size /capacity', { found: 8 }]]],
  ['no access mode', { accessModes: [] }, [['value/wrong-type /accessModes', { expected: 'an access mode or a list of them', found: [] }]]],
  ['short access modes', { accessModes: ['RWO', 'ROX', 'RWX', 'RWOP'] }, [
    ['value/not-one-of /accessModes/0', { expected: accessModes, found: 'RWO', nearest: 'ReadWriteOnce' }],
    ['value/not-one-of /accessModes/1', { expected: accessModes, found: 'ROX', nearest: 'ReadOnlyMany' }],
    ['value/not-one-of /accessModes/2', { expected: accessModes, found: 'RWX', nearest: 'ReadWriteMany' }],
    ['value/not-one-of /accessModes/3', { expected: accessModes, found: 'RWOP', nearest: 'ReadWriteOncePod' }],
  ]],
  ['an access mode and no number', { accessModes: [7, 'ReadWriteOnce'] }, [['value/not-one-of /accessModes/0', { expected: accessModes, found: 7 }]]],
  ['exclusive modes', { accessModes: ['ReadWriteOncePod', 'ReadWriteMany'] }, [
    ['storage/exclusive-access-mode /accessModes', { modes: ['ReadWriteOncePod', 'ReadWriteMany'] }],
  ]],
];

const affinities: Rows<unknown> = [
  ['no map', 7, [['value/wrong-type /nodeAffinity', { expected: 'a map of node labels, or { required: { nodeSelectorTerms } }', found: 7 }]]],
  ['an empty map', {}, [['value/wrong-type /nodeAffinity', { expected: 'a map of node labels that is not empty', found: {} }]]],
  ['no values', { zone: [] }, [['value/wrong-type /nodeAffinity/zone', { expected: 'a value or a list of values', found: [] }]]],
  ['one value, which is wrong', { zone: 'b c' }, [['label/invalid-value /nodeAffinity/zone', { key: 'zone', found: 'b c', rule: labelText }]]],
  ['one label out of two', { 'zone': 'a', 'b c': 'd' }, [['label/invalid-key /nodeAffinity/b c', expect.objectContaining({ found: 'b c' }) as object]]],
  ['a list with one wrong value', { zone: ['b c', 'a'] }, [['label/invalid-value /nodeAffinity/zone/0', { key: 'zone', found: 'b c', rule: labelText }]]],
  ['one term out of two', { required: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['a'] }] }, 7] } }, [
    ['value/wrong-type /nodeAffinity/required/nodeSelectorTerms/1', { expected: 'a map with matchExpressions or matchFields', found: 7 }],
  ]],
  ['misspelt fields', { required: { nodeSelectorTerm: [] }, preferred: [] }, [
    ['value/unknown-field /nodeAffinity/preferred', { field: 'preferred', known: ['required'] }],
    ['value/unknown-field /nodeAffinity/required/nodeSelectorTerm', { field: 'nodeSelectorTerm', nearest: 'nodeSelectorTerms', known: ['nodeSelectorTerms'] }],
    ['value/missing /nodeAffinity/required', { field: 'nodeSelectorTerms' }],
  ]],
];

const within = '/nodeAffinity/required/nodeSelectorTerms/0';
const expression = (operator: string, ...values: string[]) => ({ matchExpressions: [{ key: 'a', operator, values }] });
const counted = (operator: string, expected: string, count: number): readonly [string, object][] =>
  [[`selector/values ${within}/matchExpressions/0/values`, { operator, expected, count }]];

const good = { key: 'a', operator: 'In', values: ['b'] };
const goodField = { key: 'metadata.name', operator: 'In', values: ['a'] };

const terms: Rows<unknown> = [
  ['one expression out of two', { matchExpressions: [good, { ...good, values: [] }] }, [
    [`selector/values ${within}/matchExpressions/1/values`, { operator: 'In', expected: 'at least one value', count: 0 }],
  ]],
  ['one field out of two', { matchFields: [goodField, { ...goodField, operator: 'Is' }], matchExpressions: [good] }, [
    [`value/not-one-of ${within}/matchFields/1/operator`, { expected: ['In', 'NotIn'], found: 'Is', nearest: 'In' }],
  ]],
  ['no term', 7, [[`value/wrong-type ${within}`, { expected: 'a map with matchExpressions or matchFields', found: 7 }]]],
  ['an empty term', {}, [[`value/needs-one-of ${within}`, { fields: ['matchExpressions', 'matchFields'] }]]],
  ['what a term has none of', { matchLabels: {}, matchExpressions: [7], matchFields: [7] }, [
    [`value/unknown-field ${within}/matchLabels`, { field: 'matchLabels', known: ['matchExpressions', 'matchFields'] }],
    [`value/wrong-type ${within}/matchExpressions/0`, { expected: 'a map with key, operator and values', found: 7 }],
    [`value/wrong-type ${within}/matchFields/0`, { expected: 'a map with key, operator and values', found: 7 }],
  ]],
  ['In', expression('In'), counted('In', 'at least one value', 0)],
  ['NotIn', expression('NotIn'), counted('NotIn', 'at least one value', 0)],
  ['Exists', expression('Exists', 'x'), counted('Exists', 'no values', 1)],
  ['DoesNotExist', expression('DoesNotExist', 'x'), counted('DoesNotExist', 'no values', 1)],
  ['Gt', expression('Gt', '1', '2'), counted('Gt', 'exactly one value', 2)],
  ['Lt', expression('Lt'), counted('Lt', 'exactly one value', 0)],
  ['an operator', { matchExpressions: [{ key: 'a', operator: 'Is', value: ['1'] }] }, [
    [`value/unknown-field ${within}/matchExpressions/0/value`, { field: 'value', nearest: 'values', known: ['key', 'operator', 'values'] }],
    [`value/not-one-of ${within}/matchExpressions/0/operator`, { expected: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'], found: 'Is', nearest: 'In' }],
  ]],
  ['a key', { matchExpressions: [{ key: 'b c', operator: 'In', values: ['a'] }] }, [
    [`label/invalid-key ${within}/matchExpressions/0/key`, expect.objectContaining({ found: 'b c' }) as object],
  ]],
  ['a good expression beside none', { matchExpressions: [good, 7] }, [
    [`value/wrong-type ${within}/matchExpressions/1`, { expected: 'a map with key, operator and values', found: 7 }],
  ]],
  ['a good field beside none', { matchFields: [goodField, 7] }, [
    [`value/wrong-type ${within}/matchFields/1`, { expected: 'a map with key, operator and values', found: 7 }],
  ]],
  ['a value', { matchExpressions: [{ key: 'a', operator: 'In', values: ['b c', 'd'] }] }, [
    [`label/invalid-value ${within}/matchExpressions/0/values/0`, { key: 'a', found: 'b c', rule: labelText }],
  ]],
  ['a field of a node', { matchFields: [{ key: 'metadata.namespace', operator: 'Gt', values: ['A_'], value: 1 }] }, [
    [`value/unknown-field ${within}/matchFields/0/value`, { field: 'value', nearest: 'values', known: ['key', 'operator', 'values'] }],
    [`value/not-one-of ${within}/matchFields/0/key`, { expected: ['metadata.name'], found: 'metadata.namespace', nearest: 'metadata.name' }],
    [`value/not-one-of ${within}/matchFields/0/operator`, { expected: ['In', 'NotIn'], found: 'Gt' }],
    [`name/invalid ${within}/matchFields/0/values/0`, { what: 'node name', found: 'A_', rule: subdomainText, nearest: 'a' }],
  ]],
  ['two nodes, and none', { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a', 'b'] }, { key: 'metadata.name', operator: 'NotIn' }] }, [
    [`selector/values ${within}/matchFields/0/values`, { operator: 'In', expected: 'exactly one node name', count: 2 }],
    [`selector/values ${within}/matchFields/1/values`, { operator: 'NotIn', expected: 'exactly one node name', count: 0 }],
  ]],
];

const classes: Rows<object> = [
  ['no text', { provisioner: 7 }, [['value/wrong-type /provisioner', { expected: 'the name of a provisioner', found: 7 }]]],
  ['no name', { provisioner: 'a/b/c' }, [['name/invalid /provisioner', expect.objectContaining({ what: 'provisioner', found: 'a/b/c' }) as object]]],
  ['what is gone', { provisioner: 'kubernetes.io/glusterfs' }, [
    ['storage/removed-backend /provisioner', { backend: 'GlusterFS', version: '1.26', instead: 'another provisioner, for example cephfs.csi.ceph.com' }],
  ]],
  ['what moved', { provisioner: 'kubernetes.io/aws-ebs' }, [
    ['storage/in-tree-provisioner /provisioner', { provisioner: 'kubernetes.io/aws-ebs', driver: 'ebs.csi.aws.com' }],
  ]],
  ['parameters in a text', { parameters: 'type=gp3' }, [['value/wrong-type /parameters', { expected: 'a map', found: 'type=gp3' }]]],
  ['a parameter', { parameters: { a: {}, b: 1 } }, [['value/wrong-type /parameters/a', { expected: 'a text, a number, true or false', found: {} }]]],
  ['a parameter without a name', { parameters: { '': 'x' } }, [['value/wrong-type /parameters/', { expected: 'a key that is not empty', found: '' }]]],
  ['too many parameters', { parameters: Object.fromEntries(Array.from({ length: 513 }, (_, n) => [`k${n}`, ''])) }, [
    ['storage/too-many-parameters /parameters', { what: 'keys', max: 512, found: 513 }],
  ]],
  ['too much in parameters', { parameters: { k: 'é'.repeat(131_072) } }, [
    ['storage/too-many-parameters /parameters', { what: 'bytes', max: 262_144, found: 262_145 }],
  ]],
  ['no list', { allowedTopologies: {} }, [['value/wrong-type /allowedTopologies', { expected: 'a list', found: {} }]]],
  ['no map', { allowedTopologies: [7] }, [['value/wrong-type /allowedTopologies/0', { expected: 'a map from node label to values', found: 7 }]]],
  ['an empty map', { allowedTopologies: [{}] }, [
    ['value/wrong-type /allowedTopologies/0', { expected: 'a map from node label to values that is not empty', found: {} }],
  ]],
  ['no values', { allowedTopologies: [{ zone: [] }] }, [['value/wrong-type /allowedTopologies/0/zone', { expected: 'a list that is not empty', found: [] }]]],
  ['a value twice', { allowedTopologies: [{ zone: ['a', 'a'] }] }, [['value/duplicate /allowedTopologies/0/zone/1', { what: 'value', name: 'a' }]]],
  ['no expression', { allowedTopologies: [{ matchLabelExpressions: [7] }] }, [
    ['value/wrong-type /allowedTopologies/0/matchLabelExpressions/0', { expected: 'a map with key and values', found: 7 }],
  ]],
  ['expressions', {
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'z', values: ['a'], operator: 'In' }, { key: 'z', values: ['b'] }, { key: 7, values: [7] }] }],
  }, [
    ['value/unknown-field /allowedTopologies/0/matchLabelExpressions/0/operator', { field: 'operator', known: ['key', 'values'] }],
    ['value/duplicate /allowedTopologies/0/matchLabelExpressions/1/key', { what: 'label', name: 'z' }],
    ['value/wrong-type /allowedTopologies/0/matchLabelExpressions/2/key', { expected: 'the key of a label', found: 7 }],
    ['value/wrong-type /allowedTopologies/0/matchLabelExpressions/2/values/0', { expected: 'a text (quote numbers and booleans)', found: 7 }],
  ]],
  ['a mode of binding', { volumeBindingMode: 'Late' }, [
    ['value/not-one-of /volumeBindingMode', { expected: ['Immediate', 'WaitForFirstConsumer'], found: 'Late' }],
  ]],
  ['a policy', { reclaimPolicy: 'Recycle' }, [['value/not-one-of /reclaimPolicy', { expected: ['Delete', 'Retain'], found: 'Recycle' }]]],
];

const expectedSource = "snapshot('name'), the definition of a claim, or { apiGroup, kind, name }";

const claims: Rows<object> = [
  ['no size', { size: undefined }, [['value/missing /size', { field: 'size' }]]],
  ['a selector beside a class', { selector: { a: 'b' }, storageClass: 'fast' }, [['storage/selector-with-class /selector', { storageClass: 'fast' }]]],
  ['a source by its name', { dataSource: 'nightly' }, [['value/wrong-type /dataSource', { expected: expectedSource, found: 'nightly' }]]],
  ['no source', { dataSource: null }, [['value/wrong-type /dataSource', { expected: expectedSource, found: null }]]],
  ['a source without a name', { dataSource: { kind: 'Dump' } }, [['value/wrong-type /dataSource', { expected: expectedSource, found: { kind: 'Dump' } }]]],
  ['a source of numbers', { dataSource: { kind: 7, name: 7, apiGroup: 7, namespace: 7, uid: 1 } }, [
    ['value/unknown-field /dataSource/uid', { field: 'uid', known: ['apiGroup', 'kind', 'name', 'namespace', 'target'] }],
    ['value/wrong-type /dataSource/kind', { expected: 'the kind of an object', found: 7 }],
    ['value/wrong-type /dataSource/name', { expected: 'a text (name)', found: 7 }],
    ['value/wrong-type /dataSource/apiGroup', { expected: 'a text (API group)', found: 7 }],
    ['value/wrong-type /dataSource/namespace', { expected: 'a text (namespace)', found: 7 }],
  ]],
  ['a source of no group', { dataSource: { kind: 'Dump', name: 'd', apiGroup: '' } }, [['value/missing /dataSource/apiGroup', { field: 'apiGroup' }]]],
  ['a namespace of a source', { dataSource: { kind: 'PersistentVolumeClaim', name: 'd', namespace: 'A b' } }, [
    ['name/invalid /dataSource/namespace', expect.objectContaining({ what: 'namespace', found: 'A b' })],
  ]],
  ['a group of a source', { dataSource: { kind: 'Dump', name: 'd', apiGroup: 'A b' } }, [
    ['name/invalid /dataSource/apiGroup', expect.objectContaining({ what: 'API group', found: 'A b' })],
  ]],
  ['a volume that is none', { volume: null }, [['value/wrong-type /volume', { expected: 'the name of a PersistentVolume, or its definition', found: null }]]],
  ['a source elsewhere', { dataSource: snapshot({ name: 's', namespace: 'other' }) }, [
    ['storage/cross-namespace-source /dataSource/namespace', { namespace: 'other' }],
  ]],
  ['a definition of another kind', { dataSource: snapshot({ name: 'x', target: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'x' } }) }, [
    ['value/wrong-type /dataSource', { expected: 'the name or the definition of a VolumeSnapshot', found: 'the definition of a PersistentVolumeClaim' }],
  ]],
];

const storage: Rows<unknown> = [
  ['no map', ['data'], [['value/wrong-type ', { expected: 'a map from volume to { size, mountPath, … }', found: ['data'] }]]],
  ['a size', { data: '8Gi' }, [['value/wrong-type /data', { expected: 'an object with fields', found: '8Gi' }]]],
  ['a name', { 'a.b': { size: '1Gi' } }, [['name/invalid /a.b', expect.objectContaining({ what: 'name of the volume', found: 'a.b' }) as object]]],
  ['a device among files', { data: { size: '1Gi', volumeMode: 'Block', mountPath: '/data' } }, [
    ['storage/wrong-place /data/mountPath', { field: 'mountPath', volumeMode: 'Block', instead: 'devicePath' }],
  ]],
  ['files at a device', { data: { size: '1Gi', devicePath: '/dev/xvda' } }, [
    ['storage/wrong-place /data/devicePath', { field: 'devicePath', volumeMode: 'Filesystem', instead: 'mountPath' }],
  ]],
  ['a part of nothing', { data: { size: '1Gi', subPath: 'db', readOnly: true } }, [
    ['value/needs-other /data/subPath', { field: 'subPath', needs: 'a "mountPath"' }],
    ['value/needs-other /data/readOnly', { field: 'readOnly', needs: 'a "mountPath"' }],
  ]],
];

const sources: Rows<unknown> = [
  ['nothing', nfs(undefined as never), [['value/wrong-type ', { expected: 'an object with fields', found: undefined }]]],
  ['nothing within', nfs({} as never), [['value/missing /server', { field: 'server' }], ['value/missing /path', { field: 'path' }]]],
  ['a server', nfs({ server: 7 as never, path: '/p' }), [['value/wrong-type /server', { expected: 'the name or address of a server', found: 7 }]]],
  ['nobody', nfs({ server: null as never, path: '/p' }), [['value/wrong-type /server', { expected: 'the name or address of a server', found: null }]]],
  ['an object that is no server', nfs({ server: { target: {} } as never, path: '/p' }), [
    ['value/wrong-type /server', { expected: 'the name or address of a server', found: { target: {} } }],
  ]],
  ['a driver', csi({ driver: 'my_driver', volumeHandle: '' }), [
    ['name/invalid /driver', { what: 'name of the CSI driver', found: 'my_driver', rule: subdomainText, nearest: 'my-driver' }],
    ['value/wrong-type /volumeHandle', { expected: 'a text that is not empty', found: '' }],
  ]],
  ['a long driver', csi({ driver: 'd'.repeat(64), volumeHandle: 'v' }), [
    ['name/too-long /driver', { what: 'name of the CSI driver', found: 'd'.repeat(64), length: 64, max: 63 }],
  ]],
  ['a disk of no place', gcePd({ project: 'p', name: 'd' }), [['value/needs-one-of ', { fields: ['zone', 'region'] }]]],
  ['a disk of two places', gcePd({ project: 'p', name: 'd', zone: 'z', region: 'r' }), [['value/exclusive /region', { fields: ['zone', 'region'] }]]],
  ['zones of a zonal disk', gcePd({ project: 'p', name: 'd', zone: 'z', replicaZones: ['a'] }), [
    ['value/needs-other /replicaZones', { field: 'replicaZones', needs: 'a "region"' }],
  ]],
  ['a disk by its name', azureDisk({ diskUri: 'data', cachingMode: 'No' as never }), [
    ['value/not-one-of /cachingMode', { expected: ['None', 'ReadOnly', 'ReadWrite'], found: 'No' }],
    ['storage/invalid-format /diskUri', {
      what: 'diskUri', expected: 'a resource id: /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Compute/disks/<name>', found: 'data',
    }],
  ]],
  ['an iSCSI name', iscsi({ targetPortal: 'p', iqn: 'disk1', lun: 256 }), [
    ['storage/invalid-format /iqn', {
      what: 'iSCSI name', expected: 'iqn.<year>-<month>.<domain reversed>:<name>, eui.<16 hex digits> or naa.<32 hex digits>', found: 'disk1',
    }],
    ['value/out-of-range /lun', { min: 0, max: 255, found: 256 }],
  ]],
  ['CHAP without a Secret', iscsi({ targetPortal: 'p', iqn: 'iqn.2001-04.com.example:x', lun: 0, chapAuthSession: true, chapAuthDiscovery: true }), [
    ['value/needs-other /chapAuthDiscovery', { field: 'chapAuthDiscovery', needs: 'a "secret"' }],
    ['value/needs-other /chapAuthSession', { field: 'chapAuthSession', needs: 'a "secret"' }],
  ]],
  ['two ways to a disk', fc({ targetWWNs: ['a'], wwids: ['b'], lun: 1 }), [['value/exclusive /wwids', { fields: ['targetWWNs', 'wwids'] }]]],
  ['no way to a disk', fc({ lun: 1 }), [['value/needs-one-of ', { fields: ['targetWWNs', 'wwids'] }]]],
  ['a target without a unit', fc({ targetWWNs: ['a'] }), [['value/needs-other /targetWWNs', { field: 'targetWWNs', needs: 'a "lun"' }]]],
  ['GlusterFS', glusterfs(), [['storage/removed-backend ', {
    backend: 'GlusterFS', version: '1.26', instead: 'nfs(…) (GlusterFS serves NFS too), cephfs(…), or csi(…) with a driver',
  }]]],
  ['emptyDir', emptyDir(), [['storage/not-persistent ', { backend: 'emptyDir' }]]],
  ['an image', imageVolume('i'), [['storage/not-persistent ', { backend: 'image volume' }]]],
  ['an ephemeral claim', ephemeral({ size: '1Gi' }), [['storage/not-persistent ', { backend: 'an ephemeral volume' }]]],
  ['a volume without a handle', csi({ driver: 'd' }), [['storage/not-persistent ', { backend: 'a CSI volume without volumeHandle' }]]],
  ['a share without a handle', azureFile({ shareName: 'files', secret: 'keys' }), [
    ['storage/not-persistent ', { backend: 'an Azure File share without volumeHandle' }],
  ]],
  ['a type of a path', hostPath('/data', { type: 'Dir' as never }), [['value/not-one-of /type', {
    expected: ['', 'DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'], found: 'Dir',
  }]]],
  ['a node', local('/data', { nodes: ['worker 1'] }), [['name/invalid /nodes/0', { what: 'name of a node', found: 'worker 1', rule: labelText }]]],
  ['a node without a name', local('/data', { nodes: [''] }), [['name/invalid /nodes/0', { what: 'name of a node', found: '', rule: labelText }]]],
  ['a zone', awsEbs({ volumeId: 'v', zone: 'a b' }), [['name/invalid /zone', { what: 'zone', found: 'a b', rule: labelText }]]],
  ['a Service of no namespace', nfs({ server: { textFor: () => 's', fqdn: () => 's', target: { apiVersion: 'v1', kind: 'Service', name: 's' } } as never, path: '/p' }), [
    ['storage/server-without-namespace /server', { target: { apiVersion: 'v1', kind: 'Service', name: 's' } }],
  ]],
  ['a node that is no text', local('/data', { nodes: [7 as never] }), [['value/wrong-type /nodes/0', { expected: 'a text (name of a node)', found: 7 }]]],
  ['no nodes', local('/data', { nodes: [] }), [['value/wrong-type /nodes', { expected: 'a list that is not empty', found: [] }]]],
];

const media = ['Memory', 'HugePages', 'HugePages-2Mi', 'HugePages-1Gi'];

const podVolumes: Rows<unknown> = [
  ['a disk', awsEbs({ volumeId: 'v' }), [['storage/not-inline ', { backend: 'AWS EBS' }]]],
  ...([
    ['a volume with a handle', 'CSI', csi({ driver: 'd', volumeHandle: 'h' })],
    ['a managed disk', 'Azure Disk', azureDisk({ diskUri: 'd' })],
    ['a share with a handle', 'Azure File', azureFile({ shareName: 'files', volumeHandle: 'h', secret: { name: 'keys', namespace: 'shop' } })],
    ['a file system', 'CephFS', cephfs({ clusterId: 'c', fsName: 'f', volumeHandle: 'h', secret: { name: 'keys', namespace: 'shop' } })],
    ['a block device', 'Ceph RBD', cephRbd({ clusterId: 'c', pool: 'p', image: 'i', secret: { name: 'keys', namespace: 'shop' } })],
    ['a volume of OpenStack', 'Cinder', cinder({ volumeId: 'v' })],
    ['a disk of Google', 'GCE PD', gcePd({ project: 'p', zone: 'z', name: 'n' })],
    ['a folder of a node', 'local', local('/data', { nodes: ['n'] })],
    ['a volume of Portworx', 'Portworx', portworx({ volumeId: 'v' })],
    ['a disk of vSphere', 'vSphere', vsphere({ volumeId: 'v' })],
  ] as const).map(([name, backend, volume]): Rows<unknown>[number] => [name, volume, [['storage/not-inline ', { backend }]]]),
  ['an image', imageVolume('i'), [['storage/needs-version ', { what: 'image volumes', version: '1.35' }]]],
  ['a medium', emptyDir({ medium: 'memory' as never }), [['value/not-one-of /medium', { expected: media, found: 'memory' }]]],
  ['a medium that is no text', emptyDir({ medium: 7 as never }), [['value/not-one-of /medium', { expected: media, found: 7 }]]],
];

describe.each<[string, (given: never) => readonly Diagnostic[], Rows<unknown>]>([
  ['a PersistentVolume', ofVolume, volumes],
  ['node affinity', ofAffinity, affinities],
  ['a term of node affinity', ofTerm, terms],
  ['a StorageClass', ofClass, classes],
  ['a claim', ofClaim, claims],
  ['storage of each pod', ofStorage, storage],
  ['the source of a PersistentVolume', ofSource, sources],
  ['a volume of a pod', ofPodVolume, podVolumes],
])('what is said of %s', (_kind, diagnosticsOf, rows) => {
  test.each(rows)('that has %s', (_name, given, want) => {
    expect(facts(diagnosticsOf(given as never))).toEqual(want);
  });
});

test.each<[string, () => Built]>([
  ['a PersistentVolume', () => buildPersistentVolume({ name: 'one' }, { source: share } as never)],
  ['a StorageClass', () => buildStorageClass({ name: 'one' }, {} as never)],
  ['a claim', () => buildPersistentVolumeClaim({ name: 'one' }, {})],
])('%s without what it needs is not made', (_kind, build) => {
  const { objects, diagnostics } = build();
  expect([objects, diagnostics.map(({ code }) => code)]).toEqual([[], ['value/missing']]);
});

test.each<[string, (name: string) => Built, object]>([
  ['a PersistentVolume', (name) => buildPersistentVolume({ name }, { source: share, capacity: '1Gi' }), { apiVersion: 'v1', kind: 'PersistentVolume' }],
  ['a StorageClass', (name) => buildStorageClass({ name }, { provisioner: 'p' }), { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' }],
  ['a claim', (name) => buildPersistentVolumeClaim({ name, namespace: 'shop' }, { size: '1Gi' }), { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'shop' }],
])('%s is told of its name', (_kind, build, object) => {
  const { diagnostics } = build('A b');
  expect(diagnostics.map((found) => [found.object, found.pointer, found.args['what'], found.args['found']])).toEqual([[{ ...object, name: 'A b' }, '/name', 'name', 'A b']]);
});

test.each<[string, object]>([
  ['kubernetes.io/rbd', { backend: 'Ceph RBD (in-tree)', version: '1.31', instead: '"rbd.csi.ceph.com"' }],
  ['kubernetes.io/quobyte', { backend: 'Quobyte (in-tree)', version: '1.25', instead: 'the CSI driver of Quobyte' }],
  ['kubernetes.io/storageos', { backend: 'StorageOS (in-tree)', version: '1.25', instead: 'the CSI driver of StorageOS' }],
  ['kubernetes.io/flocker', { backend: 'Flocker', version: '1.25', instead: 'the CSI driver of your storage' }],
  ['kubernetes.io/scaleio', { backend: 'ScaleIO', version: '1.22', instead: 'the CSI driver of Dell PowerFlex' }],
])('of the provisioner %s it is said when it was removed, and what is there instead', (provisioner, want) => {
  expect(facts(ofClass({ provisioner }))).toEqual([['storage/removed-backend /provisioner', want]]);
});

test.each([
  ['aws-ebs', 'ebs.csi.aws.com'], ['azure-disk', 'disk.csi.azure.com'], ['azure-file', 'file.csi.azure.com'], ['cinder', 'cinder.csi.openstack.org'],
  ['gce-pd', 'pd.csi.storage.gke.io'], ['portworx-volume', 'pxd.portworx.com'], ['vsphere-volume', 'csi.vsphere.vmware.com'],
])('of the provisioner kubernetes.io/%s it is said which driver it has become', (name, driver) => {
  const provisioner = `kubernetes.io/${name}`;
  expect(facts(ofClass({ provisioner }))).toEqual([['storage/in-tree-provisioner /provisioner', { provisioner, driver }]]);
});

test.each([null, 'files', 7])('%p makes a volume of a pod, which says that it is none', (props) => {
  const want = [['value/wrong-type ', { expected: 'an object with fields', found: props }]];
  expect(facts(ofPodVolume(csi(props as never)))).toEqual(want);
  expect(facts(ofPodVolume(azureFile(props as never)))).toEqual(want);
});

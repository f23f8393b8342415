import { kind, long, type ObjectCases } from './given';

const configMap = kind('v1', 'ConfigMap');
const role = kind('rbac.authorization.k8s.io/v1', 'Role');
const budget = kind('policy/v1', 'PodDisruptionBudget');
const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a', uid: 'u' };

export const metadataCases: ObjectCases = [
  ['can have nothing but a name', { given: configMap(), want: [] }],
  ['can have a name made for it', { given: configMap({}, { name: '', generateName: 'a-' }), want: [] }],
  ['must have a name', { given: configMap({}, { name: undefined }), want: ['api/required /metadata/name'] }],
  ['has a name of small letters', { given: configMap({}, { name: 'My_Map' }), want: ['api/dns-subdomain /metadata/name'] }],
  ['has a name of 253 characters', { given: configMap({}, { name: long(253) }), want: [] }],
  ['has no longer name', { given: configMap({}, { name: long(254) }), want: ['api/dns-subdomain /metadata/name'] }],
  ['has a name that could be part of an address', { given: role({}, { name: 'system:a%b' }), want: ['api/path-segment /metadata/name'] }],
  ['can have other names where those are allowed', { given: role({}, { name: 'System:A_b' }), want: [] }],
  ['judges the start of a name that is made', { given: configMap({}, { name: '', generateName: 'AB-' }), want: ['api/dns-subdomain /metadata/generateName'] }],
  ['judges both names', { given: configMap({}, { generateName: 'AB-' }), want: ['api/dns-subdomain /metadata/generateName'] }],
  ['is in a namespace that can be', { given: configMap({}, { namespace: 'A.b' }), want: ['api/dns-label /metadata/namespace'] }],
  ['knows labels', { given: configMap({}, { labels: { 'example.com/a': 'B_c.d', 'b': '' } }), want: [] }],
  ['knows keys of labels', {
    given: configMap({}, { labels: { 'a b': 'c', 'Example.com/a': 'c', '/a': 'c', [long(64)]: 'c' } }),
    want: [
      'api/label-key /metadata/labels > a b', 'api/label-key /metadata/labels > Example.com~1a', 'api/label-key /metadata/labels > ~1a',
      `api/label-key /metadata/labels > ${long(64)}`,
    ],
  }],
  ['knows values of labels', {
    given: configMap({}, { labels: { a: 'b c', b: '-c', c: long(64) } }),
    want: ['api/label-value /metadata/labels > a', 'api/label-value /metadata/labels > b', 'api/label-value /metadata/labels > c'],
  }],
  ['takes any value of an annotation', { given: configMap({}, { annotations: { 'Example.com/a': 'b c' } }), want: [] }],
  ['knows keys of annotations', { given: configMap({}, { annotations: { 'a b': 'c' } }), want: ['api/label-key /metadata/annotations > a b'] }],
  ['has 256 KiB of annotations', { given: configMap({}, { annotations: { a: long(256 * 1024 - 1) } }), want: [] }],
  ['has no more than that', { given: configMap({}, { annotations: { a: long(256 * 1024) } }), want: ['api/annotations-size /metadata/annotations'] }],
  ['counts bytes', { given: configMap({}, { annotations: { a: 'ä'.repeat(128 * 1024) } }), want: ['api/annotations-size /metadata/annotations'] }],
  ['can have owners', { given: configMap({}, { ownerReferences: [{ ...owner, controller: true }, { ...owner, uid: 'v' }] }), want: [] }],
  ['knows its owners', {
    given: configMap({}, { ownerReferences: [{ apiVersion: '', kind: '', name: '', uid: '' }] }),
    want: [
      'api/owner /metadata/ownerReferences/apiVersion > /metadata/ownerReferences/0/apiVersion',
      'api/owner /metadata/ownerReferences/kind > /metadata/ownerReferences/0/kind', 'api/owner /metadata/ownerReferences/name > /metadata/ownerReferences/0/name',
      'api/owner /metadata/ownerReferences/uid > /metadata/ownerReferences/0/uid',
    ],
  }],
  ['has one owner that controls it', {
    given: configMap({}, { ownerReferences: [{ ...owner, controller: true }, { ...owner, uid: 'v', controller: true }] }),
    want: ['api/owner /metadata/ownerReferences > 1'],
  }],
  ['belongs to no event', {
    given: configMap({}, { ownerReferences: [{ ...owner, apiVersion: 'v1', kind: 'Event' }] }),
    want: ['api/owner /metadata/ownerReferences > 0'],
  }],
  ['can have finalizers', { given: configMap({}, { finalizers: ['example.com/a', 'kubernetes', 'orphan'] }), want: [] }],
  ['knows finalizers', {
    given: configMap({}, { finalizers: ['a', 'a b'] }),
    want: ['api/label-key /metadata/finalizers > 1', 'api/finalizer /metadata/finalizers/0', 'api/finalizer /metadata/finalizers/1'],
  }],
  ['takes finalizers of others where the server does', { given: budget({}, { finalizers: ['a'] }), want: [] }],
  ['is removed in one way', { given: configMap({}, { finalizers: ['orphan', 'foregroundDeletion'] }), want: ['api/contradiction /metadata/finalizers'] }],
  ['has a generation of 0 at least', { given: configMap({}, { generation: -1 }), want: ['api/negative /metadata/generation'] }],
  ['is managed in ways that are known', {
    given: configMap({}, { managedFields: [{ manager: 'a\u0007b', operation: 'Replace', fieldsType: 'FieldsV2', subresource: long(257) }, { manager: long(129), operation: 'Apply' }] }),
    want: [
      'api/choice /metadata/managedFields/0/operation', 'api/invalid /metadata/managedFields/0/manager', 'api/choice /metadata/managedFields/0/fieldsType',
      'api/too-long /metadata/managedFields/0/subresource', 'api/too-long /metadata/managedFields/1/manager',
    ],
  }],
];

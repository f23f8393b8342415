import { kind, type ObjectCases } from './given';

const rbac = 'rbac.authorization.k8s.io';
const role = kind(`${rbac}/v1`, 'Role');
const clusterRole = kind(`${rbac}/v1`, 'ClusterRole');
const toRole = { apiGroup: rbac, kind: 'Role', name: 'r' };
const toClusterRole = { apiGroup: rbac, kind: 'ClusterRole', name: 'r' };
const roleBinding = kind(`${rbac}/v1`, 'RoleBinding', { roleRef: toRole });
const clusterRoleBinding = kind(`${rbac}/v1`, 'ClusterRoleBinding', { roleRef: toClusterRole });
const resources = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
const paths = { nonResourceURLs: ['/healthz'], verbs: ['get'] };

export const accessCases: ObjectCases = [
  ['a role', { given: role({ rules: [resources] }), want: [] }],
  ['a role that allows nothing to be done', {
    given: role({ rules: [{}] }),
    want: ['api/required /rules/0/verbs', 'api/required /rules/0/apiGroups', 'api/required /rules/0/resources'],
  }],
  ['a role for paths, which are in no namespace', { given: role({ rules: [paths] }), want: ['api/not-allowed /rules/0/nonResourceURLs'] }],
  ['a role of the cluster for paths', { given: clusterRole({ rules: [paths] }), want: [] }],
  ['a role for paths and resources at once', { given: clusterRole({ rules: [{ ...resources, ...paths }] }), want: ['api/contradiction /rules/0/nonResourceURLs'] }],
  ['a role that is made of others', { given: clusterRole({ aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] } }), want: [] }],
  ['a role that is made of nothing', { given: clusterRole({ aggregationRule: {} }), want: ['api/required /aggregationRule/clusterRoleSelectors'] }],
  ['a role that is made of what cannot be found', {
    given: clusterRole({ aggregationRule: { clusterRoleSelectors: [{ matchLabels: { 'a b': 'c' } }, { matchExpressions: [{ key: 'a', operator: 'Is' }] }] } }),
    want: [
      'api/label-key /aggregationRule/clusterRoleSelectors/0/matchLabels > a b', 'api/choice /aggregationRule/clusterRoleSelectors/1/matchExpressions/0/operator',
      'selector/unreadable /aggregationRule/clusterRoleSelectors/0', 'selector/unreadable /aggregationRule/clusterRoleSelectors/1',
    ],
  }],

  ['a binding', {
    given: roleBinding({ subjects: [{ kind: 'ServiceAccount', name: 'a' }, { apiGroup: rbac, kind: 'User', name: 'A b' }, { apiGroup: rbac, kind: 'Group', name: 'system:all' }] }),
    want: [],
  }],
  ['a binding to nothing', {
    given: roleBinding({ roleRef: { apiGroup: 'apps', kind: 'role', name: '' } }),
    want: ['api/not-supported /roleRef/apiGroup', 'api/not-supported /roleRef/kind', 'api/required /roleRef/name'],
  }],
  ['a binding of nobody', {
    given: roleBinding({ subjects: [{ kind: 'user', name: '' }, { kind: 'User', name: 'a', apiGroup: 'b' }, { kind: 'ServiceAccount', name: 'A', apiGroup: rbac }] }),
    want: [
      'api/required /subjects/0/name', 'api/not-supported /subjects/0/kind', 'api/not-supported /subjects/1/apiGroup', 'api/dns-subdomain /subjects/2/name',
      'api/not-supported /subjects/2/apiGroup',
    ],
  }],
  ['a binding to a role of the cluster', { given: roleBinding({ roleRef: toClusterRole }), want: [] }],
  ['a binding in the cluster to a role in a namespace', { given: clusterRoleBinding({ roleRef: toRole }), want: ['api/not-supported /roleRef/kind'] }],
  ['a binding in the cluster of an account in no namespace', {
    given: clusterRoleBinding({ subjects: [{ kind: 'ServiceAccount', name: 'a' }] }),
    want: ['api/required /subjects/0/namespace'],
  }],
  ['a binding to a role that could not be called so', { given: roleBinding({ roleRef: { ...toRole, name: 'a/b' } }), want: ['api/path-segment /roleRef/name'] }],
];

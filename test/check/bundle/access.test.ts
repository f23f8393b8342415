import { file, object, pod } from '../../../src/check/codes/examples/parts';
import { found } from './found';

const rbac = 'rbac.authorization.k8s.io/v1';
const binding = (kind: string, name: string, subject = 'web', own = 'RoleBinding'): string => object(
  rbac, own, 'a\n  namespace: shop', `roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ${kind}\n  name: ${name}\nsubjects:\n- kind: ServiceAccount\n  namespace: shop\n  name: ${subject}`,
);
const account = object('v1', 'ServiceAccount', 'web\n  namespace: shop');
const role = (name: string, namespace: string): string => object(rbac, 'Role', `${name}\n  namespace: ${namespace}`, 'rules: []');

test.each<[string, { given: string; want: readonly string[] }]>([
  ['a Role', { given: file(account, role('reader', 'shop'), binding('Role', 'reader')), want: [] }],
  ['a Role that is missing', { given: file(account, binding('Role', 'reader')), want: ['error role/missing RoleBinding/a /roleRef/name'] }],
  ['a Role of another namespace', { given: file(account, role('reader', 'other'), binding('Role', 'reader')), want: ['error role/other-namespace RoleBinding/a /roleRef/name'] }],
  ['a ClusterRole of every cluster', { given: file(account, binding('ClusterRole', 'view')), want: [] }],
  ['a ClusterRole of the system', { given: file(account, binding('ClusterRole', 'system:auth-delegator')), want: [] }],
  ['a ClusterRole that is missing', { given: file(account, binding('ClusterRole', 'reader')), want: ['error role/missing RoleBinding/a /roleRef/name'] }],
  ['to an account that is missing', { given: binding('ClusterRole', 'view', 'wbe'), want: ['warning subject/missing RoleBinding/a /subjects/0/name'] }],
  ['to the account that every namespace has', { given: binding('ClusterRole', 'view', 'default'), want: [] }],
  ['to an account that says no namespace, by a binding of the whole cluster', {
    given: file(object('v1', 'ServiceAccount', 'web'), binding('ClusterRole', 'view', 'web', 'ClusterRoleBinding').replace('a\n  namespace: shop', 'a')), want: [],
  }],
])('a binding grants %s', (_name, { given, want }) => {
  expect(found(given)).toEqual(want);
});

describe('an account that lists the Secrets which its pods may use', () => {
  const strict = object('v1', 'ServiceAccount', 'web\n  annotations:\n    kubernetes.io/enforce-mountable-secrets: "true"', 'secrets:\n- name: listed\nimagePullSecrets:\n- name: listed');
  const secrets = file(object('v1', 'Secret', 'listed', 'type: kubernetes.io/dockerconfigjson\ndata:\n  .dockerconfigjson: e30='), object('v1', 'Secret', 'other', 'type: kubernetes.io/dockerconfigjson\ndata:\n  .dockerconfigjson: e30='));
  test.each<[string, { given: string; want: readonly string[] }]>([
    ['variables', { given: pod('envFrom:\n- secretRef:\n    name: other', 'serviceAccountName: web'), want: ['error service-account/secret-not-allowed Pod/web /spec/containers/0/envFrom/0/secretRef/name'] }],
    ['variables of a listed one', { given: pod('envFrom:\n- secretRef:\n    name: listed', 'serviceAccountName: web'), want: [] }],
    ['files', {
      given: pod('volumeMounts:\n- name: a\n  mountPath: /a', 'serviceAccountName: web\nvolumes:\n- name: a\n  secret:\n    secretName: other'),
      want: ['error service-account/secret-not-allowed Pod/web /spec/volumes/0/secret/secretName'],
    }],
    ['images', { given: pod('', 'serviceAccountName: web\nimagePullSecrets:\n- name: other'), want: ['error service-account/secret-not-allowed Pod/web /spec/imagePullSecrets/0/name'] }],
    ['projected files, which the server does not look at', {
      given: pod('volumeMounts:\n- name: a\n  mountPath: /a', 'serviceAccountName: web\nvolumes:\n- name: a\n  projected:\n    sources:\n    - secret:\n        name: other'), want: [],
    }],
    ['pods of another account', { given: pod('envFrom:\n- secretRef:\n    name: other'), want: [] }],
  ])('%s', (_name, { given, want }) => {
    expect(found(file(strict, secrets, given))).toEqual(want);
  });
});

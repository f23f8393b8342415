import { file, keyVariable, object, pod } from './parts';

const inShop = '\n  namespace: shop';
const role = (namespace: string): string => object('rbac.authorization.k8s.io/v1', 'Role', `reader${namespace}`, 'rules:\n- apiGroups: [""]\n  resources: [pods]\n  verbs: [get]');
const binding = object('rbac.authorization.k8s.io/v1', 'RoleBinding', `reader${inShop}`, [
  'roleRef:', '  apiGroup: rbac.authorization.k8s.io', '  kind: Role', '  name: reader', 'subjects:', '- kind: ServiceAccount', '  namespace: shop', '  name: web',
].join('\n'));
const namespace = object('v1', 'Namespace', 'shop');
const account = object('v1', 'ServiceAccount', `web${inShop}`);
const token = object('v1', 'Secret', 'web-token\n  annotations:\n    kubernetes.io/service-account.name: web', 'type: kubernetes.io/service-account-token');
const strict = (secrets: string): string => object('v1', 'ServiceAccount', 'web\n  annotations:\n    kubernetes.io/enforce-mountable-secrets: "true"', secrets);
const secret = object('v1', 'Secret', 'db', 'stringData:\n  password: example');
const reading = pod(keyVariable('secretKeyRef', 'db', 'password'), 'serviceAccountName: web');

/** Manifests that show what the check says of roles and accounts. */
export const accessExamples = {
  roleMissing: { wrong: file(namespace, account, binding), right: file(namespace, account, role(inShop), binding) },
  roleElsewhere: {
    wrong: file(namespace, account, role('\n  namespace: default'), binding),
    right: file(namespace, account, role(inShop), binding),
  },
  subjectMissing: { wrong: file(namespace, role(inShop), binding), right: file(namespace, account, role(inShop), binding) },
  tokenAccount: { wrong: token, right: file(object('v1', 'ServiceAccount', 'web'), token) },
  secretNotAllowed: { wrong: file(strict(''), secret, reading), right: file(strict('secrets:\n- name: db'), secret, reading) },
} as const;

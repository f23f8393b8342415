import { claim, claimVolume, file, keyVariable, mount, object, pod } from './parts';

const settings = object('v1', 'ConfigMap', 'settings', 'data:\n  LOG_LEVEL: info');
const fromSettings = pod(keyVariable('configMapKeyRef', 'settings', 'LOG_LEVEL'));
const fromSecret = pod(keyVariable('secretKeyRef', 'db', 'password'));
const secret = (key: string): string => object('v1', 'Secret', 'db', `stringData:\n  ${key}: example`);
const mounted = pod(mount(), claimVolume());
const allKeys = pod('envFrom:\n- configMapRef:\n    name: settings');
const registry = (type: string, data: string): string => object('v1', 'Secret', 'registry', `type: ${type}\n${data}`);
const pulled = pod('', 'imagePullSecrets:\n- name: registry');
const inNamespace = object('v1', 'ConfigMap', 'settings\n  namespace: shop', 'data: {}');

/** Manifests that show what the check says of references. */
export const referenceExamples = {
  configMapMissing: { wrong: fromSettings, right: file(settings, fromSettings) },
  configMapKey: { wrong: file(settings, pod(keyVariable('configMapKeyRef', 'settings', 'LOGLEVEL'))), right: file(settings, fromSettings) },
  configMapBytes: {
    wrong: file(object('v1', 'ConfigMap', 'settings', 'binaryData:\n  LOG_LEVEL: aW5mbw=='), fromSettings),
    right: file(settings, fromSettings),
  },
  secretMissing: { wrong: fromSecret, right: file(secret('password'), fromSecret) },
  secretKey: { wrong: file(secret('pasword'), fromSecret), right: file(secret('password'), fromSecret) },
  envFromName: {
    wrong: file(object('v1', 'ConfigMap', 'settings', 'data:\n  2nd: info'), allKeys),
    right: file(object('v1', 'ConfigMap', 'settings', 'data:\n  SECOND: info'), allKeys),
  },
  claimMissing: { wrong: mounted, right: file(claim(), mounted) },
  accountMissing: {
    wrong: pod('', 'serviceAccountName: web'),
    right: file(object('v1', 'ServiceAccount', 'web'), pod('', 'serviceAccountName: web')),
  },
  pullSecretMissing: { wrong: pulled, right: file(registry('kubernetes.io/dockerconfigjson', 'data:\n  .dockerconfigjson: e30='), pulled) },
  pullSecretType: {
    wrong: file(registry('Opaque', 'stringData:\n  password: example'), pulled),
    right: file(registry('kubernetes.io/dockerconfigjson', 'data:\n  .dockerconfigjson: e30='), pulled),
  },
  priorityClassMissing: {
    wrong: pod('', 'priorityClassName: high'),
    right: file(object('scheduling.k8s.io/v1', 'PriorityClass', 'high', 'value: 1000'), pod('', 'priorityClassName: high')),
  },
  runtimeClassMissing: {
    wrong: pod('', 'runtimeClassName: gvisor'),
    right: file(object('node.k8s.io/v1', 'RuntimeClass', 'gvisor', 'handler: runsc'), pod('', 'runtimeClassName: gvisor')),
  },
  storageClassMissing: {
    wrong: claim('storageClassName: fast'),
    right: file(object('storage.k8s.io/v1', 'StorageClass', 'fast', 'provisioner: csi.example.com\nreclaimPolicy: Retain'), claim('storageClassName: fast')),
  },
  namespaceMissing: { wrong: inNamespace, right: file(object('v1', 'Namespace', 'shop'), inNamespace) },
  namespaceLate: { wrong: file(inNamespace, object('v1', 'Namespace', 'shop')), right: file(object('v1', 'Namespace', 'shop'), inNamespace) },
  namespaceIgnored: {
    wrong: object('v1', 'Namespace', 'shop\n  namespace: shop'),
    right: object('v1', 'Namespace', 'shop'),
  },
  duplicate: { wrong: file(settings, object('v1', 'ConfigMap', 'settings', 'data:\n  LOG_LEVEL: debug')), right: settings },
} as const;

import { claim, claimVolume, file, keyVariable, mount, object, pod, service, workload } from '../../../src/check/codes/examples/parts';
import { bundleFindings, found, objectsOf } from './found';
import { check } from '../../../src/check';

const inNamespace = (text: string, namespace: string): string => text.replace(/^( {2}name: .*)$/m, `$1\n  namespace: ${namespace}`);
const reading = pod(keyVariable('secretKeyRef', 'db', 'password'));
const secret = object('v1', 'Secret', 'db', 'stringData:\n  password: example');
const optional = '\n      optional: true';

test.each<[string, { given: string; want: readonly string[] }]>([
  ['a Secret that is not there', { given: reading, want: ['error secret/not-found Pod/web /spec/containers/0/env/0/valueFrom/secretKeyRef/name'] }],
  ['nothing, where it is there', { given: file(secret, reading), want: [] }],
  ['a Secret that is in another namespace', {
    given: file(inNamespace(secret, 'other'), inNamespace(reading, 'shop')),
    want: ['error secret/not-found Pod/web /spec/containers/0/env/0/valueFrom/secretKeyRef/name'],
  }],
  ['a Secret in another namespace only as a warning, where the pod says none', {
    given: file(inNamespace(secret, 'other'), reading), want: ['warning secret/not-found Pod/web /spec/containers/0/env/0/valueFrom/secretKeyRef/name'],
  }],
  ['a Secret without a namespace only as a warning, where the pod says one', {
    given: file(secret, inNamespace(reading, 'shop')), want: ['warning secret/not-found Pod/web /spec/containers/0/env/0/valueFrom/secretKeyRef/name'],
  }],
  ['no optional Secret', { given: pod(keyVariable('secretKeyRef', 'db', 'password') + optional), want: [] }],
  ['no optional key', { given: file(secret, pod(keyVariable('secretKeyRef', 'db', 'pasword') + optional)), want: [] }],
  ['a missing key', { given: file(secret, pod(keyVariable('secretKeyRef', 'db', 'pasword'))), want: ['error secret/key-missing Pod/web /spec/containers/0/env/0/valueFrom/secretKeyRef/key'] }],
  ['no key of a Secret that a controller fills', {
    given: file(
      object('v1', 'ServiceAccount', 'a'),
      object('v1', 'Secret', 'db\n  annotations:\n    kubernetes.io/service-account.name: a', 'type: kubernetes.io/service-account-token'), pod(keyVariable('secretKeyRef', 'db', 'token')),
    ),
    want: [],
  }],
  ['files by keys, each of which is there or not', {
    given: file(secret, pod(mount(), 'volumes:\n- name: data\n  secret:\n    secretName: db\n    items:\n    - key: password\n      path: a\n    - key: other\n      path: b')),
    want: ['error secret/key-missing Pod/web /spec/volumes/0/secret/items/1/key'],
  }],
  ['bytes as a file, and not as a variable', {
    given: file(
      object('v1', 'ConfigMap', 'settings', 'binaryData:\n  logo: aW5mbw=='),
      pod(`${keyVariable('configMapKeyRef', 'settings', 'logo')}\n${mount()}`, 'volumes:\n- name: data\n  configMap:\n    name: settings\n    items:\n    - key: logo\n      path: logo'),
    ),
    want: ['error config-map/bytes Pod/web /spec/containers/0/env/0/valueFrom/configMapKeyRef/key'],
  }],
  ['a missing object once, however many of its keys are mounted', {
    given: pod(mount(), 'volumes:\n- name: data\n  secret:\n    secretName: db\n    items:\n    - key: a\n      path: a\n    - key: b\n      path: b'),
    want: ['error secret/not-found Pod/web /spec/volumes/0/secret/secretName'],
  }],
  ['no files of a volume that nobody mounts: the kubelet passes over it', { given: pod('', 'volumes:\n- name: data\n  secret:\n    secretName: db'), want: [] }],
  ['a claim that nobody mounts: the scheduler wants it', { given: pod('', claimVolume()), want: ['error claim/missing Pod/web /spec/volumes/0/persistentVolumeClaim/claimName'] }],
  ['variables of init containers and sidecars', {
    given: pod('', `initContainers:\n- name: init\n  image: a\n  ${keyVariable('secretKeyRef', 'db', 'password').replace(/\n/g, '\n  ')}`),
    want: ['error secret/not-found Pod/web /spec/initContainers/0/env/0/valueFrom/secretKeyRef/name'],
  }],
  ['an account in the field of former times', { given: pod('', 'serviceAccount: web'), want: ['error service-account/missing Pod/web /spec/serviceAccount'] }],
  ['not the account that every namespace has', { given: pod('', 'serviceAccountName: default'), want: [] }],
  ['not the ConfigMap that every namespace has', { given: pod(mount(), 'volumes:\n- name: data\n  configMap:\n    name: kube-root-ca.crt'), want: [] }],
  ['not the PriorityClasses that every cluster has', { given: pod('', 'priorityClassName: system-node-critical'), want: [] }],
  ['pull secrets of pods and of accounts', {
    given: file(pod('', 'imagePullSecrets:\n- name: registry'), object('v1', 'ServiceAccount', 'a', 'imagePullSecrets:\n- name: registry')),
    want: ['warning pull-secret/missing Pod/web /spec/imagePullSecrets/0/name', 'warning pull-secret/missing ServiceAccount/a /imagePullSecrets/0/name'],
  }],
  ['credentials of a volume', {
    given: pod(mount(), 'volumes:\n- name: data\n  csi:\n    driver: csi.example.com\n    nodePublishSecretRef:\n      name: login'),
    want: ['error secret/not-found Pod/web /spec/volumes/0/csi/nodePublishSecretRef/name'],
  }],
  ['jobs of a schedule', {
    given: object('batch/v1', 'CronJob', 'a', 'spec:\n  schedule: "@daily"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n          - name: a\n            image: a\n            envFrom:\n            - secretRef:\n                name: db'),
    want: ['error secret/not-found CronJob/a /spec/jobTemplate/spec/template/spec/containers/0/envFrom/0/secretRef/name'],
  }],
  ['a StorageClass once for all of its claims, and not where volumes of the class are', {
    given: file(claim('storageClassName: fast'), claim('storageClassName: fast', { name: 'b' })), want: ['warning storage-class/missing PersistentVolumeClaim/data /spec/storageClassName'],
  }],
])('reports %s', (_name, { given, want }) => {
  expect(found(given)).toEqual(want);
});

describe('what is declared external', () => {
  test('is there', () => {
    expect(found(reading, { external: [{ kind: 'Secret', name: 'db' }] })).toEqual([]);
  });
  test('by a pattern may be there: a warning', () => {
    const findings = bundleFindings(reading, { external: [{ kind: 'Secret', name: 'd*' }] });
    expect(findings.map(({ severity, code, message }) => [severity, code, message]))
      .toEqual([['warning', 'secret/not-found', 'refers to Secret db, which only a pattern among the external objects declares']]);
  });
  test('counts in its namespace', () => {
    expect(found(inNamespace(reading, 'shop'), { external: [{ kind: 'Secret', name: 'db', namespace: 'other' }] })).toHaveLength(1);
  });
  test('is not asked for keys', () => {
    expect(found(pod(mount(), 'volumes:\n- name: data\n  secret:\n    secretName: db\n    items:\n    - key: a\n      path: a'), { external: [{ kind: 'Secret', name: 'db' }] })).toEqual([]);
  });
});

describe('names of variables from all keys', () => {
  const numbered = object('v1', 'ConfigMap', 'settings', 'data:\n  2nd: a\n  fine: b');
  const all = (prefix: string): string => pod(`envFrom:\n- configMapRef:\n    name: settings\n${prefix}`.trimEnd());
  test('are checked for the releases that leave keys out', () => {
    const findings = bundleFindings(file(numbered, all('')), { kubernetes: ['1.33', '1.32', '1.31'] });
    expect(findings.map(({ code, kubernetes, args }) => [code, kubernetes, args['keys']])).toEqual([['env-from/invalid-name', ['1.31'], ['2nd']]]);
  });
  test('have their prefix', () => {
    expect(found(file(numbered, all('  prefix: N_')), { kubernetes: ['1.31'] })).toEqual([]);
  });
});

describe('namespaces', () => {
  const inShop = (name: string): string => object('v1', 'ConfigMap', `${name}\n  namespace: shop`);
  const shop = object('v1', 'Namespace', 'shop');
  const codes = (text: string): string[] => bundleFindings(text).map(({ severity, code, object: id, args }) => `${severity} ${code} ${id?.name} ${String(args['objects'])}`);

  test('that are missing are told once', () => {
    expect(codes(file(inShop('a'), inShop('b')))).toEqual(['warning namespace/missing a 2']);
  });
  test('that every cluster has are not', () => {
    expect(codes(object('v1', 'ConfigMap', 'a\n  namespace: kube-system'))).toEqual([]);
  });
  test('stand before what is in them', () => {
    expect(codes(file(inShop('a'), shop, inShop('b')))).toEqual(['warning namespace/late a 1']);
  });
  test('may stand in a later file', () => {
    const inputs = [[inShop('a'), 'a.yaml'], [shop, 'b.yaml']].flatMap(([text, name]) => objectsOf(text!).map((manifest) => ({ manifest, file: name! })));
    expect(check(inputs, { layers: ['bundle'] }).diagnostics).toEqual([]);
  });
});

describe('identity', () => {
  test('is group, kind, namespace and name, whatever the version', () => {
    const autoscaler = (version: string): string => object(`autoscaling/${version}`, 'HorizontalPodAutoscaler', 'web', 'spec:\n  maxReplicas: 2\n  scaleTargetRef:\n    kind: Deployment\n    name: web');
    expect(bundleFindings(file(autoscaler('v1'), autoscaler('v2'))).filter(({ code }) => code === 'object/duplicate')).toHaveLength(1);
  });
  test('differs by namespace', () => {
    expect(found(file(object('v1', 'ConfigMap', 'a\n  namespace: a'), object('v1', 'ConfigMap', 'a\n  namespace: b')))).toEqual([]);
  });
  test('of cluster-scoped objects knows no namespace', () => {
    expect(found(file(object('v1', 'PersistentVolume', 'a\n  namespace: a', 'spec: {}'), object('v1', 'PersistentVolume', 'a\n  namespace: b', 'spec: {}'))))
      .toEqual(['info namespace/ignored PersistentVolume/a /metadata/namespace', 'error object/duplicate PersistentVolume/a /metadata/name', 'info namespace/ignored PersistentVolume/a /metadata/namespace']);
  });
  test('is compared within one cluster', () => {
    const inputs = objectsOf(file(object('v1', 'ConfigMap', 'a'), object('v1', 'ConfigMap', 'a'))).map((manifest, index) => ({ manifest, cluster: `c${index}` }));
    expect(check(inputs, { layers: ['bundle'] }).diagnostics).toEqual([]);
  });
  test('is none for names that the server makes', () => {
    const generated = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  generateName: a-\n';
    expect(found(file(generated, generated))).toEqual([]);
  });
  test('that is given twice leads to no further findings', () => {
    expect(found(file(service(), workload({ container: 'ports:\n- containerPort: 8080' }), workload({ container: 'ports:\n- containerPort: 8080' })))).toEqual(['error object/duplicate Deployment/web /metadata/name']);
  });
});

test('suggests what was most likely meant, and knows other namespaces', () => {
  const helps = (text: string): (string | undefined)[] => bundleFindings(text).filter(({ code }) => code === 'secret/not-found').map(({ help }) => help);
  expect(helps(file(object('v1', 'Secret', 'dbb', 'stringData: {}'), reading))).toEqual(['did you mean "dbb"?']);
  expect(helps(file(inNamespace(secret, 'other'), inNamespace(reading, 'shop')))[0]).toContain('such a reference stays in its namespace');
});

describe('what operators make of their resources', () => {
  const made = (kind: string, name: string, spec = 'spec: {}'): string => object(kind.slice(0, kind.lastIndexOf('/')), kind.slice(kind.lastIndexOf('/') + 1), name, spec);
  const reads = (name: string, key = 'password'): string => pod(keyVariable('secretKeyRef', name, key));
  const missing = ['error secret/not-found Pod/web /spec/containers/0/env/0/valueFrom/secretKeyRef/name'];
  const noKey = ['error secret/key-missing Pod/web /spec/containers/0/env/0/valueFrom/secretKeyRef/key'];
  const provider = made('secrets-store.csi.x-k8s.io/v1/SecretProviderClass', 'vault', 'spec:\n  provider: vault\n  secretObjects:\n  - secretName: db\n    type: Opaque\n    data:\n    - key: password\n      objectName: p');
  const ingress = (name: string): string => object('networking.k8s.io/v1', 'Ingress', 'web', `spec:\n  defaultBackend:\n    service:\n      name: ${name}\n      port:\n        number: 80`);
  const annotated = (annotation: string): string => object('v1', 'Secret', `db\n  annotations:\n    ${annotation}: password`);

  test.each<[string, { given: string; want: readonly string[] }]>([
    ['a Secret of CloudNativePG', { given: file(made('postgresql.cnpg.io/v1/Cluster', 'pg'), reads('pg-app')), want: [] }],
    ['another one, which it does not make', { given: file(made('postgresql.cnpg.io/v1/Cluster', 'pg'), reads('pg-apps')), want: missing }],
    ['a cluster of another kind', { given: file(made('example.com/v1/Cluster', 'pg'), reads('pg-app')), want: missing }],
    ['a user of Strimzi', { given: file(made('kafka.strimzi.io/v1beta2/KafkaUser', 'shop'), reads('shop')), want: [] }],
    ['a user of the PostgreSQL of Zalando', {
      given: file(made('acid.zalan.do/v1/postgresql', 'pg', 'spec:\n  users:\n    shop_app: []'), reads('shop-app.pg.credentials.postgresql.acid.zalan.do')), want: [],
    }],
    ['a connection of Crossplane', { given: file(made('database.example.com/v1/Instance', 'db', 'spec:\n  writeConnectionSecretToRef:\n    name: conn'), reads('conn')), want: [] }],
    ['a Secret of the CSI driver of secret stores', { given: file(provider, reads('db')), want: [] }],
    ['a key that it does not have', { given: file(provider, reads('db', 'user')), want: noKey }],
    ['a Secret that is filled later', { given: file(annotated('secret-generator.v1.mittwald.de/autogenerate'), reads('db')), want: [] }],
    ['a Secret with another annotation', { given: file(annotated('example.com/autogenerate'), reads('db')), want: noKey }],
    ['a Service of Knative', { given: file(made('serving.knative.dev/v1/Service', 'web'), ingress('web')), want: [] }],
    ['a Service of CloudNativePG', { given: file(made('postgresql.cnpg.io/v1/Cluster', 'pg'), ingress('pg-rw')), want: [] }],
    ['another Service', { given: file(made('postgresql.cnpg.io/v1/Cluster', 'pg'), ingress('pg')), want: ['error ingress/service-missing Ingress/web /spec/defaultBackend/service/name'] }],
  ])('%s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });
});

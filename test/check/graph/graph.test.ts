import { graph, type GraphEdge, type GraphOptions, type ObjectGraph } from '../../../src/check';
import { claim, claimVolume, file, httpPort, keyVariable, mount, object, pod, service, volume, workload } from '../../../src/check/codes/examples/parts';
import { objectsOf } from '../bundle/found';
import { strangeObjects } from './strange';

function graphOf(text: string, options?: GraphOptions): ObjectGraph {
  return graph(objectsOf(text), options);
}

function short({ type, from, to, key }: GraphEdge): string {
  return `${from.id.kind}/${from.id.name} ${type} ${to.id.kind}/${to.id.name}${key === undefined ? '' : ` ${key}`}`;
}

const edgesOf = (text: string, options?: GraphOptions): string[] => graphOf(text, options).edges.map(short).sort();
const unresolvedOf = (text: string, options?: GraphOptions): string[] => graphOf(text, options).unresolved
  .map(({ type, from, target, missing, optional }) => `${from.id.kind}/${from.id.name} ${type} ${target.kind}/${target.name}${target.key === undefined ? '' : ` ${target.key}`}, ${missing}${optional ? ', optional' : ''}`)
  .sort();

const settings = object('v1', 'ConfigMap', 'settings', 'data:\n  LOG_LEVEL: info');
const autoscaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', 'spec:\n  maxReplicas: 2\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: web');
const ingress = object('networking.k8s.io/v1', 'Ingress', 'web', 'spec:\n  ingressClassName: nginx\n  defaultBackend:\n    service:\n      name: web\n      port:\n        name: http\n  tls:\n  - secretName: web-tls');
const binding = object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'web', 'roleRef:\n  kind: ClusterRole\n  name: view\nsubjects:\n- kind: ServiceAccount\n  name: web');
const certificate = object('cert-manager.io/v1', 'Certificate', 'web', 'spec:\n  secretName: web-tls\n  issuerRef:\n    kind: ClusterIssuer\n    name: ca');
const route = object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web', 'spec:\n  parentRefs:\n  - name: public\n  rules:\n  - backendRefs:\n    - name: web\n      port: 80');
const externalSecret = object('external-secrets.io/v1', 'ExternalSecret', 'db', 'spec:\n  secretStoreRef:\n    name: vault\n  target:\n    name: db-login\n  data:\n  - secretKey: password');
const sealedSecret = object('bitnami.com/v1alpha1', 'SealedSecret', 'db-login', 'spec:\n  encryptedData:\n    password: x');

describe('edges', () => {
  test.each<[string, { given: string; want: readonly string[] }]>([
    ['a variable', { given: file(settings, pod(keyVariable('configMapKeyRef', 'settings', 'LOG_LEVEL'))), want: ['Pod/web reads-key ConfigMap/settings LOG_LEVEL'] }],
    ['all keys', { given: file(settings, pod('envFrom:\n- configMapRef:\n    name: settings')), want: ['Pod/web reads-all ConfigMap/settings'] }],
    ['files, and one of them by its key', {
      given: file(settings, pod(mount(), 'volumes:\n- name: data\n  configMap:\n    name: settings\n    items:\n    - key: LOG_LEVEL\n      path: level')),
      want: ['Pod/web mounts ConfigMap/settings', 'Pod/web mounts ConfigMap/settings LOG_LEVEL'],
    }],
    ['files of a projected volume', {
      given: file(settings, pod(mount(), 'volumes:\n- name: data\n  projected:\n    sources:\n    - configMap:\n        name: settings')),
      want: ['Pod/web mounts ConfigMap/settings'],
    }],
    ['a claim, and the volume that it gets', {
      given: file(volume(), claim(), pod(mount(), claimVolume())),
      want: ['PersistentVolumeClaim/data binds PersistentVolume/disk-1', 'Pod/web claims PersistentVolumeClaim/data'],
    }],
    ['a claim that a StatefulSet makes', {
      given: file(
        workload({ kind: 'StatefulSet', name: 'db', spec: 'volumeClaimTemplates:\n- metadata:\n    name: data\n  spec: {}', container: mount() }),
        pod(mount(), claimVolume('data-db-0')),
      ),
      want: ['Pod/web claims PersistentVolumeClaim/data-db-0', 'StatefulSet/db selects StatefulSet/db'],
    }],
    ['a volume and a claim that name each other', {
      given: file(volume('claimRef:\n  name: data'), claim('volumeName: disk-1')),
      want: ['PersistentVolume/disk-1 binds PersistentVolumeClaim/data', 'PersistentVolumeClaim/data binds PersistentVolume/disk-1'],
    }],
    ['pods of a Service, and their port', {
      given: file(service().replace('8080', 'http'), workload({ container: httpPort })),
      want: ['Deployment/web selects Deployment/web', 'Service/web selects Deployment/web', 'Service/web targets-port Deployment/web http'],
    }],
    ['an autoscaler', { given: file(autoscaler, workload()), want: ['Deployment/web selects Deployment/web', 'HorizontalPodAutoscaler/web scales Deployment/web'] }],
    ['an Ingress, and the Secret that a Certificate becomes', {
      given: file(ingress, service(), certificate),
      want: ['Ingress/web routes-to Service/web http', 'Ingress/web serves-with Secret/web-tls'],
    }],
    ['a route', { given: file(route, service()), want: ['HTTPRoute/web routes-to Service/web 80'] }],
    ['a binding, and what every cluster has', {
      given: file(binding, object('v1', 'ServiceAccount', 'web')),
      want: ['RoleBinding/web grants ClusterRole/view', 'RoleBinding/web grants-to ServiceAccount/web'],
    }],
    ['the Secret of an ExternalSecret, by its own name', {
      given: file(externalSecret, pod(keyVariable('secretKeyRef', 'db-login', 'password'))), want: ['Pod/web reads-key Secret/db-login password'],
    }],
    ['the Secret of a SealedSecret', {
      given: file(sealedSecret, pod(keyVariable('secretKeyRef', 'db-login', 'password'))), want: ['Pod/web reads-key Secret/db-login password'],
    }],
    ['pods of a kind of another controller, by their template', {
      given: file(workload().replace('apps/v1', 'argoproj.io/v1alpha1').replace('Deployment', 'Rollout'), service()),
      want: ['Rollout/web selects Rollout/web', 'Service/web selects Rollout/web'],
    }],
    ['an owner', {
      given: file(workload(), object('v1', 'ConfigMap', 'made\n  ownerReferences:\n  - apiVersion: apps/v1\n    kind: Deployment\n    name: web\n    uid: "1"')),
      want: ['ConfigMap/made owned-by Deployment/web', 'Deployment/web selects Deployment/web'],
    }],
    ['a namespace', {
      given: file(object('v1', 'Namespace', 'shop'), object('v1', 'ConfigMap', 'settings\n  namespace: shop')), want: ['ConfigMap/settings in-namespace Namespace/shop'],
    }],
    ['a kind under its former group', {
      given: file(autoscaler.replace('apps/v1', 'extensions/v1beta1'), workload()),
      want: ['Deployment/web selects Deployment/web', 'HorizontalPodAutoscaler/web scales Deployment/web'],
    }],
    ['the items of a list', {
      given: 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Namespace\n  metadata: {name: shop}\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a, namespace: shop}\n',
      want: ['ConfigMap/a in-namespace Namespace/shop'],
    }],
  ])('lead to %s', (_name, { given, want }) => {
    expect(edgesOf(given)).toEqual(want);
  });

  test('say where the reference stands', () => {
    const { edges } = graphOf(file(settings, workload({ container: keyVariable('configMapKeyRef', 'settings', 'LOG_LEVEL') })));
    expect(edges.map(({ type, pointer }) => [type, pointer])).toContainEqual(['reads-key', '/spec/template/spec/containers/0/env/0/valueFrom/configMapKeyRef/name']);
  });

  test('say where objects come from that are not among those given', () => {
    const { nodes } = graphOf(
      file(externalSecret, binding, pod(keyVariable('secretKeyRef', 'db-login', 'password'), 'serviceAccountName: other')),
      { external: [{ kind: 'ServiceAccount', name: 'other' }] },
    );
    expect(nodes.map(({ id, origin, madeOf }) => [id.kind, id.name, origin, madeOf?.id.kind])).toEqual([
      ['ExternalSecret', 'db', 'given', undefined],
      ['RoleBinding', 'web', 'given', undefined],
      ['Pod', 'web', 'given', undefined],
      ['ClusterRole', 'view', 'cluster', undefined],
      ['Secret', 'db-login', 'derived', 'ExternalSecret'],
      ['ServiceAccount', 'other', 'external', undefined],
    ]);
  });
});

describe('references that lead to nothing', () => {
  test.each<[string, { given: string; options?: GraphOptions; want: readonly string[] }]>([
    ['an object', { given: pod('', 'serviceAccountName: web'), want: ['Pod/web runs-as ServiceAccount/web, object'] }],
    ['a key', { given: file(settings, pod(keyVariable('configMapKeyRef', 'settings', 'LEVEL'))), want: ['Pod/web reads-key ConfigMap/settings LEVEL, key'] }],
    ['a port of a Service', { given: file(route.replace('port: 80', 'port: 81'), service()), want: ['HTTPRoute/web attaches-to Gateway/public, object', 'HTTPRoute/web routes-to Service/web 81, key'] }],
    ['what may be missing', {
      given: pod('envFrom:\n- configMapRef:\n    name: settings\n    optional: true'), want: ['Pod/web reads-all ConfigMap/settings, object, optional'],
    }],
    ['nothing that is declared', { given: pod('', 'serviceAccountName: web'), options: { external: [{ kind: 'ServiceAccount', name: 'w*' }] }, want: [] }],
    ['a Secret of another namespace', {
      given: file(object('v1', 'Secret', 'db\n  namespace: other'), pod(keyVariable('secretKeyRef', 'db', 'password')).replace('name: web\n', 'name: web\n  namespace: shop\n')),
      want: ['Pod/web in-namespace Namespace/shop, object', 'Pod/web reads-key Secret/db password, object', 'Secret/db in-namespace Namespace/other, object'],
    }],
  ])('%s', (_name, { given, options, want }) => {
    expect(unresolvedOf(given, options)).toEqual(want);
  });
});

test('a volume that a claim template takes the place of refers to nothing', () => {
  const set = workload({
    kind: 'StatefulSet', name: 'db', spec: 'volumeClaimTemplates:\n- metadata:\n    name: data\n  spec: {}', container: mount(), pod: claimVolume('data'),
  });
  expect(unresolvedOf(set)).toEqual([]);
});

test('an object without a namespace is in "default", where others name that', () => {
  expect(edgesOf(file(settings, pod(keyVariable('configMapKeyRef', 'settings', 'LOG_LEVEL')).replace('name: web\n', 'name: web\n  namespace: default\n'))))
    .toEqual(['Pod/web reads-key ConfigMap/settings LOG_LEVEL']);
});

test('a cluster-scoped object is found whatever namespace it names', () => {
  const account = object('v1', 'ServiceAccount', 'web\n  namespace: shop');
  const granting = object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'web\n  namespace: shop', 'roleRef:\n  kind: ClusterRole\n  name: reader\nsubjects:\n- kind: ServiceAccount\n  name: web\n  namespace: shop');
  const role = object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'reader\n  namespace: other');
  expect(edgesOf(file(account, granting, role))).toEqual(['ClusterRoleBinding/web grants ClusterRole/reader', 'ClusterRoleBinding/web grants-to ServiceAccount/web']);
});

test('kinds of a CustomResourceDefinition among the objects are known to live outside of namespaces', () => {
  const definition = object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'clouds.example.com', 'spec:\n  group: example.com\n  scope: Cluster\n  names:\n    kind: Cloud');
  const { nodes } = graphOf(file(definition, object('example.com/v1', 'Cloud', 'a\n  namespace: shop')));
  expect(nodes[1]!.id).toEqual({ apiVersion: 'example.com/v1', kind: 'Cloud', namespace: undefined, name: 'a' });
});

test('of two objects of one identity, the first counts', () => {
  const { edges } = graphOf(file(settings, pod(keyVariable('configMapKeyRef', 'settings', 'LOG_LEVEL')), pod('', 'serviceAccountName: web')));
  expect(edges.map(short)).toEqual(['Pod/web reads-key ConfigMap/settings LOG_LEVEL']);
});

describe('whatever is given', () => {
  test('it never throws', () => {
    expect(() => graph(strangeObjects())).not.toThrow();
  });

  test('names with a meaning for JavaScript are names', () => {
    const data = JSON.parse('{"__proto__": "1", "constructor": "2"}') as object;
    const { unresolved } = graph([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '__proto__' }, data },
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ env: [
        { name: 'A', valueFrom: { configMapKeyRef: { name: '__proto__', key: '__proto__' } } }, { name: 'B', valueFrom: { configMapKeyRef: { name: '__proto__', key: 'toString' } } },
      ] }] } },
    ]);
    expect(unresolved.map(({ target }) => target.key)).toEqual(['toString']);
  });
});

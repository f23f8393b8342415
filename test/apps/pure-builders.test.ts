import {
  buildClusterRole, buildClusterRoleBinding, buildConfigMap, buildCronJob, buildExternalSecret, buildHorizontalPodAutoscaler, buildHttpRoute,
  buildIngress, buildJob, buildLimitRange, buildNamespace, buildNetworkPolicy, buildNodeAgent, buildPersistentVolume, buildPersistentVolumeClaim,
  buildPod, buildPodDisruptionBudget, buildPriorityClass, buildResourceQuota, buildRole, buildRoleBinding, buildSealedSecret, buildSecret,
  buildService, buildServiceAccount, buildStatefulApp, buildStatelessApp, buildStorageClass, type Bundle, ClusterRole, ClusterRoleBinding,
  ConfigMapData, CronJob, HorizontalPodAutoscaler, HttpRoute, Ingress, Job, LimitRange, Namespace, NetworkPolicy, nfs, NodeAgent, PersistentVolume,
  PersistentVolumeClaim, Pod, PodDisruptionBudget, PriorityClass, ResourceQuota, Role, RoleBinding, SecretData, Service, ServiceAccount,
  StatefulApp, StatelessApp, StorageClass, unsafeLiteral,
} from '../../src';
import type { Built } from '../../src/core/built';
import type { Manifest } from '../../src/core/manifest';
import { newBundle } from '../support/definitions';

interface Pair {
  readonly build: (identity: { readonly name: string; readonly namespace?: string }, props: never) => Built;
  readonly define: (bundle: Bundle, id: string, props: never) => unknown;
  readonly props: object;
  /** Whether the override is a map by kind. */
  readonly byKind?: true;
}

/** As kubeseal writes it: the length of a session key in front of the key and the text. */
const sealed = Buffer.concat([Buffer.from([1, 0]), Buffer.alloc(300, 7)]).toString('base64');

/** A bundle has an order of its own. */
function byName(objects: readonly Manifest[]): ReadonlyMap<string, Manifest> {
  return new Map(objects.map((object) => [`${object.kind} ${object.metadata?.name}`, object]));
}

const app = { image: 'web:1', ports: { http: 8080 } };
const pairs: { readonly [kind: string]: Pair } = {
  Deployment: { build: buildStatelessApp, define: (bundle, id, props) => new StatelessApp(bundle, id, props), props: app, byKind: true },
  StatefulSet: { build: buildStatefulApp, define: (bundle, id, props) => new StatefulApp(bundle, id, props), props: app, byKind: true },
  DaemonSet: { build: buildNodeAgent, define: (bundle, id, props) => new NodeAgent(bundle, id, props), props: app, byKind: true },
  Job: { build: buildJob, define: (bundle, id, props) => new Job(bundle, id, props), props: app, byKind: true },
  CronJob: { build: buildCronJob, define: (bundle, id, props) => new CronJob(bundle, id, props), props: { ...app, schedule: '@daily' }, byKind: true },
  Pod: { build: buildPod, define: (bundle, id, props) => new Pod(bundle, id, props), props: app, byKind: true },
  ServiceAccount: { build: buildServiceAccount, define: (bundle, id, props) => new ServiceAccount(bundle, id, props), props: {}, byKind: true },
  ConfigMap: { build: buildConfigMap, define: (bundle, id, props) => new ConfigMapData(bundle, id, props), props: { data: { A: 'b' } } },
  Secret: {
    build: buildSecret, define: (bundle, id, props) => new SecretData(bundle, id, props),
    props: { data: { a: unsafeLiteral('b') }, commit: 'base64', reason: 'a test' },
  },
  ExternalSecret: {
    build: buildExternalSecret, define: (bundle, id, props) => SecretData.externalSecret(bundle, id, props), props: { store: 'vault', data: { key: 'shop/api' } },
  },
  SealedSecret: {
    build: buildSealedSecret, define: (bundle, id, props) => SecretData.sealed(bundle, id, props), props: { encryptedData: { a: sealed } },
  },
  Service: { build: buildService, define: (bundle, id, props) => new Service(bundle, id, props), props: { pods: { app: 'web' }, ports: { http: 80 } } },
  Ingress: { build: buildIngress, define: (bundle, id, props) => new Ingress(bundle, id, props), props: { defaultBackend: { service: 'web', port: 80 } } },
  HTTPRoute: {
    build: buildHttpRoute, define: (bundle, id, props) => new HttpRoute(bundle, id, props), props: { gateway: 'outside', rules: { '/': { service: 'web', port: 80 } } },
  },
  NetworkPolicy: { build: buildNetworkPolicy, define: (bundle, id, props) => new NetworkPolicy(bundle, id, props), props: { pods: 'all', isolate: 'both' } },
  Namespace: { build: buildNamespace, define: (bundle, id, props) => new Namespace(bundle, id, props), props: {} },
  Role: { build: buildRole, define: (bundle, id, props) => new Role(bundle, id, props), props: { rules: [{ verbs: ['get'], resources: ['pods'] }] } },
  ClusterRole: { build: buildClusterRole, define: (bundle, id, props) => new ClusterRole(bundle, id, props), props: { rules: [{ verbs: ['get'], resources: ['pods'] }] } },
  RoleBinding: { build: buildRoleBinding, define: (bundle, id, props) => new RoleBinding(bundle, id, props), props: { role: 'view', subjects: [{ kind: 'User', name: 'ann' }] } },
  ClusterRoleBinding: {
    build: buildClusterRoleBinding, define: (bundle, id, props) => new ClusterRoleBinding(bundle, id, props), props: { role: 'view', subjects: [{ kind: 'User', name: 'ann' }] },
  },
  PersistentVolume: {
    build: buildPersistentVolume, define: (bundle, id, props) => new PersistentVolume(bundle, id, props),
    props: { source: nfs({ server: '10.0.0.2', path: '/data' }), capacity: '1Gi' },
  },
  PersistentVolumeClaim: { build: buildPersistentVolumeClaim, define: (bundle, id, props) => new PersistentVolumeClaim(bundle, id, props), props: { size: '1Gi' } },
  StorageClass: { build: buildStorageClass, define: (bundle, id, props) => new StorageClass(bundle, id, props), props: { provisioner: 'example.com/disk' } },
  HorizontalPodAutoscaler: {
    build: buildHorizontalPodAutoscaler, define: (bundle, id, props) => new HorizontalPodAutoscaler(bundle, id, props),
    props: { target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, max: 3, cpu: '70%' },
  },
  PodDisruptionBudget: {
    build: buildPodDisruptionBudget, define: (bundle, id, props) => new PodDisruptionBudget(bundle, id, props), props: { pods: { app: 'web' }, maxUnavailable: 1 },
  },
  ResourceQuota: { build: buildResourceQuota, define: (bundle, id, props) => new ResourceQuota(bundle, id, props), props: { hard: { pods: 3 } } },
  LimitRange: {
    build: buildLimitRange, define: (bundle, id, props) => new LimitRange(bundle, id, props),
    props: { limits: { Container: { default: { cpu: 1 } } } },
  },
  PriorityClass: { build: buildPriorityClass, define: (bundle, id, props) => new PriorityClass(bundle, id, props), props: { value: 1000 } },
};

describe.each(Object.entries(pairs))('the pure builder of a %s', (kind, { build, define, props, byKind }) => {
  const fromConstruct = (given: object): readonly Manifest[] => {
    const bundle = newBundle();
    define(bundle, 'one', given as never);
    return bundle.objects();
  };
  const fromBuilder = (given: unknown): Built => build({ name: 'one', namespace: newBundle().namespace! }, given as never);

  test('gives what the construct gives', () => {
    const { objects, diagnostics } = fromBuilder(props);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(objects.length).toBeGreaterThan(0);
    expect(byName(objects)).toEqual(byName(fromConstruct(props)));
  });

  test('follows a name among the props, and an override', () => {
    const change = { metadata: { annotations: { 'example.com/note': 'changed' } } };
    const given = { ...props, name: 'other', override: byKind === true ? { [kind]: change } : change };
    const { objects } = fromBuilder(given);
    expect(objects.find((object) => object.kind === kind)!.metadata).toMatchObject({ name: 'other', ...change.metadata });
    expect(byName(objects)).toEqual(byName(fromConstruct(given)));
  });

  test.each([['null', null], ['a text', 'image'], ['a list', []]])('takes %s for one mistake, and builds nothing', (_, wrong) => {
    const { objects, diagnostics } = fromBuilder(wrong);
    expect(objects).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['value/wrong-type']);
  });

  test('reports a wrong name and an override that changes nothing', () => {
    expect(build({ name: 'No/Name' }, props as never).diagnostics.map(({ code }) => code)).toContain('name/invalid');
    const nothing = { ...props, override: byKind === true ? { [kind]: {} } : {} };
    expect(fromBuilder(nothing).diagnostics.map(({ code }) => code)).toContain('override/no-effect');
  });
});

test.each([
  ['Namespace', buildNamespace({ name: 'one', namespace: 'shop' }, { labels: { a: 'b c' } }), buildNamespace({ name: 'one', namespace: 'shop' }, {})],
  ['PriorityClass', buildPriorityClass({ name: 'one', namespace: 'shop' }, { value: 1, labels: { a: 'b c' } }), buildPriorityClass({ name: 'one', namespace: 'shop' }, { value: 1 })],
] as const)('a %s is in no namespace, and reports of it know that', (kind, wrong, good) => {
  expect(good.objects[0]!.metadata).toEqual({ name: 'one' });
  expect(wrong.diagnostics.map(({ object }) => object)).toEqual([{ apiVersion: good.objects[0]!.apiVersion, kind, name: 'one' }]);
});

import {
  type Bundle, ClusterRole, ClusterRoleBinding, ConfigMapData, CronJob, type Definition, HorizontalPodAutoscaler, HttpRoute, Ingress, Job,
  LimitRange, Namespace, NetworkPolicy, nfs, NodeAgent, PersistentVolume, PersistentVolumeClaim, Pod, PodDisruptionBudget, PriorityClass,
  ResourceQuota, Role, RoleBinding, SecretData, Service, ServiceAccount, StatefulApp, StatelessApp, StorageClass,
} from '../../src';
import { diagnosticsOf, newBundle } from '../support/definitions';

const image = 'example:1';
const rules = [{ verbs: ['get'], resources: ['pods'] }] as const;
const subjects = [{ kind: 'Group', name: 'support' }] as const;
const app = (bundle: Bundle) => new StatelessApp(bundle, 'app', { image, ports: { http: 80 } });

/** One definition of each kind, by the object that it is for. */
const kinds: readonly [string, (bundle: Bundle, props?: object) => Definition][] = [
  ['v1 ConfigMap shop', (bundle, props) => new ConfigMapData(bundle, 'one', { data: { a: 'b' }, ...props })],
  ['v1 LimitRange shop', (bundle, props) => new LimitRange(bundle, 'one', { limits: { Container: { max: { cpu: 1 } } }, ...props })],
  ['v1 Namespace none', (bundle, props) => new Namespace(bundle, 'one', props ?? {})],
  ['v1 PersistentVolume none', (bundle, props) =>
    new PersistentVolume(bundle, 'one', { source: nfs({ server: 's', path: '/p' }), capacity: '1Gi', ...props })],
  ['v1 PersistentVolumeClaim shop', (bundle, props) => new PersistentVolumeClaim(bundle, 'one', { size: '1Gi', ...props })],
  ['v1 Pod shop', (bundle, props) => new Pod(bundle, 'one', { image, ...props })],
  ['v1 ReplicationController shop', (bundle, props) => new StatelessApp(bundle, 'one', { image, workload: 'ReplicationController', ...props })],
  ['v1 ResourceQuota shop', (bundle, props) => new ResourceQuota(bundle, 'one', { hard: { pods: 1 }, ...props })],
  ['v1 Secret shop', (bundle, props) => new SecretData(bundle, 'one', { data: {}, commit: 'base64', reason: 'a test', ...props })],
  ['v1 Service shop', (bundle, props) => new Service(bundle, 'one', { pods: { a: 'b' }, ports: { http: 80 }, ...props })],
  ['v1 ServiceAccount shop', (bundle, props) => new ServiceAccount(bundle, 'one', props)],
  ['apps/v1 DaemonSet shop', (bundle, props) => new NodeAgent(bundle, 'one', { image, ...props })],
  ['apps/v1 Deployment shop', (bundle, props) => new StatelessApp(bundle, 'one', { image, ...props })],
  ['apps/v1 ReplicaSet shop', (bundle, props) => new StatelessApp(bundle, 'one', { image, workload: 'ReplicaSet', ...props })],
  ['apps/v1 StatefulSet shop', (bundle, props) => new StatefulApp(bundle, 'one', { image, ...props })],
  ['autoscaling/v2 HorizontalPodAutoscaler shop', (bundle, props) => new HorizontalPodAutoscaler(bundle, 'one', { target: app(bundle), max: 3, ...props })],
  ['batch/v1 CronJob shop', (bundle, props) => new CronJob(bundle, 'one', { image, schedule: '@daily', ...props })],
  ['batch/v1 Job shop', (bundle, props) => new Job(bundle, 'one', { image, ...props })],
  ['gateway.networking.k8s.io/v1 HTTPRoute shop', (bundle, props) =>
    new HttpRoute(bundle, 'one', { gateway: 'public', rules: { '/': app(bundle).port('http') }, ...props })],
  ['networking.k8s.io/v1 Ingress shop', (bundle, props) => new Ingress(bundle, 'one', { defaultBackend: app(bundle).port('http'), ...props })],
  ['networking.k8s.io/v1 NetworkPolicy shop', (bundle, props) => new NetworkPolicy(bundle, 'one', { pods: 'all', isolate: 'both', ...props })],
  ['policy/v1 PodDisruptionBudget shop', (bundle, props) => new PodDisruptionBudget(bundle, 'one', { pods: { a: 'b' }, maxUnavailable: 1, ...props })],
  ['rbac.authorization.k8s.io/v1 ClusterRole none', (bundle, props) => new ClusterRole(bundle, 'one', { rules, ...props })],
  ['rbac.authorization.k8s.io/v1 ClusterRoleBinding none', (bundle, props) => new ClusterRoleBinding(bundle, 'one', { role: 'view', subjects, ...props })],
  ['rbac.authorization.k8s.io/v1 Role shop', (bundle, props) => new Role(bundle, 'one', { rules, ...props })],
  ['rbac.authorization.k8s.io/v1 RoleBinding shop', (bundle, props) => new RoleBinding(bundle, 'one', { role: 'view', subjects, ...props })],
  ['scheduling.k8s.io/v1 PriorityClass none', (bundle, props) => new PriorityClass(bundle, 'one', { value: 1, ...props })],
  ['storage.k8s.io/v1 StorageClass none', (bundle, props) => new StorageClass(bundle, 'one', { provisioner: 'p', ...props })],
];

describe.each(kinds)('%s', (identity, define) => {
  const [apiVersion, kind, place] = identity.split(' ') as [string, string, string];
  const namespace = place === 'none' ? undefined : place;

  test('is what others refer to, and what is written', () => {
    const bundle = newBundle();
    const { target } = define(bundle);
    expect(target).toEqual({ apiVersion, kind, namespace, name: 'one' });
    const written = bundle.objects().filter((object) => object.kind === kind && object.metadata?.name === 'one');
    expect(written.map((object) => [object.apiVersion, object.metadata?.namespace])).toEqual([[apiVersion, namespace]]);
  });

  test('is what reports are about', () => {
    const bundle = newBundle();
    define(bundle, { labels: 7 });
    const found = diagnosticsOf(bundle);
    expect(found.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(['value/wrong-type /labels']);
    expect(found[0]!.object).toEqual({ apiVersion, kind, namespace, name: 'one' });
  });
});

describe('a Secret that something else makes', () => {
  const data = { key: 'shop/api' };

  test.each<[string, string, (bundle: Bundle, props?: object) => SecretData]>([
    ['external-secrets.io/v1', 'ExternalSecret', (bundle, props) => SecretData.externalSecret(bundle, 'one', { store: 'vault', data, ...props })],
    ['bitnami.com/v1alpha1', 'SealedSecret', (bundle, props) => SecretData.sealed(bundle, 'one', { encryptedData: { key: 'AgBy'.repeat(200) }, ...props })],
  ])('%s %s is written and reported, and the Secret is referred to', (apiVersion, kind, define) => {
    const bundle = newBundle();
    expect(define(bundle).target).toEqual({ apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'one' });
    expect(bundle.objects().map((object) => [object.apiVersion, object.kind, object.metadata?.name])).toEqual([[apiVersion, kind, 'one']]);
    const wrong = newBundle();
    define(wrong, { labels: 7 });
    expect(diagnosticsOf(wrong).map(({ object }) => object)).toEqual([{ apiVersion, kind, namespace: 'shop', name: 'one' }]);
  });
});

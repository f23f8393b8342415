import { ApiObject, Chart } from 'cdk8s';
import { Cpu, DaemonSet, Deployment, Job, Pod, Protocol, Service as PlusService, StatefulSet } from 'cdk8s-plus-27';
import {
  App, Bundle, HorizontalPodAutoscaler, HttpRoute, Ingress, NetworkPolicy, PodDisruptionBudget, Service, StatefulApp, StatelessApp,
} from '../../src';
import { DiagnosticsError } from '../../src/core/diagnostics-error';
import type { PodOwner } from '../../src/core/pod-set';
import { podsOf } from '../../src/plus';
import { built, diagnosticsOf, errorsOf, newBundle } from '../support/definitions';
import { describeOracle, verdicts } from '../support/oracle';

const resources = { cpu: { request: Cpu.millis(100) } };
const image = 'example:1';
const address = 'cdk8s.io/metadata.addr';

const cart = (bundle: Chart): Deployment =>
  new Deployment(bundle, 'cart', { metadata: { name: 'cart' }, replicas: 1, containers: [{ image, resources, ports: [{ name: 'http', number: 8080 }, { number: 9090 }] }] });

/** The labels of the pods that cdk8s-plus writes. */
function podLabels(bundle: Bundle, kind: string, name: string): { readonly [key: string]: string } | undefined {
  const object = bundle.objects().find((one) => one.kind === kind && one.metadata?.name === name) as unknown as {
    metadata: { labels?: { readonly [key: string]: string } }; spec: { template?: { metadata?: { labels?: { readonly [key: string]: string } } } };
  };
  return kind === 'Pod' ? object.metadata.labels : object.spec.template?.metadata?.labels;
}

/** Everything of ours that takes pods or a Service of cdk8s-plus. */
function mixed(bundle: Bundle): void {
  const deployment = cart(bundle);
  const pods = podsOf(deployment);
  const legacy = Service.from(new PlusService(bundle, 'legacy', { metadata: { name: 'legacy' }, selector: deployment, ports: [{ name: 'http', port: 80, targetPort: 8080 }] }));
  new Ingress(bundle, 'front', { rules: { 'shop.example.com': legacy.port('http') } });
  new Service(bundle, 'cart', { pods });
  new HorizontalPodAutoscaler(bundle, 'cart', { target: pods, max: 5, cpu: '70%' });
  new PodDisruptionBudget(bundle, 'cart', { pods, maxUnavailable: 1 });
  new NetworkPolicy(bundle, 'cart', { pods, allowFrom: ['anyone'] });
  const governing = Service.from(new PlusService(bundle, 'db-names', { metadata: { name: 'db-names' }, selector: deployment, clusterIP: 'None', ports: [{ port: 5432 }] }));
  new StatefulApp(bundle, 'db', {
    image, ports: { postgres: 5432 }, service: governing, env: { CART: legacy.host },
    scheduling: { podAffinity: { required: [{ over: 'zones', labelSelector: pods }] } },
  }).allowFrom(pods);
}

test.each<[string, (bundle: Bundle) => Deployment | StatefulSet | DaemonSet | Job | Pod]>([
  ['Deployment', cart],
  ['StatefulSet', (bundle) => new StatefulSet(bundle, 'cart', { metadata: { name: 'cart' }, service: new PlusService(bundle, 's', { ports: [{ port: 80 }] }), containers: [{ image }] })],
  ['DaemonSet', (bundle) => new DaemonSet(bundle, 'cart', { metadata: { name: 'cart' }, containers: [{ image }] })],
  ['Job', (bundle) => new Job(bundle, 'cart', { metadata: { name: 'cart' }, containers: [{ image }] })],
  ['Pod', (bundle) => new Pod(bundle, 'cart', { metadata: { name: 'cart' }, containers: [{ image }] })],
])('the pods of a %s are those that cdk8s-plus makes, and no others', (kind, define) => {
  const bundle = newBundle();
  const { podSet } = podsOf(define(bundle));
  expect(podSet.target).toMatchObject({ kind, name: 'cart', namespace: 'shop' });
  expect(Object.keys(podSet.selector)).toEqual([address]);
  expect(podLabels(bundle, kind, 'cart')).toMatchObject(podSet.selector);
});

test('pods and Services of cdk8s-plus stand wherever ours do', () => {
  const bundle = newBundle();
  mixed(bundle);
  const matchLabels = { [address]: podLabels(bundle, 'Deployment', 'cart')![address] };
  expect(built(bundle, 'Ingress').spec).toMatchObject({ rules: [{ http: { paths: [{ backend: { service: { name: 'legacy', port: { name: 'http' } } } }] } }] });
  expect(built(bundle, 'Service', 'cart').spec).toEqual({
    selector: matchLabels, ports: [{ name: 'http', port: 8080, targetPort: 'http' }, { name: '9090', port: 9090, targetPort: 9090 }],
  });
  expect(built(bundle, 'HorizontalPodAutoscaler').spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' });
  expect(built(bundle, 'PodDisruptionBudget').spec.selector).toEqual({ matchLabels });
  expect(built(bundle, 'NetworkPolicy', 'cart').spec).toMatchObject({ podSelector: { matchLabels }, ingress: [{ ports: [{ port: 8080 }, { port: 9090 }] }] });
  expect(built(bundle, 'NetworkPolicy', 'db').spec).toMatchObject({ ingress: [{ from: [{ podSelector: { matchLabels } }], ports: [{ port: 5432 }] }] });
  const { serviceName, template } = built(bundle, 'StatefulSet', 'db').spec;
  expect(serviceName).toBe('db-names');
  expect(template.spec).toMatchObject({
    containers: [{ env: [{ name: 'CART', value: 'legacy' }] }],
    affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels } }] } },
  });
  expect(bundle.objects().filter(({ kind, metadata }) => kind === 'Service' && metadata?.name === 'db')).toEqual([]);
});

test('a container that is added before the pods are used is known', () => {
  const bundle = newBundle();
  const deployment = new Deployment(bundle, 'cart');
  const pods = podsOf(deployment);
  deployment.addContainer({ image, resources, portNumber: 8080 });
  new Service(bundle, 'cart', { pods, ports: { http: { port: 80, targetPort: 8080 } } });
  expect(built(bundle, 'Service').spec.ports).toEqual([{ name: 'http', port: 80, targetPort: 8080 }]);
});

describe('Service.from', () => {
  test('reads names, numbers and protocols, of cdk8s-plus and of any object', () => {
    const bundle = newBundle();
    const ports = [{ name: 'http', port: 80 }, { port: 53, protocol: Protocol.UDP }];
    const facts = [{ name: 'http', port: 80, protocol: 'TCP' }, { name: '53', port: 53, protocol: 'UDP' }];
    expect(Service.from(new PlusService(bundle, 'plus', { ports })).ports).toEqual(facts);
    expect(Service.from(new ApiObject(bundle, 'plain', { apiVersion: 'v1', kind: 'Service', spec: { ports } })).ports).toEqual(facts);
    expect(Service.from(new ApiObject(bundle, 'bare', { apiVersion: 'v1', kind: 'Service' })).ports).toEqual([]);
    expect(Service.from(new ApiObject(bundle, 'told', { apiVersion: 'v1', kind: 'Service' }), { ports: { http: 80 } }).ports).toEqual([facts[0]]);
  });

  test('leads an Ingress and a route to a port without a name by its number', () => {
    const bundle = newBundle();
    const service = Service.from(new PlusService(bundle, 'plus', { metadata: { name: 'plus' }, ports: [{ port: 80 }] }));
    new Ingress(bundle, 'front', { defaultBackend: service });
    new HttpRoute(bundle, 'route', { gateway: 'public', rules: { '/': service } });
    expect(built(bundle, 'Ingress').spec.defaultBackend).toEqual({ service: { name: 'plus', port: { number: 80 } } });
    expect(bundle.objects().find(({ kind }) => kind === 'HTTPRoute')).toMatchObject({ spec: { rules: [{ backendRefs: [{ name: 'plus', port: 80 }] }] } });
  });

  test('puts the chart of the Service before the bundle that uses it', () => {
    const app = new App();
    const bundle = new Bundle(app, 'a-shop', { namespace: 'shop' });
    const chart = new Chart(app, 'b-legacy', { namespace: 'shop' });
    const service = Service.from(new PlusService(chart, 'legacy', { metadata: { name: 'legacy' }, ports: [{ port: 80 }] }));
    new Ingress(bundle, 'front', { defaultBackend: service });
    expect([...app.synthYaml().matchAll(/^kind: (\w+)/gm)].map(([, kind]) => kind)).toEqual(['Service', 'Ingress']);
  });

  test('reports a port that it does not have, and another namespace or cluster, where it is used', () => {
    const app = new App();
    const bundle = new Bundle(app, 'shop', { namespace: 'shop' });
    const own = Service.from(new PlusService(bundle, 'own', { ports: [{ name: 'http', port: 80 }] }));
    const elsewhere = Service.from(new PlusService(new Chart(app, 'elsewhere', { namespace: 'elsewhere' }), 'plus', { ports: [{ port: 80 }] }));
    const staging = Service.from(new PlusService(new Bundle(app, 'staging', { namespace: 'shop', cluster: 'staging' }), 'plus', { ports: [{ port: 80 }] }));
    new Ingress(bundle, 'front', { rules: { 'a.example.com': own.port('htp'), 'b.example.com': elsewhere, 'c.example.com': staging } });
    expect(errorsOf(bundle)).toEqual([
      'service/unknown-port /rules/a.example.com', 'reference/other-namespace /rules/b.example.com', 'reference/other-cluster /rules/c.example.com',
    ]);
  });

  test.each<[string, (bundle: Bundle) => unknown, string[]]>([
    ['nothing', () => Service.from(undefined as never), ['value/wrong-type']],
    ['a name', () => Service.from('legacy' as never), ['value/wrong-type']],
    ['a Deployment', (bundle) => Service.from(cart(bundle)), ['value/wrong-type']],
    ['options that are none', (bundle) => Service.from(new PlusService(bundle, 's', { ports: [{ port: 80 }] }), null as never), ['value/wrong-type']],
    ['wrong options', (bundle) => Service.from(new PlusService(bundle, 's', { ports: [{ port: 80 }] }), { ports: { http: 0 }, port: 1 } as never), [
      'value/unknown-field /port', 'value/out-of-range /ports/http',
    ]],
  ])('refuses %s, at the line of the call', (_name, make, want) => {
    const make_ = (): unknown => make(newBundle());
    expect(make_).toThrow(DiagnosticsError);
    expect(errorsOf(make_)).toEqual(want);
    expect(diagnosticsOf(make_)[0]?.source?.file).toBe(__filename);
  });
});

describe('podsOf', () => {
  test.each<[string, unknown]>([['nothing', undefined], ['a name', 'cart'], ['an app of ours', 'app'], ['a Service', 'service']])('refuses %s', (_name, given) => {
    const bundle = newBundle();
    const things: { readonly [name: string]: unknown } = { app: new StatelessApp(bundle, 'web', { image }), service: new PlusService(bundle, 's', { ports: [{ port: 80 }] }) };
    expect(errorsOf(() => podsOf((typeof given === 'string' ? things[given] ?? given : given) as never))).toEqual(['value/wrong-type']);
  });

  test('of another namespace are peers with it; what must be in the own one is reported', () => {
    const app = new App();
    const other = new Chart(app, 'other', { namespace: 'other' });
    const bundle = new Bundle(app, 'shop', { namespace: 'shop' });
    const pods: PodOwner = podsOf(cart(other));
    new NetworkPolicy(bundle, 'db', { pods: { app: 'db' }, allowFrom: [pods] });
    expect(built(bundle, 'NetworkPolicy').spec).toMatchObject({ ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } }] }] });
    new Service(bundle, 'cart', { pods });
    new HorizontalPodAutoscaler(bundle, 'cart', { target: pods, max: 5 });
    expect(errorsOf(bundle)).toEqual(expect.arrayContaining(['reference/other-namespace /pods', 'reference/other-namespace /target']));
  });
});

describeOracle('what the API server says', (release) => {
  test('accepts what both define together', () => {
    const bundle = newBundle();
    mixed(bundle);
    expect(verdicts(release, bundle.objects()).filter(({ code }) => code !== 201)).toEqual([]);
  });
});

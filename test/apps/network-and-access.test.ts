import { Bundle, type BundleProps } from '../../src/synth/bundle';
import { App } from '../../src/synth/app';
import { DiagnosticsError } from '../../src/core/diagnostics-error';
import { HorizontalPodAutoscaler } from '../../src/apps/horizontal-pod-autoscaler';
import { HttpRoute } from '../../src/apps/http-route';
import { Ingress } from '../../src/apps/ingress';
import { LimitRange } from '../../src/apps/limit-range';
import { Namespace } from '../../src/apps/namespace';
import { NetworkPolicy } from '../../src/apps/network-policy';
import { PodDisruptionBudget } from '../../src/apps/pod-disruption-budget';
import { PriorityClass } from '../../src/apps/priority-class';
import { ResourceQuota } from '../../src/apps/resource-quota';
import { Service } from '../../src/apps/service';
import { ServiceAccount } from '../../src/apps/service-account';
import { StatelessApp } from '../../src/apps/stateless-app';
import { oracleFolder, verdicts } from '../support/oracle';
import { told } from '../network/fixtures';

const app = () => new App({ onWarnings: () => undefined });
const shop = (props: BundleProps = { namespace: 'shop' }) => new Bundle(app(), 'shop', props);

type Objects = ReadonlyMap<string, { readonly [field: string]: unknown }>;

/** The objects of a bundle by kind and name. */
function objects(bundle: Bundle): Objects {
  return new Map(bundle.objects().map((object) => [`${object.kind} ${object.metadata?.name}`, object as unknown as { readonly [field: string]: unknown }]));
}

function errors(bundle: Bundle): string[] {
  try {
    bundle.objects();
    return [];
  } catch (error) {
    if (error instanceof DiagnosticsError) return told(error.diagnostics);
    throw error;
  }
}

/** One of each, around one app. */
function everything(): Bundle {
  const bundle = shop();
  const account = new ServiceAccount(bundle, 'reader').can(['get', 'list'], 'pods').can('get', 'nodes', { clusterWide: true }).canReach('get', '/metrics').bindTo('view');
  const urgent = new PriorityClass(bundle, 'urgent', { value: 1000 });
  const web = new StatelessApp(bundle, 'web', { image: 'nginx:1.27', ports: { http: 8080 }, serviceAccount: account, scheduling: { priorityClass: urgent } });
  new Namespace(bundle, 'shop', { podSecurity: 'baseline' });
  new Service(bundle, 'outside', { type: 'LoadBalancer', pods: web, ports: { http: 80 } });
  new Ingress(bundle, 'front', { rules: { 'shop.example.com': web.port('http') }, tls: 'certificate' });
  new HttpRoute(bundle, 'route', { gateway: 'public', rules: { '/': web.port('http') } });
  new NetworkPolicy(bundle, 'default-deny', { pods: 'all', isolate: 'both' });
  new NetworkPolicy(bundle, 'web-in', { pods: web }).allowFrom({ namespaces: 'ingress' }, { ports: ['http'] });
  new HorizontalPodAutoscaler(bundle, 'web', { target: web, max: 5, cpu: '70%' });
  new PodDisruptionBudget(bundle, 'web', { pods: web, maxUnavailable: 1 });
  new ResourceQuota(bundle, 'compute', { hard: { pods: 50 } });
  new LimitRange(bundle, 'defaults', { limits: { Container: { defaultRequest: { cpu: '100m' } } } });
  return bundle;
}

describe('definitions that stand for themselves', () => {
  test('agree with the app that they are for', () => {
    const all = objects(everything());
    const { spec } = all.get('Deployment web') as { spec: { selector: { matchLabels: object }; template: { spec: object } } };
    const { matchLabels } = spec.selector;
    expect(all.get('Service outside')).toMatchObject({ spec: { selector: matchLabels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } });
    expect(all.get('PodDisruptionBudget web')).toMatchObject({ spec: { selector: { matchLabels } } });
    expect(all.get('HorizontalPodAutoscaler web')).toMatchObject({ spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } } });
    expect(all.get('NetworkPolicy web-in')).toMatchObject({ spec: { podSelector: { matchLabels }, ingress: [{ ports: [{ protocol: 'TCP', port: 8080 }] }] } });
    expect(all.get('Ingress front')).toMatchObject({ spec: { rules: [{ http: { paths: [{ backend: { service: { name: 'web', port: { name: 'http' } } } }] } }] } });
    expect(all.get('HTTPRoute route')).toMatchObject({ spec: { rules: [{ backendRefs: [{ name: 'web', port: 8080 }] }] } });
    expect(spec.template.spec).toMatchObject({ serviceAccountName: 'reader', priorityClassName: 'urgent' });
  });

  test('stand in the namespace of the bundle, or outside of namespaces', () => {
    const namespaces = everything().objects().map(({ kind, metadata }) => [kind, metadata?.namespace] as const);
    const outside = new Set(namespaces.filter(([, namespace]) => namespace === undefined).map(([kind]) => kind));
    expect([...outside].sort()).toEqual(['ClusterRole', 'ClusterRoleBinding', 'Namespace', 'PriorityClass']);
    expect(new Set(namespaces.map(([, namespace]) => namespace))).toEqual(new Set(['shop', undefined]));
  });

  const known = oracleFolder === undefined ? test.skip : test;
  known.each(['1.31', '1.36'])('are accepted by Kubernetes %s', (release) => {
    const built = everything().objects().filter(({ kind }) => kind !== 'HTTPRoute');
    expect(verdicts(release, built).flatMap(({ code, message }, index) => (code === 201 ? [] : [`${built[index]!.kind}: ${message}`]))).toEqual([]);
  });

  test('take overrides', () => {
    const bundle = shop();
    new Service(bundle, 'web', { ports: { http: 80 }, override: { spec: { publishNotReadyAddresses: true } } });
    new ServiceAccount(bundle, 'reader', { grants: [{ verbs: 'get', resources: 'pods' }], override: { Role: { metadata: { labels: { a: 'b' } } } } });
    expect(objects(bundle).get('Service web')).toMatchObject({ spec: { publishNotReadyAddresses: true } });
    expect(objects(bundle).get('Role reader')).toMatchObject({ metadata: { labels: { a: 'b' } } });
  });
});

describe('Service', () => {
  test('is a host and ports for others', () => {
    const bundle = shop();
    const db = new Service(bundle, 'db', { headless: true, pods: { app: 'mysql' }, ports: { mysql: 3306 } });
    new StatelessApp(bundle, 'web', { image: 'nginx:1.27', env: { HOST: db.host, PORT: db.port('mysql') } });
    const deployment = objects(bundle).get('Deployment web') as { spec: { template: { spec: { containers: { env: object[] }[] } } } };
    expect(deployment.spec.template.spec.containers[0]!.env).toEqual([{ name: 'HOST', value: 'db' }, { name: 'PORT', value: '3306' }]);
  });

  test('may exist already, in another namespace as well', () => {
    const bundle = shop();
    const db = Service.existing(bundle, 'db', { name: 'mysql', namespace: 'data', ports: { mysql: 3306, admin: { port: 33_060, protocol: 'TCP' } } });
    new StatelessApp(bundle, 'web', { image: 'nginx:1.27', env: { HOST: db.host, PORT: db.port('admin') } });
    const all = objects(bundle);
    expect([...all.keys()]).toEqual(['Deployment web']);
    const deployment = all.get('Deployment web') as { spec: { template: { spec: { containers: { env: object[] }[] } } } };
    expect(deployment.spec.template.spec.containers[0]!.env).toEqual([{ name: 'HOST', value: 'mysql.data.svc' }, { name: 'PORT', value: '33060' }]);
  });

  test('reports what is wrong with one that exists', () => {
    const bundle = shop();
    Service.existing(bundle, 'db', { namespace: 'Data', ports: { mysql: 0, x: 'y' }, prots: {} } as object);
    expect(errors(bundle)).toEqual(['name/invalid /namespace', 'value/out-of-range /ports/mysql', 'value/wrong-type /ports/x', 'value/unknown-field /prots']);
  });

  test('reports a port that it does not have where the port is used', () => {
    const bundle = shop();
    const db = new Service(bundle, 'db', { ports: { mysql: 3306 } });
    new Ingress(bundle, 'front', { defaultBackend: db.dynamicPort('http') });
    expect(errors(bundle)).toEqual(['service/unknown-port /defaultBackend']);
  });

  test('reports names that some supported release refuses', () => {
    const bundle = shop();
    new Service(bundle, '1web', { ports: { http: 80 } });
    expect(errors(bundle)).toEqual(['name/invalid /name']);
  });
});

describe('NetworkPolicy', () => {
  test('that isolates nothing is reported', () => {
    const bundle = shop();
    new NetworkPolicy(bundle, 'nothing', { pods: 'all' });
    expect(errors(bundle)).toEqual(['value/needs-one-of']);
  });

  test('takes connections that are allowed after it was defined', () => {
    const bundle = shop();
    const web = new StatelessApp(bundle, 'web', { image: 'nginx:1.27', ports: { http: 8080 } });
    new NetworkPolicy(bundle, 'batch', { pods: { app: 'batch' } }).allowTo(web).allowTo({ cidr: '10.0.0.0/8' }, { ports: [443] });
    expect(objects(bundle).get('NetworkPolicy batch')).toMatchObject({ spec: { policyTypes: ['Egress'], egress: [{ ports: [{ port: 8080 }] }, { ports: [{ port: 443 }] }, { ports: [{ port: 53 }, { port: 53 }] }] } });
  });
});

describe('ServiceAccount', () => {
  test('knows whether its pods need a token', () => {
    const bundle = shop();
    expect(new ServiceAccount(bundle, 'a').hasGrants).toBe(false);
    expect(new ServiceAccount(bundle, 'b').can('get', 'pods').hasGrants).toBe(true);
    expect(new ServiceAccount(bundle, 'c').bindTo('view').hasGrants).toBe(true);
    expect(ServiceAccount.existing(bundle, 'd').hasGrants).toBe(true);
    expect(ServiceAccount.existing(bundle, 'e', { hasGrants: false }).hasGrants).toBe(false);
    ServiceAccount.existing(bundle, 'f', { hasGrants: 7 as never });
    expect(errors(bundle)).toContain('value/wrong-type /hasGrants');
  });

  test('that exists already is not written', () => {
    const bundle = shop();
    const account = ServiceAccount.existing(bundle, 'robot', { name: 'builder' });
    new StatelessApp(bundle, 'web', { image: 'nginx:1.27', serviceAccount: account });
    expect([...objects(bundle).keys()]).toEqual(['Deployment web']);
    expect(objects(bundle).get('Deployment web')).toMatchObject({ spec: { template: { spec: { serviceAccountName: 'builder' } } } });
  });

  test('reports what is wrong with a grant', () => {
    const bundle = shop();
    new ServiceAccount(bundle, 'reader').can('get', 'pod').can('get', 'nodes').canReach('get', 'metrics').bindTo({ kind: 'Role', name: 'a' }, { clusterWide: true });
    expect(errors(bundle)).toEqual([
      'access/unknown-resource /can/resources', 'access/cluster-scoped /can/resources', 'path/not-absolute /canReach/urls', 'value/wrong-type /bindTo/role',
    ]);
  });
});

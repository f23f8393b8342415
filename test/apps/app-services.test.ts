import { buildStatefulApp, buildStatelessApp, HttpRoute, Ingress, StatelessApp, type StatelessAppProps } from '../../src';
import { built, diagnosticsOf, errorsOf, lines, namesOf, newBundle } from '../support/definitions';

const web = (props: Partial<StatelessAppProps<string, string>>) =>
  buildStatelessApp<string, string>({ name: 'web', namespace: 'shop' }, { image: 'nginx:1.27', ports: { http: 8080, admin: 9000 }, ...props });
const own = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'web' };
const ports = [{ name: 'http', port: 8080, targetPort: 'http' }, { name: 'admin', port: 9000, targetPort: 'admin' }];

describe('the Services of an app', () => {
  test('lead to its pods, bear its labels, and are named by it', () => {
    const app = web({ services: { outside: { type: 'LoadBalancer', ports: { http: 80 } }, peers: { headless: true } } });
    expect(namesOf(app)).toEqual(['Deployment web', 'Service web', 'Service web-outside', 'Service web-peers']);
    expect(built(app, 'Service', 'web-outside')).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web-outside', namespace: 'shop', labels: own },
      spec: { type: 'LoadBalancer', selector: own, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    });
    expect(built(app, 'Service', 'web-peers').spec).toEqual({ clusterIP: 'None', selector: own, ports });
  });

  test('have all ports of the pods unless they say otherwise, each under its own name', () => {
    expect(built(web({}), 'Service').spec.ports).toEqual(ports);
    expect(built(web({ service: { ports: { admin: 90 } } }), 'Service').spec.ports).toEqual([{ name: 'admin', port: 90, targetPort: 'admin' }]);
  });

  test('lead to one pod of a stateful app, by its number', () => {
    const app = buildStatefulApp({ name: 'db', namespace: 'shop' }, { image: 'mysql:8.4', ports: { mysql: 3306 }, replicas: 2, services: { primary: { pod: 0 } } });
    expect(built(app, 'Service', 'db-primary').spec.selector).toEqual({
      'app.kubernetes.io/name': 'db', 'app.kubernetes.io/instance': 'db', 'statefulset.kubernetes.io/pod-name': 'db-0',
    });
    expect(errorsOf(web({ services: { first: { pod: 0 } } }))).toEqual(['value/needs-other /services/first/pod']);
    expect(errorsOf(buildStatefulApp({ name: 'db' }, { image: 'mysql:8.4', ports: { mysql: 3306 }, services: { primary: { pod: -1 } } }))).toEqual(['value/out-of-range /services/primary/pod']);
  });

  test('of a stateful app are headless where nothing else is said', () => {
    const governing = (service: object) => built(buildStatefulApp({ name: 'db' }, { image: 'mysql:8.4', ports: { mysql: 3306 }, service }), 'Service').spec;
    expect(governing({}).clusterIP).toBe('None');
    expect(governing({ labels: { tier: 'data' } }).clusterIP).toBe('None');
    expect(governing({ headless: false })).not.toHaveProperty('clusterIP');
    expect(governing({ clusterIP: '10.0.0.7' }).clusterIP).toBe('10.0.0.7');
    expect(governing({ type: 'NodePort' })).not.toHaveProperty('clusterIP');
  });

  test('of a stateful app name its pods by the one that bears its name alone', () => {
    const serviceName = (props: object) => built(buildStatefulApp({ name: 'db' }, { image: 'mysql:8.4', ports: { mysql: 3306 }, ...props }), 'StatefulSet').spec.serviceName;
    expect(serviceName({ services: { read: {} } })).toBe('db');
    expect(serviceName({ service: { name: 'db-pods' } })).toBe('db-pods');
    expect(serviceName({ service: false, services: { read: {} } })).toBeUndefined();
  });

  test('can have names of their own', () => {
    const app = web({ service: { name: 'shop-front' }, services: { peers: { name: 'shop-peers', headless: true } } });
    expect(namesOf(app)).toEqual(['Deployment web', 'Service shop-front', 'Service shop-peers']);
  });

  test.each<[string, object, object]>([
    ['ClusterIP', {}, { ports }],
    ['NodePort', { type: 'NodePort', ports: { http: { port: 80, nodePort: 30_080 } } }, { type: 'NodePort', ports: [{ name: 'http', port: 80, targetPort: 'http', nodePort: 30_080 }] }],
    ['LoadBalancer', {
      type: 'LoadBalancer', ports: { http: 80 }, loadBalancerClass: 'example.com/fast', loadBalancerSourceRanges: ['10.0.0.0/8'], externalTrafficPolicy: 'Local', sessionAffinity: 'ClientIP',
    }, {
      type: 'LoadBalancer', ports: [{ name: 'http', port: 80, targetPort: 'http' }], loadBalancerClass: 'example.com/fast', loadBalancerSourceRanges: ['10.0.0.0/8'],
      externalTrafficPolicy: 'Local', sessionAffinity: 'ClientIP',
    }],
    ['headless', { headless: true, publishNotReadyAddresses: true }, { clusterIP: 'None', publishNotReadyAddresses: true, ports }],
  ])('can be of type %s', (_name, service, want) => {
    expect(built(web({ service }), 'Service').spec).toEqual({ selector: own, ...want });
  });

  test('can stand for a host outside of the cluster, which has no pods', () => {
    expect(built(web({ services: { legacy: { type: 'ExternalName', externalName: 'old.example.com' } } }), 'Service', 'web-legacy').spec).toEqual({
      type: 'ExternalName', externalName: 'old.example.com',
    });
  });

  test('carry metadata and overrides of their own', () => {
    const app = web({
      service: { labels: { tier: 'front' }, annotations: { 'example.com/a': 'b' } }, services: { peers: { headless: true } },
      override: { 'Service/web-peers': { spec: { publishNotReadyAddresses: true } } },
    });
    expect(built(app, 'Service', 'web').metadata).toMatchObject({ labels: { ...own, tier: 'front' }, annotations: { 'example.com/a': 'b' } });
    expect(built(app, 'Service', 'web-peers').spec.publishNotReadyAddresses).toBe(true);
    expect(built(app, 'Service', 'web').spec).not.toHaveProperty('publishNotReadyAddresses');
  });

  test.each<[string, object, string[]]>([
    ['no Service', { service: true }, ['value/wrong-type /service']],
    ['no map', { services: ['peers'] }, ['value/wrong-type /services']],
    ['no Service of a map', { services: { peers: 80 } }, ['value/wrong-type /services/peers']],
    ['an unknown field', { service: { typ: 'NodePort' } }, ['value/unknown-field /service/typ']],
    ['a port that the pods do not have', { service: { ports: { htp: 80 } } }, ['service/unknown-port /service/ports/htp']],
    ['node ports without a node', { service: { ports: { http: { port: 80, nodePort: 30_080 } } } }, ['service/type-only /service/ports/http/nodePort']],
    ['an address and none', { service: { headless: true, type: 'NodePort' } }, ['service/headless-type /service/headless']],
    ['no ports at all', { ports: {}, service: {} }, ['service/no-ports /service/ports']],
    ['a name that is none', { services: { Peers: { headless: true } } }, ['name/invalid /services/Peers/name']],
    ['labels, each at its own place', { service: { labels: { a: 'b c' } }, services: { peers: { labels: 7 } } }, [
      'label/invalid-value /service/labels/a', 'value/wrong-type /services/peers/labels',
    ]],
    ['a key of JavaScript', { services: JSON.parse('{"__proto__": {}}') as object }, ['value/prototype-key /services/__proto__']],
    ['a name that is too long', { services: { ['p'.repeat(60)]: { headless: true } } }, [`name/too-long /services/${'p'.repeat(60)}/name`]],
  ])('report %s', (_name, props, want) => {
    expect(errorsOf(web(props))).toEqual(want);
  });

  test('warn of node ports that clusters refuse', () => {
    const { diagnostics, objects } = web({ service: { type: 'NodePort', ports: { http: { port: 80, nodePort: 8080 } } } });
    expect([lines(diagnostics), objects.length]).toEqual([['service/node-port-range /service/ports/http/nodePort'], 2]);
  });
});

describe('references to Services of an app', () => {
  test('are names and numbers as the reader can use them', () => {
    const bundle = newBundle();
    const app = new StatelessApp(bundle, 'web', {
      image: 'nginx:1.27', ports: { http: 8080, admin: 9000 }, service: { ports: { http: 80 } }, services: { internal: { ports: { admin: 90 } } },
    });
    new StatelessApp(bundle, 'reader', {
      image: 'nginx:1.27', env: { HOST: app.host, PORT: app.port('http'), ADMIN: app.port('admin'), INTERNAL: app.service('internal').host },
    });
    expect(built(bundle, 'Deployment', 'reader').spec.template.spec.containers[0]!.env).toEqual([
      { name: 'HOST', value: 'web' }, { name: 'PORT', value: '80' }, { name: 'ADMIN', value: '90' }, { name: 'INTERNAL', value: 'web-internal' },
    ]);
    expect([`${String(app.host)}:${String(app.port('http'))}`, app.port('http').number]).toEqual(['web.shop.svc:80', 80]);
  });

  test('say which Service it is, with all its ports', () => {
    const bundle = newBundle();
    const app = new StatelessApp(bundle, 'web', { image: 'nginx:1.27', ports: { http: 8080, admin: 9000 }, service: { ports: { http: 80, admin: 90 } } });
    expect(app.serviceRef).toMatchObject({ target: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' }, ports: [{ name: 'http', port: 80 }, { name: 'admin', port: 90 }] });
    expect([app.port('http').number, app.port('admin').number]).toEqual([80, 90]);
    expect(app.service('peers')).toMatchObject({ target: { kind: 'Service', name: 'peers' }, ports: [] });
  });

  test('without a Service a port is that of the pods, and a host name is reported', () => {
    const bundle = newBundle();
    const app = new StatelessApp(bundle, 'web', { image: 'nginx:1.27', ports: { http: 8080 }, service: false });
    expect(app.port('http').number).toBe(8080);
    expect(errorsOf(bundle)).toEqual([]);
    expect(String(app.host)).toBe('web.shop.svc');
    expect(errorsOf(bundle)).toEqual(['workload/no-service /service']);
  });

  test('without a Service a port is no backend', () => {
    const bundle = newBundle();
    const app = new StatelessApp(bundle, 'web', { image: 'nginx:1.27', ports: { http: 8080 }, service: false });
    new Ingress(bundle, 'shop', { rules: { 'shop.example.com': { '/': app.port('http') } } });
    new HttpRoute(bundle, 'shop', { gateway: 'public', rules: { '/': app.port('http') } });
    expect(diagnosticsOf(bundle).map(({ code, pointer, message }) => [code, pointer, message])).toEqual([
      ['service/none', '/rules/shop.example.com/~1', 'port "http" of Deployment shop/web has no Service'],
      ['service/none', '/rules/~1', 'port "http" of Deployment shop/web has no Service'],
    ]);
  });

  test('one that the app does not have is told once, however it is used', () => {
    const bundle = newBundle();
    const worker = new StatelessApp(bundle, 'worker', { image: 'nginx:1.27' });
    new Ingress(bundle, 'shop', { rules: { 'shop.example.com': { '/': worker, '/peers': worker.service('peers') } } });
    new StatelessApp(bundle, 'web', { image: 'nginx:1.27', env: { PORT: worker.service('peers').port('http' as never), OTHER: worker.dynamicPort('http') } });
    expect(errorsOf(bundle).sort()).toEqual(['workload/no-service /service', 'workload/no-service /service', 'workload/no-service /service', 'workload/unknown-port /ports']);
  });

  test('one that the app does not have is reported, with what it has', () => {
    const bundle = newBundle();
    const app = new StatelessApp(bundle, 'web', { image: 'nginx:1.27', ports: { http: 8080 } });
    app.dynamicPort('htpp');
    app.service('peers');
    const found = diagnosticsOf(bundle);
    expect(lines(found)).toEqual(['workload/unknown-port /ports', 'workload/no-service /service']);
    expect(found[0]!.help).toBe('did you mean "http"?');
  });
});

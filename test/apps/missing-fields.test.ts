import { App, Bundle, ConfigMapData, env, HorizontalPodAutoscaler, HttpRoute, Ingress, NetworkPolicy, SecretData, Service, ServiceAccount, StatelessApp, unsafeLiteral } from '../../src';
import type { Diagnostic } from '../../src/core/diagnostic';

/** What is told about a bundle: `code /pointer` for each. */
function told(define: (bundle: Bundle) => void): string[] {
  return diagnosticsOf(define).map(({ code, pointer }) => `${code} ${pointer}`.trimEnd());
}

function diagnosticsOf(define: (bundle: Bundle) => void): readonly Diagnostic[] {
  const bundle = new Bundle(new App(), 'shop', { namespace: 'shop' });
  define(bundle);
  return bundle.assemble().diagnostics;
}

/** Props as somebody without a compiler gives them. */
const wild = (props: object): never => props as never;

describe('a field that must be given and is not, is missing where it would stand', () => {
  test.each<[string, { given: (bundle: Bundle) => void; want: readonly string[] }]>([
    ['what an autoscaler scales', {
      given: (bundle) => new HorizontalPodAutoscaler(bundle, 'web', wild({ max: 2, target: {} })),
      want: ['value/missing /target/apiVersion', 'value/missing /target/kind', 'value/missing /target/name'],
    }],
    ['the key of a condition on nodes', {
      given: (bundle) => new StatelessApp(bundle, 'web', wild({ image: 'nginx:1', scheduling: { nodeAffinity: { preferred: [{ weight: 1 }] } } })),
      want: ['value/missing /scheduling/nodeAffinity/preferred/0/key'],
    }],
    ['the Service of a backend', {
      given: (bundle) => {
        new Ingress(bundle, 'front', wild({ defaultBackend: { port: 80 } }));
        new HttpRoute(bundle, 'route', wild({ gateway: 'gw', rules: { '/': { port: 80 } } }));
      },
      want: ['value/missing /defaultBackend/service', 'value/missing /rules/~1/service'],
    }],
    ['the port of a Service that exists', {
      given: (bundle) => Service.existing(bundle, 'db', wild({ ports: { mysql: {} } })),
      want: ['value/missing /ports/mysql/port'],
    }],
    ['the store and the keys of an ExternalSecret', {
      given: (bundle) => SecretData.externalSecret(bundle, 'db', wild({ store: {}, data: { a: {} } })),
      want: ['value/missing /data/a/key', 'value/missing /store/name'],
    }],
    ['what an account may do', {
      given: (bundle) => new ServiceAccount(bundle, 'web').can(undefined as never, undefined as never),
      want: ['value/missing /can/verbs', 'value/missing /can/resources'],
    }],
    ['the name outside of the cluster', {
      given: (bundle) => new Service(bundle, 'db', { type: 'ExternalName' }),
      want: ['value/missing /externalName'],
    }],
  ])('%s', (_, { given, want }) => {
    expect(told(given)).toEqual(want);
  });
});

describe('null is a value, and a wrong one', () => {
  test.each<[string, object, readonly string[]]>([
    ['no Service is false', { service: null }, ['value/wrong-type /service']],
    ['the name of a Service', { service: { name: null } }, ['value/wrong-type /service/name']],
    ['a path', { expose: { http: { host: 'a.example.com', path: null } } }, ['path/not-absolute /expose/http/path']],
    ['a path behind a gateway', { expose: { http: { gateway: 'gw', path: null } } }, ['value/wrong-type /expose/http/path']],
    ['a topology', { scheduling: { podAffinity: { required: [{ over: null }] } } }, ['value/wrong-type /scheduling/podAffinity/required/0/over']],
  ])('%s', (_, props, want) => {
    expect(told((bundle) => new StatelessApp(bundle, 'web', wild({ image: 'nginx:1', ports: { http: 80 }, ...props })))).toEqual(want);
  });

  test('whether a ConfigMap can change', () => {
    expect(told((bundle) => new ConfigMapData(bundle, 'settings', wild({ data: { a: 'b' }, immutable: null })))).toEqual(['value/wrong-type /immutable']);
  });
});

describe('a name that is too long', () => {
  const long = 'x'.repeat(100);

  test.each<[string, object, readonly string[]]>([
    ['is reported once, whatever is named after it', {}, ['name/too-long /name']],
    ['is reported beside another instance', { instance: 'a' }, ['name/too-long /name']],
    ['is reported with the names that others have of their own', { containerName: long, service: { name: long } }, [
      'name/too-long /name', 'name/too-long /containerName', 'name/too-long /service/name',
    ]],
    ['is reported where it is too long for what it names alone', { standardLabels: false, selector: { app: 'a' }, containerName: 'main' }, ['name/too-long /service/name']],
  ])('%s', (_, props, want) => {
    expect(told((bundle) => new StatelessApp(bundle, long, wild({ image: 'nginx:1', ports: { http: 80 }, ...props })))).toEqual(want);
  });

  test('is reported once for a name that is none at all', () => {
    expect(told((bundle) => new StatelessApp(bundle, 'x'.repeat(300), { image: 'nginx:1', ports: { http: 80 } }))).toEqual(['name/too-long /name']);
  });
});

describe('a value that is put where it cannot stand is told where it belongs', () => {
  const helpOf = (props: object): (string | undefined)[] =>
    diagnosticsOf((bundle) => new StatelessApp(bundle, 'web', wild({ image: 'nginx:1', ...props }))).map(({ help }) => help);

  test('another variable, in a text', () => {
    expect(helpOf({ env: { A: 'a', B: env('A') } })).toEqual(['put it into a text: text`${env("A")}`']);
  });

  test.each<[string, object]>([
    ['a variable', { env: { A: unsafeLiteral('hunter2') } }],
    ['an image', { image: unsafeLiteral('hunter2') }],
    ['a command', { command: ['run', unsafeLiteral('hunter2')] }],
  ])('a secret value in %s', (_, props) => {
    expect(helpOf(props)).toEqual([expect.stringContaining('SecretData')]);
  });

  test('a secret value in a ConfigMap', () => {
    const [problem, ...others] = diagnosticsOf((bundle) => new ConfigMapData(bundle, 'settings', wild({ data: { a: unsafeLiteral('hunter2') } })));
    expect(others).toEqual([]);
    expect(problem?.help).toContain('SecretData');
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });
});

describe('an autoscaler', () => {
  const scaled = (metric: object, props: object = {}): string[] => told((bundle) => new StatelessApp(bundle, 'web', wild({
    image: 'nginx:1',
    sidecars: { proxy: { image: 'envoy:1' } },
    initContainers: { migrate: { image: 'migrate:1' } },
    replicas: { max: 3, metrics: [metric] },
    ...props,
  })));

  test.each<[string, { given: object; want: readonly string[] }]>([
    ['the main container', { given: { container: 'web' }, want: [] }],
    ['a sidecar', { given: { container: 'proxy' }, want: [] }],
    ['an init container, which is gone by then', { given: { container: 'migrate' }, want: ['autoscaler/unknown-container /replicas/metrics/0/container'] }],
    ['a container that there is not', { given: { container: 'nope' }, want: ['autoscaler/unknown-container /replicas/metrics/0/container'] }],
  ])('counts %s', (_, { given, want }) => {
    expect(scaled({ resource: 'cpu', target: '50%', ...given })).toEqual(want);
  });

  test('knows the containers of an app that it stands beside', () => {
    expect(told((bundle) => {
      const web = new StatelessApp(bundle, 'web', { image: 'nginx:1', containerName: 'nginx' });
      new HorizontalPodAutoscaler(bundle, 'scale', { target: web, max: 3, metrics: [{ resource: 'cpu', target: '50%', container: 'web' }] });
    })).toEqual(['autoscaler/unknown-container /metrics/0/container']);
  });

  test('that scales to zero is written, with a warning to the one who builds', () => {
    const warnings: string[] = [];
    const app = new App({ onWarnings: (found) => warnings.push(...found.map(({ code, pointer }) => `${code} ${pointer}`)) });
    new StatelessApp(new Bundle(app, 'shop'), 'web', { image: 'nginx:1', replicas: { min: 0, max: 3, metrics: [{ external: 'queue', averageValue: 5 }] } });
    expect(app.synthYaml()).toContain('minReplicas: 0');
    expect(warnings).toEqual(['autoscaler/zero-gate /replicas/min']);
  });
});

describe('a rule for connections', () => {
  test.each<[string, { given: object; want: readonly string[] }]>([
    ['from one peer', { given: { allowFrom: [{ from: { cidr: 'x' } }] }, want: ['address/invalid /allowFrom/0/from/cidr'] }],
    ['from several', { given: { allowFrom: [{ from: ['anyone', { cidr: 'x' }] }] }, want: ['address/invalid /allowFrom/0/from/1/cidr'] }],
    ['to one peer', { given: { allowTo: [{ to: { cidr: 'x' }, ports: [0] }] }, want: ['address/invalid /allowTo/0/to/cidr'] }],
    ['by a wrong port', { given: { allowTo: [{ to: 'anyone', ports: [0] }] }, want: ['value/out-of-range /allowTo/0/ports/0'] }],
    ['from a peer in short', { given: { allowFrom: [{ cidr: 'x' }] }, want: ['address/invalid /allowFrom/0/cidr'] }],
  ])('is reported %s where it stands', (_, { given, want }) => {
    expect(told((bundle) => new NetworkPolicy(bundle, 'web', wild({ pods: { app: 'web' }, ...given })))).toEqual(want);
  });
});

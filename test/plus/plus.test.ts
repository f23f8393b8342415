import { App as Cdk8sApp, Chart, Size, Testing } from 'cdk8s';
import {
  ConfigMap, Cpu, Deployment, Env, Ingress, type IRole, Role, RoleBinding, Secret, Service as PlusService, Volume,
} from 'cdk8s-plus-27';
import { ConfigMapData } from '../../src/apps/config-map-data';
import { PersistentVolumeClaim } from '../../src/apps/persistent-volume-claim';
import { SecretData } from '../../src/apps/secret-data';
import { Service } from '../../src/apps/service';
import { ServiceAccount } from '../../src/apps/service-account';
import { StatelessApp } from '../../src/apps/stateless-app';
import { unsafeLiteral } from '../../src/config/secret-sources';
import { DiagnosticsError } from '../../src/core/diagnostics-error';
import type { Manifest } from '../../src/core/manifest';
import { asConfigMap, asEnvValue, asIngressBackend, asPersistentVolumeClaim, asSecret, asServiceAccount } from '../../src/plus';
import { App } from '../../src/synth/app';
import { Bundle } from '../../src/synth/bundle';
import { describeOracle, verdicts } from '../support/oracle';

const newBundle = (app: App = new App(), id = 'shop', namespace = 'shop'): Bundle => new Bundle(app, id, { namespace });
const kindsOf = (objects: readonly Manifest[]): string[] => objects.map(({ kind, metadata }) => `${kind} ${metadata?.name}`);

/** What synthesis refuses, in words. */
function refusals(app: App): readonly unknown[] {
  try {
    app.synthYaml();
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    return error.diagnostics.map(({ code, args }) => [code, args.message]);
  }
}

/** Everything of ours that a Deployment and an Ingress of cdk8s-plus can use, defined after its users where that is possible. */
function mixed(bundle: Bundle): void {
  const deployment = new Deployment(bundle, 'plus', { metadata: { name: 'plus' }, replicas: 1 });
  const settings = new ConfigMapData(bundle, 'settings', { data: { LOG_LEVEL: 'info' } });
  const password = new SecretData(bundle, 'password', { data: { root: unsafeLiteral('x') }, commit: 'base64', reason: 'a test' });
  const data = new PersistentVolumeClaim(bundle, 'data', { size: '1Gi' });
  const container = deployment.addContainer({
    image: 'example:1',
    portNumber: 8080,
    resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(64) } },
    envVariables: { LEVEL: asEnvValue(deployment, settings, 'LOG_LEVEL'), PASSWORD: asEnvValue(deployment, password, 'root') },
    envFrom: [Env.fromConfigMap(asConfigMap(deployment, settings), 'ALL_'), Env.fromSecret(asSecret(deployment, password))],
  });
  container.mount('/etc/settings', Volume.fromConfigMap(deployment, 'settings', asConfigMap(deployment, settings)));
  container.mount('/etc/password', Volume.fromSecret(deployment, 'password', asSecret(deployment, password)));
  container.mount('/data', Volume.fromPersistentVolumeClaim(deployment, 'data', asPersistentVolumeClaim(deployment, data)));

  const web = new StatelessApp(bundle, 'web', { image: 'example:1', ports: { http: 8080, metrics: 9090 } });
  const ingress = new Ingress(bundle, 'ingress', { metadata: { name: 'plus' } });
  ingress.addHostRule('shop.example.com', '/', asIngressBackend(ingress, web, 'http'));
}

test('definitions stand where cdk8s-plus takes its own resources', () => {
  const bundle = newBundle();
  mixed(bundle);
  const objects = bundle.objects();
  const [deployment, ingress] = [objects.find(({ metadata }) => metadata?.name === 'plus'), objects.find(({ kind }) => kind === 'Ingress')];
  expect(deployment).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [{
            env: [
              { name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'settings', key: 'LOG_LEVEL' } } },
              { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'password', key: 'root' } } },
            ],
            envFrom: [{ configMapRef: { name: 'settings' }, prefix: 'ALL_' }, { secretRef: { name: 'password' } }],
          }],
          volumes: [{ configMap: { name: 'settings' } }, { secret: { secretName: 'password' } }, { persistentVolumeClaim: { claimName: 'data' } }],
        },
      },
    },
  });
  expect(ingress).toMatchObject({ spec: { rules: [{ host: 'shop.example.com', http: { paths: [{ backend: { service: { name: 'web', port: { number: 8080 } } } }] } }] } });
});

test('nothing is written but what both define', () => {
  const bundle = newBundle();
  mixed(bundle);
  expect(kindsOf(bundle.objects())).toEqual([
    'PersistentVolumeClaim data', 'ConfigMap settings', 'Secret password', 'Service web', 'Deployment web', 'Deployment plus', 'Ingress plus',
  ]);
  expect(kindsOf(Testing.synth(bundle) as Manifest[])).toEqual(kindsOf(bundle.objects()));
});

test('a definition comes before its user, whatever their kinds', () => {
  const bundle = newBundle();
  const role = new Role(bundle, 'role', { metadata: { name: 'reader' } });
  const web = new StatelessApp(bundle, 'web', { image: 'example:1', ports: { http: 8080 } });
  // A Role usually comes long before a Deployment.
  asIngressBackend(role, web);
  expect(kindsOf(bundle.objects())).toEqual(['Service web', 'Deployment web', 'Role reader']);
});

test('a bundle comes before the chart that uses what it holds, in every kind of app', () => {
  const app = new App();
  const user = new Chart(app, 'a-user', { namespace: 'shop' });
  const settings = new ConfigMapData(newBundle(app), 'settings', { data: { A: 'x' } });
  new Deployment(user, 'plus', { containers: [{ image: 'example:1', envFrom: [Env.fromConfigMap(asConfigMap(user, settings))] }] });
  const kinds = [...app.synthYaml().matchAll(/^kind: (\w+)/gm)].map(([, kind]) => kind);
  expect(kinds).toEqual(['ConfigMap', 'Deployment']);

  const plain = new Cdk8sApp();
  const plainUser = new Chart(plain, 'a-user', { namespace: 'shop' });
  const plainSettings = new ConfigMapData(new Bundle(plain, 'shop', { namespace: 'shop' }), 'settings', { data: { A: 'x' } });
  new Deployment(plainUser, 'plus', { containers: [{ image: 'example:1', envFrom: [Env.fromConfigMap(asConfigMap(plainUser, plainSettings))] }] });
  expect(plain.charts.map(({ node }) => node.id)).toEqual(['shop', 'a-user']);
  expect([...plain.synthYaml().matchAll(/^kind: (\w+)/gm)].map(([, kind]) => kind)).toEqual(['ConfigMap', 'Deployment']);
});

test('one definition is one resource of cdk8s-plus, however often it is used', () => {
  const bundle = newBundle();
  const settings = new ConfigMapData(bundle, 'settings', { data: { A: 'x' } });
  expect(asConfigMap(bundle, settings)).toBe(asConfigMap(bundle, settings));
});

test('existing Secrets, claims, accounts and Services are taken by name', () => {
  const bundle = newBundle();
  expect([
    asSecret(bundle, SecretData.existing(bundle, 's', { keys: ['a'], name: 'db' })).name,
    asSecret(bundle, SecretData.externalSecret(bundle, 'x', { store: 'vault', data: { a: 'b' } })).name,
    asPersistentVolumeClaim(bundle, PersistentVolumeClaim.existing(bundle, 'c', { name: 'data' })).name,
    asServiceAccount(bundle, ServiceAccount.existing(bundle, 'a', { name: 'ci' })).name,
  ]).toEqual(['db', 'x', 'data', 'ci']);
  const ingress = new Ingress(bundle, 'ingress');
  ingress.addRule('/', asIngressBackend(ingress, Service.existing(bundle, 'v', { name: 'legacy', ports: { http: 80 } })));
  expect(bundle.objects()).toMatchObject([
    { kind: 'ExternalSecret' },
    { kind: 'Ingress', spec: { rules: [{ http: { paths: [{ backend: { service: { name: 'legacy', port: { number: 80 } } } }] } }] } },
  ]);
});

test('a hashed name and a versioned one are followed', () => {
  const bundle = newBundle();
  const settings = new ConfigMapData(bundle, 'settings', { data: { A: 'x' }, immutable: 'hashed' });
  const password = new SecretData(bundle, 'password', { version: '2', immutable: 'versioned' });
  expect([asConfigMap(bundle, settings).name, asSecret(bundle, password).name]).toEqual([settings.name, 'password-2']);
});

test('an account is a subject of role bindings, in its own namespace', () => {
  const app = new App();
  const account = new ServiceAccount(newBundle(app, 'ci', 'ci'), 'builder');
  const bundle = newBundle(app);
  const binding = new RoleBinding(bundle, 'binding', { role: new Role(bundle, 'role') as IRole });
  binding.addSubjects(asServiceAccount(binding, account));
  expect(refusals(app)).toEqual([]);
  expect(bundle.objects()[1]).toMatchObject({ kind: 'RoleBinding', subjects: [{ kind: 'ServiceAccount', name: 'builder', namespace: 'ci' }] });
});

describe('what Kubernetes cannot follow fails the synthesis', () => {
  test('another namespace, another cluster', () => {
    const app = new App();
    const settings = new ConfigMapData(newBundle(app, 'elsewhere', 'elsewhere'), 'settings', { data: { A: 'x' } });
    const staging = new ConfigMapData(new Bundle(app, 'staging', { namespace: 'shop', cluster: 'staging' }), 'settings', { data: { A: 'x' } });
    const bundle = newBundle(app);
    asConfigMap(bundle, settings);
    asConfigMap(bundle, staging);
    expect(refusals(app)).toEqual([
      ['construct/invalid', expect.stringContaining('ConfigMap elsewhere/settings cannot be used from namespace "shop"')],
      ['construct/invalid', expect.stringContaining('no reference leads from one cluster to another')],
    ]);
  });

  test('no port, or one of several', () => {
    const app = new App();
    const bundle = newBundle(app);
    const web = new StatelessApp(bundle, 'web', { image: 'example:1', ports: { http: 8080, metrics: 9090 } });
    const ingress = new Ingress(bundle, 'ingress');
    ingress.addRule('/a', asIngressBackend(ingress, web));
    ingress.addRule('/b', asIngressBackend(ingress, web, 'htp' as 'http'));
    expect(refusals(app)).toEqual([['construct/invalid', expect.stringContaining('http')], ['construct/invalid', expect.stringContaining('htp')]]);
  });

  test('a claim of somebody else', () => {
    expect(() => asPersistentVolumeClaim(newBundle(), { name: 'x' } as never)).toThrow(TypeError);
  });
});

test('the other way round, apps use what cdk8s-plus defines', () => {
  const bundle = newBundle();
  const settings = ConfigMapData.from(new ConfigMap(bundle, 'settings', { metadata: { name: 'settings' }, data: { A: 'x' } }), ['A']);
  const password = SecretData.from(new Secret(bundle, 'password', { metadata: { name: 'password' }, stringData: { root: 'x' } }), ['root']);
  new PlusService(bundle, 'service', { metadata: { name: 'service' }, ports: [{ port: 80 }] });
  new StatelessApp(bundle, 'web', { image: 'example:1', env: { A: settings.key('A'), ROOT: password.key('root') }, mounts: { '/etc/web': settings.files(['A']) } });
  expect(kindsOf(bundle.objects())).toEqual(['ConfigMap settings', 'Secret password', 'Service service', 'Deployment web']);
});

test('types: misspelt keys and ports do not compile', () => {
  const check = (bundle: Bundle, settings: ConfigMapData<'A'>, password: SecretData<'root'>, web: StatelessApp<'http'>): void => {
    asEnvValue(bundle, settings, 'A');
    asEnvValue(bundle, password, 'root');
    asIngressBackend(bundle, web.serviceRef, 'http');
    // @ts-expect-error a misspelt key
    asEnvValue(bundle, settings, 'a');
    // @ts-expect-error a misspelt key
    asEnvValue(bundle, password, 'rot');
    // @ts-expect-error a misspelt port
    asIngressBackend(bundle, web, 'htp');
    // @ts-expect-error a Secret is no ConfigMap
    asConfigMap(bundle, password);
  };
  expect(check).toBeInstanceOf(Function);
});

describeOracle('what the API server says', (release) => {
  test('accepts what both define together', () => {
    const bundle = newBundle();
    mixed(bundle);
    expect(verdicts(release, bundle.objects()).filter(({ code }) => code !== 201)).toEqual([]);
  });
});

import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ConfigMapData, DiagnosticsError, SecretData, Service, StatelessApp } from '../../src';
import { facts } from '../storage/fixtures';
import { built, diagnosticsOf, errorsOf, newBundle } from '../support/definitions';

const image = 'example:1';

/** What somebody else's class tells of an object: its name alone. */
class Legacy extends Construct {
  readonly name = 'legacy';
}

describe('an object of a class that tells its name alone', () => {
  test('is a Service of the core group, with the ports that are given', () => {
    const bundle = newBundle();
    const service = Service.from(new Legacy(bundle, 'one'), { ports: { http: 80, dns: { port: 53, protocol: 'UDP' }, voice: { port: 9, protocol: 'SCTP' } } });
    expect(service.target).toEqual({ apiVersion: 'v1', kind: 'Service', name: 'legacy' });
    expect(service.ports).toEqual([{ name: 'http', port: 80, protocol: 'TCP' }, { name: 'dns', port: 53, protocol: 'UDP' }, { name: 'voice', port: 9, protocol: 'SCTP' }]);
    expect(Service.from(new Legacy(bundle, 'two')).ports).toEqual([]);
  });

  test('is a ConfigMap or a Secret of the namespace that reads it', () => {
    const bundle = newBundle();
    const settings = ConfigMapData.from(new Legacy(bundle, 'settings'), ['level']);
    const password = SecretData.from(new Legacy(bundle, 'password'), ['root'], { version: '3' });
    expect([settings.target, password.target]).toEqual([{ apiVersion: 'v1', kind: 'ConfigMap', name: 'legacy' }, { apiVersion: 'v1', kind: 'Secret', name: 'legacy' }]);
    new StatelessApp(bundle, 'web', { image, env: { LEVEL: settings.key('level'), ROOT: password.key('root') } });
    const { template } = built(bundle, 'Deployment').spec;
    expect(template.metadata.annotations).toEqual({ 'kubeloom.dev/secret-versions': 'legacy=3' });
    expect(template.spec.containers[0]!.env).toEqual([
      { name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'legacy', key: 'level' } } },
      { name: 'ROOT', valueFrom: { secretKeyRef: { name: 'legacy', key: 'root' } } },
    ]);
  });
});

test('options that there are none of are reported by those who use the keys', () => {
  const bundle = newBundle();
  const settings = ConfigMapData.from(new Legacy(bundle, 'settings'), ['level'], { versions: '3' } as never);
  new StatelessApp(bundle, 'web', { image, env: { LEVEL: settings.key('level') } });
  expect(errorsOf(bundle)).toEqual(['value/unknown-field /env/LEVEL/versions']);
});

test('ports of another library are read as far as they are ports', () => {
  const bundle = newBundle();
  const service = (ports: unknown) => Service.from(new ApiObject(bundle, `s${bundle.node.children.length}`, { apiVersion: 'v1', kind: 'Service', spec: { ports } }));
  expect(service([7, {}, { port: '80' }, { name: 7, port: 81 }, { port: 82, protocol: 'SCTP' }, { port: 83, protocol: 'ICMP' }]).ports).toEqual([
    { name: '81', port: 81, protocol: 'TCP' }, { name: '82', port: 82, protocol: 'SCTP' }, { name: '83', port: 83, protocol: 'TCP' },
  ]);
  expect(service({ http: 80 }).ports).toEqual([]);
});

test.each<[string, unknown]>([
  ['null', null], ['a name that is no text', { name: 7, node: {} }], ['no place in a tree', { name: 'x', node: null }], ['a place that is none', { name: 'x', node: 7 }],
  ['no name', { node: {} }], ['a name alone', { name: 'x' }],
])('what has %s is an object of nobody', (_name, given) => {
  const refused = () => Service.from(given as never);
  expect(refused).toThrow(DiagnosticsError);
  expect(facts(diagnosticsOf(refused))).toEqual([['value/wrong-type ', { expected: 'a Service of cdk8s or cdk8s-plus', found: given }]]);
});

test('ports of a Service that exists, as they are given', () => {
  const bundle = newBundle();
  const { serviceRef } = Service.existing(bundle, 'dns', { namespace: 'kube-system', ports: { dns: { port: 53, protocol: 'UDP' }, metrics: 9153 } });
  expect(serviceRef).toMatchObject({
    target: { apiVersion: 'v1', kind: 'Service', namespace: 'kube-system', name: 'dns' },
    ports: [{ name: 'dns', port: 53, protocol: 'UDP' }, { name: 'metrics', port: 9153, protocol: 'TCP' }],
  });
  expect(Service.existing(bundle, 'none').serviceRef.ports).toEqual([]);
  expect(Service.existing(newBundle(), 'wrong', { ports: { a: 0, b: 'x' as never, c: 1 } }).serviceRef.ports).toEqual([{ name: 'c', port: 1, protocol: 'TCP' }]);
});

test('the content of a Secret of another library is in no checksum, and that of a ConfigMap is', () => {
  const annotations = (kind: 'ConfigMap' | 'Secret') => {
    const bundle = newBundle();
    const object = new ApiObject(bundle, 'object', { apiVersion: 'v1', kind, data: { a: 'Yg==' } });
    const data = kind === 'Secret' ? SecretData.from(object, ['a']) : ConfigMapData.from(object, ['a']);
    new StatelessApp(bundle, 'web', { image, env: { A: data.key('a') } });
    return Object.keys(built(bundle, 'Deployment').spec.template.metadata.annotations ?? {});
  };
  expect([annotations('Secret'), annotations('ConfigMap')]).toEqual([[], ['kubeloom.dev/config-checksum']]);
});

test('a key of another library in a plain text is reported at once, with what it is a key of', () => {
  const bundle = newBundle();
  const key = ConfigMapData.from(new ApiObject(bundle, 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } }), ['a']).key('a');
  const found = diagnosticsOf(() => String(key));
  expect(facts(found)).toEqual([['reference/in-plain-text ', { target: { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' }, key: 'a' }]]);
  expect(found[0]!.source?.file).toBe(__filename);
});

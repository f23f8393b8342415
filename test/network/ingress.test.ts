import { buildIngress } from '../../src/apps/ingress';
import { type IngressProps } from '../../src/network/ingress';
import { ServiceRef } from '../../src/network/service-ref';
import { service, told } from './fixtures';

const identity = { name: 'shop', namespace: 'shop' };
const web = service('web');
const api = service('api');
const toWeb = { service: { name: 'web', port: { name: 'http' } } };
const secret = { target: { apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'certificate' } };

function reported(props: object): string[] {
  return told(buildIngress(identity, props).diagnostics);
}

function specOf(props: IngressProps): object {
  const { objects, diagnostics } = buildIngress(identity, props);
  expect(diagnostics).toEqual([]);
  return objects[0]!.spec!;
}

describe('buildIngress', () => {
  test('refers to a port by its number where that was asked for, or the Service knows no name', () => {
    const byNumber = { service: { name: 'web', port: { number: 80 } } };
    const unnamed = new ServiceRef(web.serviceRef.target, [{ name: 'http', named: false, port: 80, protocol: 'TCP' }]);
    for (const backend of [{ service: web, port: 80 }, unnamed.port('http'), unnamed]) expect(specOf({ defaultBackend: backend })).toEqual({ defaultBackend: byNumber });
    expect(specOf({ defaultBackend: web.port('http') })).toEqual({ defaultBackend: toWeb });
  });

  test('carries several hosts and paths, TLS, a class and a default backend', () => {
    expect(buildIngress(identity, {
      className: 'nginx',
      rules: {
        'shop.example.com': { '/': web.port('http'), '/api': { backend: { service: api, port: 'admin' }, pathType: 'Exact' } },
        '*': { service: 'old', port: 8080 },
      },
      defaultBackend: { resource: { apiGroup: 'k8s.example.com', kind: 'Bucket', name: 'files' } },
      tls: [{ hosts: ['shop.example.com'], secret }, { hosts: ['*.example.com'] }],
      labels: { tier: 'front' },
      annotations: { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' },
    })).toEqual({
      objects: [{
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { ...identity, labels: { tier: 'front' }, annotations: { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' } },
        spec: {
          ingressClassName: 'nginx',
          defaultBackend: { resource: { apiGroup: 'k8s.example.com', kind: 'Bucket', name: 'files' } },
          tls: [{ hosts: ['shop.example.com'], secretName: 'certificate' }, { hosts: ['*.example.com'] }],
          rules: [
            {
              host: 'shop.example.com',
              http: {
                paths: [
                  { path: '/', pathType: 'Prefix', backend: toWeb },
                  { path: '/api', pathType: 'Exact', backend: { service: { name: 'api', port: { name: 'admin' } } } },
                ],
              },
            },
            { http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'old', port: { number: 8080 } } } }] } },
          ],
        },
      }],
      diagnostics: [],
    });
  });

  test.each<[string, IngressProps['tls'], object[]]>([
    ['the certificate of the controller for all hosts', true, [{ hosts: ['a.example.com', 'b.example.com'] }]],
    ['one Secret for all hosts', 'certificate', [{ hosts: ['a.example.com', 'b.example.com'], secretName: 'certificate' }]],
    ['the definition of a Secret', secret, [{ hosts: ['a.example.com', 'b.example.com'], secretName: 'certificate' }]],
    ['anything that has its name', [{ hosts: ['a.example.com'], secret: { name: 'certificate' } }], [{ hosts: ['a.example.com'], secretName: 'certificate' }]],
  ])('takes %s', (_, tls, want) => {
    expect(specOf({ rules: { 'a.example.com': web.port('http'), 'b.example.com': web.port('http') }, tls })).toMatchObject({ tls: want });
  });

  test('says the number of a port whose name Ingresses cannot say', () => {
    const long = new ServiceRef(web.target, [{ name: 'a-name-longer-than-fifteen', port: 80, protocol: 'TCP' }]);
    expect(specOf({ defaultBackend: long })).toEqual({ defaultBackend: { service: { name: 'web', port: { number: 80 } } } });
  });

  test.each<[string, { given: object; want: readonly string[] }]>([
    ['neither rules nor a default backend', { given: { className: 'nginx' }, want: ['value/needs-one-of'] }],
    ['an empty map of rules', { given: { rules: {} }, want: ['value/needs-one-of /rules'] }],
    ['a host without paths', { given: { rules: { 'a.example.com': {} } }, want: ['value/missing /rules/a.example.com'] }],
    ['hosts that are none', { given: { rules: { 'https://a.example.com/': web.port('http'), '10.0.0.1': web.port('http') } }, want: ['name/invalid /rules/https:~1~1a.example.com~1', 'name/invalid /rules/10.0.0.1'] }],
    ['paths that Kubernetes refuses', {
      given: { rules: { '*': { 'api': web.port('http'), '/a/../b': web.port('http'), '/a%2Fb': { backend: web.port('http'), pathType: 'Exact' } } } },
      want: ['path/not-absolute /rules/*/api', 'path/invalid /rules/*/~1a~1..~1b', 'path/invalid /rules/*/~1a%2Fb'],
    }],
    ['a Service with several ports and none named', { given: { defaultBackend: web }, want: ['service/which-port /defaultBackend'] }],
    ['an unknown port', { given: { defaultBackend: { service: web, port: 'htpp' } }, want: ['service/unknown-port /defaultBackend/port'] }],
    ['a UDP port', { given: { defaultBackend: web.port('dns') }, want: ['ingress/protocol /defaultBackend'] }],
    ['a Service by name without a port', { given: { defaultBackend: { service: 'web' } }, want: ['value/missing /defaultBackend/port'] }],
    ['a Service of another namespace', { given: { defaultBackend: service('web', 'other').port('http') }, want: ['reference/other-namespace /defaultBackend'] }],
    ['a Service of another cluster', { given: { defaultBackend: service('web', 'shop', 'staging').port('http') }, want: ['reference/other-cluster /defaultBackend'] }],
    ['an app without a Service', { given: { defaultBackend: { serviceRef: undefined, name: 'job' } }, want: ['service/none /defaultBackend'] }],
    ['a certificate that is no Secret', { given: { defaultBackend: { service: 'web', port: 80 }, tls: { target: { ...secret.target, kind: 'ConfigMap' } } }, want: ['value/wrong-kind /tls'] }],
    ['a certificate of another namespace', { given: { defaultBackend: { service: 'web', port: 80 }, tls: { target: { ...secret.target, namespace: 'other' } } }, want: ['reference/other-namespace /tls'] }],
    ['misspelt fields at every depth', {
      given: { rules: { '*': { '/': { backend: { service: 'web', prot: 80 }, pathtype: 'Exact' } } }, tls: [{ host: 'a' }], clasName: 'x' },
      want: ['value/unknown-field /clasName', 'value/unknown-field /rules/*/~1/pathtype', 'value/unknown-field /rules/*/~1/backend/prot', 'value/missing /rules/*/~1/backend/port', 'value/unknown-field /tls/0/host'],
    }],
    ['wrong types', { given: { rules: 'x', defaultBackend: 5, tls: false }, want: ['value/wrong-type /rules', 'value/wrong-type /defaultBackend', 'value/wrong-type /tls'] }],
  ])('reports %s', (_, { given, want }) => {
    expect(reported(given)).toEqual(want);
  });
});

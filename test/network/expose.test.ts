import { Consumer } from '../../src/core/references';
import { exposeObjects, normalizeExpose } from '../../src/network/expose';
import type { ServicePortModel } from '../../src/network/service-ports';
import { outcomeOf, type Outcome } from '../support/diagnostics';

const ports: readonly ServicePortModel[] = [
  { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
  { name: 'admin', port: 9000, protocol: 'TCP', targetPort: 'admin' },
  { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' },
];

function exposed(
  props: object | undefined, ...services: readonly { name: string; ports: readonly ServicePortModel[] }[]
): Outcome<readonly object[]> {
  return outcomeOf((problems) => {
    const model = normalizeExpose(props, services.length === 0 ? [{ name: 'web', ports }] : services, problems.at('expose'), new Consumer('shop', undefined));
    return exposeObjects(model, { name: 'web', namespace: 'shop' }, problems, { labels: { app: 'web' } });
  });
}

const path = (port: string, at = '/', pathType = 'Prefix') => ({ path: at, pathType, backend: { service: { name: 'web', port: { name: port } } } });
const ingress = (name: string, spec: object, annotations?: object) =>
  ({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name, namespace: 'shop', labels: { app: 'web' }, ...(annotations && { annotations }) }, spec });

describe('a port that is exposed', () => {
  test('by nothing gives nothing', () => {
    expect([exposed(undefined), exposed({})]).toEqual(new Array(2).fill({ result: [], reported: [] }));
  });

  test.each<[string, { given: object; want: object }]>([
    ['its host', { given: { http: 'shop.example.com' }, want: { rules: [{ host: 'shop.example.com', http: { paths: [path('http')] } }] } }],
    ['no host at all', { given: { http: {} }, want: { rules: [{ http: { paths: [path('http')] } }] } }],
    ['everything', {
      given: { http: { host: ['a.example.com', '*.example.com'], path: ['/a', '/b'], pathType: 'Exact', tls: 'certificate', className: 'nginx' } },
      want: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['a.example.com', '*.example.com'], secretName: 'certificate' }],
        rules: ['a.example.com', '*.example.com'].map((host) => ({ host, http: { paths: [path('http', '/a', 'Exact'), path('http', '/b', 'Exact')] } })),
      },
    }],
    ['the certificate of the controller', { given: { http: { host: 'a.example.com', tls: true } }, want: { tls: [{ hosts: ['a.example.com'] }], rules: [{ host: 'a.example.com', http: { paths: [path('http')] } }] } }],
    ['two paths of one host', {
      given: { http: 'a.example.com', admin: { host: 'a.example.com', path: '/admin' } },
      want: { rules: [{ host: 'a.example.com', http: { paths: [path('http'), path('admin', '/admin')] } }] },
    }],
  ])('by %s gives one Ingress', (_, { given, want }) => {
    expect(exposed(given)).toEqual({ result: [ingress('web', want)], reported: [] });
  });

  test('with a name of its own gets an Ingress of its own, with its own class and annotations', () => {
    expect(exposed({
      http: { host: 'a.example.com', className: 'public', annotations: { size: '8m' } },
      admin: { host: 'a.example.com', className: 'internal', annotations: { size: '1m' }, name: 'web-admin' },
    })).toEqual({
      result: [
        ingress('web', { ingressClassName: 'public', rules: [{ host: 'a.example.com', http: { paths: [path('http')] } }] }, { size: '8m' }),
        ingress('web-admin', { ingressClassName: 'internal', rules: [{ host: 'a.example.com', http: { paths: [path('admin')] } }] }, { size: '1m' }),
      ],
      reported: [],
    });
  });

  test('by a Gateway gives an HTTPRoute, beside the Ingress of others', () => {
    expect(exposed({ http: { gateway: { name: 'public', namespace: 'gateways' }, host: 'a.example.com', path: ['/a', '/b'] }, admin: 'admin.example.com' })).toEqual({
      result: [
        ingress('web', { rules: [{ host: 'admin.example.com', http: { paths: [path('admin')] } }] }),
        {
          apiVersion: 'gateway.networking.k8s.io/v1',
          kind: 'HTTPRoute',
          metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
          spec: {
            parentRefs: [{ name: 'public', namespace: 'gateways' }],
            hostnames: ['a.example.com'],
            rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/a' } }, { path: { type: 'PathPrefix', value: '/b' } }], backendRefs: [{ name: 'web', port: 80 }] }],
          },
        },
      ],
      reported: [],
    });
  });

  test.each<[string, { given: object; want: readonly string[] }]>([
    ['a port that is not there', { given: { htpp: 'a.example.com' }, want: ['service/unknown-port /expose/htpp'] }],
    ['a UDP port', { given: { dns: 'a.example.com' }, want: ['ingress/protocol /expose/dns'] }],
    ['different classes in one Ingress', { given: { http: { className: 'a' }, admin: { path: '/admin' } }, want: ['ingress/mixed-class /expose/admin'] }],
    ['annotations that contradict each other', { given: { http: { annotations: { a: 'b', c: 'd' } }, admin: { path: '/admin', annotations: { a: 'x', c: 'd' } } }, want: ['ingress/mixed-annotation /expose/admin/annotations/a'] }],
    ['one path for two ports', { given: { http: 'a.example.com', admin: 'a.example.com' }, want: ['value/duplicate /expose/admin/path'] }],
    ['different hosts in one HTTPRoute', { given: { http: { gateway: 'public', host: 'a.example.com' }, admin: { gateway: 'public', host: 'b.example.com' } }, want: ['route/mixed /expose/admin'] }],
    ['a host that is none', { given: { http: 'Shop.Example.com' }, want: ['name/invalid /expose/http/host'] }],
    ['no hosts in a list', { given: { http: { host: [] } }, want: ['value/wrong-type /expose/http/host'] }],
    ['a path that is none', { given: { http: { path: ['/', 'x'] } }, want: ['path/not-absolute /expose/http/path/1'] }],
    ['TLS of a Gateway', { given: { http: { gateway: 'public', tls: true } }, want: ['value/unknown-field /expose/http/tls'] }],
    ['a name that is none', { given: { http: { name: 'Web' } }, want: ['name/invalid /expose/http/name'] }],
    ['wrong types', { given: { http: 5, admin: { tls: 5, host: 5 } }, want: ['value/wrong-type /expose/http', 'value/wrong-type /expose/admin/host', 'name/invalid /expose/admin/tls'].map((line) => line.replace('name/invalid', 'value/wrong-type')) }],
    ['no map', { given: ['http'], want: ['value/wrong-type /expose'] }],
  ])('reports %s', (_, { given, want }) => {
    expect(exposed(given).reported).toEqual(want);
  });

  test('is that of the first Service that has it', () => {
    const { result, reported } = exposed({ http: 'a.example.com', admin: { gateway: 'public', host: 'admin.example.com' } }, { name: 'web', ports: ports.slice(0, 1) }, { name: 'web-all', ports });
    expect(reported).toEqual([]);
    expect(result).toEqual([
      ingress('web', { rules: [{ host: 'a.example.com', http: { paths: [path('http')] } }] }),
      expect.objectContaining({ spec: expect.objectContaining({ rules: [expect.objectContaining({ backendRefs: [{ name: 'web-all', port: 9000 }] })] }) as object }),
    ]);
  });

  test('is reported where there is no Service', () => {
    expect(outcomeOf((problems) => normalizeExpose({ http: 'a.example.com' }, [], problems, new Consumer('shop', undefined))).reported).toEqual(['service/none']);
  });
});

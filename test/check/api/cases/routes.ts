import { kindOfSpec, long, type ObjectCases } from './given';

const backend = { service: { name: 's', port: { number: 80 } } };
const ingress = kindOfSpec('networking.k8s.io/v1', 'Ingress', { defaultBackend: backend });
const to = (...paths: readonly object[]): ReturnType<typeof ingress> => ingress({ rules: [{ http: { paths } }] });
const ingressClass = kindOfSpec('networking.k8s.io/v1', 'IngressClass', { controller: 'example.com/a' });
const parameters = { kind: 'P', name: 'p' };

export const routeCases: ObjectCases = [
  ['an Ingress', { given: to({ path: '/', pathType: 'Prefix', backend }, { pathType: 'ImplementationSpecific', backend }), want: [] }],
  ['an Ingress for nothing', { given: ingress({ defaultBackend: undefined }), want: ['ingress/empty /spec'] }],
  ['an Ingress to nothing', { given: ingress({ defaultBackend: {} }), want: ['ingress/no-backend /spec/defaultBackend'] }],
  ['an Ingress to two things', { given: ingress({ defaultBackend: { ...backend, resource: parameters } }), want: ['api/contradiction /spec/defaultBackend'] }],
  ['an Ingress to any object', {
    given: ingress({ defaultBackend: { resource: { apiGroup: 'example.com', kind: 'a/b', name: '' } } }),
    want: ['api/path-segment /spec/defaultBackend/resource/kind', 'api/required /spec/defaultBackend/resource/name'],
  }],
  ['an Ingress to a port by number and name', {
    given: ingress({ defaultBackend: { service: { name: 's', port: { number: 80, name: 'http' } } } }),
    want: ['api/contradiction /spec/defaultBackend'],
  }],
  ['an Ingress to no port', { given: ingress({ defaultBackend: { service: { name: 's' } } }), want: ['api/one-needed /spec/defaultBackend'] }],
  ['an Ingress to a port that is none', {
    given: to({ path: '/', pathType: 'Exact', backend: { service: { name: '', port: { name: 'HTTP' } } } }, { path: '/a', pathType: 'Exact', backend: { service: { name: 's', port: { number: 65536 } } } }),
    want: [
      'api/required /spec/rules/0/http/paths/0/backend/service/name', 'api/port-name /spec/rules/0/http/paths/0/backend/service/port/name',
      'api/port-range /spec/rules/0/http/paths/1/backend/service/port/number',
    ],
  }],
  ['an Ingress of paths that are none', {
    given: to({ path: 'a', pathType: 'Prefix', backend }, { path: '/a//b', pathType: 'Exact', backend }, { path: '/a/..', pathType: 'Exact', backend }, { path: 'a', pathType: 'ImplementationSpecific', backend }),
    want: [
      'ingress/path /spec/rules/0/http/paths/0/path', 'ingress/path /spec/rules/0/http/paths/1/path', 'ingress/path /spec/rules/0/http/paths/2/path',
      'ingress/path /spec/rules/0/http/paths/3/path',
    ],
  }],
  ['an Ingress of paths of an unknown type', {
    given: to({ path: '/', pathType: 'prefix', backend }, { path: '/', backend }),
    want: ['api/not-supported /spec/rules/0/http/paths/0/pathType', 'api/required /spec/rules/0/http/paths/1/pathType'],
  }],
  ['an Ingress of no path', { given: to(), want: ['api/required /spec/rules/0/http/paths'] }],
  ['an Ingress of hosts', { given: ingress({ rules: [{ host: 'a.example.com' }, { host: '*.example.com' }] }), want: [] }],
  ['an Ingress of hosts that are none', {
    given: ingress({ rules: [{ host: '10.0.0.1' }, { host: 'A' }, { host: '*' }, { host: 'a.*.b' }] }),
    want: ['ingress/host-is-ip /spec/rules/0/host', 'api/dns-subdomain /spec/rules/1/host', 'ingress/wildcard /spec/rules/2/host', 'ingress/wildcard /spec/rules/3/host'],
  }],
  ['an Ingress with certificates', {
    given: ingress({ tls: [{ hosts: ['a.example.com', '*.b', 'A', '*'], secretName: 'A' }] }),
    want: ['api/dns-subdomain /spec/tls/0/hosts/2', 'ingress/wildcard /spec/tls/0/hosts/3', 'api/dns-subdomain /spec/tls/0/secretName'],
  }],
  ['an Ingress of two classes', {
    given: ingress({ ingressClassName: 'a' }, { annotations: { 'kubernetes.io/ingress.class': 'b' } }),
    want: ['api/must-equal /annotations/kubernetes.io~1ingress.class > /metadata/annotations/kubernetes.io~1ingress.class'],
  }],
  ['an Ingress of a class that cannot be', { given: ingress({ ingressClassName: 'A' }), want: ['api/dns-subdomain /spec/ingressClassName'] }],

  ['a class', { given: ingressClass({ parameters: { ...parameters, scope: 'Namespace', namespace: 'n' } }), want: [] }],
  ['a class without controller', { given: ingressClass({ controller: '' }), want: ['api/required /spec/controller'] }],
  ['a class of a controller without domain', { given: ingressClass({ controller: 'nginx' }), want: ['api/domain-path /spec/controller'] }],
  ['a class of a controller with a long name', { given: ingressClass({ controller: `example.com/${long(240)}` }), want: ['api/too-long /spec/controller'] }],
  ['a class with parameters of the cluster in a namespace', {
    given: ingressClass({ parameters: { ...parameters, namespace: 'n' } }),
    want: ['api/forbidden /spec/parameters/namespace'],
  }],
  ['a class with parameters in no namespace', {
    given: ingressClass({ parameters: { ...parameters, scope: 'Namespace' } }),
    want: ['api/required /spec/parameters/namespace'],
  }],
  ['a class with parameters that are none', {
    given: ingressClass({ parameters: { apiGroup: 'A', kind: '', name: 'a/b', scope: 'Any' } }),
    want: [
      'api/dns-subdomain /spec/parameters/apiGroup', 'api/required /spec/parameters/kind', 'api/path-segment /spec/parameters/name',
      'api/not-supported /spec/parameters/scope',
    ],
  }],
  ['a class with parameters of an empty scope', {
    given: ingressClass({ parameters: { ...parameters, apiGroup: '', scope: '' } }),
    want: ['api/dns-subdomain /spec/parameters/apiGroup', 'api/not-supported /spec/parameters/scope'],
  }],
];

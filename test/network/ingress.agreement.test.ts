import { buildIngress } from '../../src/apps/ingress';
import { ServiceRef } from '../../src/network/service-ref';
import { acceptedWithoutErrors } from '../support/agreement';

const web = new ServiceRef({ apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' }, [
  { name: 'http', port: 80, protocol: 'TCP' },
  { name: 'a-name-longer-than-fifteen', port: 81, protocol: 'TCP' },
  { name: '82', port: 82, protocol: 'TCP' },
  { name: 'dns', port: 53, protocol: 'UDP' },
]);
const backend = web.port('http');
const at = (path: string, pathType?: string) => ({ 'shop.example.com': { [path]: pathType === undefined ? backend : { backend, pathType } } });
const backends = [
  backend, web, web.port('a-name-longer-than-fifteen'), web.port('82'), web.port('dns'), web.port('nope'), { service: web, port: 80 }, { service: web, port: 'nope' },
  { service: 'web', port: 80 }, { service: 'web', port: 'http' }, { service: 'web', port: '80' }, { service: 'web', port: 'a-name-longer-than-fifteen' }, { service: 'web' },
  { service: '1web', port: 80 }, { service: 'Web', port: 80 }, { service: 'web', port: 0 }, { service: 'web', port: true }, { service: 'web', port: 80, weight: 1 },
  { resource: { apiGroup: 'k8s.example.com', kind: 'Bucket', name: 'files' } }, { resource: { kind: 'Bucket', name: 'files' } }, { resource: { kind: '', name: 'files' } },
  { resource: 'x' }, {}, [], 'web', null, undefined,
];

acceptedWithoutErrors('Ingress', {
  bases: [
    { rules: { 'shop.example.com': backend } },
    { rules: { '*': { '/': backend, '/api': { backend, pathType: 'Exact' } } }, defaultBackend: backend, className: 'nginx', tls: true },
    { defaultBackend: { service: 'web', port: 80 }, tls: 'certificate' },
  ],
  fields: {
    name: ['web.shop', 'Web', '1web', 'a'.repeat(253), 'a'.repeat(254)],
    className: ['nginx', 'Nginx_', 'a.b', ''],
    rules: [
      undefined, {}, { 'shop.example.com': {} }, { 'Shop.example.com': backend }, { 'shop.example.com:80': backend }, { 'https://shop.example.com': backend },
      { '10.0.0.1': backend }, { '*.example.com': backend }, { 'a.*.example.com': backend }, { '*.': backend }, { '': backend }, { localhost: backend },
      { ['a'.repeat(64)]: backend }, { [`*.${'a.'.repeat(125)}aa`]: backend }, { [`*.${'a.'.repeat(125)}a`]: backend },
      at('/'), at('x'), at('//x'), at('/a/./b'), at('/a/../b'), at('/a/..'), at('/a/.'), at('/a%2fb'), at('/a%2Fb'), at('/a b'), at('/a?b=c'), at('/a(.*)$'), at(''),
      at('//x', 'ImplementationSpecific'), at('x', 'ImplementationSpecific'), at('/a/..', 'Exact'), at('/a', 'exact'),
      ...backends.map((one) => ({ 'shop.example.com': one })), ...backends.map((one) => ({ 'shop.example.com': { '/': one } })),
      ...backends.map((one) => ({ 'shop.example.com': { '/': { backend: one } } })), [], 'x', null,
    ],
    defaultBackend: backends,
    tls: [
      true, false, 'certificate', 'Certificate', '', [], [{}], [{ hosts: ['shop.example.com'], secret: 'certificate' }], [{ hosts: ['*.example.com'] }], [{ hosts: ['x y'] }],
      [{ hosts: [], secret: 'certificate' }], [{ hosts: 'shop.example.com' }], [{ secret: { name: 'certificate' } }], [{ secretName: 'certificate' }],
      { target: { apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'certificate' } }, { target: { apiVersion: 'v1', kind: 'Secret', namespace: 'other', name: 'certificate' } },
      { target: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'certificate' } },
    ],
    annotations: [{ 'nginx.ingress.kubernetes.io/rewrite-target': '/$1' }, { 'a b': 'c' }],
  },
  build: ({ name = 'shop', ...props }) => buildIngress({ name: name as string, namespace: 'shop' }, props),
});

import { code, type DefinitionExamples, service, web } from './example';

/** Of Services, routes, policies, access and what a namespace may use. */
export const networkExamples: DefinitionExamples = {
  'address/invalid': service("pods: { app: 'web' },\nports: { http: 80 },\nexternalIPs: ['10.0.0.256'],", "pods: { app: 'web' },\nports: { http: 80 },\nexternalIPs: ['10.0.0.25'],"),
  'service/no-ports': service("pods: { app: 'web' },", "pods: { app: 'web' },\nports: { http: 80 },"),
  'service/unknown-port': web('ports: { http: 8080 },\nservice: { ports: { htpp: 80 } },', 'ports: { http: 8080 },\nservice: { ports: { http: 80 } },'),
  'service/which-port': code(
    "const web = new StatelessApp(shop, 'web', { image: 'nginx:1.27', ports: { http: 8080, admin: 9090 } });\nnew Ingress(shop, 'shop', { rules: { 'shop.example.com': { '/': web } } });",
    "const web = new StatelessApp(shop, 'web', { image: 'nginx:1.27', ports: { http: 8080, admin: 9090 } });\nnew Ingress(shop, 'shop', { rules: { 'shop.example.com': { '/': web.port('http') } } });",
  ),
  'service/type-only': web("ports: { http: 8080 },\nservice: { loadBalancerSourceRanges: ['203.0.113.0/24'] },", "ports: { http: 8080 },\nservice: { type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.0/24'] },"),
  'service/headless-type': web("ports: { http: 8080 },\nservice: { type: 'NodePort', headless: true },", 'ports: { http: 8080 },\nservice: { headless: true },'),
  'service/kubelet-port': web("ports: { http: 8080 },\nservice: { type: 'LoadBalancer', ports: { http: 10250 } },", "ports: { http: 8080 },\nservice: { type: 'LoadBalancer', ports: { http: 80 } },"),
  'service/node-port-range': web("ports: { http: 8080 },\nservice: { type: 'NodePort', ports: { http: { port: 80, nodePort: 8080 } } },", "ports: { http: 8080 },\nservice: { type: 'NodePort', ports: { http: { port: 80, nodePort: 30080 } } },"),
  'service/headless-port': web('ports: { http: 8080 },\nservice: { headless: true, ports: { http: 80 } },', 'ports: { http: 8080 },\nservice: { headless: true },'),
  'service/namespace-unknown': code(
    "const cache = Service.existing(new Bundle(app, 'plain'), 'redis', { ports: { redis: 6379 } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { CACHE: cache.host } });",
    "const cache = Service.existing(shop, 'redis', { namespace: 'caches', ports: { redis: 6379 } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { CACHE: cache.host } });",
  ),
  'service/headless-affinity': web(
    "ports: { http: 8080 },\nservice: { headless: true, sessionAffinity: 'ClientIP' },", "ports: { http: 8080 },\nservice: { sessionAffinity: 'ClientIP' },",
  ),
  'service/none': web("ports: { http: 8080 },\nservice: false,\nexpose: { http: 'shop.example.com' },", "ports: { http: 8080 },\nexpose: { http: 'shop.example.com' },"),
  'path/not-absolute': web("ports: { http: 8080 },\nexpose: { http: { host: 'shop.example.com', path: 'admin' } },", "ports: { http: 8080 },\nexpose: { http: { host: 'shop.example.com', path: '/admin' } },"),
  'path/invalid': web("ports: { http: 8080 },\nexpose: { http: { host: 'shop.example.com', path: '/a/../b' } },", "ports: { http: 8080 },\nexpose: { http: { host: 'shop.example.com', path: '/b' } },"),
  'ingress/mixed-class': web(
    "ports: { http: 8080, admin: 9090 },\nexpose: { http: { host: 'shop.example.com', className: 'nginx' }, admin: { host: 'admin.example.com', className: 'internal' } },",
    "ports: { http: 8080, admin: 9090 },\nexpose: { http: { host: 'shop.example.com', className: 'nginx' }, admin: { host: 'admin.example.com', className: 'nginx' } },",
  ),
  'ingress/mixed-annotation': web(
    "ports: { http: 8080, admin: 9090 },\nexpose: {\n  http: { host: 'shop.example.com', annotations: { 'example.com/limit': '1' } },\n  admin: { host: 'admin.example.com', annotations: { 'example.com/limit': '2' } },\n},",
    "ports: { http: 8080, admin: 9090 },\nexpose: {\n  http: { host: 'shop.example.com', annotations: { 'example.com/limit': '1' } },\n  admin: { host: 'admin.example.com', annotations: { 'example.com/limit': '1' } },\n},",
  ),
  'ingress/protocol': web("ports: { dns: { port: 53, protocol: 'UDP' } },\nexpose: { dns: 'dns.example.com' },", "ports: { http: 8080 },\nexpose: { http: 'dns.example.com' },"),
  'route/mixed': web(
    "ports: { http: 8080, admin: 9090 },\nexpose: { http: { gateway: 'public', host: 'shop.example.com' }, admin: { gateway: 'internal', host: 'shop.example.com', path: '/admin' } },",
    "ports: { http: 8080, admin: 9090 },\nexpose: { http: { gateway: 'public', host: 'shop.example.com' }, admin: { gateway: 'public', host: 'shop.example.com', path: '/admin' } },",
  ),
  'route/too-many': code(
    "const web = new StatelessApp(shop, 'web', { image: 'nginx:1.27', ports: { http: 8080 } });\n"
      + "new HttpRoute(shop, 'web', { gateway: 'public', hostnames: Array.from({ length: 17 }, (_, i) => `s${i}.example.com`), rules: [{ backends: [web] }] });",
    "const web = new StatelessApp(shop, 'web', { image: 'nginx:1.27', ports: { http: 8080 } });\nnew HttpRoute(shop, 'web', { gateway: 'public', hostnames: ['*.example.com'], rules: [{ backends: [web] }] });",
  ),
  'route/other-namespace': code(
    "const cache = Service.existing(shop, 'cache', { namespace: 'caches', ports: { http: 80 } });\nnew HttpRoute(shop, 'cache', { gateway: 'public', rules: [{ backends: [cache] }] });",
    "const web = new StatelessApp(shop, 'web', { image: 'nginx:1.27', ports: { http: 8080 } });\nnew HttpRoute(shop, 'cache', { gateway: 'public', rules: [{ backends: [web] }] });",
  ),
  'policy/port-number': web("network: { allowTo: [{ to: { cidr: '203.0.113.0/24' }, ports: ['https'] }] },", "network: { allowTo: [{ to: { cidr: '203.0.113.0/24' }, ports: [443] }] },"),
  'policy/no-peers': web('network: { allowFrom: [{ from: [] }] },', "network: { allowFrom: [{ from: { namespaces: 'ingress-nginx' } }] },"),
  'access/unknown-resource': code("new ServiceAccount(shop, 'reader').can('get', 'podz');", "new ServiceAccount(shop, 'reader').can('get', 'pods');"),
  'access/cluster-scoped': code("new ServiceAccount(shop, 'reader').can('get', 'nodes');", "new ServiceAccount(shop, 'reader').can('get', 'nodes', { clusterWide: true });"),
  'access/not-in-namespace': code(
    "new Role(shop, 'reader', { rules: [{ verbs: ['get'], resources: ['pods', 'nodes'] }] });",
    "new ClusterRole(shop, 'reader', { rules: [{ verbs: ['get'], resources: ['pods', 'nodes'] }] });",
  ),
  'access/unknown-verb': code("new ServiceAccount(shop, 'reader').can('read', 'pods');", "new ServiceAccount(shop, 'reader').can('get', 'pods');"),
  'access/names-and-verb': code("new ServiceAccount(shop, 'worker').can('create', 'leases', { names: ['worker'] });", "new ServiceAccount(shop, 'worker').can('update', 'leases', { names: ['worker'] });"),
  'access/namespace-and-cluster': code(
    "new ServiceAccount(shop, 'reader').can('get', 'pods', { namespace: 'shared', clusterWide: true });", "new ServiceAccount(shop, 'reader').can('get', 'pods', { namespace: 'shared' });",
  ),
  'access/no-namespace': code("new ServiceAccount(new Bundle(app, 'plain'), 'reader').can('get', 'nodes', { clusterWide: true });", "new ServiceAccount(shop, 'reader').can('get', 'nodes', { clusterWide: true });"),
  'quota/unknown-resource': code("new ResourceQuota(shop, 'compute', { hard: { 'request.cpu': 8 } });", "new ResourceQuota(shop, 'compute', { hard: { 'requests.cpu': 8 } });"),
  'quota/not-countable': code("new ResourceQuota(shop, 'compute', { hard: { pods: '1500m' } });", "new ResourceQuota(shop, 'compute', { hard: { pods: 2 } });"),
  'quota/scope-clash': code("new ResourceQuota(shop, 'jobs', { hard: { pods: 5 }, scopes: ['Terminating', 'NotTerminating'] });", "new ResourceQuota(shop, 'jobs', { hard: { pods: 5 }, scopes: ['Terminating'] });"),
  'quota/scope-resource': code("new ResourceQuota(shop, 'jobs', { hard: { services: 5 }, scopes: ['Terminating'] });", "new ResourceQuota(shop, 'jobs', { hard: { pods: 5 }, scopes: ['Terminating'] });"),
  'limits/not-for-type': code("new LimitRange(shop, 'limits', { limits: { Pod: { default: { memory: '1Gi' } } } });", "new LimitRange(shop, 'limits', { limits: { Container: { default: { memory: '1Gi' } } } });"),
  'limits/order': code("new LimitRange(shop, 'limits', { limits: { Container: { min: { memory: '2Gi' }, max: { memory: '1Gi' } } } });", "new LimitRange(shop, 'limits', { limits: { Container: { min: { memory: '1Gi' }, max: { memory: '2Gi' } } } });"),
  'priority/reserved-name': code("new PriorityClass(shop, 'system-shop', { value: 1000 });", "new PriorityClass(shop, 'shop', { value: 1000 });"),
};

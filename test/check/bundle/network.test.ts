import { file, httpPort, object, pod, service, workload } from '../../../src/check/codes/examples/parts';
import { found } from './found';

const web = workload({ container: httpPort });
const ingress = (name: string, { port = 'name: http', path = '/', host = 'a.example.com', spec = '', annotations = '' } = {}): string => object(
  'networking.k8s.io/v1', 'Ingress', `${name}${annotations}`,
  `spec:\n${spec}  rules:\n  - host: ${host}\n    http:\n      paths:\n      - path: ${path}\n        pathType: Prefix\n        backend:\n          service:\n            name: web\n            port:\n              ${port}`,
);
const tls = '  tls:\n  - secretName: cert\n';

describe('Ingresses', () => {
  const behind = (...objects: string[]): string => file(...objects, service(), web);
  test.each<[string, { given: string; want: readonly string[] }]>([
    ['a port by its name or number', { given: behind(ingress('a'), ingress('b', { port: 'number: 80', path: '/b' })), want: [] }],
    ['the number of the container', { given: behind(ingress('a', { port: 'number: 8080' })), want: ['error ingress/port-missing Ingress/a /spec/rules/0/http/paths/0/backend/service/port/number'] }],
    ['a name that the Service does not have', { given: behind(ingress('a', { port: 'name: web' })), want: ['error ingress/port-missing Ingress/a /spec/rules/0/http/paths/0/backend/service/port/name'] }],
    ['another name for a host, which needs no ports', {
      given: file(ingress('a', { port: 'number: 80' }), object('v1', 'Service', 'web', 'spec:\n  type: ExternalName\n  externalName: example.com')), want: [],
    }],
    ['a port by a name, of another name for a host', {
      given: file(ingress('a'), object('v1', 'Service', 'web', 'spec:\n  type: ExternalName\n  externalName: example.com')),
      want: ['error ingress/port-missing Ingress/a /spec/rules/0/http/paths/0/backend/service/port/name'],
    }],
    ['a backend for all else', {
      given: object('networking.k8s.io/v1', 'Ingress', 'a', 'spec:\n  defaultBackend:\n    service:\n      name: web\n      port:\n        number: 80'), want: ['error ingress/service-missing Ingress/a /spec/defaultBackend/service/name'],
    }],
    ['a certificate that is missing', { given: behind(ingress('a', { spec: tls })), want: ['warning ingress/secret-missing Ingress/a /spec/tls/0/secretName'] }],
    ['a certificate that cert-manager makes for the Ingress', {
      given: behind(ingress('a', { spec: tls, annotations: '\n  annotations:\n    cert-manager.io/cluster-issuer: ca' })), want: [],
    }],
    ['a certificate that cert-manager makes', { given: behind(ingress('a', { spec: tls }), object('cert-manager.io/v1', 'Certificate', 'cert', 'spec:\n  secretName: cert')), want: [] }],
    ['one path of one host twice', { given: behind(ingress('a'), ingress('b')), want: ['warning ingress/duplicate-path Ingress/b /spec/rules/0/http/paths/0'] }],
    ['one path of two hosts', { given: behind(ingress('a'), ingress('b', { host: 'b.example.com' })), want: [] }],
    ['one path of two classes', { given: behind(ingress('a', { spec: '  ingressClassName: a\n' }), ingress('b', { spec: '  ingressClassName: b\n' })), want: [] }],
    ['a canary beside what it tries', {
      given: behind(ingress('a'), ingress('b', { annotations: '\n  annotations:\n    nginx.ingress.kubernetes.io/canary: "true"' })), want: [],
    }],
  ])('%s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });
});

describe('routes', () => {
  const route = (backend: string): string => object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'a\n  namespace: front', `spec:\n  rules:\n  - backendRefs:\n    - name: web\n${backend}`);
  const inBack = service().replace('name: web\n', 'name: web\n  namespace: back\n');
  const across = route('      namespace: back\n      port: 80');
  const grant = (from: string, to = ''): string => object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', 'a\n  namespace: back',
    `spec:\n  from:\n  - group: gateway.networking.k8s.io\n    kind: HTTPRoute\n    namespace: ${from}\n  to:\n  - group: ""\n    kind: Service${to}`);
  const granted = (...objects: string[]): string[] => found(file(across, inBack, ...objects)).filter((line) => line.includes(' route/'));
  const denied = ['error route/not-granted HTTPRoute/a /spec/rules/0/backendRefs/0/namespace'];

  test('into another namespace need its permission', () => {
    expect(granted()).toEqual(denied);
    expect(granted(grant('front'))).toEqual([]);
    expect(granted(grant('other'))).toEqual(denied);
    expect(granted(grant('front', '\n    name: other'))).toEqual(denied);
    expect(granted(grant('front', '\n    name: web'))).toEqual([]);
  });
});

describe('network policies', () => {
  const policy = (rules: string, selector = '\n    matchLabels:\n      app: web', name = 'a'): string => object('networking.k8s.io/v1', 'NetworkPolicy', name, `spec:\n  podSelector:${selector}\n${rules}`);
  const egress = (rules: string): string => `  policyTypes: [Egress]\n  egress:${rules}`;
  const noDns = (pointer: string): string[] => [`warning network-policy/no-dns NetworkPolicy/a ${pointer}`];
  const toDatabase = '\n  - to:\n    - podSelector: {}';
  test.each<[string, { given: string; want: readonly string[] }]>([
    ['everything denied', { given: policy('  policyTypes: [Egress]', ' {}'), want: noDns('/spec') }],
    ['only what comes in', { given: policy('  policyTypes: [Ingress]', ' {}'), want: [] }],
    ['one destination', { given: file(policy(egress(toDatabase)), web), want: noDns('/spec/egress') }],
    ['one destination, and name servers by another policy', {
      given: file(policy(egress(toDatabase)), policy(egress('\n  - ports:\n    - port: 53\n      protocol: UDP'), ' {}', 'b'), web), want: [],
    }],
    ['port 53', { given: file(policy(egress(`${toDatabase}\n  - ports:\n    - port: 53\n      protocol: UDP`)), web), want: [] }],
    ['a range of ports', { given: file(policy(egress('\n  - ports:\n    - port: 1\n      endPort: 100')), web), want: [] }],
    ['other ports', { given: file(policy(egress('\n  - ports:\n    - port: 443')), web), want: noDns('/spec/egress') }],
    ['everything', { given: file(policy(egress(' [{}]')), web), want: [] }],
    ['the namespace of name servers', { given: file(policy(egress('\n  - to:\n    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: kube-system')), web), want: [] }],
    ['another namespace', { given: file(policy(egress('\n  - to:\n    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: shop')), web), want: noDns('/spec/egress') }],
    ['addresses', { given: file(policy(egress('\n  - to:\n    - ipBlock:\n        cidr: 10.0.0.0/8')), web), want: [] }],
  ])('that let out %s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });
});

describe('ports of nodes', () => {
  const agent = (name: string, lines: string, rest = ''): string => workload({ kind: 'DaemonSet', name, container: `ports:\n- containerPort: 80\n${lines}`, pod: rest });
  const at = 'DaemonSet/b /spec/template/spec/containers/0/ports/0';
  test.each<[string, { given: string; want: readonly string[] }]>([
    ['one port twice', { given: file(agent('a', '  hostPort: 80'), agent('b', '  hostPort: 80')), want: [`warning host-port/clash ${at}/hostPort`] }],
    ['two protocols', { given: file(agent('a', '  hostPort: 80'), agent('b', '  hostPort: 80\n  protocol: UDP')), want: [] }],
    ['two addresses', { given: file(agent('a', '  hostPort: 80\n  hostIP: 10.0.0.1'), agent('b', '  hostPort: 80\n  hostIP: 10.0.0.2')), want: [] }],
    ['all addresses and one', { given: file(agent('a', '  hostPort: 80\n  hostIP: 10.0.0.1'), agent('b', '  hostPort: 80')), want: [`warning host-port/clash ${at}/hostPort`] }],
    ['one address and all', { given: file(agent('a', '  hostPort: 80'), agent('b', '  hostPort: 80\n  hostIP: 10.0.0.1')), want: [`warning host-port/clash ${at}/hostPort`] }],
    ['the network of the node', { given: file(agent('a', '  name: a', 'hostNetwork: true'), agent('b', '  hostPort: 80')), want: [`warning host-port/clash ${at}/hostPort`] }],
    ['nodes of two kinds', { given: file(agent('a', '  hostPort: 80', 'nodeSelector:\n  os: a'), agent('b', '  hostPort: 80', 'nodeSelector:\n  os: b')), want: [] }],
    ['jobs, which come and go', { given: file(agent('a', '  hostPort: 80'), object('batch/v1', 'Job', 'b', 'spec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n      - name: b\n        image: b\n        ports:\n        - containerPort: 80\n          hostPort: 80')), want: [] }],
  ])('%s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });

  const nodePort = (name: string, port: number, protocol = 'TCP'): string => object('v1', 'Service', name, `spec:\n  type: NodePort\n  ports:\n  - port: 80\n    nodePort: ${port}\n    protocol: ${protocol}`);
  test('of Services are taken whatever the protocol, as the server allocates them', () => {
    expect(found(file(nodePort('a', 30080), nodePort('b', 30080, 'UDP')))).toEqual(['error node-port/taken Service/b /spec/ports/0/nodePort']);
  });
  test('of one Service may have two protocols', () => {
    expect(found(object('v1', 'Service', 'a', 'spec:\n  type: NodePort\n  ports:\n  - name: a\n    port: 80\n    nodePort: 30080\n  - name: b\n    port: 80\n    nodePort: 30080\n    protocol: UDP'))).toEqual([]);
  });
});

describe('webhooks', () => {
  const webhook = (namespace: string): string => object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'a',
    `webhooks:\n- name: a.example.com\n  sideEffects: None\n  admissionReviewVersions: [v1]\n  clientConfig:\n    service:\n      name: web\n      namespace: ${namespace}`);
  test('call a Service that is there, also where that says no namespace', () => {
    expect(found(file(webhook('shop'), service(), pod()))).toEqual(['info service/target-port-undeclared Service/web /spec/ports/0/targetPort']);
    expect(found(webhook('shop'))).toEqual(['warning webhook/service-missing MutatingWebhookConfiguration/a /webhooks/0/clientConfig/service/name']);
  });
});

import { file, httpPort, object, pod, service, workload } from './parts';

const web = workload({ container: httpPort });
const ingress = (port: string, more = '', name = 'web'): string => object('networking.k8s.io/v1', 'Ingress', name, [
  'spec:', ...(more === '' ? [] : [more]), '  rules:', '  - host: shop.example.com', '    http:', '      paths:', '      - path: /', '        pathType: Prefix',
  '        backend:', '          service:', '            name: web', '            port:', `              ${port}`,
].join('\n'));
const tls = '  tls:\n  - secretName: shop-tls';
const certificate = (type: string): string => object('v1', 'Secret', 'shop-tls', `type: ${type}\nstringData:\n  tls.crt: example\n  tls.key: example`);
const route = (backend: string): string =>
  object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web\n  namespace: front', `spec:\n  parentRefs:\n  - name: public\n  rules:\n  - backendRefs:\n    - name: web\n${backend}`);
const front = object('v1', 'Namespace', 'front');
const frontService = service().replace('  name: web\n', '  name: web\n  namespace: front\n');
const backService = service().replace('  name: web\n', '  name: web\n  namespace: default\n');
const webhook = object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'web', [
  'webhooks:', '- name: web.example.com', '  admissionReviewVersions: [v1]', '  sideEffects: None', '  clientConfig:', '    service:', '      namespace: default', '      name: web', '      port: 80',
].join('\n'));
const policy = (app: string, rules: string): string => object('networking.k8s.io/v1', 'NetworkPolicy', 'web', `spec:\n  podSelector:\n    matchLabels:\n      app: ${app}\n${rules}`);
const sending = '  policyTypes: [Egress]\n  egress:\n  - to:\n    - podSelector:\n        matchLabels:\n          app: db';
const dns = '\n  - ports:\n    - port: 53\n      protocol: UDP\n    - port: 53\n      protocol: TCP';
const probe = (port: string): string => pod(`${httpPort}\nreadinessProbe:\n  httpGet:\n    path: /\n    port: ${port}`);
const onNode = (name: string, port: number): string => workload({ kind: 'DaemonSet', name, container: `ports:\n- containerPort: 80\n  hostPort: ${port}` });
const nodePort = (name: string, port: number): string => service('type: NodePort', 'web', name).replace('targetPort: 8080', `targetPort: 8080\n    nodePort: ${port}`);

/** Manifests that show what the check says of the network. */
export const networkExamples = {
  serviceMissing: { wrong: file(ingress('name: http'), web), right: file(ingress('name: http'), service(), web) },
  portMissing: { wrong: file(ingress('number: 8080'), service(), web), right: file(ingress('number: 80'), service(), web) },
  secretMissing: {
    wrong: file(ingress('name: http', tls), service(), web),
    right: file(ingress('name: http', tls), certificate('kubernetes.io/tls'), service(), web),
  },
  secretType: {
    wrong: file(ingress('name: http', tls), certificate('Opaque'), service(), web),
    right: file(ingress('name: http', tls), certificate('kubernetes.io/tls'), service(), web),
  },
  duplicatePath: {
    wrong: file(ingress('name: http'), ingress('name: http', '', 'web-2'), service(), web),
    right: file(ingress('name: http'), service(), web),
  },
  routeService: { wrong: file(front, route('      port: 80')), right: file(front, route('      port: 80'), frontService) },
  routePort: { wrong: file(front, route('      port: 8080'), frontService), right: file(front, route('      port: 80'), frontService) },
  webhook: { wrong: webhook, right: file(webhook, backService) },
  policyNoPods: { wrong: file(policy('wbe', '  policyTypes: [Ingress]'), web), right: file(policy('web', '  policyTypes: [Ingress]'), web) },
  policyNoDns: { wrong: file(policy('web', sending), web), right: file(policy('web', sending + dns), web) },
  probePort: { wrong: probe('web'), right: probe('http') },
  hostPort: { wrong: file(onNode('web', 80), onNode('proxy', 80)), right: file(onNode('web', 80), onNode('proxy', 8080)) },
  nodePortTaken: { wrong: file(nodePort('web', 30080), nodePort('web-2', 30080)), right: file(nodePort('web', 30080), nodePort('web-2', 30081)) },
  nodePortRange: { wrong: nodePort('web', 8080), right: nodePort('web', 30080) },
  clusterIpTaken: {
    wrong: file(service('clusterIP: 10.96.0.80'), service('clusterIP: 10.96.0.80', 'web', 'web-2')),
    right: file(service('clusterIP: 10.96.0.80'), service('', 'web', 'web-2')),
  },
} as const;

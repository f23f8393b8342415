import { acceptedWithoutErrors } from '../support/agreement';
import { buildService } from '../../src/apps/service';

const ports = { http: 80 };
const pods = { podSet: { target: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' }, selector: { app: 'web' }, ports: [{ name: 'http', port: 8080, protocol: 'TCP' }, { name: 'dns', port: 53, protocol: 'UDP' }] } };
const addresses = [
  '10.0.0.1', '2001:db8::1', '010.0.0.1', '::ffff:10.0.0.1', '127.0.0.1', '169.254.1.1', '224.0.0.5', '239.1.1.1', '0.0.0.0', '::', '::1', 'fe80::1', 'febf::1',
  'fec0::1', 'ff02::1', 'ff05::1', 'ff12::1', '64:ff9b::1.2.3.4', '1:2:3:4:5:6:7:8', '1::2::3', '1.2.3', '1:2:3:4:5:6:7', '::1%eth0', 'a', '',
];
const ranges = ['10.0.0.0/8', '10.0.0.1/8', '10.0.0.0/08', '10.0.0.0', '2001:db8::/32', '2001:db8::1/32', '0.0.0.0/0', '10.0.0.0/33', '::/129', ' 10.0.0.0/8', '::ffff:10.0.0.0/104'];

acceptedWithoutErrors('Service', {
  bases: [
    { ports },
    { pods, headless: true },
    { pods, ports: ['http', { name: 'names', port: 5353, targetPort: 'dns' }], type: 'NodePort' },
    { pods: { app: 'web' }, ports: { http: { port: 80, targetPort: 8080, nodePort: 30080 } }, type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30_100 },
    { type: 'ExternalName', externalName: 'example.com' },
    { ports, clusterIP: '10.0.0.1', ipFamilies: ['IPv4'], externalIPs: ['1.2.3.4'] },
  ],
  fields: {
    name: ['1web', 'web.shop', 'Web', 'a'.repeat(63), 'a'.repeat(64)],
    type: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName', 'clusterIP', null],
    headless: [true, false, 'yes', null],
    pods: [undefined, {}, { app: 'w e b' }, { podSet: { ...pods.podSet, ports: [] } }, 'web', null],
    ports: [
      undefined, {}, [], { a: 10250 }, { a: 0 }, { a: 65_536 }, { a: 1.5 }, { a: '80' }, { 'a-name-longer-than-fifteen': 80 }, { A: 80 }, { 'a.b': 80 }, { 80: 80 },
      { a: 80, b: 80 }, { a: 80, b: { port: 80, protocol: 'UDP' } }, { a: { port: 80, nodePort: 30_001 }, b: { port: 81, nodePort: 30_001 } },
      { a: { port: 80, nodePort: 30_001 }, b: { port: 80, protocol: 'UDP', nodePort: 30_001 } }, { a: { port: 80, nodePort: 70_000 } }, { a: { port: 80, nodePort: 80 } },
      { a: { port: 80, targetPort: 'http' } }, { a: { port: 80, targetPort: 'Http' } }, { a: { port: 80, targetPort: 'a-port-name-too-long' } },
      { a: { port: 80, targetPort: 8080 } }, { a: { port: 80, targetPort: 0 } }, { a: { port: 80, targetPort: '8080' } }, { a: { targetPort: 8080 } },
      { a: { port: 80, protocol: 'SCTP' } }, { a: { port: 80, protocol: 'tcp' } }, { a: { port: 80, appProtocol: 'kubernetes.io/h2c' } }, { a: { port: 80, appProtocol: 'h 2' } },
      { http: {} }, { http: { nodePort: 30_002 } }, ['http'], ['http', 'http'], ['nope'], [{ port: 80 }], [{ name: 'http' }], [{ name: 'a', port: 80 }, { name: 'a', port: 81 }], 'http', null,
    ],
    clusterIP: ['10.0.0.1', 'None', '', '010.0.0.1', '2001:db8::1'],
    externalName: ['example.com', 'example.com.', 'Example.com', '10.0.0.1', 'a_b.c', '', '.'],
    externalIPs: [[], 'x', ...addresses.map((address) => [address])],
    loadBalancerClass: ['example.com/internal', 'internal', 'a b', ''],
    loadBalancerIP: ['10.0.0.1', 'x'],
    loadBalancerSourceRanges: [[], 'x', ...ranges.map((range) => [range])],
    allocateLoadBalancerNodePorts: [true, false, 1],
    externalTrafficPolicy: [undefined, 'Cluster', 'Local', 'local'],
    healthCheckNodePort: [30_001, 0, 70_000],
    internalTrafficPolicy: ['Cluster', 'Local', 'x'],
    trafficDistribution: ['PreferClose', 'PreferSameZone', 'PreferSameNode', 'x'],
    sessionAffinity: ['None', 'ClientIP', 'x', { clientIP: { timeoutSeconds: 5 } }, { clientIP: { timeoutSeconds: 0 } }, { clientIP: { timeoutSeconds: 86_401 } }, { clientIP: {} }],
    ipFamilies: [[], ['IPv4'], ['IPv6'], ['IPv4', 'IPv6'], ['IPv4', 'IPv4'], ['IPv4', 'IPv6', 'IPv4'], ['ipv4'], 'IPv4'],
    ipFamilyPolicy: ['SingleStack', 'PreferDualStack', 'RequireDualStack', 'x'],
    publishNotReadyAddresses: [true, 'true'],
    labels: [{ a: 'b' }, { a: 'b c' }, { 'a b': 'c' }, { a: 1 }],
    annotations: [{ a: 'b c' }, { a: 1 }],
  },
  build: ({ name = 'web', ...props }) => buildService({ name: name as string, namespace: 'shop' }, props),
  knownBy: ({ type, externalTrafficPolicy, healthCheckNodePort, trafficDistribution }, release) => {
    // A live server allocates this port, the checkers do not.
    if (type === 'LoadBalancer' && externalTrafficPolicy === 'Local' && healthCheckNodePort === undefined) return false;
    return release >= '1.34' || !['PreferSameZone', 'PreferSameNode'].includes(String(trafficDistribution));
  },
});

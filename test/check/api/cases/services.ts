import { kind, kindOfSpec, type ObjectCases, selector } from './given';

const ports = [{ port: 80 }];
const service = kindOfSpec('v1', 'Service', { selector: { app: 'a' }, ports });
const endpoints = (...subsets: readonly object[]): ReturnType<ReturnType<typeof kind>> => kind('v1', 'Endpoints')({ subsets });
const slice = kind('discovery.k8s.io/v1', 'EndpointSlice', { addressType: 'IPv4' });
const ipAddress = kindOfSpec('networking.k8s.io/v1', 'IPAddress', { parentRef: { resource: 'services', name: 's' } }, '10.0.0.1');
const serviceCidr = kindOfSpec('networking.k8s.io/v1', 'ServiceCIDR');
const policy = kindOfSpec('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: selector });

export const serviceCases: ObjectCases = [
  ['a Service', { given: service(), want: [] }],
  ['a Service of no port', { given: service({ ports: [] }), want: ['api/required /spec/ports'] }],
  ['a Service of no port and no address', { given: service({ ports: [], clusterIP: 'None' }), want: [] }],
  ['a Service whose name starts with a digit, from 1.36 on', { given: service({}, { name: '1a' }), want: [] }],
  ['a Service whose name starts with a digit, before', { given: service({}, { name: '1a' }), want: ['api/dns-1035-label /metadata/name'], release: '1.35' }],
  ['a Service of several ports', { given: service({ ports: [{ name: 'a', port: 80 }, { name: 'b', port: 81, targetPort: 'http' }] }), want: [] }],
  ['a Service of several ports without names', {
    given: service({ ports: [{ port: 80 }, { port: 81 }] }),
    want: ['api/required /spec/ports/0/name', 'api/required /spec/ports/1/name'],
  }],
  ['a Service of the same port twice', {
    given: service({ ports: [{ name: 'a', port: 80 }, { name: 'a', port: 80 }] }),
    want: ['api/duplicate /spec/ports/1/name', 'api/duplicate /spec/ports/1'],
  }],
  ['a Service of the same port with two protocols', { given: service({ ports: [{ name: 'a', port: 80 }, { name: 'b', port: 80, protocol: 'UDP' }] }), want: [] }],
  ['a Service of ports that are none', {
    given: service({ ports: [{ name: 'A', port: 0, targetPort: 'Http', protocol: 'HTTP', appProtocol: 'a b' }] }),
    want: [
      'api/dns-label /spec/ports/0/name', 'api/port-name /spec/ports/0/targetPort', 'api/label-key /spec/ports/0/appProtocol', 'api/port-range /spec/ports/0/port',
      'api/not-supported /spec/ports/0/protocol',
    ],
  }],
  ['a Service of targets that are none', {
    given: service({ ports: [{ port: 65536, targetPort: 0 }] }),
    want: ['api/port-range /spec/ports/0/targetPort', 'api/port-range /spec/ports/0/port'],
  }],
  ['a Service with ports of nodes', {
    given: service({ type: 'NodePort', ports: [{ name: 'a', port: 80, nodePort: 30000 }, { name: 'b', port: 81, nodePort: 30000 }] }),
    want: ['api/duplicate /spec/ports/1/nodePort'],
  }],
  ['a Service in the cluster with a port of nodes', { given: service({ ports: [{ port: 80, nodePort: 30000 }] }), want: ['api/forbidden /spec/ports/0/nodePort'] }],
  ['a Service of pods that cannot be', {
    given: service({ selector: { 'a b': 'c d' } }),
    want: ['api/label-key /spec/selector > a b', 'api/label-value /spec/selector > a b'],
  }],
  ['a Service of an unknown type', {
    given: service({ type: 'Clusterip', sessionAffinity: 'Cookie', internalTrafficPolicy: 'Any' }),
    want: ['api/not-supported /spec/type', 'api/not-supported /spec/sessionAffinity', 'api/not-supported /spec/internalTrafficPolicy'],
  }],
  ['a Service elsewhere', { given: service({ type: 'ExternalName', externalName: 'example.com.' }), want: [] }],
  ['a Service nowhere', { given: service({ type: 'ExternalName' }), want: ['api/required /spec/externalName'] }],
  ['a Service elsewhere with an address here', {
    given: service({ type: 'ExternalName', externalName: 'a_b', clusterIP: '10.0.0.1' }),
    want: ['api/forbidden /spec/clusterIPs', 'api/dns-subdomain /spec/externalName'],
  }],
  ['a Service without address that is to be reached from outside', {
    given: service({ type: 'NodePort', clusterIP: 'None' }),
    want: ['service/headless /spec/clusterIPs/0 > /spec/clusterIP'],
  }],
  ['a Service of two addresses', {
    given: service({ clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1', 'fd00::1'], ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' }),
    want: [],
  }],
  ['a Service of two addresses of one family', {
    given: service({ clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1', '10.0.0.2'] }),
    want: ['api/invalid /spec/clusterIPs'],
  }],
  ['a Service of addresses that differ', { given: service({ clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.2'] }), want: ['api/must-equal /spec/clusterIPs'] }],
  ['a Service of an address of the other family', { given: service({ clusterIP: '10.0.0.1', ipFamilies: ['IPv6'] }), want: ['service/ip-family /spec/clusterIPs/0 > /spec/clusterIP'] }],
  ['a Service of families that there are not', {
    given: service({ ipFamilies: ['IPv4', 'IPv4', 'ipv6'], ipFamilyPolicy: 'Dual' }),
    want: ['api/not-supported /spec/ipFamilies/2', 'api/duplicate /spec/ipFamilies/1', 'api/not-supported /spec/ipFamilyPolicy'],
  }],
  ['a Service whose address has leading zeros, from 1.36 on', { given: service({ clusterIP: '010.0.0.1' }), want: ['api/ip /spec/clusterIPs/0 > /spec/clusterIP'] }],
  ['a Service whose address has leading zeros, before', { given: service({ clusterIP: '010.0.0.1' }), want: [], release: '1.35' }],
  ['a Service of addresses outside', {
    given: service({ externalIPs: ['127.0.0.1', '1.2.3', '192.0.2.1'] }),
    want: ['api/special-ip /spec/externalIPs/0', 'api/ip /spec/externalIPs/1'],
  }],
  ['a Service that remembers who asked', { given: service({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 86400 } } }), want: [] }],
  ['a Service that remembers for too long', {
    given: service({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 86401 } } }),
    want: ['api/out-of-range /spec/sessionAffinityConfig/clientIP/timeoutSeconds'],
  }],
  ['a Service that does not remember: for how long is dropped', { given: service({ sessionAffinityConfig: { clientIP: { timeoutSeconds: 1 } } }), want: [] }],
  ['a load balancer', {
    given: service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8 '], loadBalancerClass: 'example.com/a', externalTrafficPolicy: 'Local', healthCheckNodePort: 30000 }),
    want: [],
  }],
  ['a load balancer for ranges that are none', {
    given: service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0'], loadBalancerClass: 'a b', externalTrafficPolicy: 'None' }),
    want: [
      'api/label-key /spec/loadBalancerClass', 'api/not-supported /spec/externalTrafficPolicy',
      'api/cidr /spec/LoadBalancerSourceRanges/0 > /spec/loadBalancerSourceRanges/0',
    ],
  }],
  ['no load balancer, with what only those have', {
    given: service({ loadBalancerSourceRanges: ['10.0.0.0/8'], loadBalancerClass: 'a', allocateLoadBalancerNodePorts: true, externalTrafficPolicy: 'Local', healthCheckNodePort: 30000 }),
    want: [
      'api/forbidden /spec/loadBalancerClass', 'api/forbidden /spec/allocateLoadBalancerNodePorts', 'api/not-allowed /spec/externalTrafficPolicy',
      'api/not-allowed /spec/healthCheckNodePort', 'api/forbidden /spec/LoadBalancerSourceRanges > /spec/loadBalancerSourceRanges',
    ],
  }],
  ['a load balancer for ranges by annotation', {
    given: service({ type: 'LoadBalancer' }, { annotations: { 'service.beta.kubernetes.io/load-balancer-source-ranges': '10.0.0.0/8,x' } }),
    want: ['api/cidr /metadata/annotations/service.beta.kubernetes.io~1load-balancer-source-ranges'],
  }],
  ['a Service close to who asks', { given: service({ trafficDistribution: 'PreferSameNode' }), want: [] }],
  ['a Service close to who asks, before 1.34', {
    given: service({ trafficDistribution: 'PreferSameNode' }),
    want: ['api/not-supported /spec/trafficDistribution'], release: '1.33',
  }],
  ['a Service with hints that differ', {
    given: service({}, { annotations: { 'service.kubernetes.io/topology-mode': 'Auto', 'service.kubernetes.io/topology-aware-hints': 'Disabled' } }),
    want: ['api/must-equal /metadata/annotations/service.kubernetes.io~1topology-mode'],
  }],

  ['endpoints', { given: endpoints({ addresses: [{ ip: '10.0.0.1', nodeName: 'n' }], ports: [{ port: 80 }] }), want: [] }],
  ['endpoints that are none', {
    given: endpoints({}, { addresses: [{ ip: '' }, { ip: '169.254.1.1' }], ports: [{ port: 0 }, { name: 'A', port: 80, protocol: 'HTTP' }] }),
    want: [
      'api/one-needed /subsets/0', 'api/required /subsets/1/ports/0/name', 'api/ip /subsets/1/addresses/0/ip', 'api/special-ip /subsets/1/addresses/1/ip',
      'api/port-range /subsets/1/ports/0/port', 'api/dns-label /subsets/1/ports/1/name', 'api/not-supported /subsets/1/ports/1/protocol',
    ],
  }],
  ['a slice', { given: slice({ endpoints: [{ addresses: ['10.0.0.1'], hints: { forZones: [{ name: 'a' }] } }], ports: [{ name: '', port: 80 }] }), want: [] }],
  ['a slice without addresses', { given: slice({ endpoints: [{ addresses: [] }] }), want: ['api/required /endpoints/0/addresses'] }],
  ['a slice of the other family', { given: slice({ endpoints: [{ addresses: ['fd00::1'] }] }), want: ['service/ip-family /endpoints/0/addresses > 0'] }],
  ['a slice of the other family, before 1.33', {
    given: slice({ endpoints: [{ addresses: ['fd00::1'] }] }),
    want: ['service/ip-family /endpoints/0/addresses/0'], release: '1.32',
  }],
  ['a slice of names', {
    given: slice({ addressType: 'FQDN', endpoints: [{ addresses: ['a', 'A.b', 'a.example.com'] }] }),
    want: ['api/domain /endpoints/0/addresses/0', 'api/dns-subdomain /endpoints/0/addresses/1'],
  }],
  ['a slice of an unknown type', {
    given: slice({ addressType: 'ipv4', endpoints: [{ addresses: ['x'], nodeName: 'A', hostname: 'a.b' }] }),
    want: ['api/not-supported /addressType', 'api/dns-subdomain /endpoints/0/nodeName', 'api/dns-label /endpoints/0/hostname'],
  }],
  ['a slice with names of ports twice', {
    given: slice({ ports: [{ port: 1 }, { port: 2 }, { name: 'A', port: 3, protocol: 'X', appProtocol: 'a b' }] }),
    want: ['api/dns-label /ports/2/name', 'api/label-key /ports/2/appProtocol', 'api/not-supported /ports/2/protocol', 'api/duplicate /ports/1/name'],
  }],

  ['an address', { given: ipAddress(), want: [] }],
  ['an address in another spelling', { given: ipAddress({}, { name: '010.0.0.1' }), want: ['api/object-name /metadata/name'] }],
  ['an address of nobody', { given: ipAddress({ parentRef: undefined }), want: ['api/required /spec/parentRef'] }],
  ['an address of what cannot be', {
    given: ipAddress({ parentRef: { group: 'A', resource: '', namespace: 'a/b', name: '..' } }),
    want: [
      'api/required /spec/parentRef/resource', 'api/path-segment /spec/parentRef/name', 'api/dns-subdomain /spec/parentRef/group',
      'api/path-segment /spec/parentRef/namespace',
    ],
  }],
  ['ranges of addresses', { given: serviceCidr({ cidrs: ['10.0.0.0/16', 'fd00::/112'] }), want: [] }],
  ['ranges of addresses of one family', { given: serviceCidr({ cidrs: ['10.0.0.0/16', '10.1.0.0/16'] }), want: ['api/invalid /spec/cidrs'] }],
  ['ranges of addresses with bits too many', {
    given: serviceCidr({ cidrs: ['10.0.0.1/16', '10.0', 'fd00::/112'] }),
    want: ['api/invalid /spec/cidrs', 'api/cidr /spec/cidrs/0', 'api/cidr /spec/cidrs/1'],
  }],
  ['no ranges of addresses', { given: serviceCidr({}), want: ['api/required /spec/cidrs'] }],

  ['a policy', {
    given: policy({ ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80, endPort: 90 }] }], egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }] }),
    want: [],
  }],
  ['a policy for nobody', {
    given: policy({ ingress: [{ from: [{}] }, { from: [{ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }] }] }),
    want: ['api/one-needed /spec/ingress/0/from/0', 'api/exclusive /spec/ingress/1/from/0'],
  }],
  ['a policy for ranges that are none', {
    given: policy({ egress: [{ to: [{ ipBlock: { cidr: '' } }, { ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16', '10.0.0.0/8', 'x'] } }] }] }),
    want: [
      'api/required /spec/egress/0/to/0/ipBlock/cidr', 'network-policy/except /spec/egress/0/to/1/ipBlock/except/0',
      'network-policy/except /spec/egress/0/to/1/ipBlock/except/1', 'api/cidr /spec/egress/0/to/1/ipBlock/except/2',
    ],
  }],
  ['a policy for a range with bits too many, from 1.36 on', {
    given: policy({ egress: [{ to: [{ ipBlock: { cidr: '10.1.0.0/8' } }] }] }),
    want: ['api/cidr /spec/egress/0/to/0/ipBlock/cidr'],
  }],
  ['a policy for a range with bits too many, before', { given: policy({ egress: [{ to: [{ ipBlock: { cidr: '10.1.0.0/8' } }] }] }), want: [], release: '1.35' }],
  ['a policy for ports that are none', {
    given: policy({ ingress: [{ ports: [{ port: 0 }, { port: 'A', endPort: 1 }, { port: 5, endPort: 4 }, { port: 5, endPort: 65536 }, { endPort: 4 }, { protocol: 'HTTP' }] }] }),
    want: [
      'api/port-range /spec/ingress/0/ports/0/port', 'api/port-name /spec/ingress/0/ports/1/port', 'api/not-allowed /spec/ingress/0/ports/1/endPort',
      'api/less-than /spec/ingress/0/ports/2/endPort', 'api/port-range /spec/ingress/0/ports/3/endPort', 'api/not-allowed /spec/ingress/0/ports/4/endPort',
      'api/not-supported /spec/ingress/0/ports/5/protocol',
    ],
  }],
  ['a policy of unknown types', { given: policy({ policyTypes: ['ingress', 'Ingress'] }), want: ['api/not-supported /spec/policyTypes/0'] }],
  ['a policy of too many types, which nobody looks at then', {
    given: policy({ policyTypes: ['ingress', 'Ingress', 'Egress'] }), want: ['api/invalid /spec/policyTypes'],
  }],
  ['a policy for pods that cannot be', {
    given: policy({ podSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }),
    want: ['api/required /spec/podSelector/matchExpressions/0/values'],
  }],
  ['a name to be completed that starts with a digit', { given: service({}, { generateName: '1e' }), want: [] }],
  ['the same before 1.36', { given: service({}, { generateName: '1e' }), want: ['api/dns-label /metadata/generateName'], release: '1.35' }],
];

import { buildNetworkPolicy } from '../../src/apps/network-policy';
import { type NetworkPolicyProps } from '../../src/network/network-policy';
import { acceptedWithoutErrors } from '../support/agreement';

const app = (namespace: string | undefined, name = 'web', ports: readonly object[] = [{ name: 'http', port: 8080, protocol: 'TCP' }, { name: 'dns', port: 53, protocol: 'UDP' }]) =>
  ({ podSet: { target: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name }, selector: { app: name }, ports } });
const peers = [
  app('shop'), app('other'), app(undefined), app('shop', 'quiet', []), 'anyone', 'nobody', {}, null, [], { pods: { app: 'web' } }, { pods: { app: 'w e b' } }, { pods: 'app in (a,b)' }, { pods: {} },
  { pods: app('shop') }, { pods: app('other'), namespaces: 'all' }, { namespaces: 'all' }, { namespaces: 'other' }, { namespaces: 'Other' }, { namespaces: ['a', 'b'] }, { namespaces: [] },
  { namespaces: { team: 'a' } }, { namespaces: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } }, { namespaces: 5 }, { pods: { app: 'web' }, namespaces: 'other' },
  { cidr: '10.0.0.0/8' }, { cidr: '10.0.0.1/8' }, { cidr: '10.0.0.1' }, { cidr: '0.0.0.0/0' }, { cidr: '::/0' }, { cidr: '::ffff:10.0.0.0/104' }, { cidr: 5 },
  { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }, { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] }, { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] }, { cidr: '10.0.0.0/8', except: ['0.0.0.0/0'] },
  { cidr: '10.0.0.0/8', except: ['2001:db8::/32'] }, { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] }, { cidr: '10.0.0.0/8', except: '10.1.0.0/16' }, { cidr: '10.0.0.0/8', pods: {} },
];
const ports = [
  [], ['http'], ['dns', 'http'], ['htpp'], [80], [0], [65_536], [53], [{ port: 'http' }], [{ port: 80, protocol: 'UDP' }], [{ port: 80, protocol: 'ICMP' }], [{ protocol: 'SCTP' }], [{}],
  [{ port: 80, endPort: 90 }], [{ port: 80, endPort: 80 }], [{ port: 80, endPort: 79 }], [{ port: 'http', endPort: 9090 }], [{ port: 'other', endPort: 90 }], [{ endPort: 90 }], ['Http'], 'http', [null],
];

acceptedWithoutErrors('NetworkPolicy', {
  bases: [
    { pods: 'all', isolate: 'both' },
    { pods: app('shop', 'db'), allowFrom: [app('shop')] },
    { pods: { app: 'db' }, allowTo: [{ to: { cidr: '10.0.0.0/8' }, ports: [443] }] },
  ],
  fields: {
    name: ['web.shop', 'Web'],
    pods: ['all', {}, { app: 'web' }, { app: 'w e b' }, 'app=web', app('shop'), app('other'), undefined, null],
    isolate: ['ingress', 'egress', 'both', 'Ingress', undefined],
    dns: [true, false, { cidr: '169.254.20.10/32' }, { namespaces: 'openshift-dns' }, 'anyone', 'x', null],
    allowFrom: [[], ...peers.map((peer) => [peer]), ...peers.map((from) => [{ from }]), ...ports.map((some) => [{ from: 'anyone', ports: some }]), [{ from: peers.slice(0, 3) }], [{ to: 'anyone' }], 'anyone'],
    allowTo: [
      [], ...peers.map((peer) => [peer]), ...ports.map((some) => [{ to: app('shop'), ports: some }]), ...ports.map((some) => [{ to: { pods: { a: 'b' } }, ports: some }]),
      ...ports.map((some) => [{ to: { cidr: '10.0.0.0/8' }, ports: some }]), [{ to: [app('shop'), 'anyone'] }],
    ],
  },
  build: ({ name = 'db', ...props }) => buildNetworkPolicy({ name: name as string, namespace: 'shop' }, props as unknown as NetworkPolicyProps),
});

import { buildNetworkPolicy } from '../../src/apps/network-policy';
import { Problems } from '../../src/core/problems';
import { Consumer } from '../../src/core/references';
import { type NetworkPolicyProps, normalizeNetworkRules, PolicyRules } from '../../src/network/network-policy';
import { app, ruledApp, told } from './fixtures';

const identity = { name: 'db', namespace: 'shop' };
const mysql = [{ name: 'mysql', port: 3306, protocol: 'TCP' }, { name: 'gossip', port: 7946, protocol: 'UDP' }] as const;
const db = app('db', mysql);
const web = app('web');
const dns = {
  to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
};
const all = [{ protocol: 'TCP', port: 3306 }, { protocol: 'UDP', port: 7946 }];
const pods = (name: string) => ({ podSelector: { matchLabels: { app: name } } });

function specOf(props: NetworkPolicyProps): object {
  const { objects, diagnostics } = buildNetworkPolicy(identity, props);
  expect(diagnostics).toEqual([]);
  return objects[0]!.spec!;
}

function reported(props: object): string[] {
  return told(buildNetworkPolicy(identity, props as NetworkPolicyProps).diagnostics);
}

describe('buildNetworkPolicy', () => {
  test('makes an object with metadata', () => {
    expect(buildNetworkPolicy(identity, { pods: 'all', isolate: 'ingress', labels: { a: 'b' }, annotations: { c: 'd' } })).toEqual({
      objects: [{
        apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { ...identity, labels: { a: 'b' }, annotations: { c: 'd' } },
        spec: { podSelector: {}, policyTypes: ['Ingress'] },
      }],
      diagnostics: [],
    });
  });

  test.each<[string, { given: NetworkPolicyProps; want: object }]>([
    ['denies everything but names', { given: { pods: 'all', isolate: 'both' }, want: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [dns] } }],
    ['denies everything', { given: { pods: 'all', isolate: 'both', dns: false }, want: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } }],
    ['denies everybody by an empty list', { given: { pods: { app: 'x' }, allowFrom: [] }, want: { podSelector: { matchLabels: { app: 'x' } }, policyTypes: ['Ingress'] } }],
    ['opens all ports of the own pods to an app', { given: { pods: db, allowFrom: [web] }, want: { ...pods('db'), policyTypes: ['Ingress'], ingress: [{ from: [pods('web')], ports: all }] } }],
    ['opens one port', { given: { pods: db, allowFrom: [{ from: web, ports: ['mysql'] }] }, want: { ...pods('db'), policyTypes: ['Ingress'], ingress: [{ from: [pods('web')], ports: [all[0]] }] } }],
    ['opens every port where none is declared', { given: { pods: app('x', []), allowFrom: [web] }, want: { ...pods('x'), policyTypes: ['Ingress'], ingress: [{ from: [pods('web')] }] } }],
    ['opens to several at once', {
      given: { pods: db, allowFrom: [{ from: [web, { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }], ports: [3306] }] },
      want: { ...pods('db'), policyTypes: ['Ingress'], ingress: [{ from: [pods('web'), { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [all[0]] }] },
    }],
    ['opens to anyone', { given: { pods: db, allowFrom: [{ from: 'anyone', ports: ['gossip'] }] }, want: { ...pods('db'), policyTypes: ['Ingress'], ingress: [{ ports: [all[1]] }] } }],
    ['opens to anyone on every port', { given: { pods: { app: 'x' }, allowFrom: ['anyone'] }, want: { ...pods('x'), policyTypes: ['Ingress'], ingress: [{}] } }],
    ['names the namespace of an app elsewhere', {
      given: { pods: db, allowFrom: [{ from: app('web', [], 'front'), ports: ['mysql'] }] },
      want: { ...pods('db'), policyTypes: ['Ingress'], ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'front' } }, ...pods('web') }], ports: [all[0]] }] },
    }],
    ['takes namespaces in every form', {
      given: { pods: { app: 'x' }, allowFrom: [{ namespaces: 'all' }, { namespaces: 'a' }, { namespaces: ['a', 'b'] }, { namespaces: { team: 'a' }, pods: 'app in (x,y)' }] },
      want: {
        ...pods('x'),
        policyTypes: ['Ingress'],
        ingress: [
          { from: [{ namespaceSelector: {} }] },
          { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'a' } } }] },
          { from: [{ namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['a', 'b'] }] } }] },
          { from: [{ namespaceSelector: { matchLabels: { team: 'a' } }, podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['x', 'y'] }] } }] },
        ],
      },
    }],
    ['lets pods out to the ports of each app, and to names', {
      given: { pods: web, allowTo: [{ to: [db, app('cache', [{ name: 'redis', port: 6379, protocol: 'TCP' }])] }] },
      want: { ...pods('web'), policyTypes: ['Egress'], egress: [{ to: [pods('db')], ports: all }, { to: [pods('cache')], ports: [{ protocol: 'TCP', port: 6379 }] }, dns] },
    }],
    ['lets pods out to addresses', {
      given: { pods: web, allowTo: [{ to: { cidr: '0.0.0.0/0' }, ports: [443, { port: 8000, endPort: 8999 }, { protocol: 'UDP' }] }], dns: { cidr: '169.254.20.10/32' } },
      want: {
        ...pods('web'),
        policyTypes: ['Egress'],
        egress: [
          { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ protocol: 'TCP', port: 443 }, { protocol: 'TCP', port: 8000, endPort: 8999 }, { protocol: 'UDP' }] },
          { to: [{ ipBlock: { cidr: '169.254.20.10/32' } }], ports: dns.ports },
        ],
      },
    }],
    ['lets pods out to everything without a rule for names', { given: { pods: web, allowTo: ['anyone'] }, want: { ...pods('web'), policyTypes: ['Egress'], egress: [{}] } }],
    ['lets pods ask anybody for names', { given: { pods: web, isolate: 'egress', dns: 'anyone' }, want: { ...pods('web'), policyTypes: ['Egress'], egress: [{ ports: dns.ports }] } }],
    ['keeps port names of pods whose ports are not known', { given: { pods: { app: 'x' }, allowFrom: [{ from: 'anyone', ports: ['http'] }] }, want: { ...pods('x'), policyTypes: ['Ingress'], ingress: [{ ports: [{ protocol: 'TCP', port: 'http' }] }] } }],
    ['says the same only once', { given: { pods: db, allowFrom: [web, web, { from: web }] }, want: { ...pods('db'), policyTypes: ['Ingress'], ingress: [{ from: [pods('web')], ports: all }] } }],
    ['writes no protocol where none is wanted', { given: { pods: { app: 'x' }, allowFrom: [{ from: 'anyone', ports: [{ port: 'http', protocol: null }, { port: 1, endPort: 9, protocol: null }] }] }, want: { ...pods('x'), policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 'http' }, { port: 1, endPort: 9 }] }] } }],
    ['knows the protocol of a declared number', { given: { pods: db, allowFrom: [{ from: 'anyone', ports: [7946, { port: 'gossip', protocol: 'TCP' }] }] }, want: { ...pods('db'), policyTypes: ['Ingress'], ingress: [{ ports: [all[1], { protocol: 'TCP', port: 7946 }] }] } }],
  ])('%s', (_, { given, want }) => {
    expect(specOf(given)).toEqual(want);
  });

  test.each<[string, { given: object; want: readonly string[] }]>([
    ['a policy that isolates nothing', { given: { pods: 'all' }, want: ['value/needs-one-of'] }],
    ['a missing selector', { given: { isolate: 'both' }, want: ['value/missing /pods'] }],
    ['pods of another namespace', { given: { pods: app('db', mysql, 'other'), isolate: 'both' }, want: ['reference/other-namespace /pods'] }],
    ['a peer of another cluster', { given: { pods: db, allowFrom: [app('web', [], 'shop', 'staging')] }, want: ['reference/other-cluster /allowFrom/0'] }],
    ['a peer without a namespace', { given: { pods: db, allowFrom: [app('web', [], null)] }, want: ['service/namespace-unknown /allowFrom/0'] }],
    ['a misspelt port', { given: { pods: db, allowFrom: [{ from: web, ports: ['mysq'] }] }, want: ['service/unknown-port /allowFrom/0/ports/0'] }],
    ['a misspelt port of the other side', { given: { pods: web, allowTo: [{ to: db, ports: ['mysq'] }] }, want: ['service/unknown-port /allowTo/0/ports/0'] }],
    ['a port name of addresses', { given: { pods: web, allowTo: [{ to: { cidr: '10.0.0.0/8' }, ports: ['http'] }] }, want: ['policy/port-number /allowTo/0/ports/0'] }],
    ['a range that ends before it starts', { given: { pods: web, allowTo: [{ to: 'anyone', ports: [{ port: 90, endPort: 80 }] }] }, want: ['value/out-of-range /allowTo/0/ports/0/endPort'] }],
    ['a range without a start', { given: { pods: web, allowTo: [{ to: 'anyone', ports: [{ endPort: 80 }] }] }, want: ['value/needs-other /allowTo/0/ports/0/endPort'] }],
    ['an empty list of peers, which would mean everybody', { given: { pods: db, allowFrom: [{ from: [] }] }, want: ['policy/no-peers /allowFrom/0/from'] }],
    ['an empty list of ports, which would mean every port', { given: { pods: db, allowFrom: [{ from: 'anyone', ports: [] }], allowTo: [{ to: web, ports: [] }] }, want: ['value/empty-list /allowFrom/0/ports', 'value/empty-list /allowTo/0/ports'] }],
    ['addresses with bits behind the prefix', { given: { pods: db, allowFrom: [{ cidr: '10.0.0.1/8' }] }, want: ['address/invalid /allowFrom/0/cidr'] }],
    ['an exception that lies outside', { given: { pods: db, allowFrom: [{ cidr: '10.0.0.0/8', except: ['11.0.0.0/8'] }] }, want: ['address/invalid /allowFrom/0/except/0'] }],
    ['addresses and pods at once', { given: { pods: db, allowFrom: [{ cidr: '10.0.0.0/8', pods: { a: 'b' } }] }, want: ['value/unknown-field /allowFrom/0/pods'] }],
    ['a peer that is nobody', { given: { pods: db, allowFrom: [{}, 'nobody', { from: web, port: ['mysql'] }] }, want: ['value/needs-one-of /allowFrom/0', 'value/wrong-type /allowFrom/1', 'value/unknown-field /allowFrom/2/port'] }],
    ['wrong types', { given: { pods: db, allowFrom: web, isolate: true, dns: 5 }, want: ['value/not-one-of /isolate', 'value/wrong-type /dns', 'value/wrong-type /allowFrom'] }],
  ])('reports %s', (_, { given, want }) => {
    expect(reported(given)).toEqual(want);
  });
});

describe('the other end of a connection', () => {
  const consumer = new Consumer('shop', undefined);
  const allow = (from: ReturnType<typeof ruledApp>, direction: 'allowFrom' | 'allowTo', to: ReturnType<typeof ruledApp>, ports?: readonly string[]) => {
    const { podSet, policyRules } = from;
    const problems = new Problems();
    policyRules[direction]({ podSet, ports: podSet.ports }, to, ports, problems, new Consumer(podSet.target.namespace, undefined));
    expect(problems.reported).toEqual([]);
  };
  const fields = ({ podSet, policyRules }: ReturnType<typeof ruledApp>) => policyRules.fields({ matchLabels: podSet.selector });

  test('is not isolated by it', () => {
    const [one, other] = [ruledApp('web'), ruledApp('db', mysql)];
    allow(one, 'allowTo', other);
    expect(fields(one)).toEqual({ ...pods('web'), policyTypes: ['Egress'], egress: [{ to: [pods('db')], ports: all }, dns] });
    expect(fields(other)).toBeUndefined();
  });

  test('is opened where something else isolates it, whatever came first', () => {
    const want = { ...pods('db'), policyTypes: ['Ingress'], ingress: [{ from: [pods('web')], ports: [all[0]] }] };
    for (const isolateFirst of [true, false]) {
      const [one, other] = [ruledApp('web'), ruledApp('db', mysql)];
      if (isolateFirst) other.policyRules.isolate('ingress');
      allow(one, 'allowTo', other, ['mysql']);
      if (!isolateFirst) other.policyRules.isolate('ingress');
      expect(fields(other)).toEqual(want);
    }
  });

  test('is opened for what connects to it, with its namespace', () => {
    const [one, other] = [ruledApp('db', mysql), ruledApp('web', [], 'front')];
    other.policyRules.isolate('egress');
    allow(one, 'allowFrom', other, ['mysql']);
    expect(fields(other)).toEqual({
      ...pods('web'),
      policyTypes: ['Egress'],
      egress: [{ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }, ...pods('db') }], ports: [all[0]] }, dns],
    });
  });

  test('may say the same itself', () => {
    const [one, other] = [ruledApp('web'), ruledApp('db', mysql)];
    allow(one, 'allowTo', other);
    allow(other, 'allowFrom', one);
    expect(fields(one)?.egress).toEqual([{ to: [pods('db')], ports: all }, dns]);
    expect(fields(other)?.ingress).toEqual([{ from: [pods('web')], ports: all }]);
  });

  test('takes no part in rules for itself', () => {
    const alone = ruledApp('peer', mysql);
    allow(alone, 'allowFrom', alone);
    expect(fields(alone)).toEqual({ ...pods('peer'), policyTypes: ['Ingress'], ingress: [{ from: [pods('peer')], ports: all }] });
  });

  test('comes from the props of a definition as well', () => {
    const [rules, other, problems] = [new PolicyRules(), ruledApp('web'), new Problems()];
    other.policyRules.isolate('egress');
    normalizeNetworkRules({ allowFrom: [other] }, rules, { podSet: db.podSet, ports: mysql }, problems, consumer);
    expect(rules.fields({})).toEqual({ podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [pods('web')], ports: all }] });
    expect(fields(other)?.egress).toEqual([{ to: [pods('db')], ports: all }, dns]);
  });
});

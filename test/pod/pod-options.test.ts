import { normalizePodOptions, podOptionNames, podOptionsFields, type PodOptionsProps, type RestartPolicy } from '../../src/pod/pod-options';
import { describeWithApiServer, podWith, surprises } from '../support/api-server';
import { consumer, type Outcome, outcomeOf } from '../support/diagnostics';

function fieldsOf(given: unknown, restartPolicies: readonly RestartPolicy[] = ['Always', 'OnFailure', 'Never']): Outcome<object> {
  const context = { restartPolicies, consumer: consumer() };
  return outcomeOf((problems) => podOptionsFields(normalizePodOptions(given as PodOptionsProps, problems, context)));
}

const pullSecret = { name: 'registry', target: { apiVersion: 'v1', kind: 'Secret', name: 'registry', namespace: 'space' } };

const accepted: [string, { given: PodOptionsProps; want: object }][] = [
  ['nothing', { given: {}, want: {} }],
  ['all options', {
    given: {
      dnsPolicy: 'None',
      dnsConfig: { nameservers: ['10.0.0.1'] },
      hostAliases: { '10.0.0.2': 'db' },
      hostname: 'host',
      subdomain: 'sub',
      setHostnameAsFQDN: true,
      terminationGracePeriodSeconds: 0,
      enableServiceLinks: false,
      shareProcessNamespace: true,
      activeDeadlineSeconds: 1,
      os: 'linux',
      overhead: { cpu: '100m', memory: '64Mi', 'example.com/card': 1 },
      resourceClaims: { gpu: { resourceClaimName: 'shared' }, own: { resourceClaimTemplateName: 'card.template' } },
      imagePullSecrets: ['one', { name: 'two' }],
      restartPolicy: 'OnFailure',
      readinessGates: ['example.com/ready'],
    },
    want: {
      dnsPolicy: 'None',
      dnsConfig: { nameservers: ['10.0.0.1'] },
      hostAliases: [{ ip: '10.0.0.2', hostnames: ['db'] }],
      hostname: 'host',
      subdomain: 'sub',
      setHostnameAsFQDN: true,
      terminationGracePeriodSeconds: 0,
      enableServiceLinks: false,
      shareProcessNamespace: true,
      activeDeadlineSeconds: 1,
      os: { name: 'linux' },
      overhead: { cpu: '100m', memory: '64Mi', 'example.com/card': 1 },
      resourceClaims: [{ name: 'gpu', resourceClaimName: 'shared' }, { name: 'own', resourceClaimTemplateName: 'card.template' }],
      imagePullSecrets: [{ name: 'one' }, { name: 'two' }],
      restartPolicy: 'OnFailure',
      readinessGates: [{ conditionType: 'example.com/ready' }],
    },
  }],
  ['a host name of its own', { given: { hostnameOverride: 'a.example.com' }, want: { hostnameOverride: 'a.example.com' } }],
  ["the operating system in Kubernetes' shape", { given: { os: { name: 'windows' } }, want: { os: { name: 'windows' } } }],
  ['empty lists', { given: { hostAliases: [], resourceClaims: {}, imagePullSecrets: [], readinessGates: [] }, want: {} }],
];

const refused: [string, { given: { readonly [field: string]: unknown }; want: readonly string[]; server?: object | 'accepts' }][] = [
  ['an unknown DNS policy', { given: { dnsPolicy: 'ClusterFirstWithHostNetwork' }, want: ['value/not-one-of /dnsPolicy'], server: { dnsPolicy: 'X' } }],
  ['DNS policy None without servers', { given: { dnsPolicy: 'None' }, want: ['value/needs-other /dnsPolicy'], server: { dnsPolicy: 'None' } }],
  ['DNS policy None with search domains alone', {
    given: { dnsPolicy: 'None', dnsConfig: { searches: ['a'] } },
    want: ['value/needs-other /dnsPolicy'],
    server: { dnsPolicy: 'None', dnsConfig: { searches: ['a'] } },
  }],
  ['a bad host name', { given: { hostname: 'a.b' }, want: ['name/invalid /hostname'], server: { hostname: 'a.b' } }],
  ['a bad subdomain', { given: { subdomain: 'A' }, want: ['name/invalid /subdomain'], server: { subdomain: 'A' } }],
  ['a bad override of the host name', { given: { hostnameOverride: 'a_b' }, want: ['name/invalid /hostnameOverride'], server: { hostnameOverride: 'a_b' } }],
  ['a long override of the host name', {
    given: { hostnameOverride: `${'a'.repeat(40)}.${'b'.repeat(24)}` },
    want: ['name/too-long /hostnameOverride'],
    server: { hostnameOverride: `${'a'.repeat(40)}.${'b'.repeat(24)}` },
  }],
  ['two sorts of host name', {
    given: { hostnameOverride: 'a', setHostnameAsFQDN: true },
    want: ['pod/conflict /hostnameOverride'],
    server: { hostnameOverride: 'a', setHostnameAsFQDN: true },
  }],
  ['a switch that is none', { given: { setHostnameAsFQDN: 'true' }, want: ['value/wrong-type /setHostnameAsFQDN'], server: { setHostnameAsFQDN: 'true' } }],
  ['a negative grace period', { given: { terminationGracePeriodSeconds: -1 }, want: ['value/out-of-range /terminationGracePeriodSeconds'], server: 'accepts' }],
  ['a grace period in words', {
    given: { terminationGracePeriodSeconds: '30s' },
    want: ['value/wrong-type /terminationGracePeriodSeconds'],
    server: { terminationGracePeriodSeconds: '30s' },
  }],
  ['a deadline of 0', { given: { activeDeadlineSeconds: 0 }, want: ['value/out-of-range /activeDeadlineSeconds'], server: { activeDeadlineSeconds: 0 } }],
  ['a deadline beyond 32 bits', {
    given: { activeDeadlineSeconds: 2_147_483_648 }, want: ['value/out-of-range /activeDeadlineSeconds'], server: { activeDeadlineSeconds: 2_147_483_648 },
  }],
  ['another operating system', { given: { os: 'darwin' }, want: ['value/not-one-of /os'], server: { os: { name: 'darwin' } } }],
  ["another operating system in Kubernetes' shape", { given: { os: { name: 'Linux' } }, want: ['value/not-one-of /os/name'], server: { os: { name: 'Linux' } } }],
  ['a shared process namespace on Windows', {
    given: { os: 'windows', shareProcessNamespace: false },
    want: ['pod/wrong-os /shareProcessNamespace'],
    server: { os: { name: 'windows' }, shareProcessNamespace: false },
  }],
  ['an overhead of nothing known', { given: { overhead: { cpus: 1 } }, want: ['resource/unknown /overhead/cpus'], server: { overhead: { cpus: 1 } } }],
  ['a negative overhead', { given: { overhead: { memory: '-1' } }, want: ['quantity/too-small /overhead/memory'], server: { overhead: { memory: '-1' } } }],
  ['an overhead that is no quantity', { given: { overhead: { memory: '1GB' } }, want: ['quantity/invalid /overhead/memory'], server: { overhead: { memory: '1GB' } } }],
  ['a part of an extended resource', {
    given: { overhead: { 'example.com/card': '500m' } },
    want: ['resource/not-whole /overhead/example.com~1card'],
    server: { overhead: { 'example.com/card': '500m' } },
  }],
  ['huge pages alone', { given: { overhead: { 'hugepages-2Mi': '2Mi' } }, want: ['resource/huge-pages-alone /overhead'], server: { overhead: { 'hugepages-2Mi': '2Mi' } } }],
  ['a claim of both sorts', {
    given: { resourceClaims: { a: { resourceClaimName: 'b', resourceClaimTemplateName: 'c' } } },
    want: ['value/exclusive /resourceClaims/a/resourceClaimTemplateName'],
    server: { resourceClaims: [{ name: 'a', resourceClaimName: 'b', resourceClaimTemplateName: 'c' }] },
  }],
  ['a claim of no sort', { given: { resourceClaims: { a: {} } }, want: ['value/needs-one-of /resourceClaims/a'], server: { resourceClaims: [{ name: 'a' }] } }],
  ['a claim with a bad name', {
    given: { resourceClaims: { 'a.b': { resourceClaimName: 'b' } } },
    want: ['name/invalid /resourceClaims/a.b'],
    server: { resourceClaims: [{ name: 'a.b', resourceClaimName: 'b' }] },
  }],
  ['a claim of a bad name', {
    given: { resourceClaims: { a: { resourceClaimName: 'B' } } },
    want: ['name/invalid /resourceClaims/a/resourceClaimName'],
    server: { resourceClaims: [{ name: 'a', resourceClaimName: 'B' }] },
  }],
  ['a claim that is no map', { given: { resourceClaims: { a: 'b' } }, want: ['value/wrong-type /resourceClaims/a'] }],
  ['a pull secret that no Secret can be', { given: { imagePullSecrets: ['A b'] }, want: ['name/invalid /imagePullSecrets/0'], server: 'accepts' }],
  ['a pull secret of another namespace', {
    given: { imagePullSecrets: [{ ...pullSecret, target: { ...pullSecret.target, namespace: 'other' } }] }, want: ['reference/other-namespace /imagePullSecrets/0'],
  }],
  ['an unknown restart policy', { given: { restartPolicy: 'always' }, want: ['value/not-one-of /restartPolicy'], server: { restartPolicy: 'always' } }],
  ['a bad readiness gate', { given: { readinessGates: ['a b'] }, want: ['label/invalid-key /readinessGates/0'], server: { readinessGates: [{ conditionType: 'a b' }] } }],
];

describe('the options of a pod', () => {
  test.each(accepted)('takes %s', (_name, { given, want }) => {
    expect(fieldsOf(given)).toEqual({ result: want, reported: [] });
  });

  test.each(refused)('reports %s', (_name, { given, want }) => {
    expect(fieldsOf(given).reported).toEqual(want);
  });

  test('are all named', () => {
    expect(Object.keys({ ...accepted[1]![1].given, ...accepted[2]![1].given }).sort()).toEqual([...podOptionNames].sort());
  });

  test('have no field for what is not given', () => {
    expect(Object.keys(fieldsOf({}).result)).toEqual([]);
  });

  test('note the pull secrets that are defined here', () => {
    const noted = consumer();
    outcomeOf((problems) => normalizePodOptions({ imagePullSecrets: [pullSecret, 'elsewhere'] }, problems, { restartPolicies: ['Always'], consumer: noted }));
    expect(noted.targets).toEqual([pullSecret.target]);
  });
});

describe('the restart policy', () => {
  test('is written where the API server would take another one', () => {
    expect(fieldsOf({}, ['Never', 'OnFailure']).result).toEqual({ restartPolicy: 'Never' });
  });

  test('is one that the kind of workload takes', () => {
    expect(fieldsOf({ restartPolicy: 'Always' }, ['Never', 'OnFailure'])).toEqual({
      result: { restartPolicy: 'Never' }, reported: ['value/not-one-of /restartPolicy'],
    });
  });
});

describe('the DNS policy of a pod in the network of its node', () => {
  const onHost = (given: PodOptionsProps): object =>
    podOptionsFields(outcomeOf((problems) => normalizePodOptions(given, problems, { restartPolicies: ['Always'], consumer: consumer() })).result, true);

  test('lets it resolve names of the cluster', () => {
    expect(onHost({})).toEqual({ dnsPolicy: 'ClusterFirstWithHostNet' });
  });

  test('is the one that is given', () => {
    expect(onHost({ dnsPolicy: 'Default' })).toEqual({ dnsPolicy: 'Default' });
  });
});

describeWithApiServer('the options of a pod and the API server (needs KUBELOOM_ORACLE)', () => {
  test('accepts what is built', () => {
    expect(surprises(accepted.map(([name, { given }]) => ({ name, object: podWith(fieldsOf(given).result), accepted: true })))).toEqual([]);
  });

  test('refuses what is reported', () => {
    expect(surprises(refused.flatMap(([name, { given, server }]) => {
      if (server === undefined) return [];
      const fields = server !== 'accepts' ? server : 'imagePullSecrets' in given ? { imagePullSecrets: [{ name: 'A b' }] } : given;
      return [{ name, object: podWith(fields), accepted: server === 'accepts' }];
    }))).toEqual([]);
  });
});

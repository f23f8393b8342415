import { type Fields, long, pod, type PodCases, template } from './given';

const annotated = (annotations: { readonly [key: string]: string }, spec: Fields = {}): Fields => pod(spec, { annotations });
const tolerations = (text: string): Fields => annotated({ 'scheduler.alpha.kubernetes.io/tolerations': text });
const cost = (text: string): Fields => annotated({ 'controller.kubernetes.io/pod-deletion-cost': text });
const costs = 'api/deletion-cost /metadata/annotations/controller.kubernetes.io~1pod-deletion-cost';
const badTolerations = ['api/toleration-annotation /metadata/annotations > scheduler.alpha.kubernetes.io~1tolerations'];

export const specCases: PodCases = [
  ['knows names', {
    given: pod({ nodeName: 'A', serviceAccountName: 'A', priorityClassName: 'A', runtimeClassName: '', hostname: 'a.b', subdomain: 'A' }),
    want: [
      'api/dns-subdomain /spec/nodeName', 'api/dns-subdomain /spec/priorityClassName', 'api/dns-subdomain /spec/runtimeClassName', 'api/dns-label /spec/hostname', 'api/dns-label /spec/subdomain',
      'api/dns-subdomain /spec/serviceAccountName',
    ],
  }],
  ['knows an old name of the account', { given: pod({ serviceAccount: 'A' }), want: ['api/dns-subdomain /spec/serviceAccountName'] }],
  ['takes the name of a pod', { given: pod({}, { name: 'A' }), want: ['api/dns-subdomain /metadata/name'] }],
  ['knows policies', { given: pod({ restartPolicy: 'always', dnsPolicy: 'None ' }), want: ['api/not-supported /spec/restartPolicy', 'api/not-supported /spec/dnsPolicy'] }],
  ['has a deadline of 31 bits', { given: pod({ activeDeadlineSeconds: 0 }), want: ['api/out-of-range /spec/activeDeadlineSeconds'] }],
  ['has a deadline of 31 bits at most', { given: pod({ activeDeadlineSeconds: 2147483648 }), want: ['api/out-of-range /spec/activeDeadlineSeconds'] }],
  ['has a name of its own for a host from 1.35 on', { given: pod({ hostnameOverride: 'a.b' }), want: [] }],
  ['has one name for a host', {
    given: pod({ hostnameOverride: `A${long(64)}`, setHostnameAsFQDN: true, hostNetwork: true }),
    want: ['api/too-long /spec/hostnameOverride', 'api/dns-subdomain /spec/hostnameOverride', 'api/forbidden /spec/hostnameOverride', 'api/forbidden /spec/hostnameOverride'],
  }],
  ['loses the name before', { given: pod({ hostnameOverride: '', hostNetwork: true }), want: [], release: '1.34' }],

  ['looks names up', { given: pod({ dnsPolicy: 'None', dnsConfig: { nameservers: ['10.0.0.1', '2001:db8::1'], searches: ['a_b.example.com.', '.'], options: [{ name: 'ndots', value: '2' }] } }), want: [] }],
  ['asks for name servers', { given: pod({ dnsPolicy: 'None' }), want: ['api/required /spec/dnsConfig'] }],
  ['asks for one name server', { given: pod({ dnsPolicy: 'None', dnsConfig: { searches: ['A'] } }), want: ['api/required /spec/dnsConfig/nameservers'] }],
  ['has three name servers', {
    given: pod({ dnsConfig: { nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3', 'x'] } }), want: ['api/dns-limit /spec/dnsConfig/nameservers', 'api/ip /spec/dnsConfig/nameservers/3'],
  }],
  ['has strict addresses from 1.36 on', { given: pod({ dnsConfig: { nameservers: ['010.0.0.1'] } }), want: ['api/ip /spec/dnsConfig/nameservers/0'] }],
  ['has other addresses before', { given: pod({ dnsConfig: { nameservers: ['010.0.0.1'] } }), want: [], release: '1.35' }],
  ['knows search domains', { given: pod({ dnsConfig: { searches: ['A', '-a', 'a..b'] } }), want: [0, 1, 2].map((index) => `api/search-domain /spec/dnsConfig/searches/${index}`) }],
  ['has no underscores in search domains before 1.33', {
    given: pod({ dnsConfig: { searches: ['a_b', '.', 'a.'] } }), want: [0, 1].map((index) => `api/dns-subdomain /spec/dnsConfig/searches/${index}`), release: '1.32',
  }],
  ['has 32 search domains', { given: pod({ dnsConfig: { searches: new Array(33).fill('a') } }), want: ['api/dns-limit /spec/dnsConfig/searches'] }],
  ['has search domains of 2048 bytes', { given: pod({ dnsConfig: { searches: new Array(32).fill(long(64)) } }), want: ['api/dns-limit /spec/dnsConfig/searches'] }],
  ['asks for names of options', { given: pod({ dnsConfig: { options: [{ value: '1' }] } }), want: ['api/required /spec/dnsConfig/options/0 > name'] }],
  ['knows hosts', {
    given: pod({ hostAliases: [{ ip: '10.0.0.1', hostnames: ['a', 'A'] }, { hostnames: ['a'] }] }), want: ['api/dns-subdomain /spec/hostAliases/0/hostnames/1', 'api/ip /spec/hostAliases/1/ip'],
  }],

  ['is run by a node that is known', { given: annotated({ 'kubernetes.io/config.mirror': 'x' }), want: ['api/mirror-pod /metadata/annotations/kubernetes.io~1config.mirror'] }],
  ['costs a whole number', { given: cost('-100'), want: [] }],
  ...['', '+1', '01', '1.5', '2147483648', '-', 'x'].map((text) => [`does not cost "${text}"`, { given: cost(text), want: [costs] }] as const),
  ['tolerates by annotation', { given: tolerations('[{"Key":"a","operator":"Exists","tolerationSeconds":1,"effect":"NoExecute","x":1},null]'), want: ['api/toleration /metadata/annotations/scheduler.alpha.kubernetes.io~1tolerations/1/operator'] }],
  ['tolerates nothing by annotation', { given: tolerations('null'), want: [] }],
  ...['x', '{}', '[1]', '[{"key":1}]', '[{"tolerationSeconds":1.5}]'].map((text) => [`reads no tolerations of ${text}`, { given: tolerations(text), want: badTolerations }] as const),
  ['knows annotations of templates', {
    given: template({}, { labels: { 'a b': 'c' }, annotations: { 'a b': 'c', 'kubernetes.io/config.mirror': 'x' } }),
    want: [
      'api/label-key /template/labels > /template/metadata/labels/a b', 'api/label-key /template/annotations > /template/metadata/annotations/a b',
      'api/mirror-pod /template/annotations/kubernetes.io~1config.mirror > /template/metadata/annotations/kubernetes.io~1config.mirror',
    ],
  }],
  ['restarts pods of deployments', {
    given: {
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: {
        selector: { matchLabels: { app: 'a' } },
        template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'c', image: 'i' }], restartPolicy: 'OnFailure', activeDeadlineSeconds: 1 } },
      },
    },
    want: ['api/not-supported /spec/template/spec/restartPolicy', 'api/forbidden /spec/template/spec/activeDeadlineSeconds'],
  }],
  ['asks for containers of templates', { given: { apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 't' } }, want: ['api/required /template/spec/containers'] }],
];

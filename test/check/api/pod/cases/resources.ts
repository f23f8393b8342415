import { container, type Fields, initContainer, pod, type PodCases, template } from './given';

const resources = (fields: object, spec: Fields = {}): Fields => container({ resources: fields }, spec);
const limits = (amounts: object): Fields => resources({ limits: amounts });
const place = '/spec/containers/0/resources';
/** Limits that stand alone become requests too, and the server says of both what is wrong. */
const both = (code: string, ...names: readonly string[]): string[] => ['limits', 'requests'].flatMap((field) => names.map((name) => `${code} ${place}/${field}/${name}`));
const claims = { resourceClaims: [{ name: 'gpu', resourceClaimName: 'g' }, { name: 'net', resourceClaimTemplateName: 'n' }] };

export const resourceCases: PodCases = [
  ['accepts requests up to limits', { given: resources({ requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: 0.5, memory: '1024Mi' } }), want: [] }],
  ['has requests below limits', {
    given: resources({ requests: { cpu: 2, memory: '2Gi' }, limits: { cpu: '1900m', memory: '1Gi' } }),
    want: [`api/request-above-limit ${place}/requests > cpu`, `api/request-above-limit ${place}/requests > memory`],
  }],
  ['has no negative amounts', { given: limits({ cpu: -1, memory: '-1Gi' }), want: both('api/negative', 'cpu', 'memory') }],
  ['knows resources of containers', {
    given: limits({ 'mem': 1, 'storage': 1, 'pods': 1, 'a b': 1, 'ephemeral-storage': 1 }),
    want: [...both('resource/unknown', 'mem', 'storage', 'pods'), ...both('api/label-key', 'a b')],
  }],
  ['knows extended resources', { given: limits({ 'example.com/gpu': 1, 'requests.example.com/gpu': 1 }), want: both('resource/no-extended', 'requests.example.com~1gpu') }],
  ['counts devices', { given: limits({ 'example.com/gpu': '1500m' }), want: both('api/not-whole', 'example.com~1gpu') }],
  ['gives devices for good', {
    given: resources({ requests: { 'example.com/gpu': 1, 'example.com/tpu': 1 }, limits: { 'example.com/tpu': 2 } }),
    want: [`api/limit-needed ${place}/limits > ${place}/requests/example.com~1gpu`, `api/request-above-limit ${place}/requests > example.com~1tpu`],
  }],
  ['has whole huge pages, with memory beside them', { given: limits({ 'hugepages-2Mi': '4Mi', 'memory': '1Gi' }), want: [] }],
  ['has whole huge pages', {
    given: limits({ 'hugepages-2Mi': '3Mi', 'hugepages-x': '1Mi', 'hugepages-1m': 1, 'cpu': 1 }),
    want: both('api/hugepages', 'hugepages-2Mi', 'hugepages-x', 'hugepages-1m'),
  }],
  ['has no huge pages alone', { given: limits({ 'hugepages-2Mi': '4Mi' }), want: [`api/hugepages-alone ${place}`] }],
  ['knows claims of the pod', {
    given: resources({ claims: [{ name: 'gpu' }, { name: 'net', request: 'a' }, { name: 'tpu' }, {}] }, claims),
    want: [`api/not-found ${place}/claims/2 > name`, `api/required ${place}/claims/3 > name`],
  }],
  ['claims each device once', {
    given: resources({ claims: [{ name: 'gpu' }, { name: 'gpu', request: 'a' }, { name: 'net', request: 'a' }, { name: 'net', request: 'a' }, { name: 'net', request: 'b' }, { name: 'net' }] }, claims),
    want: [1, 3, 5].map((index) => `api/duplicate ${place}/claims/${index}`),
  }],
  ['knows names of requests', { given: resources({ claims: [{ name: 'gpu', request: 'A' }] }, claims), want: [`api/dns-label ${place}/claims/0/request`] }],
  ['has no claims before 1.34', { given: resources({ claims: [{ name: 'x' }] }, { resourceClaims: [{}] }), want: [], release: '1.33' }],

  ['claims devices under names', {
    given: pod({ resourceClaims: [{ resourceClaimName: 'a' }, { name: 'A', resourceClaimName: 'a' }, { name: 'b', resourceClaimName: 'a' }, { name: 'b', resourceClaimName: 'a' }] }),
    want: ['api/required /spec/resourceClaims/0/name', 'api/dns-label /spec/resourceClaims/1/name', 'api/duplicate /spec/resourceClaims/3/name'],
  }],
  ['has one source of a claim', {
    given: pod({ resourceClaims: [{ name: 'a' }, { name: 'b', resourceClaimName: 'a', resourceClaimTemplateName: 'a' }, { name: 'c', resourceClaimName: 'A' }, { name: 'd', resourceClaimTemplateName: '' }] }),
    want: [
      'api/no-source /spec/resourceClaims/0', 'api/contradiction /spec/resourceClaims/1', 'api/dns-subdomain /spec/resourceClaims/2/resourceClaimName',
      'api/dns-subdomain /spec/resourceClaims/3/resourceClaimTemplateName',
    ],
  }],
  ['claims nothing for static pods', {
    given: pod({ nodeName: 'n', resourceClaims: [{ name: 'a', resourceClaimName: 'a' }] }, { annotations: { 'kubernetes.io/config.mirror': 'x' } }), want: ['api/forbidden  > /spec/resourceClaims'],
  }],

  ['knows what is resized', {
    given: container({ resizePolicy: [{ resourceName: 'disk', restartPolicy: 'Never' }, { resourceName: 'cpu', restartPolicy: 'NotRequired' }, { resourceName: 'cpu', restartPolicy: 'RestartContainer' }, {}] }),
    want: [
      'api/not-supported /spec/containers/0/resizePolicy > 0/resourceName', 'api/not-supported /spec/containers/0/resizePolicy > 0/restartPolicy', 'api/duplicate /spec/containers/0/resizePolicy/2',
      'api/required /spec/containers/0/resizePolicy > 3/resourceName', 'api/required /spec/containers/0/resizePolicy > 3/restartPolicy',
    ],
  }],
  ['does not restart what is never restarted', {
    given: container({ resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] }, { restartPolicy: 'Never' }), want: ['api/not-allowed /spec/containers/0/resizePolicy > 0/restartPolicy'],
  }],
  ['does not restart init containers from 1.36 on', {
    given: initContainer({ resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] }), want: ['api/not-allowed /spec/initContainers/0/resizePolicy/0/restartPolicy'],
  }],
  ['restarts init containers before', { given: initContainer({ resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] }), want: [], release: '1.35' }],
  ['restarts sidecars', { given: initContainer({ restartPolicy: 'Always', resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] }), want: [] }],

  ['has enough for all containers', {
    given: pod({
      resources: { requests: { cpu: 2, memory: '1Gi' }, limits: { cpu: 3 } },
      containers: [{ name: 'a', image: 'i', resources: { requests: { cpu: 1 } } }, { name: 'b', image: 'i', resources: { requests: { cpu: '1001m' }, limits: { cpu: 4 } } }],
    }),
    want: ['api/containers-above-pod /spec/resources/requests/cpu', 'api/greater-than /spec/resources/containers/1/cpu/limits > /spec/containers/1/resources/limits/cpu'],
  }],
  ['has enough for the start of each init container', {
    given: pod({
      resources: { requests: { cpu: 2 } },
      initContainers: [
        { name: 'side', image: 'i', restartPolicy: 'Always', resources: { requests: { cpu: 1 } } }, { name: 'start', image: 'i', resources: { requests: { cpu: '1500m' } } },
      ],
    }),
    want: ['api/containers-above-pod /spec/resources/requests/cpu'],
  }],
  ['has enough huge pages', {
    given: pod({ resources: { limits: { 'hugepages-2Mi': '2Mi', 'memory': '1Gi' } }, containers: [{ name: 'a', image: 'i', resources: { limits: { 'hugepages-2Mi': '4Mi', 'memory': '1Gi' } } }] }),
    want: [
      'api/containers-above-pod /spec/resources/requests/hugepages-2Mi', 'api/containers-above-pod /spec/resources/limits/hugepages-2Mi',
      'api/greater-than /spec/resources/containers/0/hugepages-2Mi/limits > /spec/containers/0/resources/limits/hugepages-2Mi',
    ],
  }],
  ['knows resources of pods', {
    given: pod({ resources: { requests: { 'ephemeral-storage': 1, 'example.com/gpu': 1 }, limits: { 'ephemeral-storage': 1, 'example.com/gpu': 1, 'x': 1 } } }),
    want: [
      'api/not-supported /spec/resources/limits/ephemeral-storage', 'api/not-supported /spec/resources/limits/example.com~1gpu', 'resource/unknown /spec/resources/limits/x',
      'api/not-supported /spec/resources/requests/ephemeral-storage', 'api/not-supported /spec/resources/requests/example.com~1gpu',
    ],
  }],
  ['claims no devices for a whole pod', {
    given: pod({ resources: { claims: [{ name: 'gpu' }] }, ...claims }), want: ['api/forbidden /spec/resources/claims'],
  }],
  ['has no resources of pods on Windows', { given: pod({ os: { name: 'windows' }, resources: { limits: { x: -1 } } }), want: ['api/forbidden /spec/resources'] }],
  ['has no resources of pods before 1.34', { given: pod({ resources: { limits: { x: -1 } } }), want: [], release: '1.33' }],

  ['knows what a pod costs its node', {
    given: pod({ overhead: { 'x': 1, 'cpu': -1, 'hugepages-2Mi': '3Mi' } }),
    want: ['resource/unknown /spec/overhead/limits/x > /spec/overhead/x', 'api/negative /spec/overhead/limits/cpu > /spec/overhead/cpu', 'api/hugepages /spec/overhead/limits/hugepages-2Mi > /spec/overhead/hugepages-2Mi'],
  }],
  ['knows resources in templates', { given: template({ overhead: { 'hugepages-2Mi': '2Mi' } }), want: ['api/hugepages-alone /template/spec/overhead'] }],
];

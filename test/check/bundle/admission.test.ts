import { claim, file, object, pod, service, workload } from '../../../src/check/codes/examples/parts';
import { bundleFindings, found } from './found';

const quota = (hard: string, more = ''): string => object('v1', 'ResourceQuota', 'q', `spec:\n  hard:\n    ${hard}${more}`);
const asks = (requests: string, more: object = {}): string => workload({ container: `resources:\n  requests:\n    ${requests}`, ...more });
const messages = (text: string): string[] => bundleFindings(text).map(({ severity, message }) => `${severity}: ${message}`);

describe('quotas', () => {
  const exceeded = (pointer: string, severity = 'error', of = 'ResourceQuota/q'): string[] => [`${severity} quota/exceeded ${of} ${pointer}`];
  test.each<[string, { given: string; want: readonly string[] }]>([
    ['what all pods ask for together', { given: file(quota('requests.cpu: 1'), asks('cpu: 400m', { spec: 'replicas: 3' })), want: exceeded('/spec/hard/requests.cpu') }],
    ['what fits', { given: file(quota('requests.cpu: 1200m'), asks('cpu: 400m', { spec: 'replicas: 3' })), want: [] }],
    ['a pod that alone asks for more', { given: file(quota('cpu: 1'), asks('cpu: 2')), want: exceeded('/spec/template/spec', 'error', 'Deployment/web') }],
    ['what an autoscaler may ask for: a warning', {
      given: file(quota('cpu: 1'), asks('cpu: 400m'), object('autoscaling/v1', 'HorizontalPodAutoscaler', 'web', 'spec:\n  minReplicas: 2\n  maxReplicas: 3\n  targetCPUUtilizationPercentage: 50\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: web')),
      want: exceeded('/spec/hard/cpu', 'warning'),
    }],
    ['limits, which stand for requests', { given: file(quota('requests.memory: 1Gi'), workload({ container: 'resources:\n  limits:\n    memory: 2Gi' })), want: exceeded('/spec/template/spec', 'error', 'Deployment/web') }],
    ['init containers, of which the largest counts', {
      given: file(quota('limits.cpu: 1'), workload({ container: 'resources:\n  limits:\n    cpu: 500m', pod: 'initContainers:\n- name: i\n  image: i\n  resources:\n    limits:\n      cpu: 900m\n- name: j\n  image: j\n  resources:\n    limits:\n      cpu: 1' })), want: [],
    }],
    ['sidecars, which count beside the others', {
      given: file(quota('limits.cpu: 1'), workload({ container: 'resources:\n  limits:\n    cpu: 500m', pod: 'initContainers:\n- name: i\n  image: i\n  restartPolicy: Always\n  resources:\n    limits:\n      cpu: 600m' })),
      want: exceeded('/spec/template/spec', 'error', 'Deployment/web'),
    }],
    ['resources of other drivers', { given: file(quota('requests.example.com/gpu: 1'), workload({ container: 'resources:\n  limits:\n    example.com/gpu: 2' })), want: exceeded('/spec/template/spec', 'error', 'Deployment/web') }],
    ['pods', { given: file(quota('pods: 2'), workload({ spec: 'replicas: 3' })), want: exceeded('/spec/hard/pods') }],
    ['jobs on a schedule, which run now and then', {
      given: file(quota('pods: 0'), object('batch/v1', 'CronJob', 'a', 'spec:\n  schedule: "@daily"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n          - name: a\n            image: a')),
      want: exceeded('/spec/jobTemplate/spec/template/spec', 'error', 'CronJob/a'),
    }],
    ['objects, with the ConfigMap that every namespace has', { given: file(quota('configmaps: 1'), object('v1', 'ConfigMap', 'a')), want: exceeded('/spec/hard/configmaps') }],
    ['objects by their resource', { given: file(quota('count/deployments.apps: 0'), workload()), want: exceeded('', 'error', 'Deployment/web') }],
    ['ports of nodes', { given: file(quota('services.nodeports: 1'), object('v1', 'Service', 'a', 'spec:\n  type: NodePort\n  ports:\n  - name: a\n    port: 1\n  - name: b\n    port: 2')), want: exceeded('/spec', 'error', 'Service/a') }],
    ['storage', { given: file(quota('requests.storage: 2Gi'), claim(), claim('', { name: 'b', size: '2Gi' })), want: exceeded('/spec/hard/requests.storage') }],
    ['storage of a StatefulSet', {
      given: file(quota('requests.storage: 2Gi'), workload({ kind: 'StatefulSet', name: 'db', container: 'volumeMounts:\n- name: d\n  mountPath: /d', spec: 'replicas: 3\nvolumeClaimTemplates:\n- metadata:\n    name: d\n  spec:\n    accessModes: [ReadWriteOnce]\n    resources:\n      requests:\n        storage: 1Gi' })),
      want: exceeded('/spec/hard/requests.storage'),
    }],
    ['storage of a class', {
      given: file(quota('fast.storageclass.storage.k8s.io/requests.storage: 1Gi'), object('storage.k8s.io/v1', 'StorageClass', 'fast', 'provisioner: a\nreclaimPolicy: Retain'), claim('storageClassName: fast', { size: '2Gi' })),
      want: exceeded('/spec', 'error', 'PersistentVolumeClaim/data'),
    }],
    ['what a container does not say', { given: file(quota('limits.memory: 1Gi'), asks('memory: 1Mi')), want: ['error quota/requests-missing Deployment/web /spec/template/spec/containers/0/resources'] }],
    ['what the defaults of a LimitRange say', {
      given: file(quota('limits.memory: 1Gi'), object('v1', 'LimitRange', 'a', 'spec:\n  limits:\n  - type: Container\n    default:\n      memory: 1Mi'), workload()), want: [],
    }],
    ['what the whole pod says', { given: file(quota('requests.memory: 1Gi'), workload({ pod: 'resources:\n  requests:\n    memory: 1Mi' })), want: [] }],
    ['other namespaces', { given: file(quota('pods: 0').replace('name: q\n', 'name: q\n  namespace: other\n'), workload()), want: [] }],
  ])('count %s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });

  test.each<[string, { scope: string; counted: string; other: string }]>([
    ['pods that end', { scope: 'scopes: [Terminating]', counted: pod('', 'activeDeadlineSeconds: 5'), other: pod() }],
    ['pods that do not', { scope: 'scopes: [NotTerminating]', counted: pod(), other: pod('', 'activeDeadlineSeconds: 5') }],
    ['pods that ask for nothing', { scope: 'scopes: [BestEffort]', counted: pod(), other: pod('resources:\n  requests:\n    cpu: 1') }],
    ['pods that ask for something', { scope: 'scopes: [NotBestEffort]', counted: pod('resources:\n  limits:\n    memory: 1Mi'), other: pod() }],
    ['pods of a class', {
      scope: 'scopeSelector:\n    matchExpressions:\n    - scopeName: PriorityClass\n      operator: In\n      values: [system-node-critical]', counted: pod('', 'priorityClassName: system-node-critical'), other: pod(),
    }],
    ['pods near others of other namespaces', {
      scope: 'scopes: [CrossNamespacePodAffinity]',
      counted: pod('', 'affinity:\n  podAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n    - topologyKey: zone\n      namespaces: [other]'), other: pod(),
    }],
  ])('of a scope count %s', (_name, { scope, counted, other }) => {
    expect(found(file(quota('pods: 0', `\n  ${scope}`), counted))).toEqual(['error quota/exceeded Pod/web /spec']);
    expect(found(file(quota('pods: 0', `\n  ${scope}`), other))).toEqual([]);
  });

  test('say who wants how much', () => {
    expect(messages(file(quota('requests.memory: 1Gi'), asks('memory: 512Mi', { spec: 'replicas: 2' }), asks('memory: 256Mi', { name: 'b', label: 'b' }))))
      .toEqual(['error: requests.memory: ResourceQuota q allows 1Gi, Deployment web, Deployment b want 1280Mi']);
  });
});

describe('limit ranges', () => {
  const limits = (lines: string): string => object('v1', 'LimitRange', 'l', `spec:\n  limits:\n  - ${lines.replace(/\n/g, '\n    ')}`);
  const at = 'error limit-range/outside Deployment/web /spec/template/spec/containers/0/resources';
  test.each<[string, { given: string; want: readonly string[] }]>([
    ['at least', { given: file(limits('type: Container\nmin:\n  cpu: 100m'), asks('cpu: 50m')), want: [at] }],
    ['at least, and nothing asked: the least is the default', { given: file(limits('type: Container\nmin:\n  cpu: 100m'), workload()), want: [] }],
    ['at most', { given: file(limits('type: Container\nmax:\n  cpu: 1'), workload({ container: 'resources:\n  limits:\n    cpu: 2' })), want: [at] }],
    ['at most, and nothing said: the most is the default', { given: file(limits('type: Container\nmax:\n  cpu: 1'), workload()), want: [] }],
    ['at most, by a request alone', { given: file(limits('type: Container\nmax:\n  cpu: 1'), asks('cpu: 2')), want: [at] }],
    ['no more than twice the request', {
      given: file(limits('type: Container\nmaxLimitRequestRatio:\n  cpu: 2'), workload({ container: 'resources:\n  requests:\n    cpu: 100m\n  limits:\n    cpu: 300m' })), want: [at],
    }],
    ['twice the request', { given: file(limits('type: Container\nmaxLimitRequestRatio:\n  cpu: 2'), workload({ container: 'resources:\n  requests:\n    cpu: 100m\n  limits:\n    cpu: 200m' })), want: [] }],
    ['the whole pod', {
      given: file(limits('type: Pod\nmax:\n  memory: 1Gi'), workload({ container: 'resources:\n  limits:\n    memory: 800Mi', pod: 'initContainers:\n- name: s\n  image: s\n  restartPolicy: Always\n  resources:\n    limits:\n      memory: 800Mi' })),
      want: ['error limit-range/outside Deployment/web /spec/template/spec'],
    }],
    ['claims', { given: file(limits('type: PersistentVolumeClaim\nmax:\n  storage: 1Gi'), claim('', { size: '2Gi' })), want: ['error limit-range/outside PersistentVolumeClaim/data /spec/resources/requests'] }],
  ])('%s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });

  test('say what was expected', () => {
    expect(messages(file(limits('type: Container\nmax:\n  cpu: 1'), workload({ container: 'resources:\n  limits:\n    cpu: 1500m' }))))
      .toEqual(['error: LimitRange l wants cpu of each container of at most 1, found a limit of 1500m']);
  });
});

describe('Pod Security', () => {
  const namespace = (labels: string): string => object('v1', 'Namespace', `shop\n  labels:\n    ${labels}`);
  const prefix = 'pod-security.kubernetes.io/';
  const inShop = (text: string): string => text.replace('name: web\n', 'name: web\n  namespace: shop\n');
  const probing = inShop(workload({ container: 'livenessProbe:\n  tcpSocket:\n    host: example.com\n    port: 1' }));

  test('refuses pods, of whatever kind they are', () => {
    expect(found(file(namespace(`${prefix}enforce: baseline`), inShop(workload({ pod: 'hostNetwork: true' }))))).toEqual(['error pod-security/refused Deployment/web /spec/template/spec']);
  });
  test('says what was expected of which field', () => {
    const [finding] = bundleFindings(file(namespace(`${prefix}enforce: baseline`), inShop(pod('securityContext:\n  privileged: true', 'hostPID: true'))));
    expect(finding?.message).toBe('namespace "shop" enforces "baseline": hostPID is true, expected false; containers[0].securityContext.privileged is true, expected false');
  });
  test('judges by the release, unless the namespace names an older one', () => {
    const releases = (labels: string): unknown => bundleFindings(file(namespace(labels), probing), { kubernetes: ['1.34', '1.33'] }).map(({ kubernetes }) => kubernetes);
    expect(releases(`${prefix}enforce: baseline`)).toEqual([['1.34']]);
    expect(releases(`${prefix}enforce: baseline\n    ${prefix}enforce-version: v1.33`)).toEqual([]);
    expect(releases(`${prefix}enforce: baseline\n    ${prefix}enforce-version: v1.99`)).toEqual([['1.34']]);
  });
  test('warns at the level that the namespace warns of', () => {
    expect(found(file(namespace(`${prefix}warn: restricted`), inShop(workload())))).toEqual(['warning pod-security/warned Deployment/web /spec/template/spec']);
  });
  test('knows profiles in annotations', () => {
    const annotated = inShop(pod()).replace('  labels:\n', '  annotations:\n    container.apparmor.security.beta.kubernetes.io/web: unconfined\n  labels:\n');
    expect(found(file(namespace(`${prefix}enforce: baseline`), annotated))).toEqual(['error pod-security/refused Pod/web /spec']);
  });
  test('takes no other words and versions', () => {
    expect(found(namespace(`${prefix}enforce: strict\n    ${prefix}warn-version: "1.25"`))).toEqual(['error pod-security/label Namespace/shop /metadata/labels', 'error pod-security/label Namespace/shop /metadata/labels']);
  });
  test('lets all else alone', () => {
    expect(found(file(namespace(`${prefix}enforce: privileged`), inShop(workload({ pod: 'hostPID: true' })), service('clusterIP: None', 'web').replace('name: web\n', 'name: web\n  namespace: shop\n').replace('targetPort: 8080', 'targetPort: 80'))))
      .toEqual(['info service/target-port-undeclared Service/web /spec/ports/0/targetPort']);
  });
});

describe('classes', () => {
  const high = object('scheduling.k8s.io/v1', 'PriorityClass', 'high', 'value: 1000\npreemptionPolicy: Never');
  const gpu = object('node.k8s.io/v1', 'RuntimeClass', 'gpu', 'handler: gpu\noverhead:\n  podFixed:\n    cpu: 10m');
  test.each<[string, { given: string; want: readonly string[] }]>([
    ['the priority of the class', { given: file(high, pod('', 'priorityClassName: high\npriority: 1000')), want: [] }],
    ['another priority', { given: file(high, pod('', 'priorityClassName: high\npriority: 1')), want: ['error priority-class/value Pod/web /spec/priority'] }],
    ['another preemption', { given: file(high, pod('', 'priorityClassName: high\npreemptionPolicy: PreemptLowerPriority')), want: ['error priority-class/value Pod/web /spec/preemptionPolicy'] }],
    ['a priority without a class', { given: pod('', 'priority: 1'), want: ['error priority-class/value Pod/web /spec/priority'] }],
    ['no priority without a class', { given: pod('', 'priority: 0\npreemptionPolicy: PreemptLowerPriority'), want: [] }],
    ['the default class', { given: file(high.replace('value: 1000', 'value: 1000\nglobalDefault: true'), pod('', 'priority: 0')), want: ['error priority-class/value Pod/web /spec/priority'] }],
    ['the overhead of the class', { given: file(gpu, pod('', 'runtimeClassName: gpu\noverhead:\n  cpu: 0.01')), want: [] }],
    ['another overhead', { given: file(gpu, pod('', 'runtimeClassName: gpu\noverhead:\n  cpu: 20m')), want: ['error runtime-class/conflict Pod/web /spec/overhead'] }],
    ['an overhead without a class', { given: pod('', 'overhead:\n  cpu: 20m'), want: ['error runtime-class/conflict Pod/web /spec/overhead'] }],
  ])('%s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });
});

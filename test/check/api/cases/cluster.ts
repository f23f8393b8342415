import { kind, kindOfSpec, long, type ObjectCases } from './given';

const namespace = kindOfSpec('v1', 'Namespace');
const limitRange = (...limits: readonly object[]): ReturnType<ReturnType<typeof kind>> => kindOfSpec('v1', 'LimitRange')({ limits });
const quota = kindOfSpec('v1', 'ResourceQuota');
const priorityClass = kind('scheduling.k8s.io/v1', 'PriorityClass');
const runtimeClass = kind('node.k8s.io/v1', 'RuntimeClass', { handler: 'h' });
const node = kindOfSpec('v1', 'Node');
const selected = (scopeName: string, operator: string, values?: readonly string[]): object =>
  ({ matchExpressions: [{ scopeName, operator, values }] });

export const clusterCases: ObjectCases = [
  ['a namespace', { given: namespace(), want: [] }],
  ['a namespace with dots', { given: namespace({}, { name: 'a.b' }), want: ['api/dns-label /metadata/name'] }],
  ['a namespace that somebody else finalizes', { given: namespace({ finalizers: ['kubernetes', 'example.com/a'] }), want: [] }],
  ['a namespace with a finalizer that nobody knows', {
    given: namespace({ finalizers: ['a', 'a b'] }),
    want: ['api/finalizer /spec/finalizers > 0', 'api/label-key /spec/finalizers > 1', 'api/finalizer /spec/finalizers > 1'],
  }],

  ['limits of everything', {
    given: limitRange(
      { type: 'Container', min: { cpu: '1' }, defaultRequest: { cpu: '2' }, default: { cpu: '3' }, max: { cpu: '4' }, maxLimitRequestRatio: { cpu: '4' } },
      { type: 'Pod', max: { memory: '1Gi' } }, { type: 'PersistentVolumeClaim', min: { storage: '1Gi' } }, { type: 'example.com/any', max: { 'example.com/a': '1' } },
    ), want: [],
  }],
  ['limits out of order', {
    given: limitRange({ type: 'Container', min: { cpu: '4' }, defaultRequest: { cpu: '3' }, default: { cpu: '2' }, max: { cpu: '1' } }),
    want: [
      'api/greater-than /spec/limits/0/min/cpu', 'api/less-than /spec/limits/0/defaultRequest/cpu', 'api/greater-than /spec/limits/0/defaultRequest/cpu',
      'api/greater-than /spec/limits/0/defaultRequest/cpu', 'api/less-than /spec/limits/0/default/cpu', 'api/greater-than /spec/limits/0/default/cpu',
    ],
  }],
  ['a ratio that nothing can have', {
    given: limitRange({ type: 'Pod', min: { cpu: '1' }, max: { cpu: '2' }, maxLimitRequestRatio: { cpu: '3', memory: '0.5' } }),
    want: ['api/greater-than /spec/limits/0/maxLimitRequestRatio/cpu', 'api/out-of-range /spec/limits/0/maxLimitRequestRatio/memory'],
  }],
  ['limits that pods do not have', {
    given: limitRange({ type: 'Pod', default: { cpu: '1' }, defaultRequest: { cpu: '1' } }),
    want: ['api/forbidden /spec/limits/0/default', 'api/forbidden /spec/limits/0/defaultRequest'],
  }],
  ['limits of unknown resources', {
    given: limitRange({ type: 'Container', max: { cpus: '1', pods: '1', 'a b': '1' } }),
    want: [
      'resource/unknown /spec/limits/0/max/cpus', 'resource/unknown /spec/limits/0/max/pods', 'api/label-key /spec/limits/0/max/a b',
      'resource/unknown /spec/limits/0/default/cpus', 'resource/unknown /spec/limits/0/default/pods', 'api/label-key /spec/limits/0/default/a b',
      'resource/unknown /spec/limits/0/defaultRequest/cpus', 'resource/unknown /spec/limits/0/defaultRequest/pods', 'api/label-key /spec/limits/0/defaultRequest/a b',
    ],
  }],
  ['limits of unknown things', {
    given: limitRange({ type: 'container' }, { type: 'a b' }, {}),
    want: ['api/choice /spec/limits/0/type', 'api/label-key /spec/limits/1/type', 'api/label-key /spec/limits/2/type'],
  }],
  ['limits of the same thing twice', { given: limitRange({ type: 'Pod' }, { type: 'Pod' }), want: ['api/duplicate /spec/limits/1/type'] }],
  ['limits of claims that say nothing of storage', {
    given: limitRange({ type: 'PersistentVolumeClaim', max: { cpu: '1' } }),
    want: ['api/one-needed /spec/limits/0/limits > /spec/limits/0'],
  }],
  ['huge pages, which nobody lends', {
    given: limitRange({ type: 'Container', default: { 'hugepages-2Mi': '4Mi' }, defaultRequest: { 'hugepages-2Mi': '2Mi' } }),
    want: ['api/must-equal /spec/limits/0/defaultRequest/hugepages-2Mi'],
  }],

  ['a quota', {
    given: quota({ hard: { 'pods': '10', 'requests.cpu': '1500m', 'requests.example.com/a': '1', 'count/jobs.batch': '2', 'requests.hugepages-2Mi': '2Mi' } }),
    want: [],
  }],
  ['a quota of unknown resources', {
    given: quota({ hard: { pod: '1', storage: '1', 'a b': '1' } }),
    want: ['resource/unknown /spec/hard/pod', 'resource/unknown /spec/hard/storage', 'api/label-key /spec/hard/a b'],
  }],
  ['a quota of parts of pods', { given: quota({ hard: { pods: '1.5', cpu: '-1' } }), want: ['api/not-whole /spec/hard/pods', 'api/negative /spec/hard/cpu'] }],
  ['a quota of some pods', { given: quota({ hard: { pods: '1' }, scopes: ['BestEffort', 'NotTerminating'] }), want: [] }],
  ['a quota of pods that there are none of', {
    given: quota({ hard: { pods: '1' }, scopes: ['BestEffort', 'NotBestEffort', 'Ending'] }),
    want: ['api/choice /spec/scopes > 2', 'quota/scopes-conflict /spec/scopes'],
  }],
  ['a quota of resources that such pods have none of', {
    given: quota({ hard: { cpu: '1', services: '1' }, scopes: ['BestEffort'] }),
    want: ['quota/scope-of-resource /spec/scopes > 0', 'quota/scope-of-resource /spec/scopes > 0'],
  }],
  ['a quota of pods of a priority', { given: quota({ hard: { pods: '1' }, scopeSelector: selected('PriorityClass', 'In', ['high']) }), want: [] }],
  ['a quota of pods of no priority', {
    given: quota({ hard: { pods: '1' }, scopeSelector: selected('PriorityClass', 'In') }),
    want: ['api/required /spec/scopeSelector/matchExpressions/values > /spec/scopeSelector/matchExpressions/0/values'],
  }],
  ['a quota by values where there are none', {
    given: quota({ hard: { pods: '1' }, scopeSelector: selected('Terminating', 'In', ['x']) }),
    want: ['api/choice /spec/scopeSelector/matchExpressions/operator > /spec/scopeSelector/matchExpressions/0/operator'],
  }],
  ['a quota by conditions that are not known', {
    given: quota({ scopeSelector: { matchExpressions: [{ scopeName: 'Any', operator: 'Is' }, { scopeName: 'PriorityClass', operator: 'Exists', values: ['x'] }] } }),
    want: [
      'api/choice /spec/scopeSelector/matchExpressions/scopeName > /spec/scopeSelector/matchExpressions/0/scopeName',
      'api/choice /spec/scopeSelector/matchExpressions/operator > /spec/scopeSelector/matchExpressions/0/operator',
      'api/not-allowed /spec/scopeSelector/matchExpressions/values > /spec/scopeSelector/matchExpressions/1/values',
    ],
  }],
  ['a quota of claims by their attributes, from 1.33 on', {
    given: quota({ hard: { 'requests.storage': '1Gi', pods: '1' }, scopes: ['VolumeAttributesClass'] }),
    want: ['quota/scope-of-resource /spec/scopes > 0'],
  }],
  ['a quota of claims by their attributes, before', { given: quota({ scopes: ['VolumeAttributesClass'] }), want: ['api/choice /spec/scopes > 0'], release: '1.32' }],

  ['a priority', { given: priorityClass({ value: 1_000_000_000, preemptionPolicy: 'Never' }), want: [] }],
  ['a priority of the system', { given: priorityClass({ value: 1_000_000_001 }), want: ['priority/too-high /value'] }],
  ['a priority with a name of the system', { given: priorityClass({ value: 1 }, { name: 'system-mine' }), want: ['priority/reserved /metadata/name'] }],
  ['a priority of the system as it is', { given: priorityClass({ value: 2_000_000_000 }, { name: 'system-cluster-critical' }), want: [] }],
  ['a priority that preempts in an unknown way', { given: priorityClass({ value: 1, preemptionPolicy: 'Always' }), want: ['api/not-supported /preemptionPolicy'] }],

  ['a runtime', {
    given: runtimeClass({ overhead: { podFixed: { cpu: '10m' } }, scheduling: { nodeSelector: { a: 'b' }, tolerations: [{ key: 'a', operator: 'Exists' }] } }),
    want: [],
  }],
  ['a runtime without handler', { given: runtimeClass({ handler: '' }), want: ['api/required /handler'] }],
  ['a runtime without handler, before 1.36', { given: runtimeClass({ handler: '' }), want: ['api/dns-label /handler'], release: '1.35' }],
  ['a runtime with a strange handler', { given: runtimeClass({ handler: 'A.b' }), want: ['api/dns-label /handler'] }],
  ['a runtime that takes what is not known', {
    given: runtimeClass({ overhead: { podFixed: { cpus: '1', cpu: '-1' } } }),
    want: ['resource/unknown /overhead/limits/cpus > /overhead/podFixed/cpus', 'api/negative /overhead/limits/cpu > /overhead/podFixed/cpu'],
  }],
  ['a runtime of nodes that cannot be', {
    given: runtimeClass({ scheduling: { nodeSelector: { 'a b': 'c' }, tolerations: [{ operator: 'Equal' }, { operator: 'Equal' }] } }),
    want: [
      'api/label-key /scheduling/nodeSelector > a b', 'api/toleration /scheduling/tolerations/0/operator', 'api/toleration /scheduling/tolerations/1/operator',
      'api/duplicate /scheduling/tolerations/1',
    ],
  }],
  ['a runtime of tolerations that the server named twice', {
    given: runtimeClass({ scheduling: { tolerations: [{ operator: 'Equal', value: 'a b' }] } }),
    want: [
      'api/toleration /scheduling/tolerations/tolerations/0/operator > /scheduling/tolerations/0/operator',
      'api/label-value /scheduling/tolerations/tolerations/0/operator > /scheduling/tolerations/0/value',
    ], release: '1.34',
  }],

  ['a node', { given: node({ podCIDR: '10.0.0.0/24', podCIDRs: ['10.0.0.0/24', 'fd00::/64'], taints: [{ key: 'a', effect: 'NoSchedule' }] }), want: [] }],
  ['a node with taints that nobody tolerates', {
    given: node({ taints: [{ key: 'a b', value: 'c d', effect: 'None' }, { key: 'a' }, { key: 'b', effect: 'NoExecute' }, { key: 'b', effect: 'NoExecute' }] }),
    want: [
      'api/label-key /metadata/taints/0/key > /spec/taints/0/key', 'api/label-value /metadata/taints/0/value > /spec/taints/0/value',
      'api/not-supported /metadata/taints/0/effect > /spec/taints/0/effect', 'api/required /metadata/taints/1/effect > /spec/taints/1/effect',
      'api/duplicate /metadata/taints/3 > /spec/taints/3',
    ],
  }],
  ['a node with ranges of one family', { given: node({ podCIDRs: ['10.0.0.0/24', '10.0.1.0/24'] }), want: ['api/invalid /spec/podCIDRs'] }],
  ['a node with a range that is none', { given: node({ podCIDR: '10.0.0.0' }), want: ['api/cidr /spec/podCIDRs/0'] }],
  ['a node with three ranges', {
    given: node({ podCIDRs: ['10.0.0.0/24', 'fd00::/64', long(3)] }),
    want: ['api/cidr /spec/podCIDRs/2', 'node/cidrs-unreadable /spec/podCIDRs', 'api/invalid /spec/podCIDRs'],
  }],
  ['a node that has less than nothing', {
    given: { ...node(), status: { capacity: { cpu: '-1', pods: '1.5' }, allocatable: { memory: '-1' } } },
    want: ['api/negative /status/capacity/cpu', 'api/not-whole /status/capacity/pods', 'api/negative /status/allocatable/memory'],
  }],
  ['a node that declares features', {
    given: { ...node(), status: { declaredFeatures: ['B', 'A', 'A', 'a-b'] } },
    want: ['api/invalid /status/declaredFeatures/1', 'api/duplicate /status/declaredFeatures/2', 'api/invalid /status/declaredFeatures/3'],
  }],
];

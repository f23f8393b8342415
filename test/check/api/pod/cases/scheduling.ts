import { type Fields, pod, type PodCases, template } from './given';

const labels = { matchLabels: { app: 'web' } };
const spread = (fields: object): Fields =>
  pod({ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: labels, ...fields }] });
const s = '/spec/topologySpreadConstraints/0';
const tolerate = (fields: object): Fields => pod({ tolerations: [fields] });
const t = '/spec/tolerations/0';
const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
const nodes = (...terms: readonly object[]): Fields => pod({ affinity: { nodeAffinity: { [required]: { nodeSelectorTerms: terms } } } });
const n = `/spec/affinity/nodeAffinity/${required}/nodeSelectorTerms`;
const near = (...terms: readonly object[]): Fields => pod({ affinity: { podAffinity: { [required]: terms } } });
const a = `/spec/affinity/podAffinity/${required}`;

export const schedulingCases: PodCases = [
  ['tolerates', { given: pod({ tolerations: [{ operator: 'Exists' }, { key: 'a', value: 'b', effect: 'NoSchedule' }, { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: -1 }] }), want: [] }],
  ['asks for a key to compare', { given: tolerate({ operator: 'Equal', value: 'a' }), want: [`api/toleration ${t}/operator`] }],
  ['knows keys', { given: tolerate({ key: 'a b', operator: 'Exists' }), want: [`api/label-key ${t}/key`] }],
  ['compares with values of labels', { given: tolerate({ key: 'a', value: 'a b' }), want: [`api/label-value ${t}/operator > ${t}/value`] }],
  ['compares with nothing', { given: tolerate({ key: 'a', operator: 'Exists', value: 'b' }), want: [`api/toleration ${t}/operator > ${t}/value`] }],
  ['knows operators', { given: tolerate({ key: 'a', operator: 'In', value: '1' }), want: [`api/not-supported ${t}/operator`] }],
  ['does not know operators whose gate is off', { given: tolerate({ key: 'a', operator: 'Gt', value: '1' }), want: [`api/not-supported ${t}/operator`] }],
  ['knows effects', { given: tolerate({ key: 'a', effect: 'Never' }), want: [`api/not-supported ${t}/effect`] }],
  ['ends with an effect', { given: tolerate({ key: 'a', effect: 'NoSchedule', tolerationSeconds: 1 }), want: [`api/toleration ${t}/effect`] }],

  ['spreads', { given: spread({ minDomains: 1, matchLabelKeys: ['pod-template-hash'], nodeAffinityPolicy: 'Honor', nodeTaintsPolicy: 'Ignore' }), want: [] }],
  ['asks how to spread', {
    given: pod({ topologySpreadConstraints: [{}] }), want: [`api/not-positive ${s}/maxSkew`, `api/required ${s}/topologyKey`, `api/not-supported ${s}/whenUnsatisfiable`],
  }],
  ['knows policies of nodes', { given: spread({ nodeAffinityPolicy: 'honor', nodeTaintsPolicy: '' }), want: [`api/not-supported ${s}/nodeAffinityPolicy`, `api/not-supported ${s}/nodeTaintsPolicy`] }],
  ['has a domain', { given: spread({ minDomains: 0 }), want: [`api/not-positive ${s}/minDomains`] }],
  ['has domains where it does not schedule otherwise', { given: spread({ minDomains: 1, whenUnsatisfiable: 'ScheduleAnyway' }), want: [`api/not-allowed ${s}/minDomains`] }],
  ['spreads in one way over each topology', {
    given: pod({ topologySpreadConstraints: ['zone', 'host', 'zone'].map((topologyKey) => ({ maxSkew: 1, topologyKey, whenUnsatisfiable: 'DoNotSchedule', labelSelector: labels })) }),
    want: [`api/duplicate ${s}/{topologyKey, whenUnsatisfiable} > ${s}`],
  }],
  ['knows selectors', { given: spread({ labelSelector: { matchLabels: { a: 'b c' } } }), want: [`api/label-value ${s}/labelSelector/matchLabels > a`] }],
  ['has keys beside a selector', { given: spread({ labelSelector: undefined, matchLabelKeys: ['a'] }), want: [`api/forbidden ${s}/matchLabelKeys`] }],
  ['knows keys beside a selector', { given: spread({ matchLabelKeys: ['a b'] }), want: [`api/label-key ${s}/matchLabelKeys/0`] }],
  ['has each key once in a pod', {
    given: pod({ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'z', whenUnsatisfiable: 'DoNotSchedule', labelSelector: labels, matchLabelKeys: ['x', 'app'] }] }, { labels: { app: 'web' } }),
    want: [`api/label-key-twice ${s}/1 > ${s}/matchLabelKeys/1`],
  }],
  ['has keys beside a selector before 1.34', {
    given: spread({ labelSelector: undefined, matchLabelKeys: ['a b'] }), want: [`api/forbidden ${s}/matchLabelKeys`, `api/label-key ${s}/matchLabelKeys/0`], release: '1.33',
  }],
  ['has each key once among expressions before 1.34', {
    given: spread({ labelSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] }, matchLabelKeys: ['a', 'app'] }), want: [`api/label-key-twice ${s}/matchLabelKeys/1`], release: '1.33',
  }],
  ['has each key once before 1.34', { given: spread({ matchLabelKeys: ['app'] }), want: [`api/label-key-twice ${s}/matchLabelKeys/0`], release: '1.33' }],
  ['leaves keys of templates to their pods', {
    given: template({ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'z', whenUnsatisfiable: 'DoNotSchedule', labelSelector: labels, matchLabelKeys: ['app'] }] }, { labels: { app: 'web' } }), want: [],
  }],

  ['knows nodes', { given: nodes({ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }, { key: 'a', operator: 'Gt', values: ['1'] }], matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['n'] }] }), want: [] }],
  ['asks for a term', { given: nodes(), want: [`api/required ${n}`] }],
  ['has values as operators want them', {
    given: nodes({ matchExpressions: [{ key: 'a', operator: 'In' }, { key: 'a', operator: 'Exists', values: ['b'] }, { key: 'a', operator: 'Lt', values: ['1', '2'] }, { operator: 'Is' }] }),
    want: [
      `api/required ${n}/0/matchExpressions/0/values`, `api/forbidden ${n}/0/matchExpressions/1/values`, `api/one-value ${n}/0/matchExpressions/2/values`,
      `api/choice ${n}/0/matchExpressions/3/operator`, `api/label-key ${n}/0/matchExpressions/3/key`,
    ],
  }],
  ['compares nodes with values of labels from 1.33 on', { given: nodes({ matchExpressions: [{ key: 'a', operator: 'In', values: ['b c'] }] }), want: [`api/label-value ${n}/0/matchExpressions/0/values/0`] }],
  ['compares nodes with anything before', { given: nodes({ matchExpressions: [{ key: 'a', operator: 'In', values: ['b c'] }] }), want: [], release: '1.32' }],
  ['knows names of nodes', {
    given: nodes({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['A'] }, { key: 'spec.x', operator: 'Exists' }, { key: 'metadata.name', operator: 'In' }] }),
    want: [
      `api/dns-subdomain ${n}/0/matchFields/0/values/0`, `api/choice ${n}/0/matchFields/1/operator`, `api/choice ${n}/0/matchFields/1/key`, `api/one-value ${n}/0/matchFields/2/values`,
    ],
  }],
  ['prefers nodes', {
    given: pod({ affinity: { nodeAffinity: { [preferred]: [{ weight: 101, preference: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b c'] }] } }, { weight: 1, preference: {} }, {}] } } }),
    want: [`api/out-of-range /spec/affinity/nodeAffinity/${preferred}/0/weight`, `api/out-of-range /spec/affinity/nodeAffinity/${preferred}/2/weight`],
  }],
  ['is near pods', { given: near({ topologyKey: 'zone', labelSelector: labels, namespaces: ['a'], namespaceSelector: {} }), want: [] }],
  ['asks for a topology', { given: near({}), want: [`api/required ${a}/0/topologyKey`] }],
  ['knows topologies, namespaces and selectors', {
    given: near({ topologyKey: 'a b', namespaces: ['a', 'B'], labelSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] }, namespaceSelector: { matchLabels: { 'a b': 'c' } } }),
    want: [
      `api/required ${a}/0/labelSelector/matchExpressions/0/values`, `api/label-key ${a}/0/namespaceSelector/matchLabels > a b`, `api/dns-label ${a}/0/namespace > ${a}/0/namespaces/1`,
      `api/label-key ${a}/0/topologyKey`,
    ],
  }],
  ['has keys beside a selector of pods', {
    given: near({ topologyKey: 'a', matchLabelKeys: ['x'], mismatchLabelKeys: ['y'] }), want: [`api/forbidden ${a}/0/matchLabelKeys`, `api/forbidden ${a}/0/mismatchLabelKeys`],
  }],
  ['has keys that match or keys that do not', {
    given: near({ topologyKey: 'a', labelSelector: labels, matchLabelKeys: ['x', 'a b'], mismatchLabelKeys: ['x'] }), want: [`api/label-key ${a}/0/matchLabelKeys/1`, `api/label-key-twice ${a}/0/matchLabelKeys/0`],
  }],
  ['has each key once near pods', {
    given: pod({ affinity: { podAntiAffinity: { [required]: [{ topologyKey: 'z', labelSelector: labels, matchLabelKeys: ['app'] }] } } }, { labels: { app: 'web' } }),
    want: [`api/label-key-twice /spec/affinity/podAntiAffinity/${required}/0/0 > /spec/affinity/podAntiAffinity/${required}/0/matchLabelKeys/0`],
  }],
  ['prefers to be near pods', {
    given: pod({ affinity: { podAntiAffinity: { [preferred]: [{ weight: 0, podAffinityTerm: { topologyKey: 'a' } }, {}] } } }),
    want: [
      `api/out-of-range /spec/affinity/podAntiAffinity/${preferred}/0/weight`, `api/out-of-range /spec/affinity/podAntiAffinity/${preferred}/1/weight`,
      `api/required /spec/affinity/podAntiAffinity/${preferred}/1/podAffinityTerm/topologyKey`,
    ],
  }],

  ['has gates', {
    given: pod({ schedulingGates: [{ name: 'a' }, { name: 'a' }, { name: 'a b' }] }), want: ['api/duplicate /spec/schedulingGates/1 > name', 'api/label-key /spec/schedulingGates/2 > name'],
  }],
  ['is on no node while there are gates', { given: pod({ nodeName: 'n', schedulingGates: [{ name: 'a' }] }), want: ['api/forbidden /spec/nodeName'] }],
  ['has conditions of its readiness', { given: pod({ readinessGates: [{ conditionType: 'a b' }, {}] }), want: ['api/label-key /spec/readinessGates/0/conditionType', 'api/label-key /spec/readinessGates/1/conditionType'] }],
  ['selects nodes', { given: pod({ nodeSelector: { 'a b': 'c', 'd': 'e f' } }), want: ['api/label-key /spec/nodeSelector > a b', 'api/label-value /spec/nodeSelector > d'] }],
  ['knows policies of preemption', { given: pod({ preemptionPolicy: 'Always' }), want: ['api/not-supported /spec/preemptionPolicy'] }],
];

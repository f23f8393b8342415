import { type Fields, kindOfSpec, long, type ObjectCases } from './given';

const group = 'resource.k8s.io/v1';
const claim = (devices: Fields): Fields => kindOfSpec(group, 'ResourceClaim')({ devices });
const gpu = { name: 'gpu', exactly: { deviceClassName: 'gpu.example.com' } };
const asking = (fields: Fields): Fields => claim({ requests: [{ name: 'gpu', exactly: { ...gpu.exactly, ...fields } }] });
const template = (spec: Fields): Fields => kindOfSpec(group, 'ResourceClaimTemplate')({ spec: { devices: { requests: [gpu] } }, ...spec });
const deviceClass = kindOfSpec(group, 'DeviceClass');
const pool = { name: 'p', generation: 1, resourceSliceCount: 1 };
const slice = kindOfSpec(group, 'ResourceSlice', { driver: 'gpu.example.com', pool, nodeName: 'n' });
const sliceOf = (device: Fields, spec: Fields = {}): Fields => slice({ devices: [{ name: 'd', ...device }], ...spec });
const selected = (...expressions: readonly (string | undefined)[]): Fields =>
  ({ selectors: expressions.map((expression) => ({ cel: { expression } })) });
const opaque = (parameters: unknown): object => ({ opaque: { driver: 'gpu.example.com', parameters } });

export const deviceCases: ObjectCases = [
  ['a claim', {
    given: claim({ requests: [gpu], constraints: [{ requests: ['gpu'], matchAttribute: 'example.com/a' }], config: [{ requests: ['gpu'], ...opaque({}) }] }),
    want: [],
  }],
  ['a claim of nothing', {
    given: claim({ requests: [{ name: 'A' }, { name: 'A', exactly: {} }] }),
    want: [
      'api/dns-label /spec/devices/requests/0/name', 'api/one-needed /spec/devices/requests/0', 'api/dns-label /spec/devices/requests/1/name',
      'api/required /spec/devices/requests/1/exactly/deviceClassName', 'api/duplicate /spec/devices/requests/1',
    ],
  }],
  ['a claim of one thing or another', {
    given: claim({ requests: [{ name: 'a', firstAvailable: [{ name: 'b', deviceClassName: 'c' }, { name: 'b', deviceClassName: 'D' }] }] }),
    want: ['api/dns-subdomain /spec/devices/requests/0/firstAvailable/1/deviceClassName', 'api/duplicate /spec/devices/requests/0/firstAvailable/1'],
  }],
  ['a claim of one thing and another', {
    given: claim({ requests: [{ ...gpu, firstAvailable: [{ name: 'b', deviceClassName: 'c' }] }] }),
    want: ['api/contradiction /spec/devices/requests/0'],
  }],
  ['a claim of all, and so many', { given: asking({ allocationMode: 'All', count: 2 }), want: ['api/not-allowed /spec/devices/requests/0/exactly/count'] }],
  ['a claim of less than nothing', { given: asking({ count: -1, allocationMode: 'ExactCount' }), want: ['api/not-positive /spec/devices/requests/0/exactly/count'] }],
  ['a claim of an unknown number', { given: asking({ allocationMode: 'Some' }), want: ['api/not-supported /spec/devices/requests/0/exactly/allocationMode'] }],
  ['a claim by expressions', {
    given: asking(selected('true', long(10 * 1024 + 1), undefined)),
    want: ['api/too-long /spec/devices/requests/0/exactly/selectors/1/cel/expression', 'api/invalid /spec/devices/requests/0/exactly/selectors/2/cel/expression'],
  }],
  ['a claim by too many expressions', {
    given: asking(selected(...new Array<string>(33).fill('true'))),
    want: ['api/too-many /spec/devices/requests/0/exactly/selectors'],
  }],
  ['a claim that puts up with anything', {
    given: asking({ tolerations: [{ operator: 'Exists', key: 'a', value: 'b' }, { operator: 'Is' }, { key: 'a b', value: 'c d', effect: 'No' }] }),
    want: [
      'api/not-allowed /spec/devices/requests/0/exactly/tolerations/0/value', 'api/not-supported /spec/devices/requests/0/exactly/tolerations/1/operator',
      'api/label-key /spec/devices/requests/0/exactly/tolerations/2/key', 'api/label-value /spec/devices/requests/0/exactly/tolerations/2/value',
      'api/not-supported /spec/devices/requests/0/exactly/tolerations/2/effect',
    ],
  }],
  ['a claim about what it does not ask for', {
    given: claim({ requests: [gpu], constraints: [{ requests: ['other'], matchAttribute: 'a' }, {}], config: [{ requests: ['gpu', 'gpu'] }] }),
    want: [
      'device/unknown-request /spec/devices/constraints/0/requests/0', 'api/attribute-name /spec/devices/constraints/0/matchAttribute',
      'api/one-needed /spec/devices/constraints/1', 'api/duplicate /spec/devices/config/0/requests/1', 'api/required /spec/devices/config/0/opaque',
    ],
  }],
  ['a claim with parameters', {
    given: claim({ requests: [gpu], config: [opaque(undefined), opaque('text'), opaque({ a: long(10 * 1024) })] }),
    want: [
      'api/required /spec/devices/config/0/opaque/parameters', 'api/invalid /spec/devices/config/1/opaque/parameters',
      'api/too-long /spec/devices/config/2/opaque/parameters',
    ],
  }],
  ['a template', { given: template({ metadata: { labels: { a: 'b' } } }), want: [] }],
  ['a template with a name', {
    given: template({ metadata: { name: 'a', labels: { 'a b': 'c' } } }),
    want: ['api/label-key /spec/metadata/labels > a b', 'api/forbidden /spec/metadata/name'],
  }],
  ['a class', { given: deviceClass({ ...selected('true'), extendedResourceName: 'example.com/gpu' }), want: [] }],
  ['a class of a resource that cannot be', {
    given: deviceClass({ ...selected(''), extendedResourceName: 'gpu', config: [{}] }),
    want: ['api/invalid /spec/selectors/0/cel/expression', 'resource/no-extended /spec/extendedResourceName', 'api/required /spec/config/0/opaque'],
  }],
  ['a class before 1.36', { given: deviceClass({}), want: [], release: '1.34' }],

  ['devices', { given: sliceOf({ attributes: { 'example.com/a': { string: 'b' }, 'c': { version: '1.2.3' } }, capacity: { memory: { value: '1Gi' } } }), want: [] }],
  ['devices with attributes that are none', {
    given: sliceOf({ attributes: { 'a-b': { int: 1 }, 'b': {}, 'c': { int: 1, bool: true }, 'd': { version: '1' }, 'e': { string: long(65) } } }),
    want: [
      'api/attribute-name /spec/devices/0/attributes > a-b', 'device/attribute /spec/devices/0/attributes/b', 'device/attribute /spec/devices/0/attributes/c',
      'api/invalid /spec/devices/0/attributes/d/version', 'api/too-long /spec/devices/0/attributes/e/string',
    ],
  }],
  ['devices twice', {
    given: slice({ devices: [{ name: 'd' }, { name: 'd' }, { name: 'D' }] }),
    want: ['api/dns-label /spec/devices/2/name', 'api/duplicate /spec/devices/1'],
  }],
  ['devices nowhere', { given: slice({ nodeName: undefined }), want: ['api/one-needed /spec'] }],
  ['devices in two places', { given: slice({ allNodes: true }), want: ['api/contradiction /spec'] }],
  ['devices in no place', {
    given: slice({ nodeName: '', allNodes: false }),
    want: ['api/invalid /spec/nodeName', 'api/invalid /spec/allNodes', 'api/one-needed /spec'],
  }],
  ['devices of nobody', {
    given: slice({ driver: '', pool: { name: 'A', generation: -1, resourceSliceCount: 0 } }),
    want: [
      'api/required /spec/driver', 'api/dns-subdomain /spec/driver', 'api/dns-subdomain /spec/pool/name', 'api/not-positive /spec/pool/resourceSliceCount',
      'api/negative /spec/pool/generation',
    ],
  }],
  ['devices that keep claims away', {
    given: sliceOf({ taints: [{ key: 'a', effect: 'NoSchedule' }, { key: '', effect: 'Never', value: 'a b' }] }),
    want: ['api/label-key /spec/devices/0/taints/1/key', 'api/label-value /spec/devices/0/taints/1/value', 'api/not-supported /spec/devices/0/taints/1/effect'],
  }],
  ['devices that share', {
    given: slice({ sharedCounters: [{ name: 'A', counters: { a: { value: '1' } } }, { name: 'b', counters: {} }] }),
    want: ['api/dns-label /spec/sharedCounters/0/name', 'api/required /spec/sharedCounters/1/counters'],
  }],
  ['devices that share and are there', { given: sliceOf({}, { sharedCounters: [{ name: 'a', counters: { a: { value: '1' } } }] }), want: ['api/contradiction /spec'] }],
  ['devices of counters', {
    given: sliceOf({ consumesCounters: [{ counterSet: 'a', counters: { 'A': { value: '1' } } }, { counterSet: 'a', counters: {} }] }),
    want: [
      'api/dns-label /spec/devices/0/consumesCounters/0/counters > A', 'api/required /spec/devices/0/consumesCounters/1/counters',
      'api/duplicate /spec/devices/0/consumesCounters/1',
    ],
  }],
  ['devices that are divided', {
    given: sliceOf({ capacity: { memory: { value: '10', requestPolicy: { default: '1', validValues: ['1', '2'] } } } }),
    want: ['api/forbidden /spec/devices/0/capacity/memory/requestPolicy'],
  }],
  ['devices that are divided among several', {
    given: sliceOf({ allowMultipleAllocations: true, capacity: { a: { value: '10', requestPolicy: { default: '3', validValues: ['2', '1', '20'] } }, b: { value: '10', requestPolicy: { default: '4', validRange: { min: '2', max: '11', step: '3' } } } } }),
    want: [
      'api/invalid /spec/devices/0/capacity/a/requestPolicy/validValues/1', 'api/greater-than /spec/devices/0/capacity/a/requestPolicy/validValues/2',
      'api/invalid /spec/devices/0/capacity/a/requestPolicy/validValues', 'api/greater-than /spec/devices/0/capacity/b/requestPolicy/validRange/max',
      'api/invalid /spec/devices/0/capacity/b/requestPolicy/validRange/step',
    ],
  }],
  ['devices with conditions of success alone', {
    given: sliceOf({ bindsToNode: true, bindingConditions: ['a', 'a'] }),
    want: ['api/duplicate /spec/devices/0/bindingConditions/1', 'api/invalid /spec/devices/0/bindingFailureConditions'],
  }],
  ['a class of devices chosen by what there is not', {
    given: kindOfSpec('resource.k8s.io/v1', 'DeviceClass')({ selectors: [{ cel: { expression: 'device.driver == "a"' } }, { cel: { expression: 'cpu > 1' } }] }),
    want: ['api/expression /spec/selectors/1/cel/expression'],
  }],
];

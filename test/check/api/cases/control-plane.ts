import { type Fields, kind, kindOfSpec, long, type ObjectCases } from './given';

const service = { name: 's', namespace: 'n' };
const apiService = kindOfSpec('apiregistration.k8s.io/v1', 'APIService', { group: 'example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 10, service }, 'v1.example.com');
const lease = kindOfSpec('coordination.k8s.io/v1', 'Lease');
const now = '2026-01-01T00:00:00.000000Z';
const said = { reportingController: 'example.com/a', reportingInstance: 'i', action: 'a', reason: 'r', type: 'Normal', eventTime: now };
const event = kind('events.k8s.io/v1', 'Event', { regarding: { namespace: 'n' }, ...said });
const coreEvent = kind('v1', 'Event', { involvedObject: { namespace: 'n' } });
const resourceRule = { verbs: ['get'], apiGroups: [''], resources: ['*'], namespaces: ['*'] };
const user = { kind: 'User', user: { name: 'u' } };
const flowSchema = kindOfSpec('flowcontrol.apiserver.k8s.io/v1', 'FlowSchema', { priorityLevelConfiguration: { name: 'p' } });
const flowRules = (...rules: readonly object[]): Fields => flowSchema({ rules });
const level = kindOfSpec('flowcontrol.apiserver.k8s.io/v1', 'PriorityLevelConfiguration', { type: 'Limited' });
const limited = (fields: Fields): Fields => level({ limited: { limitResponse: { type: 'Reject' }, ...fields } });
const queued = (queuing: Fields): Fields => limited({ limitResponse: { type: 'Queue', queuing } });
const request = Buffer.from('-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n').toString('base64');
const signing = kindOfSpec('certificates.k8s.io/v1', 'CertificateSigningRequest', { request, signerName: 'example.com/a', usages: ['client auth'] });
const migration = kindOfSpec('storagemigration.k8s.io/v1beta1', 'StorageVersionMigration', { resource: { resource: 'pods' } });

export const controlPlaneCases: ObjectCases = [
  ['an API', { given: apiService(), want: [] }],
  ['an API of another name', { given: apiService({}, { name: 'v2.example.com' }), want: ['api/must-equal /metadata/name'] }],
  ['an API of no version', {
    given: apiService({ version: 'V1', group: 'A', groupPriorityMinimum: 0, versionPriority: 1001 }, { name: 'V1.A' }),
    want: ['api/dns-subdomain /spec/group', 'api/dns-1035-label /spec/version', 'api/out-of-range /spec/groupPriorityMinimum', 'api/out-of-range /spec/versionPriority'],
  }],
  ['an API of the server with certificates', {
    given: apiService({ service: undefined, caBundle: 'AAAA', insecureSkipTLSVerify: true }),
    want: ['api/not-allowed /spec/caBundle', 'api/not-allowed /spec/insecureSkipTLSVerify'],
  }],
  ['an API of no service', {
    given: apiService({ service: { name: '', namespace: '', port: 0 } }),
    want: ['api/required /spec/service/namespace', 'api/required /spec/service/name', 'api/port-range /spec/service/port'],
  }],

  ['a lease', { given: lease({ leaseDurationSeconds: 1, leaseTransitions: 0 }), want: [] }],
  ['a lease of no time', {
    given: lease({ leaseDurationSeconds: 0, leaseTransitions: -1 }),
    want: ['api/not-positive /spec/leaseDurationSeconds', 'api/negative /spec/leaseTransitions'],
  }],
  ['an event', { given: event({}, { namespace: 'n' }), want: [] }],
  ['an event elsewhere', { given: event({}, { namespace: 'm' }), want: [] }],
  ['an event without time', {
    given: event({ eventTime: undefined, regarding: {} }, { namespace: 'n' }),
    want: ['event/namespace /involvedObject/namespace > /regarding/namespace', 'api/required /eventTime'],
  }],
  ['an event of nobody', {
    given: event({ reportingController: '', reportingInstance: '', action: '', reason: long(129), note: long(1025), type: 'Info' }, { namespace: 'n' }),
    want: [
      'api/required /reportingController', 'api/label-key /reportingController', 'api/required /reportingInstance', 'api/required /action', 'api/longer-than /reason',
      'api/longer-than /message > /note', 'api/choice /type',
    ],
  }],
  ['an event with a series of one', {
    given: event({ series: { count: 1 }, deprecatedCount: 1, deprecatedSource: { component: 'c' } }, { namespace: 'n' }),
    want: [
      'api/out-of-range /series/count', 'api/required /series/lastObservedTime', 'api/not-allowed /count > /deprecatedCount',
      'api/not-allowed /source > /deprecatedSource',
    ],
  }],
  ['an event of old', { given: coreEvent({}, { namespace: 'n' }), want: [] }],
  ['an event of old elsewhere', { given: coreEvent({}, { namespace: 'm' }), want: ['event/namespace /involvedObject/namespace'] }],

  ['a flow', {
    given: flowRules({ subjects: [user, { kind: 'ServiceAccount', serviceAccount: { name: '*', namespace: 'n' } }], resourceRules: [resourceRule], nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['/healthz', '/api/*'] }] }),
    want: [],
  }],
  ['a flow without rules', { given: flowRules({}), want: ['api/one-needed /spec/rules/0', 'api/required /spec/rules/0/subjects'] }],
  ['a flow of nobody', {
    given: flowRules({ resourceRules: [resourceRule], subjects: [{ kind: 'Nobody' }, { kind: 'Group' }, { kind: 'Group', user: { name: 'u' }, group: { name: '' } }, { kind: 'ServiceAccount', serviceAccount: { name: 'A', namespace: '' } }] }),
    want: [
      'api/not-supported /spec/rules/0/subjects/0/kind', 'api/required /spec/rules/0/subjects/1/group', 'api/forbidden /spec/rules/0/subjects/2/user',
      'api/required /spec/rules/0/subjects/2/group/name', 'api/dns-subdomain /spec/rules/0/subjects/3/serviceAccount/name',
      'api/required /spec/rules/0/subjects/3/serviceAccount/namespace',
    ],
  }],
  ['a flow for everything and more', {
    given: flowRules({ subjects: [user], resourceRules: [{ verbs: ['*', 'get'], apiGroups: ['*', ''], resources: [], namespaces: ['*', 'a'] }, { ...resourceRule, verbs: ['see'], namespaces: [] }] }),
    want: [
      'api/wildcard /spec/rules/0/resourceRules/0/verbs', 'api/wildcard /spec/rules/0/resourceRules/0/apiGroups', 'api/required /spec/rules/0/resourceRules/0/resources',
      'api/wildcard /spec/rules/0/resourceRules/0/namespaces', 'api/not-supported /spec/rules/0/resourceRules/1/verbs',
      'api/required /spec/rules/0/resourceRules/1/namespaces',
    ],
  }],
  ['a flow for paths that are none', {
    given: flowRules({ subjects: [user], nonResourceRules: [{ verbs: [], nonResourceURLs: ['a', '/a*', '/a//b'] }] }),
    want: [
      'api/required /spec/rules/0/nonResourceRules/0/verbs', 'api/invalid /spec/rules/0/nonResourceRules/0/nonResourceURLs/0',
      'api/invalid /spec/rules/0/nonResourceRules/0/nonResourceURLs/1', 'api/invalid /spec/rules/0/nonResourceRules/0/nonResourceURLs/2',
    ],
  }],
  ['a flow in no order', {
    given: flowSchema({ matchingPrecedence: 10_001, distinguisherMethod: { type: 'ByName' }, priorityLevelConfiguration: {} }),
    want: ['api/out-of-range /spec/matchingPrecedence', 'api/required /spec/priorityLevelConfiguration/name', 'api/not-supported /spec/distinguisherMethod/type'],
  }],
  ['a flow before all others', { given: flowSchema({ matchingPrecedence: 1 }), want: ['flow-control/exempt /spec/matchingPrecedence'] }],
  ['a level', { given: queued({ queues: 64, handSize: 6, queueLengthLimit: 50 }), want: [] }],
  ['a level without anything', { given: level(), want: ['api/required /spec/limited'] }],
  ['a level of less than nothing', {
    given: limited({ nominalConcurrencyShares: -1, lendablePercent: 101, borrowingLimitPercent: -1 }),
    want: ['api/negative /spec/limited/nominalConcurrencyShares', 'api/out-of-range /spec/limited/lendablePercent', 'api/negative /spec/limited/borrowingLimitPercent'],
  }],
  ['a level with hands that are too large', { given: queued({ queues: 8, handSize: 9 }), want: ['api/greater-than /spec/limited/limitResponse/queuing/handSize'] }],
  ['a level with too many hands', {
    given: queued({ queues: 10_000_001, handSize: 3, queueLengthLimit: -1 }),
    want: [
      'api/not-positive /spec/limited/limitResponse/queuing/queueLengthLimit', 'api/out-of-range /spec/limited/limitResponse/queuing/queues',
      'flow-control/hand /spec/limited/limitResponse/queuing/handSize',
    ],
  }],
  ['a level with more hands than can be told apart', {
    given: queued({ queues: 1024, handSize: 8 }),
    want: ['flow-control/hand /spec/limited/limitResponse/queuing/handSize'],
  }],
  ['a level that answers in an unknown way', { given: limited({ limitResponse: { type: 'Wait' } }), want: ['api/not-supported /spec/limited/limitResponse/type'] }],
  ['a level that rejects in queues', { given: limited({ limitResponse: { type: 'Reject', queuing: {} } }), want: ['api/forbidden /spec/limited/limitResponse/queuing'] }],
  ['a level that exempts', {
    given: level({ type: 'Exempt', limited: { limitResponse: { type: 'Reject' } } }),
    want: ['flow-control/exempt /spec/type', 'api/forbidden /spec/limited'],
  }],

  ['a request', { given: signing({ expirationSeconds: 600 }), want: [] }],
  ['a request of nothing', {
    given: signing({ request: 'AAAA', signerName: 'example', usages: [], expirationSeconds: 599 }),
    want: ['certificate/request /spec/request', 'api/domain-path /spec/signerName', 'api/required /spec/usages', 'api/out-of-range /spec/expirationSeconds'],
  }],
  ['a request to nobody', {
    given: signing({ signerName: 'kubernetes.io/legacy-unknown', usages: ['client auth', 'client auth', 'any thing'] }, { name: 'a/b' }),
    want: ['api/path-segment /metadata/name', 'api/invalid /spec/signerName', 'api/not-supported /spec/usages/2', 'api/duplicate /spec/usages/1'],
  }],
  ['a migration', { given: migration(), want: [] }],
  ['a migration of nothing', {
    given: migration({ resource: { group: 'A', resource: '' } }),
    want: ['api/required /spec/resource/resource', 'api/dns-subdomain /spec/resource/group'],
  }],
  ['a lease with what no release keeps', { given: lease({ preferredHolder: 'a', strategy: 'b' }), want: [] }],
];

import { type Fields, kind, kindOfSpec, long, type ObjectCases } from './given';

const group = 'admissionregistration.k8s.io';
const rule = { operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] };
const usual = { name: 'a.example.com', sideEffects: 'None', admissionReviewVersions: ['v1'], clientConfig: { url: 'https://a.example.com/b' } };
const validating = (...webhooks: readonly object[]): Fields => kind(`${group}/v1`, 'ValidatingWebhookConfiguration')({ webhooks });
const webhook = (fields: Fields): Fields => validating({ ...usual, ...fields });
const mutating = (fields: Fields): Fields => kind(`${group}/v1`, 'MutatingWebhookConfiguration')({ webhooks: [{ ...usual, ...fields }] });
const called = (clientConfig: Fields): Fields => webhook({ clientConfig });
const about = (fields: Fields): Fields => webhook({ rules: [{ ...rule, ...fields }] });
const matchConstraints = { resourceRules: [rule] };
const policy = kindOfSpec(`${group}/v1`, 'ValidatingAdmissionPolicy', { matchConstraints, validations: [{ expression: 'true' }] });
const binding = kindOfSpec(`${group}/v1`, 'ValidatingAdmissionPolicyBinding', { policyName: 'p', validationActions: ['Deny'] });
const patch = { patchType: 'JSONPatch', jsonPatch: { expression: '[JSONPatch{op: "remove", path: "/spec"}]' } };
const mutatingPolicy = kindOfSpec(`${group}/v1`, 'MutatingAdmissionPolicy', { matchConstraints, reinvocationPolicy: 'Never', mutations: [patch] });

export const admissionCases: ObjectCases = [
  ['a webhook', { given: webhook({ rules: [rule], timeoutSeconds: 30, matchPolicy: 'Exact' }), want: [] }],
  ['a webhook of two parts', { given: webhook({ name: 'example.com' }), want: ['api/domain /webhooks/0/name'] }],
  ['a webhook twice', { given: validating(usual, usual), want: ['api/duplicate /webhooks/1/name'] }],
  ['a webhook that says nothing of itself', {
    given: validating({ name: 'A', clientConfig: { service: { name: 's', namespace: 'n' } } }),
    want: ['api/dns-subdomain /webhooks/0/name', 'api/required /webhooks/0/sideEffects', 'api/required /webhooks/0/admissionReviewVersions'],
  }],
  ['a webhook that speaks no known version', {
    given: webhook({ admissionReviewVersions: ['v2', 'v2', 'V3'] }),
    want: [
      'api/invalid /webhooks/0/admissionReviewVersions/1', 'api/dns-1035-label /webhooks/0/admissionReviewVersions/2',
      'webhook/review-versions /webhooks/0/admissionReviewVersions',
    ],
  }],
  ['a webhook of unknown ways', {
    given: webhook({ sideEffects: 'Some', failurePolicy: 'Wait', matchPolicy: 'Any', timeoutSeconds: 31, reinvocationPolicy: undefined }),
    want: [
      'api/not-supported /webhooks/0/sideEffects', 'api/not-supported /webhooks/0/failurePolicy', 'api/not-supported /webhooks/0/matchPolicy',
      'api/out-of-range /webhooks/0/timeoutSeconds',
    ],
  }],
  ['a webhook that is called again in an unknown way', { given: mutating({ reinvocationPolicy: 'Always' }), want: ['api/not-supported /webhooks/0/reinvocationPolicy'] }],
  ['a webhook by no address', { given: called({}), want: ['webhook/client /webhooks/0/clientConfig'] }],
  ['a webhook by two addresses', { given: called({ ...usual.clientConfig, service: { name: 's', namespace: 'n' } }), want: ['webhook/client /webhooks/0/clientConfig'] }],
  ...['http://a.example.com', 'https://', 'https://user@a.example.com', 'https://a.example.com/?a=b', 'https://a.example.com/#a', 'a.example.com', 'https://a.example.com:x', 'https://a b'].map(
    (url) => [`a webhook at ${url}`, { given: called({ url }), want: [url.endsWith(':x') || url.includes(' ') ? 'webhook/no-url /webhooks/0/clientConfig/url' : 'webhook/url /webhooks/0/clientConfig/url'] }] as const,
  ),
  ['a webhook at a service that cannot be', {
    given: called({ service: { name: 's', namespace: '', port: 65536, path: 'a' } }),
    want: [
      'api/required /webhooks/0/clientConfig/service/name > /webhooks/0/clientConfig/service/namespace', 'api/port-range /webhooks/0/clientConfig/service/port',
      'api/invalid /webhooks/0/clientConfig/service/path',
    ],
  }],
  ['a webhook about all', { given: about({ operations: ['*'], apiGroups: ['*'], apiVersions: ['*'], resources: ['*/*'], scope: '*' }), want: [] }],
  ['a webhook about all and more', {
    given: about({ operations: ['*', 'CREATE'], apiGroups: ['*', ''], apiVersions: ['*', ''], resources: ['*', 'pods'] }),
    want: [
      'api/wildcard /webhooks/0/rules/0/operations', 'api/wildcard /webhooks/0/rules/0/apiGroups', 'api/wildcard /webhooks/0/rules/0/apiVersions',
      'api/wildcard /webhooks/0/rules/0/resources', 'api/required /webhooks/0/rules/0/apiVersions/1',
    ],
  }],
  ['a webhook about parts of all', {
    given: about({ resources: ['pods/*', 'pods/status', '*/scale', 'jobs/scale', '*/*', ''] }),
    want: [
      'api/wildcard /webhooks/0/rules/0/resources/1', 'api/wildcard /webhooks/0/rules/0/resources/3', 'api/required /webhooks/0/rules/0/resources/5',
      'api/wildcard /webhooks/0/rules/0/resources',
    ],
  }],
  ['a webhook about nothing', {
    given: about({ operations: [], apiGroups: [], apiVersions: [], resources: [] }),
    want: [
      'api/required /webhooks/0/rules/0/operations', 'api/required /webhooks/0/rules/0/apiGroups', 'api/required /webhooks/0/rules/0/apiVersions',
      'api/required /webhooks/0/rules/0/resources',
    ],
  }],
  ['a webhook about unknown operations', {
    given: about({ operations: ['GET'], scope: 'Namespace' }),
    want: ['api/not-supported /webhooks/0/rules/0/operations/0', 'api/not-supported /webhooks/0/rules/0/scope'],
  }],
  ['a webhook about objects that cannot be', {
    given: webhook({ objectSelector: { matchLabels: { 'a b': 'c' } }, namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }),
    want: ['api/label-key /webhooks/0/objectSelector/matchLabels > a b', 'api/required /webhooks/0/namespaceSelector/matchExpressions/0/values'],
  }],
  ['a webhook under conditions', {
    given: webhook({ matchConditions: [{ name: 'a', expression: 'true' }, { name: 'a', expression: ' ' }, { name: 'a b', expression: 'true' }] }),
    want: [
      'api/duplicate /webhooks/0/matchConditions/1/name', 'api/required /webhooks/0/matchConditions/1/expression', 'api/label-key /webhooks/0/matchConditions/2/name',
    ],
  }],

  ['a policy', { given: policy({ variables: [{ name: 'v', expression: '1' }], paramKind: { apiVersion: 'v1', kind: 'ConfigMap' } }), want: [] }],
  ['a policy about nothing', {
    given: policy({ matchConstraints: undefined, validations: [] }),
    want: ['api/required /spec/matchConstraints', 'api/one-needed /spec/validations', 'api/one-needed /spec/auditAnnotations'],
  }],
  ['a policy about no resources', { given: policy({ matchConstraints: {} }), want: ['api/required /spec/matchConstraints/resourceRules'] }],
  ['a policy about names that cannot be', {
    given: policy({ matchConstraints: { matchPolicy: 'Any', resourceRules: [{ ...rule, resourceNames: ['a/b', 'c', 'c'] }] } }),
    want: [
      'api/not-supported /spec/matchConstraints/matchPolicy', 'api/path-segment /spec/matchConstraints/resourceRules/0/resourceNames/0',
      'api/duplicate /spec/matchConstraints/resourceRules/0/resourceNames/2',
    ],
  }],
  ['a policy with empty words', {
    given: policy({ validations: [{ expression: ' ', message: ' ', messageExpression: ' ', reason: 'No' }, { expression: 'true', message: 'a\nb' }] }),
    want: [
      'api/required /spec/validations/0/expression', 'api/invalid /spec/validations/0/messageExpression', 'api/invalid /spec/validations/0/message',
      'api/not-supported /spec/validations/0/reason', 'api/invalid /spec/validations/1/message',
    ],
  }],
  ['a policy with variables that are none', {
    given: policy({ variables: [{ name: 'a-b', expression: '1' }, { name: 'in', expression: '1' }, { name: '', expression: '' }] }),
    want: ['api/invalid /spec/variables/0/name', 'api/invalid /spec/variables/1/name', 'api/required /spec/variables/2/name', 'api/required /spec/variables/2/expression'],
  }],
  ['a policy with parameters that are none', {
    given: policy({ paramKind: { apiVersion: 'a/b/c', kind: '1' } }),
    want: ['api/invalid /spec/paramKind/apiVersion', 'api/dns-1035-label /spec/paramKind/kind'],
  }],
  ['a policy that only writes', { given: policy({ validations: [], auditAnnotations: [{ key: 'k', valueExpression: "'a'" }] }), want: [] }],
  ['a policy that writes what it cannot', {
    given: policy({ auditAnnotations: [{ key: 'a b', valueExpression: '' }, { key: 'c', valueExpression: `'${long(5 * 1024)}'` }, { key: 'c', valueExpression: "'a'" }] }),
    want: [
      'api/label-key /spec/auditAnnotations/0/key', 'api/required /spec/auditAnnotations/0/valueExpression', 'api/required /spec/auditAnnotations/1/valueExpression',
      'api/duplicate /spec/auditAnnotations/2/key',
    ],
  }],
  ['a policy that fails in an unknown way', { given: policy({ failurePolicy: 'Wait' }), want: ['api/not-supported /spec/failurePolicy'] }],
  ['a binding', { given: binding({ paramRef: { name: 'a', parameterNotFoundAction: 'Deny' } }), want: [] }],
  ['a binding that denies and warns', {
    given: binding({ validationActions: ['Deny', 'Warn', 'Warn', 'No'] }),
    want: ['api/not-supported /spec/validationActions/3', 'api/duplicate /spec/validationActions/2', 'api/contradiction /spec/validationActions'],
  }],
  ['a binding to nothing', {
    given: binding({ policyName: '', validationActions: [] }),
    want: ['api/required /spec/policyName', 'api/required /spec/validationActions'],
  }],
  ['a binding to parameters twice', {
    given: binding({ paramRef: { name: 'a', selector: {}, parameterNotFoundAction: 'Wait' } }),
    want: ['api/exclusive /spec/paramRef/name', 'api/exclusive /spec/paramRef/selector', 'api/not-supported /spec/paramRef/parameterNotFoundAction'],
  }],
  ['a binding to no parameters', { given: binding({ paramRef: {} }), want: ['api/one-needed /spec/paramRef', 'api/required /spec/paramRef/parameterNotFoundAction'] }],
  ['a policy that changes', { given: mutatingPolicy(), want: [] }],
  ['a policy that changes nothing', {
    given: mutatingPolicy({ mutations: [], reinvocationPolicy: 'Always' }),
    want: ['api/required /spec/mutations', 'api/not-supported /spec/reinvocationPolicy'],
  }],
  ['a policy that changes in another way than it says', {
    given: mutatingPolicy({ mutations: [{ ...patch, patchType: 'ApplyConfiguration' }, { patchType: 'Merge' }, {}, { patchType: 'JSONPatch', jsonPatch: {} }] }),
    want: [
      'api/not-allowed /spec/mutations/0/jsonPatch', 'api/required /spec/mutations/0/applyConfiguration', 'api/not-supported /spec/mutations/1/patchType',
      'api/required /spec/mutations/2/patchType', 'api/required /spec/mutations/3/jsonPatch/expression',
    ],
  }],
  ['a policy that changes what is deleted', {
    given: mutatingPolicy({ matchConstraints: { resourceRules: [{ ...rule, operations: ['DELETE'] }] } }),
    want: ['api/not-supported /spec/matchConstraints/resourceRules/operations > /spec/matchConstraints/resourceRules/0/operations/0'],
  }],
  ...[
    ['syntax', 'object.spec.replicas =< 5', true], ['a text that does not end', "object.metadata.name == 'a", true], ['a variable that there is not', 'metadata.name == "a"', true],
    ['another one, in a macro', 'object.spec.containers.all(c, d.image != "")', true], ['no condition', '1', true], ['a name of a type', 'type(object) == map', false],
    ['two variables of a macro', 'object.spec.containers.all(i, c, i > 0)', false], ['names in quotes', 'object.`a-b` == 1', false],
    ['functions of Kubernetes', "quantity('1').isGreaterThan(quantity('2')) && sets.contains([1], [2]) && format.dns1123Label().validate('a').hasValue()", false],
    ['an object of a type', "google.protobuf.Duration{seconds: 1} == duration('1s')", false], ['optional fields', 'object.?spec.?a.orValue(0) > 1', false],
  ].map(([name, expression, isWrong]): ObjectCases[number] => [`an expression: ${name as string}`, {
    given: policy({ validations: [{ expression }] }), want: isWrong === true ? ['api/expression /spec/validations/0/expression'] : [],
  }]),
  ['an expression of each place', {
    given: policy({
      variables: [{ name: 'a', expression: '(' }], matchConditions: [{ name: 'a', expression: ')' }],
      validations: [{ expression: 'true', messageExpression: '+' }], auditAnnotations: [{ key: 'a', valueExpression: '-' }],
    }),
    want: [
      'api/expression /spec/variables/0/expression', 'api/expression /spec/matchConditions/0/expression', 'api/expression /spec/validations/0/messageExpression',
      'api/expression /spec/auditAnnotations/0/valueExpression',
    ],
  }],
  ['an expression of a webhook', { given: webhook({ matchConditions: [{ name: 'a', expression: 'self.x' }] }), want: ['api/expression /webhooks/0/matchConditions/0/expression'] }],
];

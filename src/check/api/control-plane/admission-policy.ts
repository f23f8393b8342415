import type {
  AuditAnnotation, MatchResources, MutatingAdmissionPolicy, MutatingAdmissionPolicyBinding, MutatingAdmissionPolicyBindingSpec,
  MutatingAdmissionPolicySpec, Mutation, ParamKind, ParamRef, ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding,
  ValidatingAdmissionPolicyBindingSpec, ValidatingAdmissionPolicySpec, Validation, Variable,
} from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, each, fields, given, needs, objects, oneOf, type Rule } from '../../rule/rules';
import { admissionVariables, celExpression } from '../shared/expression';
import { kindWith } from '../shared/kind';
import { unique } from '../shared/lists';
import { byteLength, dns1035Label, dnsSubdomain, labelKey, pathSegment } from '../shared/names';
import { labelSelector } from '../shared/selector';
import { namedRule } from './resource-rules';
import { matchConditions } from './webhook-configuration';

const paramKind: Rule<ParamKind> = ({ apiVersion = '', kind: of = '' }, at) => {
  const parts = apiVersion.split('/');
  const [group, version] = parts.length === 1 ? ['', parts[0]!] : [parts[0]!, parts[1]!];
  const bad = parts.length > 2 || (group !== '' && !dnsSubdomain.accepts(group)) || !dns1035Label.accepts(version);
  if (apiVersion === '') at.reportAt('apiVersion', 'api/required', { field: 'apiVersion' });
  else if (bad) at.reportAt('apiVersion', 'api/invalid', { found: apiVersion, expected: 'a version such as v1 or apps/v1' });
  if (of === '') at.reportAt('kind', 'api/required', { field: 'kind' });
  else if (!dns1035Label.accepts(of.toLowerCase())) at.reportAt('kind', 'api/dns-1035-label', { found: of });
};

const matchResources: Rule<MatchResources> = fields<MatchResources>({
  matchPolicy: oneOf('Equivalent', 'Exact'),
  namespaceSelector: labelSelector,
  objectSelector: labelSelector,
  resourceRules: each(namedRule),
  excludeResourceRules: each(namedRule),
});

interface Constrained {
  readonly matchConstraints?: MatchResources | undefined;
}

/** A policy says what it is about. */
const constraints: Rule<Constrained> = ({ matchConstraints }, at) => {
  if (matchConstraints === undefined) return at.reportAt('matchConstraints', 'api/required', { field: 'matchConstraints' });
  at.enter('matchConstraints');
  matchResources(matchConstraints, at);
  if ((matchConstraints.resourceRules ?? []).length === 0) at.reportAt('resourceRules', 'api/required', { field: 'resourceRules' });
  at.leave();
};

const reserved = [
  'true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace',
  'return', 'var', 'void', 'while',
];
const identifier = /^[_a-zA-Z][_a-zA-Z0-9]*$/;

const variable: Rule<Variable> = ({ name = '', expression = '' }, at) => {
  if (name.trim() === '') at.reportAt('name', 'api/required', { field: 'name' });
  else if (!identifier.test(name) || reserved.includes(name)) at.reportAt('name', 'api/invalid', { found: name, expected: 'an identifier of CEL' });
  expressed(expression, 'expression', false, at);
};

function expressed(expression: string, field: string, isCondition: boolean, at: Context): void {
  if (expression.trim() === '') return at.reportAt(field, 'api/required', { field });
  at.enter(field);
  celExpression(expression, admissionVariables, isCondition, at);
  at.leave();
}

const validation: Rule<Validation> = ({ expression = '', messageExpression = '', message = '', reason }, at) => {
  expressed(expression, 'expression', true, at);
  if (messageExpression !== '' && messageExpression.trim() === '') at.reportAt('messageExpression', 'api/invalid', { found: messageExpression, expected: 'an expression' });
  else if (messageExpression !== '') expressed(messageExpression, 'messageExpression', false, at);
  if (message !== '' && message.trim() === '') at.reportAt('message', 'api/invalid', { found: message, expected: 'a text that is not blank' });
  else if (/[\n\r]/.test(message.trim())) at.reportAt('message', 'api/invalid', { found: message, expected: 'a text of one line' });
  const known = ['Forbidden', 'Invalid', 'RequestEntityTooLarge'];
  if (reason !== undefined && !known.includes(reason)) at.reportAt('reason', 'api/not-supported', { found: reason, known });
};

const longestExpression = 5 * 1024;

/** The key stands behind the name of the policy in the audit log. */
function auditAnnotation({ key = '', valueExpression = '' }: AuditAnnotation, policy: string, at: Context): void {
  const whole = `${policy}/${key}`;
  if (policy === '') at.reportAt('key', 'api/invalid', { found: key, expected: 'a policy with a name' });
  else if (!labelKey.accepts(whole)) at.reportAt('key', 'api/label-key', { found: whole });
  if (valueExpression.trim() === '' || byteLength(valueExpression.trim()) > longestExpression) {
    at.reportAt('valueExpression', 'api/required', { field: 'valueExpression', when: `in ${longestExpression} bytes at most` });
  } else expressed(valueExpression, 'valueExpression', false, at);
}

const audit: Rule<ValidatingAdmissionPolicy> = ({ metadata, spec }, at) => {
  const list = spec?.auditAnnotations ?? [];
  if (list.length === 0) return;
  at.enter('spec');
  at.enter('auditAnnotations');
  if (list.length > 20) at.report('api/invalid', { found: list, expected: 'at most 20 audit annotations' });
  list.forEach((one, index) => {
    at.enter(index);
    auditAnnotation(one, metadata?.name ?? '', at);
    at.leave();
  });
  unique<AuditAnnotation>(({ key = '' }) => key, 'key')(list, at);
  at.leave();
  at.leave();
};

const policyFields = { failurePolicy: oneOf('Fail', 'Ignore'), paramKind, matchConditions, variables: each(variable) };

/** @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/ */
export const validatingPolicy: Rule<ValidatingAdmissionPolicy> = kindWith({ finalizers: 'anyone' }, dnsSubdomain, audit, objects<ValidatingAdmissionPolicy>({
  spec: all(
    constraints,
    ({ validations = [], auditAnnotations = [] }, at) => {
      if (validations.length > 0 || auditAnnotations.length > 0) return;
      for (const field of ['validations', 'auditAnnotations']) at.reportAt(field, 'api/one-needed', { fields: ['validations', 'auditAnnotations'] });
    },
    fields<ValidatingAdmissionPolicySpec>({ ...policyFields, validations: each(validation) }),
  ),
}));

const patches = { JSONPatch: 'jsonPatch', ApplyConfiguration: 'applyConfiguration' } as const;

/** The patch that its type names, and no other. */
const mutation: Rule<Mutation> = (value, at) => {
  const { patchType = '' } = value;
  const expected = (patches as { readonly [type: string]: 'jsonPatch' | 'applyConfiguration' | undefined })[patchType];
  if (patchType === '') return at.reportAt('patchType', 'api/required', { field: 'patchType' });
  if (expected === undefined) return at.reportAt('patchType', 'api/not-supported', { found: patchType, known: Object.keys(patches) });
  for (const field of Object.values(patches)) {
    const patch = value[field];
    if (field !== expected) {
      if (patch !== undefined) at.reportAt(field, 'api/not-allowed', { field, when: `with the patch type ${patchType}` });
    } else if (patch === undefined) at.reportAt(field, 'api/required', { field, when: `with the patch type ${patchType}` });
    else {
      at.enter(field);
      expressed(patch.expression ?? '', 'expression', false, at);
      at.leave();
    }
  }
};

const mutable = ['*', 'CREATE', 'UPDATE', 'CONNECT'];

/** What is deleted cannot be changed any more. The server names no index. */
function mutableOperations(resources: MatchResources | undefined, at: Context): void {
  (resources?.resourceRules ?? []).forEach(({ operations = [] }, rule) => {
    operations.forEach((found, index) => {
      if (!mutable.includes(found)) at.reportAt(['resourceRules', 'operations'], 'api/not-supported', { found, known: mutable }, ['resourceRules', rule, 'operations', index]);
    });
  });
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/ */
export const mutatingPolicy: Rule<MutatingAdmissionPolicy> = kindWith({ finalizers: 'anyone' }, dnsSubdomain, objects<MutatingAdmissionPolicy>({
  spec: all(
    constraints,
    ({ matchConstraints }, at) => {
      at.enter('matchConstraints');
      mutableOperations(matchConstraints, at);
      at.leave();
    },
    needs<MutatingAdmissionPolicySpec>({ mutations: each(mutation), reinvocationPolicy: oneOf('IfNeeded', 'Never') }),
    fields<MutatingAdmissionPolicySpec>(policyFields),
  ),
}));

/** Parameters by their name or by a selector. */
const paramRef: Rule<ParamRef> = all(
  ({ name = '', selector, parameterNotFoundAction: found = '' }, at) => {
    if (name === '' && selector === undefined) at.report('api/one-needed', { fields: ['name', 'selector'] });
    if (name !== '' && selector !== undefined) for (const field of ['name', 'selector']) at.reportAt(field, 'api/exclusive', { fields: ['name', 'selector'] });
    const known = ['Deny', 'Allow'];
    if (found === '') at.reportAt('parameterNotFoundAction', 'api/required', { field: 'parameterNotFoundAction' });
    else if (!known.includes(found)) at.reportAt('parameterNotFoundAction', 'api/not-supported', { found, known });
  },
  fields<ParamRef>({ name: given(pathSegment), selector: labelSelector }),
);

const validationActions: Rule<readonly string[]> = all(each(oneOf('Audit', 'Deny', 'Warn')), unique<string>(), (actions, at) => {
  if (actions.includes('Deny') && actions.includes('Warn')) at.report('api/contradiction', { fields: ['Deny', 'Warn'] });
});

/** @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/ */
export const validatingPolicyBinding: Rule<ValidatingAdmissionPolicyBinding> = kindWith({ finalizers: 'anyone' }, dnsSubdomain, objects<ValidatingAdmissionPolicyBinding>({
  spec: all(
    needs<ValidatingAdmissionPolicyBindingSpec>({ policyName: dnsSubdomain, validationActions }),
    fields<ValidatingAdmissionPolicyBindingSpec>({ paramRef, matchResources }),
  ),
}));

/** @see https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/ */
export const mutatingPolicyBinding: Rule<MutatingAdmissionPolicyBinding> = kindWith({ finalizers: 'anyone' }, dnsSubdomain, objects<MutatingAdmissionPolicyBinding>({
  spec: all(
    needs<MutatingAdmissionPolicyBindingSpec>({ policyName: dnsSubdomain }),
    fields<MutatingAdmissionPolicyBindingSpec>({ paramRef, matchResources: [matchResources, mutableOperations] }),
  ),
}));

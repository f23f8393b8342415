import type { MatchCondition, MutatingWebhook, MutatingWebhookConfiguration, ValidatingWebhook, ValidatingWebhookConfiguration } from '../../../../generated/kubernetes';
import { all, each, fields, needs, objects, oneOf, type Rule } from '../../rule/rules';
import { admissionVariables, celExpression } from '../shared/expression';
import { kindWith } from '../shared/kind';
import { maxItems, unique } from '../shared/lists';
import { dns1035Label, dnsSubdomain, labelKey } from '../shared/names';
import { between } from '../shared/numbers';
import { labelSelector } from '../shared/selector';
import { ruleWithOperations } from './resource-rules';
import { webhookClient } from './webhook-client';

/** A domain of three parts at least. */
const name: Rule<string> = (found, at) => {
  if (!dnsSubdomain.accepts(found)) at.report('api/dns-subdomain', { found });
  else if (found.split('.').length < 3) at.report('api/domain', { found, parts: 3 });
};

const readable = ['v1', 'v1beta1'];

/** One of those that the server can speak, at least. */
export const reviewVersions: Rule<readonly string[]> = (versions, at) => {
  const seen = new Set<string>();
  versions.forEach((found, index) => {
    if (seen.has(found)) at.reportAt(index, 'api/invalid', { found, expected: 'each version once' });
    else if (!dns1035Label.accepts(found)) at.reportAt(index, 'api/dns-1035-label', { found });
    seen.add(found);
  });
  if (!versions.some((version) => readable.includes(version))) at.report('webhook/review-versions', { found: versions, known: readable });
};

/** Conditions have names, and an expression in CEL. */
export const matchConditions: Rule<readonly MatchCondition[]> = all(
  maxItems(64),
  unique<MatchCondition>(({ name: found = '' }) => (found === '' ? undefined : found), 'name'),
  each(needs<MatchCondition>({ name: labelKey }), ({ expression = '' }, at) => {
    if (expression.trim() === '') return at.reportAt('expression', 'api/required', { field: 'expression' });
    at.enter('expression');
    celExpression(expression, admissionVariables, true, at);
    at.leave();
  }),
);

type Webhook = ValidatingWebhook | MutatingWebhook;

const webhook: Rule<Webhook> = all(
  needs<Webhook>({ name, sideEffects: oneOf('None', 'NoneOnDryRun'), admissionReviewVersions: reviewVersions }),
  objects<Webhook>({ clientConfig: webhookClient }),
  fields<MutatingWebhook>({
    rules: each(ruleWithOperations),
    failurePolicy: oneOf('Fail', 'Ignore'),
    matchPolicy: oneOf('Equivalent', 'Exact'),
    timeoutSeconds: between(1, 30),
    namespaceSelector: labelSelector,
    objectSelector: labelSelector,
    matchConditions,
    reinvocationPolicy: oneOf('IfNeeded', 'Never'),
  }) as Rule<Webhook>,
);

const webhooks: Rule<readonly Webhook[]> = all(each(webhook), unique<Webhook>(({ name: found = '' }) => (found === '' ? undefined : found), 'name'));

/** @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/ */
export const validatingWebhooks: Rule<ValidatingWebhookConfiguration> = kindWith({ finalizers: 'anyone' }, dnsSubdomain, fields<ValidatingWebhookConfiguration>({ webhooks }));

/** @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/ */
export const mutatingWebhooks: Rule<MutatingWebhookConfiguration> = kindWith({ finalizers: 'anyone' }, dnsSubdomain, fields<MutatingWebhookConfiguration>({ webhooks }));

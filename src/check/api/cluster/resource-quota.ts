import type { ResourceQuota, ResourceQuotaSpec } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { fields, type Rule } from '../../rule/rules';
import { kind } from '../shared/kind';
import { dnsSubdomain } from '../shared/names';
import { isQuotaResource, quotaAmounts } from '../shared/resource-names';

const podResources: ReadonlySet<string> = new Set(['pods', 'cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory']);
const onlyPods: ReadonlySet<string> = new Set(['pods']);
const claims: ReadonlySet<string> = new Set(['persistentvolumeclaims', 'requests.storage']);

/** What a quota of each scope can limit, of the resources that Kubernetes itself defines. */
const scopes: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['Terminating', podResources],
  ['NotTerminating', podResources],
  ['NotBestEffort', podResources],
  ['BestEffort', onlyPods],
  ['PriorityClass', podResources],
  ['CrossNamespacePodAffinity', podResources],
  ['VolumeAttributesClass', claims],
]);
const pairs = [['BestEffort', 'NotBestEffort'], ['Terminating', 'NotTerminating']] as const;
const yesOrNo: ReadonlySet<string> = new Set(['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'CrossNamespacePodAffinity']);

/** Scopes of volumes came with Kubernetes 1.33. */
function known(at: Context): readonly string[] {
  return [...scopes.keys()].filter((scope) => scope !== 'VolumeAttributesClass' || at.minor >= 33);
}

/** Reports resources that a scope has nothing to do with. */
function fitting(scope: string, { hard = {} }: ResourceQuotaSpec, at: Context, focus: number): void {
  const resources = known(at).includes(scope) ? scopes.get(scope) : undefined;
  if (resources === undefined) return;
  for (const resource in hard) {
    if (isQuotaResource(resource) && !resources.has(resource)) at.report('quota/scope-of-resource', { scope, resource }, focus);
  }
}

function conflicting(given: readonly string[], report: (one: string, other: string) => void): void {
  for (const [one, other] of pairs) if (given.includes(one) && given.includes(other)) report(one, other);
}

const scopeList: Rule<ResourceQuotaSpec> = (spec, at) => {
  const given = spec.scopes ?? [];
  at.enter('scopes');
  given.forEach((scope, index) => {
    if (!known(at).includes(scope)) at.report('api/choice', { found: scope, known: known(at) }, index);
    fitting(scope, spec, at, index);
  });
  conflicting(given, (one, other) => at.report('quota/scopes-conflict', { one, other }));
  at.leave();
};

/** The server names the fields of the conditions without saying which condition it is. */
const scopeSelector: Rule<ResourceQuotaSpec> = (spec, at) => {
  const list = spec.scopeSelector?.matchExpressions ?? [];
  const path = ['scopeSelector', 'matchExpressions'] as const;
  list.forEach((condition, index) => {
    const { scopeName, values = [] } = condition;
    const operator: string = condition.operator ?? '';
    const place = (field: string): [readonly string[], readonly (string | number)[]] => [[...path, field], [...path, index, field]];
    const [scopePlace, scopeFocus] = place('scopeName');
    if (!known(at).includes(scopeName)) at.reportAt(scopePlace, 'api/choice', { found: scopeName ?? '', known: known(at) }, scopeFocus);
    at.enter('scopeSelector');
    at.enter('matchExpressions');
    fitting(scopeName, spec, at, index);
    at.leave();
    at.leave();
    const [operatorPlace, operatorFocus] = place('operator');
    if (yesOrNo.has(scopeName) && operator !== 'Exists') at.reportAt(operatorPlace, 'api/choice', { found: operator, known: ['Exists'] }, operatorFocus);
    const [valuesPlace, valuesFocus] = place('values');
    if (operator === 'In' || operator === 'NotIn') {
      if (values.length === 0) at.reportAt(valuesPlace, 'api/required', { field: 'values', when: `with the operator ${operator}` }, valuesFocus);
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (values.length > 0) at.reportAt(valuesPlace, 'api/not-allowed', { field: 'values', when: `with the operator ${operator}` }, valuesFocus);
    } else at.reportAt(operatorPlace, 'api/choice', { found: operator, known: ['In', 'NotIn', 'Exists', 'DoesNotExist'] }, operatorFocus);
  });
  // The server looks at the conditions and names the list of conditions, too.
  conflicting(list.map(({ scopeName }) => scopeName), (one, other) => at.reportAt(path, 'quota/scopes-conflict', { one, other }));
};

/** @see https://kubernetes.io/docs/concepts/policy/resource-quotas/ */
export const resourceQuota: Rule<ResourceQuota> = kind(dnsSubdomain, fields<ResourceQuota>({
  spec: [fields<ResourceQuotaSpec>({ hard: quotaAmounts }), scopeList, scopeSelector],
}));

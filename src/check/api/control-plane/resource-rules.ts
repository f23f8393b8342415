import type { NamedRuleWithOperations, RuleWithOperations } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, each, fields, oneOf, type Rule } from '../../rule/rules';
import { unique } from '../shared/lists';
import { pathSegment } from '../shared/names';
import { aloneAmong } from './flow-schema';

/** Resources and subresources; a wildcard stands for all others of its kind. */
function resources(list: readonly string[], at: Context): void {
  if (list.length === 0) at.report('api/required', { field: 'resources' });
  const wildResources = new Set<string>();
  const wildSubresources = new Set<string>();
  let plain = false;
  list.forEach((found, index) => {
    if (found === '') return at.reportAt(index, 'api/required', { field: 'resource' });
    const slash = found.indexOf('/');
    if (slash < 0) {
      plain = found !== '*';
      return;
    }
    const [resource, subresource] = [found.slice(0, slash), found.slice(slash + 1)];
    if (wildSubresources.has(resource)) at.reportAt(index, 'api/wildcard', { wildcard: `${resource}/*` });
    if (wildResources.has(subresource)) at.reportAt(index, 'api/wildcard', { wildcard: `*/${subresource}` });
    if (subresource === '*') wildSubresources.add(resource);
    if (resource === '*') wildResources.add(subresource);
  });
  if (list.length > 1 && list.includes('*/*')) at.report('api/wildcard', { wildcard: '*/*' });
  if (list.includes('*') && plain) at.report('api/wildcard', { wildcard: '*' });
}

/** Which requests a webhook or a policy is asked about. */
export const ruleWithOperations: Rule<RuleWithOperations> = all(
  (rule, at) => {
    for (const field of ['operations', 'apiGroups', 'apiVersions'] as const) {
      const list: readonly string[] = rule[field] ?? [];
      if (list.length === 0) at.reportAt(field, 'api/required', { field });
      aloneAmong(list, field, at);
    }
    at.enter('resources');
    resources(rule.resources ?? [], at);
    at.leave();
  },
  fields<RuleWithOperations>({
    operations: each(oneOf('*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT')),
    apiVersions: each<string>((found, at) => {
      if (found === '') at.report('api/required', { field: 'apiVersion' });
    }),
    scope: oneOf('*', 'Cluster', 'Namespaced'),
  }),
);

/** As `ruleWithOperations`, of objects of these names alone. */
export const namedRule: Rule<NamedRuleWithOperations> = all(
  ruleWithOperations,
  fields<NamedRuleWithOperations>({ resourceNames: [each<string>(pathSegment), unique<string>()] }),
);

import type { AggregationRule, ClusterRole, PolicyRule, Role } from '../../../../generated/kubernetes';
import { each, fields, type Rule } from '../../rule/rules';
import { kind } from '../shared/kind';
import { pathSegment } from '../shared/names';
import { isReadable, labelSelector } from '../shared/selector';

/** Verbs always; either resources with their groups, or paths, which no namespace has. */
function policyRule(namespaced: boolean): Rule<PolicyRule> {
  return ({ verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] }, at) => {
    if (verbs.length === 0) at.reportAt('verbs', 'api/required', { field: 'verbs' });
    if (nonResourceURLs.length === 0) {
      if (apiGroups.length === 0) at.reportAt('apiGroups', 'api/required', { field: 'apiGroups', when: 'with resources' });
      if (resources.length === 0) at.reportAt('resources', 'api/required', { field: 'resources' });
      return;
    }
    if (namespaced) at.reportAt('nonResourceURLs', 'api/not-allowed', { field: 'nonResourceURLs', when: 'in a Role, since paths are in no namespace' });
    if (apiGroups.length + resources.length + resourceNames.length > 0) at.reportAt('nonResourceURLs', 'api/contradiction', { fields: ['nonResourceURLs', 'resources'] });
  };
}

const aggregation: Rule<AggregationRule> = (rule, at) => {
  const { clusterRoleSelectors: selectors = [] } = rule;
  at.enter('clusterRoleSelectors');
  if (selectors.length === 0) at.report('api/required', { field: 'clusterRoleSelectors', when: 'in an aggregation rule' });
  each(labelSelector)(selectors, at);
  selectors.forEach((selector, index) => {
    if (!isReadable(selector)) at.reportAt(index, 'selector/unreadable', {});
  });
  at.leave();
};

/** @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole */
export const role: Rule<Role> = kind(pathSegment, fields<Role>({ rules: each(policyRule(true)) }));

/** @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles */
export const clusterRole: Rule<ClusterRole> = kind(
  pathSegment,
  fields<ClusterRole>({ rules: each(policyRule(false)), aggregationRule: aggregation }),
);

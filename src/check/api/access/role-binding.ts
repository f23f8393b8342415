import type { ClusterRoleBinding, Subject, RoleBinding, RoleRef } from '../../../../generated/kubernetes';
import { all, each, fields, needs, objects, oneOf, type Rule, texts } from '../../rule/rules';
import { kind } from '../shared/kind';
import { dnsSubdomain, pathSegment } from '../shared/names';

const group = 'rbac.authorization.k8s.io';

/** Users and groups are of the group; a service account is of none, and in a namespace. */
function subject(namespaced: boolean): Rule<Subject> {
  return ({ kind: of = '', name = '', apiGroup = '', namespace = '' }, at) => {
    if (name === '') at.reportAt('name', 'api/required', { field: 'name' });
    if (of === 'ServiceAccount') {
      if (name !== '' && !dnsSubdomain.accepts(name)) at.reportAt('name', 'api/dns-subdomain', { found: name });
      if (apiGroup !== '') at.reportAt('apiGroup', 'api/not-supported', { found: apiGroup, known: [''] });
      if (!namespaced && namespace === '') at.reportAt('namespace', 'api/required', { field: 'namespace', when: 'of a ServiceAccount in a ClusterRoleBinding' });
    } else if (of === 'User' || of === 'Group') {
      if (apiGroup !== group) at.reportAt('apiGroup', 'api/not-supported', { found: apiGroup, known: [group] });
    } else at.reportAt('kind', 'api/not-supported', { found: of, known: ['ServiceAccount', 'User', 'Group'] });
  };
}

function roleRef(...kinds: readonly string[]): Rule<RoleRef> {
  return all(texts<RoleRef>({ apiGroup: oneOf(group), kind: oneOf(...kinds) }), needs<RoleRef>({ name: pathSegment }));
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding */
export const roleBinding: Rule<RoleBinding> = kind(
  pathSegment,
  objects<RoleBinding>({ roleRef: roleRef('Role', 'ClusterRole') }),
  fields<RoleBinding>({ subjects: each(subject(true)) }),
);

/** @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding */
export const clusterRoleBinding: Rule<ClusterRoleBinding> = kind(
  pathSegment,
  objects<ClusterRoleBinding>({ roleRef: roleRef('ClusterRole') }),
  fields<ClusterRoleBinding>({ subjects: each(subject(false)) }),
);

import type { PolicyRule, RoleRef, Subject } from '../../../generated/kubernetes';
import type { Bundle } from '../bundle/bundle';
import type { Access } from '../cluster/api';
import { all, fail } from '../failure';
import type { Context } from './context';

/** What a role grants to an account, and where. */
interface Grant {
  readonly account: string;
  /** As the authorizer knows the account. */
  readonly user: string;
  /** Where it holds; everywhere if there is none. */
  readonly namespace: string | undefined;
  readonly roleRef: RoleRef;
  readonly rules: readonly PolicyRule[];
}

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

/** Asks the authorizer about every grant of the file: the account may do what is listed, and with these resources nothing else. */
export async function accounts({ bundle, cluster: { api } }: Context): Promise<string[]> {
  const grants = grantsIn(bundle);
  return all(grants.map(async ({ account, user, namespace, roleRef, rules }) => {
    const listed = rules.flatMap((rule) => accesses(rule, user, namespace));
    const others = listed.flatMap((access) => VERBS
      .map((verb) => ({ ...access, verb, name: undefined }))
      .filter((other) => !grants.some((grant) => grant.user === user && grant.rules.some((rule) => isListed(rule, other)))));
    await all([...listed.map((access) => ({ access, wanted: true })), ...others.map((access) => ({ access, wanted: false }))]
      .map(async ({ access, wanted }) => {
        const { allowed, reason } = await api.allows(access);
        if (allowed !== wanted) fail(`ServiceAccount ${account}`, `may ${wanted ? 'not ' : ''}${access.verb} ${access.resource}`, reason);
      }));
    return `account ${account} may do what ${roleRef.kind} ${roleRef.name} lists, and nothing else with the same resources`;
  }));
}

/** The roles that the file gives to accounts. A role of the cluster itself, such as "view", needs no proof. */
function grantsIn(bundle: Bundle): Grant[] {
  const group = 'rbac.authorization.k8s.io/v1' as const;
  const roles = [...bundle.of(`${group}/Role`), ...bundle.of(`${group}/ClusterRole`)];
  return [...bundle.of(`${group}/RoleBinding`), ...bundle.of(`${group}/ClusterRoleBinding`)].flatMap(({ metadata, roleRef, subjects = [] }) => {
    const rules = roles
      .find((role) => role.kind === roleRef.kind && role.metadata.name === roleRef.name && (role.kind === 'ClusterRole' || role.metadata.namespace === metadata.namespace))
      ?.rules;
    return rules === undefined ? [] : subjects.filter(({ kind }) => kind === 'ServiceAccount').map(({ name, namespace = metadata.namespace }: Subject) => ({
      account: name,
      user: `system:serviceaccount:${namespace}:${name}`,
      namespace: metadata.namespace,
      roleRef,
      rules,
    }));
  });
}

function accesses({ apiGroups = [], resources = [], resourceNames, verbs }: PolicyRule, user: string, namespace: string | undefined): Access[] {
  return apiGroups.flatMap((group) => resources.flatMap((path) => verbs.flatMap((verb) => (resourceNames ?? [undefined]).map((name) => {
    const [resource = '', subresource] = path.split('/');
    return { user, namespace, verb, group, resource, subresource, name };
  }))));
}

function isListed({ apiGroups = [], resources = [], verbs }: PolicyRule, { verb, group, resource, subresource }: Access): boolean {
  const has = (list: readonly string[], word: string): boolean => list.includes(word) || list.includes('*');
  return has(verbs, verb) && has(apiGroups, group) && has(resources, subresource === undefined ? resource : `${resource}/${subresource}`);
}

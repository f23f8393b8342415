import type { PolicyRule, RoleRef, Subject } from '../../../generated/kubernetes';
import { type KubeObject, nameOf } from '../bundle/bundle';
import { all, fail } from '../failure';
import type { Access } from '../cluster/api';
import type { Context } from './context';

interface Binding {
  readonly object: KubeObject;
  /** Where the grant holds; everywhere if there is none. */
  readonly namespace: string | undefined;
  readonly roleRef: RoleRef;
  readonly subjects: readonly Subject[];
}

/** Asks the authorizer about every grant of the file: the account may do what its roles list, and not delete what they do not. */
export async function accounts(context: Context): Promise<string[]> {
  const { bundle } = context;
  const bindings: Binding[] = [
    ...bundle.of('rbac.authorization.k8s.io/v1/RoleBinding').map((object) => ({
      object, namespace: object.metadata.namespace, roleRef: object.roleRef, subjects: object.subjects ?? [],
    })),
    ...bundle.of('rbac.authorization.k8s.io/v1/ClusterRoleBinding').map((object) => ({
      object, namespace: undefined, roleRef: object.roleRef, subjects: object.subjects ?? [],
    })),
  ];
  return (await all(bindings.map(async (binding) => granted(context, binding)))).flat();
}

async function granted({ bundle, cluster: { api } }: Context, { object, namespace, roleRef, subjects }: Binding): Promise<string[]> {
  const rules = [...bundle.of('rbac.authorization.k8s.io/v1/Role'), ...bundle.of('rbac.authorization.k8s.io/v1/ClusterRole')]
    .find(({ kind, metadata }) => kind === roleRef.kind && metadata.name === roleRef.name && (kind === 'ClusterRole' || metadata.namespace === namespace))?.rules;
  // A role of the cluster itself, such as "view", needs no proof.
  if (rules === undefined) return [];
  return all(subjects.filter(({ kind }) => kind === 'ServiceAccount').map(async (subject) => {
    const user = `system:serviceaccount:${subject.namespace ?? namespace}:${subject.name}`;
    const questions = rules.flatMap((rule) => accesses(rule, user, namespace));
    await all(questions.map(async (question) => {
      const { allowed, reason } = await api.allows(question);
      if (!allowed) fail(nameOf(object), `${user} may not ${question.verb} ${question.resource}`, reason);
    }));
    await all(questions.map(async (question) => {
      const denied = { ...question, verb: 'deletecollection', name: undefined };
      const listed = questions.some(({ verb, group, resource }) => verb === '*' || (verb === denied.verb && group === denied.group && resource === denied.resource));
      if (!listed && (await api.allows(denied)).allowed) fail(nameOf(object), `${user} may ${denied.verb} ${denied.resource}, which no rule lists`);
    }));
    return `account ${subject.name} may do what ${roleRef.kind} ${roleRef.name} lists, and no more`;
  }));
}

function accesses({ apiGroups = [], resources = [], resourceNames, verbs }: PolicyRule, user: string, namespace: string | undefined): Access[] {
  return apiGroups.flatMap((group) => resources.flatMap((path) => verbs.flatMap((verb) => (resourceNames ?? [undefined]).map((name) => {
    const [resource = '', subresource] = path.split('/');
    return { user, namespace, verb, group, resource, subresource, name };
  }))));
}

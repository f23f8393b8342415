import type { ClusterRoleBinding, RoleBinding, Subject } from '../../generated/kubernetes';
import { checkFields, checkMap, checkOneOf, checkText, type PlainMap } from '../core/checks';
import { type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import { checkName, dnsLabel, dnsSubdomain } from '../core/names';
import type { Problems } from '../core/problems';
import { itemsOf, readField } from '../core/read-field';
import type { Consumer } from '../core/references';
import { isTargeted, type Targeted } from '../core/targeted';
import type { Writable } from '../core/writable';
import { type BindingModel, type RoleInput, roleOf } from './service-account';

/** A user, a group or a service account by its name. */
export interface SubjectProps {
  /** What it is. */
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  /** Its name. */
  readonly name: string;
  /** Namespace of a service account. @default - that of the binding; one for the whole cluster has none */
  readonly namespace?: string | undefined;
  /** That of the kind. @default - none is written: a cluster fills it in */
  readonly apiGroup?: 'rbac.authorization.k8s.io' | '' | undefined;
}

/** Who may do what a role says: the definition of a service account, or anybody by kind and name. */
export type SubjectInput = Targeted<'ServiceAccount'> | SubjectProps;

/**
 * Who may do what a role says: in a namespace, or everywhere. The role of a binding that exists cannot change.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export interface BindingProps extends MetadataProps {
  /** The role: its definition, or by kind and name; a text is the name of a ClusterRole. */
  readonly role: RoleInput;
  /** Who may do it. @default - nobody */
  readonly subjects?: readonly SubjectInput[] | undefined;
}

/** A binding after normalization. */
export interface RoleBindingModel {
  readonly role: BindingModel['role'];
  readonly subjects: readonly Subject[] | undefined;
  readonly metadata: MetadataProps;
}

const group = 'rbac.authorization.k8s.io';
const fields: ReadonlySet<string> = new Set(['role', 'subjects', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'name', 'override']);
const subjectFields: ReadonlySet<string> = new Set(['kind', 'name', 'namespace', 'apiGroup']);
const subjectKinds = ['User', 'Group', 'ServiceAccount'] as const;

/** Brings a binding into its full form and reports what the API server refuses. */
export function normalizeRoleBinding(kind: 'RoleBinding' | 'ClusterRoleBinding', input: BindingProps, problems: Problems, consumer: Consumer): RoleBindingModel {
  const props: PlainMap = checkMap(problems, input) ? input : {};
  checkFields(problems, props, fields);
  if (props['role'] === undefined) problems.at('role').report('value/missing', { field: 'role' });
  const scope = kind === 'ClusterRoleBinding' ? { clusterWide: true } as const : { clusterWide: false, namespace: consumer.namespace } as const;
  const role = props['role'] === undefined ? undefined : roleOf(props['role'], scope, problems.at('role'), consumer);
  const { subjects } = props;
  return {
    role: role ?? { kind: 'ClusterRole', name: '' },
    subjects: subjects === undefined ? undefined : itemsOf(problems.at('subjects'), subjects).flatMap(([item, place]) => subjectOf(kind, item, place, consumer) ?? []),
    metadata: input,
  };
}

function subjectOf(binding: 'RoleBinding' | 'ClusterRoleBinding', input: unknown, problems: Problems, consumer: Consumer): Subject | undefined {
  if (isTargeted(input)) {
    const { target } = input;
    if (target.kind !== 'ServiceAccount') {
      problems.report('value/wrong-type', { expected: 'a ServiceAccount', found: `a ${target.kind}` });
      return undefined;
    }
    if (!consumer.use(problems, target, { anyNamespace: true })) return undefined;
    return { kind: 'ServiceAccount', name: target.name, ...(target.namespace === undefined ? undefined : { namespace: target.namespace }) };
  }
  if (!checkMap(problems, input, 'a service account, or a map with kind and name')) return undefined;
  checkFields(problems, input, subjectFields);
  for (const field of ['kind', 'name'] as const) if (input[field] === undefined) problems.at(field).report('value/missing', { field });
  const kind = readField(problems, input, 'kind', (place, value): value is (typeof subjectKinds)[number] => checkOneOf(place, value, subjectKinds));
  const isAccount = kind === 'ServiceAccount';
  const name = readField(problems, input, 'name', (place, value): value is string => (
    isAccount ? checkName(place, dnsSubdomain, 'name of a ServiceAccount', value) : checkText(place, value)
  ));
  const namespace = readField(problems, input, 'namespace', (place, value): value is string => checkName(place, dnsLabel, 'namespace', value));
  const apiGroup = readField(problems, input, 'apiGroup', (place, value): value is string => checkOneOf(place, value, [isAccount ? '' : group]));
  if (kind === undefined || name === undefined) return undefined;
  if (namespace !== undefined && !isAccount) problems.at('namespace').report('value/needs-other', { field: 'namespace', needs: 'the kind "ServiceAccount"' });
  const subject: Writable<Subject> = { kind, name };
  if (apiGroup !== undefined) subject.apiGroup = apiGroup;
  if (namespace !== undefined) subject.namespace = namespace;
  else if (isAccount && binding === 'ClusterRoleBinding' && input['namespace'] === undefined) problems.at('namespace').report('value/missing', { field: 'namespace' });
  else if (isAccount && consumer.namespace !== undefined) subject.namespace = consumer.namespace;
  return subject;
}

function contentOf({ role, subjects }: RoleBindingModel): Pick<RoleBinding, 'roleRef' | 'subjects'> {
  return { roleRef: { apiGroup: group, ...role }, ...(subjects === undefined ? undefined : { subjects }) };
}

/** The RoleBinding of a model. */
export function roleBindingObject(model: RoleBindingModel, identity: Identity, problems: Problems): RoleBinding {
  return { apiVersion: `${group}/v1`, kind: 'RoleBinding', metadata: metadataFields(identity, model.metadata, problems), ...contentOf(model) };
}

/** The ClusterRoleBinding of a model. */
export function clusterRoleBindingObject(model: RoleBindingModel, name: string, problems: Problems): ClusterRoleBinding {
  return { apiVersion: `${group}/v1`, kind: 'ClusterRoleBinding', metadata: metadataFields({ name }, model.metadata, problems), ...contentOf(model) };
}

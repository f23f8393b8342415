import type { ClusterRole, ClusterRoleBinding, Role, RoleBinding, RoleRef, ServiceAccount, Subject } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkMap, type PlainMap } from '../core/checks';
import { type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import { checkName, pathSegment } from '../core/names';
import type { Problems } from '../core/problems';
import { itemsOf, readField } from '../core/read-field';
import type { Consumer, Target } from '../core/references';
import { isTargeted, type Referable, referredName, type Targeted } from '../core/targeted';
import { type GrantModel, type GrantProps, grantScope, type GrantScope, normalizeGrants, rulesOf } from './grants';

/**
 * A service account: who the processes of a pod are for the API server, and what they may do there.
 * @see https://kubernetes.io/docs/concepts/security/service-accounts/
 */
export interface ServiceAccountProps extends MetadataProps {
  /** Whether pods that do not say otherwise get a token. @default - what Kubernetes does: they get one */
  readonly automountServiceAccountToken?: boolean | undefined;
  /** Secrets for pulling images that every pod of the account gets: their owners or names. @default - none */
  readonly imagePullSecrets?: readonly Referable<'Secret'>[] | undefined;
  /** What the account may do. @default - nothing; more can be said with `can` */
  readonly grants?: readonly GrantProps[] | undefined;
}

/** A role that is defined elsewhere: the name of a ClusterRole (`view`), a role by kind and name, or its definition. */
export type RoleInput = string | { readonly kind: 'Role' | 'ClusterRole'; readonly name: string } | Targeted<'Role' | 'ClusterRole'>;

/** Where a role that is defined elsewhere applies. */
export interface BindOptions {
  /** Whether a ClusterRole applies in every namespace. @default false */
  readonly clusterWide?: boolean | undefined;
  /** Namespace in which it applies. @default - that of the account */
  readonly namespace?: string | undefined;
}

/** A role that is defined elsewhere, and where it applies. */
export interface BindingModel {
  readonly scope: GrantScope;
  readonly role: { readonly kind: 'Role' | 'ClusterRole'; readonly name: string };
}

/** A service account after normalization. Grants and bindings may be added until the objects are built. */
export interface ServiceAccountModel {
  readonly automountServiceAccountToken?: boolean | undefined;
  readonly imagePullSecrets: readonly string[];
  readonly grants: GrantModel[];
  readonly bindings: BindingModel[];
  readonly metadata: MetadataProps;
}

/** All objects that stand for a service account and what it may do. */
export type AccessObject = ServiceAccount | Role | RoleBinding | ClusterRole | ClusterRoleBinding;

const rbac = 'rbac.authorization.k8s.io';
/** Every field of `ServiceAccountProps`, and what the construct adds. */
export const serviceAccountFieldNames: ReadonlySet<string> = new Set([
  'automountServiceAccountToken', 'imagePullSecrets', 'grants', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'name', 'override',
]);
const roleFields: ReadonlySet<string> = new Set(['kind', 'name']);
const bindFields: ReadonlySet<string> = new Set(['clusterWide', 'namespace']);

/** Brings a service account into its full form. */
export function normalizeServiceAccount(input: ServiceAccountProps, problems: Problems, consumer: Consumer): ServiceAccountModel {
  const props: PlainMap = checkMap(problems, input) ? input : {};
  checkFields(problems, props, serviceAccountFieldNames);
  return {
    automountServiceAccountToken: readField(problems, props, 'automountServiceAccountToken', checkBoolean),
    imagePullSecrets: itemsOf(problems.at('imagePullSecrets'), props['imagePullSecrets'])
      .flatMap(([item, place]) => referredName(item, 'Secret', place, consumer) ?? []),
    grants: normalizeGrants(props['grants'], consumer.namespace, problems.at('grants')),
    bindings: [],
    metadata: input,
  };
}

/** Brings one call of `bindTo` into its full form. */
export function normalizeBinding(role: unknown, options: unknown, problems: Problems, consumer: Consumer): BindingModel | undefined {
  const limits: unknown = options === undefined ? {} : options;
  const good = checkMap(problems, limits, 'a map with clusterWide or namespace');
  if (good) checkFields(problems, limits, bindFields);
  const scope = grantScope(good ? limits : {}, consumer.namespace, problems);
  const found = roleOf(role, scope, problems.at('role'), consumer);
  return found === undefined || !good ? undefined : { scope, role: found };
}

/** The account, the roles for what it may do, and the bindings of both. */
export function serviceAccountObjects(model: ServiceAccountModel, identity: Identity, problems: Problems): AccessObject[] {
  const { automountServiceAccountToken, imagePullSecrets, grants, bindings, metadata } = model;
  const account: ServiceAccount = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataFields(identity, metadata, problems),
    ...(automountServiceAccountToken === undefined ? undefined : { automountServiceAccountToken }),
    ...(imagePullSecrets.length === 0 ? undefined : { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) }),
  };
  const labels = metadata?.labels === undefined ? {} : { labels: metadata.labels };
  const subject: Subject = {
    kind: 'ServiceAccount', name: identity.name, ...(identity.namespace === undefined ? undefined : { namespace: identity.namespace }),
  };
  const objects: AccessObject[] = [account];
  for (const [scope, granted] of byScope(grants)) {
    const where = placeIn(scope, identity);
    const role = { metadata: { ...where, ...labels }, rules: rulesOf(granted) };
    objects.push(
      scope.clusterWide ? { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', ...role } : { apiVersion: `${rbac}/v1`, kind: 'Role', ...role },
      bindingObject(scope, where, labels, { kind: scope.clusterWide ? 'ClusterRole' : 'Role', name: where.name }, subject),
    );
  }
  for (const { scope, role } of bindings) {
    const where = placeIn(scope, identity);
    objects.push(bindingObject(scope, { ...where, name: `${where.name}:${role.name}` }, labels, role, subject));
  }
  return objects;
}

/**
 * Name and namespace of a role: in the own namespace that of the account, elsewhere with its namespace in front, since
 * accounts of several namespaces meet there. A colon cannot stand in a namespace, so no two accounts get the same name.
 */
function placeIn(scope: GrantScope, { name, namespace }: Identity): { name: string; namespace?: string } {
  const qualified = namespace === undefined ? name : `${namespace}:${name}`;
  if (scope.clusterWide) return { name: qualified };
  if (scope.namespace === undefined) return { name };
  return { name: scope.namespace === namespace ? name : qualified, namespace: scope.namespace };
}

function bindingObject(
  scope: GrantScope,
  where: { readonly name: string; readonly namespace?: string },
  labels: { readonly labels?: { readonly [key: string]: string } },
  role: Pick<RoleRef, 'kind' | 'name'>,
  subject: Subject,
): RoleBinding | ClusterRoleBinding {
  const content = { metadata: { ...where, ...labels }, roleRef: { apiGroup: rbac, ...role }, subjects: [subject] };
  return scope.clusterWide
    ? { apiVersion: `${rbac}/v1`, kind: 'ClusterRoleBinding', ...content }
    : { apiVersion: `${rbac}/v1`, kind: 'RoleBinding', ...content };
}

/** Grants by where they apply: the own namespace first where it is named first, the whole cluster last. */
function byScope(grants: readonly GrantModel[]): [GrantScope, GrantModel[]][] {
  const scopes = new Map<string, [GrantScope, GrantModel[]]>();
  for (const grant of grants) {
    const key = grant.scope.clusterWide ? '~' : grant.scope.namespace ?? '';
    const entry = scopes.get(key) ?? [grant.scope, []];
    scopes.set(key, entry);
    entry[1].push(grant);
  }
  return [...scopes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/** A role that a binding names; what is wrong is reported. */
export function roleOf(input: unknown, scope: GrantScope, problems: Problems, consumer: Consumer): BindingModel['role'] | undefined {
  if (typeof input === 'string') return checkName(problems, pathSegment, 'role name', input) ? { kind: 'ClusterRole', name: input } : undefined;
  const role: unknown = isTargeted(input) ? roleTarget(input.target, scope, problems, consumer) : input;
  if (role === undefined && input !== undefined) return undefined;
  if (!checkMap(problems, role, 'the name of a ClusterRole, or a map with kind and name')) return undefined;
  checkFields(problems, role, roleFields);
  const { kind, name } = role;
  if (kind !== 'Role' && kind !== 'ClusterRole') {
    problems.at('kind').report('value/not-one-of', { expected: ['Role', 'ClusterRole'], found: kind });
    return undefined;
  }
  if (kind === 'Role' && scope.clusterWide) {
    problems.report('value/wrong-type', { expected: 'a ClusterRole: a Role applies in its own namespace only', found: 'Role' });
    return undefined;
  }
  return checkName(problems.at('name'), pathSegment, 'role name', name) ? { kind, name } : undefined;
}

function roleTarget(target: Target, scope: GrantScope, problems: Problems, consumer: Consumer): object | undefined {
  const { kind, name, namespace } = target;
  if (namespace !== undefined && !scope.clusterWide && namespace !== scope.namespace) {
    problems.report('reference/other-namespace', { target, from: scope.namespace, why: 'a Role applies in its own namespace; give "namespace" to bind it there' });
    return undefined;
  }
  return consumer.use(problems, target, { anyNamespace: true }) ? { kind, name } : undefined;
}

import type { AggregationRule, ClusterRole, PolicyRule, Role } from '../../generated/kubernetes';
import { checkFields, checkMap, checkText, type PlainMap } from '../core/checks';
import { labelSelectorFields, type LabelSelectorInput, normalizeLabelSelector } from '../core/label-selector';
import { type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import type { Problems } from '../core/problems';
import { checkNotEmpty, itemsOf, readList } from '../core/read-field';
import { nearest } from '../core/suggest';
import type { Writable } from '../core/writable';
import { builtInResource, builtInResourceNames } from './built-in-resources';
import type { Verb } from './grants';

/**
 * One thing that a role lets its subjects do.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole
 */
export interface RoleRule {
  /** What may be done. */
  readonly verbs: readonly Verb[];
  /** With what: plural names such as `pods` and `pods/log`, or `*`. @default - none: the rule is for `nonResourceURLs` */
  readonly resources?: readonly string[] | undefined;
  /** Groups of the resources; that of pods is empty. @default - looked up for resources of Kubernetes itself */
  readonly apiGroups?: readonly string[] | undefined;
  /** Names of single objects. @default - every object */
  readonly resourceNames?: readonly string[] | undefined;
  /** Paths of the API server that are no resources, such as `/metrics`; for a role of the whole cluster. @default - none */
  readonly nonResourceURLs?: readonly string[] | undefined;
}

/**
 * What may be done in a namespace.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export interface RoleProps extends MetadataProps {
  /** What it lets its subjects do. @default - nothing */
  readonly rules?: readonly RoleRule[] | undefined;
}

/**
 * What may be done in the whole cluster, or in any namespace that a RoleBinding names.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export interface ClusterRoleProps extends RoleProps {
  /**
   * Labels of the other roles whose rules a controller gathers here; what the rules say by themselves is then overwritten.
   * @default - none: it has its own rules
   * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
   */
  readonly aggregate?: readonly LabelSelectorInput[] | undefined;
}

/** A role after normalization. */
export interface RoleModel {
  readonly rules: readonly PolicyRule[] | undefined;
  readonly aggregate: AggregationRule | undefined;
  readonly metadata: MetadataProps;
}

const rbac = 'rbac.authorization.k8s.io/v1';
const commonFields = ['rules', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'name', 'override'];
const fieldsOf: { readonly [kind in 'Role' | 'ClusterRole']: ReadonlySet<string> } = {
  Role: new Set(commonFields), ClusterRole: new Set([...commonFields, 'aggregate']),
};
const ruleFields: ReadonlySet<string> = new Set(['verbs', 'resources', 'apiGroups', 'resourceNames', 'nonResourceURLs']);

/** Brings a role into its full form and reports what the API server refuses. */
export function normalizeRole(kind: 'Role' | 'ClusterRole', input: ClusterRoleProps, problems: Problems): RoleModel {
  const props: PlainMap = checkMap(problems, input) ? input : {};
  checkFields(problems, props, fieldsOf[kind]);
  const { rules, aggregate } = props;
  const selectors = kind === 'ClusterRole' && aggregate !== undefined
    ? itemsOf(problems.at('aggregate'), aggregate).map(([item, place]) => labelSelectorFields(normalizeLabelSelector(item as LabelSelectorInput, place)))
    : undefined;
  if (selectors?.length === 0) problems.at('aggregate').report('value/wrong-type', { expected: 'a list with at least one selector', found: aggregate });
  return {
    rules: rules === undefined ? undefined : itemsOf(problems.at('rules'), rules).flatMap(([rule, place]) => ruleOf(kind, rule, place) ?? []),
    aggregate: selectors === undefined ? undefined : { clusterRoleSelectors: selectors },
    metadata: input,
  };
}

function ruleOf(kind: 'Role' | 'ClusterRole', input: unknown, problems: Problems): PolicyRule | undefined {
  if (!checkMap(problems, input, 'a map with verbs and resources')) return undefined;
  checkFields(problems, input, ruleFields);
  const texts = (field: string, what: string): readonly string[] | undefined =>
    readList(problems, input, field, (place, value): value is string => value === '' ? field === 'apiGroups' : checkText(place, value, what));
  const verbs = texts('verbs', 'a verb');
  const resources = texts('resources', 'the plural name of a resource');
  const apiGroups = texts('apiGroups', 'the name of an API group');
  const resourceNames = texts('resourceNames', 'the name of an object');
  checkNotEmpty(problems.at('resourceNames'), resourceNames, 'every object');
  const nonResourceURLs = texts('nonResourceURLs', 'a path of the API server');
  if (verbs === undefined || verbs.length === 0) problems.at('verbs').report('value/missing', { field: 'verbs' });
  const rule: Writable<PolicyRule> = { verbs: verbs ?? [] };
  if (nonResourceURLs !== undefined && nonResourceURLs.length > 0) {
    if (kind === 'Role') problems.at('nonResourceURLs').report('value/needs-other', { field: 'nonResourceURLs', needs: 'a ClusterRole: paths of the API server belong to no namespace' });
    for (const field of ['apiGroups', 'resources', 'resourceNames'] as const) {
      if (isGiven(input[field])) problems.at(field).report('value/exclusive', { fields: ['nonResourceURLs', field] });
    }
  } else if (resources === undefined || resources.length === 0) problems.at('resources').report('value/missing', { field: 'resources' });
  if (apiGroups?.length === 0 && nonResourceURLs === undefined) problems.at('apiGroups').report('value/missing', { field: 'apiGroups' });
  const groups = apiGroups ?? (resources === undefined ? undefined : groupsOf(resources, problems.at('resources')));
  if (kind === 'Role' && resources !== undefined) warnOfClusterScoped(resources, apiGroups, problems.at('resources'));
  if (groups !== undefined) rule.apiGroups = groups;
  if (resources !== undefined) rule.resources = resources;
  if (resourceNames !== undefined) rule.resourceNames = resourceNames;
  if (nonResourceURLs !== undefined) rule.nonResourceURLs = nonResourceURLs;
  return rule;
}

function isGiven(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}

/** Tells which resources of Kubernetes itself a Role does not grant, where no other group may be meant that has one of that name. */
function warnOfClusterScoped(resources: readonly string[], apiGroups: readonly string[] | undefined, problems: Problems): void {
  resources.forEach((resource, index) => {
    const builtIn = builtInResource(resource);
    // A request for a namespace counts as made in that namespace, so that a Role there can grant it.
    if (builtIn?.clusterScoped !== true || resource.split('/')[0] === 'namespaces') return;
    if (apiGroups?.some((group) => group !== builtIn.apiGroup) !== true) problems.at(index).report('access/not-in-namespace', { resource });
  });
}

/** The groups of resources of Kubernetes itself, each once. */
function groupsOf(resources: readonly string[], problems: Problems): readonly string[] {
  const groups = new Set<string>();
  resources.forEach((resource, index) => {
    const group = resource === '*' ? '*' : builtInResource(resource)?.apiGroup;
    if (group === undefined) problems.at(index).report('access/unknown-resource', { resource, nearest: nearest(resource, builtInResourceNames) });
    else groups.add(group);
  });
  return [...groups];
}

/** The Role of a model. */
export function roleObject({ rules, metadata }: RoleModel, identity: Identity, problems: Problems): Role {
  return { apiVersion: rbac, kind: 'Role', metadata: metadataFields(identity, metadata, problems), ...(rules === undefined ? undefined : { rules }) };
}

/** The ClusterRole of a model. */
export function clusterRoleObject({ rules, aggregate, metadata }: RoleModel, name: string, problems: Problems): ClusterRole {
  return {
    apiVersion: rbac, kind: 'ClusterRole', metadata: metadataFields({ name }, metadata, problems),
    ...(aggregate === undefined ? undefined : { aggregationRule: aggregate }),
    ...(rules === undefined ? undefined : { rules }),
  };
}

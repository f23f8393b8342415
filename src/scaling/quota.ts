import type { ResourceQuota, ResourceQuotaSpec, ScopedResourceSelectorRequirement } from '../../generated/kubernetes';
import { checkFields, checkMap, checkOneOf, entriesOf, type PlainMap } from '../core/checks';
import { type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import { brokenQualifiedName, checkName, dnsSubdomain } from '../core/names';
import type { Problems } from '../core/problems';
import { checkQuantity, type Quantity, quantityValue } from '../core/quantity';
import { itemsOf, readList } from '../core/read-field';

/** What restricts a quota to some pods or claims. */
export type QuotaScope =
  | 'Terminating' | 'NotTerminating' | 'BestEffort' | 'NotBestEffort' | 'PriorityClass' | 'CrossNamespacePodAffinity' | 'VolumeAttributesClass';

/** A scope with a condition. */
export interface QuotaScopeProps {
  /** The scope. */
  readonly scopeName: QuotaScope;
  /** How it is compared with the values. */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** Values to compare with, one at least. @default - none, as `Exists` and `DoesNotExist` want it */
  readonly values?: readonly string[] | undefined;
}

/**
 * How much all objects of a namespace may use together.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export interface ResourceQuotaProps extends MetadataProps {
  /**
   * Most of each resource: `requests.cpu`, `limits.memory`, `requests.storage`, `requests.nvidia.com/gpu`, `pods`,
   * `services.loadbalancers`, `count/deployments.apps` …
   */
  readonly hard: { readonly [resource: string]: Quantity };
  /** Counts only what all these scopes are for. @default - everything */
  readonly scopes?: readonly QuotaScope[] | undefined;
  /** Scopes with conditions, such as a priority class. @default - none */
  readonly scopeSelector?: readonly QuotaScopeProps[] | undefined;
}

/** A quota after normalization. */
export interface ResourceQuotaModel {
  readonly spec: ResourceQuotaSpec;
  readonly metadata: MetadataProps;
}

/** Every field of `ResourceQuotaProps`, and what the construct adds. */
export const resourceQuotaFieldNames: ReadonlySet<string> = new Set([
  'hard', 'scopes', 'scopeSelector', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'name', 'override',
]);
const scopeFields: ReadonlySet<string> = new Set(['scopeName', 'operator', 'values']);
const scopeNames = [
  'Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'PriorityClass', 'CrossNamespacePodAffinity', 'VolumeAttributesClass',
] as const;
const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;
const computed = ['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];
const counted = [
  'pods', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers',
];
const standard: ReadonlySet<string> = new Set([
  ...computed, ...counted, 'ephemeral-storage', 'requests.ephemeral-storage', 'limits.ephemeral-storage', 'requests.storage',
]);
const countedSet: ReadonlySet<string> = new Set(counted);
const hugePages = /^(requests\.)?hugepages-/;
/** The standard resources that each scope can limit. Those of other groups can be limited by every scope. */
const limitedBy: { readonly [S in QuotaScope]: ReadonlySet<string> } = {
  Terminating: new Set(['pods', ...computed]),
  NotTerminating: new Set(['pods', ...computed]),
  NotBestEffort: new Set(['pods', ...computed]),
  PriorityClass: new Set(['pods', ...computed]),
  CrossNamespacePodAffinity: new Set(['pods', ...computed]),
  BestEffort: new Set(['pods']),
  VolumeAttributesClass: new Set(['persistentvolumeclaims', 'requests.storage']),
};
const excluding: readonly (readonly [QuotaScope, QuotaScope])[] = [['BestEffort', 'NotBestEffort'], ['Terminating', 'NotTerminating']];

/** Brings a quota into its full form and reports what the API server refuses. */
export function normalizeResourceQuota(input: ResourceQuotaProps, problems: Problems): ResourceQuotaModel {
  const props: PlainMap = checkMap(problems, input) ? input : {};
  checkFields(problems, props, resourceQuotaFieldNames);
  const hard = hardOf(props['hard'], problems.at('hard'));
  const scopes = readList(problems, props, 'scopes', checkScope) ?? [];
  checkScopes(problems.at('scopes'), scopes, hard);
  const place = problems.at('scopeSelector');
  const matchExpressions = itemsOf(place, props['scopeSelector']).flatMap(([item, at]) => requirementOf(item, at) ?? []);
  checkScopes(place, matchExpressions.map(({ scopeName }) => scopeName), hard);
  return {
    spec: {
      hard,
      ...(scopes.length === 0 ? undefined : { scopes }),
      ...(matchExpressions.length === 0 ? undefined : { scopeSelector: { matchExpressions } }),
    },
    metadata: input,
  };
}

/** The ResourceQuota of a model. */
export function resourceQuotaObject({ spec, metadata }: ResourceQuotaModel, identity: Identity, problems: Problems): ResourceQuota {
  return { apiVersion: 'v1', kind: 'ResourceQuota', metadata: metadataFields(identity, metadata, problems), spec };
}

function hardOf(input: unknown, problems: Problems): { [resource: string]: Quantity } {
  const hard: { [resource: string]: Quantity } = {};
  if (input === undefined) problems.report('value/missing', { field: 'hard' });
  else if (checkMap(problems, input, 'a map of resource to quantity')) {
    for (const [resource, amount] of entriesOf(problems, input)) {
      const place = problems.at(resource);
      if (!checkQuotaResource(place, resource) || !checkQuantity(place, amount)) continue;
      if (isCount(resource) && quantityValue(amount)! % 1_000_000_000n !== 0n) place.report('quota/not-countable', { resource, found: amount });
      else hard[resource] = amount;
    }
  }
  return hard;
}

function checkQuotaResource(problems: Problems, resource: string): boolean {
  if (standard.has(resource) || hugePages.test(resource)) return true;
  const expected = `a standard resource (${counted.slice(0, 3).join(', ')}, requests.cpu, limits.memory …), count/<resources>.<group> or one with a group such as requests.nvidia.com/gpu`;
  if (!resource.includes('/')) problems.report('quota/unknown-resource', { found: resource, expected });
  else {
    const rule = brokenQualifiedName(resource);
    if (rule === undefined) return true;
    problems.report('label/invalid-key', { found: resource, rule });
  }
  return false;
}

/** Objects and what has a group of its own (devices, storage classes) come in whole numbers. */
function isCount(resource: string): boolean {
  return countedSet.has(resource) || (resource.includes('/') && !resource.startsWith('requests.') && !resource.includes('kubernetes.io/'));
}

function checkScopes(problems: Problems, scopes: readonly QuotaScope[], hard: { readonly [resource: string]: Quantity }): void {
  for (const pair of excluding) if (pair.every((scope) => scopes.includes(scope))) problems.report('quota/scope-clash', { scopes: pair });
  for (const scope of new Set(scopes)) {
    for (const resource of Object.keys(hard)) {
      const limited = standard.has(resource) || hugePages.test(resource);
      if (limited && !limitedBy[scope].has(resource)) problems.report('quota/scope-resource', { scope, resource });
    }
  }
}

function requirementOf(input: unknown, problems: Problems): ScopedResourceSelectorRequirement | undefined {
  if (!checkMap(problems, input, 'a map with scopeName, operator and values')) return undefined;
  checkFields(problems, input, scopeFields);
  const { scopeName, operator } = input;
  if (!checkScope(problems.at('scopeName'), scopeName) || !checkOneOf(problems.at('operator'), operator, operators)) return undefined;
  const withValues = scopeName === 'PriorityClass' || scopeName === 'VolumeAttributesClass';
  if (!withValues && operator !== 'Exists') {
    problems.at('operator').report('value/not-one-of', { expected: ['Exists'], found: operator });
    return undefined;
  }
  const values = readList(problems, input, 'values', checkClassName);
  const wanted = operator === 'In' || operator === 'NotIn';
  if (wanted !== (values !== undefined && values.length > 0)) {
    problems.at('values').report('selector/values', { operator, expected: wanted ? 'at least one value' : 'no values', count: values?.length ?? 0 });
    return undefined;
  }
  return { scopeName, operator, ...(wanted ? { values } : undefined) };
}

function checkScope(problems: Problems, value: unknown): value is QuotaScope {
  return checkOneOf(problems, value, scopeNames);
}

function checkClassName(problems: Problems, value: unknown): value is string {
  return checkName(problems, dnsSubdomain, 'class name', value);
}

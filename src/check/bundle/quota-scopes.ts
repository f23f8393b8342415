import type { PodAffinityTerm, PriorityClass, ResourceQuotaSpec } from '../../../generated/kubernetes';
import type { PodSource } from '../graph/pods';
import { each, type Fields, fields, isMap, list } from '../graph/read';
import { amountsOf, podDemand } from './amounts';
import { type Bundle, read } from './bundle';

/** One condition on the objects that a quota counts. */
interface QuotaScope {
  readonly scopeName: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** What a quota counts; none: everything. */
export type QuotaScopes = readonly QuotaScope[];

/** The scopes of a quota, in both of their forms. */
export function scopesOf({ scopes, scopeSelector }: Fields<ResourceQuotaSpec>): QuotaScopes {
  const found: QuotaScope[] = list<string>(scopes).map((scopeName) => ({ scopeName: String(scopeName), operator: 'Exists', values: [] }));
  each(fields(scopeSelector).matchExpressions, ({ scopeName, operator, values }) => {
    found.push({ scopeName: String(scopeName), operator: String(operator), values: list(values) });
  });
  return found;
}

/** Whether a quota counts pods. */
export function isInScope(bundle: Bundle, pods: PodSource, scopes: QuotaScopes): boolean {
  return scopes.every((scope) => fits(bundle, pods, scope));
}

function fits(bundle: Bundle, pods: PodSource, { scopeName, operator, values }: QuotaScope): boolean {
  const { spec } = pods;
  switch (scopeName) {
    case 'Terminating': return typeof spec.activeDeadlineSeconds === 'number';
    case 'NotTerminating': return typeof spec.activeDeadlineSeconds !== 'number';
    case 'BestEffort': return isBestEffort(bundle, pods);
    case 'NotBestEffort': return !isBestEffort(bundle, pods);
    case 'CrossNamespacePodAffinity': return usesOtherNamespaces(pods);
    case 'PriorityClass': {
      const name = spec.priorityClassName || defaultPriorityClass(bundle);
      if (operator === 'Exists') return name !== undefined;
      if (operator === 'DoesNotExist') return name === undefined;
      return operator === 'In' ? name !== undefined && values.includes(name) : name === undefined || !values.includes(name);
    }
    default: return false;
  }
}

function isBestEffort(bundle: Bundle, pods: PodSource): boolean {
  const { containers } = podDemand(bundle, pods);
  const asks = (amounts: ReadonlyMap<string, bigint>): boolean => (amounts.get('cpu') ?? 0n) > 0n || (amounts.get('memory') ?? 0n) > 0n;
  const { resources } = pods.spec;
  // Where the pod speaks for all of its containers, even by saying nothing, they are not asked.
  if (bundle.minor >= 34 && isMap(resources)) return !asks(amountsOf(resources.requests)) && !asks(amountsOf(resources.limits));
  return !containers.some(({ requests, limits }) => asks(requests) || asks(limits));
}

function usesOtherNamespaces({ spec }: PodSource): boolean {
  let found = false;
  const look = (term: Fields<PodAffinityTerm>): void => {
    found ||= list(term.namespaces).length > 0 || isMap(term.namespaceSelector);
  };
  for (const kind of ['podAffinity', 'podAntiAffinity'] as const) {
    const affinity = fields(fields(spec.affinity)[kind]);
    each(affinity.requiredDuringSchedulingIgnoredDuringExecution, look);
    each(affinity.preferredDuringSchedulingIgnoredDuringExecution, ({ podAffinityTerm }) => look(fields(podAffinityTerm)));
  }
  return found;
}

/** The class of pods that name none: of several, that with the least value. */
export function defaultPriorityClass(bundle: Bundle): string | undefined {
  return bundle.once(defaultPriorityClass, () => {
    let found: { name: string; value: number } | undefined;
    for (const node of bundle.graph.index.ofKind('scheduling.k8s.io/PriorityClass')) {
      const { globalDefault, value } = read<PriorityClass>(node);
      if (globalDefault === true && typeof value === 'number' && (found === undefined || value < found.value)) found = { name: node.id.name, value };
    }
    return found?.name;
  });
}

import type { NodeSelector, NodeSelectorRequirement, PodSpec } from '../../../generated/kubernetes';
import { each, type Fields, fields, isMap, list, texts } from '../graph/read';

/** Conditions on the labels of a node, all of which must hold. */
export type NodeTerm = readonly NodeSelectorRequirement[];

/** The terms of a selector of nodes, of which one must hold; a term without conditions holds for no node. */
export function nodeTerms(selector: NodeSelector | undefined): NodeTerm[] | undefined {
  if (!isMap(selector)) return undefined;
  const terms: NodeTerm[] = [];
  each(selector.nodeSelectorTerms, ({ matchExpressions, matchFields }) => {
    const conditions = list(matchExpressions).filter(isMap);
    if (conditions.length > 0 || list(matchFields).length > 0) terms.push(conditions);
  });
  return terms;
}

/** What pods ask of their node; nothing where they run on any. */
export function podNodeTerms(spec: Fields<PodSpec>): NodeTerm[] | undefined {
  const labels = texts(spec.nodeSelector);
  const own: NodeTerm = Object.keys(labels).map((key) => ({ key, operator: 'In', values: [labels[key]!] }));
  const terms = nodeTerms(fields(fields(spec.affinity).nodeAffinity).requiredDuringSchedulingIgnoredDuringExecution);
  if (terms === undefined || terms.length === 0) return own.length === 0 ? undefined : [own];
  return terms.map((term) => [...own, ...term]);
}

/** Two conditions that no node fulfils both. */
export interface NodeConflict {
  readonly one: string;
  readonly other: string;
}

/** Why no node fulfils a term of the one and a term of the other list; `undefined` where one may. */
export function nodeConflict(some: readonly NodeTerm[], others: readonly NodeTerm[]): NodeConflict | undefined {
  let first: NodeConflict | undefined;
  for (const one of some) {
    for (const other of others) {
      const conflict = termConflict(one, other);
      if (conflict === undefined) return undefined;
      first ??= conflict;
    }
  }
  return first;
}

function termConflict(some: NodeTerm, others: NodeTerm): NodeConflict | undefined {
  for (const one of some) {
    for (const other of others) {
      if (one.key === other.key && excludeEachOther(one, other)) return { one: words(one), other: words(other) };
    }
  }
  return undefined;
}

function excludeEachOther(one: NodeSelectorRequirement, other: NodeSelectorRequirement): boolean {
  const values = one.operator === 'In' ? list(one.values) : undefined;
  if (values === undefined) {
    if (other.operator === 'In') return excludeEachOther(other, one);
    const exists = (operator: unknown): boolean => operator === 'Exists' || operator === 'Gt' || operator === 'Lt';
    return (one.operator === 'DoesNotExist' && exists(other.operator)) || (other.operator === 'DoesNotExist' && exists(one.operator));
  }
  return !values.some((value) => fulfils(value, other));
}

function fulfils(value: string, { operator, values }: NodeSelectorRequirement): boolean {
  switch (operator) {
    case 'In': return list(values).includes(value);
    case 'NotIn': return !list(values).includes(value);
    case 'DoesNotExist': return false;
    case 'Gt': return Number(value) > Number(list(values)[0]);
    case 'Lt': return Number(value) < Number(list(values)[0]);
    default: return true;
  }
}

function words({ key, operator, values }: NodeSelectorRequirement): string {
  const all = list(values);
  if (operator === 'In' && all.length === 1) return `${key}=${all[0]!}`;
  return all.length === 0 ? `${key} ${operator}` : `${key} ${operator} (${all.slice(0, 5).join(', ')})`;
}

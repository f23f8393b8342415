import { dataText } from '../../core/data-text';
import type { LabelSelector, LabelSelectorRequirement, StatefulSet } from '../../../generated/kubernetes';
import type { PodSource } from './pods';
import { fields, isMap, list, type Texts, texts } from './read';

/** How many comparisons of labels a graph makes at most, for input that was made to have no end. */
const mostComparisons = 2_000_000;

type ByValue = Map<string, PodSource[]>;

interface NamespaceIndex {
  readonly all: PodSource[];
  readonly pairs: Map<string, ByValue>;
  readonly found: Map<string, readonly PodSource[]>;
}

/**
 * Finds pods by their labels. A selector looks only at the pods that have the rarest of the labels it asks for, so that
 * thousands of selectors over thousands of pods take no longer than the answers are long.
 */
export class LabelIndex {
  private readonly namespaces = new Map<string, NamespaceIndex>();
  private comparisons = 0;

  constructor(pods: readonly PodSource[]) {
    for (const one of pods) this.add(one);
  }

  /** Whether some selectors were not looked at, since there were too many. */
  get isIncomplete(): boolean {
    return this.comparisons > mostComparisons;
  }

  /** All pods of a namespace. */
  inNamespace(namespace: string): readonly PodSource[] {
    return this.namespaces.get(namespace)?.all ?? [];
  }

  /** The pods of a namespace that a selector matches; one without any condition matches all of them. */
  select(namespace: string, selector: LabelSelector): readonly PodSource[] {
    const index = this.namespaces.get(namespace);
    if (index === undefined || this.isIncomplete) return [];
    const wanted = texts(selector.matchLabels);
    const expressions = list(selector.matchExpressions).filter(isMap);
    const key = selectorKey(wanted, expressions);
    let found = index.found.get(key);
    if (found === undefined) index.found.set(key, (found = this.search(index, wanted, expressions)));
    return found;
  }

  private search(index: NamespaceIndex, wanted: Texts, expressions: readonly LabelSelectorRequirement[]): readonly PodSource[] {
    const [pod, rest] = podLabels.some((label) => wanted[label] !== undefined) ? withoutPodLabels(wanted) : [undefined, wanted];
    const candidates = candidatesFor(index, rest, expressions);
    this.comparisons += candidates.length;
    if (this.isIncomplete) return [];
    return candidates.filter((source) => labelsFulfil(source.labels, rest, expressions) && (pod === undefined || hasPod(source, pod)));
  }

  private add(pod: PodSource): void {
    let index = this.namespaces.get(pod.namespace);
    if (index === undefined) {
      index = { all: [], pairs: new Map<string, ByValue>(), found: new Map<string, readonly PodSource[]>() };
      this.namespaces.set(pod.namespace, index);
    }
    index.all.push(pod);
    for (const key of Object.keys(pod.labels)) {
      let values = index.pairs.get(key);
      if (values === undefined) index.pairs.set(key, (values = new Map<string, PodSource[]>()));
      const value = pod.labels[key]!;
      const pods = values.get(value);
      if (pods === undefined) values.set(value, [pod]);
      else pods.push(pod);
    }
  }
}

const nobody: readonly PodSource[] = [];

/** Labels that the controller of StatefulSets gives each pod, so that a Service can lead to one of them. */
const podLabels = ['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index'] as const;

type PodLabels = Partial<Record<(typeof podLabels)[number], string>>;

function withoutPodLabels(wanted: Texts): [PodLabels, Texts] {
  const { [podLabels[0]]: name, [podLabels[1]]: index, ...rest } = wanted;
  return [{ ...(name === undefined ? undefined : { [podLabels[0]]: name }), ...(index === undefined ? undefined : { [podLabels[1]]: index }) }, rest];
}

/** Whether one of the pods has such labels: those of a StatefulSet get them, others may bring them along. */
function hasPod({ kind, node, labels, replicas }: PodSource, wanted: PodLabels): boolean {
  if (kind !== 'apps/StatefulSet') return labelsFulfil(labels, wanted, []);
  const { [podLabels[0]]: name, [podLabels[1]]: index } = wanted;
  const start = ordinalStart(node.manifest);
  return Array.from({ length: Math.min(replicas ?? 1, mostPods) }, (_, count) => start + count)
    .some((ordinal) => (name === undefined || name === `${node.id.name}-${ordinal}`) && (index === undefined || index === String(ordinal)));
}

/** More than any StatefulSet has. */
const mostPods = 10_000;

function ordinalStart(manifest: unknown): number {
  const { start } = fields(fields((fields(manifest as StatefulSet)).spec).ordinals);
  return typeof start === 'number' ? start : 0;
}

/** The fewest pods among which all those are that the selector matches. */
function candidatesFor({ all, pairs }: NamespaceIndex, wanted: Texts, expressions: readonly LabelSelectorRequirement[]): readonly PodSource[] {
  let best: readonly PodSource[] = all;
  for (const key of Object.keys(wanted)) {
    const pods = pairs.get(key)?.get(wanted[key]!) ?? nobody;
    if (pods.length < best.length) best = pods;
  }
  for (const { key, operator, values } of expressions) {
    if (operator !== 'In' && operator !== 'Exists') continue;
    const byValue = pairs.get(key);
    if (byValue === undefined) return nobody;
    const lists = operator === 'Exists' ? [...byValue.values()] : [...new Set(list(values))].map((value) => byValue.get(value) ?? nobody);
    let count = 0;
    for (const pods of lists) count += pods.length;
    if (count < best.length) best = lists.flat();
  }
  return best;
}

/** Whether labels fulfil a selector. */
export function selects(selector: LabelSelector, labels: Texts): boolean {
  return labelsFulfil(labels, texts(selector.matchLabels), list(selector.matchExpressions).filter(isMap));
}

function labelsFulfil(labels: Texts, wanted: Texts, expressions: readonly LabelSelectorRequirement[]): boolean {
  for (const key of Object.keys(wanted)) {
    if (!Object.hasOwn(labels, key) || labels[key] !== wanted[key]) return false;
  }
  for (const { key, operator, values } of expressions) {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    const among = value !== undefined && list(values).includes(value);
    const well = operator === 'In' ? among : operator === 'NotIn' ? !among : operator === 'Exists' ? value !== undefined : value === undefined;
    if (!well) return false;
  }
  return true;
}

/** One text for each selector; the order of its conditions may differ. */
function selectorKey(wanted: Texts, expressions: readonly LabelSelectorRequirement[]): string {
  let key = '';
  for (const label of Object.keys(wanted)) key += `${label}=${wanted[label]!},`;
  return expressions.length === 0 ? key : key + dataText(expressions);
}

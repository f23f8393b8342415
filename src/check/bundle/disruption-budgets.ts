import { dataText } from '../../core/data-text';
import type { PodDisruptionBudget } from '../../../generated/kubernetes';
import type { ObjectNode } from '../graph/node';
import type { PodSource } from '../graph/pods';
import { fields, isMap, list, texts } from '../graph/read';
import { type Bundle, read } from './bundle';
import { mayBeMade } from './made-pods';
import { shareOf } from './shares';
import { workloadSize } from './workload-size';

/** Which pods budgets protect, and whether they allow anything. */
export function disruptionBudgetRule(bundle: Bundle): void {
  const budgets = new Map<PodSource, ObjectNode>();
  for (const [node, { spec }] of bundle.ofKind<PodDisruptionBudget>('policy/PodDisruptionBudget')) {
    const { selector } = fields(spec);
    if (!isMap(selector)) continue;
    // In policy/v1 an empty selector matches all pods, in v1beta1 it matched none.
    const pods = bundle.graph.select(node.namespace, selector);
    const all = Object.keys(texts(selector.matchLabels)).length === 0 && list(selector.matchExpressions).length === 0;
    if (pods.length === 0) {
      if (!all && !bundle.graph.labels.isIncomplete && !mayBeMade(bundle, node.namespace, texts(selector.matchLabels))) bundle.report(node, 'disruption-budget/no-pods', {}, '/spec/selector');
      continue;
    }
    checkOverlap(bundle, node, pods, budgets);
    checkRule(bundle, node, pods.filter(({ kind }) => !kind.startsWith('batch/')));
  }
}

/** Said once for two budgets, at the second. */
function checkOverlap(bundle: Bundle, node: ObjectNode, pods: readonly PodSource[], budgets: Map<PodSource, ObjectNode>): void {
  let said = false;
  for (const one of pods) {
    const other = budgets.get(one);
    if (other === undefined) budgets.set(one, node);
    else if (!said) {
      said = true;
      bundle.report(node, 'disruption-budget/overlap', { other: other.id.name, workload: one.node.id }, '/spec/selector');
    }
  }
}

function checkRule(bundle: Bundle, node: ObjectNode, pods: readonly PodSource[]): void {
  const { minAvailable, maxUnavailable } = fields(read<PodDisruptionBudget>(node).spec);
  if (pods.length === 0) return;
  const field = maxUnavailable !== undefined ? 'maxUnavailable' : 'minAvailable';
  const value = maxUnavailable ?? minAvailable;
  if (value === undefined || value === null) return;
  const rule = `${field} ${dataText(value)}`;
  if (field === 'maxUnavailable' || typeof value === 'string') {
    // Without a workload, a pod on its own does not count, and nothing of it may be evicted.
    const unknown = pods.find(({ kind }) => kind === '/Pod' || kind === 'apps/DaemonSet');
    if (unknown !== undefined) {
      bundle.report(node, 'disruption-budget/no-scale', { workload: unknown.node.id, rule }, `/spec/${field}`);
      return;
    }
  }
  // An autoscaler may run more; with its fewest pods a node must be drained as well.
  let count = 0;
  for (const one of pods) {
    const size = workloadSize(bundle, one);
    if (size.onEachNode) return;
    count += size.atLeast;
  }
  if (count > 0 && allowed(field, value, count) <= 0) bundle.report(node, 'disruption-budget/zero', { rule, count }, `/spec/${field}`);
}

/** How many of so many healthy pods may be evicted: shares are rounded up on both sides. */
function allowed(field: 'minAvailable' | 'maxUnavailable', value: string | number, count: number): number {
  return field === 'maxUnavailable' ? shareOf(value, count, 'up') : count - shareOf(value, count, 'up');
}

import { graph } from '../../check/graph/graph';
import type { PlanChange } from '../types';
import type { Pair } from '../match';
import { staleConfig } from './config';
import { orderOf } from './order';
import { surgeOverQuota } from './quota';
import { lostReferences } from './references';
import { runbookOf } from './runbook';
import { blockingBudgets, deadlocks, fightingAutoscalers, otherPods } from './selection';
import { type ConsequenceRule, type Part, SideGraph, Situation } from './situation';
import type { Consequence, OrderStep, RunbookStep } from '../types';

const rules: readonly ConsequenceRule[] = [
  lostReferences, otherPods, staleConfig, fightingAutoscalers, deadlocks, surgeOverQuota, blockingBudgets,
];

/** What follows from the changes of the objects of one cluster, beyond those objects. */
export interface Aftermath {
  readonly consequences: readonly Consequence[];
  readonly order: readonly OrderStep[];
  readonly runbook: readonly RunbookStep[];
}

const severities = ['error', 'warning', 'info'];

/** Looks at all objects of a cluster together, before and after. */
export function aftermathOf(pairs: readonly Pair[], changes: ReadonlyMap<Pair, PlanChange>): Aftermath {
  const parts = pairs.map((pair): Part => ({ pair, change: changes.get(pair) }));
  const before = new SideGraph(graph(pairs.flatMap(({ from }) => from?.manifest ?? [])));
  const after = new SideGraph(graph(pairs.flatMap(({ to }) => to?.manifest ?? [])));
  const situation = new Situation(parts, before, after);
  for (const rule of rules) rule(situation);
  const consequences = [...situation.consequences].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  return { consequences, order: orderOf(situation), runbook: runbookOf(situation) };
}

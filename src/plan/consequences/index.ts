import { graph } from '../../check/graph/graph';
import type { PlanChange } from '../types';
import type { ScalingOfSides } from '../effects/scaling';
import type { Pair } from '../match';
import { staleConfig } from './config';
import { orderOf } from './order';
import { surgeOverQuota } from './quota';
import { lostReferences } from './references';
import { runbookOf } from './runbook';
import { blockingBudgets, deadlocks, fightingAutoscalers } from './selection';
import { services } from './services';
import { type ConsequenceRule, isRefused, type Part, SideGraph, Situation } from './situation';
import type { Consequence, OrderStep, RunbookStep } from '../types';

const rules: readonly ConsequenceRule[] = [
  lostReferences, services, staleConfig, fightingAutoscalers, deadlocks, surgeOverQuota, blockingBudgets,
];

/** What follows from the changes of the objects of one cluster, beyond those objects. */
export interface Aftermath {
  readonly consequences: readonly Consequence[];
  readonly order: readonly OrderStep[];
  readonly runbook: readonly RunbookStep[];
}

const severities = ['error', 'warning', 'info'];

/** Looks at all objects of a cluster together, before and after. */
export function aftermathOf(pairs: readonly Pair[], changes: ReadonlyMap<Pair, PlanChange>, scaling: ScalingOfSides): Aftermath {
  const parts = pairs.map((pair): Part => {
    const change = changes.get(pair);
    return { pair, change, then: isRefused(change) ? pair.from : pair.to };
  });
  const cluster = (pairs[0]?.to ?? pairs[0]?.from)?.input.cluster;
  const within = cluster === undefined ? {} : { cluster };
  const before = new SideGraph(graph(pairs.flatMap(({ from }) => from?.manifest ?? [])));
  const after = new SideGraph(graph(parts.flatMap(({ then }) => then?.manifest ?? [])));
  const situation = new Situation(parts, before, after, scaling, within);
  for (const rule of rules) rule(situation);
  const consequences = [...situation.consequences].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const order = orderOf(situation).map((step) => ({ ...step, ...within }));
  return { consequences, order, runbook: runbookOf(situation).map((step) => ({ ...step, ...within })) };
}

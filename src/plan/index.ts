import type { CheckInput } from '../check';
import type { Plan, PlanOptions } from './types';

export type { ConsequenceCode, ReasonCode } from './codes';
export type { Effect } from './effect';
export type { Acknowledgement, Consequence, OrderStep, Plan, PlanChange, PlanOptions, Reason, RunbookStep } from './types';

/**
 * Says what applying new objects does to a cluster that runs the old ones: which updates the API server refuses, which pods are
 * replaced, which data is in danger, and what follows for other objects: what `kubeloom plan` does, as a function. Exact about the
 * rules of the server, careful about data.
 *
 * ```ts
 * const { changes } = plan(inputsOf(before), inputsOf(after));
 * changes.filter(({ effect }) => effect === 'refused');
 * ```
 *
 * Never throws for what is wrong with an object.
 * @param base the objects that the cluster runs
 * @param next the objects that are going to be applied
 * @see https://kubernetes.io/docs/concepts/workloads/management/
 */
export function plan(base: readonly CheckInput[], next: readonly CheckInput[], options: PlanOptions = {}): Plan {
  // Loaded when somebody asks: a program that only defines objects does not wait for it.
  return (require('./plan') as typeof import('./plan')).plan(base, next, options);
}

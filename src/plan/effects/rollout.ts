import { at, textAt, type Update } from '../update/update';

/** Says what becomes of the pods of a workload whose template changed; reported once for each field that changed. */
export type RolloutOf = (update: Update, path: readonly string[]) => void;

/** Reports a code for everything that changed in the template. */
function forEachChange(update: Update, path: readonly string[], report: (change: ReturnType<Update['below']>[number]) => void): void {
  for (const change of update.below(path)) report(change);
}

/** The number of replicas, where the manifest says it: a workload with an autoscaler leaves it out. */
export function replicasOf(workload: unknown): number | undefined {
  const replicas = at(workload, 'spec', 'replicas');
  return typeof replicas === 'number' ? replicas : undefined;
}

/** A number or a percentage as words. */
function countOrPercent(value: unknown): string {
  return typeof value === 'string' ? value : String(Number(value));
}

/** A number or a percentage of the replicas. */
export function amountOf(value: unknown, of: number, round: 'up' | 'down'): number {
  if (typeof value !== 'string' || !value.endsWith('%')) return Number(value ?? 0);
  const exact = (Number.parseInt(value, 10) * of) / 100;
  return round === 'up' ? Math.ceil(exact) : Math.floor(exact);
}

export const rolloutOfDeployment: RolloutOf = (update, path) => {
  const { id, to } = update;
  const replicas = replicasOf(to);
  const recreates = textAt(to, 'spec', 'strategy', 'type') === 'Recreate';
  const rolling = at(to, 'spec', 'strategy', 'rollingUpdate');
  const [surge, unavailable] = ['maxSurge', 'maxUnavailable'].map((field) => countOrPercent(at(rolling, field) ?? '25%')) as [string, string];
  const gap = replicas === 1 && amountOf(unavailable, 1, 'down') > 0;
  forEachChange(update, path, (change) => {
    if (at(to, 'spec', 'paused') === true) update.reportChange(change, 'pods/paused', { id });
    else if (replicas === 0) update.reportChange(change, 'pods/none', { id });
    else if (recreates) update.reportChange(change, 'pods/recreated', { id, replicas });
    else if (gap) update.reportChange(change, 'pods/rolling-with-gap', { id, unavailable });
    else update.reportChange(change, 'pods/rolling', { id, replicas, surge, unavailable });
  });
};

export const rolloutOfStatefulSet: RolloutOf = (update, path) => {
  const { id, to } = update;
  const replicas = replicasOf(to);
  const start = Number(at(to, 'spec', 'ordinals', 'start') ?? 0);
  const partition = Number(at(to, 'spec', 'updateStrategy', 'rollingUpdate', 'partition') ?? 0);
  const unavailable = countOrPercent(at(to, 'spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable') ?? 1);
  forEachChange(update, path, (change) => {
    if (replicas === 0) update.reportChange(change, 'pods/none', { id });
    else if (textAt(to, 'spec', 'updateStrategy', 'type') === 'OnDelete') update.reportChange(change, 'pods/wait-for-deletion', { id });
    else if (replicas !== undefined && partition >= replicas) update.reportChange(change, 'pods/partition', { id, partition });
    else update.reportChange(change, 'pods/ordered', { id, replicas, from: start + (replicas ?? 1) - 1, partition: start + partition, unavailable });
  });
};

export const rolloutOfDaemonSet: RolloutOf = (update, path) => {
  const { id, to } = update;
  const strategy = at(to, 'spec', 'updateStrategy');
  const surge = countOrPercent(at(strategy, 'rollingUpdate', 'maxSurge') ?? 0);
  const unavailable = countOrPercent(at(strategy, 'rollingUpdate', 'maxUnavailable') ?? 1);
  forEachChange(update, path, (change) => {
    if (textAt(strategy, 'type') === 'OnDelete') update.reportChange(change, 'pods/wait-for-deletion', { id });
    else update.reportChange(change, 'pods/nodes', { id, surge, unavailable });
  });
};

/** Controllers that make pods of the template but never replace one. */
export const rolloutOfNone: RolloutOf = (update, path) => {
  const { id, to } = update;
  forEachChange(update, path, (change) => {
    if (replicasOf(to) === 0) update.reportChange(change, 'pods/none', { id });
    else update.reportChange(change, 'pods/future', { id });
  });
};

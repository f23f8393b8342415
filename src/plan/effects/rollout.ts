import { at, textAt, type Update } from '../update/update';
import { rollingAmounts } from './scaling';

/** Says what becomes of the pods of a workload whose template changed; reported once for each field that changed. */
export type RolloutOf = (update: Update, path: readonly string[]) => void;

/** Reports a code for everything that changed in the template. */
function forEachChange(update: Update, path: readonly string[], report: (change: ReturnType<Update['below']>[number]) => void): void {
  // What the server refuses replaces nothing.
  for (const change of update.below(path)) if (!update.isRefused(change)) report(change);
}

/** A number or a percentage as words. */
function countOrPercent(value: unknown): string {
  return typeof value === 'string' ? value : String(Number(value));
}

export const rolloutOfDeployment: RolloutOf = (update, path) => {
  const { id, to, pods } = update;
  const recreates = textAt(to, 'spec', 'strategy', 'type') === 'Recreate';
  const rolling = at(to, 'spec', 'strategy', 'rollingUpdate');
  const [surge, unavailable] = ['maxSurge', 'maxUnavailable'].map((field) => countOrPercent(at(rolling, field) ?? '25%')) as [string, string];
  const amounts = rollingAmounts(to, pods.to.most);
  forEachChange(update, path, (change) => {
    if (at(to, 'spec', 'paused') === true) update.reportChange(change, 'pods/paused', { id });
    else if (hasNone(update)) update.reportChange(change, 'pods/none', { id });
    else if (recreates) update.reportChange(change, 'pods/recreated', { id, pods: pods.to });
    else if (pods.to.most === 1 && amounts.unavailable > 0) update.reportChange(change, 'pods/rolling-with-gap', { id, surge, unavailable });
    else update.reportChange(change, 'pods/rolling', { id, pods: pods.to, surge, unavailable, amounts });
  });
};

/** Whether there are no pods to replace, before the change or after it. */
function hasNone({ pods }: Update): boolean {
  return pods.from.most === 0 || pods.to.most === 0;
}

/** The labels that find the pods of a workload, as kubectl takes them. */
function labelsOf(workload: unknown): string {
  return Object.entries(at(workload, 'spec', 'selector', 'matchLabels') ?? {}).map(([key, value]) => `${key}=${String(value)}`).join(',');
}

export const rolloutOfStatefulSet: RolloutOf = (update, path) => {
  const { id, to, pods } = update;
  const start = Number(at(to, 'spec', 'ordinals', 'start') ?? 0);
  const partition = Number(at(to, 'spec', 'updateStrategy', 'rollingUpdate', 'partition') ?? 0);
  const unavailable = countOrPercent(at(to, 'spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable') ?? 1);
  // Pods that come or go with the number of replicas are not replaced.
  const kept = { least: Math.min(pods.from.least, pods.to.least), most: Math.min(pods.from.most, pods.to.most) };
  forEachChange(update, path, (change) => {
    if (hasNone(update)) update.reportChange(change, 'pods/none', { id });
    else if (textAt(to, 'spec', 'updateStrategy', 'type') === 'OnDelete') update.reportChange(change, 'pods/wait-for-deletion', { id, labels: labelsOf(to) });
    else if (partition >= kept.most) update.reportChange(change, 'pods/partition', { id, partition });
    else update.reportChange(change, 'pods/ordered', { id, pods: kept, start, partition: start + partition, unavailable });
  });
};

export const rolloutOfDaemonSet: RolloutOf = (update, path) => {
  const { id, to } = update;
  const strategy = at(to, 'spec', 'updateStrategy');
  const surge = countOrPercent(at(strategy, 'rollingUpdate', 'maxSurge') ?? 0);
  const unavailable = countOrPercent(at(strategy, 'rollingUpdate', 'maxUnavailable') ?? 1);
  forEachChange(update, path, (change) => {
    if (textAt(strategy, 'type') === 'OnDelete') update.reportChange(change, 'pods/wait-for-deletion', { id, labels: labelsOf(to) });
    else update.reportChange(change, 'pods/nodes', { id, surge, unavailable });
  });
};

/** Controllers that make pods of the template but never replace one. */
export const rolloutOfNone: RolloutOf = (update, path) => {
  const { id } = update;
  forEachChange(update, path, (change) => {
    if (hasNone(update)) update.reportChange(change, 'pods/none', { id });
    else update.reportChange(change, 'pods/future', { id });
  });
};

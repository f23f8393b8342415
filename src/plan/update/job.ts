import { at, type Update, type UpdateRule } from './update';

const IMMUTABLE: ReadonlySet<string> = new Set([
  'selector', 'completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy', 'manualSelector',
]);

/** A Job keeps its work: its template while it is not suspended, and how its pods are counted. */
export const jobRule: UpdateRule = (update) => {
  const { id } = update;
  // Before the field was on, a new Job lost it without a word, and an update that names it was one too many.
  if (update.minor < 32 && at(update.written.to, 'spec', 'managedBy') !== undefined) update.reportAt(['spec', 'managedBy'], 'update/job', { id, field: 'spec.managedBy' });
  for (const change of update.below(['spec'])) {
    const field = String(change.path[1]);
    const kept = IMMUTABLE.has(field) || (field === 'completions' && !countsMayChange(update)) || (field === 'template' && !isOpen(update, change.path));
    if (kept) update.reportChange(change, 'update/job', { id, field: `spec.${field}` });
  }
};

/** The number of completions of an indexed Job may change together with its parallelism. */
function countsMayChange({ from, to }: Update): boolean {
  const indexed = at(to, 'spec', 'completionMode') === 'Indexed' && at(from, 'spec', 'completions') !== undefined;
  return indexed && at(to, 'spec', 'completions') !== undefined && at(to, 'spec', 'completions') === at(to, 'spec', 'parallelism');
}

/** What of the template of a suspended Job, which has not started a pod, may still change: where its pods run. */
function isOpen(update: Update, path: readonly (string | number)[]): boolean {
  if (at(update.from, 'spec', 'suspend') !== true) return false;
  const [, , first, second] = path;
  if (first === 'metadata') return update.minor >= 36 || onlyLabels(update, second);
  if (first !== 'spec') return false;
  if (second === 'affinity') return path.length === 4 ? onlyNodeAffinity(update) : path[4] === 'nodeAffinity';
  if (second === 'nodeSelector' || second === 'tolerations' || second === 'schedulingGates') return true;
  return (second === 'containers' || second === 'initContainers') && path[5] === 'resources' && update.minor >= 36;
}

/** Labels and annotations of the pods of a suspended Job are open in every release. */
function onlyLabels({ from, to }: Update, field: string | number | undefined): boolean {
  const metadata = [from, to].map((job) => at(job, 'spec', 'template', 'metadata') ?? {});
  return (field === undefined ? metadata.flatMap((one) => Object.keys(one)) : [field]).every((name) => name === 'labels' || name === 'annotations');
}

/** Affinity that comes or goes as a whole is open as long as there is nothing but node affinity in it. */
function onlyNodeAffinity({ from, to }: Update): boolean {
  const affinity = at(from, 'spec', 'template', 'spec', 'affinity') ?? at(to, 'spec', 'template', 'spec', 'affinity');
  return at(affinity, 'podAffinity') === undefined && at(affinity, 'podAntiAffinity') === undefined;
}

import type { JobSpec, PodFailurePolicy, SuccessPolicy } from '../../generated/kubernetes';
import { checkInteger, checkOneOf, checkText } from '../core/checks';
import { dnsSubdomain, followsRule } from '../core/names';
import type { Problems } from '../core/problems';
import { checkFailurePolicy, checkSuccessPolicy, withStatuses } from './job-policies';

/**
 * How a job runs its pods to completion.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export interface JobOptions {
  /** Pods that must succeed. @default - Kubernetes uses 1; without a number and with parallelism, any one of them */
  readonly completions?: number | undefined;
  /** Pods that run at once. @default - Kubernetes uses 1 */
  readonly parallelism?: number | undefined;
  /**
   * `Indexed` gives each pod a number (`JOB_COMPLETION_INDEX`), from 0 to `completions` - 1.
   * @default - Kubernetes uses NonIndexed
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode
   */
  readonly completionMode?: 'NonIndexed' | 'Indexed' | undefined;
  /** Retries before the job counts as failed. @default - Kubernetes uses 6 */
  readonly backoffLimit?: number | undefined;
  /**
   * Retries of each index; an index beyond it fails and the others go on. Needs `Indexed` and `restartPolicy: 'Never'`.
   * @default - retries are counted for the whole job
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#backoff-limit-per-index
   */
  readonly backoffLimitPerIndex?: number | undefined;
  /** Failed indexes after which the whole job fails. Needs `backoffLimitPerIndex`. @default - any number may fail */
  readonly maxFailedIndexes?: number | undefined;
  /** Seconds after which the job is stopped, whatever is running. @default - no limit */
  readonly activeDeadlineSeconds?: number | undefined;
  /** Seconds after its end when the job and its pods are deleted. @default - never */
  readonly ttlSecondsAfterFinished?: number | undefined;
  /**
   * What to do about failed pods, by exit code or condition. Needs `restartPolicy: 'Never'`.
   * @default - every failure counts against `backoffLimit`
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
   */
  readonly podFailurePolicy?: PodFailurePolicy | undefined;
  /**
   * When the job counts as succeeded before all indexes have. Needs `Indexed`.
   * @default - when `completions` pods succeeded
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy
   */
  readonly successPolicy?: SuccessPolicy | undefined;
  /** When a pod is replaced: `Failed` waits until it is gone. @default - Kubernetes uses TerminatingOrFailed, with a failure policy Failed */
  readonly podReplacementPolicy?: 'TerminatingOrFailed' | 'Failed' | undefined;
  /** Another controller that runs the job, as `domain/name`. @default - the job controller of Kubernetes */
  readonly managedBy?: string | undefined;
}

/** Every field of `JobOptions`. */
export const jobFields = [
  'completions', 'parallelism', 'completionMode', 'backoffLimit', 'backoffLimitPerIndex', 'maxFailedIndexes', 'activeDeadlineSeconds',
  'ttlSecondsAfterFinished', 'podFailurePolicy', 'successPolicy', 'podReplacementPolicy', 'managedBy',
] as const satisfies readonly (keyof JobOptions)[];

const counts = ['completions', 'parallelism', 'backoffLimit', 'backoffLimitPerIndex', 'maxFailedIndexes', 'ttlSecondsAfterFinished'] as const;
const maxInt32 = 2_147_483_647;
const maxManager = 63;
const maxIndexed = 100_000;
/** Bounds of a job with more indexes than that, where each index has retries of its own. */
const maxOfMany = 10_000;

/**
 * Checks the options of a job.
 * @param containers names of the containers of its pods, those that start them included
 */
export function normalizeJob(
  options: JobOptions, restartPolicy: 'Never' | 'OnFailure', containers: readonly string[], problems: Problems,
): JobOptions {
  const before = problems.reported.length;
  for (const field of counts) if (options[field] !== undefined) checkInteger(problems.at(field), options[field], 0, maxInt32);
  if (options.activeDeadlineSeconds !== undefined) checkInteger(problems.at('activeDeadlineSeconds'), options.activeDeadlineSeconds, 0, maxInt32);
  if (options.completionMode !== undefined) checkOneOf(problems.at('completionMode'), options.completionMode, ['NonIndexed', 'Indexed']);
  if (options.podReplacementPolicy !== undefined) checkOneOf(problems.at('podReplacementPolicy'), options.podReplacementPolicy, ['TerminatingOrFailed', 'Failed']);
  checkIndexed(options, problems);
  if (options.backoffLimitPerIndex !== undefined && restartPolicy !== 'Never') {
    problems.at('backoffLimitPerIndex').report('job/restart-policy', { field: 'backoffLimitPerIndex', found: restartPolicy });
  }
  if (options.maxFailedIndexes !== undefined && options.backoffLimitPerIndex === undefined) {
    problems.at('maxFailedIndexes').report('value/needs-other', { field: 'maxFailedIndexes', needs: '"backoffLimitPerIndex"' });
  }
  checkPolicies(options, restartPolicy, containers, problems);
  if (options.managedBy !== undefined) checkManager(options.managedBy, problems.at('managedBy'));
  const { podFailurePolicy } = options;
  if (podFailurePolicy === undefined || problems.reported.length > before) return options;
  return { ...options, podFailurePolicy: withStatuses(podFailurePolicy) };
}

function checkIndexed(options: JobOptions, problems: Problems): void {
  if (options.completionMode === 'Indexed') {
    if (options.completions === undefined) problems.at('completions').report('value/missing', { field: 'completions' });
    const many = typeof options.completions === 'number' && options.completions > maxIndexed && options.backoffLimitPerIndex !== undefined;
    const max = many ? maxOfMany : maxIndexed;
    if (many && options.maxFailedIndexes === undefined) problems.at('maxFailedIndexes').report('value/missing', { field: 'maxFailedIndexes' });
    for (const field of ['parallelism', 'maxFailedIndexes'] as const) {
      const found = options[field];
      if (typeof found === 'number' && found > max) problems.at(field).report('value/out-of-range', { min: 0, max, found });
    }
    if (typeof options.maxFailedIndexes === 'number' && typeof options.completions === 'number' && options.maxFailedIndexes > options.completions) {
      problems.at('maxFailedIndexes').report('value/min-over-max', {
        min: options.maxFailedIndexes, max: options.completions, minField: 'maxFailedIndexes', maxField: 'completions',
      });
    }
    return;
  }
  for (const field of ['backoffLimitPerIndex', 'successPolicy'] as const) {
    if (options[field] !== undefined) problems.at(field).report('job/not-indexed', { field });
  }
}

/** What may follow the domain of a manager. */
const managerPath = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

function checkManager(managedBy: unknown, problems: Problems): void {
  if (!checkText(problems, managedBy)) return;
  const slash = managedBy.indexOf('/');
  if (slash < 0 || !followsRule(dnsSubdomain, managedBy.slice(0, slash)) || !managerPath.test(managedBy.slice(slash + 1))) {
    const rule = 'expected a domain in lower case and a path, as in example.com/controller';
    problems.report('name/invalid', { what: 'managedBy', found: managedBy, rule });
  } else if (managedBy.length > maxManager) {
    problems.report('name/too-long', { what: 'managedBy', found: managedBy, length: managedBy.length, max: maxManager });
  }
}

function checkPolicies(options: JobOptions, restartPolicy: string, containers: readonly string[], problems: Problems): void {
  const { podFailurePolicy, successPolicy, podReplacementPolicy, completions, backoffLimitPerIndex } = options;
  const facts = { completions, backoffLimitPerIndex, containers };
  if (podFailurePolicy !== undefined) {
    const at = problems.at('podFailurePolicy');
    if (restartPolicy !== 'Never') at.report('job/restart-policy', { field: 'podFailurePolicy', found: restartPolicy });
    checkFailurePolicy(podFailurePolicy, at, facts);
    if (podReplacementPolicy === 'TerminatingOrFailed') {
      problems.at('podReplacementPolicy').report('pod/conflict', {
        field: "podReplacementPolicy: 'TerminatingOrFailed'", with: 'podFailurePolicy', why: 'a failed pod is judged before another takes its place',
      });
    }
  }
  if (successPolicy !== undefined) checkSuccessPolicy(successPolicy, problems.at('successPolicy'), facts);
}

/** The fields of a job's spec besides its pod template. */
export function jobOptionFields(options: JobOptions): Omit<JobSpec, 'template'> {
  const fields: { [field: string]: unknown } = {};
  for (const field of jobFields) if (options[field] !== undefined) fields[field] = options[field];
  return fields;
}

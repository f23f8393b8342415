import type { CronJobSpec } from '../../generated/kubernetes';
import { checkBoolean, checkInteger, checkOneOf } from '../core/checks';
import { brokenSchedule, brokenTimeZone, nearestWord, neverRuns } from '../core/cron-schedule';
import type { Problems } from '../core/problems';

/**
 * When a job is started again and again.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export interface CronOptions {
  /**
   * Five fields (minute, hour, day of month, month, day of week), or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`.
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
   */
  readonly schedule: string;
  /** Time zone of the schedule, by its IANA name (`Europe/Berlin`). @default - that of the controller manager, mostly UTC */
  readonly timeZone?: string | undefined;
  /**
   * What happens when the last run is not over: start another (`Allow`), skip (`Forbid`), stop the last one (`Replace`).
   * @default - Kubernetes uses Allow
   */
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace' | undefined;
  /** Seconds within which a missed run is still started. @default - no limit */
  readonly startingDeadlineSeconds?: number | undefined;
  /** Succeeded jobs that are kept. @default - Kubernetes keeps 3 */
  readonly successfulJobsHistoryLimit?: number | undefined;
  /** Failed jobs that are kept. @default - Kubernetes keeps 1 */
  readonly failedJobsHistoryLimit?: number | undefined;
  /** Whether no further runs are started. @default false */
  readonly suspend?: boolean | undefined;
}

/** Every field of `CronOptions`. */
export const cronFields = [
  'schedule', 'timeZone', 'concurrencyPolicy', 'startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit', 'suspend',
] as const satisfies readonly (keyof CronOptions)[];

const maxInt64 = Number.MAX_SAFE_INTEGER;

/** Checks the options of a cron job. */
export function normalizeCron(options: CronOptions, problems: Problems): CronOptions {
  const { schedule, timeZone } = options;
  const broken = typeof schedule === 'string' ? brokenSchedule(schedule) : 'expected a text';
  if (schedule === undefined) problems.at('schedule').report('value/missing', { field: 'schedule' });
  else if (broken !== undefined) problems.at('schedule').report('cron/invalid', { found: schedule, rule: broken, nearest: nearestWord(schedule) });
  else if (neverRuns(schedule)) problems.at('schedule').report('cron/never', { found: schedule });
  if (timeZone !== undefined) {
    const rule = brokenTimeZone(timeZone);
    if (rule !== undefined) problems.at('timeZone').report('cron/time-zone', { found: timeZone, rule });
  }
  if (options.concurrencyPolicy !== undefined) checkOneOf(problems.at('concurrencyPolicy'), options.concurrencyPolicy, ['Allow', 'Forbid', 'Replace']);
  if (options.suspend !== undefined) checkBoolean(problems.at('suspend'), options.suspend);
  for (const field of ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'] as const) {
    if (options[field] !== undefined) checkInteger(problems.at(field), options[field], 0, field === 'startingDeadlineSeconds' ? maxInt64 : 2_147_483_647);
  }
  return options;
}

/** The fields of a cron job's spec besides its job template. */
export function cronOptionFields(options: CronOptions): Omit<CronJobSpec, 'jobTemplate'> {
  const fields: { [field: string]: unknown } = {};
  for (const field of cronFields) if (options[field] !== undefined) fields[field] = options[field];
  return fields as unknown as Omit<CronJobSpec, 'jobTemplate'>;
}

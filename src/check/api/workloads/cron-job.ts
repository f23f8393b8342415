import type { CronJob, CronJobSpec, JobSpec, JobTemplateSpec } from '../../../../generated/kubernetes';
import { brokenSchedule, brokenTimeZone } from '../../../core/cron-schedule';
import { all, fields, needs, objects, oneOf, type Rule } from '../../rule/rules';
import { kind } from '../shared/kind';
import { dnsSubdomain } from '../shared/names';
import { notNegative } from '../shared/numbers';
import { jobSpec } from './job';

const schedule: Rule<string> = (found, at) => {
  const rule = found.includes('TZ') ? 'a time zone does not stand in the schedule; use timeZone' : brokenSchedule(found);
  if (rule !== undefined) at.report('cron-job/schedule', { found, rule });
};

const timeZone: Rule<string> = (found, at) => {
  const rule = brokenTimeZone(found);
  if (rule !== undefined) at.report('cron-job/time-zone', { found, rule });
};

/** A cron job makes the selectors of its jobs itself. */
const ownSelector: Rule<JobSpec> = ({ selector, manualSelector }, at) => {
  if (selector !== undefined) at.reportAt('selector', 'api/not-allowed', { field: 'selector', when: 'in a CronJob, since each job gets one of its own' });
  if (manualSelector === true) at.reportAt('manualSelector', 'api/not-supported', { found: true, known: ['false'] });
};

/** Behind the name of a cron job stands the time of each run. */
const shortName: Rule<CronJob> = ({ metadata }, at) => {
  const found = metadata?.name ?? '';
  if (Buffer.byteLength(found) > 52) at.reportAt(['metadata', 'name'], 'cron-job/name-too-long', { found, length: Buffer.byteLength(found), max: 52 });
};

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ */
export const cronJob: Rule<CronJob> = kind(dnsSubdomain, shortName, objects<CronJob>({
  spec: all(
    needs<CronJobSpec>({ schedule, concurrencyPolicy: oneOf('Allow', 'Forbid', 'Replace') }),
    fields<CronJobSpec>({
      startingDeadlineSeconds: notNegative,
      timeZone,
      successfulJobsHistoryLimit: notNegative,
      failedJobsHistoryLimit: notNegative,
    }),
    objects<CronJobSpec>({ jobTemplate: objects<JobTemplateSpec>({ spec: all(ownSelector, jobSpec) }) }),
  ),
}));

import type { CronJob, Job } from '../../generated/kubernetes';
import { type CronOptions, cronOptionFields } from './cron';
import { type JobOptions, jobOptionFields } from './job-options';
import { podTemplate, type WorkloadModel } from './pod-template';

/**
 * A Job from its model. It has no selector: the API server gives it one that no other job has.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export function job(model: WorkloadModel, options: JobOptions, suspend: boolean | undefined): Job {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: model.metadata,
    spec: { ...(suspend === undefined ? undefined : { suspend }), ...jobOptionFields(options), template: podTemplate(model) },
  };
}

/**
 * A CronJob from its model; the jobs that it starts bear the labels of the app.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export function cronJob(model: WorkloadModel, options: JobOptions, cron: CronOptions): CronJob {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: model.metadata,
    spec: {
      ...cronOptionFields(cron),
      jobTemplate: {
        ...(Object.keys(model.identity.labels).length === 0 ? undefined : { metadata: { labels: model.identity.labels } }),
        spec: { ...jobOptionFields(options), template: podTemplate(model) },
      },
    },
  };
}

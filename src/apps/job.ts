import type { Construct } from 'constructs';
import type { CronJob as CronJobManifest, Job as JobManifest } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import { checkBoolean } from '../core/checks';
import type { Manifest } from '../core/manifest';
import type { Identity } from '../core/metadata';
import { dnsLabel, type NameRule } from '../core/names';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import { type CronOptions, cronFields, normalizeCron } from '../workload/cron';
import { cronJob, job } from '../workload/job';
import { jobFields, type JobOptions, normalizeJob } from '../workload/job-options';
import { appFields, type AppModel, type AppProps, type CommonKinds, normalizeApp, surroundings } from './app-model';
import { buildPure } from './build';
import { WorkloadApp } from './workload-app';

/** Objects that a job may make. */
export interface JobKinds extends CommonKinds {
  /** The workload. */
  readonly Job: JobManifest;
}

/** Objects that a cron job may make. */
export interface CronKinds extends CommonKinds {
  /** The workload. */
  readonly CronJob: CronJobManifest;
}

/** What jobs share, whoever starts them. */
interface JobAppProps<P extends string, V extends string, Kinds> extends Omit<AppProps<P, V, Kinds>, 'restartPolicy' | 'activeDeadlineSeconds'>, JobOptions {
  /**
   * Whether a failed container is started again in its pod (`OnFailure`) or a new pod is made (`Never`).
   * @default 'Never'
   */
  readonly restartPolicy?: 'Never' | 'OnFailure' | undefined;
}

/**
 * Work that runs to its end.
 * @typeParam P names of the ports, inferred from `ports`
 * @typeParam V names of the volumes, inferred from `volumes`
 */
export interface JobProps<P extends string = never, V extends string = never> extends JobAppProps<P, V, JobKinds> {
  /** Whether the job waits until somebody resumes it. @default false */
  readonly suspend?: boolean | undefined;
}

/**
 * Work that runs to its end, again and again.
 * @typeParam P names of the ports, inferred from `ports`
 * @typeParam V names of the volumes, inferred from `volumes`
 */
export interface CronJobProps<P extends string = never, V extends string = never> extends JobAppProps<P, V, CronKinds>, CronOptions {}

interface JobModel extends AppModel {
  readonly options: JobOptions;
}

interface SuspendableModel extends JobModel {
  readonly suspend: boolean | undefined;
}

interface CronModel extends JobModel {
  readonly cron: CronOptions;
}

const fieldsOfJob: ReadonlySet<string> = new Set([...appFields, ...jobFields, 'suspend']);
const fieldsOfCronJob: ReadonlySet<string> = new Set([...appFields, ...jobFields, ...cronFields]);
const jobNameRule: NameRule = { ...dnsLabel, words: `${dnsLabel.words} (pods get the name as a label)` };
/** The controller appends a dash and ten digits to make the name of a job. */
const cronJobNameRule: NameRule = { ...dnsLabel, max: 52 };
const jobKind = { apiVersion: 'batch/v1', kind: 'Job', nameRule: jobNameRule } as const;
const cronJobKind = { apiVersion: 'batch/v1', kind: 'CronJob', nameRule: cronJobNameRule } as const;

function normalize(
  identity: Identity,
  props: Omit<JobAppProps<string, string, never>, 'override'>,
  workload: { readonly apiVersion: string; readonly kind: string },
  fields: ReadonlySet<string>,
  problems: Problems,
  consumer: Consumer,
): JobModel {
  // A job has a deadline of its own, with the name of a pod's.
  const podProps = props?.activeDeadlineSeconds === undefined ? props : { ...props, activeDeadlineSeconds: undefined };
  const app = normalizeApp(identity, podProps, { workload, fields, fallbackService: 'none', restartPolicies: ['Never', 'OnFailure'] }, problems, consumer);
  const containers = [...app.pod.containers, ...app.pod.initContainers].map(({ name }) => name);
  return { ...app, options: normalizeJob(props ?? {}, props?.restartPolicy ?? 'Never', containers, problems) };
}

function normalizeJobApp(identity: Identity, props: JobProps<string, string>, problems: Problems, consumer: Consumer): SuspendableModel {
  if (props?.suspend !== undefined) checkBoolean(problems.at('suspend'), props.suspend);
  return { ...normalize(identity, props, jobKind, fieldsOfJob, problems, consumer), suspend: props?.suspend };
}

function normalizeCronApp(identity: Identity, props: CronJobProps<string, string>, problems: Problems, consumer: Consumer): CronModel {
  return { ...normalize(identity, props, cronJobKind, fieldsOfCronJob, problems, consumer), cron: normalizeCron(props ?? {}, problems) };
}

/**
 * Builds a Job and what belongs to it.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export function buildJob<P extends string = never, V extends string = never>(identity: Identity, props: JobProps<P, V>): Built {
  return buildPure(jobKind, identity, props, (problems, consumer, self) => {
    const model = normalizeJobApp(self, props, problems, consumer);
    return [job(model, model.options, model.suspend), ...surroundings(model, problems)];
  }, 'by-kind');
}

/**
 * Builds a CronJob and what belongs to it.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export function buildCronJob<P extends string = never, V extends string = never>(identity: Identity, props: CronJobProps<P, V>): Built {
  return buildPure(cronJobKind, identity, props, (problems, consumer, self) => {
    const model = normalizeCronApp(self, props, problems, consumer);
    return [cronJob(model, model.options, model.cron), ...surroundings(model, problems)];
  }, 'by-kind');
}

/**
 * Work that runs to its end.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export class Job<P extends string = never, V extends string = never> extends WorkloadApp<P> {
  protected override readonly model: SuspendableModel;

  constructor(scope: Construct, id: string, props: JobProps<P, V>) {
    super(scope, id, jobKind, props);
    this.model = normalizeJobApp(this.identity, props, this.problems, this.consumer);
  }

  protected override build(problems: Problems): readonly Manifest[] {
    return [job(this.model, this.model.options, this.model.suspend), ...surroundings(this.model, problems)];
  }
}

/**
 * Work that runs to its end, again and again on a schedule.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export class CronJob<P extends string = never, V extends string = never> extends WorkloadApp<P> {
  protected override readonly model: CronModel;

  constructor(scope: Construct, id: string, props: CronJobProps<P, V>) {
    super(scope, id, cronJobKind, props);
    this.model = normalizeCronApp(this.identity, props, this.problems, this.consumer);
  }

  protected override build(problems: Problems): readonly Manifest[] {
    return [cronJob(this.model, this.model.options, this.model.cron), ...surroundings(this.model, problems)];
  }
}

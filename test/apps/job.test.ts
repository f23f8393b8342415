import { buildCronJob, buildJob, CronJob, type CronJobProps, Job, type JobProps } from '../../src';
import { built, errorsOf, namesOf, newBundle } from '../support/definitions';

const job = (props: Partial<JobProps<string, string>> = {}) => buildJob<string, string>({ name: 'work', namespace: 'shop' }, { image: 'work:1', ...props });
const nightly = (props: Partial<CronJobProps<string, string>> = {}) =>
  buildCronJob<string, string>({ name: 'work', namespace: 'shop' }, { image: 'work:1', schedule: '15 3 * * *', ...props });
const own = { 'app.kubernetes.io/name': 'work', 'app.kubernetes.io/instance': 'work' };

describe('a job', () => {
  test('is a Job whose pods are not restarted, and leaves its selector to the cluster', () => {
    const { spec } = built(job(), 'Job');
    expect([Object.keys(spec), spec.template.metadata, spec.template.spec.restartPolicy]).toEqual([['template'], { labels: own }, 'Never']);
  });

  test('runs to completion as it is told', () => {
    const options = {
      completions: 10, parallelism: 3, completionMode: 'Indexed', backoffLimitPerIndex: 1, maxFailedIndexes: 5, activeDeadlineSeconds: 600,
      ttlSecondsAfterFinished: 0, suspend: true, podReplacementPolicy: 'Failed', successPolicy: { rules: [{ succeededIndexes: '0-4' }] },
      podFailurePolicy: { rules: [{ action: 'FailIndex', onExitCodes: { operator: 'In', values: [42] } }] },
    } as const;
    const { template, ...rest } = built(job(options), 'Job').spec;
    expect(rest).toEqual(options);
    expect(template.spec).not.toHaveProperty('activeDeadlineSeconds');
  });

  test('has Services only where they are asked for', () => {
    expect(namesOf(job({ ports: { http: 80 } }))).toEqual(['Job work']);
    expect(namesOf(job({ service: { headless: true } }))).toEqual(['Job work', 'Service work']);
  });

  test.each<[string, object, string[]]>([
    ['restarts without an end', { restartPolicy: 'Always' }, ['value/not-one-of /restartPolicy']],
    ['indexes without completions', { completionMode: 'Indexed' }, ['value/missing /completions']],
    ['limits of indexes without indexes', { backoffLimitPerIndex: 1 }, ['job/not-indexed /backoffLimitPerIndex']],
    ['fewer than no pods', { completions: -1, parallelism: 1.5 }, ['value/out-of-range /completions', 'value/out-of-range /parallelism']],
    ['a failure policy for pods that restart', {
      restartPolicy: 'OnFailure', podFailurePolicy: { rules: [{ action: 'Count', onPodConditions: [{ type: 'DisruptionTarget' }] }] },
    }, ['job/restart-policy /podFailurePolicy']],
    ['a schedule', { schedule: '@daily' }, ['value/unknown-field /schedule']],
    ['something else than true and false', { suspend: 'yes' }, ['value/wrong-type /suspend']],
  ])('refuses %s', (_name, props, want) => {
    expect(errorsOf(job(props))).toEqual(want);
  });

  test('gives the same objects as a construct and as a pure function', () => {
    const props = { image: 'work:1', backoffLimit: 2, ttlSecondsAfterFinished: 60, network: { isolate: 'ingress' } } as const;
    const bundle = newBundle();
    new Job(bundle, 'work', props);
    expect(new Set(bundle.objects())).toEqual(new Set(buildJob({ name: 'work', namespace: 'shop' }, props).objects));
  });

  test('has a name that fits into the labels of its pods', () => {
    expect(errorsOf(buildJob({ name: 'a'.repeat(63) }, { image: 'work:1' }))).toEqual([]);
    expect(errorsOf(buildJob({ name: 'a'.repeat(64) }, { image: 'work:1', containerName: 'work' }))).toContain('name/too-long /name');
    expect(errorsOf(buildJob({ name: 'a.b' }, { image: 'work:1' }))).toEqual(['name/invalid /name']);
  });
});

describe('a cron job', () => {
  test('is a CronJob whose jobs and pods bear the labels of the app', () => {
    const { schedule, jobTemplate } = built(nightly(), 'CronJob').spec;
    expect([schedule, jobTemplate.metadata, jobTemplate.spec.template.metadata]).toEqual(['15 3 * * *', { labels: own }, { labels: own }]);
  });

  test('starts jobs as it is told', () => {
    const cron = {
      timeZone: 'Europe/Berlin', concurrencyPolicy: 'Replace', startingDeadlineSeconds: 60, successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 0, suspend: true,
    } as const;
    const { jobTemplate, ...rest } = built(nightly({ ...cron, backoffLimit: 0, activeDeadlineSeconds: 30 }), 'CronJob').spec;
    expect(rest).toEqual({ schedule: '15 3 * * *', ...cron });
    expect(jobTemplate.spec).toMatchObject({ backoffLimit: 0, activeDeadlineSeconds: 30 });
  });

  test.each<[string, object, string[]]>([
    ['no schedule', { schedule: undefined }, ['value/missing /schedule']],
    ['a schedule that is none', { schedule: '61 * * * *' }, ['cron/invalid /schedule']],
    ['a time zone in the schedule', { schedule: 'TZ=UTC 0 0 * * *' }, ['cron/invalid /schedule']],
    ['a time zone that is none', { timeZone: 'Mars/Olympus' }, ['cron/time-zone /timeZone']],
    ['several things at once', { schedule: 5, concurrencyPolicy: 'Maybe', suspend: 1 }, ['cron/invalid /schedule', 'value/not-one-of /concurrencyPolicy', 'value/wrong-type /suspend']],
  ])('refuses %s', (_name, props, want) => {
    expect(errorsOf(nightly(props))).toEqual(want);
  });

  test('leaves room in its name for those of its jobs', () => {
    expect(errorsOf(buildCronJob({ name: 'a'.repeat(52) }, { image: 'work:1', schedule: '@daily' }))).toEqual([]);
    expect(errorsOf(buildCronJob({ name: 'a'.repeat(53) }, { image: 'work:1', schedule: '@daily' }))).toEqual(['name/too-long /name']);
  });

  test('gives the same objects as a construct and as a pure function', () => {
    const props = { image: 'work:1', schedule: '@hourly', timeZone: 'Etc/UTC', instance: 'green' } as const;
    const bundle = newBundle();
    new CronJob(bundle, 'work', props);
    expect(new Set(bundle.objects())).toEqual(new Set(buildCronJob({ name: 'work', namespace: 'shop' }, props).objects));
  });
});

import { Problems } from '../../src/core/problems';
import { brokenSchedule, neverRuns } from '../../src/core/cron-schedule';
import { cronOptionFields, normalizeCron } from '../../src/workload/cron';

describe('neverRuns', () => {
  test.each([
    '30 2 31 2 *', '0 0 30 FEB ?', '0 0 31 4,6,9,11 *', '0 0 30-31 2 */1', '0 0 31 apr-jun/2 *', '0 0 31 6 *', '0 0 30/1 2 *',
  ])('finds that %j never comes', (schedule) => {
    expect([brokenSchedule(schedule), neverRuns(schedule)]).toEqual([undefined, true]);
  });

  test.each([
    '30 2 29 2 *', '0 0 31 * *', '0 0 31 2,3 *', '0 0 31 2 mon', '0 0 31 2 */2', '0 0 31 2 0-6', '0 0 1,31 2 *', '0 0 */31 2 *', '0 0 15-31 2 *',
    '0 0 31 */2 *', '@yearly', '@every 1h', '* * * * *',
  ])('lets %j be', (schedule) => {
    expect([brokenSchedule(schedule), neverRuns(schedule)]).toEqual([undefined, false]);
  });

  test('is a warning', () => {
    const problems = new Problems();
    normalizeCron({ schedule: '0 0 31 2 *' }, problems);
    expect(problems.reported.map(({ code, severity }) => [code, severity])).toEqual([['cron/never', 'warning']]);
  });
});

describe('brokenSchedule agrees with the cron reader of Kubernetes', () => {
  test.each([
    '* * * * *', '*/5 * * * *', '0 0 31 2 *', '* * * * 0-6', '* * * JAN-DEC mon-fri', '? * * * *', '5/15 * * * *', '1-5/2 * * * *', '1,2,3 * * * *',
    '1,,2 * * * *', '@hourly', '@every 1h30m', '  0 0 * * *  ', '0\t0 * * *', '05 * * * *', '*/70 * * * *',
  ])('takes %j', (schedule) => {
    expect(brokenSchedule(schedule)).toBeUndefined();
  });

  test.each<[string, RegExp]>([
    ['60 * * * *', /minute "60": expected at most 59/],
    ['* 24 * * *', /hour "24"/],
    ['* * 0 * *', /day of month "0": expected at least 1/],
    ['* * * 13 *', /month "13"/],
    ['* * * * 7', /day of week "7": expected at most 6/],
    ['mon * * * *', /minute "mon": expected a number/],
    ['*/0 * * * *', /step of at least 1/],
    ['5-1 * * * *', /lower end first/],
    ['1- * * * *', /minute "1-"/],
    ['1-2-3 * * * *', /at most one "-"/],
    ['* * * *', /expected 5 fields, found 4/],
    ['* * * * * *', /expected 5 fields, found 6/],
    ['', /expected 5 fields, found 0/],
    ['@foo', /@daily/],
    ['TZ=UTC * * * * *', /timeZone/],
    ['CRON_TZ=UTC * * * * *', /timeZone/],
  ])('refuses %j', (schedule, rule) => {
    expect(brokenSchedule(schedule)).toMatch(rule);
  });
});

describe('normalizeCron', () => {
  const codesOf = (options: object): string[] => {
    const problems = new Problems();
    normalizeCron(options as never, problems);
    return problems.reported.map(({ code, pointer }) => `${code} ${pointer}`);
  };

  test.each<[string, object, string[]]>([
    ['a schedule and a zone', { schedule: '0 3 * * *', timeZone: 'Europe/Berlin' }, []],
    ['no schedule', {}, ['value/missing /schedule']],
    ['a schedule that is no text', { schedule: 5 }, ['cron/invalid /schedule']],
    ['a zone that nobody knows', { schedule: '@daily', timeZone: 'Mars/Olympus' }, ['cron/time-zone /timeZone']],
    ['a zone in wrong case', { schedule: '@daily', timeZone: 'europe/berlin' }, ['cron/time-zone /timeZone']],
    ['the zone of the machine', { schedule: '@daily', timeZone: 'Local' }, ['cron/time-zone /timeZone']],
    ['several mistakes at once', { schedule: 'x', concurrencyPolicy: 'forbid', failedJobsHistoryLimit: -1, startingDeadlineSeconds: 1.5 },
      ['cron/invalid /schedule', 'value/not-one-of /concurrencyPolicy', 'value/out-of-range /startingDeadlineSeconds', 'value/out-of-range /failedJobsHistoryLimit']],
  ])('%s', (_name, options, codes) => {
    expect(codesOf(options)).toEqual(codes);
  });

  test('writes only what was given', () => {
    expect(cronOptionFields({ schedule: '@daily', suspend: false, timeZone: undefined })).toEqual({ schedule: '@daily', suspend: false });
  });
});

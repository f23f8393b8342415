import { nearest } from './suggest';

const words = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Words for numbers, counted from `min`. */
  readonly words?: readonly string[];
}

const cronParts: readonly CronField[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, words: months },
  { name: 'day of week', min: 0, max: 6, words: days },
];

/** The rule that a schedule breaks, as the cron reader of Kubernetes has them; `undefined` when it can be read. */
export function brokenSchedule(schedule: string): string | undefined {
  if (/^(CRON_)?TZ=/.test(schedule.trim())) return 'a time zone does not stand in the schedule; use timeZone';
  if (schedule.startsWith('@')) return brokenWord(schedule);
  const parts = schedule.split(/[ \t\n\v\f\r]+/).filter((part) => part !== '');
  if (parts.length !== cronParts.length) return `expected 5 fields, found ${parts.length}`;
  for (const [index, field] of cronParts.entries()) {
    for (const item of parts[index]!.split(',').filter((text) => text !== '')) {
      const broken = brokenItem(item, field);
      if (broken !== undefined) return `${field.name} ${JSON.stringify(item)}: ${broken}`;
    }
  }
  return undefined;
}

/** The word that a misspelt one most likely meant. */
export function nearestWord(schedule: unknown): string | undefined {
  return typeof schedule === 'string' && schedule.startsWith('@') ? nearest(schedule, words) : undefined;
}

function brokenWord(schedule: string): string | undefined {
  if (words.has(schedule)) return undefined;
  if (/^@every [-+]?(?:0|(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(schedule)) return undefined;
  return `expected one of ${[...words].join(', ')} or "@every 1h30m"`;
}

/** One item of a field: `*`, `5`, `1-5`, steps, `mon-fri`, each with an optional step. */
function brokenItem(item: string, field: CronField): string | undefined {
  const [range = '', step, ...moreSteps] = item.split('/');
  if (moreSteps.length > 0) return 'expected at most one "/"';
  if (step !== undefined && !(/^\+?\d+$/.test(step) && Number(step) > 0)) return 'expected a step of at least 1 behind the "/"';
  const ends = range.split('-');
  // Whatever stands behind a "*-" is not looked at.
  if (ends[0] === '*' || ends[0] === '?') return undefined;
  if (ends.length > 2) return 'expected at most one "-"';
  const low = cronNumber(ends[0]!, field);
  const high = ends.length === 1 ? low : cronNumber(ends[1]!, field);
  if (low === undefined || high === undefined) return `expected a number from ${field.min} to ${field.max}${field.words === undefined ? '' : ` or a name such as ${field.words[0]}`}`;
  if (low < field.min) return `expected at least ${field.min}`;
  if (high > field.max) return `expected at most ${field.max}`;
  return low > high ? 'expected the lower end first' : undefined;
}

function cronNumber(text: string, { min, words: names }: CronField): number | undefined {
  const word = names?.indexOf(text.toLowerCase()) ?? -1;
  if (word >= 0) return word + min;
  return /^\+?\d+$/.test(text) ? Number(text) : undefined;
}

/** Days of each month, at most. */
const daysOfMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether none of the months that a schedule names has a day that it names. Only for one that can be read. */
export function neverRuns(schedule: string): boolean {
  const [, , monthDays, month, weekdays] = schedule.trim().split(/\s+/);
  // Where days of the week are named as well, either will do.
  if (monthDays === undefined || month === undefined || weekdays === undefined || !/^[*?](?:\/\+?0*1)?$/.test(weekdays)) return false;
  const first = Math.min(...numbersOf(monthDays, cronParts[2]!));
  return numbersOf(month, cronParts[3]!).every((number) => daysOfMonths[number - 1]! < first);
}

/** All numbers that a field stands for. */
function numbersOf(text: string, field: CronField): number[] {
  return text.split(',').filter((item) => item !== '').flatMap((item) => {
    const [range = '', step] = item.split('/');
    const [low, high] = range.split('-').map((end) => cronNumber(end, field));
    const start = low ?? field.min;
    const end = low === undefined || (step !== undefined && high === undefined) ? field.max : high ?? start;
    return Array.from({ length: Math.floor((end - start) / Number(step ?? 1)) + 1 }, (_, index) => start + index * Number(step ?? 1));
  });
}

/** The rule that a time zone breaks; `undefined` when it is a name of the time zone database. */
export function brokenTimeZone(timeZone: unknown): string | undefined {
  if (typeof timeZone !== 'string' || timeZone === '') return 'expected a name';
  if (timeZone.toLowerCase() === 'local') return '"Local" depends on the machine';
  if (!/^[A-Za-z][A-Za-z0-9+\-_]*(\/[A-Za-z0-9+\-_]+)*$/.test(timeZone)) return 'expected a name of the IANA time zone database';
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
    // The database has files, whose names have upper and lower case; this reader does not mind, the cluster does.
    const sameWord = known !== timeZone && known.toLowerCase() === timeZone.toLowerCase();
    if (sameWord) return `names have exact case: ${known}`;
    return /(^|\/)[a-z]/.test(timeZone) ? 'names have exact case, with capital letters' : undefined;
  } catch {
    return 'it is not in the IANA time zone database';
  }
}

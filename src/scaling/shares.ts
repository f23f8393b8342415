import { checkInteger } from '../core/checks';
import type { Problems } from '../core/problems';

const percentage = /^(\d+)%$/;

/** The number of a percentage: 70 of `70%`. */
export function percentOf(value: unknown): number | undefined {
  const match = typeof value === 'string' ? percentage.exec(value) : null;
  return match === null ? undefined : Number(match[1]);
}

/** Reports anything but a whole number of zero or more, or a percentage of at most 100. */
export function checkNumberOrPercent(problems: Problems, value: unknown): value is number | string {
  if (typeof value === 'number') return checkInteger(problems, value, 0, 2_147_483_647);
  const percent = percentOf(value);
  if (percent !== undefined && percent <= 100) return true;
  problems.report('percentage/invalid', { found: value, orNumber: true, ...(percent === undefined ? undefined : { max: 100 }) });
  return false;
}

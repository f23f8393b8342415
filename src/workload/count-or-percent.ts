import { checkInteger } from '../core/checks';
import type { Problems } from '../core/problems';

const percent = /^(0|[1-9]\d*)%$/;

/** Reports anything but a whole number or a percentage such as `25%`. */
export function checkCountOrPercent(problems: Problems, value: unknown, { maxPercent }: { readonly maxPercent?: number | undefined } = {}): boolean {
  if (typeof value === 'number') return checkInteger(problems, value, 0, 2_147_483_647);
  const share = typeof value === 'string' ? percent.exec(value)?.[1] : undefined;
  if (share === undefined) {
    problems.report('value/wrong-type', { expected: 'a whole number or a percentage such as "25%"', found: value });
    return false;
  }
  if (maxPercent === undefined || Number(share) <= maxPercent) return true;
  problems.report('percentage/invalid', { found: value, orNumber: true, max: maxPercent });
  return false;
}

import { checkInteger } from './checks';
import type { Problems } from './problems';

const highest = 0o777;
/** Decimal numbers that are nobody's permissions, and the octal ones that they look like. */
const meantOctal = new Map([[400, '0o400'], [440, '0o440'], [444, '0o444'], [500, '0o500']]);

/**
 * Reports anything but the permission bits of a file, 0 to 0o777, and warns of octal digits written as a decimal number.
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions
 */
export function checkFileMode(problems: Problems, value: unknown): value is number {
  if (!checkInteger(problems, value, 0, highest)) return false;
  const meant = meantOctal.get(value);
  if (meant !== undefined) problems.report('file/decimal-mode', { found: value, octal: `0o${value.toString(8)}`, meant });
  return true;
}

import type { IntOrString, Quantity } from '../../../../generated/kubernetes';
import { quantityValue } from '../../../core/quantity';
import type { Rule } from '../../rule/rules';

/** 0 or more. */
export const notNegative: Rule<number> = (found, at) => {
  if (found < 0) at.report('api/negative', { found });
};

/** More than 0. */
export const positive: Rule<number> = (found, at) => {
  if (found <= 0) at.report('api/not-positive', { found });
};

/** From one number to another, both included. */
export function between(min: number, max: number): Rule<number> {
  return (found, at) => {
    if (found < min || found > max) at.report('api/out-of-range', { found, min, max });
  };
}

/** One number or more. */
export function atLeast(min: number): Rule<number> {
  return (found, at) => {
    if (found < min) at.report('api/out-of-range', { found, min });
  };
}

/** 1 to 65535. */
export const portNumber: Rule<number> = (found, at) => {
  if (found < 1 || found > 65_535) at.report('api/port-range', { found });
};

/** The amount in billionths, the finest unit that there is. */
export function amount(quantity: Quantity | undefined): bigint {
  return quantity === undefined ? 0n : (quantityValue(quantity) ?? beyondReason(String(quantity)));
}

/** Amounts with exponents of three digits: more than anything else, or the finest unit. */
function beyondReason(text: string): bigint {
  const [, sign, digits = '', minus] = /^([+-]?)([\d.]+)[eE]([+-]?)\d+$/.exec(text) ?? [];
  if (!/[1-9]/.test(digits)) return 0n;
  const size = minus === '-' ? 1n : 10n ** 410n;
  return sign === '-' ? -size : size;
}

const manyDigits = /\d[\d.]{18}/;
const mostInt64 = (1n << 63n) - 1n;

/** So many units, rounded away from 0, as the server counts in 64 bits: of what is more, the lowest bits, or nothing where it was written short. */
export function unitsOf(quantity: Quantity, unit: bigint): bigint {
  const value = amount(quantity);
  const units = value >= 0n ? (value + unit - 1n) / unit : -((-value + unit - 1n) / unit);
  if (units <= mostInt64 && units >= -mostInt64) return units;
  return manyDigits.test(String(quantity)) ? BigInt.asIntN(64, units) : 0n;
}

/** An amount of 0 or more. */
export const notNegativeQuantity: Rule<Quantity> = (found, at) => {
  if (mayBeNegative(found) && amount(found) < 0n) at.report('api/negative', { found });
};

/** An amount of more than 0. */
export const positiveQuantity: Rule<Quantity> = (found, at) => {
  if (amount(found) <= 0n) at.report('api/not-positive', { found });
};

// Nearly every amount begins with a digit: no arithmetic for those.
function mayBeNegative(quantity: Quantity): boolean {
  return typeof quantity === 'number' ? quantity < 0 : quantity.startsWith('-');
}

const percentSyntax = /^[0-9]+%$/;

/** Whether a text is a percentage: digits and `%`. */
export function isPercent(text: string): boolean {
  return percentSyntax.test(text);
}

/** A whole number of 0 or more, or a percentage. */
export const countOrPercent: Rule<IntOrString> = (found, at) => {
  if (typeof found === 'number') notNegative(found, at);
  else if (!isPercent(found)) at.report('api/percent', { found });
};

/** No more than 100%; of what is no percentage nothing is said. */
export const atMost100Percent: Rule<IntOrString> = (found, at) => {
  if (typeof found === 'string' && isPercent(found) && percentOf(found) > 100) at.report('api/percent-above-100', { found });
};

/** The number before the `%`; 0 for what is no percentage. */
export function percentOf(value: IntOrString): number {
  return typeof value === 'string' && isPercent(value) ? Number(value.slice(0, -1)) : 0;
}

/** Zero, as a number or as a percentage. */
export function isZero(value: IntOrString | undefined): boolean {
  return value === undefined || value === 0 || (typeof value === 'string' && percentOf(value) === 0);
}

import { isMissing } from './checks';
import type { Problems } from './problems';

/**
 * An amount of a resource, as Kubernetes writes it: `500m`, `2`, `1.5Gi`, `8Gi`.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export type Quantity = string | number;

const syntax = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;
/** Where the API server stops counting in amounts with a binary suffix. */
const maxBinary = ((1n << 63n) - 1n) * 1_000_000_000n;
const decimal: { readonly [suffix: string]: number } = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binary: { readonly [suffix: string]: bigint } = {
  Ki: 1n << 10n, Mi: 1n << 20n, Gi: 1n << 30n, Ti: 1n << 40n, Pi: 1n << 50n, Ei: 1n << 60n,
};

/** The same few amounts stand in thousands of definitions. */
const known = new Map<string, bigint | undefined>();
const mostKnown = 1_000;

/** A quantity as an exact whole number of billionths (`n`), the finest unit there is, rounded up; `undefined` if it is none. */
export function quantityValue(quantity: Quantity): bigint | undefined {
  const text = String(quantity);
  if (known.has(text)) return known.get(text);
  const value = readQuantity(text);
  if (known.size < mostKnown) known.set(text, value);
  return value;
}

function readQuantity(text: string): bigint | undefined {
  const match = syntax.exec(text);
  if (match === null) return undefined;
  const [, sign, digits, suffix, exponentText] = match as unknown as [string, string, string, string?, string?];
  const [whole = '', fraction = ''] = digits.split('.');
  let value = BigInt(whole + fraction || '0');
  const isBinary = suffix !== undefined && suffix in binary;
  if (isBinary) value *= binary[suffix]!;
  const exponent = 9 - fraction.length + (exponentText === undefined ? (decimal[suffix ?? ''] ?? 0) : Number(exponentText));
  if (exponent > 400 || exponent < -400) return undefined;
  if (exponent >= 0) value *= 10n ** BigInt(exponent);
  else {
    const divisor = 10n ** BigInt(-exponent);
    value = (value + divisor - 1n) / divisor;
  }
  if (sign === '-') return -value;
  return isBinary && value > maxBinary ? maxBinary : value;
}

/** Compares two valid quantities by value: negative when `a` is less, 0 when equal (`1Gi` and `1024Mi`). Throws a `RangeError` otherwise. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  const [left, right] = [quantityValue(a), quantityValue(b)];
  if (left === undefined || right === undefined) throw new RangeError(`not quantities: ${a}, ${b}`);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What nearly all quantities look like, and what is known of them without arithmetic: they are above zero. */
const ordinary = /^[1-9]\d{0,17}(?:[numkMGTPE]|[KMGTPE]i)?$/;

/** Whether a value is written as a quantity. */
export function isQuantity(value: unknown): value is Quantity {
  if (typeof value === 'string') return ordinary.test(value) || quantityValue(value) !== undefined;
  return typeof value === 'number' && Number.isFinite(value) && quantityValue(value) !== undefined;
}

/** Reports a value that is no quantity, or lies below its bound. */
export function checkQuantity(problems: Problems, value: unknown, min: 'any' | 'not negative' | 'positive' = 'not negative'): value is Quantity {
  if (typeof value === 'string' && ordinary.test(value)) return true;
  const amount = typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)) ? quantityValue(value) : undefined;
  if (amount === undefined) {
    if (!isMissing(problems, value)) problems.report('quantity/invalid', { found: value });
    return false;
  }
  if ((min === 'not negative' && amount < 0n) || (min === 'positive' && amount <= 0n)) {
    problems.report('quantity/too-small', { found: value, min: min === 'positive' ? 'above zero' : 'of zero or more' });
    return false;
  }
  return true;
}

/**
 * Quantities as the API server reads them, and prints them again: `1024Mi` becomes `1Gi`, `1.5` becomes `1500m`, and `k`
 * alone is zero. What the SDK itself takes from users is stricter (`core/quantity.ts`).
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
type Format = 'decimal' | 'binary' | 'exponent';

const syntax = /^([+-]?)(\d*)(?:\.(\d*))?([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;
const decimal: { readonly [suffix: string]: number } = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const decimalSuffix = new Map([[-9, 'n'], [-6, 'u'], [-3, 'm'], [3, 'k'], [6, 'M'], [9, 'G'], [12, 'T'], [15, 'P'], [18, 'E']]);
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const largestBinary = (1n << 63n) - 1n;
/** Digits that surely fit into 64 bits. */
const safeDigits = 18;
/** Amounts beyond are shown as they are written: nobody means them, and their digits would fill memory. */
const mostExponent = 1000;

/** What nearly all amounts look like. */
const ordinary = /^[1-9]\d{0,4}(?:m?|[KMG]i)$/;

/** The same few amounts stand in thousands of objects. */
const known = new Map<string, string | undefined>();
const mostKnown = 1000;

/** A quantity as the server stores it; `undefined` if it is none. */
export function readQuantity(text: string): string | undefined {
  if (ordinary.test(text) && staysOrdinary(text)) return text;
  if (known.has(text)) return known.get(text);
  const quantity = canonical(text);
  if (known.size < mostKnown && text.length < 100) known.set(text, quantity);
  return quantity;
}

/** Whether an ordinary amount is stored as it is: nothing of it goes into a larger unit. */
function staysOrdinary(text: string): boolean {
  const digits = Number.parseInt(text, 10);
  return text.endsWith('i') ? digits % 1024 !== 0 : digits % 1000 !== 0;
}

/** An amount of billionths and its format. */
interface Amount {
  /** `value` times 10 to the power of `scale`. */
  readonly value: bigint;
  readonly scale: number;
  readonly format: Format;
}

function canonical(text: string): string | undefined {
  // The server takes the text as it stands in JSON, where control characters are escaped.
  const trimmed = /[\u0000-\u001f]/.test(text) ? text : text.trim();
  const match = trimmed === '' ? null : syntax.exec(trimmed);
  if (match === null) return undefined;
  const [, sign, digits, fraction = '', suffix = ''] = match as unknown as [string, string, string, string?, string?];
  const whole = digits.replace(/^0+/, '') || '0';
  const format = formatOf(suffix);
  const exponent = format === 'exponent' ? Number(suffix.slice(1)) : decimal[suffix] ?? 0;
  if (Math.abs(exponent) > mostExponent) return trimmed;
  const mantissa = whole + fraction;
  const binaryPower = format === 'binary' ? 10 * binarySuffixes.indexOf(suffix) : 0;
  const scale = exponent - fraction.length;
  if (staysAsWritten(mantissa, scale, format, binaryPower, fraction, whole)) return trimmed;
  return print(rounded({ value: BigInt(mantissa) << BigInt(binaryPower), scale, format }), sign === '-');
}

/** The server keeps the text of amounts that are short and written in the usual way. */
function staysAsWritten(mantissa: string, scale: number, format: Format, binaryPower: number, fraction: string, whole: string): boolean {
  if (format === 'binary') {
    if (fraction !== '' || 15 - whole.length - Math.trunc(Math.fround(binaryPower) * 3 / 10) - 1 < 0) return false;
    return (BigInt(mantissa) & 7n) !== 0n;
  }
  return mantissa.length <= safeDigits && scale >= -9 && scale % 3 === 0 && !mantissa.endsWith('000') && mantissa[0] !== '0';
}

/** To billionths, upwards; an amount with a binary suffix ends where 64 bits end. */
function rounded({ value, scale, format }: Amount): Amount {
  if (scale < -9) {
    const unit = 10n ** BigInt(-9 - scale);
    return rounded({ value: (value + unit - 1n) / unit, scale: -9, format });
  }
  if (format !== 'binary') return { value, scale, format };
  const one = 10n ** BigInt(-scale);
  if (value > largestBinary * one) return { value: largestBinary, scale: 0, format };
  return value % one === 0n ? { value: value / one, scale: 0, format } : { value, scale, format: 'decimal' };
}

function print({ value, scale, format }: Amount, negative: boolean): string {
  if (value === 0n) return '0';
  const sign = negative ? '-' : '';
  if (format === 'binary' && value >= 1024n) {
    let amount = value;
    let power = 0;
    for (; amount % 1024n === 0n; power++) amount /= 1024n;
    return `${sign}${amount}${binarySuffixes[power] ?? ''}`;
  }
  let amount = value;
  let exponent = scale;
  for (; amount % 10n === 0n; exponent++) amount /= 10n;
  for (; exponent % 3 !== 0; exponent--) amount *= 10n;
  const suffix = format === 'exponent' ? (exponent === 0 ? '' : `e${exponent}`) : decimalSuffix.get(exponent) ?? '';
  return `${sign}${amount}${suffix}`;
}

/** A quantity of resources, of which the server counts thousandths and no less, rounded away from zero. */
export function roundToThousandths(quantity: string): string {
  if (!finer.test(quantity) || inThousandths.test(quantity)) return quantity;
  const { value, scale, format } = parse(quantity);
  if (scale >= -3 || format === 'binary') return quantity;
  const unit = 10n ** BigInt(-3 - scale);
  const size = value < 0n ? -value : value;
  return print({ value: (size + unit - 1n) / unit, scale: -3, format }, value < 0n);
}

/** What may be a part of a thousandth. */
const finer = /[nu.]|e-/i;
const inThousandths = /^[+-]?\d+m$/;

/** The sum of two quantities as the server stores it, in the form of the first one that is not zero. */
export function addQuantities(a: string, b: string): string {
  const [left, right] = [parse(a), parse(b)];
  const scale = Math.min(left.scale, right.scale);
  const at = (amount: Amount): bigint => amount.value * 10n ** BigInt(amount.scale - scale);
  const value = at(left) + at(right);
  return print(rounded({ value: value < 0n ? -value : value, scale, format: left.value === 0n ? right.format : left.format }), value < 0n);
}

/** The amount of a text that is a quantity; below zero too. */
function parse(quantity: string): Amount {
  const [, sign, digits, fraction = '', suffix = ''] = syntax.exec(quantity) as unknown as [string, string, string, string?, string?];
  const format = formatOf(suffix);
  const exponent = Math.max(-mostExponent, Math.min(mostExponent, format === 'exponent' ? Number(suffix.slice(1)) : decimal[suffix] ?? 0));
  const value = BigInt(digits + fraction || '0') << BigInt(format === 'binary' ? 10 * binarySuffixes.indexOf(suffix) : 0);
  return { value: sign === '-' ? -value : value, scale: exponent - fraction.length, format };
}

function formatOf(suffix: string): Format {
  return suffix.endsWith('i') ? 'binary' : /^[eE]./.test(suffix) ? 'exponent' : 'decimal';
}

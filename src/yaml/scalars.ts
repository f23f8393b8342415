/** What a plain (unquoted) scalar can mean. A `bigint` is an integer that a `number` cannot hold exactly. */
export type PlainValue = string | number | bigint | boolean | null;

/**
 * The words that a cluster reads as something else than text, and what it reads.
 * `y`, `n`, `yes`, `no`, `on` and `off` are booleans, as in YAML 1.1; `nULL` and `tRUE` are text.
 */
const words: ReadonlyMap<string, PlainValue> = new Map<string, PlainValue>([
  ...spellings(['y', 'yes', 'true', 'on'], true),
  ...spellings(['n', 'no', 'false', 'off'], false),
  ...spellings(['', '~', 'null'], null),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...spellings(['.inf', '+.inf'], Infinity),
  ...spellings(['-.inf'], -Infinity),
]);

const integer = /^([-+]?)(?:0[bB]([01]+)|0[oO]([0-7]+)|0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))$/;
const signedBinary = /^0b([-+])([01]+)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const dotFloat = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

const minInt64 = -(2n ** 63n);
const maxInt64 = 2n ** 63n - 1n;
const maxUint64 = 2n ** 64n - 1n;

/**
 * Resolves a plain scalar as a cluster does. kubectl and the API server read YAML with sigs.k8s.io/yaml, that is
 * go-yaml version 2, then turn it into JSON. Its rules are YAML 1.1 with differences, all of them kept here:
 *
 * - booleans: the eight words of YAML 1.1 as `yes`, `Yes` or `YES`, but in no other mix of cases;
 * - integers: decimal, `0b11`, `0x1F`, octal as `012` and as `0o12`; a prefix in either case; `_` anywhere after the
 *   first character is ignored; beyond 64 bits a decimal integer becomes a float;
 * - `08` and `09` are no octal numbers and become the floats 8 and 9;
 * - floats: `1.`, `.5`, `1e3` (no point or sign is needed); too large for a float (`1e400`) is text;
 * - no sexagesimal numbers: `12:30:45` is text;
 * - dates and times are text; `=` and `<<` as values are text.
 *
 * `.inf` and `.nan` come back as such, although JSON, and so a cluster, has no place for them.
 */
export function resolvePlain(text: string): PlainValue {
  const first = text.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return resolveNumber(text);
  if (mayBeWord(first) && text.length <= 5) {
    const word = words.get(text);
    if (word !== undefined) return word;
  }
  return isSignOrDot(first) ? resolveNumber(text) : text;
}

/**
 * The key that a plain scalar makes: JSON has text keys only, so `on` becomes `true`, `0x1F` becomes `31` and `1.10`
 * becomes `1.1` (printed as a 32-bit float). `undefined` where a cluster refuses the key: null, and integers beyond 63 bits.
 */
export function resolvePlainKey(text: string): string | undefined {
  const value = resolvePlain(text);
  switch (typeof value) {
    case 'string': return value;
    case 'boolean': return String(value);
    case 'bigint': return value < minInt64 || value > maxInt64 ? undefined : String(value);
    case 'number': {
      const whole = parseInteger(text.replaceAll('_', ''));
      if (whole === undefined) return float32Text(value);
      return whole < minInt64 || whole > maxInt64 ? undefined : String(whole);
    }
    default: return undefined;
  }
}

function resolveNumber(text: string): PlainValue {
  if (text.charCodeAt(0) === 0x2e) {
    return dotFloat.test(text) ? finiteOrText(text.replaceAll('_', ''), text) : text;
  }
  const digits = text.includes('_') ? text.replaceAll('_', '') : text;
  // Most numbers of a manifest: short and decimal.
  if (digits.length <= 15 && isDecimal(digits)) return Number(digits);
  const whole = parseInteger(digits);
  if (whole !== undefined) {
    const near = Number(whole);
    return BigInt(near) === whole ? near : whole;
  }
  return float.test(digits) ? finiteOrText(digits, text) : text;
}

/** The integer that a text without `_` stands for, if it is one of at most 64 bits. */
function parseInteger(digits: string): bigint | undefined {
  const match = integer.exec(digits);
  if (match === null) {
    const binary = signedBinary.exec(digits);
    return binary === null ? undefined : inRange(BigInt(`0b${binary[2]}`), binary[1]!);
  }
  const [, sign, binary, octal, hexadecimal, oldOctal, decimal] = match;
  const source = binary !== undefined ? `0b${binary}`
    : octal !== undefined ? `0o${octal}`
      : hexadecimal !== undefined ? `0x${hexadecimal}`
        : oldOctal !== undefined ? (oldOctal.length === 1 ? '0' : `0o${oldOctal.slice(1)}`)
          : decimal!;
  return inRange(BigInt(source), sign!);
}

/** Only an integer without a sign may use the 64th bit. */
function inRange(size: bigint, sign: string): bigint | undefined {
  const value = sign === '-' ? -size : size;
  return value < minInt64 || value > (sign === '' ? maxUint64 : maxInt64) ? undefined : value;
}

function finiteOrText(digits: string, text: string): number | string {
  const value = Number(digits);
  return Number.isFinite(value) ? value : text;
}

/** A 32-bit float in the fewest digits, with an exponent of two digits below 1e-4 and from 1e6 on. */
function float32Text(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single < 0 ? '-.inf' : '.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  let shortest = '';
  for (let digits = 0; digits < 9; digits++) {
    shortest = single.toExponential(digits);
    if (Math.fround(Number(shortest)) === single) break;
  }
  const [mantissa, power] = shortest.split('e') as [string, string];
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(Number(shortest));
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function isDecimal(digits: string): boolean {
  const first = digits.charCodeAt(0);
  if (first < 0x31 || first > 0x39) return digits === '0';
  for (let i = 1; i < digits.length; i++) {
    const code = digits.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

/** First characters of the words: `~`, a sign or a dot, a letter of `yntfo`, or none at all. */
function mayBeWord(code: number): boolean {
  switch (code | 0x20) {
    case 0x79: case 0x6e: case 0x74: case 0x66: case 0x6f: return true;
    default: return code === 0x7e || isSignOrDot(code) || Number.isNaN(code);
  }
}

function isSignOrDot(code: number): boolean {
  return code === 0x2b || code === 0x2d || code === 0x2e;
}

function spellings<T extends PlainValue>(lower: readonly string[], value: T): (readonly [string, T])[] {
  return lower.flatMap((word) => {
    const capital = word.replace(/[a-z]/, (letter) => letter.toUpperCase());
    return [word, capital, word.toUpperCase()].map((spelling) => [spelling, value] as const);
  });
}

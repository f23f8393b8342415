/**
 * Data as one line of ASCII: equal lines, equal data. The order of keys does not count; a number is the 64 bits of a float
 * where one can hold it, so that `-0` differs from `0`, and 1 is the same whether a reader calls it an integer or a float.
 * `yaml-reader.py` makes the same lines.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'bigint') return BigInt(Number(value)) === value ? canonical(Number(value)) : `i${value}`;
  if (typeof value === 'number') return `n${bits(value)}`;
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`${typeof value} is no data`);
  const entries = Object.entries(value).map(([key, inner]) => `${escaped(key)}:${canonical(inner)}`);
  return `{${entries.sort(byCodeUnit).join(',')}}`;
}

/** The data with each integer as a number, as readers have it that know no others. */
export function roundIntegers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(roundIntegers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, roundIntegers(inner)]));
}

function escaped(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const view = new DataView(new ArrayBuffer(8));

function bits(value: number): string {
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Data as JSON, integers that a number cannot hold included: to compare data, or to show what was found. */
export function dataText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner));
}

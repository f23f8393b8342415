const UNITS: { readonly [unit: string]: number } = {
  '': 1, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15,
};

/** How many bytes a size means, such as `5Gi`. */
export function bytesOf(size: string | number | undefined): number {
  const [, digits, unit = ''] = /^([0-9.]+)([A-Za-z]*)$/.exec(String(size ?? '')) ?? [];
  const factor = UNITS[unit];
  if (digits === undefined || factor === undefined) throw new Error(`"${size}" is no size`);
  return Number(digits) * factor;
}

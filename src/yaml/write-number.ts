/**
 * Writes a number so that readers of YAML 1.1 and 1.2 take it for the same number; `undefined` for `NaN` and the infinities,
 * which JSON, and so Kubernetes, does not know.
 *
 * A power of ten gets the point and the sign that YAML 1.1 asks for (`1.0e+21`); whole numbers below that are written in
 * full, with all digits that the number has (`9223372036854775808`, where JavaScript prints a rounded `…6000`).
 */
export function writeNumber(value: number): string | undefined {
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? '-0.0' : String(value);
  if (!Number.isFinite(value)) return undefined;
  const text = String(value);
  const power = text.indexOf('e');
  if (power >= 0) return text.includes('.') ? text : `${text.slice(0, power)}.0${text.slice(power)}`;
  return Number.isInteger(value) ? String(BigInt(value)) : text;
}

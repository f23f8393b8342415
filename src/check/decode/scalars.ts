const time = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)$/;

/**
 * A time as the server stores it, in UTC; `undefined` if it is none.
 * @param micro whether it is one with six digits of fractions, which the server then wants
 */
export function readTime(text: string, micro: boolean): string | undefined {
  const match = time.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone] = match as unknown as [string, string, string, string, string, string, string, string, string];
  if (micro && fraction.length !== 6) return undefined;
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (at.getUTCMonth() !== Number(month) - 1 || at.getUTCDate() !== Number(day)) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  at.setUTCHours(Number(hour), Number(minute), Number(second));
  if (zone !== 'Z') {
    const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))];
    if (hours > 24 || minutes > 59) return undefined;
    at.setTime(at.getTime() - (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000);
  }
  return `${at.toISOString().slice(0, 19)}${micro ? `.${fraction}` : ''}Z`;
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Bytes in base64, as the server stores them; `undefined` if they are none. */
export function readBase64(text: string): string | undefined {
  const bare = text.includes('\n') || text.includes('\r') ? text.replace(/[\r\n]/g, '') : text;
  if (bare.length % 4 !== 0 || !base64.test(bare)) return undefined;
  // Bits behind the last byte may be set; they are lost.
  return bare.endsWith('=') ? Buffer.from(bare, 'base64').toString('base64') : bare;
}

/** The server also takes bytes as a list of numbers. */
export function readByteList(list: readonly unknown[]): string | undefined {
  const fits = list.every((item) => item === null || (Number.isInteger(item) && (item as number) >= 0 && (item as number) <= 255));
  return fits ? Buffer.from(list as number[]).toString('base64') : undefined;
}

/** Whether a number is a whole one of 32 bits. */
export function isInt32(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= -2147483648 && (value as number) <= 2147483647;
}

/** Whether a number is a whole one of 64 bits. */
export function isInt64(value: unknown): boolean {
  if (typeof value === 'bigint') return value >= -(1n << 63n) && value < 1n << 63n;
  return Number.isInteger(value) && (value as number) >= -(2 ** 63) && (value as number) < 2 ** 63;
}

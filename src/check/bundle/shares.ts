/**
 * A number of pods that is given as one or as a percentage of all of them, as controllers round it.
 * @param value `2` or `"25%"`
 */
export function shareOf(value: unknown, all: number, round: 'up' | 'down'): number {
  if (typeof value === 'number') return value;
  const percent = typeof value === 'string' && /^\d{1,9}%$/.test(value) ? Number(value.slice(0, -1)) : undefined;
  if (percent === undefined) return 0;
  const exact = (percent * all) / 100;
  return round === 'up' ? Math.ceil(exact) : Math.floor(exact);
}

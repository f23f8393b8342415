import type { Field } from './field';
import { seconds } from './units';

/** A time in seconds; what is none is named. */
export function secondsOf(field: Field | undefined): number | undefined {
  const text = field?.text();
  if (field === undefined || text === undefined) return undefined;
  const found = seconds(text);
  if (found === undefined) field.name('no time, such as 1m30s');
  return found;
}

import { printable, show } from '../../core/show';

/** Of a map or list so much is shown. */
const LONGEST = 90;
/** Texts up to here are shown as a whole. */
const LONGEST_TEXT = 80;
/** Of what two texts have in common, so much stands before their difference. */
const COMMON = 16;

/**
 * How a report shows what a field was and what it becomes: `"a" -> "b"`, `+ {"name":"A"}`, `- 3`. Of two long texts only the place
 * where they differ. The plan has described what is secret already.
 */
export function changeInWords(from: unknown, to: unknown): string {
  if (from === undefined && to === undefined) return '';
  if (from === undefined) return `+ ${valueInWords(to)}`;
  if (to === undefined) return `- ${valueInWords(from)}`;
  if (Array.isArray(from) && Array.isArray(to) && isReordered(from, to)) return 'the same in another order';
  if (typeof from === 'string' && typeof to === 'string') {
    if (isDescribed(from) && from === to) return `changed ${from}`;
    if (from.includes('\n') || to.includes('\n')) return linesInWords(from.split('\n'), to.split('\n'));
    if (from.length > LONGEST_TEXT || to.length > LONGEST_TEXT) return excerpts(from, to);
  }
  return `${valueInWords(from)} -> ${valueInWords(to)}`;
}

/** Whether a value is only described: two secrets of one length look the same. */
function isDescribed(text: string): boolean {
  return /^\(secret(?:, \d+ characters?)?\)$/.test(text);
}

/** A value on one line. */
export function valueInWords(value: unknown): string {
  if (typeof value === 'string') return isDescribed(value) ? value : show(value);
  if (typeof value !== 'object' || value === null) return show(value);
  const text = asJson(value);
  return printable(text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
}

function asJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one));
}

function isReordered(from: readonly unknown[], to: readonly unknown[]): boolean {
  const [before, after] = [from, to].map((list) => list.map(asJson).sort()) as [string[], string[]];
  return before.length === after.length && before.every((item, index) => item === after[index]);
}

function linesInWords(from: readonly string[], to: readonly string[]): string {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  let end = 0;
  while (end < from.length - start && end < to.length - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++;
  const [old, now] = [from.slice(start, from.length - end), to.slice(start, to.length - end)];
  const [was, is] = unindented(old[0], now[0]);
  const first = was === undefined ? `+ ${show(is)}` : is === undefined ? `- ${show(was)}` : excerpts(was, is);
  const more = Math.max(old.length, now.length) - 1;
  return `line ${start + 1}: ${first}${more === 0 ? '' : `, and ${more} more ${more === 1 ? 'line' : 'lines'}`}`;
}

/** Two lines without the blanks around them, unless those are the difference. */
function unindented(from: string | undefined, to: string | undefined): readonly [string | undefined, string | undefined] {
  return from?.trim() === to?.trim() ? [from, to] : [from?.trim(), to?.trim()];
}

/** Two texts from a little before their difference on. */
function excerpts(from: string, to: string): string {
  if (from.length <= LONGEST_TEXT && to.length <= LONGEST_TEXT) return `${show(from)} -> ${show(to)}`;
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same++;
  const start = same > COMMON * 2 ? same - COMMON : 0;
  const part = (text: string): string => show(`${start === 0 ? '' : '…'}${text.slice(start)}`);
  return `${part(from)} -> ${part(to)}`;
}

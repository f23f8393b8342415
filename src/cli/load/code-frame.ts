import { readFileSync } from 'node:fs';
import type { Style } from '../style';

/** What a frame points at, counted from 1. */
export interface FramePlace {
  readonly line: number;
  readonly column: number;
  /** How many characters are marked. @default 1 */
  readonly length?: number | undefined;
}

const around = 2;
const widest = 160;

/**
 * The lines around a place, the place marked:
 * ```
 *   12 | const db = find('db');
 * > 13 | db.scale(3);
 *      |    ^
 * ```
 */
export function codeFrame(text: string, { line, column, length = 1 }: FramePlace, style: Style): string {
  const lines = text.split('\n');
  const first = Math.max(1, line - around);
  const last = Math.min(lines.length, line + around);
  const width = String(last).length;
  const rows: string[] = [];
  for (let number = first; number <= last; number++) {
    // Tabs would move the mark.
    const code = lines[number - 1]!.replace(/\r$/, '').replaceAll('\t', ' ').slice(0, widest);
    const margin = `${String(number).padStart(width)} |`;
    if (number !== line) {
      rows.push(`  ${style.dim(margin)} ${code}`.trimEnd());
      continue;
    }
    rows.push(`${style.red('>')} ${margin} ${code}`);
    const marks = '^'.repeat(Math.max(1, Math.min(length, code.length - column + 1)));
    rows.push(`  ${style.dim(`${' '.repeat(width)} |`)} ${' '.repeat(Math.max(0, column - 1))}${style.red(marks)}`);
  }
  return rows.join('\n');
}

/** The frame of a place in a file; `undefined` where the file cannot be read. */
export function codeFrameOf(file: string, place: FramePlace, style: Style): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return place.line > text.split('\n').length ? undefined : codeFrame(text, place, style);
  } catch {
    return undefined;
  }
}

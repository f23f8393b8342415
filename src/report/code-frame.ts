import { mentionsSecret } from '../core/secret-words';
import { printable } from '../core/show';

/** A place in a text; both counted from 1. */
export interface FramePlace {
  readonly line: number;
  readonly column: number;
}

/** Options of a code frame. */
export interface FrameOptions {
  /** Lines before and behind the one that is meant. @default 1 */
  readonly around?: number;
  /** Width in characters; longer lines are cut. @default 100 */
  readonly width?: number;
}

/** A line of a code frame, without colours. */
export interface FrameLine {
  /** Counted from 1; none for the line with the marks. */
  readonly number?: number;
  readonly text: string;
  /** Whether it is the line that is meant. */
  readonly meant: boolean;
}

/** The first word of what stands at the place: a key, a quoted text, a plain value. */
const word = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[\w$./-]+|\S)/;
const hidden = '…';

/**
 * The lines around a place, and a line of marks below the one that is meant; nothing where the text has no such line. Lines that
 * name a secret are shown without their values.
 */
export function codeFrame(lines: readonly string[], { line, column }: FramePlace, { around = 1, width = 100 }: FrameOptions = {}): FrameLine[] {
  const meant = lines[line - 1];
  if (meant === undefined) return [];
  const first = Math.max(1, line - around);
  const last = Math.min(lines.length, line + around);
  const shown = lines.slice(first - 1, last);
  // Of a list of variables, the name stands on one line and the value on the next.
  const secret = shown.some(mentionsSecret);
  // Of a line as long as a file, the part that is meant.
  const start = column > width - 20 ? Math.max(0, column - 1 - Math.floor(width / 2)) : 0;
  return shown.flatMap((text, index): FrameLine[] => {
    const number = first + index;
    const cut = cutLine(secret ? withoutValues(text) : text, number === line ? start : 0, width);
    if (number !== line) return [{ number, text: cut.trimEnd(), meant: false }];
    const found = word.exec(cut.slice(column - 1 - start));
    const marks = ' '.repeat(column - 1 - start) + '^'.repeat(Math.max(1, Math.min(found?.[0].length ?? 1, width - (column - 1 - start))));
    return [{ number, text: cut.trimEnd(), meant: true }, { text: marks, meant: true }];
  });
}

function cutLine(text: string, start: number, width: number): string {
  // A tab counts as one column in places, so it must be one character here.
  const line = printable(text.slice(start, start + width).replaceAll('\t', ' '));
  return start + width < text.length ? `${line.slice(0, -1)}${hidden}` : line;
}

/** What stands behind a key or in quotes gives way to an ellipsis; what is left keeps its column. */
function withoutValues(text: string): string {
  const key = /^(\s*(?:- +)*)((?:"[^"]*"|'[^']*'|[\w$./-]+)\s*:)(?=\s|$)(.*)$/.exec(text);
  if (key === null) {
    // A line without any bracket is a text in a list or a block, and all of it a value.
    if (!/[(){};]/.test(text)) return text.replace(/\S.*$/, hidden);
    return text.replace(/(["'`])(?:(?!\1).)*\1?/g, (quoted) => `${quoted[0]!}${hidden}${quoted[0]!}`);
  }
  const [, indent, name, value] = key as unknown as [string, string, string, string];
  // The name of a variable or of a key is what the reader looks for.
  if (value.trim() === '' || /^(?:name|key|kind)\s*:$/.test(name)) return text;
  return `${indent}${name} ${hidden}`;
}

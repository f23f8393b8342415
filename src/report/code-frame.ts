import { mentionsSecret } from '../core/secret-words';
import { printable } from '../core/show';
import { type MaskedLine, maskedData } from './masked-data';
import { maskedProgram } from './masked-program';

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
  /** Whether the text is YAML or JSON; otherwise it may be a program. @default false */
  readonly isData?: boolean;
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
export function codeFrame(lines: readonly string[], { line, column }: FramePlace, options: FrameOptions = {}): FrameLine[] {
  const { around = 1, width = 100, isData = false } = options;
  const meant = lines[line - 1];
  if (meant === undefined) return [];
  const first = Math.max(1, line - around);
  const last = Math.min(lines.length, line + around);
  const shown = lines.slice(first - 1, last);
  // Of a list of variables, the name stands on one line and the value on the next, or sometimes on the one before.
  const secret = shown.findIndex(mentionsSecret);
  return shown.flatMap((text, index): FrameLine[] => {
    const number = first + index;
    const hides = secret >= 0 && (index >= secret || !isField(text));
    const { text: content, columnOf } = hides ? withoutValues(text, isData) : { text, columnOf: same };
    const isMeant = number === line;
    const place = isMeant ? columnOf(column - 1) : 0;
    // Of a line as long as a file, the part that is meant.
    const start = place >= width - 20 ? place - Math.floor(width / 2) : 0;
    const cut = cutLine(content, start, width);
    if (!isMeant) return [{ number, text: cut.trimEnd(), meant: false }];
    const found = word.exec(cut.slice(place - start));
    const marks = ' '.repeat(place - start) + '^'.repeat(Math.max(1, Math.min(found?.[0].length ?? 1, width - (place - start))));
    return [{ number, text: cut.trimEnd(), meant: true }, { text: marks, meant: true }];
  });
}

/** Whether a line is a field that cannot be the value of a variable, nor a part of a longer text. */
function isField(text: string): boolean {
  return /^\s*(?:- +)*[\w$./-]+\s*:(?:\s|$)|^\s*(?:const|let|new|import)\s/.test(text) && !/value/i.test(text);
}

function same(column: number): number {
  return column;
}

function cutLine(text: string, start: number, width: number): string {
  // A tab counts as one column in places, so it must be one character here.
  const line = printable(text.slice(start, start + width).replaceAll('\t', ' '));
  return start + width < text.length ? `${line.slice(0, -1)}${hidden}` : line;
}

/** What stands behind a key or in quotes gives way to an ellipsis. */
function withoutValues(text: string, isData: boolean): MaskedLine {
  // A line without any bracket is data inside of a program, too.
  const isProgram = !isData && /[(){};]/.test(text) && !/^\s*(?:- +)*(?:"[^"]*"|'[^']*'|[\w$./-]+)\s*:(?=\s|$)/.test(text);
  return isProgram ? maskedProgram(text) : maskedData(text);
}

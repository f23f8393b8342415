import { readFileSync } from 'node:fs';
import { codeFrame, type FramePlace } from '../../report/code-frame';
import type { Style } from '../style';

/** The lines around a place in a file, the place marked; `undefined` where the file has no such line. */
export function codeFrameOf(file: string, place: FramePlace, style: Style): string | undefined {
  const lines = codeFrame(readLines(file), place, { around: 2, width: 140 });
  if (lines.length === 0) return undefined;
  const width = Math.max(...lines.map(({ number = 0 }) => String(number).length));
  return lines.map(({ number, text, meant }) => {
    const margin = style.dim(`${String(number ?? '').padStart(width)} |`);
    const pointer = meant && number !== undefined ? style.red('>') : ' ';
    return `${pointer} ${margin} ${meant && number === undefined ? style.red(text) : text}`.trimEnd();
  }).join('\n');
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r\n|\n/);
  } catch {
    return [];
  }
}

import { printable } from '../../core/show';
import type { Style } from '../style';
import { diffLines, type LineChange } from './line-diff';
import { hidden, hideSecrets } from './hide-secrets';

const around = 3;
const otherHidden = '<hidden, another value>';

/**
 * The unified diff of one file, as `diff -u` and git write it. Values of Secrets are not in it: that they differ is.
 * @param before `undefined` for a file that is not there yet
 * @param after `undefined` for a file that goes away
 */
export function unifiedDiff(path: string, before: string | undefined, after: string | undefined, style: Style): string {
  const [oldLines, newLines] = [linesOf(before), linesOf(after)];
  const [oldShown, newShown] = [hideSecrets(path, oldLines), hideSecrets(path, newLines)];
  const changes = diffLines(oldLines, newLines);
  // Elsewhere than in the folder where it runs, as git writes it: without the first slash.
  const name = path.replace(/^\//, '');
  const head = [
    style.bold(`--- ${before === undefined ? '/dev/null' : `a/${name}`}`),
    style.bold(`+++ ${after === undefined ? '/dev/null' : `b/${name}`}`),
  ];
  const hunks = hunksOf(changes).map((hunk) => {
    const taken = new Set(hunk.filter(({ kind }) => kind === '-').map((change) => oldShown[change.before]!));
    return [
      style.cyan(hunkHead(hunk)),
      ...hunk.map(({ kind, before: oldIndex, after: newIndex }) => {
        const line = kind === '+' ? newShown[newIndex]! : oldShown[oldIndex]!;
        // Two lines that look alike, of which one replaces the other, would look like a mistake.
        const isOther = kind === '+' && line !== newLines[newIndex] && taken.has(line);
        const text = printable(`${kind}${isOther ? line.replace(hidden, otherHidden) : line}`);
        return kind === '-' ? style.red(text) : kind === '+' ? style.green(text) : text;
      }),
    ];
  });
  return [...head, ...hunks.flat()].join('\n');
}

/** A text without a line break at its end differs from one with it. */
function linesOf(text: string | undefined): string[] {
  if (text === undefined || text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  else lines.push('\\ No newline at end of file');
  return lines;
}

function hunksOf(changes: readonly LineChange[]): LineChange[][] {
  const hunks: LineChange[][] = [];
  let end = -1;
  changes.forEach(({ kind }, index) => {
    if (kind === ' ') return;
    const from = Math.max(0, index - around);
    const to = Math.min(changes.length, index + around + 1);
    if (hunks.length > 0 && from <= end) hunks.at(-1)!.push(...changes.slice(end, to));
    else hunks.push(changes.slice(from, to));
    end = to;
  });
  return hunks;
}

function hunkHead(hunk: readonly LineChange[]): string {
  const range = (from: number, count: number): string => `${count === 0 ? from : from + 1}${count === 1 ? '' : `,${count}`}`;
  const removed = hunk.filter(({ kind }) => kind !== '+').length;
  const added = hunk.filter(({ kind }) => kind !== '-').length;
  return `@@ -${range(hunk[0]!.before, removed)} +${range(hunk[0]!.after, added)} @@`;
}

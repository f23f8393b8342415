/** A line whose values are hidden. */
export interface MaskedLine {
  readonly text: string;
  /** Where a column of the line is now; both counted from 0. */
  readonly columnOf: (column: number) => number;
}

/** Fields whose values say which object or key is meant, and none of what is in it. */
const references: ReadonlySet<string> = new Set(['apiVersion', 'image', 'key', 'kind', 'name', 'namespace', 'optional', 'secretName', 'type']);

const longest = 100_000;

const key = /(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*:|[\w$./-]+\s*:(?=\s|$)/y;
const between = /(?:\s+|[{}[\],]|-(?=\s))+/y;
const inBrackets = /"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|[^\s,{}[\]][^,{}[\]]*/y;
const toTheEnd = /\S.*/y;

/**
 * A line of YAML or JSON without its values: an ellipsis stands for each. Keys stay, and what refers to something, so that a reader
 * finds the place.
 */
export function maskedData(text: string): MaskedLine {
  if (/^(?:---|\.\.\.)\s*$/.test(text)) return { text, columnOf: (column) => column };
  // A file in one line would take as long for each of its findings.
  if (text.length > longest) return { text: '…', columnOf: () => 0 };
  let masked = '';
  let field: string | undefined;
  let depth = 0;
  const moves: Move[] = [];
  const take = (pattern: RegExp, at: number): string => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? '';
  };
  for (let at = 0; at < text.length;) {
    let part = take(between, at);
    if (part !== '') {
      for (const char of part) depth += char === '{' || char === '[' ? 1 : char === '}' || char === ']' ? -1 : 0;
      if (/[{[,}\]]/.test(part)) field = undefined;
      masked += part;
    } else if ((part = take(key, at)) !== '') {
      field = part.slice(0, part.lastIndexOf(':')).trim().replace(/^["']|["']$/g, '');
      masked += part;
    } else {
      part = take(depth > 0 ? inBrackets : toTheEnd, at) || text[at]!;
      // A block of text is in the lines below.
      const isShown = field !== undefined && references.has(field) && !/\s#|^[|>]/.test(part);
      masked += isShown ? part : '…';
      field = undefined;
    }
    at += part.length;
    moves.push({ from: at, to: masked.length });
  }
  return { text: masked, columnOf: (column) => columnAfter(moves, column) };
}

/** A column of a line, and the one that it became. */
export interface Move {
  readonly from: number;
  readonly to: number;
}

/** What a column became, by the columns around it. */
export function columnAfter(moves: readonly Move[], column: number): number {
  let [from, to] = [0, 0];
  for (const move of moves) {
    if (move.from > column) return Math.min(to + column - from, move.to - 1);
    ({ from, to } = move);
  }
  return to + column - from;
}

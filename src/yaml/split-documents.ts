/** One document of a stream: where its own text lies. */
export interface Extent {
  readonly start: number;
  readonly end: number;
  /** Where its content starts, behind comments and white space. */
  readonly first: number;
  /** What is wrong with the way in which it is separated from the document before. */
  readonly problem?: { readonly message: string; readonly offset: number };
}

/**
 * Finds the documents of a stream; those of nothing but comments and white space are left out, as a cluster leaves them out.
 *
 * It goes by lines alone, so that a broken document does not take others with it: a line that starts with `---` or `...`
 * can be inside of no document. What a cluster makes of the stream decides what is wrong with it: kubectl refuses text
 * behind a `---` and `%` directives, and reads nothing after a `...` up to the next `---`, without a word.
 */
export function splitDocuments(text: string): Extent[] {
  const documents: Extent[] = [];
  const dashes = new LineFinder(text, '---', false);
  const dots = new LineFinder(text, '...', true);
  let start = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
  let afterDots = false;
  for (;;) {
    const nextDots = dots.from(start);
    const nextDashes = dashes.from(start);
    const end = Math.min(nextDots, nextDashes, text.length);
    const first = firstContent(text, start, end);
    if (first < end) pushParts(documents, text, describe(text, start, end, first, afterDots));
    if (end === text.length) return documents;
    afterDots = nextDots < nextDashes;
    start = lineEnd(text, end);
    const behind = firstContent(text, end + 3, start);
    if (behind < start) {
      const marker = afterDots ? '...' : '---';
      const problem = { message: `expected nothing behind ${marker} on its line; a cluster refuses it`, offset: behind };
      documents.push({ start: behind, end: start, first: behind, problem });
    }
  }
}

const byteOrderMark = 0xfeff;

/** Objects of JSON can also stand behind each other without anything between, as kubectl reads them. */
function pushParts(documents: Extent[], text: string, whole: Extent): void {
  let { start, first } = whole;
  while (text[first] === '{' && whole.problem === undefined) {
    const end = endOfJson(text, first, whole.end);
    const next = end === undefined ? whole.end : firstContent(text, end, whole.end);
    if (end === undefined || text[next] !== '{') break;
    documents.push({ start, end, first });
    start = next;
    first = next;
  }
  documents.push({ ...whole, start, first });
}

/** Where an object of JSON ends; `undefined` for what does not end, or is no JSON. */
function endOfJson(text: string, start: number, end: number): number | undefined {
  let depth = 0;
  for (let at = start; at < end; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22:
        for (at++; at < end && text.charCodeAt(at) !== 0x22; at++) if (text.charCodeAt(at) === 0x5c) at++;
        break;
      case 0x7b: case 0x5b: depth++; break;
      case 0x7d: case 0x5d:
        if (--depth === 0) return at + 1;
        break;
      default:
    }
  }
  return undefined;
}

function describe(text: string, start: number, end: number, first: number, afterDots: boolean): Extent {
  if (text[first] === '%') {
    return { start, end, first, problem: { message: 'expected no directive; a cluster refuses lines that start with "%"', offset: first } };
  }
  if (afterDots) {
    const message = 'expected --- before the next document; a cluster reads nothing between ... and ---';
    return { start, end, first, problem: { message, offset: first } };
  }
  // A byte order mark is allowed in front of each document.
  return { start: text.charCodeAt(start) === byteOrderMark ? start + 1 : start, end, first };
}

/** Finds lines that start with a marker. It searches on only once the last find is used up: markers may be rare. */
class LineFinder {
  private found = -1;

  /** @param alone whether only a marker with a blank behind it counts: kubectl takes any line that starts with `---` */
  constructor(private readonly text: string, private readonly marker: string, private readonly alone: boolean) {}

  /** Offset of the next such line at or behind `start`, which is the start of a line; `Infinity` when there is none. */
  from(start: number): number {
    if (this.found < start) this.found = this.search(start);
    return this.found;
  }

  private search(start: number): number {
    if (this.isMarker(start)) return start;
    for (let at = this.text.indexOf('\n' + this.marker, start); at >= 0; at = this.text.indexOf('\n' + this.marker, at + 1)) {
      if (this.isMarker(at + 1)) return at + 1;
    }
    return Infinity;
  }

  private isMarker(at: number): boolean {
    return this.text.startsWith(this.marker, at) && (!this.alone || /^[ \t\r\n]?$/.test(this.text.charAt(at + 3)));
  }
}

/** Offset of the first character that is neither white space nor part of a comment, or `end`. */
function firstContent(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    switch (text[at]) {
      case ' ': case '\t': case '\n': case '\r': case '\ufeff': at++; break;
      case '#': at = Math.min(lineEnd(text, at), end); break;
      default: return at;
    }
  }
  return end;
}

/** Offset of the line after the one that `at` is on. */
function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found + 1;
}

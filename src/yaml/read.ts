import { readFully } from './full-reader';
import { PositionFinder } from './positions';
import type { ReadErrorCode, Trouble } from './read-error';
import { type Extent, splitDocuments } from './split-documents';
import { unsure } from './subset-flow';
import { readSubset } from './subset-reader';

/** A place in a text. */
export interface Position {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units. */
  readonly column: number;
  /** Counted from 0, in UTF-16 code units of the whole text. */
  readonly offset: number;
}

/** A problem in a document, and its place. */
export interface ReadError extends Position {
  readonly code: ReadErrorCode;
  readonly message: string;
}

/** A document of a stream. */
export interface ReadDocument {
  /**
   * The data, as JSON has it: maps are plain objects with text keys. A `bigint` stands for an integer that a number cannot
   * hold. `undefined` for a document with errors, so that nobody takes half a document for the whole.
   */
  readonly value: unknown;
  /** What is wrong with it. */
  readonly errors: readonly ReadError[];
  /** Where its content starts, behind comments. */
  readonly place: Position;
  /**
   * Where a value comes from: the key of a map entry, an item of a list, the first value for the empty pointer.
   * `undefined` when there is no such value. The first call for a document parses it anew, to find out.
   * @param pointer JSON pointer into the value
   */
  position(pointer: string): Position | undefined;
}

/**
 * Reads a stream of YAML or JSON documents as a cluster reads it: kubectl and the API server use sigs.k8s.io/yaml, whose
 * rules are those of YAML 1.1 with differences; `resolvePlain` lists them. Documents of nothing but comments are left out.
 *
 * What is wrong with a document is in its `errors` and does not touch the others; no text makes this throw. Stricter than
 * a cluster on purpose: keys given twice are errors (as under strict field validation), and so is what readers disagree on.
 */
export function readDocuments(text: string): ReadDocument[] {
  const stream = new Stream(text);
  return splitDocuments(stream.text).map((extent) => new StreamDocument(stream, extent));
}

/** What the documents of one text share. */
class Stream {
  readonly text: string;
  /** Whether every character is a usual one, and every line ends with a line feed alone. */
  readonly simple: boolean;
  private lineStarts: number[] | undefined;

  constructor(text: string) {
    // A carriage return alone is a line break too; one that is followed by a line feed can stay.
    this.text = text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
    this.simple = !unusual.test(text);
  }

  position(offset: number): Position {
    this.lineStarts ??= findLineStarts(this.text);
    let low = 0;
    let high = this.lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.lineStarts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - this.lineStarts[low]! + 1, offset };
  }
}

const unusual = /[^\t\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const forbidden = /[^\t\n\r -~\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
/** Line breaks to some readers only. */
const rareLineBreak = /[\u0085\u2028\u2029]/;

/** Keeps its source private to the letter: printed or compared, a document is its value, errors and place. */
class StreamDocument implements ReadDocument {
  readonly value: unknown;
  readonly errors: readonly ReadError[];
  readonly #stream: Stream;
  readonly #extent: Extent;
  #finder: PositionFinder | undefined;
  #place: Position | undefined;

  constructor(stream: Stream, extent: Extent) {
    const troubles: Trouble[] = [];
    this.#stream = stream;
    this.#extent = extent;
    this.value = read(stream, extent, troubles);
    this.errors = troubles.map(({ code, message, offset }) => ({ code, message, ...stream.position(offset) }));
  }

  get place(): Position {
    return (this.#place ??= this.#stream.position(this.#extent.first));
  }

  position(pointer: string): Position | undefined {
    const { start, end } = this.#extent;
    this.#finder ??= new PositionFinder(this.#stream.text.slice(start, end));
    const offset = this.#finder.offset(pointer);
    return offset === undefined ? undefined : this.#stream.position(start + offset);
  }
}

/** The value of a document, by the fast reader where it can do it. */
function read(stream: Stream, { start, end, problem }: Extent, troubles: Trouble[]): unknown {
  if (problem !== undefined) {
    troubles.push({ code: 'yaml/separator', ...problem });
    return undefined;
  }
  const source = stream.simple ? '' : stream.text.slice(start, end);
  const found = forbidden.exec(source);
  if (found !== null) {
    const name = found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    troubles.push({ code: 'yaml/character', message: `expected text, found the character U+${name}`, offset: start + found.index });
    return undefined;
  }
  if (stream.simple) {
    const value = readSubset(stream.text, start, end);
    if (value !== unsure) return value;
  } else if (!rareLineBreak.test(source)) {
    const lines = source.replaceAll('\r\n', '\n');
    const value = readSubset(lines, 0, lines.length);
    if (value !== unsure) return value;
  }
  const full = readFully(stream.text.slice(start, end));
  if (full.troubles.length === 0) return full.value;
  troubles.push(...full.troubles.map((trouble) => ({ ...trouble, offset: start + trouble.offset })));
  return undefined;
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

import { setEntry } from './entry';
import { type KeyOrders, type KeyRanks, kubernetesKeyOrders, orderKeys, partsUnderFields, rankAll } from './key-order';
import { writeNumber } from './write-number';
import { writeKey, writeString } from './write-string';

/*
 * The way that nearly every object takes: plain data, not deep. It keeps no account of where it is, asks each
 * value only what must be known, and gives up at whatever is not so simple; the writer that knows every case then starts again.
 */

type Part = keyof KeyOrders;
const parts: readonly (Part | undefined)[] = [undefined, 'object', 'template', 'metadata', 'container'];
const ranks = rankAll(kubernetesKeyOrders);
const ranksOf: readonly (KeyRanks | undefined)[] = parts.map((part) => (part === undefined ? undefined : ranks[part]));
const numberOf = (part: Part | undefined): number => parts.indexOf(part);
const objectPart = numberOf('object');

/** A key as it starts a line, and what is known of a map or list under it. */
interface LineStart {
  /** Before a value on the same line. */
  readonly inline: string;
  /** Before a map or list on the lines that follow. */
  readonly open: string;
  /** Its place among the keys of such a part of an object. */
  readonly rank: number;
  /** Which part a map under it is, and an item of a list under it. */
  readonly value: number;
  readonly items: number;
}

/** For each part of an object those behind a `- `, then those of each column: the same few hundred keys come again and again. */
const lineStarts: Map<string, LineStart>[] = [];
const mostLineStarts = 2000;
const longestKey = 100;
/** Kubernetes' own types need less than 40. */
const deepest = 60;
/** How many pieces are joined at once: all of a large file would be there twice for a while, a few take more time. */
const piecesAtOnce = 4000;

/** Thrown where an object is not for this writer. */
const tooHard = new Error('an object that needs the other writer');

/** Writes a stream of documents, as far as they are simple. */
export class QuickWriter {
  private readonly chunks: string[] = [];
  private pieces: string[] = [];
  /** Whether something was added to what all objects have, which would then seem to be part of the data. */
  private readonly spoilt = hasKeys(Object.prototype);

  /** Adds a text. */
  add(text: string): void {
    this.pieces.push(text);
  }

  /** Adds a document, or nothing where it is not for this writer. */
  tryDocument(object: unknown): boolean {
    const { pieces } = this;
    const before = pieces.length;
    if (typeof object !== 'object' || object === null || Array.isArray(object) || this.spoilt) return false;
    try {
      if (!this.entries(object, 0, '', objectPart, 0) || pieces[pieces.length - 1]!.endsWith('\n')) throw tooHard;
    } catch (error) {
      if (error !== tooHard) throw error;
      pieces.length = before;
      return false;
    }
    pieces.push('\n');
    if (pieces.length > piecesAtOnce) this.join();
    return true;
  }

  /** Everything that was added, in parts of some hundred kilobytes. */
  done(): readonly string[] {
    this.join();
    return this.chunks;
  }

  private join(): void {
    if (this.pieces.length > 0) this.chunks.push(this.pieces.join(''));
    this.pieces = [];
  }

  /**
   * Adds the entries of a map, each on a line of its own; whether there was any.
   * @param lead what stands before the first one: nothing behind a `- `, and at the start of a document
   */
  private entries(map: object, column: number, lead: string, part: number, depth: number): boolean {
    if (Object.getPrototypeOf(map) !== Object.prototype || depth > deepest) throw tooHard;
    const { pieces } = this;
    const begin = pieces.length;
    const usual = column + 1;
    let starts = startsAt(lead === '' ? 0 : usual, part);
    let any = false;
    let highest = -Infinity;
    // One function, and no list of keys: both save a third of the time. What could be found beside the keys of the map itself was
    // looked for.
    for (const key in map) {
      const value = (map as { readonly [key: string]: unknown })[key];
      if (value === undefined) continue;
      const start = starts.get(key) ?? lineStart(starts, key, any ? newline(column) : lead, part);
      if (start.rank < highest) {
        pieces.length = begin;
        return this.entries(inOrder(map, part), column, lead, part, depth);
      }
      highest = start.rank;
      if (!any) {
        any = true;
        if (lead === '') starts = startsAt(usual, part);
      }
      if (typeof value === 'string') pieces.push(start.inline, string(value, column));
      else if (typeof value !== 'object' || value === null) pieces.push(start.inline, scalar(value));
      else {
        const before = pieces.push(start.open) - 1;
        const isEmpty = Array.isArray(value)
          ? !this.items(value, column + 2, newline(column + 2), start.items, depth + 1)
          : !this.entries(value, column + 2, newline(column + 2), start.value, depth + 1);
        if (isEmpty) pieces[before] = start.inline + (Array.isArray(value) ? '[]' : '{}');
      }
    }
    return any;
  }

  /** Adds the items of a list; whether there was any. */
  private items(list: readonly unknown[], column: number, lead: string, part: number, depth: number): boolean {
    if (Object.getPrototypeOf(list) !== Array.prototype || depth > deepest) throw tooHard;
    const { pieces } = this;
    let start = `${lead}- `;
    for (let index = 0; index < list.length; index++) {
      const value = list[index] ?? null;
      if (typeof value === 'string') pieces.push(start, string(value, column));
      else if (typeof value !== 'object' || value === null) pieces.push(start, scalar(value));
      else {
        pieces.push(start);
        if (Array.isArray(value)) {
          if (!this.items(value, column + 2, '', 0, depth + 1)) pieces.push('[]');
        } else if (!this.entries(value, column + 2, '', part, depth + 1)) pieces.push('{}');
      }
      start = `${newline(column)}- `;
    }
    return list.length > 0;
  }
}

function string(text: string, column: number): string {
  const written = writeString(text, column + 2, 'all');
  if (written === undefined) throw tooHard;
  return written;
}

function scalar(value: unknown): string {
  switch (typeof value) {
    case 'number': {
      const written = writeNumber(value);
      if (written === undefined) throw tooHard;
      return written;
    }
    case 'boolean':
    case 'bigint':
      return String(value);
    default:
      if (value !== null) throw tooHard;
      return 'null';
  }
}

/** The same map with its keys in their order. */
function inOrder(map: object, part: number): object {
  const given = Object.keys(map);
  const keys = orderKeys(given, ranksOf[part]!);
  // JavaScript puts keys that are numbers before all others.
  if (keys === given || given.some((key) => /^[0-9]+$/.test(key))) throw tooHard;
  const ordered: { [key: string]: unknown } = {};
  for (const key of keys) setEntry(ordered, key, (map as { readonly [key: string]: unknown })[key]);
  return ordered;
}

function startsAt(place: number, part: number): Map<string, LineStart> {
  return (lineStarts[place * parts.length + part] ??= new Map());
}

function lineStart(starts: Map<string, LineStart>, key: string, lead: string, part: number): LineStart {
  const written = writeKey(key);
  if (written === undefined || written.length > longestKey) throw tooHard;
  const under = partsUnderFields.get(key);
  const start = {
    inline: `${lead}${written}: `,
    open: `${lead}${written}:`,
    rank: ranksOf[part]?.get(key) ?? 0,
    value: numberOf(under?.value),
    items: numberOf(under?.items),
  };
  if (starts.size >= mostLineStarts) starts.clear();
  starts.set(key, start);
  return start;
}

const newlines: string[] = [];

/** A line break, and the padding of the line after it. */
function newline(column: number): string {
  return (newlines[column] ??= '\n' + ' '.repeat(column));
}

function hasKeys(object: object): boolean {
  for (const key in object) return key !== undefined;
  return false;
}

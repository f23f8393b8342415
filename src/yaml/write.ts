import { DataWalker } from './data-walker';
import { type KeyOrders, type KeyRanks, kubernetesKeyOrders, orderKeys, partsUnderFields, rankAll, type RanksOfParts } from './key-order';
import { QuickWriter } from './quick-writer';
import { writeNumber } from './write-number';
import { type BlockScalars, writeKey, writeString } from './write-string';

/** How documents are written. */
export interface WriteOptions {
  /** Which keys come first and last; `{}` keeps every key where it was given. @default kubernetesKeyOrders */
  readonly keyOrders?: KeyOrders;
}

/** How a stream of documents is written. */
export interface WriteDocumentsOptions extends WriteOptions {
  /** Whether the first document has a `---` before it, as the others have. @default false */
  readonly leadingMarker?: boolean;
}

/**
 * Writes one object as a YAML document that every reader, of YAML 1.1 or 1.2, reads back as the same data.
 *
 * Texts of several lines are block scalars; any text that some reader could take for something else is quoted. There are
 * no anchors, no tags and no folded lines: an object used twice is written twice.
 *
 * Values are treated as `JSON.stringify` treats them: `toJSON` is called; `undefined` leaves a key out, and is `null` in a
 * list. What JSON would lose without a word is refused instead. The same value gives the same bytes; keys that are not in
 * the table of key orders stay where they were given (JavaScript itself moves keys such as `8080` before all others).
 *
 * @returns the document, with one newline at its end
 * @throws YamlWriteError for a cycle, nesting deeper than 512, `NaN` and the infinities, functions, symbols, `undefined`
 * as a whole document, collections that are neither lists nor plain objects (a `Map`, a `Set`, bytes), and text with half
 * of a surrogate pair
 */
export function writeDocument(object: unknown, options: WriteOptions = {}): string {
  return writeDocuments([object], options);
}

/**
 * Writes objects as a stream of documents with `---` lines between them; no objects give an empty text.
 * @throws YamlWriteError as `writeDocument` does
 */
export function writeDocuments(objects: Iterable<unknown>, options: WriteDocumentsOptions = {}): string {
  return writeInChunks(objects, options).join('');
}

/**
 * As `writeDocuments`, in parts that give the text one behind the other: a large one need not be there as a whole.
 * @throws YamlWriteError as `writeDocument` does
 */
export function writeInChunks(objects: Iterable<unknown>, options: WriteDocumentsOptions = {}): readonly string[] {
  const quick = new QuickWriter();
  const simple = options.keyOrders === undefined;
  let thorough: Writer | undefined;
  let index = 0;
  for (const object of objects) {
    if (index > 0 || options.leadingMarker === true) quick.add('---\n');
    if (!simple || !quick.tryDocument(object)) quick.add((thorough ??= new Writer(options)).write(object, index));
    index++;
  }
  return quick.done();
}

const defaultRanks = rankAll(kubernetesKeyOrders);

/** Longest key, as written, that every reader takes without a `?` before it. */
const longestKey = 1000;

/** A key as it starts a line: before a value on the same line, and before a map or list on the lines that follow. */
interface LineStart {
  readonly inline: string;
  readonly open: string;
}

/** The line starts behind a `- `, then those of each column: the same few hundred keys come again and again. */
const lineStarts: Map<string, LineStart>[] = [];
const mostLineStarts = 2000;
const longestKnownKey = 100;
const lastKnownColumn = 60;

function lineStartsAt(place: number): Map<string, LineStart> {
  return (lineStarts[place] ??= new Map());
}

class Writer extends DataWalker {
  private readonly ranks: RanksOfParts;
  /** All lines so far. Each brings the newline before itself, so that the first one has one too many. */
  private text = '';
  private blocks: BlockScalars = 'all';
  /** The text that was written last. */
  private lastText = '';

  constructor({ keyOrders }: WriteOptions) {
    super();
    this.ranks = keyOrders === undefined ? defaultRanks : rankAll(keyOrders);
  }

  write(object: unknown, document: number): string {
    this.document = document;
    this.blocks = 'all';
    this.lastText = '';
    const text = this.root(object);
    if (!this.lastText.endsWith('\n\n')) return text;
    // The empty lines at the end of a last block scalar are part of it, and the first thing that an editor removes.
    this.blocks = 'unless-ending-empty';
    return this.root(object);
  }

  private root(object: unknown): string {
    const value = this.settle(object, '', 0);
    this.text = '';
    if (value === undefined) this.refuse('there is nothing to write', 0);
    if (typeof value !== 'object' || value === null) this.text = '\n' + this.scalar(value, -1, 0);
    else if (!Array.isArray(value)) this.text = this.entries(value, 0, false, 0, this.ranks.object) ? this.text : '\n{}';
    else if (value.length > 0) this.items(value, 0, '\n', 0);
    else this.text = '\n[]';
    // Taking a slice joins the pieces. A whole stream left in pieces takes twice as long to join, and more memory.
    return (this.text + '\n').slice(1);
  }

  /**
   * Writes the entries of a map, each on a line of its own.
   * @param afterDash whether the first one stands behind the `- ` of a list, on its line
   * @returns whether there was any
   */
  private entries(map: object, column: number, afterDash: boolean, depth: number, ranks?: KeyRanks): boolean {
    this.enter(map, depth);
    const keys = ranks === undefined ? Object.keys(map) : orderKeys(Object.keys(map), ranks);
    let starts = lineStartsAt(afterDash ? 0 : column + 1);
    let any = false;
    for (const key of keys) {
      this.path[depth] = key;
      const value = this.settle((map as { readonly [key: string]: unknown })[key], key, depth + 1);
      if (value === undefined) continue;
      const start = starts.get(key) ?? this.lineStart(key, column, afterDash && !any, depth + 1);
      if (!any) {
        any = true;
        starts = lineStartsAt(column + 1);
      }
      if (typeof value !== 'object' || value === null) {
        this.text += start.inline + this.scalar(value, column, depth + 1);
        continue;
      }
      const before = this.text;
      const parts = partsUnderFields.get(key);
      this.text += start.open;
      if (Array.isArray(value)) {
        if (value.length > 0) this.items(value, column + 2, newline(column + 2), depth + 1, rankOf(this.ranks, parts?.items));
        else this.text = before + start.inline + '[]';
      } else if (!this.entries(value, column + 2, false, depth + 1, rankOf(this.ranks, parts?.value))) {
        this.text = before + start.inline + '{}';
      }
    }
    return any;
  }

  /**
   * Writes the items of a list.
   * @param lead what stands before the first `- `: a new line, or nothing behind another `- `
   * @param ranks the key order of items that are maps
   */
  private items(list: readonly unknown[], column: number, lead: string, depth: number, ranks?: KeyRanks): void {
    this.enter(list, depth);
    let start = lead + '- ';
    const nextStart = newline(column) + '- ';
    for (let index = 0; index < list.length; index++) {
      this.path[depth] = index;
      const value = this.settle(list[index], index, depth + 1) ?? null;
      if (typeof value !== 'object' || value === null) {
        this.text += start + this.scalar(value, column, depth + 1);
      } else {
        this.text += start;
        if (Array.isArray(value)) {
          if (value.length > 0) this.items(value, column + 2, '', depth + 1);
          else this.text += '[]';
        } else if (!this.entries(value, column + 2, true, depth + 1, ranks)) {
          this.text += '{}';
        }
      }
      start = nextStart;
    }
  }

  private lineStart(key: string, column: number, afterDash: boolean, depth: number): LineStart {
    const written = writeKey(key) ?? this.refuse('the key holds half of a surrogate pair', depth);
    const lead = afterDash ? '' : newline(column);
    if (written.length > longestKey) {
      const open = `${lead}? ${written}${newline(column)}:`;
      return { inline: `${open} `, open };
    }
    const start = { inline: `${lead}${written}: `, open: `${lead}${written}:` };
    if (key.length <= longestKnownKey && column <= lastKnownColumn) {
      const known = lineStartsAt(afterDash ? 0 : column + 1);
      if (known.size >= mostLineStarts) known.clear();
      known.set(key, start);
    }
    return start;
  }

  /** @param parent column of the map or list that the scalar is in, -1 for none */
  private scalar(value: string | number | bigint | boolean | null, parent: number, depth: number): string {
    switch (typeof value) {
      case 'string': {
        // In a document that is nothing but a text, readers count the indentation of a block scalar in two ways.
        const blocks = parent < 0 ? 'none' : this.blocks;
        this.lastText = value;
        return writeString(value, parent + 2, blocks) ?? this.refuse('the text holds half of a surrogate pair', depth);
      }
      case 'number':
        this.lastText = '';
        return writeNumber(value) ?? this.refuse(`${value} is no number that JSON knows`, depth);
      default:
        this.lastText = '';
        return String(value);
    }
  }
}

function rankOf(ranks: RanksOfParts, part: keyof KeyOrders | undefined): KeyRanks | undefined {
  return part === undefined ? undefined : ranks[part];
}

const newlines: string[] = [];

/** A line break, and the padding of the line after it. */
function newline(column: number): string {
  return (newlines[column] ??= '\n' + ' '.repeat(column));
}

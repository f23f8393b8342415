import { type Entries, setEntry } from './entry';
import { maxDepth } from './limits';
import { resolvePlain, resolvePlainKey } from './scalars';

/** Stands for a document that the subset readers are not certain about. */
export const unsure = Symbol('unsure');

/** Leaves a document to somebody who knows all of YAML. */
export function giveUp(): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- an error would cost a stack trace that nobody sees
  throw unsure;
}

const tab = 0x09;
const lineFeed = 0x0a;
const space = 0x20;
const doubleQuote = 0x22;
const singleQuote = 0x27;
const comma = 0x2c;
const colon = 0x3a;
const listStart = 0x5b;
const backslash = 0x5c;
const listEnd = 0x5d;
const mapStart = 0x7b;
const mapEnd = 0x7d;

/** What a plain scalar in a flow collection is made of here: all but the characters that need a second look. */
const flowText = /[!$%&()*+\-./0-9;<=>@A-Z\\^_`a-z|~ \u00a1-\uffff]*/y;
const flowTextStart = /[$()+./0-9;<=A-Z\\^_a-z~\u00a1-\uffff]|-[^ ,\]}\n]/y;

/** Escapes of one character that every reader knows. */
const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'], ['a', '\x07'], ['b', '\b'], ['t', '\t'], ['n', '\n'], ['v', '\v'], ['f', '\f'], ['r', '\r'], ['e', '\x1b'],
  [' ', ' '], ['"', '"'], ['\\', '\\'], ['N', '\x85'], ['_', '\xa0'], ['L', '\u2028'], ['P', '\u2029'],
]);
const hexadecimal = /^[0-9a-fA-F]+$/;

/** Sets an entry, unless the key is there already: whoever knows all of YAML reports it. */
export function addEntry(map: Entries, key: string, value: unknown): void {
  // A key of Object.prototype is no entry; asking that way is cheaper than Object.hasOwn for the many that are not there.
  if (map[key] !== undefined) {
    if (Object.hasOwn(map, key)) giveUp();
    setEntry(map, key, value);
  } else map[key] = value;
}

/** The key that a plain scalar makes; `undefined` where others have to look at it, as at the `<<` that merges maps. */
export function plainKey(text: string): string | undefined {
  return text === '<<' ? undefined : resolvePlainKey(text);
}

/** Reads scalars in quotes, and flow collections on one line (those of JSON on many), from a place in a text. */
export class FlowReader {
  protected depth = 0;

  constructor(protected readonly text: string, protected at: number, protected readonly end: number) {}

  /** Reads the text in single quotes that starts here. */
  protected singleQuoted(): string {
    const start = this.at + 1;
    let text = '';
    let from = start;
    for (let i = start; i < this.end; i++) {
      const code = this.text.charCodeAt(i);
      if (code === singleQuote) {
        if (this.text.charCodeAt(i + 1) !== singleQuote) {
          this.at = i + 1;
          return text + this.text.slice(from, i);
        }
        text += this.text.slice(from, i + 1);
        from = ++i + 1;
      } else if (code === lineFeed) break;
    }
    return giveUp();
  }

  /** Reads the text in double quotes that starts here. */
  protected doubleQuoted(): string {
    const start = this.at + 1;
    let text = '';
    let from = start;
    for (let i = start; i < this.end; i++) {
      const code = this.text.charCodeAt(i);
      if (code === doubleQuote) {
        this.at = i + 1;
        return text + this.text.slice(from, i);
      }
      if (code === backslash) {
        text += this.text.slice(from, i);
        this.at = i + 1;
        text += this.escape();
        from = this.at;
        i = from - 1;
      } else if (code === lineFeed) break;
    }
    return giveUp();
  }

  /** Reads the escape sequence behind a backslash. */
  private escape(): string {
    const kind = this.text.charAt(this.at);
    const length = kind === 'x' ? 2 : kind === 'u' ? 4 : kind === 'U' ? 8 : 0;
    if (length === 0) {
      this.at++;
      return escapes.get(kind) ?? giveUp();
    }
    const digits = this.text.slice(this.at + 1, this.at + 1 + length);
    const code = parseInt(digits, 16);
    // Halves of surrogate pairs are an error, or not, depending on what is around them.
    if (digits.length < length || !hexadecimal.test(digits) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) giveUp();
    this.at += 1 + length;
    return String.fromCodePoint(code);
  }

  /**
   * Reads the list or map in brackets that starts here.
   * @param lines whether it may go over several lines, as JSON does
   */
  protected flow(lines: boolean): unknown {
    if (++this.depth > maxDepth) giveUp();
    const value = this.text.charCodeAt(this.at) === listStart ? this.flowList(lines) : this.flowMap(lines);
    this.depth--;
    return value;
  }

  protected flowList(lines: boolean): object {
    const list: unknown[] = [];
    this.at++;
    if (this.skip(lines) === listEnd) {
      this.at++;
      return list;
    }
    for (;;) {
      list.push(this.flowValue(lines));
      const next = this.skip(lines);
      this.at++;
      if (next === listEnd) return list;
      if (next !== comma) giveUp();
      this.skip(lines);
    }
  }

  protected flowMap(lines: boolean): object {
    const map: Entries = {};
    this.at++;
    if (this.skip(lines) === mapEnd) {
      this.at++;
      return map;
    }
    for (;;) {
      const key = this.flowKey();
      this.skip(lines);
      addEntry(map, key, this.flowValue(lines));
      const next = this.skip(lines);
      this.at++;
      if (next === mapEnd) return map;
      if (next !== comma) giveUp();
      this.skip(lines);
    }
  }

  /** Reads a key and its colon. Only behind quotes may a value follow at once. */
  protected flowKey(): string {
    const start = this.at;
    const first = this.text.charCodeAt(start);
    const quoted = first === doubleQuote || first === singleQuote;
    const key = first === doubleQuote ? this.doubleQuoted()
      : first === singleQuote ? this.singleQuoted()
        : plainKey(this.flowPlain());
    if (key === undefined || this.at - start > longestKey || this.text.charCodeAt(this.at) !== colon) giveUp();
    this.at++;
    if (!quoted && this.text.charCodeAt(this.at) !== space) giveUp();
    return key;
  }

  protected flowValue(lines: boolean): unknown {
    switch (this.text.charCodeAt(this.at)) {
      case doubleQuote: return this.doubleQuoted();
      case singleQuote: return this.singleQuoted();
      case listStart: case mapStart: return this.flow(lines);
      default: return this.plainValue(this.flowPlain());
    }
  }

  private flowPlain(): string {
    flowTextStart.lastIndex = this.at;
    if (!flowTextStart.test(this.text)) giveUp();
    flowText.lastIndex = this.at;
    flowText.test(this.text);
    const start = this.at;
    let end = flowText.lastIndex;
    if (end >= this.end) giveUp();
    this.at = end;
    while (this.text.charCodeAt(end - 1) === space) end--;
    return this.text.slice(start, end);
  }

  /** The value of a plain scalar; infinity and its like are errors for others to report. */
  protected plainValue(text: string): unknown {
    const value = resolvePlain(text);
    return typeof value === 'number' && !Number.isFinite(value) ? giveUp() : value;
  }

  /** Skips white space, and returns the code of the character behind it. */
  protected skip(lines: boolean): number {
    for (; this.at < this.end; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code !== space && !(lines && (code === lineFeed || code === tab))) return code;
    }
    return giveUp();
  }
}

/** A longer key needs a `?` before it; where exactly the limit lies, readers count differently. */
export const longestKey = 1000;

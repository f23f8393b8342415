import type { Entries } from './entry';
import { maxDepth } from './limits';
import { FlowReader, addEntry, giveUp, longestKey, plainKey, unsure } from './subset-flow';

const tab = 0x09;
const lineFeed = 0x0a;
const space = 0x20;
const doubleQuote = 0x22;
const hash = 0x23;
const singleQuote = 0x27;
const dash = 0x2d;
const colon = 0x3a;
const listStart = 0x5b;
const literal = 0x7c;
const mapStart = 0x7b;

/** First characters of plain scalars here: all ASCII but indicators. A `-` is looked at where it stands. */
const plainStarts = Uint8Array.from({ length: 128 }, (_, code) => (/[$()+./0-9;<=A-Z\\^_a-z~-]/.test(String.fromCharCode(code)) ? 1 : 0));

/**
 * Keys that were read lately and mean what is written, found by their first and last character and length. Manifests have
 * few keys, many times over, and a text that is a property name already need not be looked up among all names again.
 */
const knownKeySlots = 1024;
const longestKnownKey = 64;
const knownKeys = new Array<string | undefined>(knownKeySlots);

/**
 * Reads one document of the YAML that manifests are made of, about twenty times as fast as a reader of all YAML: maps and
 * lists by indentation, flow collections on one line, scalars on one line, literal block scalars, comments, and JSON.
 * Whatever else it meets (anchors, tags, folded text, continued lines, tabs, duplicate keys, errors of any kind) makes it
 * return `unsure`: it reads as any reader does, or not at all.
 */
export function readSubset(text: string, start: number, end: number): unknown {
  try {
    return new BlockReader(text, start, end).document();
  } catch (error) {
    if (error === unsure) return unsure;
    throw error;
  }
}

/** Each method leaves `at` at the first character of the next content, and `column` at its column (-1 behind the last). */
export class BlockReader extends FlowReader {
  protected column = -1;

  document(): unknown {
    this.toContent();
    const first = this.text.charCodeAt(this.at);
    let value: unknown;
    if (first === mapStart || first === listStart) {
      value = this.flow(true);
      this.endLine();
    } else value = this.block();
    return this.column === -1 ? value : giveUp();
  }

  /** Reads the map or list that starts here, at the present column. */
  private block(): unknown {
    if (++this.depth > maxDepth) giveUp();
    const value = this.atDash() ? this.list(this.column) : this.map(this.column, this.key());
    this.depth--;
    return value;
  }

  protected map(column: number, firstKey: string): object {
    const map: Entries = {};
    for (let key = firstKey; ; key = this.key()) {
      addEntry(map, key, this.value(column, true));
      if (this.column < column) return map;
      if (this.column > column) giveUp();
    }
  }

  protected list(column: number): object {
    const list: unknown[] = [];
    for (;;) {
      this.at++;
      list.push(this.item(column));
      if (this.column < column || (this.column === column && !this.atDash())) return list;
      if (this.column > column) giveUp();
    }
  }

  /** Reads an item, from behind its dash. */
  protected item(column: number): unknown {
    const dashAt = this.at - 1;
    let at = this.at;
    while (this.text.charCodeAt(at) === space) at++;
    const inner = column + at - dashAt;
    const first = this.text.charCodeAt(at);
    this.at = at;
    if (first === dash && this.isBlank(at + 1)) {
      this.column = inner;
      return this.block();
    }
    if (first === doubleQuote || first === singleQuote) {
      const text = first === doubleQuote ? this.doubleQuoted() : this.singleQuoted();
      if (!this.atColon()) {
        this.endLine();
        return text;
      }
      return this.compactMap(inner, this.endKey(text, at));
    }
    if (this.startsPlain(first)) {
      const end = this.plainEnd();
      if (this.atColon()) return this.compactMap(inner, this.endKey(this.plainKey(at, end), at));
      this.endLine();
      return this.plainValue(this.text.slice(at, end));
    }
    return this.value(column, false);
  }

  private compactMap(column: number, firstKey: string): object {
    if (++this.depth > maxDepth) giveUp();
    const map = this.map(column, firstKey);
    this.depth--;
    return map;
  }

  /** Reads a value, from behind the colon of its key or the dash of its item. */
  protected value(column: number, ofMap: boolean): unknown {
    while (this.text.charCodeAt(this.at) === space) this.at++;
    const first = this.at < this.end ? this.text.charCodeAt(this.at) : lineFeed;
    switch (first) {
      case lineFeed: case hash:
        this.endLine();
        if (this.column > column || (ofMap && this.column === column && this.atDash())) return this.block();
        return null;
      case doubleQuote: case singleQuote: {
        const text = first === doubleQuote ? this.doubleQuoted() : this.singleQuoted();
        this.endLine();
        return text;
      }
      case listStart: case mapStart: {
        const collection = this.flow(false);
        this.endLine();
        return collection;
      }
      case literal: return this.literal(column);
      default: {
        if (!this.startsPlain(first)) giveUp();
        const start = this.at;
        const text = this.text.slice(start, this.plainEnd());
        this.endLine();
        return this.plainValue(text);
      }
    }
  }

  /** Reads the key that starts here, and its colon. */
  protected key(): string {
    const start = this.at;
    const first = this.text.charCodeAt(start);
    if (first === doubleQuote || first === singleQuote) {
      return this.endKey(first === doubleQuote ? this.doubleQuoted() : this.singleQuoted(), start);
    }
    if (!this.startsPlain(first)) giveUp();
    return this.endKey(this.plainKey(start, this.plainEnd()), start);
  }

  /** The key that a plain scalar makes, by preference a text that was a key before. */
  private plainKey(start: number, end: number): string | undefined {
    const { text } = this;
    const length = end - start;
    const slot = (text.charCodeAt(start) + 31 * text.charCodeAt(end - 1) + 61 * length) & (knownKeySlots - 1);
    const known = knownKeys[slot];
    if (known !== undefined && known.length === length && text.startsWith(known, start)) return known;
    const written = text.slice(start, end);
    const key = plainKey(written);
    if (key === written && length <= longestKnownKey) knownKeys[slot] = key;
    return key;
  }

  /** Checks the key that has been read, and goes behind its colon. */
  protected endKey(key: string | undefined, start: number): string {
    if (key === undefined || !this.atColon() || this.at - start > longestKey) giveUp();
    this.at++;
    return key;
  }

  /** Goes behind the spaces that follow a key, if there is one here. */
  private atColon(): boolean {
    let { at } = this;
    while (this.text.charCodeAt(at) === space) at++;
    if (this.text.charCodeAt(at) !== colon || !this.isBlank(at + 1)) return false;
    this.at = at;
    return true;
  }

  /**
   * Finds the end of the plain scalar that starts here: a comment, the end of the line, or a colon with a blank behind it.
   * @returns where its text ends; `at` is behind the spaces that follow
   */
  private plainEnd(): number {
    const { text, end } = this;
    let at = this.at;
    let last = at;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === space) continue;
      if (code === lineFeed || code === tab) break;
      if (code === hash && at > last + 1) break;
      if (code === colon && this.isBlank(at + 1)) break;
      last = at;
    }
    this.at = at;
    return last + 1;
  }

  /** Reads the literal block scalar that starts here, inside of the map or list at a column. */
  private literal(parent: number): string {
    const header = this.literalHeader();
    const { text, end } = this;
    let indent = header.indent === 0 ? -1 : parent + header.indent;
    let result = '';
    // Line breaks are held back until a line follows them: the last ones may not count.
    let breaks = 0;
    let longestBlank = 0;
    let at = this.at;
    while (at < end) {
      let content = at;
      while (text.charCodeAt(content) === space && (indent < 0 || content - at < indent)) content++;
      if (content >= end) giveUp();
      const code = text.charCodeAt(content);
      if (code === lineFeed) {
        longestBlank = Math.max(longestBlank, content - at);
        breaks++;
        at = content + 1;
        continue;
      }
      if (indent < 0) {
        if (content - at <= parent) break;
        // Blank lines longer than the first line of text, and tabs before it, are errors.
        indent = content - at;
        if (code === tab || longestBlank > indent) giveUp();
      } else if (content - at < indent) {
        if (code === tab || content - at > parent) giveUp();
        break;
      }
      const next = text.indexOf('\n', content);
      if (next < 0 || next >= end) giveUp();
      result += '\n'.repeat(breaks) + text.slice(content, next);
      breaks = 1;
      at = next + 1;
    }
    // Lines of spaces alone, with an indentation that is given: readers take them differently.
    if (header.indent > 0 && !/[^ \n]/.test(result)) giveUp();
    this.at = at;
    this.toContent();
    if (header.chomp === '+') return result + '\n'.repeat(breaks);
    return header.chomp === '-' || result === '' ? result : result + '\n';
  }

  /** Reads the line of a `|`: how far its text is indented beyond the parent (0: as its first line), and what becomes of its end. */
  private literalHeader(): { readonly indent: number; readonly chomp: string } {
    this.at++;
    let indent = 0;
    let chomp = '';
    for (; ; this.at++) {
      const mark = this.text.charAt(this.at);
      if (chomp === '' && (mark === '+' || mark === '-')) chomp = mark;
      else if (indent === 0 && mark >= '1' && mark <= '9') indent = Number(mark);
      else break;
    }
    this.toLineEnd();
    return { indent, chomp };
  }

  /** Goes from the end of a value to the next content. */
  private endLine(): void {
    this.toLineEnd();
    this.toContent();
  }

  /** Goes to the start of the next line; nothing but spaces and a comment may be left on this one. */
  private toLineEnd(): void {
    const { text, end } = this;
    let { at } = this;
    while (text.charCodeAt(at) === space) at++;
    if (at < end && text.charCodeAt(at) === hash && text.charCodeAt(at - 1) === space) {
      at = text.indexOf('\n', at);
      if (at < 0) at = end;
    }
    if (at < end && text.charCodeAt(at) !== lineFeed) giveUp();
    this.at = Math.min(at + 1, end);
  }

  /** Goes from the start of a line to the first character that is neither blank nor part of a comment. */
  private toContent(): void {
    const { text, end } = this;
    let { at } = this;
    while (at < end) {
      const lineStart = at;
      while (text.charCodeAt(at) === space) at++;
      if (at >= end) break;
      const code = text.charCodeAt(at);
      if (code === lineFeed) at++;
      else if (code === hash) {
        at = text.indexOf('\n', at) + 1;
        if (at === 0) break;
      } else {
        if (code === tab) giveUp();
        this.at = at;
        this.column = at - lineStart;
        return;
      }
    }
    this.at = end;
    this.column = -1;
  }

  protected atDash(): boolean {
    return this.text.charCodeAt(this.at) === dash && this.isBlank(this.at + 1);
  }

  private isBlank(at: number): boolean {
    if (at >= this.end) return true;
    const code = this.text.charCodeAt(at);
    return code === space || code === lineFeed;
  }

  private startsPlain(code: number): boolean {
    return code < 128 ? plainStarts[code] === 1 && (code !== dash || !this.isBlank(this.at + 1)) : code > 0xa0;
  }
}

import { giveUp, unsure } from './subset-flow';
import { BlockReader } from './subset-reader';

/** Where a map or a list is, its entries or items, and what is in those of them that have an inside. */
export class Places {
  private inside: Map<string | number, Places> | undefined;

  /** @param starts by key, or by index */
  constructor(readonly start: number, private readonly starts: Map<string, number> | number[]) {}

  /** Where the key of an entry is, or an item. */
  startOf(step: string): number | undefined {
    return Array.isArray(this.starts) ? this.starts[indexOf(step)] : this.starts.get(step);
  }

  /** What is in an entry or an item; `undefined` for a scalar. */
  insideOf(step: string): Places | undefined {
    return this.inside?.get(Array.isArray(this.starts) ? indexOf(step) : step);
  }

  addEntry(key: string, start: number, value: unknown): void {
    const starts = this.starts as Map<string, number>;
    if (starts.has(key)) giveUp();
    starts.set(key, start);
    this.addInside(key, value);
  }

  addItem(start: number, value: unknown): void {
    const starts = this.starts as number[];
    starts.push(start);
    this.addInside(starts.length - 1, value);
  }

  private addInside(key: string | number, value: unknown): void {
    if (value instanceof Places) (this.inside ??= new Map<string | number, Places>()).set(key, value);
  }
}

/** The index of a list that a step of a pointer names; -1 for none. */
export function indexOf(step: string): number {
  return /^(?:0|[1-9][0-9]*)$/.test(step) ? Number(step) : -1;
}

/** Line breaks that a reader of lines does not know. */
const rareLineBreak = /[\r\u0085\u2028\u2029]/;

/**
 * The places of a document that the reader of the subset can read, in a small part of the time and the memory that a tree of all
 * its syntax takes; `undefined` for others.
 */
export function readPlaces(text: string): Places | undefined {
  if (rareLineBreak.test(text)) return undefined;
  try {
    return new PlaceReader(text, 0, text.length).document() as Places;
  } catch (error) {
    if (error === unsure) return undefined;
    throw error;
  }
}

/** Reads as its parent does, and gives the places of maps and lists instead of what is in them. */
class PlaceReader extends BlockReader {
  private keyStart = 0;

  protected override map(column: number, firstKey: string): object {
    const map = new Places(this.keyStart, new Map());
    for (let key = firstKey; ; key = this.key()) {
      map.addEntry(key, this.keyStart, this.value(column, true));
      if (this.column < column) return map;
      if (this.column > column) giveUp();
    }
  }

  protected override list(column: number): object {
    const list = new Places(this.at, []);
    for (;;) {
      this.at++;
      const start = this.itemStart();
      const item = this.item(column);
      list.addItem(start ?? (item instanceof Places ? item.start : giveUp()), item);
      if (this.column < column || (this.column === column && !this.atDash())) return list;
      if (this.column > column) giveUp();
    }
  }

  protected override flowList(lines: boolean): object {
    const list = new Places(this.at, []);
    this.at++;
    if (this.skip(lines) === listEnd) {
      this.at++;
      return list;
    }
    for (;;) {
      list.addItem(this.at, this.flowValue(lines));
      const next = this.skip(lines);
      this.at++;
      if (next === listEnd) return list;
      if (next !== comma) giveUp();
      this.skip(lines);
    }
  }

  protected override flowMap(lines: boolean): object {
    const map = new Places(this.at, new Map());
    this.at++;
    if (this.skip(lines) === mapEnd) {
      this.at++;
      return map;
    }
    for (;;) {
      const start = this.at;
      const key = this.flowKey();
      this.skip(lines);
      map.addEntry(key, start, this.flowValue(lines));
      const next = this.skip(lines);
      this.at++;
      if (next === mapEnd) return map;
      if (next !== comma) giveUp();
      this.skip(lines);
    }
  }

  protected override endKey(key: string | undefined, start: number): string {
    const text = super.endKey(key, start);
    this.keyStart = start;
    return text;
  }

  /** Where the item behind a dash starts; `undefined` for one that starts on a later line. */
  private itemStart(): number | undefined {
    let { at } = this;
    while (this.text.charCodeAt(at) === space) at++;
    const code = at < this.end ? this.text.charCodeAt(at) : lineFeed;
    return code === lineFeed || code === hash ? undefined : at;
  }
}

const lineFeed = 0x0a;
const space = 0x20;
const hash = 0x23;
const comma = 0x2c;
const listEnd = 0x5d;
const mapEnd = 0x7d;

import type { ParsedNode } from 'yaml';
import { yamlLibrary } from './library';
import { splitDocuments } from './split-documents';
import { findAliasTargets, parseTree } from './tree';

/** Places of a text, as offsets: `[start, end]`. */
export type Range = readonly [start: number, end: number];

/** An entry of a map, or an item of a list, as it is written. */
export interface SourceEntry {
  /** The key of an entry; the value of an item. */
  readonly place: Range;
  /** @default - none: an item, or an entry without a value */
  readonly value?: Range | undefined;
  /** How the value is written. @default - it is no scalar */
  readonly style?: 'plain' | 'quoted' | 'block' | undefined;
}

/** The entries of all documents of a text, by the offset at which each starts: for edits that leave everything else as it is. */
export class SourceEntries {
  private readonly entries = new Map<number, SourceEntry>();

  constructor(text: string) {
    for (const { start, end, problem } of splitDocuments(text)) {
      if (problem !== undefined) continue;
      const { root, troubles } = parseTree(text.slice(start, end));
      // An edit of what an alias stands for would change two places, of which only one was meant.
      if (troubles.length === 0 && findAliasTargets(root).size === 0) this.visit(root, start);
    }
  }

  /** The entry that starts at an offset. */
  at(offset: number): SourceEntry | undefined {
    return this.entries.get(offset);
  }

  private visit(node: ParsedNode | null, start: number): void {
    const { isMap, isScalar, isSeq } = yamlLibrary();
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key)) continue;
        const place = range(key, start);
        this.entries.set(place[0], { place, value: value === null ? undefined : range(value, start), style: styleOf(value) });
        this.visit(value, start);
      }
    }
    if (isSeq(node)) {
      for (const item of node.items) {
        const place = range(item, start);
        // Of an item that is a map, the first entry starts at the same place, and is what is meant.
        if (!isMap(item)) this.entries.set(place[0], { place, value: place, style: styleOf(item) });
        this.visit(item, start);
      }
    }
  }
}

function range(node: ParsedNode, start: number): Range {
  return [start + node.range[0], start + node.range[1]];
}

function styleOf(node: ParsedNode | null): SourceEntry['style'] {
  const { isScalar } = yamlLibrary();
  if (!isScalar(node)) return undefined;
  if (node.type === 'PLAIN') return 'plain';
  return node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? 'quoted' : 'block';
}

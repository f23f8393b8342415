import type { ParsedNode } from 'yaml';
import { fromPointer } from '../core/json-pointer';
import { yamlLibrary } from './library';
import { resolvePlainKey } from './scalars';
import { indexOf, type Places, readPlaces } from './subset-places';
import { findAliasTargets, isMergeKey, parseTree } from './tree';

interface Found {
  readonly node: ParsedNode | null;
  /** The node that stands at the place that was asked for. */
  readonly place: ParsedNode | null;
}

/** Finds the places of values in the text of one document, which it parses once. */
export class PositionFinder {
  private readonly places: Places | undefined;
  private readonly tree: TreeFinder | undefined;

  constructor(text: string) {
    this.places = readPlaces(text);
    if (this.places === undefined) this.tree = new TreeFinder(text);
  }

  /**
   * Offset of the key of a map entry, of an item of a list, or of the first value for the empty pointer; `undefined` when
   * there is no such value.
   */
  offset(pointer: string): number | undefined {
    if (this.tree !== undefined) return this.tree.offset(pointer);
    let inside = this.places;
    let at = inside?.start;
    for (const step of fromPointer(pointer)) {
      at = inside?.startOf(step);
      inside = inside?.insideOf(step);
    }
    return at;
  }
}

/** The same by a tree of all syntax, for documents with anchors, tags and the like. */
export class TreeFinder {
  private readonly yaml = yamlLibrary();
  private readonly root: ParsedNode | null;
  private readonly targets: ReadonlyMap<ParsedNode, ParsedNode>;

  constructor(text: string) {
    this.root = parseTree(text).root;
    this.targets = findAliasTargets(this.root);
  }

  offset(pointer: string): number | undefined {
    let found: Found | undefined = { node: this.root, place: this.root };
    for (const step of fromPointer(pointer)) {
      found = this.step(found.node, step, new Set());
      if (found === undefined) return undefined;
    }
    return found.place?.range[0];
  }

  private step(given: ParsedNode | null, step: string, seen: Set<ParsedNode>): Found | undefined {
    const { isMap, isSeq } = this.yaml;
    const node = this.target(given);
    if (isSeq(node)) {
      const item = node.items[indexOf(step)];
      return item === undefined ? undefined : { node: item, place: item };
    }
    if (!isMap(node) || seen.has(node)) return undefined;
    seen.add(node);
    for (const { key, value } of node.items) {
      if (!isMergeKey(key) && this.keyText(key) === step) return { node: value, place: key };
    }
    // Last of all the maps that it merges: a key of its own wins over theirs.
    for (const { key, value } of node.items) {
      if (!isMergeKey(key)) continue;
      const merged = this.target(value);
      for (const source of isSeq(merged) ? (merged.items) : [merged]) {
        const found = isSeq(this.target(source)) ? undefined : this.step(source, step, seen);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  private keyText(given: ParsedNode | null): string | undefined {
    const key = this.target(given);
    if (!this.yaml.isScalar(key)) return undefined;
    return key.type === 'PLAIN' && key.tag === undefined ? resolvePlainKey(key.source) : String(key.value);
  }

  private target(node: ParsedNode | null): ParsedNode | null {
    return node === null ? null : this.targets.get(node) ?? node;
  }
}

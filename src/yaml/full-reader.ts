import type { Alias, ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { findRareLineBreaks, findTabs, blockText } from './cluster-syntax';
import { type Entries, setEntry } from './entry';
import { yamlLibrary } from './library';
import { maxDepth } from './limits';
import type { ReadErrorCode, Trouble } from './read-error';
import { resolvePlain, resolvePlainKey } from './scalars';
import { findAliasTargets, isMergeKey, parseTree } from './tree';

/** Reads one document of any YAML. The value is of no use when there are troubles. */
export function readFully(text: string): { readonly value: unknown; readonly troubles: readonly Trouble[] } {
  const { root, troubles } = parseTree(text);
  if (troubles.length > 0) return { value: undefined, troubles };
  const converter = new Converter(text, root);
  return { value: converter.convert(), troubles: converter.troubles };
}

/** Ends a conversion that would go on too long. */
class Enough extends Error {}

const standardTag = 'tag:yaml.org,2002:';

/** Turns a tree into data, by the rules of a cluster's reader. */
class Converter {
  readonly troubles: Trouble[] = [];
  private readonly yaml = yamlLibrary();
  /** Whether it is JSON, for which a cluster uses another reader. */
  private readonly json: boolean;
  private readonly targets: ReadonlyMap<ParsedNode, ParsedNode>;
  /** How many flow collections the present node lies in. */
  private flowDepth = 0;
  /** How many aliases the present node is inside of. */
  private aliasDepth = 0;
  private converted = 0;
  private convertedByAlias = 0;

  constructor(private readonly text: string, private readonly root: ParsedNode | null) {
    this.json = isJson(text);
    this.targets = findAliasTargets(root);
  }

  convert(): unknown {
    try {
      if (!this.json) this.troubles.push(...findRareLineBreaks(this.text), ...findTabs(this.text));
      return this.value(this.root, 0);
    } catch (error) {
      if (error instanceof Enough) return undefined;
      throw error;
    }
  }

  private value(node: ParsedNode | null, depth: number): unknown {
    if (node === null) return null;
    const { isAlias, isMap, isScalar } = this.yaml;
    this.count(node);
    if (isAlias(node)) return this.alias(node, depth);
    if (isScalar(node)) return this.scalar(node);
    if (depth >= maxDepth) this.stop('yaml/depth', `expected at most ${maxDepth} maps and lists inside of each other`, node);
    if (node.flow === true) this.flowDepth++;
    const value = isMap(node) ? this.map(node, depth) : this.list(node, depth);
    if (node.flow === true) this.flowDepth--;
    return value;
  }

  private list(node: YAMLSeq.Parsed, depth: number): unknown[] {
    this.checkCollectionTag(node, 'seq');
    return node.items.map((item) => this.value(item, depth + 1));
  }

  private map(node: YAMLMap.Parsed, depth: number): Entries {
    this.checkCollectionTag(node, 'map');
    const result: Entries = {};
    const merged = new Set<string>();
    let mergedOnce = false;
    for (const { key: keyNode, value: valueNode } of node.items) {
      if (isMergeKey(keyNode)) {
        if (mergedOnce) this.trouble('yaml/duplicate-key', 'the key "<<" is already set in this map', keyNode);
        mergedOnce = true;
        this.merge(result, merged, valueNode ?? keyNode, depth);
        continue;
      }
      const key = this.key(keyNode, valueNode ?? node);
      const value = this.value(valueNode, depth + 1);
      if (key === undefined) continue;
      if (!merged.delete(key) && Object.hasOwn(result, key)) {
        this.trouble('yaml/duplicate-key', `the key ${JSON.stringify(key)} is already set in this map`, keyNode ?? node);
      } else setEntry(result, key, value);
    }
    return result;
  }

  /** Adds the entries of the maps behind `<<`. Where two of them have the same key, the first map wins. */
  private merge(result: Entries, merged: Set<string>, node: ParsedNode, depth: number): void {
    const { isMap, isSeq } = this.yaml;
    const sources = isSeq(node) ? node.items : [node];
    for (const source of sources) {
      if (!isMap(this.target(source))) {
        this.trouble('yaml/merge', 'expected a map, or a list of maps, behind <<', source);
        continue;
      }
      for (const [key, value] of Object.entries(this.value(source, depth) as Entries)) {
        if (!Object.hasOwn(result, key)) {
          merged.add(key);
          setEntry(result, key, value);
        } else if (!merged.has(key)) {
          const name = JSON.stringify(key);
          this.trouble('yaml/merge', `${name} is set before << and again by it; readers disagree on which one counts`, source);
        }
      }
    }
  }

  private key(node: ParsedNode | null, near: ParsedNode): string | undefined {
    const target = node === null ? null : this.target(node);
    if (!this.yaml.isScalar(target)) {
      this.trouble('yaml/key', 'expected a text as key', node ?? near);
      return undefined;
    }
    if (node !== null) this.count(node);
    if (target.type === 'PLAIN' && target.tag === undefined) {
      this.checkPlain(target);
      const key = resolvePlainKey(target.source);
      if (key === undefined) this.trouble('yaml/key', `expected a text as key, found ${target.source || 'nothing'}`, target);
      return key;
    }
    const value = this.scalar(target);
    if (value === null) this.trouble('yaml/key', 'expected a text as key, found null', target);
    return String(value);
  }

  private alias(node: Alias.Parsed, depth: number): unknown {
    const target = this.targets.get(node);
    if (target === undefined) {
      this.trouble('yaml/alias', `expected a value with the anchor "${node.source}" that ends before this alias`, node);
      return null;
    }
    const { flowDepth } = this;
    this.aliasDepth++;
    this.flowDepth = 0;
    const value = this.value(target, depth);
    this.aliasDepth--;
    this.flowDepth = flowDepth;
    return value;
  }

  /** What an alias stands for, any other node itself. */
  private target(node: ParsedNode): ParsedNode {
    return this.targets.get(node) ?? node;
  }

  /**
   * Keeps aliases from making a small document gigantic, with the very limits of a cluster's reader: nearly all of a
   * document may come from aliases up to 400,000 nodes, a tenth of it from 4,000,000 on.
   */
  private count(node: ParsedNode): void {
    this.converted++;
    if (this.aliasDepth === 0) return;
    this.convertedByAlias++;
    if (this.convertedByAlias <= 100 || this.converted <= 1000) return;
    const share = Math.min(Math.max((this.converted - 400_000) / 3_600_000, 0), 1);
    if (this.convertedByAlias / this.converted > 0.99 - 0.89 * share) this.stop('yaml/alias', 'aliases make this document too large', node);
  }

  private scalar(node: Scalar.Parsed): unknown {
    switch (node.type) {
      case 'PLAIN':
        this.checkPlain(node);
        return this.checkNumber(node.tag === undefined ? resolvePlain(node.source) : this.tagged(node, node.source), node);
      case 'QUOTE_DOUBLE':
        this.checkEscapes(node);
        return this.tagged(node, String(node.value));
      case 'BLOCK_LITERAL':
      case 'BLOCK_FOLDED': return this.tagged(node, this.blockText(node));
      default: return this.tagged(node, String(node.value));
    }
  }

  private blockText(node: Scalar.Parsed): string {
    // Lines of spaces behind its end may still be part of it.
    const spaces = /(?:[ ]*\r?\n)*/y;
    spaces.lastIndex = node.range[1];
    spaces.test(this.text);
    const found = blockText(this.text.slice(node.range[0], spaces.lastIndex), String(node.value));
    if ('text' in found) return found.text;
    this.trouble('yaml/syntax', found.problem, node);
    return '';
  }

  /** The value of a scalar with a tag, or of a text without one. */
  private tagged(node: Scalar.Parsed, text: string): unknown {
    const { tag } = node;
    if (tag === undefined || tag === '!' || tag === `${standardTag}str`) return text;
    const value = resolvePlain(text);
    switch (tag) {
      case `${standardTag}null`: if (value === null) return value; break;
      case `${standardTag}bool`: if (typeof value === 'boolean') return value; break;
      case `${standardTag}int`: if (typeof value === 'bigint' || Number.isInteger(value)) return this.checkNumber(value, node); break;
      case `${standardTag}float`: if (typeof value === 'number') return this.checkNumber(value, node); break;
      default:
        this.trouble('yaml/tag', `expected no tag here, found ${shortTag(tag)}`, node);
        return text;
    }
    this.trouble('yaml/tag', `expected a value that fits the tag ${shortTag(tag)}`, node);
    return text;
  }

  private checkCollectionTag(node: YAMLMap.Parsed | YAMLSeq.Parsed, kind: 'map' | 'seq'): void {
    if (node.tag === undefined || node.tag === '!' || node.tag === standardTag + kind) return;
    this.trouble('yaml/tag', `expected no tag here, found ${shortTag(node.tag)}`, node);
  }

  /** In brackets a cluster's reader takes a `?` anywhere, and a `:` at the start, for an indicator. */
  private checkPlain(node: Scalar.Parsed): void {
    if (this.flowDepth > 0 && /^:|\?/.test(node.source)) this.trouble('yaml/syntax', 'expected quotes: ? and : have a meaning here', node);
  }

  private checkNumber(value: unknown, node: Scalar.Parsed): unknown {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.trouble('yaml/number', `expected a number that JSON knows, found ${node.source}`, node);
    }
    return value;
  }

  /** A cluster's YAML reader knows neither `\/` nor the halves of surrogate pairs; its JSON reader knows both. */
  private checkEscapes(node: Scalar.Parsed): void {
    const source = this.text.slice(node.range[0], node.range[1]);
    if (!source.includes('\\')) return;
    // The parser looks at the last character only.
    if (!/^"[^"\\]*(?:\\[^][^"\\]*)*"$/.test(source)) this.trouble('yaml/syntax', 'Missing closing "quote', node);
    if (/\p{Surrogate}/u.test(String(node.value))) this.trouble('yaml/escape', 'expected no half of a surrogate pair', node);
    if (this.json) return;
    for (const [escape] of source.matchAll(/\\(?:u[dD][89a-fA-F]|[^])/g)) {
      if (escape === '\\/') this.trouble('yaml/escape', 'expected / without a backslash, which a cluster does not know', node);
      else if (escape.length > 2) this.trouble('yaml/escape', 'expected \\U with eight digits, or the character itself', node);
    }
  }

  private trouble(code: ReadErrorCode, message: string, node: ParsedNode): void {
    this.troubles.push({ code, message, offset: node.range[0] });
  }

  private stop(code: ReadErrorCode, message: string, node: ParsedNode): never {
    this.trouble(code, message, node);
    throw new Enough(message);
  }
}

/** Whether a cluster reads a text with its JSON reader; it falls back on the YAML reader for what is no JSON. */
function isJson(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function shortTag(tag: string): string {
  return tag.startsWith(standardTag) ? `!!${tag.slice(standardTag.length)}` : tag;
}

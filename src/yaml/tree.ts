import type { CST, Document, ParsedNode, Scalar } from 'yaml';
import { yamlLibrary } from './library';
import { largestTree, maxDepth } from './limits';
import type { Trouble } from './read-error';

/** The syntax tree of one document, with the place of each node. */
export interface Tree {
  /** `null` for a document that has no content or is nested too deeply. */
  readonly root: ParsedNode | null;
  readonly troubles: readonly Trouble[];
}

/**
 * Parses the text of one document with the `yaml` package, which knows all of YAML and the place of each node. Scalars are
 * left as the text that they are: what they mean is decided elsewhere.
 */
export function parseTree(text: string): Tree {
  if (isTooLarge(text)) {
    const message = 'expected a smaller document: with anchors, tags, folded text or mistakes it can have a million lines, and 32 MiB';
    return { root: null, troubles: [{ code: 'yaml/size', message, offset: 0 }] };
  }
  const { Composer, Parser } = yamlLibrary();
  const tokens = [...new Parser().parse(text)];
  // The composer recurses: a crafted document would end the whole process.
  const deep = tooDeep(tokens);
  if (deep !== undefined) {
    const message = `expected at most ${maxDepth} maps and lists inside of each other`;
    return { root: null, troubles: [{ code: 'yaml/depth', message, offset: deep }] };
  }
  const composer = new Composer({
    version: '1.1', schema: 'failsafe', merge: false, resolveKnownTags: false, uniqueKeys: false, prettyErrors: false, logLevel: 'silent',
  });
  const [document, next] = [...composer.compose(tokens, true, text.length)] as Document.Parsed[];
  // Further errors mostly follow from the first one.
  const [error] = document!.errors.sort((a, b) => a.pos[0] - b.pos[0]);
  const troubles: Trouble[] = [];
  if (error !== undefined) {
    // Behind its colon a message cites the document, and that may be a secret.
    const message = error.message.replace(/(?<=\w): [^]*$/, '');
    troubles.push({ code: 'yaml/syntax', message, offset: error.pos[0] });
  }
  if (error === undefined && next !== undefined) troubles.push({ code: 'yaml/syntax', message: 'expected the document to end here', offset: next.range[0] });
  return { root: document!.contents, troubles };
}

function isTooLarge(text: string): boolean {
  if (text.length < largestTree.lines) return false;
  if (text.length > largestTree.characters) return true;
  let halves = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed) halves += 2;
    else if (code === comma || code === opening || code === colon) halves++;
  }
  return halves > 2 * largestTree.lines;
}

const lineFeed = 0x0a;
const comma = 0x2c;
const colon = 0x3a;
const opening = 0x5b;

/** Offset of a collection that lies inside of too many others. */
function tooDeep(tokens: readonly CST.Token[]): number | undefined {
  let level: CST.Token[] = [...tokens];
  for (let depth = -1; level.length > 0; depth++) {
    const first = depth < maxDepth ? undefined : level.find((token) => 'items' in token);
    if (first !== undefined) return first.offset;
    const inner: CST.Token[] = [];
    for (const token of level) {
      if (token.type === 'document') {
        if (token.value !== undefined) inner.push(token.value);
      } else if ('items' in token) {
        for (const { key, value } of token.items) {
          if (key != null) inner.push(key);
          if (value !== undefined) inner.push(value);
        }
      }
    }
    level = inner;
  }
  return undefined;
}

/**
 * What each alias stands for: the node whose anchor was set last before it. An alias without one, or inside of the very
 * node that it names, is left out; what an alias stands for therefore lies before it, and there are no cycles.
 */
export function findAliasTargets(root: ParsedNode | null): Map<ParsedNode, ParsedNode> {
  const { isAlias, isMap, isSeq } = yamlLibrary();
  const targets = new Map<ParsedNode, ParsedNode>();
  const anchors = new Map<string, ParsedNode>();
  const visit = (node: ParsedNode | null): void => {
    if (node === null) return;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target !== undefined && target.range[1] <= node.range[0]) targets.set(node, target);
      return;
    }
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        visit(key);
        visit(value);
      }
    } else if (isSeq(node)) {
      for (const item of node.items) visit(item);
    }
  };
  visit(root);
  return targets;
}

/** Whether a key is the `<<` that adds the entries of other maps. */
export function isMergeKey(node: ParsedNode | null): node is Scalar.Parsed {
  return yamlLibrary().isScalar(node) && node.type === 'PLAIN' && node.source === '<<' && node.tag === undefined;
}

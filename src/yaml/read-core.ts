import type { ScalarTag } from 'yaml';
import { show } from '../core/show';
import { setEntry } from './entry';
import { yamlLibrary } from './library';
import { largestTree } from './limits';

/** What is wrong with a document, and where. */
export interface CoreReadError {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  readonly message: string;
}

/** One document of a text. */
export interface CoreDocument {
  /** The data; `undefined` for a document with errors. */
  readonly value: unknown;
  readonly errors: readonly CoreReadError[];
}

/** So many values may come from aliases: more are made to fill the memory. */
const mostAliases = 1000;

/** Integers with a zero in front are octal, as the readers of compose have it. */
const octal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int', default: true, format: 'OLDOCT', test: /^[-+]?0[0-7]+$/, resolve: (text) => Number.parseInt(text, 8),
};

/**
 * Reads documents by the core schema of YAML 1.2, with merge keys: `y`, `no` and `on` are texts, `22:22` is no number. That is how
 * compose reads its files; a cluster reads manifests otherwise, see `readDocuments`. No text makes this throw.
 */
export function readCoreDocuments(text: string): readonly CoreDocument[] {
  if (text.length > largestTree.characters) return [broken('the text is too long')];
  try {
    const documents = yamlLibrary().parseAllDocuments(text, {
      version: '1.2', merge: true, prettyErrors: true, logLevel: 'silent', customTags: (tags) => [octal, ...tags],
    });
    if ('empty' in documents) return [];
    return documents.map((document) => {
      const errors = document.errors.map(({ code, pos, linePos, message }) => ({
        line: linePos?.[0].line ?? 1, column: linePos?.[0].col ?? 1,
        message: code === 'DUPLICATE_KEY' ? `the key ${show(keyAt(text, pos[0]))} is already set in this map` : message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, ''),
      }));
      if (errors.length > 0) return { value: undefined, errors };
      return { value: plain(document.toJS({ maxAliasCount: mostAliases, mapAsMap: true })), errors };
    });
  } catch (error) {
    return [broken(error instanceof RangeError ? 'it is nested too deeply' : (error as Error).message)];
  }
}

function keyAt(text: string, offset: number): string {
  return /^(?:"[^"\n]*"|'[^'\n]*'|[^\s:,}\]]+)/.exec(text.slice(offset, offset + 200))?.[0].replace(/^["']|["']$/g, '') ?? '';
}

function broken(message: string): CoreDocument {
  return { value: undefined, errors: [{ line: 1, column: 1, message }] };
}

/** Maps as plain objects, whatever their keys are called. */
function plain(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(plain);
  if (!(data instanceof Map)) return data instanceof Set ? Object.fromEntries([...data].map((key) => [String(key), null])) : data;
  const map = {};
  for (const [key, value] of data) setEntry(map, typeof key === 'object' && key !== null ? JSON.stringify(key) : String(key), plain(value));
  return map;
}

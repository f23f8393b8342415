import jsYaml from 'js-yaml';
import { parse } from 'yaml';
import { readDocuments } from '../../src/yaml/read';

/** Every reader that a document may meet, beside the cluster's own. */
export const readers: readonly {
  readonly name: string;
  readonly read: (text: string) => unknown;
  /** Whether it has integers of 64 bits. */
  readonly integers: boolean;
}[] = [
  { name: 'kubeloom', read: readOne, integers: true },
  { name: 'yaml, as 1.1', read: (text) => parse(text, { version: '1.1' }) as unknown, integers: false },
  { name: 'yaml, as 1.2', read: (text) => parse(text, { version: '1.2' }) as unknown, integers: false },
  { name: 'js-yaml', read: (text) => jsYaml.load(text), integers: false },
];

function readOne(text: string): unknown {
  const [document, next] = readDocuments(text);
  if (document === undefined || next !== undefined) throw new Error('expected one document');
  if (document.errors.length > 0) throw new Error(JSON.stringify(document.errors));
  return document.value;
}

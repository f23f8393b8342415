import { type ConvertedProject, convertCompose, isCompose } from '../../../src/codegen/compose/convert-compose';
import { readEnvFile } from '../../../src/codegen/compose/interpolate';
import type { PlainMap } from '../../../src/core/plain-map';
import { readCoreDocuments } from '../../../src/yaml/read-core';

/** Converts texts of compose files that have the given files beside them; folders end with `/`. */
export function convert(compose: string | readonly string[], files: { readonly [path: string]: string } = {}): ConvertedProject {
  return convertDocuments((typeof compose === 'string' ? [compose] : compose).map((text) => {
    const [document] = readCoreDocuments(text);
    if (document === undefined || document.errors.length > 0) throw new Error(document?.errors[0]?.message ?? 'no document');
    if (!isCompose(document.value)) throw new Error('no compose file');
    return document.value;
  }), files);
}

export function convertDocuments(documents: readonly PlainMap[], files: { readonly [path: string]: string } = {}): ConvertedProject {
  const plain = (path: string): string => path.replace(/^\.\//, '');
  return convertCompose({
    documents,
    name: 'shop',
    source: 'compose.yaml',
    variables: readEnvFile(files['.env'] ?? ''),
    readText: (path) => files[plain(path)],
    readDocument: (path) => {
      const text = files[plain(path)];
      return text === undefined ? undefined : readCoreDocuments(text)[0]?.value as PlainMap | undefined;
    },
    kindOf: (path) => (files[plain(path)] !== undefined ? 'file' : files[`${plain(path)}/`] !== undefined ? 'folder' : 'nothing'),
    pathFromProgram: (path) => `../${plain(path)}`,
  });
}

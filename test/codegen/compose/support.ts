import { type ConvertedProject, convertCompose, isCompose } from '../../../src/codegen/compose/convert-compose';
import { readEnvFile } from '../../../src/codegen/compose/interpolate';
import type { PlainMap } from '../../../src/core/plain-map';
import { readDocuments } from '../../../src/yaml/read';

/** Converts texts of compose files that have the given files beside them; folders end with `/`. */
export function convert(compose: string | readonly string[], files: { readonly [path: string]: string } = {}): ConvertedProject {
  return convertDocuments((typeof compose === 'string' ? [compose] : compose).map((text) => {
    const [document] = readDocuments(text);
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
    kindOf: (path) => (files[plain(path)] !== undefined ? 'file' : files[`${plain(path)}/`] !== undefined ? 'folder' : 'nothing'),
    pathFromProgram: (path) => `../${plain(path)}`,
  });
}

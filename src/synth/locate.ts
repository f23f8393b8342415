import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../core/diagnostic';
import { fromPointer } from '../core/json-pointer';
import type { SourceLocation } from '../core/source';
import { SourceScanner } from './source-scanner';

/** A definition is called with `(scope, id, props)`. */
const propsArgument = 2;

/**
 * Points diagnostics about definitions at the property that is wrong, not only at the `new` before it. Files are read only
 * here, when something is wrong already; where the text does not tell (props that are made elsewhere), the line of the
 * definition stays.
 */
export function locateProperties(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const texts = new Map<string, string | undefined>();
  const textOf = (file: string): string | undefined => {
    if (!texts.has(file)) texts.set(file, readText(file));
    return texts.get(file);
  };
  const located = diagnostics.map((diagnostic) => {
    const { layer, pointer, source } = diagnostic;
    if (layer !== 'definition' || pointer === '' || source === undefined) return diagnostic;
    const text = textOf(source.file);
    const place = text === undefined ? undefined : findProperty(text, source, fromPointer(pointer));
    return place === undefined ? diagnostic : { ...diagnostic, source: place };
  });
  return inOrderOfLines(located);
}

/** As a reader meets them: file by file, each from top to bottom. */
function inOrderOfLines(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const files = new Map<string | undefined, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const file = diagnostic.source?.file;
    const list = files.get(file);
    if (list === undefined) files.set(file, [diagnostic]);
    else list.push(diagnostic);
  }
  const place = ({ source }: Diagnostic): number => (source === undefined ? 0 : source.line * 10_000 + source.column);
  return [...files.values()].flatMap((list) => list.sort((a, b) => place(a) - place(b)));
}

function findProperty(text: string, { file, line, column }: SourceLocation, path: readonly string[]): SourceLocation | undefined {
  const start = offsetOf(text, line, column);
  if (start === undefined) return undefined;
  const offset = new SourceScanner(text).findInCall(start, propsArgument, path);
  if (offset === undefined) return undefined;
  const before = text.slice(0, offset).split('\n');
  return { file, line: before.length, column: before.at(-1)!.length + 1 };
}

function offsetOf(text: string, line: number, column: number): number | undefined {
  let start = 0;
  for (let count = 1; count < line; count++) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
  return start + column - 1;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

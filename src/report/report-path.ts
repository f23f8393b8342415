import { isAbsolute, relative, sep } from 'node:path';
import type { SourceLocation } from '../core/source';

/** A path as reports show it: relative to a folder where it lies in it, with `/` on every system. */
export function reportPath(file: string, folder: string): string {
  if (!isAbsolute(file)) return file;
  const short = relative(folder, file);
  const shown = short === '' || short.startsWith('..') || isAbsolute(short) ? file : short;
  return sep === '/' ? shown : shown.replaceAll(sep, '/');
}

/** `dist/shop.k8s.yaml:14:7`. */
export function reportPlace({ file, line, column }: SourceLocation, folder: string): string {
  return `${reportPath(file, folder)}:${line}:${column}`;
}

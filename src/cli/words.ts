import { relative, sep } from 'node:path';

/** `1 file`, `2 files`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** A path as a person writes it: relative to the folder where it lies inside of it. */
export function shortPath(path: string, folder: string): string {
  const short = relative(folder, path);
  return short === '' ? '.' : short.startsWith('..') ? path : short.split(sep).join('/');
}

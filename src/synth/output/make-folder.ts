import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isErrorWith } from './io-error';

/**
 * Makes a folder, and those around it that are not there. Unlike the recursive way of `mkdir` in Node.js, it ends where a file
 * system lets nobody make a folder and says that there is none, as `/proc` does.
 * @returns the folders that were made, each behind the one around it
 */
export function makeFolder(folder: string): readonly string[] {
  try {
    mkdirSync(folder);
    return [folder];
  } catch (error) {
    if (isErrorWith(error, 'EEXIST') && statSync(folder).isDirectory()) return [];
    const above = dirname(folder);
    if (!isErrorWith(error, 'ENOENT') || above === folder) throw error;
    const made = makeFolder(above);
    try {
      mkdirSync(folder);
    } catch (second) {
      // Another run may have made it meanwhile.
      if (!isErrorWith(second, 'EEXIST')) throw second;
      return made;
    }
    return [...made, folder];
  }
}

import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the nearest `package.json` at or above a file, else that of the file. */
export function packageFolder(file: string): string {
  const start = dirname(file);
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) return start;
  }
}

/** Where the project of a folder keeps what can be made again; `undefined` where nothing was installed. */
export function cacheFolder(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const modules = join(at, 'node_modules');
    if (existsSync(modules)) return join(modules, '.cache', 'kubeloom');
    if (dirname(at) === at) return undefined;
  }
}

/** A new folder inside of one; `undefined` where nothing can be written, as in an image whose packages belong to somebody else. */
export function newFolderIn(folder: string | undefined, prefix: string): string | undefined {
  if (folder === undefined) return undefined;
  try {
    mkdirSync(folder, { recursive: true });
    return mkdtempSync(join(folder, prefix));
  } catch {
    return undefined;
  }
}

/** The folders of packages that a file finds, the nearest first. */
export function packageFolders(file: string): readonly string[] {
  const found: string[] = [];
  for (let at = dirname(file); ; at = dirname(at)) {
    const modules = join(at, 'node_modules');
    if (existsSync(modules)) found.push(modules);
    if (dirname(at) === at) return found;
  }
}

/** Tells a few texts apart; FNV-1a. */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

import { existsSync } from 'node:fs';
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
/** Tells a few texts apart; FNV-1a. */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

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

/** Where a package keeps what can be made again; `undefined` where nothing was installed. */
export function cacheFolder(folder: string): string | undefined {
  const modules = join(folder, 'node_modules');
  return existsSync(modules) ? join(modules, '.cache', 'kubeloom') : undefined;
}

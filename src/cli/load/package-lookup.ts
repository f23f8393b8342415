import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

/** The name of the package that a request asks for; `undefined` for a path, and for what `package.json` itself leads on. */
export function packageNameOf(request: string): string | undefined {
  return /^(?:@[^/\\]+\/)?[^./\\#@][^/\\]*/.exec(request)?.[0];
}

/**
 * Where Node.js looks for a package, nearest first, up to where it is: whoever remembers what a request led to has to see that
 * nothing has come to stand nearer, and that a link still leads there.
 */
export function lookupsOf(request: string, importer: string, target: string): string[] {
  const name = packageNameOf(request);
  if (name === undefined) return [];
  const lookups: string[] = [];
  for (let folder = dirname(importer); ; folder = dirname(folder)) {
    if (basename(folder) !== 'node_modules') {
      const candidate = join(folder, 'node_modules', name);
      lookups.push(candidate);
      if (holds(candidate, target)) return lookups;
    }
    if (dirname(folder) === folder) return lookups;
  }
}

function holds(folder: string, target: string): boolean {
  try {
    return target.startsWith(realpathSync(folder) + sep);
  } catch {
    return false;
  }
}

/** By what one tells that a file or a link is as it was; of a folder only that it is there. `-` of what is not. */
export function entryState(path: string): string {
  const state = lstatSync(path, { throwIfNoEntry: false });
  if (state === undefined) return '-';
  return state.isDirectory() ? 'folder' : `${state.size} ${state.ctimeMs}`;
}

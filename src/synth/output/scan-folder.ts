import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isErrorWith } from './io-error';
import { isLockName } from './lock';

/** What stands at a place of a folder. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other';

/** What an output folder holds, as far as output can lie in it. */
export interface FolderState {
  /** By path in the folder, with `/`. */
  readonly entries: ReadonlyMap<string, EntryKind>;
  /** Temporary files and locks of runs that may have been killed. */
  readonly leftovers: readonly string[];
}

/** Files are put under such a name first. */
export const temporaryPrefix = '.kubeloom-tmp-';

/** Output lies in the folder, in one of a cluster, and in one of a bundle in that. */
const deepest = 2;

/**
 * Reads an output folder; an absent one is empty. Links are not followed.
 * @param folders folders in it that are to be read in any case: others not where they are hidden, `node_modules`, or too deep for output
 */
export function scanFolder(folder: string, folders: ReadonlySet<string>): FolderState {
  const entries = new Map<string, EntryKind>();
  const leftovers: string[] = [];
  const scan = (prefix: string, depth: number): void => {
    for (const entry of readFolder(join(folder, prefix))) {
      const path = `${prefix}${entry.name}`;
      if (entry.name.startsWith(temporaryPrefix) || isLockName(entry.name)) {
        leftovers.push(path);
        continue;
      }
      const kind = kindOf(entry);
      entries.set(path, kind);
      if (kind !== 'folder') continue;
      const mayHoldOutput = depth < deepest && !entry.name.startsWith('.') && entry.name !== 'node_modules';
      if (mayHoldOutput || folders.has(path)) scan(`${path}/`, depth + 1);
    }
  };
  scan('', 0);
  return { entries, leftovers };
}

function readFolder(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (isErrorWith(error, 'ENOENT')) return [];
    throw error;
  }
}

function kindOf(entry: Dirent): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

import { type Inspection, inspectFolder } from './inspect-folder';
import type { WriteOptions, WritePlan } from './write-plan';

/** What `writeOutput` would do. Reads only. */
export function planWrite(folder: string, files: ReadonlyMap<string, string>, options: WriteOptions = {}): WritePlan {
  return planOf(inspectFolder(folder, files, options));
}

/** An inspection in the words of those who report it. */
export function planOf({ changes, unchanged, removed, diagnostics }: Inspection): WritePlan {
  return {
    added: changes.filter(({ exists }) => !exists).map(({ path }) => path),
    changed: changes.filter(({ exists }) => exists).map(({ path }) => path),
    unchanged,
    removed,
    diagnostics,
  };
}

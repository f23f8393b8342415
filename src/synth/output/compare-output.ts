import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic';
import { inspectFolder } from './inspect-folder';
import type { WriteOptions } from './write-plan';

/** A file that is not as the program gives it. */
export interface OutputDifference {
  /** Path in the folder, with `/`. */
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'removed';
  /** What stands there. @default - there is no such file */
  readonly before?: string;
  /** What the program gives. @default - the program gives no such file */
  readonly after?: string;
}

/** An output folder against what a program gives. */
export interface Comparison {
  readonly differences: readonly OutputDifference[];
  /** What keeps the folder from being written. */
  readonly diagnostics: readonly Diagnostic[];
}

/** How an output folder differs from what a program gives. Reads only. */
export function compareOutput(folder: string, files: ReadonlyMap<string, string>, options: WriteOptions = {}): Comparison {
  const { root, changes, removed, diagnostics } = inspectFolder(folder, files, options);
  const textOf = (path: string): string => readFileSync(join(root, ...path.split('/')), 'utf8');
  return {
    differences: [
      ...changes.map(({ path, parts, exists, spelt }): OutputDifference => {
        const after = parts.join('');
        return exists ? { path, kind: 'changed', before: textOf(spelt ?? path), after } : { path, kind: 'added', after };
      }),
      ...removed.map((path): OutputDifference => ({ path, kind: 'removed', before: textOf(path) })),
    ],
    diagnostics,
  };
}

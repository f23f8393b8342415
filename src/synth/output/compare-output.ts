import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic';
import { inspectSharedFolder, type Inspection } from './inspect-folder';
import { ioDiagnostic, isErrorWith } from './io-error';
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

/** A folder that another run writes all the time is looked at so often. */
const looks = 5;

/** How an output folder differs from what a program gives. Reads only. */
export function compareOutput(folder: string, files: ReadonlyMap<string, string>, options: WriteOptions = {}): Comparison {
  for (let look = 1; ; look++) {
    const inspection = inspectSharedFolder(folder, files, options);
    if (inspection.isMoving === true && look < looks) continue;
    try {
      return { differences: differencesOf(inspection), diagnostics: inspection.diagnostics };
    } catch (error) {
      // A file went away after the look.
      if (!isErrorWith(error, 'ENOENT') || look === looks) return { differences: [], diagnostics: [ioDiagnostic(error, (error as NodeJS.ErrnoException).path ?? folder)] };
    }
  }
}

function differencesOf({ root, changes, removed }: Inspection): OutputDifference[] {
  const textOf = (path: string): string => readFileSync(join(root, ...path.split('/')), 'utf8');
  return [
    ...changes.map(({ path, parts, exists, spelt }): OutputDifference => {
      const after = parts.join('');
      return exists ? { path, kind: 'changed', before: textOf(spelt ?? path), after } : { path, kind: 'added', after };
    }),
    ...removed.map((path): OutputDifference => ({ path, kind: 'removed', before: textOf(path) })),
  ];
}

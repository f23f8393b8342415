import { resolve } from 'node:path';
import { mergeSyntheses } from '../../synth/synthesize';
import type { Synthesis } from '../../synth/synthesis';

/** The files of one output folder. */
export interface FolderOutput {
  /** Absolute path. */
  readonly folder: string;
  readonly synthesis: Synthesis;
}

/**
 * Which folder gets what: all apps of a program into the one that the user names, else each into its own.
 * @param output what the user said
 */
export function outputFolders(apps: readonly Synthesis[], output: string | undefined, cwd: string): FolderOutput[] {
  const groups = new Map<string, Synthesis[]>();
  for (const app of apps) {
    const folder = resolve(cwd, output ?? app.outdir);
    groups.set(folder, [...groups.get(folder) ?? [], app]);
  }
  return [...groups].map(([folder, syntheses]) => ({ folder, synthesis: mergeSyntheses(syntheses) }));
}

import type { WritePlan } from '../../synth/output/write-plan';
import type { SynthesizedObject } from '../../synth/synthesis';
import { shortPath } from '../words';
import type { FolderOutput } from './output-folders';

type FileState = 'added' | 'changed' | 'unchanged' | 'removed';

/** An object of a file. */
export interface SummarizedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly bundle: string;
}

/** What `synth --json` prints. */
export interface SynthSummary {
  readonly summary: { readonly [what in 'files' | 'objects' | FileState]: number };
  readonly outputs: readonly {
    /** Relative to the current folder. */
    readonly folder: string;
    readonly files: readonly {
      /** Path in the folder. */
      readonly path: string;
      readonly state: FileState;
      readonly objects: readonly SummarizedObject[];
    }[];
  }[];
}

/** What was done, or would be done, as data. */
export function summaryOf(folders: readonly FolderOutput[], plans: readonly WritePlan[], cwd: string): SynthSummary {
  const outputs = folders.map(({ folder, synthesis }, index) => {
    const states = new Map<string, FileState>();
    for (const state of ['added', 'changed', 'unchanged', 'removed'] as const) for (const path of plans[index]![state]) states.set(path, state);
    const objects = byFile(synthesis.objects);
    return {
      folder: shortPath(folder, cwd),
      files: [...states].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, state]) => ({
        path, state,
        objects: (objects.get(path) ?? []).map(({ manifest: { apiVersion, kind, metadata }, bundle }) =>
          ({ apiVersion, kind, namespace: metadata?.namespace, name: metadata?.name, bundle: bundle.name })),
      })),
    };
  });
  const files = outputs.flatMap((output) => output.files);
  const count = (state: FileState): number => files.filter((file) => file.state === state).length;
  const objects = files.reduce((sum, file) => sum + file.objects.length, 0);
  const [added, changed, unchanged, removed] = [count('added'), count('changed'), count('unchanged'), count('removed')];
  return { summary: { files: added + changed + unchanged, objects, added, changed, unchanged, removed }, outputs };
}

function byFile(objects: readonly SynthesizedObject[]): ReadonlyMap<string, readonly SynthesizedObject[]> {
  const files = new Map<string, SynthesizedObject[]>();
  for (const object of objects) {
    const list = files.get(object.file);
    if (list === undefined) files.set(object.file, [object]);
    else list.push(object);
  }
  return files;
}

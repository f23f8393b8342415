import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CheckInput } from '../../check/check-options';
import { readInputs } from '../../check/input';
import { CommandFailure } from '../failure';
import { shortPath } from '../words';

/** What forms one cluster: everything, each folder, each file. */
export type Scope = 'all' | 'folder' | 'file';

/** The name that reports give to the standard input. */
export const STDIN = '<stdin>';

/** Reads files for a check. @throws CommandFailure for one that cannot be read */
export function readFiles(files: readonly string[], scope: Scope, cwd: string): CheckInput[] {
  const inputs: CheckInput[] = [];
  for (const file of files) for (const input of readInputs(contentOf(file, cwd), { file, cluster: clusterOf(file, scope) })) inputs.push(input);
  return inputs;
}

/** The content of a file: bytes, since what is no UTF-8 is a finding. */
function contentOf(file: string, cwd: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CommandFailure(`cannot read ${shortPath(file, cwd)}: ${(error as Error).message}`);
  }
}

/** Which cluster a file is of. */
export function clusterOf(file: string, scope: Scope): string | undefined {
  return scope === 'all' ? undefined : scope === 'file' ? file : dirname(file);
}

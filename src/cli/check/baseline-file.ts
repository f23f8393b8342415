import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BaselineEntry, readBaseline } from '../../check/suppress/baseline';
import { CommandFailure } from '../failure';
import { shortPath } from '../words';

/** Where a baseline is looked for when nobody says where. */
export const BASELINE_FILE = 'kubeloom-baseline.json';

/**
 * Reads the baseline that the user names, or the one of the folder if it has one.
 * @param isWritten whether it is going to be written, so that there need not be one yet
 * @throws CommandFailure where it is none
 */
export function loadBaseline(said: string | undefined, cwd: string, isWritten: boolean): readonly BaselineEntry[] {
  const file = resolve(cwd, said ?? BASELINE_FILE);
  if (!existsSync(file)) {
    if (said === undefined || isWritten) return [];
    throw new CommandFailure(`there is no baseline ${said}`, 'write one: kubeloom check --write-baseline');
  }
  try {
    return readBaseline(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CommandFailure(`${shortPath(file, cwd)} is no baseline: ${(error as Error).message}`, 'write it anew: kubeloom check --write-baseline');
  }
}

/** Writes a baseline. @throws CommandFailure where that cannot be */
export function saveBaseline(said: string | undefined, text: string, cwd: string): string {
  const file = resolve(cwd, said ?? BASELINE_FILE);
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CommandFailure(`cannot write ${shortPath(file, cwd)}: ${(error as Error).message}`);
  }
  return shortPath(file, cwd);
}

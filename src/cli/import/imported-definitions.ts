import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFINITION_ENDING, groupFolder } from '../../codegen/crd/file-names';
import { groupOf } from '../../core/object-id';
import { isPlainMap } from '../../core/plain-map';
import type { Context } from '../command';
import { CommandFailure } from '../failure';
import { shortPath } from '../words';
import { importFolder } from './import-folder';

/**
 * The definitions that lie beside imported types, of the groups of the given objects alone: of the folder of imports, and of every module
 * of the program.
 * @param manifests what will be checked
 * @param sources files of the program
 * @throws CommandFailure for one that cannot be read
 */
export function importedDefinitions(context: Context, manifests: readonly unknown[], sources: readonly string[] = []): readonly unknown[] {
  const groups = new Set<string>();
  for (const manifest of manifests) collectGroups(manifest, groups);
  const folder = importFolder(context);
  const files = new Set<string>();
  if (existsSync(folder)) {
    for (const group of groups) for (const file of definitionsIn(join(folder, groupFolder(group)))) files.add(file);
  }
  for (const source of sources) {
    const file = source.replace(/\.[cm]?ts$/, DEFINITION_ENDING);
    if (file !== source && !source.includes('node_modules') && existsSync(file)) files.add(file);
  }
  return [...files].sort().map((file) => read(file, context.io.cwd));
}

/** The groups that custom resources can be of: those with a dot. */
function collectGroups(manifest: unknown, groups: Set<string>): void {
  if (!isPlainMap(manifest)) return;
  if (typeof manifest['apiVersion'] === 'string') {
    const group = groupOf(manifest['apiVersion']);
    if (group.includes('.')) groups.add(group);
  }
  if (Array.isArray(manifest['items'])) for (const item of manifest['items']) collectGroups(item, groups);
}

function definitionsIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(DEFINITION_ENDING)).map((name) => join(folder, name)) : [];
}

function read(file: string, cwd: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CommandFailure(`cannot read ${shortPath(file, cwd)}: ${(error as Error).message}`, 'kubeloom import writes it anew');
  }
}

import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CommandFailure } from '../failure';
import { globTest, isGlob, splitGlob } from './path-glob';

/** What a name ends with that can hold manifests. */
const manifest = /\.(?:ya?ml|json)$/i;
/** Files of other tools that lie beside manifests; whoever names one on the command line means it. */
const otherTools = new RegExp(
  '^(?:package(?:-lock)?\\.json|tsconfig.*\\.json|.*\\.schema\\.json|.*\\.crd\\.json|cdk8s\\.yaml|construct-metadata\\.json|kustomization\\.ya?ml|Chart\\.(?:ya?ml|lock)|values.*\\.ya?ml'
  + '|(?:docker-)?compose.*\\.ya?ml|skaffold\\.ya?ml|\\.sops\\.yaml|kubeloom-baseline\\.json)$',
);
const otherFolders: ReadonlySet<string> = new Set(['node_modules']);

/**
 * The files that paths of a command line mean: files, all manifests below folders, patterns. Absolute paths, each once.
 * @throws CommandFailure for a path that leads to nothing
 */
export function findFiles(paths: readonly string[], cwd: string): string[] {
  return [...new Set(paths.flatMap((path) => filesOf(path, cwd)))];
}

/** The files that paths of a command line name themselves, as absolute paths. */
export function namedFiles(paths: readonly string[], cwd: string): ReadonlySet<string> {
  return new Set(paths.map((path) => resolve(cwd, path)).filter((path) => kindOf(path) === 'file'));
}

/** Whether a file in a folder is taken for manifests, by its name. */
export function isManifestName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return manifest.test(name) && !name.startsWith('.') && !otherTools.test(name);
}

function filesOf(path: string, cwd: string): string[] {
  const full = resolve(cwd, path);
  const kind = kindOf(full);
  if (kind === 'file') return [full];
  if (kind === 'folder') {
    const files = manifestsBelow(full, '').map((name) => join(full, name));
    if (files.length === 0) throw new CommandFailure(`${path} holds no YAML or JSON files`);
    return files;
  }
  if (!isGlob(path)) throw new CommandFailure(`there is no file or folder ${path}`);
  const { folder, pattern } = splitGlob(path.replaceAll('\\', '/'));
  const base = resolve(cwd, folder);
  const isMatch = globTest(pattern);
  const files = kindOf(base) === 'folder' ? manifestsBelow(base, '').filter(isMatch).map((name) => join(base, name)) : [];
  if (files.length === 0) throw new CommandFailure(`no YAML or JSON file matches ${path}`);
  return files;
}

function kindOf(path: string): 'file' | 'folder' | 'nothing' {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 'nothing';
  return found.isDirectory() ? 'folder' : 'file';
}

/** Paths in a folder, sorted by name, so that every file system gives the same order. Links to folders are not followed: they can lead in circles. */
function manifestsBelow(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name.startsWith('.') || otherFolders.has(entry.name) ? [] : manifestsBelow(root, path);
    const isFile = entry.isFile() || (entry.isSymbolicLink() && kindOf(join(root, path)) === 'file');
    return isFile && isManifestName(entry.name) ? [path] : [];
  });
}

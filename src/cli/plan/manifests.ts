import { readFileSync, statSync } from 'node:fs';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import type { CheckInput } from '../../check/check-options';
import { readInputs } from '../../check/input';
import { findFiles, isManifestName } from '../check/find-files';
import { CommandFailure } from '../failure';
import { shortPath } from '../words';

/** A file with manifests, wherever it comes from. */
export interface ManifestFile {
  /** What reports call it. */
  readonly file: string;
  /** Path in the folder that was named, with `/`. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** Manifests of a file, a folder or a tarball. @throws CommandFailure where there are none */
export function readManifests(path: string, cwd: string): ManifestFile[] {
  const full = resolve(cwd, path);
  const found = statSync(full, { throwIfNoEntry: false });
  if (found?.isFile() === true && isTarball(path)) return readTarball(full, cwd);
  const root = found?.isDirectory() === true ? full : undefined;
  return findFiles([path], cwd).map((file) => ({
    file, path: root === undefined ? basename(file) : relative(root, file).split(sep).join('/'), content: readFileSync(file),
  }));
}

/** Whether a path names a tarball. */
export function isTarball(path: string): boolean {
  return /\.(?:tar|tar\.gz|tgz)$/i.test(path);
}

/** Whether a path names manifests and no program. */
export function holdsManifests(path: string, cwd: string): boolean {
  const found = statSync(resolve(cwd, path), { throwIfNoEntry: false });
  return found?.isDirectory() === true || isTarball(path) || ['.yaml', '.yml', '.json'].includes(extname(path).toLowerCase());
}

function readTarball(file: string, cwd: string): ManifestFile[] {
  try {
    const found = filesInTarball(readFileSync(file)).filter(({ path }) => isManifestName(path));
    if (found.length > 0) return found.map(({ path, content }) => ({ file: join(file, path), path, content }));
  } catch (error) {
    throw new CommandFailure(`cannot read ${shortPath(file, cwd)}: ${(error as Error).message}`, undefined, { cause: error });
  }
  throw new CommandFailure(`${shortPath(file, cwd)} holds no YAML or JSON files`);
}

/** The files that are not empty in a tarball, compressed or not. */
export function filesInTarball(bytes: Uint8Array): { readonly path: string; readonly content: Uint8Array }[] {
  const { gunzipSync } = require('node:zlib') as typeof import('node:zlib');
  const { parseTar } = require('nanotar') as typeof import('nanotar');
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  // A copy: nanotar reads the whole memory that lies behind bytes, of which they may be a part.
  return parseTar(new Uint8Array(plain).buffer).flatMap(({ name, type, data }) =>
    (type === 'file' && data !== undefined ? [{ path: name.replace(/^\.\//, ''), content: data }] : []));
}

/**
 * The objects of files.
 * @param clusters names of clusters, each of which has a folder of its own
 * @throws CommandFailure for a file that is no YAML: a plan of half of the objects would be wrong
 */
export function objectsOf(files: readonly ManifestFile[], cwd: string, clusters: ReadonlySet<string> = new Set()): CheckInput[] {
  return files.flatMap(({ file, path, content }) => {
    const [folder, ...rest] = path.split('/');
    const cluster = rest.length > 0 && clusters.has(folder!) ? folder : undefined;
    const inputs = readInputs(content, { file, cluster });
    const problem = inputs.flatMap(({ problems = [] }) => problems)[0];
    if (problem !== undefined) {
      const { source, message } = problem;
      throw new CommandFailure(`${shortPath(file, cwd)}${source === undefined ? '' : `:${source.line}:${source.column}`}: ${message}`, 'kubeloom check says all that is wrong with it');
    }
    return inputs;
  });
}

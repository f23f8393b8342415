import { posix } from 'node:path';
import { checkText } from '../core/checks';
import type { Problems } from '../core/problems';

/** The operating system of a pod. */
export type PodOs = 'linux' | 'windows';

const windowsPath = /^[A-Za-z]:[\\/]/;

/**
 * Reports anything but an absolute path within a container.
 * @param what how messages call it: `mount path`, `working directory`
 */
export function checkContainerPath(problems: Problems, value: unknown, what: string, os: PodOs): value is string {
  if (!checkText(problems, value, `a ${what}`)) return false;
  if (value.startsWith('/') || (os === 'windows' && windowsPath.test(value))) return true;
  problems.report('container/path-not-absolute', { what, found: value });
  return false;
}

/**
 * Reports anything but a path that stays within its volume.
 * @param own whether the path is a file that the volume makes, whose names must not start with `..`
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath
 */
export function checkVolumePath(problems: Problems, value: unknown, what: string, own = false): value is string {
  if (!checkText(problems, value, `a ${what}`)) return false;
  if (value.startsWith('/')) problems.report('volume/path-not-relative', { what, found: value });
  else if (hasBackstep(value)) problems.report('volume/path-invalid', { what, found: value, rule: 'expected no ".." in it' });
  else if (own && value.startsWith('..')) problems.report('volume/path-invalid', { what, found: value, rule: 'expected it not to start with ".."' });
  else return true;
  return false;
}

/** Whether a path has a part that leads up. */
export function hasBackstep(path: string): boolean {
  return path.includes('..') && path.split('/').includes('..');
}

/** One text for all ways to write one path: `/data/` and `//data` are `/data`. */
export function comparablePath(path: string): string {
  // Nearly all paths are in this form already.
  if (!path.includes('//') && !path.includes('/.') && !(path.length > 1 && path.endsWith('/'))) return path;
  const normal = posix.normalize(path);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

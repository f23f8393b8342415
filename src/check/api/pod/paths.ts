import type { Rule } from '../../rule/rules';

/** A path without `..` between its slashes, by which it would leave the place that it belongs to. */
export const noBacksteps: Rule<string> = (found, at) => {
  if (hasBacksteps(found)) at.report('api/path', { found, rule: 'without ".." in it' });
};

/** Whether one of the parts of a path is `..`. */
export function hasBacksteps(path: string): boolean {
  return path.includes('..') && path.split('/').includes('..');
}

/** A path within something else: not from the root, without `..`. */
export const descendingPath: Rule<string> = (found, at) => {
  if (found.startsWith('/')) at.report('api/path', { found, rule: 'without a "/" at its beginning' });
  noBacksteps(found, at);
};

/** The path of a file that is written into a volume; names that begin with `..` belong to whoever writes them. */
export const fileInVolume: Rule<string> = (found, at) => {
  descendingPath(found, at);
  if (found.startsWith('..') && !found.startsWith('../')) at.report('api/path', { found, rule: 'that does not begin with ".."' });
};

/** A path from the root. */
export const absolutePath: Rule<string> = (found, at) => {
  if (!found.startsWith('/')) at.report('api/path', { found, rule: 'from the root: with a "/" at its beginning' });
};

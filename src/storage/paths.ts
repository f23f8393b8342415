import { checkText } from '../core/checks';
import type { Problems } from '../core/problems';
import type { Read } from './read-fields';

const windowsRoot = /^(?:[A-Za-z]:[\\/]|\\\\)/;

/** A path from the root on, as a server or a Linux node has it. */
export const absolutePath: Read<string> = (problems, value) => {
  if (!checkText(problems, value, 'a path')) return undefined;
  return checkStart(problems, value, value.startsWith('/')) ? value : undefined;
};

/** A path on a node, from the root on and without `..`; on Windows with a drive letter, or a named pipe. */
export const nodePath: Read<string> = (problems, value) => {
  if (!checkText(problems, value, 'a path')) return undefined;
  const well = checkStart(problems, value, value.startsWith('/') || windowsRoot.test(value));
  if (!goesUp(value)) return well ? value : undefined;
  problems.report('storage/path-goes-up', { found: value });
  return undefined;
};

/** A path at which a container sees a volume, from the root on; a colon would end it. */
export const mountPath: Read<string> = (problems, value) => {
  if (!checkText(problems, value, 'a path')) return undefined;
  const onWindows = windowsRoot.test(value);
  const well = checkStart(problems, value, value.startsWith('/') || onWindows);
  if (onWindows || !value.includes(':')) return well ? value : undefined;
  problems.report('storage/invalid-format', { what: 'mount path', expected: 'no ":" in it', found: value });
  return undefined;
};

/** A path within a volume, relative and without `..`. */
export const innerPath: Read<string> = (problems, value) => {
  if (!checkText(problems, value, 'a path')) return undefined;
  const well = !value.startsWith('/');
  if (!well) problems.report('storage/path-not-relative', { found: value });
  if (!goesUp(value)) return well ? value : undefined;
  problems.report('storage/path-goes-up', { found: value });
  return undefined;
};

function goesUp(path: string): boolean {
  return path.includes('..') && path.split(/[\\/]/).includes('..');
}

function checkStart(problems: Problems, path: string, well: boolean): boolean {
  if (!well) problems.report('storage/path-not-absolute', { found: path });
  return well;
}

/** A name for a volume made of its path, as far as that is readable: `/var/log` becomes `var-log`. */
export function volumeNameOf(path: unknown, otherwise: string): string {
  if (typeof path !== 'string') return otherwise;
  const words = path.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return words === '' || words.length > longest ? otherwise : words;
}

/** A volume's name has at most 63 characters, and may get a number behind it. */
const longest = 58;

import { type Diagnostic, diagnostic } from '../../core/diagnostic';

/** Whether an error is one of the file system, with one of these codes where some are named. */
export function isErrorWith(error: unknown, ...codes: readonly string[]): error is NodeJS.ErrnoException {
  // Not by its class: a test runner has classes of its own.
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && (codes.length === 0 || codes.includes(code));
}

const words: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the quota of the disk is used up'],
  ['EFBIG', 'it is larger than a file may be here'],
  ['EACCES', 'you have no permission'],
  ['EPERM', 'the system does not allow it'],
  ['EROFS', 'the file system is read-only'],
  ['ENAMETOOLONG', 'the name is too long for this file system'],
  ['EBUSY', 'another program uses it'],
  ['EMFILE', 'too many files are open'],
  ['EIO', 'the disk fails'],
]);
const full: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What a failure of the file system means for the output. @throws the error itself where it is none of the file system */
export function ioDiagnostic(error: unknown, path: string): Diagnostic {
  if (!isErrorWith(error)) throw error;
  const code = error.code!;
  if (code === 'ENOTDIR') return diagnostic('output/not-a-folder', { path });
  return diagnostic(full.has(code) ? 'output/disk-full' : 'output/not-writable', { path, why: words.get(code) ?? error.message });
}

import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Problems } from '../core/problems';

/** What went wrong when a file was read, in words that do not depend on the system. */
const reasons: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it is not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
};

/** A path as the user wrote it, and where it led when it was written. */
export class UserPath {
  readonly absolute: string;
  private readonly folder: string;

  constructor(readonly given: string) {
    this.folder = process.cwd();
    this.absolute = typeof given === 'string' ? resolve(this.folder, given) : '';
  }

  /** The bytes of the file; what keeps it from being read is reported. */
  readFile(problems: Problems): Uint8Array | undefined {
    return this.attempt(problems, () => readFileSync(this.absolute));
  }

  /** What the folder holds; what keeps it from being read is reported. Links count as what they lead to. */
  readFolder(problems: Problems): readonly string[] | undefined {
    return this.attempt(problems, () => readdirSync(this.absolute));
  }

  private attempt<T>(problems: Problems, read: () => T): T | undefined {
    if (typeof this.given !== 'string' || this.given === '') {
      problems.report('value/wrong-type', { expected: 'a path', found: this.given });
      return undefined;
    }
    try {
      return read();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      problems.report('data/unreadable-file', { path: this.given, why: reasons[code ?? ''] ?? code ?? 'unknown', folder: this.folder });
      return undefined;
    }
  }
}

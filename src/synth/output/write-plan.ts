import type { Diagnostic } from '../../core/diagnostic';

/** How an output folder is compared with what a program gives. */
export interface WriteOptions {
  /** Whether the files are all that the program gives; only then is any other file of ours a stale one. @default true */
  readonly complete?: boolean | undefined;
  /** Files of ours that are there for somebody else, and no stale ones. @default - none */
  readonly others?: ReadonlySet<string> | undefined;
  /** Whether files that this package did not write may be overwritten. @default false */
  readonly overwrite?: boolean | undefined;
}

/** What writing does, or did, to a folder. Paths are inside of it, with `/`, in the order of the files; removed ones by name. */
export interface WritePlan {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  /** Files of ours that are no longer produced. */
  readonly removed: readonly string[];
  /** What keeps it from being done; then nothing is. */
  readonly diagnostics: readonly Diagnostic[];
}

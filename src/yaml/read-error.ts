/**
 * What is wrong with a document:
 *
 * - `yaml/syntax`: it is not YAML;
 * - `yaml/separator`: text on the line of a `---`, a `%` directive, or a document that only `...` separates from the one
 *   before it: a cluster refuses or silently loses what comes after;
 * - `yaml/character`: a character that no YAML document may contain as itself, or a line break that only some readers know;
 * - `yaml/escape`: an escape sequence that a cluster does not know;
 * - `yaml/key`: a key that cannot become text, or that stands twice in one map (`yaml/duplicate-key`);
 * - `yaml/number`: infinity or not-a-number, which JSON does not have;
 * - `yaml/tag`: a tag that is unknown or does not fit its value;
 * - `yaml/alias`: an alias without an anchor, inside of its own anchor, or a document that aliases make excessively large;
 * - `yaml/merge`: a `<<` that does not merge maps, or one whose outcome depends on the reader;
 * - `yaml/depth`: maps and lists nested deeper than 512 levels;
 * - `yaml/size`: too large for what is written in it.
 */
export type ReadErrorCode =
  | 'yaml/syntax' | 'yaml/separator' | 'yaml/character' | 'yaml/escape' | 'yaml/key' | 'yaml/duplicate-key' | 'yaml/number'
  | 'yaml/tag' | 'yaml/alias' | 'yaml/merge' | 'yaml/depth' | 'yaml/size';

/** A problem at an offset into the text of one document. */
export interface Trouble {
  readonly code: ReadErrorCode;
  readonly message: string;
  readonly offset: number;
}

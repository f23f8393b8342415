import type { RawSourceMap } from './source-map';

/** One file of a user's program, ready to run. */
export interface BuiltFile {
  /** Absolute path of the source. */
  readonly file: string;
  /** What stood in it. @default - not known: it is itself compiled from something else */
  readonly text?: string | undefined;
  /** CommonJS. */
  readonly code: string;
  /** The way back from the code; sources are absolute paths. */
  readonly map: RawSourceMap;
  /** What its imports lead to, where that is a file of the program: by the word in the source. */
  readonly links: { readonly [request: string]: string };
  /** Whether Node.js would take it for an ES module, by its name or its `package.json`. */
  readonly esm: boolean;
}

/** A program as CommonJS files, each for itself: `__dirname`, `require.main` and cycles mean what they mean under Node.js. */
export interface BuiltModules {
  readonly kind: 'modules';
  readonly entry: string;
  readonly files: ReadonlyMap<string, BuiltFile>;
  /** Files that are imported and that Node.js itself reads, such as JSON. */
  readonly data: readonly string[];
}

/** A program with top-level await, as one ES module. */
export interface BuiltBundle {
  readonly kind: 'bundle';
  readonly entry: string;
  readonly code: string;
  /** As that of a file. */
  readonly map: RawSourceMap;
  /** All files that it is made of. */
  readonly inputs: readonly string[];
}

export type BuiltProgram = BuiltModules | BuiltBundle;

/** Every source file of a program, also those that are read as they are. */
export function sourcesOf(program: BuiltProgram): readonly string[] {
  return program.kind === 'bundle' ? program.inputs : [...program.files.keys(), ...program.data];
}

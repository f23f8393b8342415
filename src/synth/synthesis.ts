import type { ExternalObject } from '../check/check-options';
import type { Diagnostic } from '../core/diagnostic';
import type { Manifest } from '../core/manifest';
import type { Acknowledgement } from '../plan/types';
import type { SourceLocation } from '../core/source';

/**
 * How the output is divided: a file for each bundle; a file for each object; a folder for each bundle with a file for each
 * of its objects; or one file for all.
 */
export type Layout = 'bundle' | 'object' | 'folder' | 'stream';

/** How objects are written down. */
export type OutputFormat = 'yaml' | 'json';

/** What may be said of a synthesis from outside of the program. */
export interface SynthesisOptions {
  /** @default - as the app says (`yamlOutputType`), else `bundle` */
  readonly layout?: Layout | undefined;
  /** How names of files end. @default - as the app says (`outputFileExtension`), else `.k8s.yaml` */
  readonly extension?: string | undefined;
  /** @default yaml */
  readonly format?: OutputFormat | undefined;
  /**
   * Bundles that are written: `*` and `?` stand for parts of a name, the cluster's name may stand before it with a `/`. Everything
   * is still assembled and checked.
   * @default - all
   */
  readonly only?: readonly string[] | undefined;
  /**
   * Absolute path of the program. The first line of a file names it where no line of the program is known to have made the
   * file: a chart of cdk8s.
   * @default - not known
   */
  readonly program?: string | undefined;
  /** Accept every object as it is now: the lock file is written anew. @default false */
  readonly updateLock?: boolean | undefined;
}

/** A bundle (or a chart of cdk8s) of a synthesis. */
export interface SynthesizedBundle {
  /** Its name among files: `shop`, in the folder of its cluster. */
  readonly name: string;
  /** The cluster that it is for. @default - the unnamed one */
  readonly cluster?: string | undefined;
  /** Path in the tree of constructs. */
  readonly path: string;
  /** The line that made it; asked only when read, since that takes time. @default - not known: a chart of cdk8s */
  readonly source?: SourceLocation | undefined;
  /** What exists in its cluster, as the program says it. @default - not known: a chart of cdk8s */
  readonly external?: readonly ExternalObject[] | undefined;
  /** Dangers of a change that are accepted. @default - none */
  readonly acknowledged?: readonly Acknowledgement[] | undefined;
}

/** An object of a synthesis. */
export interface SynthesizedObject {
  /** The object as plain data. Parts of it may be shared with others: not to be changed. */
  readonly manifest: Manifest;
  readonly bundle: SynthesizedBundle;
  /** The file that it stands in, by its path in the output folder; empty where `only` leaves it out. */
  readonly file: string;
  /** Path in the tree of the construct that gave it. */
  readonly path: string;
  /** The line that defined it; asked only when read. @default - not known: an object of cdk8s */
  readonly source?: SourceLocation | undefined;
}

/** Everything that an app gives, computed before the first byte is written. */
export interface Synthesis {
  /** The output folder that the app names (`outdir`, `CDK8S_OUTDIR`, else `dist`). */
  readonly outdir: string;
  /** How the files are written. */
  readonly format: OutputFormat;
  /** The content of each file by its path in the output folder, with `/`. None where there are errors. */
  readonly files: ReadonlyMap<string, string>;
  /** Every object in the order of the output, also where there are errors, as far as it could be built. */
  readonly objects: readonly SynthesizedObject[];
  /** Every bundle and chart, in the order of the output. */
  readonly bundles: readonly SynthesizedBundle[];
  /** All that is wrong or doubtful, in the order of the lines of the program. */
  readonly diagnostics: readonly Diagnostic[];
  /** What is worth knowing, for those who ask. */
  readonly notes: readonly Diagnostic[];
  /** Whether `files` are all files of the app: with `only` they are not, and no other file may be taken for a stale one. */
  readonly complete: boolean;
  /** The file that keeps the identity of objects, as it has to be. @default - no bundle is locked */
  readonly lock?: IdentityLockFile | undefined;
}

/** The file that keeps the identity of objects. */
export interface IdentityLockFile {
  /** Absolute path. */
  readonly file: string;
  /** What is kept of each bundle, by its name; `undefined` for one that is not locked (any more). */
  readonly bundles: { readonly [bundle: string]: object | undefined };
}

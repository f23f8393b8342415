import type { IConstruct } from 'constructs';
import type { Diagnostic } from '../core/diagnostic';
import type { Manifest } from '../core/manifest';
import type { Target } from '../core/references';
import type { SourceTrace } from '../core/source';

/** What a definition gives at synthesis. */
export interface Assembled {
  readonly objects: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A construct that gives objects as plain data. */
export interface ObjectSource extends IConstruct {
  readonly trace: SourceTrace;
  /** Every object that its objects refer to. */
  readonly targets: readonly Target[];
  /** Whether it takes care itself of what of a Secret may stand in the output. @default false */
  readonly guardsSecrets?: boolean;
  /** Whether not even the labels and annotations of the bundle are added. @default false */
  readonly verbatim?: boolean;
  assemble(): Assembled;
}

/** One object of a bundle, and who defined it. */
export interface PlacedObject {
  readonly manifest: Manifest;
  /** The definition, or the cdk8s object. */
  readonly origin: IConstruct;
  /** Whether whoever defined it decided what of a Secret may stand in the output. @default false */
  readonly guardsSecrets?: boolean | undefined;
  /** The line that defined it. @default - not known: an object of cdk8s */
  readonly trace?: SourceTrace | undefined;
}
